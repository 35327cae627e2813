"""Tables with a header: OCHA's P-codes in both of its styles, and whatever columns a user maps."""

import csv
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from polemos.errors import Unreadable
from polemos.gazetteer.gazetteer import Gazetteer
from polemos.gazetteer.importing.rows import Found, Line, Wrong, degrees, whole
from polemos.gazetteer.writer import Listing
from polemos.model.gazetteer import GazetteerPlace

FIELDS = ("name", "latitude", "longitude", "country", "id", "adm1", "adm2", "feature", "population", "other_names")
_NAME = re.compile(r"adm(?:in)?(\d)(?:name|refname|altname\d?|alt\dname)?(?:_?([a-z]{2,3}))?", re.IGNORECASE)
_CODE = re.compile(r"adm(?:in)?(\d)_?pcode", re.IGNORECASE)
_LATITUDE = ("latitude", "lat", "latitude_y", "y", "point_y", "y_coord", "center_lat", "lat_dd")
_LONGITUDE = ("longitude", "lon", "long", "longitude_x", "x", "point_x", "x_coord", "center_lon", "long_dd")
_PCODE = re.compile(r"([A-Z]{2,3})[0-9A-Za-z]*")
_LEVELS = {0: "PCLI", 1: "ADM1", 2: "ADM2", 3: "ADM3"}


@dataclass(frozen=True, slots=True)
class Columns:
    """Where each field stands in a row; `names` are all columns that name the place, the English one first."""

    id: int | None
    names: tuple[int, ...]
    latitude: int | None
    longitude: int | None
    country: int | None = None
    adm1: int | None = None
    adm2: int | None = None
    feature: int | None = None
    population: int | None = None
    other_names: int | None = None
    level: int | None = None
    """The deepest unit of an OCHA table; None for a user's own columns."""


def table(rows: Iterable[Line], known: Gazetteer, source: str, mapped: Mapping[str, str]) -> Iterator[Found]:
    """Listings of a CSV table, or one parted by tabs or semicolons. Raises Unreadable where no columns are known."""
    after = iter(rows)
    head = next(after, None)
    if head is None or not head.text:
        raise Unreadable("no-header", "the file has no first line that names its columns; see docs/gazetteer.md")
    mark = max(",\t;", key=head.text.count)
    columns = _columns(next(csv.reader([head.text], delimiter=mark)), mapped)
    for number, cells in _cells(after, mark):
        if isinstance(cells, Wrong):
            yield cells
        elif any(cells):
            yield _listing(number, cells, columns, known, source)


class _Feed:
    """Gives csv the lines of text, and puts aside those that are none."""

    def __init__(self, rows: Iterator[Line]) -> None:
        self._rows = rows
        self.number = 1
        self.wrong: list[Wrong] = []

    def __iter__(self) -> Iterator[str]:
        for line in self._rows:
            self.number = line.number
            if line.text is None:
                self.wrong.append(Wrong(line.number, line.why))
            else:
                yield line.text + "\n"


_LONGEST = 131_072
"""Letters of a cell, as csv has it."""


def _cells(rows: Iterator[Line], mark: str) -> Iterator[tuple[int, Sequence[str] | Wrong]]:
    """A row of cells with its line. A quotation mark that never closes costs the rows of csv's longest cell, 131,072
    letters; what it cost is said."""
    feed = _Feed(rows)
    reader = csv.reader(iter(feed), delimiter=mark, strict=True)
    more = True
    while more:
        start = feed.number + 1
        cells: Sequence[str] = ()
        try:
            cells = next(reader)
        except StopIteration:
            more = False
        except csv.Error as error:
            upto = f", down to line {feed.number:,}" if feed.number > start else ""
            feed.wrong.append(Wrong(start, f"{error}{upto}"))
        if any(len(cell) > _LONGEST for cell in cells):
            # csv stops there by itself, unless another library in this process has lifted its limit.
            feed.wrong.append(Wrong(start, f"a cell has more than {_LONGEST:,} letters"))
            cells = ()
        yield from ((wrong.line, wrong) for wrong in feed.wrong)
        feed.wrong.clear()
        if cells:
            yield start, cells


