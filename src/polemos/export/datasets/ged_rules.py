"""UCDP's definitions as data: maps/ged.yaml."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml


@dataclass(frozen=True, slots=True)
class GedRules:
    """Types of the codebook that use armed force, those of them that strike from afar; deaths that make a year of a
    dyad active; regions as (first, last, name) of Gleditsch and Ward's numbers."""

    armed: frozenset[str]
    indirect: frozenset[str]
    active: int
    regions: tuple[tuple[int, int, str], ...]

    def region(self, gw: int) -> str | None:
        return next((name for first, last, name in self.regions if first <= gw <= last), None)


@cache
def ged_rules() -> GedRules:
    """The packaged ones."""
    data = yaml.safe_load(files("polemos.export.datasets").joinpath("maps", "ged.yaml").read_text(encoding="utf-8"))
    regions = tuple((each["from"], each["to"], each["name"]) for each in data["regions"])
    return GedRules(frozenset(data["armed"]), frozenset(data["indirect"]), data["active"], regions)
