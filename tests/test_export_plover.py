"""PLOVER's types, modes, scores, actors and places; POLECAT's columns of the same events."""

import csv
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas
import pytest
from frictionless import Package

from datasets_of import at
from polemos.export.datasets.plover import Plover
from polemos.export.datasets.plover_rules import plover_rules, roots
from polemos.export.datasets.polecat import Polecat
from polemos.model import Source
from polemos.model.actor import Actor, Name
from polemos.packs.vocabulary import vocabulary
from polemos.service.dataset import ArchiveDataset
from polemos.service.exporting import export
from told_incidents import HOMS, dead, records, told

PUBLISHED = """Event ID|Event Date|Event Type|Event Mode|Intensity|Quad Code|Contexts|Actor Name|Actor Country|Actor COW
Primary Actor Sector|Actor Sectors|Actor Title|Actor Name Raw|Wikipedia Actor ID|Recipient Name|Recipient Country
Recipient COW|Primary Recipient Sector|Recipient Sectors|Recipient Title|Recipient Name Raw|Wikipedia Recipient ID
Placename|City|District|Province|Country|Latitude|Longitude|GeoNames ID|Raw Placename|Feature Type|Source
Publication Date|Story People|Story Organizations|Story Locations|Language|Version""".replace("\n", "|").split("|")
"""POLECAT's columns in their order."""
ARMY, FRONT = ("Syrian Army",), ("Karsa Front",)
DENIES = Source("Syrian Army", "army", 0, 1, "party", "denies", "military", "army-sy")


def events(folder: Path, *found: Any, actors: tuple[Actor, ...] = ()) -> list[dict[str, Any]]:
    whole = records(*found)
    Plover().write(replace(whole, actors=(*actors, *whole.actors)), folder)
    return [json.loads(line) for line in (folder / "plover.jsonl").read_text(encoding="utf-8").splitlines()]


def event(folder: Path, *found: Any, actors: tuple[Actor, ...] = ()) -> dict[str, Any]:
    made = events(folder, *found, actors=actors)
    assert len(made) == 1
    return made[0]


def left_out(folder: Path, *found: Any) -> str:
    made = Plover().write(records(*found), folder)
    assert made[0].records == 0
    return made[0].about


def row(folder: Path, *found: Any) -> dict[str, str]:
    Polecat().write(records(*found), folder)
    with (folder / "polecat.tsv").open(encoding="utf-8", newline="") as file:
        made = list(csv.DictReader(file, delimiter="\t"))
    assert len(made) == 1
    return made[0]


