"""Reports that fit a filter, the last added first, a page at a time."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, func, select, text

from polemos.store.archive import Archive
from polemos.store.search import matching
from polemos.store.tables import claim, report


@dataclass(frozen=True, slots=True)
class ReportQuery:
    """What is looked for; empty does not narrow. `from_` and `to` are ISO days of publication; `before` goes on after a
    page."""

    words: str = ""
    outlet: str = ""
    from_: str = ""
    to: str = ""
    copies: bool = True
    before: int | None = None
    limit: int = 50


@dataclass(frozen=True, slots=True)
class ReportEntry:
    """A report without its text; `claims` counts those of its newest coding, `likeness` is to the report it repeats."""

    id: str
    title: str | None
    outlet: str | None
    url: str | None
    published: str | None
    added_at: str
    added_by: str
    copy_of: str | None
    likeness: float | None
    claims: int


def find_reports(archive: Archive, query: ReportQuery) -> tuple[tuple[ReportEntry, ...], int | None]:
    """A page, and the number that goes on after it, None at the end."""
    count = select(func.count()).where(claim.c.report_id == report.c.id, claim.c.current).scalar_subquery()
    columns = [getattr(report.c, name) for name in ReportEntry.__slots__[:-1]]
    with archive.reading() as connection:
        wanted = _filters(query, connection.dialect.name)
        found = select(report.c.seq, *columns, count.label("claims")).where(*wanted).order_by(report.c.seq.desc())
        rows = list(connection.execute(found.limit(query.limit + 1)))
    page = rows[: query.limit]
    entries = tuple(ReportEntry(*row[1:]) for row in page)
    return entries, page[-1].seq if len(rows) > query.limit else None


def _filters(query: ReportQuery, dialect: str) -> list[ColumnElement[bool]]:
    wanted: list[ColumnElement[bool]] = []
    match = matching(query.words)
    if match and dialect == "sqlite":
        inside = text("report.seq IN (SELECT rowid FROM report_search WHERE report_search MATCH :words)")
        wanted.append(inside.bindparams(words=match))  # type: ignore[arg-type]
    elif match:
        searched: Any = func.to_tsvector(
            text("'simple'"), func.coalesce(report.c.title, "") + " " + func.left(report.c.text, 300_000)
        )
        wanted.append(searched.bool_op("@@")(func.websearch_to_tsquery(text("'simple'"), query.words)))
    if query.outlet:
        wanted.append(report.c.outlet == query.outlet)
    if query.from_:
        wanted.append(report.c.published >= query.from_)
    if query.to:
        wanted.append(func.substr(report.c.published, 1, 10) <= query.to)
    if not query.copies:
        wanted.append(report.c.copy_of.is_(None))
    if query.before is not None:
        wanted.append(report.c.seq < query.before)
    return wanted
