"""Control, standing, contradictions and their provenance in an archive, as commands and exports show them."""

import csv
import io
import json
import os
import random
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from archives import AUTHOR, KINDS, address, archive, coded
from polemos.cli.main import app
from polemos.errors import ArchiveError, UsageError
from polemos.export.control_map import feature_collection
from polemos.export.control_rows import COLUMNS, control_csv
from polemos.gazetteer.load import packaged
from polemos.incidents.control import control
from polemos.incidents.signals import signals
from polemos.model import Claim, CodedReport, Report
from polemos.service.coding import Request, code
from polemos.service.contradictions import contradictions
from polemos.service.digest import digest
from polemos.service.picture import control_intervals, control_on, picture, standing_edges
from polemos.service.samples import sample_files
from polemos.service.why import why
from polemos.store.archive import Archive
from polemos.store.records import name_key
from told_claims import ORIGIN, at, happening, holding, related, who

DAWN, ARMY = who("Dawn Front"), who("Army of Velm", "military")
TEXTS = {
    "r-1": "x Dawn Front took the town, its own radio said, and other words so that there is a text at all here.",
    "r-2": "x The Army of Velm still has the town, officers told reporters who had asked them about it by telephone.",
}
CLAIMS: tuple[Claim, ...] = (
    happening(1, "seizure", (DAWN,), "2021-05-03"),
    holding(2, "holds", ARMY, "2021-05-09", by="Officer", report="r-2"),
    related(3, DAWN, "allied-with", who("North Legion"), "2021-05-03"),
    related(4, DAWN, "allied-with", who("North Legion"), "2021-05-09", by="Officer", stance="denies", report="r-2"),
    holding(5, "holds", DAWN, "2021-04-01", place=at("Velm Province", 4)),
)


def reports() -> list[CodedReport]:
    made = []
    for id_, text in TEXTS.items():
        own = tuple(claim for claim in CLAIMS if claim.report_id == id_)
        made.append(coded(id_, text, *own, published="2021-06-30", outlet=f"Outlet {id_}"))  # type: ignore[arg-type]
    return made


@pytest.fixture(params=KINDS)
def kept(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Archive]:
    with archive(request.param, tmp_path) as made:
        made.add_all(reports(), AUTHOR)
        yield made


def test_a_place_is_found_by_any_usual_spelling_and_area_and_town_stay_apart(kept: Archive) -> None:
    assert [each.holder for each in control_intervals(kept, "KARSA")] == ["Dawn Front", "Army of Velm"]
    assert [each.scope for each in control_intervals(kept, "Velm Province")] == ["area"]
    assert [each.holder for each in control_on(kept, "2021-05-04", "Karsa")] == ["Dawn Front"]


def test_a_place_is_found_by_another_name_of_the_gazetteer(tmp_path: Path) -> None:
    kobani = packaged().exact("Kobani")[0].place
    claim = holding(1, "holds", DAWN, "2021-05-03", place=at(kobani.name, 1, kobani.id))
    other = next(name for name in ("Kobani", "Ayn al-Arab") if name_key(name) != name_key(kobani.name))
    with archive("sqlite", tmp_path) as made:
        made.add(coded("r-1", TEXTS["r-1"], claim, published="2021-06-30"), AUTHOR)  # type: ignore[arg-type]
        assert [each.place_id for each in control_intervals(made, other)] == [kobani.id]
        assert control_intervals(made, "Nowhere At All") == ()


def test_a_contradiction_is_listed_once_with_claims_and_speakers_of_every_value(kept: Archive) -> None:
    found = contradictions(kept)
    assert [(each.field.field, each.on) for each in found] == [("relation", "2021-05-09"), ("holder", "2021-05-09")]
    for each in found:
        for value in each.field.values:
            assert value.said_by, each
            assert value.claim_ids, each
    holders = found[1].field.values
    assert [(value.value, value.said_by, value.claim_ids) for value in holders] == [
        ("Army of Velm", ("Officer",), ("c-002",)),
        ("Dawn Front", ("Outlet r-1",), ("c-001",)),
    ]


def test_contradictions_can_be_narrowed_by_day_and_field(kept: Archive) -> None:
    assert [each.field.field for each in contradictions(kept, field="relation")] == ["relation"]
    assert contradictions(kept, since="2021-05-10") == ()
    assert len(contradictions(kept, since="2021-05-09")) == 2


def test_an_actor_is_found_by_spelling_and_unknown_names_find_nothing(kept: Archive) -> None:
    assert len(standing_edges(kept, "dawn front")) == 1
    assert standing_edges(kept, "Nobody At All") == ()
    with pytest.raises(UsageError, match="name the one"):
        standing_edges(kept, packs=True)


