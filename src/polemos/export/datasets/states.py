"""States as other lists number and name them: maps/states.csv."""

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from polemos.gazetteer.countries import Country, countries


@dataclass(frozen=True, slots=True)
class State:
    """By its ISO 3166-1 codes. `gw` is Gleditsch and Ward's number, None for what is no state of their list; `ucdp` and
    `acled` are the names that these write."""

    alpha2: str
    alpha3: str
    name: str
    """The name that reports use most."""
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
    listed = {country.alpha2: country for country in countries()}
    return {row["alpha2"]: _state(listed[row["alpha2"]], row) for row in csv.DictReader(text.splitlines())}


def _state(country: Country, row: dict[str, str]) -> State:
    iso, gw = (int(row[name]) if row[name] else None for name in ("iso_numeric", "gw"))
    names = (row["ucdp_name"], row["acled_name"], row["acled_region"])
    return State(country.alpha2, country.alpha3, country.name, iso, gw, *names)
