"""Reads data/mentions/demonyms.yaml: countries and the adjectives that stand for them."""

from collections.abc import Mapping

from polemos.codebook.loader import Codebook, strings
from polemos.errors import CodebookError

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
