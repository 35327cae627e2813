"""Reads data/supplement/*.csv: places, regions and waters that war reports name and the other lists lack."""

import csv
import io
import re
from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable

from polemos.gazetteer.writer import Listing
from polemos.model.gazetteer import GazetteerPlace

FIELDS = (
    "id", "name", "other_names", "country", "adm1", "adm2", "feature", "latitude", "longitude", "population", "source",
)  # fmt: skip
_ID = re.compile(r"(?:px|rg):[a-z0-9]+(?:-[a-z0-9]+)*|cc:[A-Z]{2}|a[12]:[A-Z]{2}(?:\.[0-9A-Za-z]+){1,2}")
_FEATURE = re.compile(r"[A-Z][A-Z0-9]{1,4}")
_COUNTRY = re.compile(r"(?:[A-Z]{2})?")


def supplement_files() -> list[Traversable]:
    """The CSV files, by name."""
    folder = files("polemos.gazetteer") / "data" / "supplement"
    return sorted((file for file in folder.iterdir() if file.name.endswith(".csv")), key=lambda file: file.name)


def supplement() -> tuple[list[Listing], list[str]]:
    """All listings by file and row, and the problems: a row with one is left out, and a test holds that none has."""
    listings: list[Listing] = []
    problems: list[str] = []
    seen: set[str] = set()
    for file in supplement_files():
        for where, row in _rows(file.name, file.read_text(encoding="utf-8"), problems):
            found = wrong(row)
            if row["id"] in seen:
                found.append(f"id {row['id']} stands twice")
            problems += [f"{where}: {problem}" for problem in found]
            seen.add(row["id"])
            if not found:
                listings.append(_listing(row))
    return listings, problems


def further_names() -> dict[str, tuple[str, ...]]:
    """data/unit-names.csv: what else listed countries and units are called, by id."""
    text = names_file().read_text(encoding="utf-8")
    return {
        row["id"]: tuple(filter(None, map(str.strip, (row["name"], *row["other_names"].split(";")))))
        for row in csv.DictReader(io.StringIO(text, newline=""))
    }


def names_file() -> Traversable:
    return files("polemos.gazetteer") / "data" / "unit-names.csv"


def wrong(row: dict[str, str]) -> list[str]:
    """What is wrong with a row; empty where it holds."""
    found = []
    if not _ID.fullmatch(row["id"]):
        found.append(
            f"id {row['id']!r} is neither px: or rg: with small letters, digits, single hyphens, nor cc:, a1: or"
            " a2: with a country's or unit's code"
        )
    found += [f"{name} is empty" for name in ("name", "source") if not row[name].strip()]
    if not _FEATURE.fullmatch(row["feature"]):
        found.append(f"feature {row['feature']!r} is no GeoNames feature code")
    if not _COUNTRY.fullmatch(row["country"]):
        found.append(f"country {row['country']!r} is no code of two capitals")
    for name, most in (("latitude", 90), ("longitude", 180)):
        try:
            if not -most <= float(row[name]) <= most:
                found.append(f"{name} {row[name]} is not on earth")
        except ValueError:
            found.append(f"{name} {row[name]!r} is no number")
    if not (row["population"] or "0").isdigit():
        found.append(f"population {row['population']!r} is no number")
    return found


def _rows(name: str, text: str, problems: list[str]) -> Iterator[tuple[str, dict[str, str]]]:
    reader = csv.reader(io.StringIO(text, newline=""))
    if tuple(next(reader, ())) != FIELDS:
        problems.append(f"{name}: the first line is not {','.join(FIELDS)}")
        return
    for cells in reader:
        where = f"{name}:{reader.line_num}"
        if len(cells) != len(FIELDS):
            problems.append(f"{where}: {len(cells)} columns, not {len(FIELDS)}")
        else:
            yield where, dict(zip(FIELDS, cells, strict=True))


def _listing(row: dict[str, str]) -> Listing:
    place = GazetteerPlace(
        row["id"], row["name"].strip(), float(row["latitude"]), float(row["longitude"]), row["country"],
        row["adm1"].strip() or None, row["adm2"].strip() or None, row["feature"], int(row["population"] or 0),
        row["source"].strip(),
    )  # fmt: skip
    return Listing(place, tuple(filter(None, map(str.strip, row["other_names"].split(";")))))
