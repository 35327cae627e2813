"""ACLED's columns: each rule of its codebook that the export applies, a case each."""

import csv
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas
import pytest
from frictionless import Package

from datasets_of import at
from polemos.export.datasets.acled import Acled
from polemos.export.datasets.acled_rules import acled_rules
from polemos.export.datasets.table import table
from polemos.model import Loss, Moment, Span
from polemos.model.incident import Contested
from polemos.service.exporting import export
from told_incidents import HOMS, dead, records, told

PUBLISHED = tuple(
    """event_id_cnty event_date year time_precision disorder_type event_type sub_event_type actor1 assoc_actor_1 inter1
    actor2 assoc_actor_2 inter2 interaction civilian_targeting iso region country admin1 admin2 admin3 location latitude
    longitude geo_precision source source_scale notes fatalities tags timestamp""".split()  # noqa: SIM905
)
ARMY, FRONT = ("Syrian Army",), ("Karsa Front",)


def rows(folder: Path, *found: Any) -> list[dict[str, str]]:
    Acled().write(records(*found), folder)
    with (folder / "acled.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def row(folder: Path, *found: Any) -> dict[str, str]:
    made = rows(folder, *found)
    assert len(made) == 1
    return made[0]


def killed(text: str, low: int | None, best: int | None, high: int | None = None) -> tuple[Loss, ...]:
    return (Loss("killed", Span(0, 1, "x"), Span(0, len(text), text), None, None, low, best, high),)


def test_the_columns_are_the_31_that_acled_publishes(tmp_path: Path) -> None:
    rows(tmp_path)
    assert (tmp_path / "acled.csv").read_text().splitlines()[0].split(",") == list(PUBLISHED)
    assert len(PUBLISHED) == 31


@pytest.mark.parametrize(
    ("found", "sub", "type_", "disorder"),
    [
        (told(1, "battle", ARMY + FRONT), "Armed clash", "Battles", "Political violence"),
        (told(1, "battle", ARMY, ("villagers",)), "Attack", "Violence against civilians", "Political violence"),
        (told(1, "battle", ARMY + FRONT, (), (dead(2, None, True),)), "Armed clash", "Battles", "Political violence"),
        (told(1, "attack", ARMY, FRONT), "Armed clash", "Battles", "Political violence"),
        (told(1, "attack", FRONT, ("villagers",)), "Attack", "Violence against civilians", "Political violence"),
        (told(1, "shelling", ARMY, FRONT), "Shelling/artillery/missile attack", "Explosions/Remote violence", ""),
        (told(1, "shelling", ARMY + FRONT), "Armed clash", "Battles", "Political violence"),
        (told(1, "bombing", FRONT, ARMY), "Remote explosive/landmine/IED", "Explosions/Remote violence", ""),
        (told(1, "bombing", FRONT, ARMY, trigger="threw a grenade"), "Grenade", "Explosions/Remote violence", ""),
        (told(1, "seizure", ARMY, FRONT), "Government regains territory", "Battles", "Political violence"),
        (told(1, "seizure", FRONT, ARMY), "Non-state actor overtakes territory", "Battles", "Political violence"),
        (told(1, "seizure", ("Turkish Army",), FRONT), "Non-state actor overtakes territory", "Battles", ""),
        (told(1, "killing", (), ("villagers",)), "Attack", "Violence against civilians", "Political violence"),
        (told(1, "protest", ("marchers",)), "Peaceful protest", "Protests", "Demonstrations"),
        (told(1, "protest", ("marchers",), trigger="rioted"), "Violent demonstration", "Riots", "Demonstrations"),
        (told(1, "agreement", ARMY + FRONT), "Agreement", "Strategic developments", "Strategic developments"),
    ],
)
def test_types_become_acleds(tmp_path: Path, found: Any, sub: str, type_: str, disorder: str) -> None:
    made = row(tmp_path, found)
    assert (made["sub_event_type"], made["event_type"]) == (sub, type_)
    assert made["disorder_type"] == (disorder or "Political violence")


def test_every_sub_event_of_the_rules_is_one_of_the_hierarchy_with_a_listed_type() -> None:
    rules = acled_rules()
    assert {case.to for cases in rules.types.values() for case in cases} <= set(rules.subs)
    assert len(rules.subs) == 25
    columns = {column.name: column.values for column in table("acled").columns}
    assert {sub.type for sub in rules.subs.values()} == set(columns["event_type"])
    assert {sub.disorder for sub in rules.subs.values()} == set(columns["disorder_type"])


@pytest.mark.parametrize(
    ("found", "one", "other", "interaction"),
    [
        (told(1, "attack", ARMY, FRONT), ("Syrian Army", "State forces"), ("Karsa Front", "Rebel group"),
         "State forces-Rebel group"),
        (told(1, "attack", FRONT, ARMY), ("Karsa Front", "Rebel group"), ("Syrian Army", "State forces"),
         "State forces-Rebel group"),
        (told(1, "attack", ("Turkish Army",), FRONT), ("Turkish Army", "External/Other forces"),
         ("Karsa Front", "Rebel group"), "Rebel group-External/Other forces"),
        (told(1, "attack", ("gunmen",), ("villagers",)), ("Unidentified Armed Group (Syria)", "Political militia"),
         ("Civilians (Syria)", "Civilians"), "Political militia-Civilians"),
        (told(1, "bombing", (), ()), ("Unidentified Armed Group (Syria)", "Political militia"), ("", ""),
         "Political militia only"),
        (told(1, "attack", FRONT, (), (dead(2, None, True),)), ("Karsa Front", "Rebel group"),
         ("Civilians (Syria)", "Civilians"), "Rebel group-Civilians"),
        (told(1, "attack", ("Turkish units",), FRONT), ("Turkish units", "External/Other forces"),
         ("Karsa Front", "Rebel group"), "Rebel group-External/Other forces"),
        (told(1, "shelling", ("villagers",), ARMY), ("Unidentified Armed Group (Syria)", "Political militia"),
         ("Syrian Army", "State forces"), "State forces-Political militia"),
        (told(1, "protest", ("marchers",), ("Syrian Army",)), ("Protesters (Syria)", "Protesters"), ("", ""),
         "Protesters only"),
    ],
)  # fmt: skip
def test_actors_have_their_types_and_the_lower_code_stands_first(
    tmp_path: Path, found: Any, one: Any, other: Any, interaction: str
) -> None:
    made = row(tmp_path, found)
    assert (made["actor1"], made["inter1"]) == one
    assert (made["actor2"], made["inter2"]) == other
    assert made["interaction"] == interaction


def test_further_parties_are_associated(tmp_path: Path) -> None:
    made = row(tmp_path, told(1, "attack", ("North Brigade", "West Brigade"), FRONT))
    assert (made["actor1"], made["assoc_actor_1"]) == ("North Brigade", "West Brigade")


@pytest.mark.parametrize(
    ("found", "targeted"),
    [
        (told(1, "attack", FRONT, ("villagers",)), "Civilians targeted"),
        (told(1, "airstrike", ("Turkish Army",), ("villagers",)), "Civilians targeted"),
        (told(1, "attack", FRONT, ARMY), ""),
        (told(1, "arrest", ARMY, ("villagers",)), ""),
    ],
)
def test_civilians_as_the_target_are_marked(tmp_path: Path, found: Any, targeted: str) -> None:
    assert row(tmp_path, found)["civilian_targeting"] == targeted


@pytest.mark.parametrize(
    ("found", "reason"),
    [
        pytest.param(told(1, "talks", ARMY, FRONT), "of a type", id="talks"),
        pytest.param(told(1, "attack", ARMY, FRONT, factuality="planned"), "planned", id="planned"),
        pytest.param(told(1, "attack", ARMY, FRONT, status="denied"), "denied", id="denied"),
        pytest.param(told(1, "attack", ARMY, FRONT, from_=None), "without a date", id="undated"),
        pytest.param(told(1, "attack", ARMY, FRONT, to="2021-12-31", precision=5), "within a month", id="a year"),
        pytest.param(told(1, "attack", ARMY, FRONT, place=None), "without a place", id="nowhere"),
        pytest.param(
            told(1, "attack", ARMY, FRONT, place=at("Syria", 6, 35.0, 38.0, "SY")), "within a province", id="a country"
        ),
        pytest.param(told(1, "alliance", ()), "without an actor", id="nobody"),
        pytest.param(told(1, "killing", ARMY, ()), "do not say", id="nobody struck"),
        pytest.param(told(1, "seizure", (), FRONT), "do not say", id="taken by nobody"),
    ],
)
def test_what_acled_does_not_keep_is_left_out_and_counted(tmp_path: Path, found: Any, reason: str) -> None:
    made = Acled().write(records(found), tmp_path)
    assert made[0].records == 0
    assert made[0].about.startswith("1 incident left out: 1 ")
    assert reason in made[0].about


@pytest.mark.parametrize(
    ("from_", "to", "precision", "day", "code"),
    [
        ("2021-03-04", "2021-03-04", 1, "2021-03-04", "1"),
        ("2021-03-04", "2021-03-06", 2, "2021-03-05", "2"),
        ("2021-03-01", "2021-03-07", 3, "2021-03-04", "2"),
        ("2021-03-01", "2021-03-31", 4, "2021-03-16", "3"),
        ("2021-03-01", "2021-03-10", 4, "2021-03-01", "3"),
        ("2021-03-15", "2021-03-31", 4, "2021-03-31", "3"),
        ("2021-03-10", "2021-03-20", 4, "2021-03-15", "3"),
    ],
)
def test_a_vague_time_is_one_day_with_its_precision(
    tmp_path: Path, from_: str, to: str, precision: int, day: str, code: str
) -> None:
    made = row(tmp_path, told(1, "attack", ARMY, FRONT, from_=from_, to=to, precision=precision))
    assert (made["event_date"], made["time_precision"], made["year"]) == (day, code, "2021")


@pytest.mark.parametrize(("precision", "code"), [(1, "1"), (2, "2"), (3, "3"), (4, "3"), (5, "3")])
def test_precision_of_places_is_acleds(tmp_path: Path, precision: int, code: str) -> None:
    made = row(tmp_path, told(1, "attack", ARMY, FRONT, place=replace(HOMS, precision=precision)))
    assert made["geo_precision"] == code


def test_what_lasts_has_a_row_a_day_and_shares_its_dead(tmp_path: Path) -> None:
    found = told(1, "siege", ARMY, FRONT, (dead(11),), to="2021-03-06", precision=2)
    made = rows(tmp_path, found)
    assert [each["event_date"] for each in made] == ["2021-03-04", "2021-03-05", "2021-03-06"]
    assert [each["fatalities"] for each in made] == ["5", "3", "3"]
    assert len({each["event_id_cnty"] for each in made}) == 3


def test_a_battle_told_as_lasting_is_split_by_day(tmp_path: Path) -> None:
    found = told(1, "battle", ARMY + FRONT, to="2021-03-08", precision=2)
    vague = rows(tmp_path, found)
    assert [each["event_date"] for each in vague] == ["2021-03-06"]
    time = Moment("for five days", 0, 13, "2021-03-04", "2021-03-08", 2)
    lasting = replace(found, claims=(replace(found.claims[0], time=time),))
    assert len(rows(tmp_path, lasting)) == 5


def test_several_places_have_a_row_each(tmp_path: Path) -> None:
    further = (at("Rastan", 1, 34.92, 36.73, "SY", "Homs"),)
    made = rows(tmp_path, told(1, "shelling", ARMY, FRONT, (dead(5),), also_at=further))
    assert {each["location"]: each["fatalities"] for each in made} == {"Homs": "3", "Rastan": "2"}


@pytest.mark.parametrize(
    ("said", "fatalities"),
    [
        pytest.param((killed("10", 10, 10), killed("14", 14, 14)), "10", id="the lowest until corroborated"),
        pytest.param((killed("10", 10, 10), killed("14", 14, 14), killed("14", 14, 14)), "14", id="corroborated"),
        pytest.param((killed("at least 13", 13, 13),), "13", id="a bound"),
        pytest.param((killed("dozens", 24, None),), "12", id="dozens"),
        pytest.param((killed("hundreds", 200, None),), "100", id="hundreds"),
        pytest.param((killed("several", 3, None),), "3", id="several"),
        pytest.param((killed("a few dozen", 24, None),), "12", id="a few dozen"),
        pytest.param((killed("soldiers", None, None),), "3", id="a plural without a figure"),
        pytest.param((killed("casualties", None, None),), "0", id="casualties alone"),
        pytest.param((killed("up to 50", None, None, 50),), "0", id="an upper bound alone"),
    ],
)
def test_fatalities_follow_acleds_rule(tmp_path: Path, said: Any, fatalities: str) -> None:
    claims = tuple(f"c-1-{number}" for number in range(len(said)))
    losses = (dead(99, claims=claims),)
    outlets = tuple(f"Outlet {number}" for number in range(len(said)))
    made = row(tmp_path, told(1, "attack", ARMY, FRONT, losses, said=said, outlets=outlets))
    assert made["fatalities"] == fatalities


def test_a_copy_of_a_report_corroborates_nothing(tmp_path: Path) -> None:
    said = (killed("10", 10, 10), killed("14", 14, 14), killed("14", 14, 14))
    found = told(1, "attack", ARMY, FRONT, (dead(99, claims=("c-1-0", "c-1-1", "c-1-2")),), said=said,
                 outlets=("A", "B", "C"))  # fmt: skip
    reports = (*found.reports[:2], replace(found.reports[2], copy_of="r-1-1"))
    assert row(tmp_path, replace(found, reports=reports))["fatalities"] == "10"


def test_a_suicide_bomber_is_among_the_dead(tmp_path: Path) -> None:
    assert row(tmp_path, told(1, "suicide-bombing", FRONT, ARMY))["fatalities"] == "1"


def test_the_higher_sub_event_absorbs_the_lower_of_one_day_place_and_pair(tmp_path: Path) -> None:
    found = (
        told(1, "shelling", ARMY, FRONT, (dead(4),)),
        told(2, "seizure", FRONT, ARMY, (dead(2),)),
        told(3, "shelling", ARMY, ("North Brigade",)),
        told(4, "shelling", ARMY, FRONT, from_="2021-03-05"),
    )
    made = rows(tmp_path, *found)
    assert [(each["event_date"][-2:], each["sub_event_type"][:9], each["fatalities"]) for each in made] == [
        ("04", "Non-state", "4"), ("04", "Shelling/", "0"), ("05", "Shelling/", "0")
    ]  # fmt: skip
    with (tmp_path / "acled_evidence.csv").open(encoding="utf-8", newline="") as file:
        proved = [(each["incident_id"], each["part"]) for each in csv.DictReader(file)]
    assert proved == [("i-2", "whole"), ("i-1", "absorbed"), ("i-3", "whole"), ("i-4", "whole")]


def test_a_lasting_event_meets_a_later_one_of_its_days(tmp_path: Path) -> None:
    found = (
        told(1, "siege", ARMY, FRONT, to="2021-03-06", precision=2),
        told(2, "battle", ARMY, FRONT, from_="2021-03-05"),
    )
    made = rows(tmp_path, *found)
    assert [(each["event_date"][-1], each["sub_event_type"]) for each in made] == [
        ("4", "Other"), ("5", "Armed clash"), ("6", "Other")
    ]  # fmt: skip


def test_the_other_columns_say_what_they_promise(tmp_path: Path) -> None:
    found = told(1, "attack", ARMY, FRONT, (dead(3),), outlets=("Herald", "The Wire"), said=((), ()))
    found = replace(found, incident=replace(found.incident, contested=(Contested("actor", ()),)))
    made = row(tmp_path, found)
    assert made["event_id_cnty"][:3] == "SYR"
    assert made["event_id_cnty"][3:].isdigit()
    assert (made["iso"], made["region"], made["country"], made["admin1"]) == ("760", "Middle East", "Syria", "Homs")
    assert (made["source"], made["source_scale"], made["tags"]) == ("Herald; The Wire", "", "contested: actor")
    assert made["notes"] == (
        "On 4 March 2021, Armed clash by Syrian Army against Karsa Front in Homs according to Herald, The Wire; "
        "3 reported killed."
    )
    assert made["timestamp"] == "1614902400"  # 2021-03-05T00:00:00Z


def test_every_country_with_reports_has_a_region_that_acled_lists() -> None:
    from polemos.export.datasets.states import state
    from polemos.gazetteer.countries import countries

    assert [each.alpha2 for each in countries() if not (state(each.alpha2) and state(each.alpha2).region)] == []  # type: ignore[union-attr]


def test_pandas_and_frictionless_open_it(tmp_path: Path) -> None:
    found = records(told(1, "attack", ARMY, FRONT, (dead(3),)), told(2, "protest", ("marchers",)))
    made = export(found, Acled(), tmp_path / "out")
    frame = pandas.read_csv(made.folder / "acled.csv", parse_dates=["event_date"])
    assert frame["fatalities"].sum() == 3
    assert str(frame["event_date"].dtype).startswith("datetime64")
    report = Package(str(made.folder / "datapackage.json")).validate()
    assert report.valid, report.flatten(["type", "note"])


def test_the_coded_samples_come_through_both_exports(handmade: Any, tmp_path: Path) -> None:
    from polemos.export.datasets.ged import Ged

    for exporter in (Acled(), Ged()):
        made = export(handmade, exporter, tmp_path / exporter.name)
        report = Package(str(made.folder / "datapackage.json")).validate()
        assert report.valid, report.flatten(["type", "note"])
        told_of = made.resources[0]
        assert told_of.records + (told_of.about.count(" left out") > 0) > 0
