"""Makes src/polemos/gazetteer/data/world.sqlite.xz, the place list that ships with Polemos.

    python tools/build_gazetteer.py DOWNLOADS        from the packages that hold the data: see README.md beside this
    python tools/build_gazetteer.py --from-shipped   anew from the shipped list itself, after data/countries.csv,
                                                     data/families.yaml or a key was changed

The supplement is no part of it: its CSV files ship as they are.
"""

import argparse
import lzma
import sqlite3
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from polemos.gazetteer import keys
from polemos.gazetteer.countries import countries
from polemos.gazetteer.gazetteer import Gazetteer
from polemos.gazetteer.packed import placed, world
from polemos.gazetteer.schema import PACK, TABLES, VERSION, cell
from polemos.gazetteer.store import Store
from polemos.gazetteer.writer import Listing, Writer

TARGET = Path(__file__).parent.parent / "src" / "polemos" / "gazetteer" / "data" / "world.sqlite.xz"
ShapeRow = tuple[str, str | None, int, int, int, int, bytes]


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("downloads", nargs="?", type=Path, help="the folder with the unpacked packages")
    arguments.add_argument("--from-shipped", action="store_true", help="take places and polygons of the shipped list")
    arguments.add_argument("-o", "--output", type=Path, default=TARGET)
    given = arguments.parse_args()
    if given.from_shipped == bool(given.downloads):
        arguments.error("either the folder of downloads, or --from-shipped")
    listings, shapes = _shipped() if given.from_shipped else _downloaded(given.downloads)
    _write(given.output, listings, shapes)
    print(f"{given.output}: {given.output.stat().st_size / 1e6:.1f} MB")


def _downloaded(path: Path) -> tuple[list[Listing], list[ShapeRow]]:
    import gazetteer_shapes as ne
    import gazetteer_sources as gn

    folder = gn.Folder(path)
    units = gn.unit_names(folder)
    listed = list(gn.cities(folder, units))
    polygons = ne.polygons(folder, listed, units)
    centres = ne.centres(polygons)
    for listing, _, _ in listed:  # territories without a polygon have the point of their first town
        centres.setdefault(listing.place.country, (listing.place.latitude, listing.place.longitude))
    listings = [listing for listing, _, _ in listed]
    listings += gn.unit_listings(units, listed, centres)
    listings += gn.country_listings(folder, centres)
    listings += gn.airports(folder)
    return listings, list(ne.rows(polygons))


def _shipped() -> tuple[list[Listing], list[ShapeRow]]:
    base = world()
    names = {country.alpha2: country for country in countries()}
    kept = []
    for place, others in Store(base).listings():
        if place.id.startswith("cc:") and place.country in names:
            country = names[place.country]
            place, others = replace(place, name=country.name), country.others
        kept.append(Listing(place, others))
    shapes = base.execute(
        "SELECT country, name, west, south, east, north, rings FROM shape LEFT JOIN unit ON u = adm1 ORDER BY s"
    ).fetchall()
    return kept, shapes


def _write(path: Path, listings: list[Listing], shapes: list[ShapeRow]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "world.sqlite"
        towns = Gazetteer((Store(_list(":memory:", [each for each in listings if each.place.adm1], shapes)),))
        ready = [placed(listing, towns) for listing in listings]
        ready.sort(key=lambda each: (cell(each.place.latitude, each.place.longitude), each.place.id))
        base = _list(str(plain), ready, shapes)
        with base:
            base.executemany("INSERT INTO meta VALUES (?, ?)", [("schema", str(VERSION)), ("keys", str(keys.VERSION))])
        base.executescript(f"{PACK} VACUUM;")
        base.close()
        path.write_bytes(lzma.compress(plain.read_bytes(), preset=6))


def _list(path: str, listings: list[Listing], shapes: list[ShapeRow]) -> sqlite3.Connection:
    base = sqlite3.connect(path)
    base.executescript(TABLES)
    with base:
        writer = Writer(base)
        _shapes(base, writer, shapes)
        writer.add(listings)
    return base


def _shapes(base: sqlite3.Connection, writer: Writer, shapes: list[ShapeRow]) -> None:
    base.executemany(
        "INSERT INTO shape (country, adm1, west, south, east, north, rings) VALUES (?, ?, ?, ?, ?, ?, ?)",
        [(country, writer.unit(adm1 or None), *rest) for country, adm1, *rest in shapes],
    )
    writer.write_units()


if __name__ == "__main__":
    main()
