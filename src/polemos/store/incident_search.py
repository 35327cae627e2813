"""Incidents that fit a filter, a page at a time: what lists, map and timeline ask for."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, exists, func, or_, select, text

from polemos.model.incident import Incident
from polemos.model.serial import from_dict
from polemos.store.archive import Archive
from polemos.store.records import name_key
from polemos.store.search import matching
from polemos.store.tables import claim, incident, incident_claim, party


@dataclass(frozen=True, slots=True)
class IncidentQuery:
    """What is looked for; empty does not narrow. `actor` and `place` are an id or a name in any usual spelling of one
    that a claim names; `from_` and `to` ISO days that the incident's own must meet; `status` may be "contested" for
    every incident with a contested field."""

    words: str = ""
    type: str = ""
    actor: str = ""
    place: str = ""
    country: str = ""
    from_: str = ""
    to: str = ""
    status: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """A page of incidents, newest first, what is undated last; `total` counts all that fit."""

    incidents: tuple[Incident, ...]
    total: int


def find(archive: Archive, query: IncidentQuery, limit: int = 50, offset: int = 0) -> Found:
    """The incidents as they were last derived."""
    order = (incident.c.starts.desc().nulls_last(), incident.c.id)
    with archive.reading() as connection:
        wanted = fitting(query, connection.dialect.name)
        total = connection.execute(select(func.count()).select_from(incident).where(*wanted)).scalar() or 0
        page: Select[Any] = select(incident.c.record).where(*wanted).order_by(*order).limit(limit).offset(offset)
        return Found(tuple(from_record(row.record) for row in connection.execute(page)), int(total))


def find_ids(archive: Archive, query: IncidentQuery, limit: int = 50) -> tuple[tuple[str, ...], int]:
    """As find, without reading the incidents themselves: their ids, and how many fit."""
    order = (incident.c.starts.desc().nulls_last(), incident.c.id)
    with archive.reading() as connection:
        wanted = fitting(query, connection.dialect.name)
        total = connection.execute(select(func.count()).select_from(incident).where(*wanted)).scalar() or 0
        ids = connection.execute(select(incident.c.id).where(*wanted).order_by(*order).limit(limit)).scalars()
        return tuple(ids), int(total)


def from_record(record: str) -> Incident:
    """An incident as it is stored."""
    return from_dict(Incident, json.loads(record))


def types(archive: Archive) -> tuple[str, ...]:
    """The types that incidents have, by the alphabet."""
    with archive.reading() as connection:
        return tuple(connection.execute(select(incident.c.type).distinct().order_by(incident.c.type)).scalars())


def fitting(query: IncidentQuery, dialect: str) -> Sequence[ColumnElement[bool]]:
    """Conditions on the table of incidents."""
    plain = ((incident.c.type, query.type), (incident.c.country, query.country), (incident.c.status, query.status))
    wanted = [column == value for column, value in plain if value]
    if query.from_:
        wanted.append(incident.c.ends >= query.from_)
    if query.to:
        wanted.append(incident.c.starts <= query.to)
    wanted += [incident.c.id.in_(_with(part)) for part in _claims(query, dialect)]
    return wanted


def _with(fits: ColumnElement[bool]) -> Select[Any]:
    """Ids of incidents that have a current claim that fits."""
    joined = select(incident_claim.c.incident_id).join(claim, claim.c.id == incident_claim.c.claim_id)
    return joined.where(claim.c.current, fits)


def _claims(query: IncidentQuery, dialect: str) -> Sequence[ColumnElement[bool]]:
    """Conditions of which each must hold for some claim of the incident."""
    found: list[ColumnElement[bool]] = []
    if query.actor:
        who = or_(party.c.actor_id == query.actor, party.c.name_key == name_key(query.actor))
        found.append(exists().where(party.c.claim == claim.c.seq, party.c.role.in_(("actor", "recipient")), who))
    if query.place:
        found.append(or_(claim.c.place_id == query.place, claim.c.place_key == name_key(query.place)))
    match = matching(query.words)
    if match and dialect == "sqlite":
        inside = text("claim.seq IN (SELECT rowid FROM claim_search WHERE claim_search MATCH :words)")
        found.append(inside.bindparams(words=f"{{sentence names}} : ({match})"))  # type: ignore[arg-type]
    elif match:
        searched = func.to_tsvector("simple", claim.c.sentence + " " + claim.c.names + " " + claim.c.keys)
        found.append(searched.bool_op("@@")(func.websearch_to_tsquery("simple", query.words)))
    return found
