"""Reads knowledge/*.yaml: which types go together, and how much each sign weighs."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import combinations
from typing import Any

import yaml


@dataclass(frozen=True, slots=True)
class Types:
    """`order` gives a type's rank, the most specific 0; `pairs` the weight of two different types, in either order;
    `lasting` the days by which a type's window grows; `means` the types that a trigger's word rules out."""

    order: Mapping[str, int]
    pairs: Mapping[tuple[str, str], float]
    lasting: Mapping[str, int]
    means: Mapping[str, frozenset[str]]

    def weight(self, one: str, other: str) -> float | None:
        """0 for the same type, None for two that are never one happening."""
        return 0.0 if one == other else self.pairs.get((one, other))

    def near(self, one: str) -> frozenset[str]:
        """The types that can be one happening with this one, itself among them."""
        return frozenset({one, *(b for a, b in self.pairs if a == one)})


@cache
def types() -> Types:
    """knowledge/types.yaml, read once; in two groups the better weight counts."""
    data = _read("types.yaml")
    pairs: dict[tuple[str, str], float] = {}
    for group in data["groups"]:
        for one, other in combinations(group["types"], 2):
            for pair in ((one, other), (other, one)):
                pairs[pair] = max(pairs.get(pair, -99.0), float(group["weight"]))
    return Types(
        {name: rank for rank, name in enumerate(data["order"])},
        pairs,
        {name: int(days) for name, days in data["lasting"].items()},
        {word: frozenset(row["not"]) for row in data["means"] for word in row["words"]},
    )


@dataclass(frozen=True, slots=True)
class People:
    """Words of participants' names, folded, by what they say of who it is."""

    descriptions: frozenset[str]
    small: frozenset[str]
    numerals: frozenset[str]


@cache
def people() -> People:
    """knowledge/people.yaml, read once."""
    data = _read("people.yaml")
    return People(*(frozenset(map(str, data[name])) for name in ("descriptions", "small", "numerals")))


@cache
def weights() -> Mapping[str, Mapping[str, float]]:
    """knowledge/weights.yaml, read once: the tables for two claims of one report and of two."""
    return {table: {name: float(value) for name, value in row.items()} for table, row in _read("weights.yaml").items()}


def _read(name: str) -> Any:
    return yaml.safe_load((files("polemos.incidents") / "knowledge" / name).read_text(encoding="utf-8"))
