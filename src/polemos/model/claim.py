"""What one report says, tied to its words and to who says so."""

import hashlib
from dataclasses import dataclass, field, replace
from typing import Literal, Self

from polemos.model.losses import Loss
from polemos.model.moment import Moment
from polemos.model.participant import Participant
from polemos.model.place import Place
from polemos.model.source import Source
from polemos.model.span import Span

SCHEMA_VERSION = 1

ClaimKind = Literal["event", "control", "relation"]
Factuality = Literal["occurred", "ongoing", "planned", "possible", "hypothetical", "negated"]
ControlStatus = Literal["holds", "gained", "lost", "contested", "besieged"]
RelationName = Literal["allied-with", "fighting", "part-of", "member-of", "leads", "close-to", "backed-by", "same-as"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What the three kinds share. `label` is the type, status or relation; `identified` gives the claim its id."""

    report_id: str
    trigger: Span
    sentence: Span
    coder: str
    confidence: float
    kind: ClaimKind = field(init=False, default="event")
    place: Place | None = None
    factuality: Factuality = "occurred"
    hedges: tuple[Span, ...] = ()
    sources: tuple[Source, ...] = ()
    """Outermost first; empty means that the report says it in its own voice."""
    time: Moment | None = None
    id: str = ""
    schema_version: int = SCHEMA_VERSION

    @property
    def label(self) -> str:
        raise NotImplementedError

    def parties(self) -> tuple[tuple[Participant, ...], tuple[Participant, ...]]:
        """Who does or holds or is, and to whom: the pair that scorers and indexes compare."""
        raise NotImplementedError

    def identified(self) -> Self:
        """The same claim with its id: a hash of report, kind, label and offsets, so that the same input gives it."""
        place = (self.place.start, self.place.end) if self.place else None
        who = tuple(tuple((p.start, p.end, p.name) for p in side) for side in self.parties())
        key = repr((self.report_id, self.kind, self.label, self.trigger.start, self.trigger.end, place, who))
        return replace(self, id="c-" + hashlib.sha256(key.encode()).hexdigest()[:16])


@dataclass(frozen=True, slots=True, kw_only=True)
class EventClaim(Claim):
    """Who did what to whom (codebook section 3)."""

    type: str
    kind: ClaimKind = field(init=False, default="event")
    actors: tuple[Participant, ...] = ()
    recipients: tuple[Participant, ...] = ()
    also_at: tuple[Place, ...] = ()
    origin: Place | None = None
    hit: tuple[Span, ...] = ()
    """What it hit besides people and groups: buildings, vehicles, lines, goods."""
    instrument: Span | None = None
    losses: tuple[Loss, ...] = ()

    @property
    def label(self) -> str:
        return self.type

    def parties(self) -> tuple[tuple[Participant, ...], tuple[Participant, ...]]:
        return self.actors, self.recipients


@dataclass(frozen=True, slots=True, kw_only=True)
class ControlClaim(Claim):
    """Who holds a place (codebook section 4)."""

    status: ControlStatus
    holder: Participant | None = None
    kind: ClaimKind = field(init=False, default="control")

    @property
    def label(self) -> str:
        return self.status

    def parties(self) -> tuple[tuple[Participant, ...], tuple[Participant, ...]]:
        return (self.holder,) if self.holder else (), ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationClaim(Claim):
    """How two actors stand to each other (codebook section 5)."""

    relation: RelationName
    subject: Participant
    object: Participant | None = None
    title: Span | None = None
    kind: ClaimKind = field(init=False, default="relation")

    @property
    def label(self) -> str:
        return self.relation

    def parties(self) -> tuple[tuple[Participant, ...], tuple[Participant, ...]]:
        return (self.subject,), (self.object,) if self.object else ()
