"""What speaks for and against two listed events being one happening: weights.yaml."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml


@dataclass(frozen=True, slots=True)
class Weights:
    """The maps as weights.yaml explains them; `kinds` holds every pair of kinds that go together, both ways."""

    radius_km: Mapping[int, float]
    slack: int
    kinds: frozenset[tuple[str, str]]
    place: Mapping[str, float]
    date: Mapping[str, float]
    kind: Mapping[str, float]
    actors: Mapping[str, float]
    deaths: Mapping[str, float]
    least: float
    state_arms: tuple[str, ...]
    civilians: frozenset[str]


@cache
def weights() -> Weights:
    """The packaged ones."""
    text = files("polemos.comparison").joinpath("weights.yaml").read_text(encoding="utf-8")
    data: dict[str, Any] = yaml.safe_load(text)
    both_ways = [(one, other) for pair in data["kinds"] for one, other in (pair, pair[::-1])]
    same = {name: data[name] for name in ("radius_km", "slack", "place", "date", "kind", "actors", "deaths", "least")}
    return Weights(
        **same,
        kinds=frozenset(both_ways),
        state_arms=tuple(data["state_arms"]),
        civilians=frozenset(data["civilians"]),
    )
