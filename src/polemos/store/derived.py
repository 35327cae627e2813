"""Incidents as they were last derived, with a mark of what they were derived from."""

import json
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, delete, select

from polemos import faults
from polemos.model.incident import Incident
from polemos.model.serial import from_dict, to_dict
from polemos.store.archive import Archive
from polemos.store.sources import state
from polemos.store.tables import derived, incident, incident_claim

_BATCH = 1000
_FEW = 500
"""Ids in one question: SQLite takes some thousand parameters."""


def fresh(archive: Archive, rules: str) -> bool:
    """Whether the stored incidents are those of the claims and judgements as they are."""
    with archive.reading() as connection:
        return _mark(connection) == state(connection, rules)


def are_of(archive: Archive, rules: str, made_from: str) -> bool:
    """Whether the stored incidents were derived from a state."""
    with archive.reading() as connection:
        return _mark(connection) == _with_rules(made_from, rules)


def replace_incidents(archive: Archive, found: Sequence[Incident], rules: str, made_from: str) -> bool:
    """Put these in the place of the old ones, unless claims or judgements have changed since they were read; whether
    they were."""
    with archive.writing() as connection:
        if state(connection, "") != made_from:
            return False  # somebody wrote meanwhile: the next question derives them anew
        faults.reach("derive")
        connection.execute(delete(incident_claim))
        connection.execute(delete(incident))
        _insert(connection, found)
        _set_mark(connection, rules)
    return True


def alter_incidents(
    archive: Archive, gone: Sequence[str], made: Sequence[Incident], rules: str, made_from: str, was: str
) -> bool:
    """Take away the incidents `gone` and put in those `made`, in the place of what they were before; whether it was
    done. It is not if anything has changed since `made_from` was read, or the stored ones are not those of `was`."""
    with archive.writing() as connection:
        if state(connection, "") != made_from or _mark(connection) != _with_rules(was, rules):
            return False
        faults.reach("derive")
        old = [*gone, *(each.id for each in made)]
        for at in range(0, len(old), _FEW):
            part = old[at : at + _FEW]
            connection.execute(delete(incident_claim).where(incident_claim.c.incident_id.in_(part)))
            connection.execute(delete(incident).where(incident.c.id.in_(part)))
        _insert(connection, made)
        _set_mark(connection, rules)
    return True


def _insert(connection: Connection, found: Sequence[Incident]) -> None:
    for at in range(0, len(found), _BATCH):
        part = found[at : at + _BATCH]
        connection.execute(incident.insert(), [_row(each) for each in part])
        members = [{"claim_id": role.claim_id, "incident_id": each.id} for each in part for role in each.claims]
        connection.execute(incident_claim.insert(), members)


def _mark(connection: Connection) -> str | None:
    return connection.execute(select(derived.c.state).where(derived.c.name == "incidents")).scalar()


def _set_mark(connection: Connection, rules: str) -> None:
    connection.execute(delete(derived).where(derived.c.name == "incidents"))
    connection.execute(derived.insert().values(name="incidents", state=state(connection, rules)))


def _with_rules(mark: str, rules: str) -> str:
    return json.dumps([rules, *json.loads(mark)[1:]])


def incident_by_id(archive: Archive, incident_id: str) -> Incident | None:
    """The incident of that id, or the one that holds the claim of that id."""
    with archive.reading() as connection:
        inside = select(incident_claim.c.incident_id).where(incident_claim.c.claim_id == incident_id)
        query = select(incident.c.record).where((incident.c.id == incident_id) | incident.c.id.in_(inside))
        row = connection.execute(query).first()
        return _from(row) if row else None


def list_incidents(
    archive: Archive,
    *,
    type_: str | None = None,
    country: str | None = None,
    status: str | None = None,
    from_: str | None = None,
    to: str | None = None,
    limit: int | None = None,
    offset: int = 0,
) -> tuple[Incident, ...]:
    """Newest first; what is undated comes last. Dates are ISO days that the incident's own must meet."""
    query = select(incident.c.record).order_by(incident.c.starts.desc().nulls_last(), incident.c.id)
    for column, value in ((incident.c.type, type_), (incident.c.country, country), (incident.c.status, status)):
        if value is not None:
            query = query.where(column == value)
    if from_ is not None:
        query = query.where(incident.c.ends >= from_)
    if to is not None:
        query = query.where(incident.c.starts <= to)
    with archive.reading() as connection:
        return tuple(_from(row) for row in connection.execute(query.limit(limit).offset(offset)))


def _row(each: Incident) -> dict[str, Any]:
    return {
        "id": each.id,
        "type": each.type,
        "starts": each.from_,
        "ends": each.to,
        "country": each.place.country if each.place else None,
        "status": each.status,
        "reports": each.reports,
        "record": json.dumps(to_dict(each)),
    }


def _from(row: Any) -> Incident:
    return from_dict(Incident, json.loads(row.record))
