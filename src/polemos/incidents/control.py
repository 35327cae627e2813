"""Who held which place, from when to when (codebook section 9).

An interval opens with `gained` or `holds` and closes with `lost` or with another's `gained`; its ends are dated as
exactly as the claims and no more. Two holders at one time stay side by side, contested. See docs/control.md.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from polemos.incidents.intervals import as_intervals
from polemos.incidents.kin import Kin
from polemos.incidents.signals import Signal, place_key
from polemos.incidents.spans import Kind, Span, later, own, strangers
from polemos.model import Participant
from polemos.model.standing import ControlInterval

_FIRST = ("lost", "absent", "lifted", "gained")
"""What is dealt with first of one day: who lost a place made room for who gained it, and a siege is of who holds."""


def control(found: Iterable[Signal], kin: Kin | None = None) -> tuple[ControlInterval, ...]:
    """Every interval of every place, sorted by place, start and holder, whatever the order of the signals. Undated
    signals open and close nothing."""
    places: dict[str, list[Signal]] = defaultdict(list)
    family = kin or Kin()
    for signal in found:
        if signal.window is not None:
            places[place_key(signal.place, signal.report_id)].append(_known(signal, family))
    intervals = [each for key in sorted(places) for each in _of_place(sorted(places[key], key=_order), family)]
    return tuple(sorted(intervals, key=_shown_order))


def held_on(intervals: Iterable[ControlInterval], day: str) -> tuple[ControlInterval, ...]:
    """The intervals that a day may lie in; an end is the day on which a place changed hands, and belongs to the next
    holder."""
    return tuple(each for each in intervals if each.covers(day))


def _known(signal: Signal, kin: Kin) -> Signal:
    holder = kin.known(signal.holder) if signal.holder else None
    return replace(signal, holder=holder, by=tuple(map(kin.known, signal.by)))


def _shown_order(each: ControlInterval) -> tuple[str, ...]:
    return each.place, each.scope, each.place_id or "", each.from_ or "", each.holder or "", each.status, *each.claims


def _order(signal: Signal) -> tuple[object, ...]:
    assert signal.window is not None
    rank = _FIRST.index(signal.act) if signal.act in _FIRST else len(_FIRST)
    who = (signal.holder.name, signal.holder.actor_id or "") if signal.holder else ("", "")
    return signal.window.first, signal.window.last, rank, signal.claim_id, who


def _of_place(ordered: Sequence[Signal], kin: Kin) -> tuple[ControlInterval, ...]:
    spans: list[Span] = []
    denials = [signal for signal in ordered if signal.denied]
    for signal in ordered:
        if signal.denied:
            continue
        match signal.act:
            case "gained":
                _gained(spans, signal, kin)
            case "holds" | "contested":
                _tell(spans, signal.act, signal.holder, signal)
            case "besieged":
                _besieged(spans, signal, kin)
            case "lost" | "absent":
                _lost(spans, signal, kin)
            case "lifted":
                _lifted(spans, signal)
    return as_intervals(ordered, spans, denials, kin)


def _gained(spans: list[Span], signal: Signal, kin: Kin) -> None:
    """The place is another's no longer, and nobody contests it, the old ones of one joint act left alone."""
    for span in spans:
        joint = any(told.claim_id == signal.claim_id for told in span.told)
        if span.end is not None or joint or not later(signal, span, kin):
            continue
        if span.kind == "contested" or span.holder is None or strangers(kin, span.holder, signal.holder):
            _close(span, signal)
    _tell(spans, "holds", signal.holder, signal)


def _tell(spans: list[Span], kind: Kind, holder: Participant | None, signal: Signal) -> None:
    """One claim more for the open span of that holder, or a new span."""
    found = own(spans, kind, holder)
    if found is None:
        found = Span(holder, kind, start=signal.window)
        spans.append(found)
    found.told.append(signal)


def _besieged(spans: list[Span], signal: Signal, kin: Kin) -> None:
    """Of whoever is named as surrounded; else of those who hold the place and are strangers to the besiegers."""
    inside = [
        span.holder
        for span in spans
        if span.kind == "holds" and span.end is None and all(strangers(kin, span.holder, by) for by in signal.by)
    ]
    unnamed: list[Participant | None] = [*inside] if inside and signal.by else [None]
    for holder in [signal.holder] if signal.holder is not None else unnamed:
        _tell(spans, "besieged", holder, signal)


def _lost(spans: list[Span], signal: Signal, kin: Kin) -> None:
    """Closes every span of the loser and its parts. A loss of what nobody was told to have still tells that it was
    held before."""
    assert signal.holder is not None
    closed = False
    for span in spans:
        if span.end is None and span.holder is not None and kin.within(span.holder, signal.holder):
            _close(span, signal)
            closed = True
    if not closed and signal.act == "lost":
        spans.append(Span(signal.holder, "holds", [signal], None, signal.window, [signal]))


def _lifted(spans: list[Span], signal: Signal) -> None:
    for span in spans:
        if span.kind == "besieged" and span.end is None:
            _close(span, signal)


def _close(span: Span, signal: Signal) -> None:
    span.end = signal.window
    span.closers.append(signal)
