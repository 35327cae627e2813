"""Who held a place, and how two actors stood to each other, over time (codebook section 9)."""

from dataclasses import dataclass
from typing import Literal

from polemos.model.claim import RelationName

StandingName = Literal[RelationName, "pledged-to"]
Scope = Literal["place", "around", "area"]
"""What an interval speaks of: the place itself (precision 1), the land around it (2), a district, province, line or
country (3 to 7). What is told of an area says nothing of a town in it."""


@dataclass(frozen=True, slots=True)
class Dispute:
    """What speaks against an interval or an edge from `from_` to `to` (ISO dates, None open).

    `kind`: "rival" a second holder or a standing that excludes this one, whose name `by` is; "denial": `by` says that
    it is not so.
    """

    kind: Literal["rival", "denial"]
    by: str
    from_: str | None
    to: str | None
    said_by: tuple[str, ...]
    claims: tuple[str, ...]


class Dated:
    """Whether a day lies in what has `from_`, `from_latest`, `to` and `to_latest`."""

    __slots__ = ()
    from_: str | None
    from_latest: str | None
    to: str | None
    to_latest: str | None

    def covers(self, day: str) -> bool:
        """True where it may be so on that day; the day on which it ends belongs to what follows."""
        begun = self.from_ is None or self.from_ <= day
        return begun and (self.to is None or day < self.to or day < (self.to_latest or self.to))

    def sure(self, day: str) -> bool:
        """True where the vague dates of start and end leave no doubt that it covers the day."""
        begun = self.from_latest is None or self.from_latest <= day
        return begun and (self.to is None or day < self.to)


@dataclass(frozen=True, slots=True)
class ControlInterval(Dated):
    """`holder` has `place` from `from_` to `to` (ISO dates; None is an open end, never a guess).

    A vague start lies between `from_` and `from_latest`, a vague end between `to` and `to_latest`; `precision` and
    `to_precision` are UCDP's. `opened` is what the first claim told: with "holds" the place may have been held long
    before, with "lost" only the end is known. `holder` None: the place is contested or besieged, and nobody says who is
    in it. `besieged_by` names who surrounds it. `last_told` is the last day of which a claim says so.
    """

    place: str
    place_id: str | None
    latitude: float | None
    longitude: float | None
    place_precision: int | None
    scope: Scope
    holder: str | None
    holder_id: str | None
    status: Literal["holds", "contested", "besieged"]
    from_: str | None
    from_latest: str | None
    precision: int | None
    to: str | None
    to_latest: str | None
    to_precision: int | None
    last_told: str | None
    opened: Literal["gained", "holds", "contested", "besieged", "lost"]
    besieged_by: tuple[str, ...]
    said_by: tuple[str, ...]
    claims: tuple[str, ...]
    closed_by: tuple[str, ...]
    """Those of `claims` that end it."""
    contested: bool
    disputes: tuple[Dispute, ...]
    derivation: str


@dataclass(frozen=True, slots=True)
class Standing(Dated):
    """An edge between two actors with its dates and evidence; `subject` and `object` are in the claims' order.

    Dates as in ControlInterval; one without `from_` is not dated at all. `ended` names what ended it.
    """

    subject: str
    subject_id: str | None
    relation: StandingName
    object: str
    object_id: str | None
    titles: tuple[str, ...]
    from_: str | None
    from_latest: str | None
    precision: int | None
    to: str | None
    to_latest: str | None
    to_precision: int | None
    ended: Literal["split", "defection", "death", "successor", "no-longer"] | None
    last_told: str | None
    said_by: tuple[str, ...]
    claims: tuple[str, ...]
    closed_by: tuple[str, ...]
    contested: bool
    disputes: tuple[Dispute, ...]
    derivation: str
    origin: Literal["claims", "pack"] = "claims"
    """ "pack": no report says it; an actor pack has it, with its own sources."""
    sources: tuple[str, ...] = ()
