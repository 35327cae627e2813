"""Incidents, control and standing as rows of the native tables."""

from collections.abc import Iterator, Sequence

from polemos.export.datasets.dataset import Documented
from polemos.export.datasets.killed import killed
from polemos.export.datasets.native_claims import Named, day, listed, record, where
from polemos.export.datasets.table import Row
from polemos.model.claim import Factuality
from polemos.model.incident import Incident
from polemos.model.standing import ControlInterval, Dispute, Standing

_MOST: tuple[Factuality, ...] = ("occurred", "ongoing", "possible", "planned", "hypothetical", "negated")
"""From what is told as fact to what is told not to be one."""


def incident_rows(each: Documented) -> Iterator[Named]:
    """The incident, its claims, parties and losses, and what its sources contradict each other on."""
    told, place = each.incident, each.incident.place
    yield "incidents", (
        told.id, told.type, told.status, _factuality(each), day(told.from_), day(told.to), told.date_precision,
        place.name if place else None, *where(place), _parties(told, "actor"), _parties(told, "recipient"),
        *killed(told), len(told.claims), told.reports, told.independent_sources,
        listed(field.field for field in told.contested), told.derivation, record(told),
    )  # fmt: skip
    for role in told.claims:
        yield "incident_claims", (told.id, role.claim_id, role.role)
    for number, party in enumerate(told.parties):
        yield "incident_parties", (told.id, number, party.side, party.name, party.actor_id, listed(party.claims))
    for number, loss in enumerate(told.losses):
        figures = (loss.low, loss.best, loss.high, loss.rule)
        cells = (loss.status, loss.side, loss.civilians, *figures, listed(loss.claims))
        yield "incident_losses", (told.id, number, *cells)
    for field in told.contested:
        for number, value in enumerate(field.values):
            said = (value.value, listed(value.said_by), listed(value.claim_ids))
            yield "incident_contested", (told.id, field.field, number, *said)


def _factuality(each: Documented) -> Factuality | None:
    """None where redaction kept all claims back."""
    favour = {role.claim_id for role in each.incident.claims if role.role != "denies"}
    found = [claim.factuality for claim in each.claims if claim.id in favour] or ["negated" for _ in each.claims[:1]]
    return min(found, key=_MOST.index, default=None)


def _parties(told: Incident, side: str) -> str | None:
    return listed(party.name for party in told.parties if party.side == side)


def control_rows(number: int, each: ControlInterval) -> Iterator[Named]:
    """An interval and what speaks against it."""
    yield "control", (
        number, each.place, each.place_id, each.latitude, each.longitude, each.place_precision, each.scope,
        each.holder, each.holder_id, each.status, *_dates(each), each.opened, listed(each.besieged_by), *_told(each),
        each.derivation, record(each),
    )  # fmt: skip
    yield from _disputes("control_disputes", number, each.disputes)


def standing_rows(number: int, each: Standing) -> Iterator[Named]:
    """An edge and what speaks against it."""
    yield "standing", (
        number, each.subject, each.subject_id, each.relation, each.object, each.object_id, listed(each.titles),
        *_dates(each), each.ended, *_told(each), each.origin, listed(each.sources), each.derivation, record(each),
    )  # fmt: skip
    yield from _disputes("standing_disputes", number, each.disputes)


def _dates(each: ControlInterval | Standing) -> Row:
    return (
        day(each.from_), day(each.from_latest), each.precision, day(each.to), day(each.to_latest), each.to_precision
    )  # fmt: skip


def _told(each: ControlInterval | Standing) -> Row:
    return (
        day(each.last_told), listed(each.said_by), listed(each.claims), listed(each.closed_by), each.contested
    )  # fmt: skip


def _disputes(table: str, of: int, disputes: Sequence[Dispute]) -> Iterator[Named]:
    for number, each in enumerate(disputes):
        cells = (each.kind, each.by, day(each.from_), day(each.to), listed(each.said_by), listed(each.claims))
        yield table, (of, number, *cells)
