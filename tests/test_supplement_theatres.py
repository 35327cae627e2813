"""The supplement's regions, Afghan districts, theatres and sites, and the further names of units."""

import csv
import io
from collections import Counter
from importlib.resources import files

import pytest

from polemos.gazetteer.distance import kilometres
from polemos.gazetteer.supplement import FIELDS, further_names, supplement, wrong

FOLDER = files("polemos.gazetteer") / "data" / "supplement"
OTHERS = ("syria-", "iraq", "lebanon", "country-points")
NAMES = sorted(f.name for f in FOLDER.iterdir() if f.name.endswith(".csv") and not f.name.startswith(OTHERS))
LEAST = {"regions.csv": 800, "afghanistan-districts.csv": 398, "sites.csv": 150}
# Hand-written, to a tenth of a degree or so, from an atlas: what a name must mean.
KNOWN = {
    ("regions.csv", "Black Sea"): (43.5, 34.5),
    ("regions.csv", "Donbas"): (48.2, 38.0),
    ("regions.csv", "Horn of Africa"): (8.0, 46.0),
    ("afghanistan-districts.csv", "Sangin"): (32.07, 64.83),
    ("afghanistan-districts.csv", "Achin"): (34.1, 70.7),
    ("afghanistan.csv", "Bagram Airfield"): (34.95, 69.27),
    ("palestine-israel.csv", "Kerem Shalom crossing"): (31.23, 34.28),
    ("sudan.csv", "Zamzam Camp"): (13.5, 25.3),
    ("ukraine.csv", "Zaporizhzhia Nuclear Power Plant"): (47.51, 34.59),
    ("elsalvador-peru-guatemala.csv", "El Mozote"): (13.9, -88.12),
    ("sites.csv", "Heathrow Airport"): (51.47, -0.46),
}


def rows(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO((FOLDER / name).read_text(encoding="utf-8"), newline="")))


@pytest.mark.parametrize("name", NAMES)
def test_every_row_is_whole(name: str) -> None:
    text = (FOLDER / name).read_text(encoding="utf-8")
    assert tuple(text.splitlines()[0].split(",")) == FIELDS
    assert len(rows(name)) >= LEAST.get(name, 20)
    for row in rows(name):
        assert not wrong(row), row
        others = row["other_names"].split(";") if row["other_names"] else []
        assert row["name"] not in others, row
        assert len(set(others)) == len(others), row
        assert not any("(" in other or not other.strip() for other in others), row


def test_no_id_stands_twice_in_all_files() -> None:
    listings, problems = supplement()
    assert problems == []
    assert max(Counter(listing.place.id for listing in listings).values()) == 1


@pytest.mark.parametrize(("file", "name"), KNOWN)
def test_known_points(file: str, name: str) -> None:
    places = [row for row in rows(file) if row["name"] == name]
    point = KNOWN[file, name]
    away = 250 if file == "regions.csv" else 15
    assert any(kilometres(*point, float(row["latitude"]), float(row["longitude"])) < away for row in places)


def test_all_afghan_provinces_have_districts() -> None:
    assert len({row["adm1"] for row in rows("afghanistan-districts.csv")}) == 34


@pytest.mark.parametrize(
    ("id_", "name"),
    [("a1:US.VA", "Va."), ("a1:AF.39", "Uruzgan"), ("cc:CD", "DRC"), ("cc:MM", "Burma"), ("gn:5128581", "NYC")],
)
def test_press_names_of_units(id_: str, name: str) -> None:
    assert name in further_names()[id_]
