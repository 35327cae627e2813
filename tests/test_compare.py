"""Two lists side by side: hand-made events whose truth is known, each rule of the matching a case, then the command."""

import csv
import json
import random
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from archives import AUTHOR, archive, coded, event
from polemos.cli.main import app
from polemos.comparison.compare import Comparison, compare, country, counts, deaths_agreed, kind, month
from polemos.model.listed import ListedEvent
from polemos.service.comparing import actor_keys
from polemos.service.incidents import refresh

BASE = ListedEvent(
    "a", "battle", "fighting", "2021-03-04", "2021-03-04", 1, ("Karsa Front",), ("North Brigade",), "Homs", "SY",
    "Homs", 34.73, 36.71, 1, 3, 4, 5,
)  # fmt: skip


def pairs(found: Comparison) -> list[tuple[str, str]]:
    return [(pair.one.id, pair.other.id) for pair in found.pairs]


def other(**changes: Any) -> ListedEvent:
    return replace(BASE, **{"id": "b", **changes})


@pytest.mark.parametrize(
    ("second", "matched"),
    [
        pytest.param(other(), True, id="the same"),
        pytest.param(other(from_="2021-03-05", to="2021-03-05"), True, id="the night after"),
        pytest.param(other(from_="2021-03-06", to="2021-03-06"), False, id="two days after"),
        pytest.param(other(from_="2021-03-01", to="2021-03-31", date_precision=4), True, id="some day of the month"),
        pytest.param(other(from_="2021-04-01", to="2021-04-30", date_precision=4), False, id="another month"),
        pytest.param(other(latitude=34.77, place="Dayr Balbah"), True, id="4 km away"),
        pytest.param(other(latitude=34.95, place="Rastan"), False, id="24 km away, both exact"),
        pytest.param(other(latitude=34.95, place="Rastan", place_precision=2), True, id="24 km away, one only near"),
        pytest.param(other(latitude=36.2, longitude=37.16, place="Aleppo"), False, id="another town"),
        pytest.param(other(latitude=34.4, longitude=37.9, place="Homs", place_precision=4), True, id="the province"),
        pytest.param(other(latitude=35.1, longitude=36.7, adm1="Hama", place_precision=4), False, id="another"),
        pytest.param(other(latitude=35.0, longitude=38.0, place_precision=6), True, id="the country"),
        pytest.param(other(latitude=33.0, longitude=44.0, place_precision=6, country="IQ"), False, id="elsewhere"),
        pytest.param(other(latitude=None, longitude=None, place_precision=None), True, id="no point, same country"),
        pytest.param(other(kind="remote"), True, id="fire from afar"),
        pytest.param(other(kind="protest"), False, id="a protest"),
        pytest.param(other(actors=("North Brigade",), recipients=("Karsa Front",)), True, id="sides the other way"),
        pytest.param(other(actors=("Southern Shield",), recipients=("Coast Army",), best=90, low=90, high=90), False,
                     id="others, with other figures"),
        pytest.param(other(actors=(), recipients=(), best=None, low=None, high=None), True, id="nothing told against"),
    ],
)  # fmt: skip
def test_two_events_are_one_within_what_both_know(second: ListedEvent, matched: bool) -> None:
    assert bool(compare([BASE], [second]).pairs) is matched


def test_names_of_actors_meet_as_each_dataset_writes_them() -> None:
    names = ("Government of Syria", "Military Forces of Syria (2000-2024)", "Syrian Arab Army", "gov-sy")
    for one in names:
        for two in names:
            assert not actor_keys(one).isdisjoint(actor_keys(two)), (one, two)
    assert actor_keys("Civilians (Syria)") & actor_keys("Civilians")
    assert actor_keys("Military Forces of Turkey").isdisjoint(actor_keys("Government of Syria"))


def test_each_event_is_paired_once_and_the_whole_is_best() -> None:
    """Taken one by one the first would take what the second needs."""
    one = [replace(BASE, id="a1"), replace(BASE, id="a2", best=40, low=40, high=40)]
    two = [replace(BASE, id="b1", from_="2021-03-05", to="2021-03-05"), replace(BASE, id="b2", best=40, low=3, high=41)]
    assert pairs(compare(one, two)) == [("a1", "b1"), ("a2", "b2")]


@pytest.mark.parametrize(
    ("second", "reason"),
    [
        (other(from_="2021-05-01", to="2021-05-01"), "outside-time"),
        (other(kind="protest"), "too-different"),
        (other(latitude=36.2, longitude=37.16), "nothing-near"),
    ],
)
def test_what_is_alone_is_told_why(second: ListedEvent, reason: str) -> None:
    found = compare([BASE], [second])
    assert [each.reason for each in found.only_one] == [reason]
    assert [each.event.id for each in found.only_other] == ["b"]


