"""Reads data/mentions/places.yaml: how exactly a place is told."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from polemos.codebook.loader import Codebook, strings
from polemos.errors import CodebookError

SECTION = "mentions/places"


@dataclass(frozen=True)
class PlaceWords:
    """Lemmas in lower case; precisions are UCDP's, 1 to 7. What each list is for stands in the file."""

    prepositions: frozenset[str]
    vague_prepositions: frozenset[str]
    precision: Mapping[str, int]
    relation_precision: Mapping[str, int]
    relations: frozenset[str]
    linking: frozenset[str]
    near_phrases: frozenset[str]
    bounds: frozenset[str]
    bound_joins: frozenset[str]
    lines: frozenset[str]
    behind: frozenset[str]
    rough: frozenset[str]
    units: frozenset[str]
    joining: frozenset[str]
    listing: frozenset[str]
    telling: frozenset[str]
    """Prepositions that are told apart when places are weighed."""
    kilometres: Mapping[str, float]


_LISTS = (
    "prepositions", "vague_prepositions", "relations", "linking", "near_phrases", "bounds", "bound_joins", "lines",
    "behind", "rough", "units", "joining", "listing", "telling",
)  # fmt: skip


def place_words(codebook: Codebook) -> PlaceWords:
    """The lists of a loaded codebook. Raises CodebookError that names every problem."""
    problems: list[str] = []
    data = codebook.sections.get(SECTION) or {}
    lists = {name: frozenset(strings(data.get(name), f"{SECTION}.{name}", problems)) for name in _LISTS}
    units = data.get("kilometres") or {}
    if not isinstance(units, Mapping) or not all(isinstance(km, int | float) for km in units.values()):
        problems.append(f"{SECTION}.kilometres: a unit and its kilometres, such as mile: 1.609, for each")
    result = PlaceWords(
        precision=_levels(data, "precision", problems),
        relation_precision=_levels(data, "relation_precision", problems),
        kilometres={str(unit): float(km) for unit, km in units.items()} if not problems else {},
        **lists,
    )
    if problems:
        raise CodebookError(problems)
    return result


def _levels(data: Mapping[str, Any], name: str, problems: list[str]) -> Mapping[str, int]:
    """Word to the level that it is listed under."""
    found: dict[str, int] = {}
    for level, words in (data.get(name) or {}).items():
        if level not in range(1, 8):
            problems.append(f"{SECTION}.{name}: {level!r} is none of 1 to 7")
        for word in strings(words, f"{SECTION}.{name}.{level}", problems):
            found[word] = level
    return found
