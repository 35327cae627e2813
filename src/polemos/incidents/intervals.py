"""Spans as the intervals that are shown, with everything that is said against each."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from polemos.incidents.kin import Kin
from polemos.incidents.people import named, same
from polemos.incidents.signals import Signal, scope
from polemos.incidents.spans import Span, strangers
from polemos.incidents.windows import Window
from polemos.model import Place
from polemos.model.standing import ControlInterval, Dispute

DERIVATION = "control/2"


def as_intervals(
    told: Sequence[Signal], spans: Sequence[Span], denials: Sequence[Signal], kin: Kin
) -> tuple[ControlInterval, ...]:
    """One interval a span of one place, in the order of the spans. `told` is everything about the place, in order."""
    place = _shown(told)
    return tuple(_interval(span, place, (*_rivals(span, spans, kin), *_denials(span, denials))) for span in spans)


def _interval(span: Span, place: Place, disputes: tuple[Dispute, ...]) -> ControlInterval:
    everything = [*span.told, *span.closers]
    start, end = span.start, span.end
    seen = [told.window.last for told in span.told if told.window and told not in span.closers]
    opened, before = span.opening.act, span.opening.by_then
    left = _first_day_after(span, seen)
    return ControlInterval(
        place=place.name,
        place_id=place.place_id,
        latitude=place.latitude,
        longitude=place.longitude,
        place_precision=place.precision,
        scope=scope(place),
        holder=span.holder.name if span.holder else None,
        holder_id=span.holder.actor_id if span.holder else None,
        status=span.kind,
        from_=start.first.isoformat() if start and not before else None,
        from_latest=start.last.isoformat() if start else None,
        precision=start.precision if start and not before else None,
        to=_iso(left),
        to_latest=end.last.isoformat() if end else None,
        to_precision=Window(left, end.last, stated=True).precision if left and end else None,
        last_told=max(seen).isoformat() if seen else None,
        opened=opened if opened not in ("absent", "lifted") else "holds",  # type: ignore[arg-type]
        besieged_by=tuple(sorted({who.name for each in span.told for who in each.by})),
        said_by=_speakers(everything),
        claims=_claims(everything),
        closed_by=_claims(span.closers),
        contested=span.kind == "contested" or bool(disputes),
        disputes=disputes,
        derivation=DERIVATION,
    )


def _first_day_after(span: Span, seen: Sequence[date]) -> date | None:
    """The first day on which it may have ended; "by 9 March" leaves all days since it was last told to be so."""
    if span.end is None:
        return None
    if not all(each.by_then for each in span.closers) or not seen:
        return span.end.first
    return min(max(seen), span.end.first)


def _rivals(span: Span, spans: Sequence[Span], kin: Kin) -> Iterator[Dispute]:
    """Other holders in a time that both are said to have the place; loose words may mean this one."""
    if span.kind != "holds" or span.holder is None or not named(span.holder):
        return
    for other in spans:
        if other is span or other.kind != "holds" or other.holder is None or not named(other.holder):
            continue
        first = max((w.first for w in (span.start, other.start) if w), default=None)
        last = min((w.first for w in (span.end, other.end) if w), default=None)
        apart = first is not None and last is not None and first >= last
        if apart or not strangers(kin, span.holder, other.holder) or _joint(span, other):
            continue
        rest = [*other.told, *other.closers]
        yield Dispute("rival", other.holder.name, _iso(first), _iso(last), _speakers(rest), _claims(rest))


def _joint(one: Span, other: Span) -> bool:
    """Told to have the place by one claim, or to lose it by one."""
    return bool(set(_claims(one.told)) & set(_claims(other.told)) or _losing(one) & _losing(other))


def _losing(span: Span) -> set[str]:
    return {each.claim_id for each in span.closers if each.act == "lost"}


def _denials(span: Span, denials: Sequence[Signal]) -> Iterator[Dispute]:
    """Other speakers who deny that it began or is so in its time, or, denying a loss, that it ended."""
    speakers = set(_speakers([*span.told, *span.closers]))
    for denial in denials:
        if denial.holder is None or span.holder is None or not same(denial.holder, span.holder):
            continue
        if {denial.speaker} == speakers or denial.window is None:
            continue
        if denial.act == "lost":
            if span.end is not None and denial.window.last >= span.end.first:
                yield _denial(denial, span.end.first, None)
        elif span.kind in _ABOUT.get(denial.act, ()) and _in_time(denial, span):
            begun = max(denial.window.first, span.start.first) if span.start else denial.window.first
            yield _denial(denial, begun, span.end.first if span.end else None)


_ABOUT = {"gained": ("holds", "contested"), "holds": ("holds",), "contested": ("contested",), "besieged": ("besieged",)}
"""What a denial of each act speaks against."""


def _in_time(denial: Signal, span: Span) -> bool:
    assert denial.window is not None
    begun = span.start is None or denial.window.last >= span.start.first
    return begun and (span.end is None or denial.window.first < span.end.first)


def _denial(denial: Signal, first: date, last: date | None) -> Dispute:
    return Dispute("denial", denial.speaker, _iso(first), _iso(last), (denial.speaker,), (denial.claim_id,))


def _shown(told: Sequence[Signal]) -> Place:
    """The place under the name that most claims use, with the coordinates of whichever knows them."""
    names = Counter(signal.place.name for signal in told)
    best = min(names, key=lambda name: (-names[name], name))
    of_name = [signal.place for signal in told if signal.place.name == best]
    return min(of_name, key=lambda p: (p.latitude is None, str(p.latitude), str(p.longitude), p.precision or 0))


def _speakers(signals: Iterable[Signal]) -> tuple[str, ...]:
    return tuple(sorted({signal.speaker for signal in signals}))


def _claims(signals: Iterable[Signal]) -> tuple[str, ...]:
    return tuple(sorted({signal.claim_id for signal in signals}))


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