def test_a_second_report_of_what_is_paired_stays_alone() -> None:
    found = compare([BASE, replace(BASE, id="a2", best=5)], [other()])
    assert pairs(found) == [("a", "b")]
    assert [(each.event.id, each.reason) for each in found.only_one] == [("a2", "better-pair")]


def test_what_has_no_date_or_place_is_counted_and_not_compared() -> None:
    found = compare([replace(BASE, from_=None, to=None), BASE], [replace(BASE, latitude=None, country=None)])
    assert (found.left_out_one, found.left_out_other, len(found.only_one)) == (1, 1, 1)


def test_counts_and_the_dead() -> None:
    one = [
        BASE,
        replace(BASE, id="a2", country="IQ", latitude=33.3, longitude=44.4, from_="2021-04-01", to="2021-04-01"),
    ]
    found = compare(one, [other(best=6, low=5, high=9)])
    assert [(each.name, each.both, each.only_one, each.only_other) for each in counts(found, country)] == [
        ("IQ", 0, 1, 0), ("SY", 1, 0, 0)
    ]  # fmt: skip
    assert [each.name for each in counts(found, month)] == ["2021-03", "2021-04"]
    assert [each.both for each in counts(found, kind)] == [1]
    dead = deaths_agreed(found)
    assert (dead.pairs, dead.equal, dead.overlapping, dead.sum_one, dead.sum_other) == (1, 0, 1, 4, 6)
    odd = compare([replace(BASE, best=9, low=9, high=3)], [other(best=9, low=9, high=9)])
    assert deaths_agreed(odd).overlapping == 1, "a best figure above the highest is in the range"


def made_up(seed: int) -> tuple[list[ListedEvent], list[ListedEvent], set[tuple[str, str]]]:
    """A year of events in a few towns, and a second list that lacks a quarter of them and tells the others a little
    otherwise; the pairs that are one."""
    chance = random.Random(seed)
    one, two, true = [], [], set()
    for number in range(300):
        day = date(2021, 1, 1) + timedelta(days=chance.randrange(365))
        north, east = 33 + chance.randrange(8) * 0.5, 36 + chance.randrange(8) * 0.5
        names = chance.sample(("Karsa Front", "North Brigade", "Coast Army", "Southern Shield"), 2)
        best = chance.randrange(1, 30)
        first = replace(
            BASE, id=f"a{number}", from_=day.isoformat(), to=day.isoformat(), latitude=north, longitude=east,
            place=f"Town {north} {east}", actors=(names[0],), recipients=(names[1],), low=best, best=best, high=best,
        )  # fmt: skip
        one.append(first)
        if chance.random() < 0.25:
            continue
        late = day + timedelta(days=chance.choice((0, 0, 0, 1)))
        told = best + chance.choice((0, 0, 1))
        two.append(
            replace(
                first,
                id=f"b{number}",
                from_=late.isoformat(),
                to=late.isoformat(),
                best=told,
                high=told,
                latitude=north + chance.uniform(-0.02, 0.02),
            )
        )
        true.add((f"a{number}", f"b{number}"))
    chance.shuffle(two)
    return one, two, true


@pytest.mark.parametrize("seed", range(3))
def test_a_list_is_found_again_in_a_changed_copy_of_it(seed: int) -> None:
    one, two, true = made_up(seed)
    found = set(pairs(compare(one, two)))
    assert len(found & true) / len(true) > 0.98
    assert len(found - true) / len(found) < 0.02
    turned = compare(two, one)
    assert {(b, a) for a, b in pairs(turned)} == found, "either may stand first"


