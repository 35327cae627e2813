"""Reads data/mentions/shares.yaml: words for a part of a place."""

from polemos.codebook.loader import Codebook, strings
from polemos.errors import CodebookError

SECTION = "mentions/shares"


def part_words(codebook: Codebook) -> frozenset[str]:
    """Lemmas that make a place a part of it ("half of the city"). Raises CodebookError."""
    problems: list[str] = []
    words = strings((codebook.sections.get(SECTION) or {}).get("partly"), f"{SECTION}.partly", problems)
    if problems:
        raise CodebookError(problems)
    return frozenset(words)
