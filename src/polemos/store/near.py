"""Claims by their ids, and those that may tell of the same happening, without reading the whole archive."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import ColumnElement, and_, or_, select

from polemos.model import Claim
from polemos.store.archive import Archive
from polemos.store.records import claim_from, name_key
from polemos.store.sources import Origin
from polemos.store.tables import claim, incident_claim, party, report

_MOST = 200
_DEGREES = 0.5


@dataclass(frozen=True, slots=True)
class Around:
    """What a happening is like: types that could be the same, its days, its place's name and point, its people."""

    types: Sequence[str]
    from_: str
    to: str
    place: str | None
    point: tuple[float, float] | None
    people: Sequence[str]
    within_days: int = 3


def claims_of(archive: Archive, ids: Iterable[str]) -> tuple[Claim, ...]:
    """The current claims of these ids, by id."""
    with archive.reading() as connection:
        query = select(claim.c.record).where(claim.c.id.in_(list(ids)), claim.c.current).order_by(claim.c.id)
        return tuple(claim_from(row) for row in connection.execute(query))


def origins(archive: Archive, report_ids: Iterable[str]) -> dict[str, Origin]:
    """For each report the one that it repeats (itself where none), its date, and the outlet whose text it is."""
    first = report.alias()
    with archive.reading() as connection:
        query = select(report.c.id, report.c.copy_of, report.c.published, report.c.outlet, first.c.outlet.label("own"))
        query = query.outerjoin(first, first.c.id == report.c.copy_of).where(report.c.id.in_(list(report_ids)))
        return {
            row.id: (row.copy_of or row.id, row.published, row.own or row.outlet) for row in connection.execute(query)
        }


def near(archive: Archive, around: Around) -> dict[str, str]:
    """Ids of claims whose type and days could be these and who share a place or people, with their incidents' ids."""
    first = (date.fromisoformat(around.from_[:10]) - timedelta(around.within_days)).isoformat()
    last = (date.fromisoformat(around.to[:10]) + timedelta(around.within_days)).isoformat()
    shared = _shared(around)
    if not shared:
        return {}
    query = (
        select(claim.c.id, incident_claim.c.incident_id)
        .join(incident_claim, incident_claim.c.claim_id == claim.c.id)
        .where(claim.c.current, claim.c.label.in_(list(around.types)), claim.c.starts <= last, claim.c.ends >= first)
        .where(or_(*shared))
        .order_by(claim.c.id)
        .limit(_MOST)
    )
    with archive.reading() as connection:
        return {row.id: row.incident_id for row in connection.execute(query)}


def _shared(around: Around) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if around.place:
        found.append(claim.c.place_key == name_key(around.place))
    if around.point:
        latitude, longitude = around.point
        found.append(
            and_(
                claim.c.latitude.between(latitude - _DEGREES, latitude + _DEGREES),
                claim.c.longitude.between(longitude - _DEGREES, longitude + _DEGREES),
            )
        )
    if around.people:
        keys = [name_key(name) for name in around.people]
        named = select(party.c.claim).where(party.c.name_key.in_(keys), party.c.role.in_(("actor", "recipient")))
        found.append(claim.c.seq.in_(named))
    return found
