"""The supplement's Syrian, Iraqi and Lebanese places."""

import csv
import io
from collections import Counter, defaultdict
from importlib.resources import files
from itertools import combinations

import pytest

from polemos.gazetteer.distance import kilometres
from polemos.gazetteer.keys import fold_key
from polemos.gazetteer.supplement import FIELDS, supplement, wrong

FOLDER = files("polemos.gazetteer") / "data" / "supplement"
BOUNDS = {"SY": (32.3, 37.4, 35.6, 42.4), "IQ": (29.0, 37.4, 38.7, 48.7), "LB": (33.0, 34.7, 35.0, 36.7)}
UNITS = {
    "SY": {
        "Al-Hasakah", "Aleppo", "Damascus Governorate", "Daraa", "Deir ez-Zor", "Hama", "Homs", "Idlib", "Latakia",
        "Quneitra", "Raqqa", "Rif-dimashq", "Suwayda", "Tartus",
    },
    "IQ": {
        "Al-Qadisiyah", "Anbar", "Babil", "Baghdad", "Basra", "Dhi Qar", "Diyala", "Duhok", "Erbil", "Halabja",
        "Karbala", "Kirkuk", "Maysan", "Muthanna", "Najaf", "Nineveh", "Salah ad Din", "Sulaymaniyah", "Wasit",
    },
    "LB": {
        "Akkar", "Baalbek-Hermel Governorate", "Beirut", "Bekaa", "Mount Lebanon", "Nabatieh", "North Lebanon",
        "South Governorate",
    },
}  # fmt: skip
FEATURES = {
    "AIRB", "AIRP", "ANS", "BDG", "CMPRF", "CSTL", "DAM", "GASF", "HLL", "HSP", "INDS", "LK", "MILB", "MSQE", "MSTY",
    "MT", "OILF", "PLN", "PPL", "PPLX", "PRN", "PRT", "PS", "PSTB", "RD", "RDJCT", "RGN", "RSTN", "STM",
}  # fmt: skip
NAMES = sorted(file.name for file in FOLDER.iterdir() if file.name.startswith(("syria-", "iraq", "lebanon")))


def rows(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO((FOLDER / name).read_text(encoding="utf-8"), newline="")))


def every() -> list[dict[str, str]]:
    return [row for name in NAMES for row in rows(name)]


@pytest.mark.parametrize("name", NAMES)
def test_every_row_is_whole(name: str) -> None:
    assert tuple((FOLDER / name).read_text(encoding="utf-8").splitlines()[0].split(",")) == FIELDS
    for row in rows(name):
        assert not wrong(row), row
        assert row["id"].startswith(f"px:{row['country'].lower()}-"), row
        assert row["feature"] in FEATURES, row
        assert row["adm1"] in UNITS[row["country"]], row


@pytest.mark.parametrize("name", NAMES)
def test_every_point_lies_in_its_country(name: str) -> None:
    for row in rows(name):
        south, north, west, east = BOUNDS[row["country"]]
        assert south <= float(row["latitude"]) <= north, row
        assert west <= float(row["longitude"]) <= east, row


def test_no_id_stands_twice_and_the_reader_takes_all() -> None:
    ids = [row["id"] for row in every()]
    assert len(ids) == len(set(ids))
    assert set(ids) <= {listing.place.id for listing in supplement()[0]}


def test_no_place_stands_twice() -> None:
    """Namesakes of a unit are common; two rows of one name and kind close by are one place."""
    alike = defaultdict(list)
    for row in every():
        alike[fold_key(row["name"]), row["country"], row["adm1"], row["feature"]].append(row)
    for group in alike.values():
        for a, b in combinations(group, 2):
            points = (float(row[axis]) for row in (a, b) for axis in ("latitude", "longitude"))
            assert kilometres(*points) > 4, (a["id"], b["id"])


def test_the_countries_are_covered() -> None:
    count = Counter(row["country"] for row in every())
    least = {"SY": 3000, "IQ": 150, "LB": 60}
    assert all(count[country] >= number for country, number in least.items()), count
    assert {row["adm1"] for row in every() if row["country"] == "SY"} == UNITS["SY"]
