"""What a person decided about claims, and the log of every change."""

from dataclasses import dataclass
from typing import Literal

Action = Literal[
    "accept", "reject", "correct", "add", "same", "not-same", "unsure", "merge", "split", "confirm", "refute", "undo"
]
PAIRING: frozenset[Action] = frozenset({"same", "not-same", "unsure", "merge", "split"})
"""Actions that set claims against others: are they one happening?"""
ON_CLAIMS: frozenset[Action] = frozenset({"accept", "reject", "correct", "add"})
ON_HAPPENINGS: frozenset[Action] = frozenset({"confirm", "refute"})
"""A happening is named by its claims, since incidents are derived anew and their ids may change."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """One decision; never changed, only taken back by another that names it in `undoes`.

    `claims` are claim ids; `others` those they are (not) the same happening as; `change` the corrected or added claim
    as JSON. `version` is the digest of the claim's record that the person saw. Times are ISO, in UTC.
    """

    seq: int
    at: str
    who: str
    action: Action
    claims: tuple[str, ...]
    others: tuple[str, ...] = ()
    change: str | None = None
    version: str | None = None
    reason: str = ""
    undoes: int | None = None


@dataclass(frozen=True, slots=True)
class AuditRow:
    """One change of the archive. `hash` covers the row and the hash before, so that no row can be altered unnoticed."""

    seq: int
    at: str
    who: str
    what: str
    subject: str
    detail: str
    previous: str
    hash: str


def standing_judgements(judgements: tuple[Judgement, ...]) -> tuple[Judgement, ...]:
    """Those in force, in order: what was undone is gone with the undo, an undone undo brings it back."""
    undone: set[int] = set()
    for judgement in reversed(judgements):
        if judgement.undoes is not None and judgement.seq not in undone:
            undone.add(judgement.undoes)
    return tuple(j for j in judgements if j.action != "undo" and j.seq not in undone)
