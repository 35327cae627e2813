"""The shipped place list and the supplement, as lists in the cache."""

import contextlib
import hashlib
import lzma
import os
import shutil
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from polemos.gazetteer import schema
from polemos.gazetteer.gazetteer import Gazetteer
from polemos.gazetteer.kept import kept
from polemos.gazetteer.store import Store
from polemos.gazetteer.supplement import further_names, names_file, supplement, supplement_files
from polemos.gazetteer.writer import Listing, Writer

_UNITS = ("cc:", "a1:")


def world(packed: Traversable | None = None) -> sqlite3.Connection:
    """data/world.sqlite.xz (or another, for tests), which tools/build_gazetteer.py makes."""
    source = packed or files("polemos.gazetteer") / "data" / "world.sqlite.xz"

    def fill(path: Path) -> None:
        with source.open("rb") as file, lzma.open(file) as plain, path.open("wb") as target:
            shutil.copyfileobj(plain, target, 1 << 20)
        with contextlib.closing(sqlite3.connect(path)) as base:
            base.executescript(f"PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; {schema.UNPACK}")

    return kept("world", f"{schema.VERSION}-{_end(source)}", fill)


def added(to: Store) -> sqlite3.Connection:
    """data/supplement/*.csv and unit-names.csv. A file of their own: a new row does not change the large one."""
    digest = hashlib.sha256()
    for file in (names_file(), *supplement_files(), *_program()):
        digest.update(file.read_bytes())

    def fill(path: Path) -> None:
        with contextlib.closing(sqlite3.connect(path)) as base:
            base.executescript(f"PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; {schema.TABLES} {schema.INDEX}")
            listings = list(_additions(Gazetteer((to,))))
            with base:
                writer = Writer(base)
                writer.add(each for each in listings if each.place.id.startswith(_UNITS))
                known = Gazetteer((to, Store(base)))  # which the units' further names are in
                writer.add(placed(each, known) for each in listings if not each.place.id.startswith(_UNITS))

    return kept("supplement", digest.hexdigest()[:24], fill)


def _additions(to: Gazetteer) -> Iterator[Listing]:
    """The supplement, and the listed places that have further names."""
    names = further_names()
    for listing in supplement()[0]:
        yield replace(listing, others=(*listing.others, *names.pop(listing.place.id, ())))
    for id_, others in names.items():
        if place := to.get(id_):
            yield Listing(place, others)


def _program() -> list[Traversable]:
    """What the keys and units of the supplement are worked out by."""
    folders = (files("polemos.gazetteer"), files("polemos.gazetteer") / "data", files("polemos.text"))
    found = [file for folder in folders for file in folder.iterdir() if file.name.endswith((".py", ".yaml"))]
    return sorted(found, key=str)


def placed(listing: Listing, known: Gazetteer) -> Listing:
    """With the first-level unit under its listed name; where none is told, the one that its point lies in."""
    place = listing.place
    if not place.country or place.id.startswith(_UNITS):
        return listing
    if place.adm1 is None:
        around = known.admin_at(place.latitude, place.longitude)
        adm1 = around.adm1 if around is not None and around.country == place.country else None
    else:
        adm1 = known.unit_name(place.adm1, place.country)
    return listing if adm1 == place.adm1 else replace(listing, place=replace(place, adm1=adm1))


def _end(packed: Traversable) -> str:
    """A mark of the content without reading it all: the length, and the footer and index that end an .xz file."""
    with packed.open("rb") as file:
        length = file.seek(0, os.SEEK_END)
        file.seek(-min(length, 64), os.SEEK_END)
        return hashlib.sha256(b"%d %b" % (length, file.read())).hexdigest()[:24]
