"""UCDP's columns: each rule of its codebook that the export applies, a case each."""

import csv
import json
from pathlib import Path
from typing import Any

import pytest
from frictionless import Package

from datasets_of import at
from polemos.export.datasets.ged import Ged
from polemos.export.datasets.ged_places import Spot
from polemos.export.datasets.numbers import evenly, number
from polemos.model import Source
from polemos.service.exporting import export
from told_incidents import dead, records, told

PUBLISHED = tuple(
    """id relid year active_year code_status type_of_violence conflict_dset_id conflict_new_id conflict_name
dyad_dset_id dyad_new_id dyad_name side_a_dset_id side_a_new_id side_a side_b_dset_id side_b_new_id side_b
number_of_sources source_article source_office source_date source_headline source_original where_prec where_coordinates
where_description adm_1 adm_2 latitude longitude geom_wkt priogrid_gid country country_id region event_clarity date_prec
date_start date_end deaths_a deaths_b deaths_civilians deaths_unknown best high low gwnoa gwnob""".split()  # noqa: SIM905
)
"""UCDP GED 22.1 to 25.1."""
THREE = (
    at("Homs", 1, 34.73, 36.71, "SY", "Homs", "gn:169577"),
    at("Talbiseh", 1, 34.84, 36.73, "SY", "Homs"),
    at("Rastan", 1, 34.92, 36.73, "SY", "Homs"),
)


