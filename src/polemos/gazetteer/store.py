"""One place list: the rows behind a key. The shipped list and a user's imports are read by the same code."""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from threading import Lock
from typing import Any

from polemos.gazetteer.schema import cell
from polemos.gazetteer.shapes import Shapes
from polemos.model.gazetteer import GazetteerPlace
from polemos.text.romanisation import skeleton

_PLACE = """
SELECT p.id, p.name, p.latitude, p.longitude, p.country, a.name, b.name, p.feature, p.population, s.name, p.others{more}
FROM {tables} LEFT JOIN unit a ON a.u = p.adm1 LEFT JOIN unit b ON b.u = p.adm2 LEFT JOIN source s ON s.s = p.source
WHERE {where}
"""
_BY_ID = _PLACE.format(more="", tables="place p", where="p.id = ?")
_BY_NUMBER = _PLACE.format(more="", tables="place p", where="p.n = ?")
_FOLDED = _PLACE.format(more=", f.i", tables="folded f CROSS JOIN place p ON p.n = f.n", where="f.key = ?")
_NEAR = _PLACE.format(more="", tables="near c CROSS JOIN place p ON p.n = c.n", where="c.cell BETWEEN ? AND ?")
_IDS = _PLACE.format(more="", tables="place p", where="p.id >= ? AND p.id < ? ORDER BY p.id")
_ALL = _PLACE.format(more="", tables="place p", where="p.country = ? OR ? = '' ORDER BY p.id")
_SPOKEN = "SELECT n, i FROM spoken WHERE country = ? AND key = ?"
Row = tuple[int, int]
"""A place's number in its list, and which of its names."""


class Store:
    """Reads a place list. Threads may share one: SQLite is built to serialise them, and the keys are kept by a lock."""

    def __init__(self, base: sqlite3.Connection) -> None:
        self._base = base
        self._keys: dict[str, CountryKeys] = {}
        self._lock = Lock()

    def meta(self, name: str) -> str | None:
        row = self._base.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
        return None if row is None else str(row[0])

    def sources(self) -> list[tuple[str, str, int]]:
        """Country, source and how many places, for `info`."""
        return self._base.execute(
            "SELECT country, s.name, count(*) FROM place p JOIN source s ON s.s = p.source GROUP BY 1, 2 ORDER BY 1, 2"
        ).fetchall()

    def get(self, place_id: str) -> GazetteerPlace | None:
        row = self._base.execute(_BY_ID, (place_id,)).fetchone()
        return None if row is None else _place(row)

    def folded(self, key: str) -> Iterator[tuple[GazetteerPlace, str]]:
        """The places that a folded key is listed for, each with the name."""
        for row in self._base.execute(_FOLDED, (key,)):
            yield _place(row), _names(row)[row[11]]

    def named(self, rows: Sequence[Row]) -> Iterator[tuple[GazetteerPlace, str]]:
        for n, i in rows:
            row = self._base.execute(_BY_NUMBER, (n,)).fetchone()
            yield _place(row), _names(row)[i]

    def spoken(self, country: str, key: str) -> list[Row]:
        """The names of a country that have this romanisation key."""
        return self._base.execute(_SPOKEN, (country, key)).fetchall()

    def keys(self, country: str) -> "CountryKeys":
        """All romanisation keys of a country; kept for the last four countries asked for."""
        with self._lock:
            if country not in self._keys:
                rows = self._base.execute("SELECT key, n, i FROM spoken WHERE country = ? ORDER BY key", (country,))
                while len(self._keys) > 3:
                    del self._keys[next(iter(self._keys))]
                self._keys[country] = CountryKeys.of(rows)
            return self._keys[country]

    def within(self, south: float, west: float, north: float, east: float) -> Iterator[GazetteerPlace]:
        """The places in all cells of one degree that the bounds touch: some lie outside. East may be below west."""
        rows = range(cell(max(south, -90.0), 0.0) // 360, cell(min(north, 90.0), 0.0) // 360 + 1)
        first, last = int(west + 180), int(east + 180)
        if last < first:
            last += 360
        spans = [(first % 360, last % 360)] if first // 360 == last // 360 else [(first % 360, 359), (0, last % 360)]
        if last - first >= 359:
            spans = [(0, 359)]
        for line in rows:
            for left, right in spans:
                yield from map(_place, self._base.execute(_NEAR, (line * 360 + left, line * 360 + right)))

    def beginning(self, start: str) -> Iterator[tuple[GazetteerPlace, tuple[str, ...]]]:
        """The places whose ids begin so, with their further names, by id."""
        for row in self._base.execute(_IDS, (start, start[:-1] + chr(ord(start[-1]) + 1))):
            yield _place(row), _names(row)[1:]

    def listings(self, country: str = "") -> Iterator[tuple[GazetteerPlace, tuple[str, ...]]]:
        """Every place of a country (of all, where none is given) with its further names, by id."""
        for row in self._base.execute(_ALL, (country, country)):
            yield _place(row), _names(row)[1:]

    @cached_property
    def ids(self) -> frozenset[str]:
        """All ids: of a list that adds to another, not of the large one."""
        return frozenset(id_ for (id_,) in self._base.execute("SELECT id FROM place"))

    @cached_property
    def shapes(self) -> Shapes:
        return Shapes(self._base)


@dataclass(frozen=True, slots=True)
class CountryKeys:
    """The names behind each romanisation key of a country, and the keys behind each skeleton."""

    rows: dict[str, list[Row]]
    skeletons: dict[str, list[str]]

    @classmethod
    def of(cls, listed: Iterable[tuple[str, int, int]]) -> "CountryKeys":
        rows: dict[str, list[Row]] = {}
        skeletons: dict[str, list[str]] = {}
        for key, n, i in listed:
            if key not in rows:
                skeletons.setdefault(skeleton(key), []).append(key)
            rows.setdefault(key, []).append((n, i))
        return cls(rows, skeletons)


def _place(row: Sequence[Any]) -> GazetteerPlace:
    id_, name, latitude, longitude, *rest = row[:10]
    return GazetteerPlace(id_, name, latitude / 1e5, longitude / 1e5, *rest)


def _names(row: Sequence[Any]) -> tuple[str, ...]:
    return (row[1], *(row[10].split("\n") if row[10] else ()))
