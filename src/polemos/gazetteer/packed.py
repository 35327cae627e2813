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

from polemos.gazetteer import keys, schema
from polemos.gazetteer.kept import kept
from polemos.gazetteer.shapes import Shapes
from polemos.gazetteer.store import Store
from polemos.gazetteer.supplement import further_names, names_file, supplement, supplement_files
from polemos.gazetteer.writer import Listing, Writer


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
    digest = hashlib.sha256(f"{schema.VERSION} {keys.VERSION}".encode())
    for file in (names_file(), *supplement_files()):
        digest.update(file.read_bytes())

    def fill(path: Path) -> None:
        with contextlib.closing(sqlite3.connect(path)) as base:
            base.executescript(f"PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; {schema.TABLES} {schema.INDEX}")
            with base:
                Writer(base).add(placed(listing, to.shapes) for listing in _additions(to))

    return kept("supplement", digest.hexdigest()[:24], fill)


def _additions(to: Store) -> Iterator[Listing]:
    """The supplement, and the listed places that have further names."""
    names = further_names()
    for listing in supplement()[0]:
        yield replace(listing, others=(*listing.others, *names.pop(listing.place.id, ())))
    for id_, others in names.items():
        if place := to.get(id_):
            yield Listing(place, others)


def placed(listing: Listing, shapes: Shapes) -> Listing:
    """With the first-level unit that its point lies in, where none is told."""
    place = listing.place
    if place.adm1 is None and place.country and not place.id.startswith("cc:"):
        shape = shapes.at(place.latitude, place.longitude)
        if shape is not None and shape.country == place.country:
            return replace(listing, place=replace(place, adm1=shape.adm1))
    return listing


def _end(packed: Traversable) -> str:
    """A mark of the content without reading it all: the length, and the footer and index that end an .xz file."""
    with packed.open("rb") as file:
        length = file.seek(0, os.SEEK_END)
        file.seek(-min(length, 64), os.SEEK_END)
        return hashlib.sha256(b"%d %b" % (length, file.read())).hexdigest()[:24]
