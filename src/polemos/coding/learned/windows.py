"""Cuts a report into stretches that the encoder can hold, along its sentences."""

from collections.abc import Sequence


def windows(pieces: Sequence[int], sentences: Sequence[int], limit: int) -> list[list[int]]:
    """Word indexes in runs of at most `limit` word pieces; `pieces` and `sentences` give each word's number of pieces
    and its sentence. Whole sentences share a window where they fit; a longer one is cut."""
    found: list[list[int]] = []
    current: list[int] = []
    held = 0
    for sentence in _sentences(sentences):
        size = sum(pieces[i] for i in sentence)
        if held + size > limit and current:
            found.append(current)
            current, held = [], 0
        for index in sentence:
            if held + pieces[index] > limit and current:
                found.append(current)
                current, held = [], 0
            current.append(index)
            held += pieces[index]
    return [*found, current] if current else found


def _sentences(sentences: Sequence[int]) -> list[list[int]]:
    grouped: dict[int, list[int]] = {}
    for index, sentence in enumerate(sentences):
        grouped.setdefault(sentence, []).append(index)
    return [grouped[sentence] for sentence in sorted(grouped)]
