"""Reads data/mentions/shares.yaml: how much of a place is meant, and that a situation is over."""

from dataclasses import dataclass

from polemos.codebook.loader import Codebook, strings
from polemos.errors import CodebookError

SECTION = "mentions/shares"


@dataclass(frozen=True)
class ShareWords:
    """Words in lower case."""

    partly: frozenset[str]
    wholly: frozenset[str]
    ended: frozenset[str]
    former: frozenset[str]
    lifting: frozenset[str]
    sides: frozenset[str]
    taking: frozenset[str]


def share_words(codebook: Codebook) -> ShareWords:
    """The lists of a loaded codebook. Raises CodebookError."""
    problems: list[str] = []
    section = codebook.sections.get(SECTION) or {}
    result = ShareWords(
        frozenset(strings(section.get("partly"), f"{SECTION}.partly", problems)),
        frozenset(strings(section.get("wholly"), f"{SECTION}.wholly", problems)),
        frozenset(strings(section.get("ended"), f"{SECTION}.ended", problems)),
        frozenset(strings(section.get("former"), f"{SECTION}.former", problems)),
        frozenset(strings(section.get("lifting"), f"{SECTION}.lifting", problems)),
        frozenset(strings(section.get("sides"), f"{SECTION}.sides", problems)),
        frozenset(strings(section.get("taking"), f"{SECTION}.taking", problems)),
    )
    if problems:
        raise CodebookError(problems)
    return result