@pytest.mark.parametrize(
    ("found", "type_", "mode", "intensity"),
    [
        pytest.param(told(1, "shelling", ARMY, FRONT), "ASSAULT", "heavy-weapons", -9.5, id="shelling"),
        pytest.param(told(1, "airstrike", ARMY, FRONT), "ASSAULT", "aerial", -9.5, id="air strike"),
        pytest.param(told(1, "airstrike", ARMY, trigger="drone strike"), "ASSAULT", "drone", -9.5, id="drone"),
        pytest.param(told(1, "chemical-attack", ARMY), "ASSAULT", "unconventional", -10, id="gas"),
        pytest.param(told(1, "attack", FRONT, ARMY), "ASSAULT", None, -9, id="an attack with nobody knows what"),
        pytest.param(told(1, "attack", FRONT, ARMY, trigger="gunned down"), "ASSAULT", "firearms", -9, id="guns"),
        pytest.param(told(1, "capture", FRONT, ARMY), "ASSAULT", "abduct", -8.5, id="fighters captured"),
        pytest.param(told(1, "withdrawal", ARMY), "RETREAT", "withdraw", 8, id="a withdrawal that took place"),
        pytest.param(told(1, "withdrawal", ARMY, factuality="planned"), "AGREE", None, 2.5, id="one that is announced"),
        pytest.param(told(1, "attack", FRONT, ARMY, factuality="planned"), "THREATEN", "violence", -3.5, id="a threat"),
        pytest.param(told(1, "siege", ARMY, factuality="planned"), "THREATEN", "restrict", -3, id="a threatened siege"),
        pytest.param(told(1, "talks", ARMY + FRONT), "CONSULT", None, 2.5, id="talks"),
        pytest.param(told(1, "talks", ARMY, FRONT, trigger="phoned"), "CONSULT", "phone", 1.5, id="by phone"),
        pytest.param(told(1, "talks", ARMY, FRONT, factuality="negated", role="denies", status="denied"),
                     "REJECT", "meet", -2, id="talks refused"),
        pytest.param(told(1, "mobilisation", ARMY), "MOBILIZE", "troops", -6.5, id="an army moves"),
        pytest.param(told(1, "mobilisation", FRONT), "MOBILIZE", "militia", -6, id="a group moves"),
        pytest.param(told(1, "protest", ("marchers",), trigger="rioted"), "PROTEST", "riot", -7, id="a riot"),
        pytest.param(told(1, "accusation", ARMY, FRONT), "ACCUSE", None, -3, id="the sign that the manual lost"),
        pytest.param(told(1, "displacement", ARMY, ("villagers",), trigger="drove out"), "SANCTION", "expel", -5.5,
                     id="driven out"),
        pytest.param(told(1, "displacement", ARMY, ("villagers",), trigger="deported"), "COERCE", "deport", -7,
                     id="deported"),
    ],
)  # fmt: skip
def test_type_mode_and_score(tmp_path: Path, found: Any, type_: str, mode: str | None, intensity: float) -> None:
    made = event(tmp_path, found)
    assert (made["type"], made["mode"], made["intensity"]) == (type_, mode, intensity)
    assert made["quad"] == plover_rules().types[type_].quad


@pytest.mark.parametrize(
    ("found", "reason"),
    [
        (told(1, "attack", ARMY, FRONT, factuality="negated", role="denies", status="denied"), "1 denied, or only"),
        (told(1, "talks", ARMY, factuality="negated", role="denies", status="denied", by=(DENIES,)), "1 denied, or"),
        (told(1, "attack", ARMY, factuality="possible", role="doubts", status="denied"), "1 denied, or only possible"),
        (told(1, "attack", ARMY, FRONT, status="rejected"), "1 rejected by a reviewer"),
        (told(1, "attack", ARMY, factuality="hypothetical"), "1 that PLOVER has no type for"),
        (told(1, "aid", ARMY), "1 without the recipient that PLOVER asks for"),
    ],
)
def test_what_is_no_event_is_counted_by_reason(tmp_path: Path, found: Any, reason: str) -> None:
    assert reason in left_out(tmp_path, found)


def test_an_alliance_of_two_is_its_own_recipient(tmp_path: Path) -> None:
    assert event(tmp_path, told(1, "alliance", ("North Brigade", "West Brigade")))["type"] == "COOPERATE"


def test_a_promise_has_the_day_it_was_told(tmp_path: Path) -> None:
    made = event(tmp_path, told(1, "attack", FRONT, ARMY, factuality="planned", from_="2021-04-01"))
    assert (made["date"], made["polemos"]["date_of_report"], made["polemos"]["from"]) == (
        "2021-03-05",
        True,
        "2021-04-01",
    )
    assert event(tmp_path, told(1, "attack", FRONT, ARMY))["date"] == "2021-03-04"
    assert event(tmp_path, told(1, "attack", FRONT, ARMY, from_=None))["date"] is None


def test_every_table_fits_the_codebook() -> None:
    rules, types = plover_rules(), set(roots().types)
    assert set(rules.types) == set(rules.modes) | {
        "AGREE",
        "SUPPORT",
        "CONCEDE",
        "COOPERATE",
        "AID",
        "REQUEST",
        "ACCUSE",
    }
    assert len(rules.types) == 16
    for name, cases in rules.modes.items():
        assert {case.to for case in cases} <= set(rules.types[name].modes), name
        assert {type_ for case in cases for type_ in case.of} <= types, name
    assert {each for case in rules.contexts for each in case.of} <= types
    assert set(rules.sectors) <= set(vocabulary().sectors)


