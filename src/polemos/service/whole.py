"""What control of places and standing between actors are made from and become, derived once for many pages."""

from dataclasses import dataclass

from polemos.incidents.standings import standings
from polemos.model.standing import ControlInterval, Standing
from polemos.service.picture import Evidence, derived_control, evidence
from polemos.store.archive import Archive


@dataclass(frozen=True, slots=True)
class Whole:
    """The claims as reviewed, every interval of control and every edge of standing, of one state of the archive."""

    told: Evidence
    control: tuple[ControlInterval, ...]
    standing: tuple[Standing, ...]


def whole(archive: Archive) -> Whole:
    """Takes seconds for a large archive; a page keeps it (service/kept.py)."""
    told = evidence(archive)
    return Whole(told, derived_control(told), tuple(standings(told.claims, told.reports)))
