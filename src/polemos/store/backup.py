"""A whole archive copied to one SQLite file while others write, and put back: into SQLite or PostgreSQL alike."""

import hashlib
import json
import os
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

from sqlalchemy import Connection, Engine, Integer, select, text

from polemos.errors import ArchiveError
from polemos.store import schema
from polemos.store.archive import Archive
from polemos.store.database import as_url, connected, reading, said, writing
from polemos.store.tables import metadata, report

_ROWS = 1000


def backup(archive: Archive, to: Path) -> str:
    """Write the archive as it is now to a new file, whole or not at all. Gives the digest of what it holds."""
    if to.exists():
        raise ArchiveError("exists", f"{to} exists already; a backup never writes over a file")
    try:
        handle, name = tempfile.mkstemp(dir=to.absolute().parent, prefix=".backup-")
        os.close(handle)
    except OSError as error:
        raise ArchiveError("read-only", f"no file can be made beside {to} ({error.strerror})") from error
    made = Path(name)
    try:
        with connected(as_url(made), create=True) as target:
            schema.upgrade(target)
            options = _snapshot(archive.engine)
            with said(), archive.engine.connect().execution_options(**options) as source, source.begin():
                mark = _copy(source, target)
        _settle(made)
        made.replace(to)
        return mark
    finally:
        for left in (made, Path(f"{name}-wal"), Path(f"{name}-shm")):
            left.unlink(missing_ok=True)


def restore(source: Path, where: str | Path) -> str:
    """Put a backup into a place that holds no archive yet. Gives the digest, the same as the backup's."""
    with connected(as_url(source), read_only=True) as old, connected(as_url(where), create=True) as target:
        schema.check(old)
        with reading(target) as connection:
            has_tables = schema.revision(connection) is not None
            if has_tables and connection.execute(select(report.c.seq).limit(1)).first():
                raise ArchiveError("exists", f"there is an archive at {where} already; restore into a new place")
        schema.upgrade(target)
        with reading(old) as connection:
            return _copy(connection, target)


def copy_file(source: Path, to: Path) -> None:
    """An SQLite file as it is, whatever its tables, while others may write. Raises ArchiveError where `to` exists."""
    if to.exists():
        raise ArchiveError("exists", f"{to} exists already; a backup never writes over a file")
    with said(), closing(sqlite3.connect(source)) as old, closing(sqlite3.connect(to)) as new:
        old.backup(new)


def digest(connection: Connection) -> str:
    """One mark for everything that an archive holds."""
    mark = hashlib.sha256()
    for table in metadata.sorted_tables:
        rows = connection.execution_options(yield_per=_ROWS).execute(select(table).order_by(*table.primary_key))
        for row in rows:
            mark.update(json.dumps([table.name, *map(_plain, row)]).encode())
    return mark.hexdigest()


def _copy(source: Connection, target: Engine) -> str:
    with writing(target) as connection:
        for table in metadata.sorted_tables:
            connection.execute(table.delete()) if table.name == "derived" else None
            rows = source.execution_options(yield_per=_ROWS).execute(select(table).order_by(*table.primary_key))
            for part in rows.partitions(_ROWS):
                connection.execute(table.insert(), [dict(row._mapping) for row in part])
        if connection.dialect.name == "sqlite":
            for name in ("report_search", "claim_search"):
                connection.execute(text(f"INSERT INTO {name}({name}) VALUES ('rebuild')"))
        else:
            _number_on(connection)
        mark = digest(connection)
    return mark


def _number_on(connection: Connection) -> None:
    """PostgreSQL counts on from the rows that were put in with their numbers."""
    for table in metadata.sorted_tables:
        column = table.autoincrement_column
        if column is not None and isinstance(column.type, Integer):
            connection.execute(
                text(
                    f"SELECT setval(pg_get_serial_sequence('{table.name}', '{column.name}'), "
                    f"(SELECT coalesce(max({column.name}), 1) FROM {table.name}), "
                    f"(SELECT count(*) > 0 FROM {table.name}))"
                )
            )


def _settle(path: Path) -> None:
    """Everything in the one file: no log beside it, and on the disk before it gets its name."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode=DELETE")
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _snapshot(engine: Engine) -> dict[str, str]:
    return {"isolation_level": "REPEATABLE READ"} if engine.dialect.name == "postgresql" else {}


def _plain(value: object) -> object:
    return value.hex() if isinstance(value, bytes) else value
