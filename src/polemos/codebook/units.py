"""Reads data/mentions/units.yaml: words for a unit inside a larger body."""

from dataclasses import dataclass

from polemos.codebook.loader import Codebook, strings
from polemos.errors import CodebookError

SECTION = "mentions/units"


@dataclass(frozen=True)
class UnitWords:
    """Lemmas in lower case."""

    after_owner: frozenset[str]
    before_of: frozenset[str]
    confidence: float


def unit_words(codebook: Codebook) -> UnitWords:
    """The lists of a loaded codebook. Raises CodebookError."""
    problems: list[str] = []
    section = codebook.sections.get(SECTION) or {}
    result = UnitWords(
        frozenset(strings(section.get("after_owner"), f"{SECTION}.after_owner", problems)),
        frozenset(strings(section.get("before_of"), f"{SECTION}.before_of", problems)),
        float(section.get("confidence", 0.6)),
    )
    if problems:
        raise CodebookError(problems)
    return result
