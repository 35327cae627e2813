"""Full-text search with filters, newest first. Newest first rather than best first, so that a common word over a
million claims costs no more than a rare one: the database stops at the page's end."""

import re
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    and_,
    column,
    exists,
    func,
    or_,
    select,
    table,
    text,
)

from polemos.model import Claim
from polemos.store.archive import Archive
from polemos.store.records import ALWAYS, claim_from, key_word, months, name_key
from polemos.store.tables import claim, incident_claim, party, report

MOST = 1000
"""Claims a page at most."""
_WORDS_OF = table("claim_search", column("rowid"))
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
    """Words and filters go to the full-text index together: it meets them in the order of the claims' numbers and stops
    when a page is full. What it finds is then compared exactly."""
    columns, wanted = (claim.c.seq, claim.c.record), fitting(query)
    words, keys = matching(query.words), _narrowed(query)
    if not words and not keys:
        return select(*columns).where(*wanted).order_by(claim.c.seq.desc())
    if connection.dialect.name == "sqlite":
        parts = [f"{{sentence names}} : ({words})"] if words else []
        parts += [f"keys : ({' OR '.join(choice)})" for choice in keys]
        matched = text("claim_search MATCH :match").bindparams(match=" AND ".join(parts))
        found = select(*columns).join_from(_WORDS_OF, claim, claim.c.seq == _WORDS_OF.c.rowid)
        return found.where(matched, *wanted).order_by(_WORDS_OF.c.rowid.desc())
    searched = func.to_tsvector("simple", claim.c.sentence + " " + claim.c.names + " " + claim.c["keys"])
    if words:
        wanted.append(searched.bool_op("@@")(func.websearch_to_tsquery("simple", query.words)))
    if keys:
        choices = " & ".join(f"({' | '.join(choice)})" for choice in keys)
        wanted.append(searched.bool_op("@@")(func.to_tsquery("simple", choices)))
    return select(*columns).where(*wanted).order_by(claim.c.seq.desc())


def _narrowed(query: Query) -> list[list[str]]:
    """Filters as words of the index: one of each list must be there."""
    wanted = [[key_word("label", label) for label in query.labels]]
    wanted.append([key_word("country", query.country)] if query.country else [])
    wanted.append([key_word("at", query.place), key_word("at", name_key(query.place))] if query.place else [])
    wanted.append([key_word("who", query.actor), key_word("who", name_key(query.actor))] if query.actor else [])
    span = months(query.from_, query.to) if query.from_ and query.to else None
    wanted.append([*span, ALWAYS] if span else [])
    return [list(dict.fromkeys(words)) for words in wanted if words]


def fitting(query: Query) -> list[ColumnElement[bool]]:
    """Conditions on the table of claims, all but the words."""
    wanted: list[ColumnElement[bool]] = [claim.c.current]
    for field, value in (
        (claim.c.kind, query.kind),
        (claim.c.factuality, query.factuality),
        (claim.c.report_id, query.report),
        (claim.c.country, query.country),
    ):
        if value is not None:
            wanted.append(field == value)
    if query.labels:
        wanted.append(claim.c.label.in_(query.labels))
    if query.place is not None:
        wanted.append(or_(claim.c.place_id == query.place, claim.c.place_key == name_key(query.place)))
    if query.actor is not None:
        wanted.append(_takes_part(query.actor, query.role))
    if query.from_ is not None:
        wanted.append(claim.c.ends >= query.from_)
    if query.to is not None:
        wanted.append(claim.c.starts <= query.to)
    if query.min_confidence:
        wanted.append(claim.c.confidence >= query.min_confidence)
    if query.before is not None:
        wanted.append(claim.c.seq < query.before)
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
    who = or_(party.c.actor_id == actor, party.c.name_key == name_key(actor))
    part = exists().where(party.c.claim == claim.c.seq, who)
    return part if role is None else part.where(party.c.role == role)
