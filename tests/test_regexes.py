"""No pattern of the steps that read strangers' text is slow on its worst input: what modules compile, on 100 kB of what
makes a careless pattern go back and forth. Those of the codebook's time phrases are in test_times.py."""

import importlib
import pkgutil
import re
import time
from collections.abc import Iterator

import pytest

_PACKAGES = (
    *("text", "gazetteer", "resolution", "coding", "codebook"),
    *("incidents", "store", "reading", "packs", "service.redaction"),
)
_SIZE, _FIRST_LOOK = 100_000, 2_000
_SECONDS = 0.05
WORST = (
    *("a", " ", "A ", "a.", "A.", "(", "((a", "'a", "a'", "l'", "1", "1.", "1,", "1 ", "-", "a-", "\n", " \n", "é"),
    *("ال", '"', "px:a-", "al ", "A, ", "the ", "'s "),
)
USED = {
    "gazetteer.supplement._COUNTRY": ("fullmatch", _SIZE),
    "text.numerals._DECIMAL": ("fullmatch", _SIZE),
    "incidents.compare._PLURAL": ("search", 200),  # a trigger
    "codebook.times._LAST_WORD": ("search", 48),  # what stands before a phrase
    "reading.spacy_reader._HEADING": ("match", _SIZE),
}
"""Patterns that are not searched for in all of a text: how they are used, and on how many characters."""


def _patterns() -> Iterator[tuple[str, re.Pattern[str]]]:
    for package in _PACKAGES:
        root = importlib.import_module(f"polemos.{package}")
        for module in pkgutil.walk_packages(root.__path__, f"{root.__name__}."):
            if ".migrations" in module.name:
                continue
            for name, value in sorted(vars(importlib.import_module(module.name)).items()):
                if isinstance(value, re.Pattern) and isinstance(value.pattern, str):
                    yield f"{module.name.removeprefix('polemos.')}.{name}", value


PATTERNS = dict(_patterns())


def _slowest(pattern: re.Pattern[str], how: str, size: int) -> tuple[float, str]:
    """Processor seconds for the worst text, the best of three readings each, and what that text repeats."""
    return max((min(_reading(pattern, how, piece, size) for _ in range(3)), piece) for piece in WORST)


def _reading(pattern: re.Pattern[str], how: str, piece: str, size: int) -> float:
    text = (piece * (size // len(piece) + 1))[: size - 1] + "!"
    start = time.process_time()
    if how == "all":
        pattern.sub("", text)
    else:
        getattr(pattern, how)(text)
    return time.process_time() - start


def test_patterns_are_found_and_those_told_here_exist() -> None:
    assert {"resolution.places.words_of._PARTS", "text.romanisation._MARKS"} <= PATTERNS.keys()
    assert USED.keys() <= PATTERNS.keys()


@pytest.mark.parametrize("name", sorted(PATTERNS))
def test_a_pattern_reads_its_worst_text_at_once(name: str) -> None:
    how, size = USED.get(name, ("all", _SIZE))
    # A short text first: on the long one a pattern that is quadratic would hold the tests up for minutes.
    for part in (min(size, _FIRST_LOOK), size):
        seconds, piece = _slowest(PATTERNS[name], how, part)
        allowed = _SECONDS if part == size else _SECONDS / 20
        assert seconds < allowed, f"{seconds:.3f} s for {part} characters of {piece!r}"
