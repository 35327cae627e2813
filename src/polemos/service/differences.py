"""Two versions of a claim in words, field by field: the machine's beside the person's."""

from collections.abc import Iterable
from dataclasses import dataclass

from polemos.export import wording
from polemos.model import Claim, ControlClaim, EventClaim, Place, RelationClaim, Span


@dataclass(frozen=True, slots=True)
class Difference:
    """A field that the two have otherwise; "" where one of them has nothing there."""

    field: str
    machine: str
    person: str


def differences(machine: Claim, person: Claim) -> tuple[Difference, ...]:
    """In the order of the card."""
    before, after = dict(worded(machine)), dict(worded(person))
    fields = list(dict.fromkeys((*before, *after)))
    return tuple(
        Difference(field, before.get(field, ""), after.get(field, ""))
        for field in fields
        if before.get(field, "") != after.get(field, "")
    )


def worded(claim: Claim) -> Iterable[tuple[str, str]]:
    """Every field as a person reads it."""
    yield "type", wording.label(claim.label)
    yield "factuality", claim.factuality
    yield "words", claim.trigger.text
    match claim:
        case EventClaim():
            yield "actor", _all(who.name for who in claim.actors)
            yield "recipient", _all(who.name for who in claim.recipients)
        case ControlClaim():
            yield "holder", claim.holder.name if claim.holder else ""
        case RelationClaim():
            yield "subject", claim.subject.name
            yield "object", claim.object.name if claim.object else ""
            yield "title", _text(claim.title)
    yield "place", _place(claim.place)
    yield "time", " ".join(filter(None, (wording.dates(claim.time), f"“{claim.time.text}”"))) if claim.time else ""
    if isinstance(claim, EventClaim):
        yield "also at", _all(_place(place) for place in claim.also_at)
        yield "from", _place(claim.origin)
        yield "losses", _all(f"{wording.figure(loss)} {loss.status}" for loss in claim.losses)
        yield "hit", _all(span.text for span in claim.hit)
        yield "with", _text(claim.instrument)
    yield "said by", _all(f"{source.name} ({wording.label(source.stance)})" for source in claim.sources)
    yield "hedged", _all(span.text for span in claim.hedges)


def _all(parts: Iterable[str]) -> str:
    return ", ".join(parts)


def _text(span: Span | None) -> str:
    return span.text if span else ""


def _place(place: Place | None) -> str:
    return " ".join(filter(None, (place.relation, place.name))) if place else ""