def test_actors_have_country_sector_and_the_words_of_the_report(tmp_path: Path) -> None:
    made = event(tmp_path, told(1, "attack", ARMY, ("gunmen",)))
    assert made["actor"] == [
        {"name": "Syrian Army", "country": "SYR", "sector": "MIL", "extracted_text": ["Syrian Army"], "wikipedia": None,
         "polemos": {"actor_id": "army-sy", "kind": "military", "claims": []}}
    ]  # fmt: skip
    assert (made["recipient"][0]["country"], made["recipient"][0]["sector"]) == (None, "UAF")


def test_sectors_and_bodies_of_the_packs_become_plovers(tmp_path: Path) -> None:
    actors = (
        Actor("army-sy", "international", (Name("Blue Force"),), "UN"),
        Actor("north", "international", (Name("Aid Circle"),), None, sector="NGO"),
        Actor("west", "person", (Name("Abu Karsa"),), "SY", parent="karsa"),
    )
    made = event(tmp_path, told(1, "talks", (*ARMY, "North Brigade", "West Brigade")), actors=actors)
    assert [(each["country"], each["sector"]) for each in made["actor"]] == [
        ("UNO", None),
        ("NGO", "SOC"),
        ("SYR", "REB"),
    ]


@pytest.mark.parametrize(
    ("place", "resolution", "city", "district", "province"),
    [
        (HOMS, 4, "Homs", "Homs District", "Homs"),
        (replace(HOMS, precision=2), 3, "Homs", "Homs District", "Homs"),
        (at("Karsa district", 3, 34.0, 36.0, "SY", "Homs"), 3, None, "Karsa district", "Homs"),
        (at("Homs province", 4, 34.0, 38.0, "SY", "Homs"), 2, None, None, "Homs province"),
        (at("the road", 5, 34.0, 38.0, "SY"), None, None, None, None),
        (at("Syria", 6, 35.0, 38.0, "SY"), 1, None, None, None),
        (at("Red Sea", 7, 20.0, 38.0), None, None, None, None),
    ],
)
def test_places_are_as_fine_as_they_are_told(
    tmp_path: Path, place: Any, resolution: int | None, city: str | None, district: str | None, province: str | None
) -> None:
    where = event(tmp_path, told(1, "attack", ARMY, FRONT, place=place))["location"]
    assert (where["resolution"], where["city"], where["province"]) == (resolution, city, province)
    assert where["district"] == district or city == "Homs"
    assert where["country_code"] == ("SYR" if place.country else None)
    assert where["geonameid"] == (169577 if place.place_id else None)


def test_every_value_leads_to_its_claims(tmp_path: Path) -> None:
    made = event(tmp_path, told(7, "attack", ARMY, FRONT, (dead(12, claims=("c-7-0",)),), said=((), ())))
    assert made["magnitude"][0]["claims"] == ["c-7-0"]
    assert (made["magnitude"][0]["status"], made["magnitude"][0]["best"]) == ("killed", 12)
    assert made["polemos"]["claims"] == [{"id": "c-7-0", "role": "supports"}, {"id": "c-7-1", "role": "supports"}]
    assert made["polemos"]["type_from"] == ["c-7-0", "c-7-1"]
    assert [each["publisher"] for each in made["source"]] == ["The Wire", "The Wire"]


def test_contexts_come_from_type_and_actor(tmp_path: Path) -> None:
    assert event(tmp_path, told(1, "seizure", ARMY))["context"] == ["military", "territory"]
    assert event(tmp_path, told(1, "attack", FRONT))["context"] == []


def test_polecat_has_its_40_columns_in_their_order(tmp_path: Path) -> None:
    made = row(tmp_path, told(1, "attack", ARMY, FRONT))
    assert list(made) == PUBLISHED
    assert len(PUBLISHED) == 40


