"""What can be said: frozen dataclasses, standard library only. `serial` turns them into JSON and back."""

from polemos.model.analysis import Analysis, Category, Mention, Sentence, Token
from polemos.model.claim import Claim, ControlClaim, EventClaim, RelationClaim
from polemos.model.coded import CodedReport
from polemos.model.losses import Loss
from polemos.model.moment import Moment
from polemos.model.participant import Participant
from polemos.model.place import Place
from polemos.model.quarantine import Quarantined
from polemos.model.report import Report
from polemos.model.source import Source
from polemos.model.span import Span
from polemos.model.unresolved import Unresolved

__all__ = [
    "Analysis",
    "Category",
    "Claim",
    "CodedReport",
    "ControlClaim",
    "EventClaim",
    "Loss",
    "Mention",
    "Moment",
    "Participant",
    "Place",
    "Quarantined",
    "RelationClaim",
    "Report",
    "Sentence",
    "Source",
    "Span",
    "Token",
    "Unresolved",
]
