"""Reports and claims as rows of the native tables: names of tables beside their rows."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from polemos.export.datasets.table import Cell, Row
from polemos.export.guard import encodable
from polemos.model import Claim, ControlClaim, EventClaim, Loss, Participant, Place, RelationClaim, Report, Source, Span
from polemos.model.serial import to_dict

Named = tuple[str, Row]
"""A table of `columns/` and a row of it."""


def report_rows(report: Report) -> Iterator[Named]:
    """The text stands once: in its own column where UTF-8 can hold it, else in the record."""
    told = report.published
    kept = replace(report, text="") if encodable(report.text) is report.text else report
    yield "reports", (
        report.id, report.url, report.outlet, report.title, report.byline, told, day(told), report.fetched,
        report.language, listed(report.topics), len(report.captions), report.truncated, report.sha256, report.copy_of,
        report.licence, report.name, len(report.text), report.text, record(kept),
    )  # fmt: skip


def claim_rows(claim: Claim) -> Iterator[Named]:
    """The claim, and everybody and everything in it that may be several."""
    time = claim.time
    event = claim if isinstance(claim, EventClaim) else None
    title = claim.title if isinstance(claim, RelationClaim) else None
    when: Row = (None,) * 7
    if time:
        when = (day(time.from_), day(time.to), time.precision, time.text, time.start, time.end, time.assumed)
    yield "claims", (
        claim.id, claim.report_id, claim.kind, claim.label, claim.factuality, claim.confidence, claim.coder,
        *_span(claim.trigger), *_span(claim.sentence), *when, *_mentioned(claim.place),
        *_span(event.instrument if event else None), *_span(title), record(claim),
    )  # fmt: skip
    yield from _participants(claim)
    for number, source in enumerate(claim.sources):
        yield "claim_sources", (claim.id, number, *_source(source))
    for at, span in enumerate(claim.hedges):
        yield "claim_words", (claim.id, "hedge", at, span.text, span.start, span.end)
    if event:
        yield from _event(event)


def _event(claim: EventClaim) -> Iterator[Named]:
    for number, loss in enumerate(claim.losses):
        yield "claim_losses", (claim.id, number, *_loss(loss))
    if claim.origin:
        yield "claim_places", (claim.id, "origin", 0, *_mentioned(claim.origin))
    for number, place in enumerate(claim.also_at):
        yield "claim_places", (claim.id, "also-at", number, *_mentioned(place))
    for at, span in enumerate(claim.hit):
        yield "claim_words", (claim.id, "hit", at, span.text, span.start, span.end)


def _participants(claim: Claim) -> Iterator[Named]:
    for role, people in _roles(claim):
        for number, who in enumerate(people):
            cells = (who.name, who.actor_id, who.kind, who.text, who.start, who.end)
            yield "claim_participants", (claim.id, role, number, *cells)


def _roles(claim: Claim) -> tuple[tuple[str, tuple[Participant, ...]], ...]:
    match claim:
        case EventClaim():
            return ("actor", claim.actors), ("recipient", claim.recipients)
        case ControlClaim():
            return (("holder", (claim.holder,) if claim.holder else ()),)
        case RelationClaim():
            return ("subject", (claim.subject,)), ("object", (claim.object,) if claim.object else ())
    raise AssertionError(claim)


def _source(source: Source) -> Row:
    return (
        source.name, source.actor_id, source.participant, source.kind, source.stance, source.aligned_with,
        source.aligned_id, source.text, source.start, source.end, *_span(source.cue),
    )  # fmt: skip


def _loss(loss: Loss) -> Row:
    return (
        loss.status, loss.side, loss.civilians, loss.low, loss.best, loss.high, *_span(loss.who), *_span(loss.figure),
        *_span(loss.part_of), listed(loss.named),
    )  # fmt: skip


def _mentioned(place: Place | None) -> Row:
    return (None,) * 11 if place is None else (place.name, place.text, place.start, place.end, *where(place))


def where(place: Place | None) -> Row:
    """Id, precision, vague words, point, country and unit."""
    if place is None:
        return (None,) * 7
    return (
        place.place_id, place.precision, place.relation, place.latitude, place.longitude, place.country, place.adm1
    )  # fmt: skip


def listed(values: Iterable[str]) -> str | None:
    return "; ".join(values) or None


def day(told: str | None) -> date | None:
    """The day of an ISO date or date-time; None for a month or a year alone."""
    try:
        return date.fromisoformat(told[:10]) if told else None
    except ValueError:
        return None


def record(each: Any) -> str:
    """As JSON in ASCII, which holds whatever was read."""
    return json.dumps(to_dict(each))


def _span(span: Span | None) -> tuple[Cell, Cell, Cell]:
    return (span.text, span.start, span.end) if span else (None, None, None)
