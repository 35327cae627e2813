"""Examples as the encoder takes them: windows of words, several of like length in a batch."""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args

from polemos.coding.learned.tagger import PIECES
from polemos.coding.learned.windows import windows
from polemos.model.claim import Factuality
from polemos.training.examples import Example

FACTUALITIES: tuple[str, ...] = get_args(Factuality)
NOT_TOLD = -1
"""For a word that triggers nothing: the loss passes over it."""
_JITTER = 30
"""Words by which a shuffled window may stand out of order of length, so that batches differ from epoch to epoch."""


@dataclass(frozen=True, slots=True)
class Window:
    """Words of one example, by their indexes."""

    example: Example
    words: list[int]


@dataclass(frozen=True, slots=True)
class Batch:
    """Tensors. `ids` and `mask`: windows by pieces. `rows` and `columns`: where each word's first piece stands;
    `wanted` (words by labels, 0 or 1) and `factuality` (words) are what it should say; `words` tells whose it is."""

    ids: Any
    mask: Any
    rows: Any
    columns: Any
    wanted: Any
    factuality: Any
    words: list[tuple[Example, int]]


class Batcher:
    """Cuts and encodes examples just as the tagger does with a report."""

    def __init__(self, base: Path, labels: Sequence[str]) -> None:
        from tokenizers import Tokenizer

        self.labels = list(labels)
        self.tokenizer: Any = Tokenizer.from_file(str(base / "tokenizer.json"))
        self.tokenizer.no_truncation()
        self.tokenizer.no_padding()

    def windows(self, examples: Sequence[Example]) -> list[Window]:
        """The windows of all examples, in their order."""
        return [Window(example, words) for example in examples for words in self._cut(example)]

    def _cut(self, example: Example) -> list[list[int]]:
        pieces = self.tokenizer.encode_batch(
            [[word] for word in example.words], is_pretokenized=True, add_special_tokens=False
        )
        return windows([len(item.ids) for item in pieces], example.sentences, PIECES)

    def encode(self, batch: Sequence[Window]) -> Batch:
        """One batch as tensors."""
        import torch

        encoded = self.tokenizer.encode_batch(
            [[window.example.words[i] for i in window.words] for window in batch], is_pretokenized=True
        )
        longest = max(len(item.ids) for item in encoded)
        ids = torch.zeros(len(batch), longest, dtype=torch.int64)
        mask = torch.zeros_like(ids)
        places: list[tuple[int, int]] = []
        words: list[tuple[Example, int]] = []
        for row, (window, item) in enumerate(zip(batch, encoded, strict=True)):
            ids[row, : len(item.ids)] = torch.tensor(item.ids)
            mask[row, : len(item.ids)] = 1
            for column, word in first_pieces(item.word_ids):
                places.append((row, column))
                words.append((window.example, window.words[word]))
        rows, columns = torch.tensor(places, dtype=torch.int64).reshape(-1, 2).T
        wanted = torch.tensor([[float(label in _labels(word)) for label in self.labels] for word in words])
        factuality = torch.tensor([_factuality(word) for word in words], dtype=torch.int64)
        return Batch(ids, mask, rows, columns, wanted, factuality, words)


def first_pieces(words: Sequence[int | None]) -> list[tuple[int, int]]:
    """The place of each word's first piece, which speaks for the word, and the word; `words` gives each piece's."""
    first: dict[int, int] = {}
    for column, word in enumerate(words):
        if word is not None:
            first.setdefault(word, column)
    return [(column, word) for word, column in first.items()]


def batches(cut: Sequence[Window], size: int, shuffle: random.Random | None = None) -> list[list[Window]]:
    """Windows of like length together, so that little is spent on padding; by chance if `shuffle` is given."""
    order = list(cut)
    jitter: Callable[[], float] = (lambda: 0.0) if shuffle is None else (lambda: shuffle.random() * _JITTER)
    if shuffle is not None:
        shuffle.shuffle(order)
    order.sort(key=lambda window: len(window.words) + jitter())
    found = [order[start : start + size] for start in range(0, len(order), size)]
    if shuffle is not None:
        shuffle.shuffle(found)
    return found


def _labels(word: tuple[Example, int]) -> frozenset[str]:
    example, index = word
    return example.labels.get(index, frozenset())


def _factuality(word: tuple[Example, int]) -> int:
    example, index = word
    said = example.factuality.get(index)
    return FACTUALITIES.index(said) if said in FACTUALITIES else NOT_TOLD
