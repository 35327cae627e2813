"""Reads words.yaml: what redaction knows of names, speakers and places."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml


@dataclass(frozen=True, slots=True)
class Sensitive:
    """A kind of place: GeoNames feature codes, and words or phrases that tell it, in lower case."""

    features: frozenset[str]
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Words:
    particles: frozenset[str]
    links: frozenset[str]
    titles: frozenset[str]
    ties: frozenset[str]
    nobody: frozenset[str]
    ordinary: frozenset[str]
    offices: frozenset[str]
    sensitive: dict[str, Sensitive]
    kinds: frozenset[str]
    """All single words that tell a kind of place."""


@cache
def words() -> Words:
    """The packaged lists."""
    data = yaml.safe_load(files("polemos.service.redaction").joinpath("words.yaml").read_text(encoding="utf-8"))
    kinds = {
        kind: Sensitive(frozenset(told["features"]), tuple(told["words"])) for kind, told in data["sensitive"].items()
    }
    return Words(
        particles=frozenset(data["particles"]),
        links=frozenset(data["links"]),
        titles=frozenset(data["titles"]),
        ties=frozenset(data["ties"]),
        nobody=frozenset(data["nobody"]),
        ordinary=frozenset(data["ordinary"]),
        offices=frozenset(data["offices"]),
        sensitive=kinds,
        kinds=frozenset(word for kind in kinds.values() for word in kind.words if " " not in word),
    )