def test_an_alias_of_the_packs_finds_the_edges_of_the_actor_and_their_facts_are_marked(tmp_path: Path) -> None:
    group = who("Jabhat al-Nusra", actor_id="jabhat-al-nusra")
    claim = related(1, group, "fighting", DAWN, "2014-05-03")
    with archive("sqlite", tmp_path) as made:
        made.add(coded("r-1", TEXTS["r-1"], claim, published="2014-06-30"), AUTHOR)  # type: ignore[arg-type]
        assert [each.object for each in standing_edges(made, "Nusra Front")] == ["Dawn Front"]
        found = standing_edges(made, "Nusra Front", packs=True)
    of_packs = [each for each in found if each.origin == "pack"]
    assert [each.object for each in found if each.origin == "claims"] == ["Dawn Front"]
    assert any(each.relation in ("pledged-to", "part-of") for each in of_packs)
    assert all(each.sources and not each.claims for each in of_packs)


def test_why_leads_from_control_and_standing_to_the_words(kept: Archive) -> None:
    found = why(kept, "control:Karsa@2021-05-04")
    assert [each.field for each in found] == ["holder", "status", "place", "from", "contested"]
    assert {line.claim_id for line in found[0].evidence} == {"c-001"}
    assert {line.claim_id for line in found[-1].evidence} == {"c-002"}
    (relation, *_, disputed) = why(kept, "standing:Dawn Front/North Legion")
    assert relation.value == "Dawn Front allied-with North Legion"
    assert {(line.role, line.claim_id) for line in disputed.evidence} == {("disputes", "c-004")}
    for path in ("control:Nowhere", "control:Karsa@1999-01-01", "standing:Dawn Front/Nobody", "standing:"):
        with pytest.raises(ArchiveError, match="no claim tells"):
            why(kept, path)


def test_why_says_where_the_words_give_no_date(tmp_path: Path) -> None:
    claim = holding(1, "holds", DAWN, None)
    with archive("sqlite", tmp_path) as made:
        made.add(coded("r-1", TEXTS["r-1"], claim, published="2021-06-30"), AUTHOR)  # type: ignore[arg-type]
        (begun,) = (each for each in why(made, "control:Karsa") if each.field == "from")
    assert [line.value for line in begun.evidence] == [
        "no date of its own: the report's day, from the report of 2021-06-30"
    ]


def test_why_says_of_a_copy_what_it_repeats(tmp_path: Path) -> None:
    later = replace(reports()[0].report, id="r-0", published="2021-07-02", outlet="The Daily Copy")
    claim = happening(8, "seizure", (DAWN,), "2021-05-03", report="r-0")
    with archive("sqlite", tmp_path) as made:
        made.add_all([CodedReport(later, (claim,)), reports()[0]], AUTHOR)
        (holder, *_) = why(made, "control:Karsa")
    assert {line.report_id: line.copy_of for line in holder.evidence} == {"r-0": "r-1", "r-1": None}


def _strict(position: Any) -> None:
    assert isinstance(position, list)
    assert len(position) == 2
    longitude, latitude = position
    assert all(isinstance(value, float) for value in position)
    assert -180 <= longitude <= 180
    assert -90 <= latitude <= 90


def test_geojson_holds_by_rfc_7946_and_colours_no_town_by_what_is_told_of_an_area() -> None:
    found = control(signals(CLAIMS, ORIGIN))
    collection = json.loads(json.dumps(feature_collection(found), allow_nan=False))
    assert set(collection) == {"type", "features"}, "section 3.3; no crs (section 4)"
    assert collection["type"] == "FeatureCollection"
    assert len(collection["features"]) == len(found) == 3
    for feature in collection["features"]:
        assert set(feature) == {"type", "geometry", "properties"}, "section 3.2: geometry is there, or null"
        assert feature["type"] == "Feature"
        if feature["geometry"] is not None:
            assert set(feature["geometry"]) == {"type", "coordinates"}
            assert feature["geometry"]["type"] == "Point"
            _strict(feature["geometry"]["coordinates"])
        assert (feature["geometry"] is None) == (feature["properties"]["scope"] != "place")
    (karsa, *_) = (f for f in collection["features"] if f["geometry"])
    assert karsa["geometry"]["coordinates"] == [20.0, 10.0], "longitude first (section 3.1.1)"


def test_csv_has_every_interval_and_runs_no_formula() -> None:
    evil = who("=cmd|'/c calc'!A0")
    found = control(signals((*CLAIMS, holding(9, "holds", evil, "2021-05-20", place=at("+Velm"))), ORIGIN))
    table = list(csv.DictReader(io.StringIO(control_csv(found))))
    assert tuple(table[0]) == COLUMNS
    assert len(table) == 4
    (row,) = (row for row in table if "Velm" in row["place"] and "Province" not in row["place"])
    assert (row["place"], row["holder"]) == ("'+Velm", "'=cmd|'/c calc'!A0")
    assert next(row for row in table if row["holder"] == "Dawn Front")["disputes"].startswith("rival Army of Velm (")


