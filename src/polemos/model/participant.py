"""Somebody who takes part in what a claim says."""

from dataclasses import dataclass
from typing import Literal

ParticipantKind = Literal[
    "armed-group",
    "government",
    "military",
    "police",
    "person",
    "civilians",
    "international",
    "civil-society",
    "media",
    "unknown-armed",
    "other",
]


@dataclass(frozen=True, slots=True)
class Participant:
    """`text` is what the report says here (a pronoun, a description), `name` who that is.

    `start` and `end` are None where the sentence does not mention it at all but the text makes it plain; then `text`
    is the words of another mention.
    """

    name: str
    text: str
    start: int | None
    end: int | None
    kind: ParticipantKind = "other"
    actor_id: str | None = None
