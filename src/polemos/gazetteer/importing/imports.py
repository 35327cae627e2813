"""The places that a user imported: one list in their data folder, changed in one transaction or not at all."""

import contextlib
import hashlib
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path

from polemos.errors import Unreadable, UsageError
from polemos.folders import data_folder
from polemos.gazetteer import keys, schema
from polemos.gazetteer.gazetteer import Gazetteer
from polemos.gazetteer.importing.geonames import geonames, is_geonames
from polemos.gazetteer.importing.rows import Found, Wrong, lines, opened
from polemos.gazetteer.importing.tables import table
from polemos.gazetteer.store import Store
from polemos.gazetteer.writer import Listing, Writer

_TABLES = f"""
{schema.TABLES}
{schema.INDEX}
CREATE TABLE imported (
  name TEXT PRIMARY KEY, digest TEXT NOT NULL, places INTEGER NOT NULL, wrong INTEGER NOT NULL, day TEXT NOT NULL
);
"""
_BATCH = 1000


@dataclass(frozen=True, slots=True)
class Import:
    """One file that is in, since what day (UTC), with how many places and unusable rows."""

    name: str
    places: int
    wrong: int
    day: str


@dataclass(frozen=True, slots=True)
class Imported:
    """`wrong` names every row that could not be used; `again` is true where this very file was in already."""

    name: str
    places: int
    wrong: tuple[Wrong, ...] = ()
    again: bool = False


def path() -> Path:
    """Where the imports lie; there may be none yet."""
    return data_folder() / "gazetteer.sqlite"


def imported() -> tuple[Import, ...]:
    """The files that are in, by name. Raises UsageError where the list cannot be read."""
    if not path().exists():
        return ()
    with _writing() as base:
        rows = base.execute("SELECT name, places, wrong, day FROM imported ORDER BY name").fetchall()
    return tuple(Import(*row) for row in rows)


def take_in(
    file: Path, known: Gazetteer, mapped: Mapping[str, str], name: str | None, progress: Callable[[int], None]
) -> Imported:
    """Import a file under a name, by default the file's: what was in under that name is replaced.

    Killed in the middle, it leaves what was there before. Raises InputError where nothing in it can be used, UsageError
    where the list cannot be written.
    """
    name = name or file.name
    with opened(file) as stream:
        digest = hashlib.file_digest(stream, "sha256")  # type: ignore[arg-type]
    digest.update(repr(sorted(mapped.items())).encode())
    with _writing() as base:
        before = base.execute("SELECT digest, places FROM imported WHERE name = ?", (name,)).fetchone()
        if before is not None and before[0] == digest.hexdigest():
            return Imported(name, before[1], again=True)
        _remove(base, name)
        with opened(file) as stream:
            rows = lines(stream, progress)
            first = next(rows, None)
            if first is None:
                raise Unreadable("empty", f"{file}: the file is empty")
            rows = chain((first,), rows)
            if not mapped and is_geonames(first.text or ""):
                found: Iterator[Found] = geonames(rows, known, name)
            else:
                found = table(rows, known, name, mapped)
            places, wrong = _add(base, found)
        if not places:
            why = "; ".join(f"line {row.line}: {row.why}" for row in wrong[:3])
            raise Unreadable("no-places", f"{file}: no row can be used, nothing is imported ({why or 'no rows'})")
        day = datetime.now(UTC).date().isoformat()
        base.execute("INSERT INTO imported VALUES (?, ?, ?, ?, ?)", (name, digest.hexdigest(), places, len(wrong), day))
    return Imported(name, places, tuple(wrong))


def remove(name: str) -> int:
    """Take out an import; gives how many places went. Raises UsageError where there is none of that name."""
    if name not in (names := [each.name for each in imported()]):
        raise UsageError(f"there is no import {name!r}; there are: {', '.join(names) or 'none'}")
    with _writing() as base:
        return _remove(base, name)


def store() -> Store | None:
    """The imports as a place list, None where there is none. Raises UsageError where it cannot be read."""
    if not path().exists():
        return None
    try:
        base = sqlite3.connect(f"{path().absolute().as_uri()}?mode=ro", uri=True, check_same_thread=False)
        version = base.execute("SELECT value FROM meta WHERE name = 'keys'").fetchone()
    except sqlite3.Error as error:
        raise UsageError(_unreadable(error)) from error
    if version != (_version(),):
        base.close()
        with _writing():
            pass
        return store()
    return Store(base)


def _add(base: sqlite3.Connection, found: Iterator[Found]) -> tuple[int, list[Wrong]]:
    writer = Writer(base)
    wrong: list[Wrong] = []
    batch: dict[str, Listing] = {}
    seen: set[str] = set()
    for row in found:
        if isinstance(row, Wrong):
            wrong.append(row)
            continue
        if row.place.id in seen:
            row = _joined(base, batch.get(row.place.id), row)
        seen.add(row.place.id)
        batch[row.place.id] = row
        if len(batch) >= _BATCH:
            _flush(writer, batch)
    _flush(writer, batch)
    return len(seen), wrong


def _joined(base: sqlite3.Connection, before: Listing | None, row: Listing) -> Listing:
    """A place that stands twice in a file: the later row, with the names of both."""
    if before is None:
        names = base.execute("SELECT name, others FROM place WHERE id = ?", (row.place.id,)).fetchone()
        return Listing(row.place, (*row.others, names[0], *(names[1] or "").split("\n")))
    return Listing(row.place, (*row.others, before.place.name, *before.others))


def _flush(writer: Writer, batch: dict[str, Listing]) -> None:
    writer.remove(batch)
    writer.add(batch.values())
    batch.clear()


def _remove(base: sqlite3.Connection, name: str) -> int:
    ids = base.execute("SELECT id FROM place JOIN source s ON s.s = source WHERE s.name = ?", (name,)).fetchall()
    base.execute("DELETE FROM imported WHERE name = ?", (name,))
    return Writer(base).remove(id_ for (id_,) in ids)


@contextlib.contextmanager
def _writing() -> Iterator[sqlite3.Connection]:
    """The list within one transaction, made or brought to today's keys where needed. Raises UsageError."""
    try:
        path().parent.mkdir(parents=True, exist_ok=True)
        base = sqlite3.connect(path(), timeout=30, isolation_level=None)
    except (OSError, sqlite3.Error) as error:
        raise UsageError(_unreadable(error)) from error
    with contextlib.closing(base):
        try:
            base.execute("BEGIN IMMEDIATE")
            _made(base)
            yield base
            base.execute("COMMIT")
        except sqlite3.Error as error:
            raise UsageError(_unreadable(error)) from error


def _made(base: sqlite3.Connection) -> None:
    if not base.execute("SELECT 1 FROM sqlite_master WHERE name = 'imported'").fetchone():
        for statement in filter(str.strip, _TABLES.split(";")):
            base.execute(statement)
    elif base.execute("SELECT value FROM meta WHERE name = 'keys'").fetchone() != (_version(),):
        listed = [Listing(place, others) for place, others in Store(base).listings()]
        for kind in ("place", "folded", "spoken", "near"):
            base.execute(f"DELETE FROM {kind}")
        Writer(base).add(listed)
    base.execute("INSERT OR REPLACE INTO meta VALUES ('keys', ?)", (_version(),))


def _version() -> str:
    return f"{schema.VERSION}-{keys.VERSION}"


def _unreadable(error: Exception) -> str:
    return f"{path()}: the imported places cannot be read or written ({error}); check the folder, or move the file away"
