"""States as other lists number and name them: maps/states.csv."""

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class State:
    """`gw` is Gleditsch and Ward's number, None for what is no state of their list; `ucdp` and `acled` are the names
    that these write."""

    alpha2: str
    iso: int | None
    gw: int | None
    ucdp: str
    acled: str
    region: str
    """ACLED's."""


def state(alpha2: str | None) -> State | None:
    """By its ISO 3166-1 alpha-2 code."""
    return _states().get(alpha2) if alpha2 else None


@cache
def _states() -> dict[str, State]:
    text = files("polemos.export.datasets").joinpath("maps", "states.csv").read_text(encoding="utf-8")
    found = (_state(row) for row in csv.DictReader(text.splitlines()))
    return {each.alpha2: each for each in found}


def _state(row: dict[str, str]) -> State:
    iso, gw = (int(row[name]) if row[name] else None for name in ("iso_numeric", "gw"))
    return State(row["alpha2"], iso, gw, row["ucdp_name"], row["acled_name"], row["acled_region"])
