"""The encoder that tells, for every word, how likely it is the trigger of a claim of each label.

An int8 ONNX file with its tokenizer, run without torch. The file, how it was trained and its scores are described in
model/card.md.
"""

import hashlib
import json
from importlib.resources import files
from pathlib import Path
from typing import Any

from polemos.coding.learned.windows import windows
from polemos.model.analysis import Analysis

FOLDER = "model"
PIECES = 126
"""Word pieces of a window, without the two that mark its ends: what the model was trained on."""
BATCH = 16
WORTH_TELLING = 0.02
"""Probabilities below are noise and are left out."""

Tags = dict[int, dict[str, float]]
"""Token index to label ("event:attack") to probability."""


class Tagger:
    """Holds the loaded model (0.2 s, 60 MB)."""

    def __init__(self, folder: Path | None = None) -> None:
        import onnxruntime
        from tokenizers import Tokenizer

        root = folder if folder is not None else files("polemos.coding.learned") / FOLDER
        self.labels: list[str] = json.loads((root / "labels.json").read_text(encoding="utf-8"))
        self.tokenizer: Any = Tokenizer.from_str((root / "tokenizer.json").read_text(encoding="utf-8"))
        self.tokenizer.no_truncation()
        self.tokenizer.no_padding()
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1  # one thread, so that sums are added in one order and runs are equal
        options.inter_op_num_threads = 1
        model = (root / "model.onnx").read_bytes()
        self.fingerprint = hashlib.sha256(model).hexdigest()[:16]
        self.session: Any = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])

    def tag(self, analysis: Analysis) -> Tags:
        """The labels that each token of the report may carry, with their probabilities."""
        words = [token.text for token in analysis.tokens]
        if not words:
            return {}
        encoded = self.tokenizer.encode_batch(
            [[word] for word in words], is_pretokenized=True, add_special_tokens=False
        )
        pieces = [len(item.ids) for item in encoded]
        found: Tags = {}
        cut = windows(pieces, [token.sentence for token in analysis.tokens], PIECES)
        # Windows of like length share a batch, so that little is spent on padding.
        order = sorted(range(len(cut)), key=lambda n: (len(cut[n]), n))
        for start in range(0, len(order), BATCH):
            self._batch(words, [cut[n] for n in order[start : start + BATCH]], found)
        return dict(sorted(found.items()))

    def _batch(self, words: list[str], batch: list[list[int]], found: Tags) -> None:
        import numpy as np

        encoded = self.tokenizer.encode_batch([[words[i] for i in window] for window in batch], is_pretokenized=True)
        longest = max(len(item.ids) for item in encoded)
        ids = np.zeros((len(batch), longest), dtype=np.int64)
        mask = np.zeros_like(ids)
        for row, item in enumerate(encoded):
            ids[row, : len(item.ids)] = item.ids
            mask[row, : len(item.ids)] = 1
        (scores,) = self.session.run(["labels"], {"input_ids": ids, "attention_mask": mask})
        for row, (window, item) in enumerate(zip(batch, encoded, strict=True)):
            seen: set[int] = set()
            for column, word in enumerate(item.word_ids):
                if word is None or word in seen:
                    continue
                seen.add(word)  # the first piece of a word speaks for it
                chances = 1 / (1 + np.exp(-scores[row, column].astype(np.float64)))
                above = {self.labels[n]: float(chances[n]) for n in np.flatnonzero(chances > WORTH_TELLING)}
                if above:
                    found[window[word]] = above
