"""How actors are spoken of in reports: knowledge/mentions.yaml."""

from dataclasses import dataclass
from functools import cache

from polemos.packs.lexicon import folded_words, read

_KEYS = ("bodies", "some", "scene", "between", "joining")


@dataclass(frozen=True, slots=True)
class Mentions:
    """Words in folded form, as names are looked up.

    `bodies` are descriptions that mean one body of a country, `some` words for a few of many; a country is the scene
    after a word of `scene`, also with words of `between` before it; words of `joining` make two actors one name.
    """

    bodies: frozenset[str]
    some: frozenset[str]
    scene: frozenset[str]
    between: frozenset[str]
    joining: frozenset[str]


@cache
def mentions() -> Mentions:
    data = read("mentions")
    return Mentions(*(frozenset(map(folded_words, data[key])) for key in _KEYS))