def test_ucdps_syria_is_found_again_in_a_changed_copy(shared: Path) -> None:
    """The densest real list: a third of both halves missing, days, places and figures changed (docs/compare.md)."""
    file = shared / "corpora" / "ucdp_ged_syria" / "dev.jsonl"
    if not file.is_file():
        pytest.skip("the shared corpus is not here")
    chance, one, two, true = random.Random(7), [], [], set()
    for line in file.read_text(encoding="utf-8").splitlines()[:4000]:
        row = json.loads(line)
        if row["lat"] is None:
            continue
        first = replace(
            BASE, id=str(row["id"]), kind="civilians" if row["type_of_violence"] == "one-sided" else "fighting",
            from_=row["date_start"][:10], to=row["date_end"][:10], date_precision=row["date_precision"],
            actors=(row["side_a"],), recipients=(row["side_b"],), place=row["place"], adm1=row["adm1"],
            latitude=row["lat"], longitude=row["lon"], place_precision=row["place_precision"], low=row["low"],
            best=row["best"], high=row["high"],
        )  # fmt: skip
        kept = (chance.random() < 0.7, chance.random() < 0.7)
        moved = timedelta(days=chance.choice((-1, 1)) if chance.random() < 0.15 else 0)
        days = {name: (date.fromisoformat(getattr(first, name)) + moved).isoformat() for name in ("from_", "to")}
        second = replace(first, id=f"b{row['id']}", latitude=row["lat"] + chance.uniform(-0.03, 0.03), **days)
        if kept[0]:
            one.append(first)
        if kept[1]:
            two.append(second)
        if all(kept):
            true.add((first.id, second.id))
    found = set(pairs(compare(one, two, actor_keys)))
    assert len(found & true) / len(true) > 0.9
    assert len(found & true) / len(found) > 0.8


GED = (
    "id,type_of_violence,side_a,side_b,where_prec,where_coordinates,adm_1,latitude,longitude,country,date_prec,"
    "date_start,date_end,best,high,low\n"
)


def test_an_archive_an_import_and_a_file_are_compared_by_the_command(tmp_path: Path) -> None:
    ours = event(
        "r-1", "Karsa Front attacked North Brigade in Homs, killing 4.", "attacked", "attack", actors=("Karsa Front",),
        recipients=("North Brigade",), place="Homs", day="2021-03-04", killed=4,
    )  # fmt: skip
    assert ours.place is not None
    ours = replace(ours, place=replace(ours.place, latitude=34.73, longitude=36.71, country="SY")).identified()
    file = tmp_path / "ged.csv"
    file.write_text(
        GED + "7,2,Karsa Front,North Brigade,1,Homs,Homs,34.73,36.71,Syria,1,2021-03-04,2021-03-04,4,4,4\n"
        "8,2,Karsa Front,North Brigade,1,Raqqa,Raqqa,35.95,39.01,Syria,1,2021-03-04,2021-03-04,2,2,2\n"
    )  # fmt: skip
    with archive("sqlite", tmp_path) as made:
        made.add(coded("r-1", "Karsa Front attacked North Brigade in Homs, killing 4.", ours), AUTHOR)
        refresh(made)
        where = str(made.engine.url.database or next(tmp_path.glob("*.db")))
    where = str(next(tmp_path.glob("*.db")))
    run = CliRunner()
    done = run.invoke(app, ["import", "ged", str(file), "--name", "GED", "--archive", where])
    assert done.exit_code == 0, done.output
    for second in (str(file), f"{where}#GED", "#GED"):
        out = tmp_path / "pairs.csv"
        made_of = ["compare", where, second, "--archive", where, "-o", str(out), "--format", "json"]
        done = run.invoke(app, made_of)
        assert done.exit_code == 0, done.output
        told = json.loads(done.stdout.splitlines()[-1])
        assert (told["both"], told["only_a"], told["only_b"]) == (1, 0, 1)
        assert told["deaths"]["equal"] == 1
        with out.open(encoding="utf-8", newline="") as table:
            rows = list(csv.DictReader(table))
        assert [(row["status"], row["b_id"]) for row in rows] == [("both", "7"), ("only B", "8")]
    with file.open("a") as more:
        more.write("9,2,Karsa Front,North Brigade,1,Raqqa,Raqqa,35.95,39.01,Syria,1,soon,,2,2,2\n")
    lines = tmp_path / "pairs.jsonl"
    done = run.invoke(app, ["compare", where, str(file), "-o", str(lines), "--format", "table", "--country", "Syria"])
    assert "in both 1, only in A 0, only in B 1" in done.output
    assert "not readable: 0 of A, 1 of B" in done.output
    assert json.loads(lines.read_text().splitlines()[1])["reason"].startswith("the other list has nothing near it")
    done = run.invoke(app, ["compare", where, str(file), "--from", "2022-01-01", "--format", "json"])
    assert json.loads(done.stdout.splitlines()[-1])["both"] == 0


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        (["compare", "nothing.db", "nothing.csv"], "cannot be read"),
        (["compare", "a", "b", "-o", "out.txt"], "must end in .csv or .jsonl"),
        (["compare", "a", "b", "--country", "Atlantis"], "no country"),
    ],
)
def test_wrong_use_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, asked: list[str], words: str) -> None:
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(app, asked)
    assert done.exit_code == 2
    assert words in done.output
