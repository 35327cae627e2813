"""What every export is made from: incidents with their evidence, claims, reports, control and standing, as streams."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from polemos.model import Claim, Report
from polemos.model.actor import Actor
from polemos.model.gazetteer import GazetteerPlace
from polemos.model.incident import Incident
from polemos.model.standing import ControlInterval, Standing


@dataclass(frozen=True, slots=True)
class Documented:
    """An incident with its claims as people have reviewed them, in the order of `incident.claims`, and the reports that
    they stand in, by date and id."""

    incident: Incident
    claims: tuple[Claim, ...]
    reports: tuple[Report, ...]

    def report_of(self, claim: Claim) -> Report:
        """The report that says it."""
        return next(each for each in self.reports if each.id == claim.report_id)


@dataclass(frozen=True, slots=True)
class About:
    """What an export says of itself. `filters` are pairs of a name and a value as they were asked for; `made_with`
    pairs of a part (polemos, codebook, derivation) and its version; `redaction` names the profile."""

    title: str
    made_with: tuple[tuple[str, str], ...]
    filters: tuple[tuple[str, str], ...] = ()
    redaction: str | None = None


class Dataset(Protocol):
    """Each stream can be asked for again and comes in the same order every time: incidents by first day and id (undated
    last), claims and reports by id, intervals and edges as the archive derives them. None of them is held in memory."""

    def about(self) -> About: ...

    def incidents(self) -> Iterator[Documented]: ...

    def claims(self) -> Iterator[Claim]: ...

    def reports(self) -> Iterator[Report]: ...

    def control(self) -> Iterator[ControlInterval]: ...

    def standing(self) -> Iterator[Standing]: ...

    def actor(self, actor_id: str) -> Actor | None:
        """The packs' entry."""

    def place(self, place_id: str) -> GazetteerPlace | None:
        """The gazetteer's entry, for its units and feature."""

    def withheld(self) -> tuple[tuple[str, int], ...]:
        """What a redaction profile has kept back so far: pairs of a plain phrase and a count. Complete once every
        stream that an export reads has been read to its end."""
