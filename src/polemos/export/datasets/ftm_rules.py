"""FollowTheMoney's rules as data: maps/ftm.yaml."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml


@dataclass(frozen=True, slots=True)
class Edge:
    """A schema of an edge, and its properties for the two ends."""

    schema: str
    subject: str
    object: str


@dataclass(frozen=True, slots=True)
class FtmRules:
    """Schemata by kind of actor, topics by kind and sector, edges and their words by relation."""

    schemata: Mapping[str, str]
    topics_by_kind: Mapping[str, str]
    topics_by_sector: Mapping[str, str]
    weak: tuple[str, ...]
    left_out: tuple[str, ...]
    relations: Mapping[str, Edge]
    roles: Mapping[str, str]
    documents: Mapping[str, str]
    languages: Mapping[str, str]
    no_country: tuple[str, ...]


@cache
def ftm_rules() -> FtmRules:
    """The packaged ones."""
    text = files("polemos.export.datasets").joinpath("maps", "ftm.yaml").read_text(encoding="utf-8")
    data: dict[str, Any] = yaml.safe_load(text)
    return FtmRules(
        schemata=data["schemata"],
        topics_by_kind=data["topics"]["kinds"],
        topics_by_sector=data["topics"]["sectors"],
        weak=tuple(data["weak"]),
        left_out=tuple(data["left_out"]),
        relations={name: Edge(**each) for name, each in data["relations"].items()},
        roles=data["roles"],
        documents=data["documents"],
        languages=data["languages"],
        no_country=tuple(data["no_country"]),
    )
