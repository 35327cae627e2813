"""What a redaction must remember of every report, kept on disk: an archive may hold a million of them."""

import sqlite3
from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import Literal

Range = tuple[int, int]
Role = Literal["known", "office", "exposed", "plain", "parsed", "kept", "withheld", "place", "country"]
"""Of a name in a report: an actor of the packs, somebody with an office, a victim or protected speaker, another person,
somebody whom the parser alone takes for a person, another name; a person's name that is withheld, and a place's; the
code of a country that it tells of."""
_KEPT = 4096
"""Reports whose ranges are held in memory."""
_TABLES = """
CREATE TABLE mention (report TEXT, role TEXT, name TEXT, UNIQUE (report, role, name));
CREATE TABLE spot (report TEXT, start INTEGER, stop INTEGER);
CREATE INDEX spots ON spot (report);
CREATE TABLE ranges (report TEXT PRIMARY KEY, data BLOB) WITHOUT ROWID;
CREATE TABLE embargoed (id TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE early (id TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE copy (report TEXT PRIMARY KEY, of TEXT) WITHOUT ROWID;
CREATE TABLE voice (id TEXT PRIMARY KEY) WITHOUT ROWID;
"""


@dataclass(frozen=True, slots=True)
class Mention:
    role: Role
    name: str


class Ledger:
    """A database of its own without a name, which SQLite keeps in a temporary file and deletes with the connection."""

    def __init__(self) -> None:
        self._base = sqlite3.connect("", isolation_level=None)
        self._base.executescript(_TABLES)
        self._base.execute("BEGIN")
        self.ranges_of = lru_cache(maxsize=_KEPT)(self._ranges_of)

    def close(self) -> None:
        self._base.close()

    def mention(self, report: str, role: Role, name: str) -> None:
        self._base.execute("INSERT OR IGNORE INTO mention VALUES (?, ?, ?)", (report, role, _plain(name)))

    def mentions(self, report: str) -> tuple[Mention, ...]:
        """Of one report and of the one whose text it repeats, sorted."""
        found = self._base.execute(
            "SELECT DISTINCT role, name FROM mention WHERE report IN (?, ?) ORDER BY role, name",
            (report, self._original(report)),
        )
        return tuple(Mention(role, name) for role, name in found)

    def by_report(self) -> Iterator[tuple[str, tuple[Mention, ...]]]:
        """Every report with its mentions."""
        rows = self._base.execute("SELECT report, role, name FROM mention ORDER BY report, role, name")
        for report, group in groupby(rows, key=lambda row: row[0]):
            yield report, tuple(Mention(role, name) for _, role, name in group)

    def spot(self, report: str, start: int, end: int) -> None:
        """A stretch of a report's text that is withheld whatever it says."""
        self._base.execute("INSERT INTO spot VALUES (?, ?, ?)", (report, start, end))

    def spots(self, report: str) -> list[Range]:
        both = (report, self._original(report))
        return list(self._base.execute("SELECT DISTINCT start, stop FROM spot WHERE report IN (?, ?)", both))

    def copy(self, report: str, of: str) -> None:
        """A report that repeats another's text, and has no claims of its own."""
        self._base.execute("INSERT OR IGNORE INTO copy VALUES (?, ?)", (report, of))

    def keep_ranges(self, report: str, ranges: Iterable[Range]) -> None:
        data = array("I", [offset for pair in ranges for offset in pair]).tobytes()
        if data:
            self._base.execute("INSERT OR REPLACE INTO ranges VALUES (?, ?)", (report, data))

    def embargo(self, id_: str) -> None:
        self._base.execute("INSERT OR IGNORE INTO embargoed VALUES (?)", (id_,))

    def embargoed(self, id_: str) -> bool:
        return self._base.execute("SELECT 1 FROM embargoed WHERE id = ?", (id_,)).fetchone() is not None

    def keep_early(self, claim: str) -> None:
        """A claim that is old enough to be told."""
        self._base.execute("INSERT OR IGNORE INTO early VALUES (?)", (claim,))

    def early(self, claim: str) -> bool:
        return self._base.execute("SELECT 1 FROM early WHERE id = ?", (claim,)).fetchone() is not None

    def voice(self, report: str) -> None:
        """A report whose id stands for its voice, since it names no outlet."""
        self._base.execute("INSERT OR IGNORE INTO voice VALUES (?)", (report,))

    def is_voice(self, text: str) -> bool:
        return self._base.execute("SELECT 1 FROM voice WHERE id = ?", (_plain(text),)).fetchone() is not None

    def _original(self, report: str) -> str:
        row = self._base.execute("SELECT of FROM copy WHERE report = ?", (report,)).fetchone()
        return row[0] if row else report

    def _ranges_of(self, report: str) -> tuple[Range, ...]:
        row = self._base.execute("SELECT data FROM ranges WHERE report = ?", (report,)).fetchone()
        if row is None:
            return ()
        flat = array("I")
        flat.frombytes(row[0])
        return tuple(zip(flat[::2], flat[1::2], strict=True))


def _plain(text: str) -> str:
    """SQLite takes no lone surrogates."""
    return text.encode("utf-8", "replace").decode("utf-8")
