"""Who held which place, from when to when (codebook section 9).

An interval opens with `gained` or `holds` and closes with `lost` or with another's `gained`; its ends are dated as
exactly as the claims and no more. Two holders at one time stay side by side, contested.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from polemos.incidents.people import same
from polemos.incidents.signals import Signal, place_key
from polemos.model import Participant
from polemos.model.standing import ControlInterval

DERIVATION = "control/1"


@dataclass(slots=True)
class _Span:
    """An interval in the making."""

    holder: Participant
    status: str
    first: Signal
    claims: list[str] = field(default_factory=list)
    last_seen: str = ""
    to: str | None = None
    against: set[str] = field(default_factory=set)


def control(found: Iterable[Signal]) -> tuple[ControlInterval, ...]:
    """Every interval of every place, sorted by place, start and holder. Undated signals open and
    close nothing."""
    places: dict[str, list[Signal]] = defaultdict(list)
    for signal in found:
        if signal.window is not None:
            places[place_key(signal.place)].append(signal)
    intervals = [each for key in sorted(places) for each in _of_place(places[key])]
    return tuple(sorted(intervals, key=lambda i: (i.place, i.place_id or "", i.from_ or "", i.holder, i.status)))


def held_on(intervals: Iterable[ControlInterval], day: str) -> tuple[ControlInterval, ...]:
    """The intervals that a day lies in; an end is the day on which it changed hands, and belongs to the next holder."""
    return tuple(
        each for each in intervals if (each.from_ is None or each.from_ <= day) and (each.to is None or day < each.to)
    )


def _of_place(signals: Sequence[Signal]) -> list[ControlInterval]:
    ordered = sorted(signals, key=_order)
    spans: list[_Span] = []
    for signal in ordered:
        if signal.denied or signal.status == "lost":
            _against(spans, signal)
        else:
            _for(spans, signal)
    shown = _shown_name(signals)
    return [_interval(span, shown) for span in spans]


def _for(spans: list[_Span], signal: Signal) -> None:
    """Somebody holds, gained, is besieged in or fights for the place."""
    assert signal.window is not None
    day, end = signal.window.first.isoformat(), signal.window.last.isoformat()
    kind = "holds" if signal.status in ("holds", "gained") else signal.status
    own = next((s for s in spans if s.to is None and s.status == kind and same(s.holder, signal.holder)), None)
    if kind == "holds":
        for other in spans:
            if other is own or other.to is not None or same(other.holder, signal.holder) or other.status == "contested":
                continue
            later = day > other.last_seen
            if signal.status == "gained" or (later and own is None):
                other.to = max(day, other.first.window.first.isoformat()) if other.first.window else day
            elif not later:
                other.against.add(signal.holder.name)
                if own is not None:
                    own.against.add(other.holder.name)
    if own is not None:
        own.claims.append(signal.claim_id)
        own.last_seen = max(own.last_seen, end)
        return
    made = _Span(signal.holder, kind, signal, [signal.claim_id], end)
    if kind == "holds" and signal.status == "holds":
        made.against |= {s.holder.name for s in spans if s.to is None and s.status == "holds" and s.last_seen >= day}
    spans.append(made)


def _against(spans: list[_Span], signal: Signal) -> None:
    """`lost` closes the holder's interval; a denial (of a gain, of holding) makes it contested."""
    assert signal.window is not None
    day = signal.window.first.isoformat()
    for span in spans:
        if span.to is not None or not same(span.holder, signal.holder):
            continue
        span.claims.append(signal.claim_id)
        not_lost = signal.status == "lost" and signal.denied
        if signal.status == "lost" and not signal.denied:
            span.to = day
        elif not not_lost:
            span.against.add(signal.speaker)


def _order(signal: Signal) -> tuple[str, str, int, str]:
    """By time; on one day a loss comes before the other side's gain."""
    assert signal.window is not None
    rank = 0 if signal.status == "lost" else 1
    return signal.window.first.isoformat(), signal.window.last.isoformat(), rank, signal.claim_id


def _shown_name(signals: Sequence[Signal]) -> str:
    names = Counter(signal.place.name for signal in signals)
    return min(names, key=lambda name: (-names[name], name))


def _interval(span: _Span, name: str) -> ControlInterval:
    place, window = span.first.place, span.first.window
    assert window is not None
    return ControlInterval(
        place=name,
        place_id=place.place_id,
        latitude=place.latitude,
        longitude=place.longitude,
        place_precision=place.precision,
        holder=span.holder.name,
        holder_id=span.holder.actor_id,
        status="holds" if span.status == "holds" else "besieged" if span.status == "besieged" else "contested",
        from_=window.first.isoformat(),
        to=span.to,
        precision=window.precision,
        claims=tuple(sorted(set(span.claims))),
        contested=bool(span.against) or span.status == "contested",
        contested_by=tuple(sorted(span.against)),
        derivation=DERIVATION,
    )
