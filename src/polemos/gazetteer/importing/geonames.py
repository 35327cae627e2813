"""GeoNames' country files: 19 columns parted by tabs, without a header and without quoting."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from polemos.gazetteer.gazetteer import Gazetteer
from polemos.gazetteer.importing.rows import Found, Line, Wrong, degrees, whole
from polemos.gazetteer.writer import Listing
from polemos.model.gazetteer import GazetteerPlace

COLUMNS = 19


def is_geonames(first: str) -> bool:
    """Whether a file's first line is a row of one."""
    cells = first.split("\t")
    return len(cells) == COLUMNS and cells[0].isdigit()


def geonames(rows: Iterable[Line], known: Gazetteer, source: str) -> Iterator[Found]:
    """Listings of all features; listed units and countries only gain names."""
    for line in rows:
        if line.text is None:
            yield Wrong(line.number, line.why)
        elif line.text:
            yield _listing(line.number, line.text.split("\t"), known, source)


def _listing(number: int, cells: list[str], known: Gazetteer, source: str) -> Found:
    if len(cells) != COLUMNS:
        return Wrong(number, f"{len(cells)} columns, not {COLUMNS}")
    id_, name, ascii_name, others = cells[:4]
    latitude, longitude = degrees(cells[4], 90), degrees(cells[5], 180)
    feature, country, population = cells[7], cells[8], whole(cells[14])
    if not (id_.isascii() and id_.isdigit()) or not name.strip():
        return Wrong(number, "no number or no name in the first two columns")
    if latitude is None or longitude is None:
        return Wrong(number, f"{cells[4]!r}, {cells[5]!r} is no point on earth")
    if population is None:
        return Wrong(number, f"population {cells[14]!r} is no number")
    first = f"{country}.{cells[10]}"
    second = f"{first}.{cells[11]}"
    names = tuple(other for other in map(str.strip, (ascii_name, *others.split(","))) if other and "://" not in other)
    unit = {"PCLI": f"cc:{country}", "ADM1": f"a1:{first}", "ADM2": f"a2:{second}"}.get(feature)
    if unit and (listed := known.get(unit)):
        # Its name stays, since every place within bears it.
        return Listing(replace(listed, source=source), (name, *names))
    place = GazetteerPlace(
        f"gn:{id_}", name, latitude, longitude, country, _unit(known, f"a1:{first}"),
        _unit(known, f"a2:{second}") if cells[11] else None, feature or "PPL", population, source,
    )  # fmt: skip
    return Listing(place, names)


def _unit(known: Gazetteer, id_: str) -> str | None:
    place = known.get(id_)
    return None if place is None else place.name
