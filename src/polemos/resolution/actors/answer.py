"""What a look-up gives back: candidates with reasons, less sure where others are as good."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from polemos.model.actor import Actor, Name

NONE_OF_THESE = 0.4
"""Candidates below are no answer."""
_NEAR, _DOUBT = 0.03, 0.05
"""Candidates so near to the first are rivals, each of which takes so much from its score."""

How = Literal["name", "spelling", "initials", "common", "inside", "last-name", "letters", "words"]
"""How a name was found: as it is, by its sound or consonants, long for these initials, as common words, with words
around it, as a person's last name, short for it, by words in common."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """An actor that may be meant; `name` is the one of its names that matched."""

    actor: Actor
    name: Name
    score: float
    reasons: tuple[str, ...]
    how: How


@dataclass(frozen=True, slots=True)
class Resolution:
    """Candidates, best first, none where no actor of the packs is meant; `country` is whose it is, known or told."""

    candidates: tuple[Candidate, ...]
    country: str | None


def doubted(found: Sequence[Candidate]) -> list[Candidate]:
    """Where nothing tells the first from others, all are less sure by so much."""
    rivals = sum(candidate.score > found[0].score - _NEAR for candidate in found[1:]) if found else 0
    less = _DOUBT * min(rivals, 4)
    less_sure = [replace(c, score=round(c.score - less, 3)) for c in found]
    return [candidate for candidate in less_sure if candidate.score >= NONE_OF_THESE]
