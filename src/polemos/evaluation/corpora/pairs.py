"""Which claim tells what a source does to a target, where a corpus marks the two in the text."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from polemos.codebook.plover import PloverTable
from polemos.model import Claim, ControlClaim, EventClaim, Participant, Place

_Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Pair:
    """Where the text names the two sides; empty where it does not name one."""

    source: tuple[_Range, ...]
    target: tuple[_Range, ...]


def event_of(claims: Sequence[Claim], pair: Pair, table: PloverTable) -> tuple[Claim, str] | None:
    """The claim that links the two, with its PLOVER type; else the one nearest to them. None where none has a type.

    A claim that links both sides goes before one that links one of them. Of several the first in the text is taken,
    which as a rule governs the others ("threatened to attack"). Claims without a PLOVER type are left out.
    """
    typed = [(claim, root) for claim in claims if (root := table.root(claim))]
    if not typed:
        return None
    return min(typed, key=lambda found: _rank(found[0], pair, table))


def _rank(claim: Claim, pair: Pair, table: PloverTable) -> tuple[int, int, int]:
    doing, done_to = _sides(claim, table)
    links = _meet(doing, pair.source) + _meet(done_to, pair.target)
    # Parties of a battle, of talks or of an agreement are all actors of it.
    both = _meet(doing, pair.source) + _meet(doing, pair.target) if len(doing) > 1 else 0
    most = max(links, both)
    return -most, 0 if most else _distance(claim, pair), claim.trigger.start


def _sides(claim: Claim, table: PloverTable) -> tuple[list[_Range], list[_Range]]:
    first, second = claim.parties()
    places: list[Place] = [claim.place] if claim.place else []
    if isinstance(claim, EventClaim):
        places += [*claim.also_at, *([claim.origin] if claim.origin else [])]
    doing = _ranges(first)
    done_to = [*_ranges(second), *((place.start, place.end) for place in places)]
    if isinstance(claim, ControlClaim):
        return doing, done_to
    return (done_to, doing) if claim.label in table.reversed else (doing, done_to)


def _ranges(people: Iterable[Participant]) -> list[_Range]:
    return [(p.start, p.end) for p in people if p.start is not None and p.end is not None]


def _meet(ours: Iterable[_Range], theirs: Iterable[_Range]) -> bool:
    theirs = tuple(theirs)
    return any(start < end_ and start_ < end for start, end in ours for start_, end_ in theirs)


def _distance(claim: Claim, pair: Pair) -> int:
    """Characters between the trigger and the nearest mention of each side, added."""
    trigger = (claim.trigger.start, claim.trigger.end)
    return sum(min(_gap(trigger, side) for side in sides) for sides in (pair.source, pair.target) if sides)


def _gap(one: _Range, other: _Range) -> int:
    return max(one[0] - other[1], other[0] - one[1], 0)
