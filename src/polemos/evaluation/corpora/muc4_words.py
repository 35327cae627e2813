"""muc4.yaml: what the keys call things, and the words of reports that stand for them."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

import yaml

_Lists = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Words:
    """The file; `broader` leads from a value to the next more general one."""

    premodifiers: frozenset[str]
    prepositions: frozenset[str]
    broader: Mapping[str, str]
    types: Mapping[str, str]
    fire: tuple[str, ...]
    deadly: tuple[str, ...]
    instruments: _Lists
    implied: _Lists
    humans: _Lists
    callings: tuple[str, ...]
    no_ranks: tuple[str, ...]
    unpolitical: tuple[str, ...]
    physical: _Lists
    military_targets: tuple[str, ...]
    destroyed: tuple[str, ...]
    damaged: tuple[str, ...]
    individuals: tuple[str, ...]
    states: tuple[str, ...]
    irregular: tuple[str, ...]
    nations: _Lists
    cities: _Lists
    kinds: tuple[str, ...]
    numbers: Mapping[str, int]
    plurals: tuple[str, ...]
    bodies: tuple[str, ...]
    organizations: tuple[str, ...]


@cache
def words() -> Words:
    """The file, read once."""
    data = yaml.safe_load((resources.files("polemos.evaluation.corpora") / "muc4.yaml").read_text(encoding="utf-8"))
    for name, value in data.items():
        if isinstance(value, list):
            data[name] = tuple(map(str, value))
        elif value and isinstance(next(iter(value.values())), list):
            data[name] = {key: tuple(map(str, listed)) for key, listed in value.items()}
    data["premodifiers"], data["prepositions"] = frozenset(data["premodifiers"]), frozenset(data["prepositions"])
    return Words(**data)


def has(text: str, listed: Iterable[str]) -> bool:
    """One of the words or phrases stands in the text."""
    said = f" {plain(text)} "
    return any(f" {plain(word)} " in said for word in listed)


def first_list(text: str, lists: _Lists) -> str | None:
    """The name of the first list of which the text has a word."""
    return next((name for name, listed in lists.items() if has(text, listed)), None)


@cache
def plain(text: str) -> str:
    """Lower case, words apart by single blanks, no other punctuation than within words."""
    return " ".join(re.findall(r"[a-z0-9]+(?:['.-][a-z0-9]+)*", text.lower()))
