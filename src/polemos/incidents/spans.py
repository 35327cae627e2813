"""A holder's time in a place, in the making."""

from dataclasses import dataclass, field
from typing import Literal

from polemos.incidents.kin import Kin
from polemos.incidents.people import named
from polemos.incidents.signals import NO_HOLDERS, Signal
from polemos.incidents.windows import Window
from polemos.model import Participant

Kind = Literal["holds", "contested", "besieged"]


@dataclass(slots=True)
class Span:
    """`told`: all signals that it rests on, in order of time; the first one opened it, or, of a span that only has an
    end, closed it. `siblings` are claims of other holders' signals that tell of one joint act."""

    holder: Participant | None
    kind: Kind
    told: list[Signal] = field(default_factory=list)
    start: Window | None = None
    end: Window | None = None
    closers: list[Signal] = field(default_factory=list)

    @property
    def opening(self) -> Signal:
        return self.told[0]


def own(spans: list[Span], kind: Kind, holder: Participant | None) -> Span | None:
    """The open span of that holder, by identity rather than kinship."""
    return next(
        (span for span in spans if span.end is None and span.kind == kind and _alike(span.holder, holder)), None
    )


def strangers(kin: Kin, one: Participant | None, other: Participant | None) -> bool:
    """Two who cannot have a place together: neither kin nor of a kind that no place is taken from ("Kurdish", a
    population's name)."""
    if one is None or other is None or {one.kind, other.kind} & NO_HOLDERS:
        return False
    return not kin.together(one, other)


def later(one: Signal, other: Span, kin: Kin) -> bool:
    """Whether a gain came after a span began. Where the windows overlap the later one counts, but not one inside the
    other, whose order nobody tells; and loose words ("the fighters took it") may tell the same gain again."""
    now, then = one.window, other.start
    assert now is not None
    if then is None or now.first > then.last:
        return True
    if (now.first, now.last) == (then.first, then.last) or now.last < then.last:
        return False
    return one.holder is not None and other.holder is not None and named(one.holder) and named(other.holder)


def _alike(one: Participant | None, other: Participant | None) -> bool:
    if one is None or other is None:
        return one is other
    return one.actor_id == other.actor_id if one.actor_id and other.actor_id else Kin().together(one, other)
