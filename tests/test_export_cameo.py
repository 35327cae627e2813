"""CAMEO dyads: codes of events and actors, a row a directed pair."""

import csv
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas
import pytest
from frictionless import Package

from datasets_of import at
from polemos.export.datasets.cameo import Cameo
from polemos.export.datasets.cameo_rules import cameo_rules, event_code
from polemos.export.datasets.plover_rules import plover_rules, roots
from polemos.model import Source
from polemos.model.actor import Actor, Name
from polemos.packs.vocabulary import vocabulary
from polemos.service.dataset import ArchiveDataset
from polemos.service.exporting import export
from told_incidents import records, told

ARMY, FRONT = ("Syrian Army",), ("Karsa Front",)


def rows(folder: Path, *found: Any, actors: tuple[Actor, ...] = ()) -> list[dict[str, str]]:
    whole = records(*found)
    Cameo().write(replace(whole, actors=(*actors, *whole.actors)), folder)
    with (folder / "cameo.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize(
    ("found", "code"),
    [
        pytest.param(told(1, "shelling", ARMY, FRONT), "194", id="the code of the type"),
        pytest.param(told(1, "talks", ARMY, FRONT), "040", id="a code that begins with 0"),
        pytest.param(told(1, "talks", ARMY, FRONT, factuality="planned"), "036", id="talks to come"),
        pytest.param(told(1, "attack", FRONT, ARMY, factuality="planned"), "138", id="an attack threatened"),
        pytest.param(told(1, "arrest", ARMY, FRONT, factuality="planned"), "137", id="arrests threatened"),
        pytest.param(told(1, "release", FRONT, ARMY, factuality="planned"), "035", id="a release promised"),
        pytest.param(told(1, "talks", FRONT, ARMY, factuality="negated", role="denies", status="denied"), "125",
                     id="talks refused"),
        pytest.param(told(1, "agreement", FRONT, ARMY, trigger="signed"), "057", id="a deal signed"),
        pytest.param(told(1, "ceasefire", FRONT, ARMY, trigger="violated"), "196", id="a truce broken"),
        pytest.param(told(1, "sanction", ARMY, FRONT, trigger="cut off"), "163", id="sanctions"),
    ],
)  # fmt: skip
def test_event_codes(tmp_path: Path, found: Any, code: str) -> None:
    made = rows(tmp_path, found)
    assert (made[0]["code"], made[0]["root"]) == (code, code[:2])


def test_there_is_a_code_for_whatever_the_types_may_turn_into() -> None:
    table = roots()
    turned = {
        (type_, becomes)
        for type_, root in table.types.items()
        for (of, _), becomes in table.factuality.items()
        if of == root
    }
    turned |= {(part.type, part.becomes) for part in table.parts}
    turned |= {
        (type_, becomes) for type_, part in turned for (of, _), becomes in table.factuality.items() if of == part
    }
    for type_, plover in turned:
        if plover != "none":
            code = event_code(plover, type_)
            assert len(code) in (3, 4), (type_, plover)
            assert code.isdigit()
    named = {type_ for cases in cameo_rules().turned.values() for of, _ in cases for type_ in of}
    assert named <= set(table.types)
    assert set(cameo_rules().turned) <= set(plover_rules().types)
    assert set(cameo_rules().roles) <= {*vocabulary().sectors, "MED"}


@pytest.mark.parametrize(
    ("actor", "code"),
    [
        (Actor("karsa", "armed-group", (Name("Karsa Front"),), "SY"), "SYRREB"),
        (Actor("karsa", "government", (Name("Karsa Front"),), "TR", sector="SPY"), "TURSPY"),
        (Actor("karsa", "media", (Name("Karsa Front"),), "TR"), "TURMED"),
        (Actor("karsa", "civil-society", (Name("Karsa Front"),), "SD", sector="MED"), "SDNHLH"),
        (Actor("karsa", "international", (Name("Karsa Front"),), "UN"), "IGOUNO"),
        (Actor("karsa", "international", (Name("Karsa Front"),)), "IGO"),
        (Actor("karsa", "armed-group", (Name("Karsa Front"),)), "REB"),
        (Actor("karsa", "government", (Name("Karsa Front"),), "SY", sector="PRE"), "SYR"),
    ],
)
def test_actor_codes(tmp_path: Path, actor: Actor, code: str) -> None:
    made = rows(tmp_path, told(1, "talks", ARMY, FRONT), actors=(actor,))
    assert (made[0]["source"], made[0]["target"]) == ("SYRMIL", code)


def test_a_row_for_each_pair_and_each_direction_of_a_fight(tmp_path: Path) -> None:
    made = rows(tmp_path, told(1, "attack", (*ARMY, "Navy of Taria"), (*FRONT, "villagers")))
    assert [(row["source_name"], row["target_name"]) for row in made] == [
        ("Syrian Army", "Karsa Front"), ("Syrian Army", "villagers"), ("Navy of Taria", "Karsa Front"),
        ("Navy of Taria", "villagers"),
    ]  # fmt: skip
    made = rows(tmp_path, told(1, "battle", ARMY + FRONT))
    assert [(row["source"], row["target"]) for row in made] == [("SYRMIL", "SYRREB"), ("SYRREB", "SYRMIL")]


def test_what_is_no_dyad_is_left_out_and_told(tmp_path: Path) -> None:
    found = records(told(1, "attack", ARMY), told(2, "attack"), told(3, "attack", ARMY, ARMY))
    made = Cameo().write(found, tmp_path)
    assert made[0].records == 0
    assert made[0].about == "3 incidents left out: 3 with one party or none."


def test_counts_of_claims_reports_and_sources(tmp_path: Path) -> None:
    by = (Source("the mayor", "the mayor", 0, 1, "local"),)
    made = rows(tmp_path, told(4, "attack", ARMY, FRONT, said=((), (), ()), outlets=("Wire", "Post", "Wire"), by=by))
    assert (made[0]["claims"], made[0]["reports"], made[0]["sources"]) == ("3", "3", "2")
    assert made[0]["claim_ids"] == "c-4-0; c-4-1; c-4-2"
    assert made[0]["report_ids"] == "r-4-0; r-4-1; r-4-2"
    assert (made[0]["date"], made[0]["country"]) == ("2021-03-04", "SYR")


def test_hostile_names_do_not_break_it(tmp_path: Path) -> None:
    names = ('=cmd|"x"', "a\nb,\u202e", "half \ud800 sign")
    rows(tmp_path, told(1, "attack", names, ARMY, place=at("=\n", 1, 34.0, 36.0, "SY")))
    read = pandas.read_csv(tmp_path / "cameo.csv", dtype=str)
    assert len(read) == 3
    assert read["source_name"][0] == '\'=cmd|"x"'


def test_the_package_of_everything_is_valid(exported: ArchiveDataset, tmp_path: Path) -> None:
    export(exported, Cameo(), tmp_path / "out")
    report = Package(str(tmp_path / "out" / "datapackage.json")).validate()
    assert report.valid, report.flatten(["message"])
    read = pandas.read_csv(tmp_path / "out" / "cameo.csv", dtype={"code": str})
    assert {"SYRMIL", "SYRREB"} <= set(read["source"])
    assert "194" in set(read["code"])
