"""The scorer of incidents by hand-counted cases, and the figures reached on the labelled reports as floors."""

import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from typer.testing import CliRunner

from archives import event
from polemos.cli.main import app
from polemos.errors import InputError
from polemos.evaluation.gold_incidents import read_gold_incidents
from polemos.evaluation.grouping import Grouping, grouping
from polemos.evaluation.incident_labels import read_pairs, read_samples, score_labelled
from polemos.evaluation.incidents import apart, end_to_end, joining
from polemos.model import Claim, Report

LABELS = Path(__file__).parent.parent / "evaluation"
FLOORS = {"pairs": 0.94, "pairs, kept back": 0.90, "samples": 0.80}
"""B-cubed F1 on labelled reports, a little below what was reached, since another parser's model may move a claim."""


def rounded(found: Grouping) -> dict[str, float]:
    return {name: round(value, 3) for name, value in found.figures().items()}


def test_groups_are_counted_by_pairs_and_by_claims() -> None:
    found = grouping([("a", "b", "c"), ("d",)], [("a", "b"), ("c", "d")], "abcde")
    assert (found.right, found.found, found.wanted) == (1, 3, 2)
    # Shares of the found group: a 2/3, b 2/3, c 1/3, d 1, e 1; of the wanted one: 1, 1, 1/2, 1/2, 1.
    assert rounded(found) == {
        "pairs_P": 0.333,
        "pairs_R": 0.5,
        "pairs_F1": 0.4,
        "B3_P": 0.733,
        "B3_R": 0.8,
        "B3_F1": 0.765,
    }


def test_a_claim_that_sums_up_two_happenings_may_stand_with_either() -> None:
    wanted = [("sum", "a"), ("sum", "b")]
    assert grouping([("sum", "a")], wanted, ("sum", "a", "b")).figures()["B3_P"] == 1.0
    assert grouping([("sum", "a", "b")], wanted, ("sum", "a", "b")).figures()["pairs_P"] == pytest.approx(2 / 3)


def test_nothing_found_is_no_division_by_nothing() -> None:
    assert set(Grouping().figures().values()) == {0.0}


TEXT = "Dawn Front fighters attacked Karsa on Monday. The attack killed nine. Police arrested two men in Velm."
CLAIMS = [
    {"id": "c1", "trigger": "attacked", "type": "attack", "place": "Karsa", "actors": ["Dawn Front"]},
    {"id": "c2", "trigger": "attack", "quote": "The attack killed nine", "type": "attack"},
    {"id": "c3", "trigger": "arrested", "type": "arrest", "place": "Velm", "actors": ["Police"]},
]


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    claims = [{"kind": "event", "quote": TEXT, "factuality": "occurred", **claim} for claim in CLAIMS]
    data = {
        "document": {"id": "d", "text": TEXT, "published": "2021-05-05", "outlet": "Outlet"},
        "claims": [*claims, {"kind": "control", "id": "c4", "quote": TEXT, "trigger": "Karsa", "status": "holds"}],
        "incidents": [{"label": "the attack", "claims": ["c1", "c2", "c4"]}],
    }
    for claim in data["claims"]:  # type: ignore[attr-defined]
        claim["factuality"] = "occurred"
    (tmp_path / "d.json").write_text(json.dumps(data), encoding="utf-8")
    return tmp_path


def test_the_gold_s_own_claims_are_joined_without_a_coder(gold: Path) -> None:
    (document,) = read_gold_incidents(gold)
    assert document.incidents == (("c1", "c2"),)
    assert rounded(joining(document))["pairs_F1"] == 1.0
    assert rounded(apart(document)) == {
        "pairs_P": 0.0,
        "pairs_R": 0.0,
        "pairs_F1": 0.0,
        "B3_P": 1.0,
        "B3_R": 0.667,
        "B3_F1": 0.8,
    }


def test_end_to_end_a_gold_claim_that_nobody_coded_stands_alone(gold: Path) -> None:
    (document,) = read_gold_incidents(gold)

    def half(report: Report) -> Sequence[Claim]:
        return [event(report.id, TEXT, "attacked", "attack", actors=("Dawn Front",), place="Karsa")]

    found = end_to_end(half, document)
    assert (found.right, found.found, found.wanted, found.claims) == (0, 0, 1, 3)


def pair(tmp_path: Path, **change: object) -> Path:
    report = {"published": "2021-05-05", "outlet": "A", "text": TEXT, "trigger": "attacked"}
    row = {"id": "p1", "case": "one", "same": True, "kept_back": False, "reports": [report, report], **change}
    path = tmp_path / "pairs.jsonl"
    path.write_text(json.dumps(row) + "\n", encoding="utf-8")
    return path


def test_a_labelled_claim_that_nobody_coded_is_told_and_stands_alone(tmp_path: Path) -> None:
    labelled = read_pairs(pair(tmp_path))
    one, other = (report.id for report in labelled.reports)
    coded = event(one, TEXT, "attacked", "attack", actors=("Dawn Front",), place="Karsa", day=None)
    found = score_labelled(labelled, {one: [coded], other: []})
    assert [mention.report for mention in found.unfound] == [other]
    assert found.wrong == ("p1: one",)
    assert rounded(found.all)["B3_R"] == 0.5


def test_labels_that_are_not_in_the_text_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="retreated"):
        read_pairs(
            pair(
                tmp_path,
                reports=[{"published": "2021-05-05", "outlet": "A", "text": TEXT, "trigger": "retreated"}] * 2,
            )
        )
    bad = tmp_path / "bad.jsonl"
    bad.write_text('{"happening": "one"}\n', encoding="utf-8")
    with pytest.raises(InputError, match="row 1 has no claims"):
        read_samples(bad)
    with pytest.raises(InputError, match="cannot be read"):
        read_samples(tmp_path / "none.jsonl")


def test_the_pairs_are_many_of_both_kinds_and_from_several_conflicts() -> None:
    rows = [json.loads(line) for line in (LABELS / "incident_pairs.jsonl").read_text(encoding="utf-8").splitlines()]
    assert len(rows) >= 60
    assert len({row["conflict"] for row in rows}) >= 4
    assert min(sum(row["same"] for row in rows), sum(not row["same"] for row in rows)) >= 20
    assert sum(row["kept_back"] for row in rows) >= len(rows) / 3
    assert len({report["text"] for row in rows for report in row["reports"]}) == 2 * len(rows)


def test_labelled_reports_reach_what_they_reached() -> None:
    run = CliRunner().invoke(app, ["evaluate", "--incidents", "--labels", str(LABELS), "--json", "-"])
    assert run.exit_code == 0, run.output
    figures = json.loads(run.stdout)
    low = {name: figures[name]["B3_F1"] for name, floor in FLOORS.items() if figures[name]["B3_F1"] < floor}
    assert low == {}
    assert figures["pairs"]["pairs_F1"] > figures["pairs, every claim alone"]["pairs_F1"]


def test_the_gold_s_claims_are_joined_as_well_as_they_were(shared: Path) -> None:
    whole = sum((joining(each) for each in read_gold_incidents(shared / "gold" / "dev")), Grouping()).figures()
    assert whole["B3_F1"] >= 0.87
    assert whole["pairs_F1"] >= 0.55
