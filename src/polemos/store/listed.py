"""Datasets of other people that were imported, each under its name. Nothing here touches reports or what they say."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, delete, select, update

from polemos.errors import ArchiveError
from polemos.model.listed import BadRow, ListedEvent
from polemos.model.serial import from_dict, to_json
from polemos.store import audit
from polemos.store.archive import Archive
from polemos.store.tables import listed_bad, listed_event, listed_source

_ROWS = 1000
"""Rows a statement, and rows fetched at a time."""


@dataclass(frozen=True, slots=True)
class ListedSource:
    """`events` and `bad` together are the rows of the file; `sha256` is the file's."""

    name: str
    format: str
    file: str
    sha256: str
    events: int
    bad: int
    at: str = ""
    by: str = ""


def put(
    archive: Archive, source: ListedSource, rows: Iterable[ListedEvent | BadRow], who: str, *, replace: bool = False
) -> ListedSource:
    """Store a dataset, all of it or nothing; with `replace` in the place of one of the same name. What is given back
    counts what was stored. Raises ArchiveError where the name is taken."""
    with archive.writing() as connection:
        taken = _number(connection, source.name)
        if taken is not None and not replace:
            raise ArchiveError(
                "exists", f"there is an import named {source.name!r} already; choose another name, or --replace it"
            )
        if taken is not None:
            _drop(connection, taken)
        made = {"name": source.name, "format": source.format, "file": source.file, "sha256": source.sha256}
        stamp = {"at": archive.at(), "by": who, "events": 0, "bad": 0}
        number = connection.execute(
            listed_source.insert().values(**made, **stamp).returning(listed_source.c.number)
        ).scalar_one()
        events, bad = _write(connection, number, rows)
        connection.execute(update(listed_source).where(listed_source.c.number == number).values(events=events, bad=bad))
        detail = {"format": source.format, "sha256": source.sha256, "events": events, "bad": bad}
        audit.record(connection, archive.at(), who, "import", source.name, {**detail, "replaced": taken is not None})
        return _source(connection.execute(select(listed_source).where(listed_source.c.number == number)).one())


def sources(archive: Archive) -> tuple[ListedSource, ...]:
    """All that were imported, by name."""
    with archive.reading() as connection:
        return tuple(_source(row) for row in connection.execute(select(listed_source).order_by(listed_source.c.name)))


def events(archive: Archive, name: str) -> Iterator[ListedEvent]:
    """The events of one, in the order of its file. Raises ArchiveError where there is none of that name."""
    with archive.reading() as connection:
        wanted = select(listed_event.c.record).where(listed_event.c.source == _known(connection, name))
        found = connection.execution_options(yield_per=_ROWS).execute(wanted.order_by(listed_event.c.row))
        for row in found:
            yield from_dict(ListedEvent, json.loads(row.record))


def bad_rows(archive: Archive, name: str) -> Iterator[BadRow]:
    """The rows of one that were no events, by line."""
    with archive.reading() as connection:
        wanted = select(listed_bad).where(listed_bad.c.source == _known(connection, name))
        for row in connection.execution_options(yield_per=_ROWS).execute(wanted.order_by(listed_bad.c.line)):
            yield BadRow(row.line, row.reason, row.message)


def remove(archive: Archive, name: str, who: str) -> int:
    """Take a dataset out; how many events went. Raises ArchiveError where there is none of that name."""
    with archive.writing() as connection:
        number = _known(connection, name)
        gone = connection.execute(select(listed_source.c.events).where(listed_source.c.number == number)).scalar_one()
        _drop(connection, number)
        audit.record(connection, archive.at(), who, "remove-import", name, {"events": gone})
        return int(gone)


def _write(connection: Connection, number: int, rows: Iterable[ListedEvent | BadRow]) -> tuple[int, int]:
    events, bad = 0, 0
    waiting: dict[bool, list[dict[str, Any]]] = {True: [], False: []}
    for row in rows:
        if isinstance(row, BadRow):
            bad += 1
            waiting[False].append({"source": number, "line": row.line, "reason": row.reason, "message": row.message})
        else:
            events += 1
            days = {"starts": row.from_, "ends": row.to, "country": row.country}
            waiting[True].append({"source": number, "row": events, **days, "record": to_json(row)})
        if len(waiting[True]) + len(waiting[False]) >= _ROWS:
            _flush(connection, waiting)
    _flush(connection, waiting)
    return events, bad


def _flush(connection: Connection, waiting: dict[bool, list[dict[str, Any]]]) -> None:
    for good, table in ((True, listed_event), (False, listed_bad)):
        if waiting[good]:
            connection.execute(table.insert(), waiting[good])
            waiting[good].clear()


def _number(connection: Connection, name: str) -> int | None:
    return connection.execute(select(listed_source.c.number).where(listed_source.c.name == name)).scalar()


def _known(connection: Connection, name: str) -> int:
    number = _number(connection, name)
    if number is None:
        raise ArchiveError("not-found", f"nothing named {name!r} was imported; polemos import list shows what was")
    return number


def _drop(connection: Connection, number: int) -> None:
    for table in (listed_event, listed_bad):
        connection.execute(delete(table).where(table.c.source == number))
    connection.execute(delete(listed_source).where(listed_source.c.number == number))


def _source(row: Any) -> ListedSource:
    return ListedSource(row.name, row.format, row.file, row.sha256, row.events, row.bad, row.at, row.by)
