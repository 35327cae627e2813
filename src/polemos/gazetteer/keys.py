"""The keys under which spellings of one place name meet, and which of them a country's names are listed under."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

import yaml

from polemos.text.cyrillic import cyrillic_key
from polemos.text.romanisation import fold, marks, sound_key

VERSION = 1
"""Goes up with every change of a key: what was listed under other keys is then listed anew."""


@dataclass(frozen=True, slots=True)
class Families:
    """`of` gives a country's family, articles the small words that a family's names bear or leave out."""

    of: Mapping[str, str]
    articles: Mapping[str, frozenset[str]]


@cache
def families() -> Families:
    """data/families.yaml."""
    data = yaml.safe_load((files("polemos.gazetteer") / "data" / "families.yaml").read_text(encoding="utf-8"))
    of = {country: name for name, family in data.items() for country in family["countries"]}
    return Families(of, {name: frozenset(family["articles"]) for name, family in data.items()})


def family(country: str) -> str | None:
    """The family whose keys the names of a country are listed under; None where they have the folded key alone."""
    return families().of.get(country)


@lru_cache(maxsize=65536)
def fold_key(name: str) -> str:
    """Without case, accents, spaces, hyphens and apostrophes; "" where it has no letter and no digit."""
    return "".join(map(fold, marks(name)))


@lru_cache(maxsize=65536)
def romanisation_key(name: str, family: str) -> str:
    """The romanisation key: articles go (where anything else is there), then each word has the key of its sound."""
    words = [fold(mark) for mark in marks(name)]
    articles = families().articles[family]
    kept = [word for word in words if word not in articles] or words
    sound = cyrillic_key if family == "cyrillic" else sound_key
    return "".join(map(sound, kept))