def test_polecats_cells(tmp_path: Path) -> None:
    made = row(tmp_path, told(1, "shelling", (*ARMY, "gunmen"), FRONT, by=(replace(DENIES, stance="asserts"),)))
    assert made["Actor Name"] == "Syrian Army;gunmen"
    assert (made["Actor Country"], made["Actor COW"], made["Primary Actor Sector"]) == ("SYR;None", "652;None", "MIL")
    assert (made["Actor Sectors"], made["Actor Title"]) == ("MIL;UAF", "None")
    assert (made["Recipient Name"], made["Primary Recipient Sector"]) == ("Karsa Front", "REB")
    assert (made["Event Date"], made["Publication Date"]) == ("2021-03-04", "2021-03-05")
    assert (made["GeoNames ID"], made["City"], made["Country"], made["Feature Type"]) == (
        "169577",
        "Homs",
        "SYR",
        "PPLA",
    )
    assert (made["Story Organizations"], made["Story People"]) == ("Syrian Army;Karsa Front", "None")
    assert (made["Story Locations"], made["Language"], made["Contexts"]) == ("Homs", "None", "military")


def test_wikipedia_and_cow_are_the_actors_own(tmp_path: Path) -> None:
    page = "https://en.wikipedia.org/wiki/"
    actors = (
        Actor("karsa", "armed-group", (Name("Karsa Front"),), "DE", sources=(page + "War", page + "Karsa_Front")),
        Actor("army-sy", "military", (Name("Syrian Army"),), "PS", sources=(page + "War",)),
    )
    whole = replace(records(told(1, "attack", FRONT, ARMY)), actors=actors)
    Polecat().write(whole, tmp_path)
    made = pandas.read_csv(tmp_path / "polecat.tsv", sep="\t", keep_default_na=False).iloc[0]
    assert (made["Wikipedia Actor ID"], made["Actor COW"]) == ("Karsa_Front", 255)
    assert (made["Wikipedia Recipient ID"], made["Recipient COW"]) == ("None", "None")


def test_polecats_evidence_leads_to_claims_and_reports(tmp_path: Path) -> None:
    Polecat().write(records(told(1, "attack", ARMY, FRONT, said=((), ()), by=(DENIES,))), tmp_path)
    proofs = pandas.read_csv(tmp_path / "polecat_evidence.tsv", sep="\t")
    assert list(proofs["claim_id"]) == ["c-1-0", "c-1-1"]
    assert list(proofs["report_id"]) == ["r-1-0", "r-1-1"]
    assert set(proofs["said_by"]) == {"Syrian Army"}


HOSTILE = ('=1+1;"x"\t', "a\nb", "right\u202eleft", "half \ud800 sign", "😀 لواء", "\0")


def test_hostile_names_break_neither(tmp_path: Path) -> None:
    found = told(1, "attack", HOSTILE, ARMY, place=at("=a;\nb\ud801", 1, 34.0, 36.0, "SY"))
    made = event(tmp_path, found)
    assert [each["name"] for each in made["actor"]] == [name.replace("\ud800", "?") for name in HOSTILE]
    Polecat().write(records(found), tmp_path)
    read = pandas.read_csv(tmp_path / "polecat.tsv", sep="\t")
    assert read.shape == (1, 40)
    assert read["Actor Name"][0].startswith("'=1+1,")
    assert read["Actor Name"][0].count(";") == len(HOSTILE) - 1


@pytest.mark.parametrize("made", [Plover(), Polecat()], ids=["plover", "polecat"])
def test_the_archive_of_everything_is_written_whole(exported: ArchiveDataset, tmp_path: Path, made: Any) -> None:
    done = export(exported, made, tmp_path / "out")
    count = sum(1 for _ in exported.incidents())
    assert 0 < done.resources[0].records < count
    told_of = int(done.resources[0].about.split(" ")[0])
    assert done.resources[0].records + told_of == count


def test_polecats_package_is_valid(exported: ArchiveDataset, tmp_path: Path) -> None:
    export(exported, Polecat(), tmp_path / "out")
    report = Package(str(tmp_path / "out" / "datapackage.json")).validate()
    assert report.valid, report.flatten(["message"])
    frame = pandas.read_csv(tmp_path / "out" / "polecat.tsv", sep="\t")
    assert list(frame.columns) == PUBLISHED


def test_nothing_gives_an_empty_file(tmp_path: Path) -> None:
    assert events(tmp_path) == []