def _columns(header: Sequence[str], mapped: Mapping[str, str]) -> Columns:
    plain = [name.strip().strip("#").lower() for name in header]
    if mapped:
        return _mapped(plain, mapped)
    codes = {int(found[1]): at for at, name in enumerate(plain) if (found := _CODE.fullmatch(name))}
    names: dict[int, list[tuple[bool, int]]] = {}
    for at, name in enumerate(plain):
        if (found := _NAME.fullmatch(name)) and not _CODE.fullmatch(name):
            names.setdefault(int(found[1]), []).append((found[2] not in ("en", None), at))
    levels = sorted(set(codes) & set(names))
    if not levels:
        if {"name", "latitude", "longitude"} <= set(plain):
            return _mapped(plain, {field: field for field in FIELDS if field in plain})
        raise Unreadable(
            "no-columns",
            "neither a GeoNames file nor a table with P-codes and names of units, such as admin4Name_en and admin4Pcode"
            " or ADM3_EN and ADM3_PCODE; say which columns are which with --map, as docs/gazetteer.md shows",
        )
    level = levels[-1]

    def named(unit: int) -> int | None:
        return min(names[unit])[1] if unit in names and unit < level else None

    own = tuple(at for _, at in sorted(names[level]))
    point = (_first(plain, _LATITUDE), _first(plain, _LONGITUDE))
    return Columns(codes[level], own, *point, adm1=named(1), adm2=named(2), level=level)


def _mapped(plain: list[str], mapped: Mapping[str, str]) -> Columns:
    at: dict[str, int] = {}
    for field, column in mapped.items():
        if field not in FIELDS:
            raise Unreadable("no-field", f"--map {field}: none of {', '.join(FIELDS)}")
        if column.strip().lower() not in plain:
            raise Unreadable("no-column", f"--map {field}: the file has no column {column!r}")
        at[field] = plain.index(column.strip().lower())
    if missing := [field for field in FIELDS[:3] if field not in at]:
        raise Unreadable("unmapped", f"--map leaves out {', '.join(missing)}, which every place needs")
    name = at.pop("name")
    return Columns(at.pop("id", None), (name,), at.pop("latitude"), at.pop("longitude"), **at)


def _listing(number: int, cells: Sequence[str], columns: Columns, known: Gazetteer, source: str) -> Found:
    def cell(at: int | None) -> str:
        return cells[at].strip() if at is not None and at < len(cells) else ""

    names = [name for at in columns.names if (name := cell(at))]
    names += filter(None, map(str.strip, cell(columns.other_names).split(";")))
    if not names:
        return Wrong(number, "no name")
    code = cell(columns.id)
    country = _country(code, cell(columns.country), columns, known)
    if country is None:
        return Wrong(number, f"no country in {code or cell(columns.country)!r}")
    population = whole(cell(columns.population))
    if population is None:
        return Wrong(number, f"population {cell(columns.population)!r} is no number")
    adm1, adm2 = cell(columns.adm1) or None, cell(columns.adm2) or None
    adm1 = known.unit_name(adm1, country) if adm1 else None
    point = _point(cell(columns.latitude), cell(columns.longitude), names, country, adm1, known)
    if isinstance(point, str):
        return Wrong(number, point)
    if columns.level is None:
        id_ = f"my:{source}:{code or number}"
        feature = cell(columns.feature) or "PPL"
    else:
        id_, feature = f"pc:{code}", _LEVELS.get(columns.level, "PPL")
        adm1, adm2 = (names[0] if columns.level == 1 else adm1), (names[0] if columns.level == 2 else adm2)
    place = GazetteerPlace(id_, names[0], *point, country, adm1, adm2, feature, population, source)
    return Listing(place, tuple(names[1:]))


def _country(code: str, told: str, columns: Columns, known: Gazetteer) -> str | None:
    if columns.level is None:
        return known.country_code(told) if told else ""
    found = _PCODE.fullmatch(code)
    return (known.country_code(found[1]) or known.country_code(found[1][:2])) if found else None


def _point(
    latitude: str, longitude: str, names: Sequence[str], country: str, adm1: str | None, known: Gazetteer
) -> tuple[float, float] | str:
    """The point told, else that of the one listed place of that name in the unit; else why there is none."""
    if latitude or longitude:
        north, east = degrees(latitude, 90), degrees(longitude, 180)
        if north is None or east is None:
            return f"{latitude!r}, {longitude!r} is no point on earth"
        return north, east
    for name in names:
        hits = [
            hit.place
            for hit in known.exact(name, country) or known.sounding(name, country)
            if adm1 is None or hit.place.adm1 in (None, adm1)
        ]
        if hits:
            return hits[0].latitude, hits[0].longitude
    return f"no point is told, and the gazetteer has no {names[0]}" + (f" in {adm1}" if adm1 else "")


def _first(plain: list[str], names: Sequence[str]) -> int | None:
    return next((plain.index(name) for name in names if name in plain), None)
