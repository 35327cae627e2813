"""ACLED's rules as data: maps/acled.yaml."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml


@dataclass(frozen=True, slots=True)
class Case:
    """What a type becomes where all that is asked for holds; None and empty ask for nothing."""

    to: str
    struck: str | None = None
    doer: str | None = None
    mutual: bool = False
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SubEvent:
    """`rank` is its place in the hierarchy, 0 the highest."""

    name: str
    type: str
    disorder: str
    rank: int


@dataclass(frozen=True, slots=True)
class AcledRules:
    """Cases by the codebook's types, sub-events by name, `inter` types of actors in the order of their codes, codes of
    precision by UCDP's, words that stand for figures."""

    types: Mapping[str, tuple[Case, ...]]
    subs: Mapping[str, SubEvent]
    inter: tuple[str, ...]
    militias: tuple[str, ...]
    places: Mapping[int, int]
    times: Mapping[int, int]
    lasts: tuple[str, ...]
    lasting_words: tuple[str, ...]
    words: Mapping[str, int]
    no_death: tuple[str, ...]
    plural: int


@cache
def acled_rules() -> AcledRules:
    """The packaged ones."""
    text = files("polemos.export.datasets").joinpath("maps", "acled.yaml").read_text(encoding="utf-8")
    data: dict[str, Any] = yaml.safe_load(text)
    return AcledRules(
        types={name: tuple(map(_case, cases)) for name, cases in data["types"].items()},
        subs=_subs(data["hierarchy"]),
        inter=tuple(data["inter"]),
        militias=tuple(data["militias"]),
        places=data["places"],
        times=data["times"],
        lasts=tuple(data["lasts"]),
        lasting_words=tuple(data["lasting_words"]),
        words=data["words"],
        no_death=tuple(data["no_death"]),
        plural=data["plural"],
    )


def _case(data: dict[str, Any]) -> Case:
    return Case(**{**data, "words": tuple(data.get("words", ()))})


def _subs(levels: list[dict[str, Any]]) -> dict[str, SubEvent]:
    named = [(name, level["type"], level["disorder"]) for level in levels for name in level["sub"]]
    return {name: SubEvent(name, type_, disorder, rank) for rank, (name, type_, disorder) in enumerate(named)}