def rows(folder: Path, *found: Any) -> list[dict[str, str]]:
    Ged().write(records(*found), folder)
    with (folder / "ged.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def row(folder: Path, *found: Any) -> dict[str, str]:
    made = rows(folder, *found)
    assert len(made) == 1
    return made[0]


def left_out(folder: Path, *found: Any) -> str:
    made = Ged().write(records(*found), folder)
    assert made[0].records == 0
    return made[0].about


def test_the_columns_are_those_that_ucdp_publishes(tmp_path: Path) -> None:
    rows(tmp_path)
    assert (tmp_path / "ged.csv").read_text().splitlines()[0].split(",") == list(PUBLISHED)


@pytest.mark.parametrize(
    ("actors", "recipients", "violence", "a", "b"),
    [
        pytest.param(("Syrian Army",), ("Karsa Front",), "1", "Government of Syria", "Karsa Front", id="state strikes"),
        pytest.param(("Karsa Front",), ("Syrian Army",), "1", "Government of Syria", "Karsa Front", id="state first"),
        pytest.param(("Syrian Army",), ("Turkish Army",), "1", "Government of Syria", "Government of Turkey", id="2"),
        pytest.param(("Peace Force",), ("Karsa Front",), "1", "Peace Force", "Karsa Front", id="states together"),
        pytest.param(("Karsa Front",), ("North Brigade",), "2", "Karsa Front", "North Brigade", id="groups"),
        pytest.param(("Rebel Council",), ("Karsa Front",), "2", "Rebel Council", "Karsa Front", id="not recognised"),
        pytest.param(("Turkish units",), ("Karsa Front",), "1", "Government of Turkey", "Karsa Front", id="adjective"),
        pytest.param(("troops",), ("Karsa Front",), "1", "troops", "Karsa Front", id="some state's"),
        pytest.param(("Karsa Front",), ("villagers",), "3", "Karsa Front", "Civilians", id="one-sided"),
        pytest.param(("Syrian Army",), ("villagers",), "3", "Government of Syria", "Civilians", id="by the state"),
        pytest.param(
            ("Karsa Front", "North Brigade"), (), "2", "Karsa Front", "North Brigade", id="a battle of two groups"
        ),
        pytest.param(
            ("North Brigade", "Syrian Army", "West Brigade"), (), "1", "Government of Syria",
            "North Brigade, West Brigade", id="a battle of a state and two groups",
        ),
        pytest.param(
            ("North Brigade", "Karsa Front", "West Brigade"), (), "2", "North Brigade, West Brigade", "Karsa Front",
            id="a battle of three groups on two sides",
        ),
    ],
)  # fmt: skip
def test_the_kind_of_violence_follows_from_who_fights_whom(
    tmp_path: Path, actors: tuple[str, ...], recipients: tuple[str, ...], violence: str, a: str, b: str
) -> None:
    made = row(tmp_path, told(1, "battle", actors, recipients, (dead(2),)))
    assert (made["type_of_violence"], made["side_a"], made["side_b"]) == (violence, a, b)
    assert made["dyad_name"] == f"{a} - {b}"
    assert made["conflict_name"] == ("" if violence == "1" else f"{a} - {b}")


def test_numbers_of_sides_are_ucdps_where_the_packs_have_them(tmp_path: Path) -> None:
    made = row(tmp_path, told(1, "attack", ("Syrian Army",), ("Karsa Front",), (dead(1),)))
    assert (made["side_a_new_id"], made["side_b_new_id"]) == ("118", "5005")
    assert (made["gwnoa"], made["gwnob"]) == ("652", "")
    made = row(tmp_path, told(1, "attack", ("North Brigade",), ("villagers",), (dead(1),)))
    assert (made["side_a_new_id"], made["side_b_new_id"]) == ("", "1")


@pytest.mark.parametrize(
    ("found", "reason"),
    [
        pytest.param(told(1, "protest", ("marchers",), (), (dead(3),)), "no use of armed force", id="no armed force"),
        pytest.param(told(1, "attack", ("Army",), ("Karsa Front",)), "without a death", id="nobody told of"),
        pytest.param(told(1, "attack", ("Army",), ("Karsa Front",), (dead(0),)), "without a death", id="nobody died"),
        pytest.param(
            told(1, "attack", ("Army",), ("Karsa Front",), (dead(3),), status="denied"), "denied", id="denied"
        ),
        pytest.param(
            told(1, "attack", ("Army",), ("Karsa Front",), (dead(3),), factuality="hypothetical"), "planned", id="if"
        ),
        pytest.param(
            told(1, "attack", ("Army",), ("Karsa Front",), (dead(3),), role="denies"), "denied", id="only denials"
        ),
        pytest.param(
            told(1, "attack", ("Army",), ("Karsa Front",), (dead(3),), from_=None), "without a date", id="undated"
        ),
        pytest.param(
            told(1, "attack", ("Army",), ("Karsa Front",), (dead(3),), place=None), "without a place", id="nowhere"
        ),
        pytest.param(told(1, "attack", ("gunmen",), ("villagers",), (dead(3),)), "by nobody who is", id="gunmen"),
        pytest.param(told(1, "killing", (), ("villagers",), (dead(3),)), "by nobody who is", id="no doer"),
        pytest.param(told(1, "attack", ("Army",), ("dam",), (dead(3),)), "against nobody", id="nobody struck"),
        pytest.param(
            told(1, "shelling", ("Army",), (), (dead(3, None, True),)), "from afar", id="shells with dead civilians"
        ),
        pytest.param(
            told(1, "battle", ("Karsa Front", "North Brigade", "Rebel Council"), (), (dead(3),)), "several parties",
            id="nobody tells who fights whom",
        ),
        pytest.param(
            told(1, "airstrike", ("Army",), ("villagers",), (dead(3),)), "from afar", id="people who may be anybody"
        ),
    ],
)  # fmt: skip
def test_what_the_definition_does_not_admit_is_left_out_and_counted(tmp_path: Path, found: Any, reason: str) -> None:
    about = left_out(tmp_path, found)
    assert about.startswith("1 incident left out: 1 ")
    assert reason in about


def test_shelling_is_between_the_fighters_unless_civilians_are_those_struck(tmp_path: Path) -> None:
    both = row(tmp_path, told(1, "shelling", ("Syrian Army",), ("Karsa Front", "villagers"), (dead(3, None, True),)))
    assert (both["type_of_violence"], both["deaths_civilians"]) == ("1", "3")
    aimed = row(tmp_path, told(1, "shelling", ("Syrian Army",), ("villagers",), (dead(3, None, True),)))
    assert aimed["type_of_violence"] == "3"


@pytest.mark.parametrize(
    ("losses", "columns"),
    [
        pytest.param((dead(3, "Syrian Army"), dead(5, "Karsa Front")), (3, 5, 0, 0, 8, 8, 8), id="both sides"),
        pytest.param((dead(3, "the regime's troops"),), (3, 0, 0, 0, 3, 3, 3), id="another name of a side"),
        pytest.param((dead(3, "Karsa Front", False), dead(2, None, True)), (0, 3, 2, 0, 5, 5, 5), id="civilians"),
        pytest.param((dead(4, "West Brigade"),), (0, 0, 0, 4, 4, 4, 4), id="a third party's"),
        pytest.param((dead(3, "Syrian Army"), dead(5)), (3, 0, 0, 2, 5, 5, 5), id="a total holds its part"),
        pytest.param((dead(8, "Karsa Front"), dead(5)), (0, 8, 0, 0, 8, 8, 8), id="a part above the total"),
        pytest.param((dead(5, low=2, high=9),), (0, 0, 0, 5, 5, 9, 2), id="low and high"),
        pytest.param((dead(None, low=24),), (0, 0, 0, 24, 24, 24, 24), id="dozens"),
        pytest.param((dead(None, high=50),), (0, 0, 0, 0, 0, 50, 0), id="up to fifty"),
    ],
)
def test_the_dead_go_where_they_belong_and_best_is_their_sum(tmp_path: Path, losses: Any, columns: Any) -> None:
    made = row(tmp_path, told(1, "battle", ("Syrian Army",), ("Karsa Front",), losses))
    names = ("deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown", "best", "high", "low")
    assert tuple(int(made[name]) for name in names) == columns


def test_one_sided_violence_has_no_dead_of_either_side(tmp_path: Path) -> None:
    losses = (dead(3, "Karsa Front"), dead(4, None, True))
    made = row(tmp_path, told(1, "attack", ("Karsa Front",), ("villagers",), losses))
    assert [made[name] for name in ("deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown")] == [
        "0",
        "0",
        "4",
        "3",
    ]


def test_dead_fighters_tell_the_other_side(tmp_path: Path) -> None:
    made = row(tmp_path, told(1, "airstrike", ("Peace Force",), (), (dead(7, "Karsa Front", False),)))
    assert (made["side_b"], made["deaths_b"]) == ("Karsa Front", "7")


def test_a_total_over_several_places_is_split_as_evenly_as_it_can_be(tmp_path: Path) -> None:
    losses = (dead(4, "Syrian Army"), dead(4, "Karsa Front", low=3, high=6))
    found = told(1, "battle", ("Syrian Army",), ("Karsa Front",), losses, place=THREE[0], also_at=THREE[1:])
    made = rows(tmp_path, found)
    assert [each["where_coordinates"] for each in made] == ["Homs", "Talbiseh", "Rastan"]
    assert [int(each["best"]) for each in made] == [3, 3, 2]
    assert [int(each["low"]) for each in made] == [3, 2, 2]
    assert [int(each["high"]) for each in made] == [4, 3, 3]
    assert sum(int(each["deaths_a"]) for each in made) == sum(int(each["deaths_b"]) for each in made) == 4
    assert {each["event_clarity"] for each in made} == {"2"}
    assert len({each["id"] for each in made}) == 3
    with (tmp_path / "ged_evidence.csv").open(encoding="utf-8", newline="") as file:
        proved = list(csv.DictReader(file))
    assert [each["id"] for each in proved] == [each["id"] for each in made]
    assert {(each["incident_id"], each["claim_ids"], each["report_ids"]) for each in proved} == {
        ("i-1", "c-1-0", "r-1-0")
    }


def test_fewer_deaths_than_places_stay_one_event_of_the_unit_that_holds_them(tmp_path: Path) -> None:
    found = told(1, "battle", ("Syrian Army",), ("Karsa Front",), (dead(2),), place=THREE[0], also_at=THREE[1:])
    made = row(tmp_path, found)
    assert (made["where_prec"], made["adm_1"], made["best"], made["event_clarity"]) == ("4", "Homs", "2", "2")
    far = (at("Aleppo", 1, 36.2, 37.15, "SY", "Aleppo"), THREE[1])
    made = row(tmp_path, told(1, "battle", ("Syrian Army",), ("Karsa Front",), (dead(1),), also_at=far))
    assert (made["where_prec"], made["where_coordinates"]) == ("6", "Syria")


def test_a_place_that_no_gazetteer_lists_is_somewhere_in_its_country(tmp_path: Path) -> None:
    made = row(
        tmp_path, told(1, "attack", ("Army",), ("Karsa Front",), (dead(1),), place=at("Tell X", 1, country="SY"))
    )
    assert (made["where_prec"], made["where_coordinates"], made["where_description"]) == ("6", "Syria", "Tell X")


def test_place_time_and_sources_stand_in_their_columns(tmp_path: Path) -> None:
    by = (Source("Field Hospital", "x", 0, 1, "civil"),)
    made = row(
        tmp_path,
        told(1, "attack", ("Army",), ("Karsa Front",), (dead(1),), to="2021-03-06", precision=2, by=by,
             said=((), ()), outlets=("The Wire", "Herald")),
    )  # fmt: skip
    assert (made["date_start"], made["date_end"], made["date_prec"], made["year"]) == (
        "2021-03-04",
        "2021-03-06",
        "2",
        "2021",
    )
    assert (made["latitude"], made["longitude"], made["geom_wkt"]) == ("34.73", "36.71", "POINT (36.71 34.73)")
    assert (made["priogrid_gid"], made["country"], made["country_id"], made["region"]) == (
        "179714",
        "Syria",
        "652",
        "Middle East",
    )
    assert (made["source_office"], made["source_original"]) == ("The Wire; Herald", "Field Hospital (civil)")
    assert made["source_article"] == 'The Wire, 2021-03-05, "News 0"; Herald, 2021-03-05, "News 1"'
    assert (made["number_of_sources"], made["source_headline"]) == ("2", "News 0; News 1")


@pytest.mark.parametrize(
    ("latitude", "longitude", "cell"),
    [(-90.0, -180.0, 1), (10.51, 2.29, 145085), (90.0, 180.0, 259200), (0.0, 0.0, 129961), (-0.01, -0.01, 129240)],
)
def test_cells_are_numbered_as_priogrid_numbers_them(latitude: float, longitude: float, cell: int) -> None:
    assert Spot("x", "x", 1, latitude, longitude, "SY", None, None).cell == cell


def test_a_year_is_active_from_25_deaths_of_one_dyad(tmp_path: Path) -> None:
    side = (("Syrian Army",), ("Karsa Front",))
    found = (
        told(1, "battle", *side, (dead(20),), from_="2021-03-04"),
        told(2, "battle", *side, (dead(5),), from_="2021-12-31"),
        told(3, "battle", *side, (dead(24),), from_="2022-01-01"),
        told(4, "battle", ("Syrian Army",), ("North Brigade",), (dead(24),), from_="2021-05-01"),
    )
    assert [each["active_year"] for each in rows(tmp_path, *found)] == ["1", "1", "0", "0"]


def test_ids_stay_and_are_numbers_that_a_spreadsheet_holds() -> None:
    assert number("i-1", "0") == number("i-1", "0") != number("i-1", "1")
    assert 0 <= number("i-1", "0") < 10**15


@pytest.mark.parametrize("total", range(9))
@pytest.mark.parametrize("shares", [1, 2, 3, 7])
def test_shares_differ_by_one_at_most_and_add_up(total: int, shares: int) -> None:
    for first in range(shares):
        found = evenly(total, shares, first)
        assert sum(found) == total
        assert max(found) - min(found) <= 1


def test_frictionless_finds_the_package_valid_and_its_types_right(tmp_path: Path) -> None:
    losses = (dead(3, "Syrian Army"), dead(5, "Karsa Front", low=2))
    found = records(told(1, "battle", ("Syrian Army",), ("Karsa Front",), losses), told(2, "talks"))
    made = export(found, Ged(), tmp_path / "out")
    report = Package(str(made.folder / "datapackage.json")).validate()
    assert report.valid, report.flatten(["type", "note"])
    descriptor = json.loads((made.folder / "datapackage.json").read_text(encoding="utf-8"))
    assert [each["rows"] for each in descriptor["resources"]] == [1, 1]
    assert "1 incident left out: 1 of a type" in (made.folder / "README.md").read_text(encoding="utf-8")
