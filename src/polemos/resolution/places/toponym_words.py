"""Reads data/toponym_words.yaml: the words that tell a place name from others, and the short forms of places."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)  # all scalars are text: ON is Ontario

_LISTS = {
    "site": "site_words",
    "body": "body_words",
    "public": "public_words",
    "common": "common",
    "person_before": "person_before",
    "prepositions": "prepositions",
    "compass": "compass",
    "between": "between",
    "told": "told",
    "urban": "urban",
    "at": "at",
    "said": "said",
    "added": "added",
    "particles": "particles",
    "cities": "cities",
}
"""Field to its list in the file."""


@dataclass(frozen=True)
class ToponymWords:
    """Sets are in lower case; mappings keep the spelling of names."""

    site: frozenset[str]
    body: frozenset[str]
    public: frozenset[str]
    common: frozenset[str]
    person_before: frozenset[str]
    prepositions: frozenset[str]
    compass: frozenset[str]
    between: frozenset[str]
    told: frozenset[str]
    urban: frozenset[str]
    at: frozenset[str]
    said: frozenset[str]
    added: frozenset[str]
    particles: frozenset[str]
    features: Mapping[str, frozenset[str]]
    """Word for a kind of place to the feature codes that fit it."""
    short: Mapping[str, str]
    """Other names of large places to the name that the gazetteer has."""
    spelled: Mapping[str, str]
    """First word of a name to how it is also written."""
    states: Mapping[str, tuple[str, str]]
    """A first-level unit as newspapers shorten it to country code and full name."""
    cities: frozenset[str]
    """Towns in `adjectives`: "Londoners"."""
    state_names: frozenset[str]
    adjectives: Mapping[str, str]
    """Adjective or inhabitants, in lower case, to the place; only of those that are no country."""


@cache
def toponym_words() -> ToponymWords:
    """The lists, read once."""
    text = (files("polemos.resolution.places") / "data" / "toponym_words.yaml").read_text(encoding="utf-8")
    data: dict[str, Any] = yaml.load(text, _LOADER)
    states = {
        form: (country, name)
        for country, units in data["states"].items()
        for name, forms in units.items()
        for form in forms
    }
    adjectives = {word.lower(): name for name, words in data["adjectives"].items() for word in words}
    features = {word: frozenset(codes) for word, codes in data["features"].items()}
    return ToponymWords(
        **{name: frozenset(data[key]) for name, key in _LISTS.items()},
        features=features,
        short=dict(data["short"]),
        spelled=dict(data["spelled"]),
        states=states,
        state_names=frozenset(name for _, name in states.values()),
        adjectives=adjectives,
    )
