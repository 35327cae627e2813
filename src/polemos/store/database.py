"""Opens a database and begins its transactions: SQLite in one file, or PostgreSQL by URL.

SQLite: write-ahead log, full synchronous (a commit survives a power cut), and every writing transaction takes the
write lock at its start, since read-then-write transactions fail under contention. PostgreSQL: one advisory lock a
writing transaction, so that the audit's chain has one order.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import ArgumentError, DBAPIError, InterfaceError, OperationalError
from sqlalchemy.pool import QueuePool

from polemos.errors import ArchiveError

LOCK = 0x706F6C  # any number that no other program on the server takes for an advisory lock
WAIT_SECONDS = 30.0
"""How long a writer waits for the others."""


def as_url(where: str | Path) -> URL:
    """A path of an SQLite file, or a URL such as postgresql://user@host/name. Raises ArchiveError."""
    if isinstance(where, str) and "://" in where:
        try:
            url = make_url(where)
        except ArgumentError as error:
            raise ArchiveError("bad-address", f"{where!r} is no database address; write postgresql://...") from error
        if url.get_backend_name() not in ("sqlite", "postgresql"):
            raise ArchiveError("bad-address", f"{url.get_backend_name()} is not known; use a file or postgresql://...")
        return url.set(drivername="postgresql+psycopg") if url.get_backend_name() == "postgresql" else url
    return URL.create("sqlite", database=str(where))


def connect(url: URL, *, create: bool = False, read_only: bool = False) -> Engine:
    """An engine whose transactions begin as told above. It keeps one connection between uses: closing the last one of a
    file makes SQLite copy its log into it, which costs more than a small transaction."""
    if url.get_backend_name() == "postgresql":
        return create_engine(url, pool_size=1, pool_pre_ping=True, connect_args={"connect_timeout": 10})
    mode = "ro" if read_only else "rwc" if create else "rw"
    file = Path(url.database or "").absolute()
    if file.is_dir():
        raise ArchiveError("bad-address", f"{file} is a folder; name a file in it, as {file / 'polemos.db'}")
    if create and not file.parent.is_dir():
        raise ArchiveError("not-found", f"there is no folder {file.parent}; make it first")
    path = quote(str(file))

    def opened() -> sqlite3.Connection:
        connection = sqlite3.connect(
            f"file:{path}?mode={mode}", uri=True, timeout=WAIT_SECONDS, isolation_level=None, check_same_thread=False
        )
        connection.execute("PRAGMA foreign_keys=ON")
        connection.execute("PRAGMA cache_size=-65536")  # 64 MB: with the default 2 MB a large archive grows slower
        if not read_only:
            connection.execute("PRAGMA journal_mode=WAL")
            connection.execute("PRAGMA synchronous=FULL")
        return connection

    engine = create_engine("sqlite://", creator=opened, poolclass=QueuePool, pool_size=1)
    event.listen(engine, "begin", _begin)
    return engine


def _begin(connection: Connection) -> None:
    writing = connection.get_execution_options().get("writing", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


@contextmanager
def connected(url: URL, *, create: bool = False, read_only: bool = False) -> Iterator[Engine]:
    """An engine for one task, whose connection is given back at the end."""
    engine = connect(url, create=create, read_only=read_only)
    try:
        yield engine
    finally:
        engine.dispose()


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """One consistent view. Raises ArchiveError."""
    with said(), engine.connect() as connection, connection.begin():
        yield connection


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """One transaction, all of it or nothing. Raises ArchiveError."""
    with said(), engine.connect().execution_options(writing=True) as connection, connection.begin():
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
        yield connection


_TOLD: tuple[tuple[str, str, str], ...] = (
    ("unable to open", "not-found", "there is no archive there, or its folder cannot be read; make one: polemos init"),
    ("locked", "locked", f"another program held it for {WAIT_SECONDS:g} s; wait until it has ended, then try again"),
    ("readonly", "read-only", "its file or folder may not be written; change its permissions or copy it"),
    (
        "disk is full",
        "disk-full",
        "the disk is full; free space, then run the same again: nothing was half done",
    ),
    ("disk i/o", "disk", "the disk gave an error; check it, and restore a backup if polemos status finds damage"),
    ("not a database", "no-archive", "the file is no archive of Polemos"),
    ("malformed", "damaged", "the file is damaged; restore a backup: polemos restore"),
    ("no such table", "no-archive", "the file holds no archive of Polemos; make one: polemos init"),
    ("connection", "no-server", "the server does not answer; check its address, and whether it runs"),
    ("password", "refused", "the server refused the user; check name and password"),
    ("does not exist", "not-found", "the server has no such database; make it with createdb, then polemos init"),
    ("no space left", "disk-full", "the server's disk is full; free space there, then run the same again"),
)


@contextmanager
def said() -> Iterator[None]:
    """What a database says, as an ArchiveError that tells what to do."""
    try:
        yield
    except (OperationalError, InterfaceError, DBAPIError) as error:
        raise _told(error.orig or error) from error
    except sqlite3.Error as error:
        raise _told(error) from error


def _told(error: Any) -> ArchiveError:
    words = str(error).strip()
    for sign, reason, message in _TOLD:
        if sign in words.lower():
            return ArchiveError(reason, f"the archive cannot be used: {message} ({words.splitlines()[0]})")
    return ArchiveError("database", f"the archive cannot be used: {words}")
