"""Full-text search with filters, newest first. Newest first rather than best first, so that a common word over a
million claims costs no more than a rare one: the database stops at the page's end."""

import re
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, exists, or_, select, text

from polemos.model import Claim
from polemos.store.archive import Archive
from polemos.store.records import claim_from, name_key
from polemos.store.tables import claim, incident_claim, party, report

MOST = 1000
"""Claims a page at most."""
_WORDS = re.compile(r'"([^"]*)"|(\S+)')


@dataclass(frozen=True, slots=True)
class Query:
    """What is searched for; None and empty do not narrow. Dates are ISO days; `actor` an actor id or a name in any
    usual spelling, in `role` (actor, recipient, source ...) or any; `words` as a person types them, "..." a phrase."""

    words: str = ""
    kind: str | None = None
    labels: tuple[str, ...] = ()
    actor: str | None = None
    role: str | None = None
    place: str | None = None
    country: str | None = None
    from_: str | None = None
    to: str | None = None
    factuality: str | None = None
    report: str | None = None
    outlet: str | None = None
    incident: str | None = None
    min_confidence: float = 0.0
    copies: bool = False
    """Claims of copied reports too."""
    before: int | None = None
    """Go on after a page: the `last` of the page before."""
    limit: int = 50


@dataclass(frozen=True, slots=True)
class Page:
    """Claims, newest first; `last` continues, None at the end."""

    claims: tuple[Claim, ...]
    last: int | None


def search(archive: Archive, query: Query) -> Page:
    """The claims that fit."""
    with archive.reading() as connection:
        limit = max(1, min(query.limit, MOST))
        found = list(connection.execute(_select(connection, query).limit(limit + 1)))
    more = len(found) > limit
    page = found[:limit]
    return Page(tuple(claim_from(row) for row in page), page[-1].seq if more else None)


def matching(words: str) -> str:
    """What a person typed, as a query of FTS5: every word or phrase must occur; operators have no meaning here."""
    parts = [phrase or word for phrase, word in _WORDS.findall(words)]
    quoted = ['"' + part.replace('"', '""') + '"' for part in parts if re.search(r"\w", part)]
    return " ".join(quoted)


def _select(connection: Connection, query: Query) -> Select[Any]:
    found: Select[Any] = select(claim.c.seq, claim.c.record).where(*_filters(query))
    words = matching(query.words)
    if words and connection.dialect.name == "sqlite":
        fitting = text(
            "claim.seq IN (SELECT rowid FROM claim_search WHERE claim_search MATCH :words ORDER BY rowid DESC)"
        )
        found = found.where(fitting.bindparams(words=words))
    elif words:
        fitting = text(
            "to_tsvector('simple', claim.sentence || ' ' || claim.names) @@ websearch_to_tsquery('simple', :words)"
        )
        found = found.where(fitting.bindparams(words=words))
    return found.order_by(claim.c.seq.desc())


def _filters(query: Query) -> list[ColumnElement[bool]]:
    wanted: list[ColumnElement[bool]] = [claim.c.current]
    for column, value in (
        (claim.c.kind, query.kind),
        (claim.c.factuality, query.factuality),
        (claim.c.report_id, query.report),
        (claim.c.country, query.country),
    ):
        if value is not None:
            wanted.append(column == value)
    if query.labels:
        wanted.append(claim.c.label.in_(query.labels))
    if query.place is not None:
        wanted.append(or_(claim.c.place_id == query.place, claim.c.place_key == name_key(query.place)))
    if query.from_ is not None:
        wanted.append(claim.c.ends >= query.from_)
    if query.to is not None:
        wanted.append(claim.c.starts <= query.to)
    if query.min_confidence:
        wanted.append(claim.c.confidence >= query.min_confidence)
    if query.before is not None:
        wanted.append(claim.c.seq < query.before)
    if query.actor is not None:
        wanted.append(_takes_part(query.actor, query.role))
    if query.incident is not None:
        wanted.append(
            claim.c.id.in_(select(incident_claim.c.claim_id).where(incident_claim.c.incident_id == query.incident))
        )
    if query.outlet is not None:
        wanted.append(claim.c.report_id.in_(select(report.c.id).where(report.c.outlet == query.outlet)))
    if not query.copies:
        wanted.append(~exists().where(and_(report.c.id == claim.c.report_id, report.c.copy_of.is_not(None))))
    return wanted


def _takes_part(actor: str, role: str | None) -> ColumnElement[bool]:
    who: ColumnElement[bool] = or_(party.c.actor_id == actor, party.c.name_key == name_key(actor))
    if role is not None:
        who = and_(who, party.c.role == role)
    return claim.c.seq.in_(select(party.c.claim).where(who))
