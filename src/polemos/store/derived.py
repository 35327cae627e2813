"""Incidents as they were last derived, with a mark of what they were derived from."""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, delete, func, select

from polemos import faults
from polemos.model import Claim
from polemos.model.incident import Incident
from polemos.model.serial import from_dict, to_dict
from polemos.store.archive import Archive
from polemos.store.records import claim_from
from polemos.store.tables import claim, derived, incident, incident_claim, judgement, report

_BATCH = 1000
Origin = tuple[str, str | None, str | None]


def state(connection: Connection, rules: str) -> str:
    """A mark that changes with every claim, judgement and rule."""
    parts = (
        connection.execute(select(func.max(claim.c.seq))).scalar(),
        connection.execute(select(func.count()).select_from(claim).where(claim.c.current)).scalar(),
        connection.execute(select(func.max(judgement.c.seq))).scalar(),
    )
    return json.dumps([rules, *parts])


def state_now(archive: Archive) -> str:
    """The mark of claims and judgements as they are, without rules: cheap enough to ask before every page."""
    with archive.reading() as connection:
        return state(connection, "")


def fresh(archive: Archive, rules: str) -> bool:
    """Whether the stored incidents are those of the claims and judgements as they are."""
    with archive.reading() as connection:
        kept = connection.execute(select(derived.c.state).where(derived.c.name == "incidents")).scalar()
        return bool(kept == state(connection, rules))


def sources(archive: Archive) -> tuple[str, tuple[Claim, ...], dict[str, Origin]]:
    """In one view: the state's mark (without rules), every current claim by id, and for each report the report that it
    repeats (itself where none), its date and outlet."""
    with archive.reading() as connection:
        query = select(claim.c.record).where(claim.c.current).order_by(claim.c.id)
        claims = tuple(claim_from(row) for row in connection.execute(query))
        columns = select(report.c.id, report.c.copy_of, report.c.published, report.c.outlet)
        reports = _voices({row.id: row for row in connection.execute(columns)})
        return state(connection, ""), claims, reports


def _voices(rows: Mapping[str, Any]) -> dict[str, Origin]:
    """A copy speaks with the voice of the text that it repeats: of a group of copies the one published first, whichever
    of them came into the archive first."""
    groups: dict[str, list[Any]] = defaultdict(list)
    for row in rows.values():
        groups[row.copy_of or row.id].append(row)
    first = {
        root: min(members, key=lambda row: (row.published is None, row.published or "", row.id))
        for root, members in groups.items()
    }
    found = {}
    for row in rows.values():
        root = row.copy_of or row.id
        # A report that says itself what it repeats may name one that is not here.
        voice = first[root] if root in rows else row
        found[row.id] = (voice.id if root in rows else root, row.published, voice.outlet)
    return found


def replace_incidents(archive: Archive, found: Sequence[Incident], rules: str, made_from: str) -> None:
    """Put these in the place of the old ones, unless claims or judgements have changed since they were read."""
    with archive.writing() as connection:
        if state(connection, "") != made_from:
            return  # somebody wrote meanwhile: the next question derives them anew
        faults.reach("derive")
        connection.execute(delete(incident_claim))
        connection.execute(delete(incident))
        for at in range(0, len(found), _BATCH):
            part = found[at : at + _BATCH]
            connection.execute(incident.insert(), [_row(each) for each in part])
            members = [{"claim_id": role.claim_id, "incident_id": each.id} for each in part for role in each.claims]
            connection.execute(incident_claim.insert(), members)
        connection.execute(delete(derived).where(derived.c.name == "incidents"))
        connection.execute(derived.insert().values(name="incidents", state=state(connection, rules)))


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
