"""Reads data/place_words.yaml: what the words around a place's name tell."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from polemos.text.romanisation import fold

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True)
class PlaceWords:
    """Words and phrases in lower case without accents, as `words_of` gives them, joined by single spaces."""

    kinds: Mapping[str, tuple[str, ...]]
    """Word for a kind of place to the beginnings of the feature codes that fit."""
    empty: frozenset[str]
    inside: frozenset[str]
    countryside: frozenset[str]
    outskirts: frozenset[str]
    near: frozenset[str]
    between: frozenset[str]
    and_: frozenset[str]
    road: frozenset[str]
    links: frozenset[str]
    border: frozenset[str]
    lengths: Mapping[str, float]
    """Unit of length to kilometres."""
    winds: Mapping[str, float]
    """Wind to degrees clockwise from north."""
    translated: Mapping[str, tuple[str, ...]]
    before: Mapping[str, tuple[str, ...]]
    """Word for a kind to the words that Arabic names of the kind begin with."""
    dropped: frozenset[str]
    letters: Mapping[str, str]
    """Letters of Kurdish and Turkish names to those of Arabic names in English."""
    same: Mapping[str, str]
    small: frozenset[str]
    to: frozenset[str]
    articles: frozenset[str]


@cache
def place_words() -> PlaceWords:
    """The lists, read once."""
    text = (files("polemos.resolution.places") / "data" / "place_words.yaml").read_text(encoding="utf-8")
    data: dict[str, Any] = yaml.load(text, _LOADER)
    kinds = {_plain(word): tuple(kind["codes"]) for kind in data["kinds"].values() for word in kind["words"]}
    before = {_plain(word): tuple(kind.get("before", ())) for kind in data["kinds"].values() for word in kind["words"]}
    names = ("empty", "inside", "countryside", "outskirts", "near", "between", "and", "road", "links", "border")
    lists = {name: frozenset(map(_plain, data[name])) for name in names}
    winds = {_plain(word): float(angle) for angle, words in data["winds"].items() for word in words}
    same = {word: row[0] for row in data["same"] for word in row}
    translated = {word: tuple(words) for word, words in data["translated"].items()}
    return PlaceWords(
        kinds,
        lists["empty"],
        lists["inside"],
        lists["countryside"],
        lists["outskirts"],
        lists["near"],
        lists["between"],
        lists["and"],
        lists["road"],
        lists["links"],
        lists["border"],
        dict(data["units_of_length"]),
        winds,
        translated,
        before,
        frozenset(data["dropped"]),
        dict(data["letters"]),
        same,
        frozenset(data["small"]),
        frozenset(data["to"]),
        frozenset(data["articles"]),
    )


def _plain(word: str) -> str:
    """As the words of a name are split: "north-west" and "north west" are one phrase."""
    return " ".join(fold(str(word)).replace("-", " ").replace("/", " ").split())
