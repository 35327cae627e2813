"""Reads data/mentions/weapons.yaml: with what violence is done and what it hits besides people."""

from dataclasses import dataclass, fields

from polemos.codebook.loader import Codebook, strings
from polemos.errors import CodebookError

SECTION = "mentions/weapons"


@dataclass(frozen=True)
class WeaponWords:
    """Lemmas in lower case; `exploding`, `hitting` and `wrecking` are types of events."""

    weapons: frozenset[str]
    vague: frozenset[str]
    vague_with: frozenset[str]
    using: frozenset[str]
    with_: frozenset[str]
    beside: frozenset[str]
    near: frozenset[str]
    against: frozenset[str]
    buildings: frozenset[str]
    harming: frozenset[str]
    exploding: frozenset[str]
    hitting: frozenset[str]
    wrecking: frozenset[str]


def weapon_words(codebook: Codebook) -> WeaponWords:
    """The lists of a loaded codebook. Raises CodebookError."""
    problems: list[str] = []
    section = codebook.sections.get(SECTION) or {}
    names = [field.name.rstrip("_") for field in fields(WeaponWords)]
    lists = [frozenset(strings(section.get(name), f"{SECTION}.{name}", problems)) for name in names]
    if problems:
        raise CodebookError(problems)
    return WeaponWords(*lists)
