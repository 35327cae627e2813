"""Reads data/mentions/places.yaml: how exactly a place is told."""

from collections.abc import Mapping
from dataclasses import dataclass

from polemos.codebook.loader import Codebook, strings
from polemos.errors import CodebookError

SECTION = "mentions/places"


@dataclass(frozen=True)
class PlaceWords:
    """Lemmas in lower case; `precision` is UCDP's, 1 to 7."""

    prepositions: frozenset[str]
    vague_prepositions: frozenset[str]
    precision: Mapping[str, int]
    relations: frozenset[str]
    joining: frozenset[str]
    listing: frozenset[str]


def place_words(codebook: Codebook) -> PlaceWords:
    """The lists of a loaded codebook. Raises CodebookError that names every problem."""
    problems: list[str] = []
    data = codebook.sections.get(SECTION) or {}
    precision: dict[str, int] = {}
    for level, words in (data.get("precision") or {}).items():
        if level not in range(1, 8):
            problems.append(f"{SECTION}.precision: {level!r} is none of 1 to 7")
        for word in strings(words, f"{SECTION}.precision.{level}", problems):
            precision[word] = level
    result = PlaceWords(
        frozenset(strings(data.get("prepositions"), f"{SECTION}.prepositions", problems)),
        frozenset(strings(data.get("vague_prepositions"), f"{SECTION}.vague_prepositions", problems)),
        precision,
        frozenset(strings(data.get("relations"), f"{SECTION}.relations", problems)),
        frozenset(strings(data.get("joining"), f"{SECTION}.joining", problems)),
        frozenset(strings(data.get("listing"), f"{SECTION}.listing", problems)),
    )
    if problems:
        raise CodebookError(problems)
    return result
