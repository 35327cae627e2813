"""Reads words.yaml: what redaction knows of names, speakers and places."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

from polemos.codebook.loader import load
from polemos.codebook.titles import titles


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
    """The packaged lists, with the codebook's words for posts and ranks among the titles."""
    posts = titles(load())
    data = yaml.safe_load(files("polemos.service.redaction").joinpath("words.yaml").read_text(encoding="utf-8"))
    kinds = {
        kind: Sensitive(frozenset(told["features"]), tuple(told["words"])) for kind, told in data["sensitive"].items()
    }
    return Words(
        particles=frozenset(data["particles"]),
        links=frozenset(data["links"]),
        titles=frozenset(data["titles"]) | _with_plurals(posts.posts | posts.members | posts.ranks | posts.before),
        ties=frozenset(data["ties"]),
        nobody=frozenset(data["nobody"]),
        ordinary=frozenset(data["ordinary"]),
        offices=frozenset(data["offices"]),
        sensitive=kinds,
        kinds=frozenset(word for kind in kinds.values() for word in kind.words if " " not in word),
    )


def _with_plurals(found: frozenset[str]) -> frozenset[str]:
    return found | {f"{word}s" for word in found}
