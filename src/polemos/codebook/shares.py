"""Reads data/mentions/shares.yaml: words for a part or the whole of a place."""

from dataclasses import dataclass

from polemos.codebook.loader import Codebook, strings
from polemos.errors import CodebookError

SECTION = "mentions/shares"


@dataclass(frozen=True)
class ShareWords:
    """Lemmas in lower case that stand before "of" a place."""

    partly: frozenset[str]
    wholly: frozenset[str]


def share_words(codebook: Codebook) -> ShareWords:
    """The lists of a loaded codebook. Raises CodebookError."""
    problems: list[str] = []
    section = codebook.sections.get(SECTION) or {}
    result = ShareWords(
        frozenset(strings(section.get("partly"), f"{SECTION}.partly", problems)),
        frozenset(strings(section.get("wholly"), f"{SECTION}.wholly", problems)),
    )
    if problems:
        raise CodebookError(problems)
    return result
