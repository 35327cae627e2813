"""PLOVER's rules as data: maps/plover.yaml."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal

import yaml

from polemos.codebook.loader import Codebook, load
from polemos.codebook.plover import PloverTable, plover_table

Doer = Literal["state", "police", "group"]


@dataclass(frozen=True, slots=True)
class PloverType:
    """`recipient`: PLOVER codes it only where it is done to somebody. Modes with their scores."""

    quad: str
    score: float
    recipient: bool
    modes: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Case:
    """What is written where all that is asked for holds; empty and None ask for nothing."""

    to: str
    of: tuple[str, ...]
    words: frozenset[str]
    doer: Doer | None

    def holds(self, type_: str, words: frozenset[str], doer: Doer | None) -> bool:
        if self.of and type_ not in self.of:
            return False
        return (not self.words or not self.words.isdisjoint(words)) and self.doer in (None, doer)


@dataclass(frozen=True, slots=True)
class PloverRules:
    """`modes` by PLOVER's types, `sectors` for those of the packs that PLOVER does not have."""

    types: Mapping[str, PloverType]
    modes: Mapping[str, tuple[Case, ...]]
    contexts: tuple[Case, ...]
    kinds: Mapping[str, str]
    sectors: Mapping[str, str | None]
    countries: Mapping[str, str]
    international: Mapping[str, str]
    resolution: Mapping[int, int]
    within: tuple[str, ...]
    classes: Mapping[str, str]
    cow: Mapping[str, int | None]


@cache
def plover_rules() -> PloverRules:
    """The packaged ones."""
    text = files("polemos.export.datasets").joinpath("maps", "plover.yaml").read_text(encoding="utf-8")
    data: dict[str, Any] = yaml.safe_load(text)
    return PloverRules(
        types={name: _type(each) for name, each in data["types"].items()},
        modes={name: tuple(_case(each, "mode") for each in cases) for name, cases in data["modes"].items()},
        contexts=tuple(_case(each, "context") for each in data["contexts"]),
        kinds=data["kinds"],
        sectors=data["sectors"],
        countries=data["countries"],
        international=data["international"],
        resolution=data["resolution"],
        within=tuple(data["within"]),
        classes=data["classes"],
        cow=data["cow"],
    )


@cache
def codebook() -> Codebook:
    """The packaged one, read once: that takes a second."""
    return load()


@cache
def roots() -> PloverTable:
    """The packaged codebook's table of types."""
    return plover_table(codebook())


def _type(data: dict[str, Any]) -> PloverType:
    return PloverType(data["quad"], float(data["score"]), data.get("recipient", False), data.get("modes", {}))


def _case(data: dict[str, Any], to: str) -> Case:
    return Case(data[to], tuple(data.get("of", ())), frozenset(data.get("words", ())), data.get("doer"))
