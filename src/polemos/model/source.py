"""Who the report names as saying something."""

from dataclasses import dataclass
from typing import Literal

from polemos.model.participant import ParticipantKind
from polemos.model.span import Span

SourceKind = Literal[
    "party",
    "party-aligned",
    "government",
    "international",
    "monitor",
    "media",
    "activist",
    "local",
    "witness",
    "civil",
    "unnamed",
]
Stance = Literal["asserts", "denies", "claims-responsibility", "doubts", "predicts"]


@dataclass(frozen=True, slots=True)
class Source:
    """A speaker of a claim (codebook section 7). `participant` is the kind of actor, `kind` the kind of source."""

    name: str
    text: str
    start: int | None
    end: int | None
    kind: SourceKind
    stance: Stance = "asserts"
    participant: ParticipantKind = "other"
    actor_id: str | None = None
    aligned_with: str | None = None
    aligned_id: str | None = None
    """The actor id of `aligned_with`."""
    cue: Span | None = None
    """The word that reports: "said", "according to"."""
