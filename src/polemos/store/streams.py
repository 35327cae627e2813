"""Everything that fits a filter, row by row out of one consistent view: for exports of any size."""

import heapq
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, or_, select

from polemos.model import Claim, Report
from polemos.model.incident import Incident
from polemos.store.archive import Archive
from polemos.store.database import said
from polemos.store.incident_search import IncidentQuery, fitting, from_record
from polemos.store.records import claim_from, report_from
from polemos.store.search import Query
from polemos.store.search import fitting as claims_fitting
from polemos.store.tables import claim, incident, incident_claim, report

BATCH = 500
"""Rows fetched at a time; SQLite takes some 32,000 values in one question."""


@dataclass(frozen=True, slots=True)
class View:
    """One moment of an archive. Its streams may be read side by side, and again."""

    connection: Connection
    query: IncidentQuery

    def incidents(self) -> Iterator[Incident]:
        """Those that fit, as last derived, by first day and id, what is undated last."""
        order = (incident.c.starts.asc().nulls_last(), incident.c.id)
        found = select(incident.c.record).where(*self._wanted()).order_by(*order)
        return (from_record(row.record) for row in self._rows(found))

    def claims(self) -> Iterator[Claim]:
        """As they were coded, by id: the event claims of incidents that fit, and claims of control and relation that
        fit themselves."""
        found = select(claim.c.record).where(claim.c.current).order_by(claim.c.id)
        if self.query != IncidentQuery():
            found = found.where(or_(claim.c.id.in_(self._members()), self._others()))
        return (claim_from(row) for row in self._rows(found))

    def reports(self) -> Iterator[Report]:
        """By id: every report, or with a filter those that a fitting claim stands in."""
        found = select(report.c.record, report.c.text, report.c.copy_of).order_by(report.c.id)
        if self.query != IncidentQuery():
            of_claims = select(claim.c.report_id).where(
                claim.c.current, or_(claim.c.id.in_(self._members()), self._others())
            )
            found = found.where(report.c.id.in_(of_claims))
        return (report_from(row) for row in self._rows(found))

    def claims_of(self, ids: Iterable[str]) -> dict[str, Claim]:
        """The current claims of those ids, as coded."""
        wanted = select(claim.c.record).where(claim.c.current, claim.c.id.in_(sorted(set(ids))))
        return {each.id: each for each in map(claim_from, self.connection.execute(wanted))}

    def reports_of(self, ids: Iterable[str]) -> dict[str, Report]:
        """The reports of those ids."""
        columns = (report.c.record, report.c.text, report.c.copy_of)
        wanted = select(*columns).where(report.c.id.in_(sorted(set(ids))))
        return {each.id: each for each in map(report_from, self.connection.execute(wanted))}

    def members(self) -> frozenset[str]:
        """Ids of the claims of incidents that fit."""
        return frozenset(self.connection.execute(self._members()).scalars())

    def fitting_ids(self) -> frozenset[str]:
        """Ids of all claims that fit, of events, control and relations."""
        others = select(claim.c.id).where(claim.c.current, self._others())
        return self.members() | frozenset(self.connection.execute(others).scalars())

    def _wanted(self) -> list[ColumnElement[bool]]:
        return list(fitting(self.query, self.connection.dialect.name))

    def _members(self) -> Select[Any]:
        inside = select(incident.c.id).where(*self._wanted())
        return select(incident_claim.c.claim_id).where(incident_claim.c.incident_id.in_(inside))

    def _others(self) -> ColumnElement[bool]:
        """Of control and relation; a type of events or a status asks for none of them."""
        asked = self.query
        query = Query(
            labels=(asked.type,) if asked.type else (),
            actor=asked.actor or None,
            place=asked.place or None,
            country=asked.country or None,
            from_=asked.from_ or None,
            to=asked.to or None,
            copies=True,
        )
        none = asked.status or asked.words
        return and_(claim.c.kind != "event", *claims_fitting(query), *([claim.c.id.is_(None)] if none else []))

    def _rows(self, found: Select[Any]) -> Iterator[Any]:
        yield from self.connection.execution_options(yield_per=BATCH).execute(found)


@contextmanager
def view(archive: Archive, query: IncidentQuery) -> Iterator[View]:
    """One moment of the archive, whatever others write meanwhile. Raises ArchiveError."""
    with said(), archive.engine.connect() as connection:
        if connection.dialect.name == "postgresql":
            connection = connection.execution_options(isolation_level="REPEATABLE READ")
        with connection.begin():
            yield View(connection, query)


def in_order(stored: Iterator[Claim], added: Iterable[Claim]) -> Iterator[Claim]:
    """Two streams by id as one."""
    return heapq.merge(stored, sorted(added, key=lambda each: each.id), key=lambda each: each.id)