@pytest.fixture(scope="module")
def samples() -> tuple[CodedReport, ...]:
    """The package's sample reports, coded once, and a copy of one of them with a line more from another outlet."""
    found = [each for each in code(Request(tuple(sample_files())), io.BytesIO()) if isinstance(each, CodedReport)]
    first = found[0]
    text = first.report.text + "\nThe agency contributed to this report.\n"
    copied = Report("r-copy", text, "1" * 64, published=first.report.published, outlet="The Daily Copy")
    return (*found, CodedReport(copied, tuple(replace(c, report_id="r-copy").identified() for c in first.claims)))


def test_every_piece_of_evidence_is_the_very_characters_of_its_report(
    samples: tuple[CodedReport, ...], tmp_path: Path
) -> None:
    from polemos.store.derived import list_incidents

    with archive("sqlite", tmp_path) as made:
        made.add_all(samples, AUTHOR)
        digest(made)  # derives everything
        drawn = picture(made)
        places = {f"control:{each.place_id or each.place}" for each in drawn.control}
        edges = {
            f"standing:{each.subject_id or each.subject}/{each.object_id or each.object}" for each in drawn.standing
        }
        paths = [*(each.id for each in list_incidents(made)), *sorted(places), *sorted(edges)]
        told = [line for path in paths for found in why(made, path, drawn) for line in found.evidence]
        texts = {each.report.id: each.report.text for each in samples}
        stored = {report_id: made.report(report_id) for report_id in texts}
    assert len(places) > 10
    assert len(edges) > 10
    assert len(told) > 500
    for report_id, report in stored.items():
        assert report is not None
        assert report.text == texts[report_id]
    assert [line for line in told if texts[line.report_id][line.start : line.end] != line.words] == []
    assert {line.copy_of for line in told if line.report_id == "r-copy"} != {None}


@pytest.mark.parametrize("kind", KINDS)
def test_the_digest_is_equal_over_orders_databases_and_hash_seeds(
    samples: tuple[CodedReport, ...], tmp_path: Path, kind: str
) -> None:
    with archive("sqlite", tmp_path) as made:
        made.add_all(samples, AUTHOR)
        wanted = digest(made)
    shuffled = list(samples)
    random.Random(7).shuffle(shuffled)
    assert [each.report.id for each in shuffled] != [each.report.id for each in samples]
    with address(kind, tmp_path) as where:
        made = Archive.create(where, "Ann")
        for item in shuffled:
            made.add(item, AUTHOR)
        assert digest(made) == wanted
        made.close()
        assert _digest_elsewhere(where, "1") == wanted
        made.add(replace_one(samples), AUTHOR)
        assert digest(made) != wanted, "another report is another digest"
        made.close()


def replace_one(samples: tuple[CodedReport, ...]) -> CodedReport:
    claim = happening(1, "seizure", (DAWN,), "2021-05-03")
    return CodedReport(replace(samples[0].report, id="r-1", text=TEXTS["r-1"]), (claim,))


def _digest_elsewhere(where: str, seed: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "polemos", "status", "--digest", "--format", "json", "--archive", where],
        env={**os.environ, "PYTHONHASHSEED": seed},
        capture_output=True,
        check=True,
        timeout=120,
    )
    return str(json.loads(done.stdout)["digest"])


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        (["control", "Karsa"], "Dawn Front holds 2021-05-03 to open"),
        (["control", "--on", "2021-05-04"], "in the area Velm Province: Dawn Front holds"),
        (["standing", "Dawn Front"], "Dawn Front allied-with North Legion"),
        (["contradictions", "--field", "holder"], "Army of Velm: Officer  (c-002)"),
        (["why", "control:Karsa"], "control:Karsa.holder = Dawn Front"),
    ],
    ids=["control of a place", "control on a day", "standing", "contradictions of a field", "why of control"],
)
def test_the_command_line_shows_it(words: list[str], shown: str, tmp_path: Path) -> None:
    where = tmp_path / "polemos.db"
    made = Archive.create(where, "Ann")
    made.add_all(reports(), AUTHOR)
    made.close()
    answer = CliRunner().invoke(app, [*words, "--archive", str(where), "--format", "table"])
    assert answer.exit_code == 0, answer.output
    assert shown in answer.output


def test_no_two_contradictions_of_the_samples_are_one(samples: tuple[CodedReport, ...], tmp_path: Path) -> None:
    with archive("sqlite", tmp_path) as made:
        made.add_all(samples, AUTHOR)
        found = contradictions(made)
    assert found
    assert [each.on or "" for each in found] == sorted((each.on or "" for each in found), reverse=True)
    for one, other in combinations(found, 2):
        assert (one.subject, one.field) != (other.subject, other.field)
    assert all(value.said_by and value.claim_ids for each in found for value in each.field.values)
