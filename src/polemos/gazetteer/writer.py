"""Writes places with their names and keys into a place list: the shipped one, or what a user imports."""

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from polemos.gazetteer.keys import family, fold_key, romanisation_key
from polemos.gazetteer.schema import CELL
from polemos.model.gazetteer import GazetteerPlace
from polemos.text.scripts import script_of

_SCALE = 1e5
_SOUNDED = {"arabic": ("Latn", "Arab"), "cyrillic": ("Latn", "Cyrl"), "latin": ("Latn",)}
"""The scripts that a family's romanisation key can bring together; a name in another is met as it stands."""


@dataclass(frozen=True, slots=True)
class Listing:
    """A place and the further names it is known by, in any script."""

    place: GazetteerPlace
    others: tuple[str, ...] = ()


class Writer:
    """Adds listings to an open place list; the caller begins and commits the transaction."""

    def __init__(self, base: sqlite3.Connection) -> None:
        self._base = base
        self._sources = {name: s for s, name in base.execute("SELECT s, name FROM source")}
        self._units = {name: u for u, name in base.execute("SELECT u, name FROM unit")}
        self._last = int(base.execute("SELECT coalesce(max(n), 0) FROM place").fetchone()[0])

    def add(self, listings: Iterable[Listing]) -> int:
        """Add listings whose ids are new; gives their number."""
        places, folded, spoken = [], [], []
        for listing in listings:
            self._last += 1
            n, place = self._last, listing.place
            names = distinct((place.name, *listing.others))
            others = "\n".join(names[1:]) or None
            at = (round(place.latitude * _SCALE), round(place.longitude * _SCALE))
            units = (self.unit(place.adm1), self.unit(place.adm2))
            source = _number(self._sources, place.source)
            places.append(
                (n, place.id, names[0], others, *at, place.country, *units, place.feature, place.population, source)
            )
            folded += [(fold_key(name), n, i) for i, name in enumerate(names)]
            spoken += [(place.country, key, n, i) for key, i in sounds(names, place.country)]
        run = self._base.executemany
        run("INSERT INTO place VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", places)
        run("INSERT INTO folded VALUES (?, ?, ?)", folded)
        run("INSERT INTO spoken VALUES (?, ?, ?, ?)", spoken)
        run(f"INSERT INTO near SELECT {CELL}, n FROM place WHERE n = ?", ((row[0],) for row in places))
        self._base.executemany(
            "INSERT OR REPLACE INTO source VALUES (?, ?)", ((s, name) for name, s in self._sources.items())
        )
        self.write_units()
        return len(places)

    def unit(self, name: str | None) -> int | None:
        """The number under which a unit's name is kept; `write_units` writes new ones."""
        return None if name is None else _number(self._units, name)

    def write_units(self) -> None:
        self._base.executemany(
            "INSERT OR REPLACE INTO unit VALUES (?, ?)", ((u, name) for name, u in self._units.items())
        )

    def remove(self, ids: Iterable[str]) -> int:
        """Take out what is listed under these ids; gives how many there were."""
        found = 0
        for id_ in ids:
            row = self._base.execute("SELECT n, name, others, country FROM place WHERE id = ?", (id_,)).fetchone()
            if row is not None:
                self._remove(row[0], (row[1], *(row[2] or "").split("\n")), row[3])
                found += 1
        return found

    def _remove(self, n: int, names: Sequence[str], country: str) -> None:
        run = self._base.executemany
        run("DELETE FROM folded WHERE key = ? AND n = ?", {(fold_key(name), n) for name in names})
        run(
            "DELETE FROM spoken WHERE country = ? AND key = ? AND n = ?",
            [(country, key, n) for key, _ in sounds(names, country)],
        )
        self._base.execute(f"DELETE FROM near WHERE n = ? AND cell = (SELECT {CELL} FROM place WHERE n = ?)", (n, n))
        self._base.execute("DELETE FROM place WHERE n = ?", (n,))


def distinct(names: Iterable[str]) -> tuple[str, ...]:
    """The names that no earlier one folds alike; those without a letter are left out, but for the first."""
    seen: dict[str, str] = {}
    for name in names:
        seen.setdefault(fold_key(name), " ".join(name.split()))
    first = next(iter(seen))
    return tuple(name for key, name in seen.items() if key or key == first)


def sounds(names: Sequence[str], country: str) -> list[tuple[str, int]]:
    """The romanisation keys of a place's names, each with the number of the first name that has it."""
    of = family(country)
    if of is None:
        return []
    found: dict[str, int] = {}
    for i, name in enumerate(names):
        if script_of(name)[0] in _SOUNDED[of] and (key := romanisation_key(name, of)):
            found.setdefault(key, i)
    return list(found.items())


def _number(kept: dict[str, int], name: str) -> int:
    return kept.setdefault(name, len(kept) + 1)
