"""The gazetteer to its users: what is in it, files of their own, lists to take away."""

import csv
import io
import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from polemos.errors import UsageError
from polemos.export.guard import guarded
from polemos.gazetteer import keys
from polemos.gazetteer.importing import imports
from polemos.gazetteer.importing.imports import Import, Imported
from polemos.gazetteer.load import packaged, with_imports
from polemos.gazetteer.supplement import FIELDS
from polemos.model.gazetteer import GazetteerPlace

Bounds = tuple[float, float, float, float]
"""West, south, east, north in degrees; west is above east where they reach across 180 degrees."""


@dataclass(frozen=True, slots=True)
class Part:
    """One of the lists that the gazetteer is made of."""

    name: str
    licence: str
    places: int


@dataclass(frozen=True, slots=True)
class Info:
    """`countries` gives places by alpha-2 code, "" for regions and waters of none or several."""

    places: int
    names: int
    keys_version: int
    parts: tuple[Part, ...]
    countries: dict[str, int]
    imports: tuple[Import, ...]


def info(country: str | None = None) -> Info:
    """What is in the gazetteer, or of one country. Reads all of it: about two seconds."""
    gazetteer = with_imports()
    code = "" if country is None else _code(country)
    own = imports.imported()
    labels = _licences()
    parts: Counter[str] = Counter()
    countries: Counter[str] = Counter()
    names = 0
    of_import = {each.name for each in own}
    for place, others in gazetteer.listings(code):
        parts["import" if place.source in of_import else place.id.split(":")[0]] += 1
        countries[place.country] += 1
        names += 1 + len(others)
    found = tuple(Part(*labels[kind], parts[kind]) for kind in labels if parts[kind])
    return Info(parts.total(), names, keys.VERSION, found, dict(sorted(countries.items())), own)


def exported(form: str, country: str | None, bounds: Bounds | None) -> Iterator[str]:
    """The places of a country, within bounds, or all, as pieces of CSV or GeoJSON ("csv", "geojson")."""
    code = "" if country is None else _code(country)
    chosen = (each for each in with_imports().listings(code) if bounds is None or _within(each[0], bounds))
    return _csv(chosen) if form == "csv" else _geojson(chosen)


def take_in(file: Path, mapped: Sequence[str], name: str | None, progress: Callable[[int], None]) -> Imported:
    """Import a file; `mapped` are FIELD=COLUMN. Raises InputError, UsageError."""
    pairs = {}
    for pair in mapped:
        field, _, column = pair.partition("=")
        if not column:
            raise UsageError(f"--map {pair}: say FIELD=COLUMN, such as name=Village")
        pairs[field] = column
    return imports.take_in(file, packaged(), pairs, name, progress)


def listed() -> tuple[Import, ...]:
    """What was imported."""
    return imports.imported()


def removed(name: str) -> int:
    """Take out an import; gives how many places went. Raises UsageError."""
    return imports.remove(name)


def bounds(text: str) -> Bounds:
    """Bounds of "W,S,E,N". Raises UsageError."""
    try:
        west, south, east, north = map(float, text.split(","))
    except ValueError as error:
        raise UsageError(f"--bbox {text}: four numbers, west,south,east,north, such as 38,34,42,37") from error
    if not (-180 <= west <= 180 and -180 <= east <= 180 and -90 <= south <= north <= 90):
        raise UsageError(f"--bbox {text}: west and east are -180 to 180, south to north -90 to 90")
    return west, south, east, north


def _code(country: str) -> str:
    if (code := packaged().country_code(country)) is None:
        raise UsageError(f"{country!r} is no country; give a code of two or three letters, or an English name")
    return code


def _within(place: GazetteerPlace, around: Bounds) -> bool:
    west, south, east, north = around
    across = west <= place.longitude <= east if west <= east else not east < place.longitude < west
    return across and south <= place.latitude <= north


def _licences() -> dict[str, tuple[str, str]]:
    """Kinds of ids, with the name and licence of the list that has them: data/sources.csv."""
    text = (files("polemos.gazetteer") / "data" / "sources.csv").read_text(encoding="utf-8")
    return {row["kind"]: (row["name"], row["licence"]) for row in csv.DictReader(text.splitlines())}


def _csv(chosen: Iterable[tuple[GazetteerPlace, tuple[str, ...]]]) -> Iterator[str]:
    yield _line(FIELDS)
    for place, others in chosen:
        at = (f"{place.latitude:.8g}", f"{place.longitude:.8g}")  # 1e-5 degrees, as points are kept
        names = (
            place.id,
            place.name,
            ";".join(others),
            place.country,
            place.adm1 or "",
            place.adm2 or "",
            place.feature,
        )
        yield _line((*map(guarded, names), *at, str(place.population), guarded(place.source)))


def _line(cells: Iterable[object]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerow(cells)
    return out.getvalue()


def _geojson(chosen: Iterable[tuple[GazetteerPlace, tuple[str, ...]]]) -> Iterator[str]:
    yield '{"type": "FeatureCollection", "features": ['
    mark = "\n"
    for place, others in chosen:
        told = {
            "name": place.name, "other_names": others, "country": place.country, "adm1": place.adm1, "adm2": place.adm2,
            "feature": place.feature, "population": place.population, "source": place.source,
        }  # fmt: skip
        point = {"type": "Point", "coordinates": [place.longitude, place.latitude]}
        one = {"type": "Feature", "id": place.id, "geometry": point, "properties": told}
        yield mark + json.dumps(one, ensure_ascii=False)
        mark = ",\n"
    yield "\n]}\n"
