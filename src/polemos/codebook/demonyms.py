"""Reads data/mentions/demonyms.yaml: countries, the adjectives that stand for them, and their capitals."""

from collections.abc import Mapping
from importlib.resources import files

from polemos.codebook.loader import Codebook, parse, strings
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


def capitals(codebook: Codebook) -> Mapping[str, str]:
    """Key of a capital's name to the country whose government it stands for. Raises CodebookError."""
    data = (codebook.sections.get(SECTION) or {}).get("capitals") or {}
    if not isinstance(data, Mapping) or not all(isinstance(country, str) for country in data.values()):
        raise CodebookError([f"{SECTION}.capitals: a capital and its country, such as Paris: France, for each"])
    return {name_key(str(name)): country for name, country in data.items()}


def packaged_adjectives() -> Mapping[str, tuple[str, ...]]:
    """Country to its adjectives, from that one file: who looks up a name does not need the whole codebook read."""
    problems: list[str] = []
    text = (files("polemos.codebook") / "data" / f"{SECTION}.yaml").read_text(encoding="utf-8")
    found = parse(text, SECTION, problems)["countries"].items()
    adjectives = {str(country): strings(words, f"{SECTION}.{country}", problems) for country, words in found}
    if problems:
        raise CodebookError(problems)
    return adjectives
