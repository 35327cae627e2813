"""Reads data/mentions/demonyms.yaml: countries, the adjectives that stand for them, and their capitals."""

from collections.abc import Mapping

from polemos.codebook.loader import Codebook, strings
from polemos.errors import CodebookError
from polemos.text.names import name_key

SECTION = "mentions/demonyms"


def demonyms(codebook: Codebook) -> Mapping[str, str]:
    """Adjective or country, in lower case, to the country's name. Raises CodebookError."""
    problems: list[str] = []
    found: dict[str, str] = {}
    for country, adjectives in ((codebook.sections.get(SECTION) or {}).get("countries") or {}).items():
        found[str(country).lower()] = str(country)
        for adjective in strings(adjectives, f"{SECTION}.{country}", problems):
            found[adjective.lower()] = str(country)
    if problems:
        raise CodebookError(problems)
    return found


def capitals(codebook: Codebook) -> frozenset[str]:
    """Keys of the names of capitals, which stand for their governments too. Raises CodebookError."""
    problems: list[str] = []
    data = codebook.sections.get(SECTION) or {}
    found = frozenset(name_key(name) for name in strings(data.get("capitals"), f"{SECTION}.capitals", problems))
    if problems:
        raise CodebookError(problems)
    return found
