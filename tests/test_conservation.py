"""Inputs = coded + copies + quarantined, always, with failures planted at every stage.

The real reading of files with a stand-in parser and coder, so that a hundred runs take seconds. Each planted failure
hits one input of a mixed batch; every other input must come out as if nothing had happened.
"""

import io
import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from polemos import faults
from polemos.model import CodedReport, Quarantined
from polemos.pipeline.job import Copied, Outcome
from polemos.pipeline.wire import Plan
from polemos.service.coding import Request, Tally, code, write
from polemos.service.formats import make
from polemos.settings import DEFAULTS

PLAN = Plan(settings=replace(DEFAULTS, report_seconds=6.0), steps="standin_steps:with_real_ingest")
GOOD = "Rebels attacked an army base near Tessalit on Monday, residents said.\n"
IN_WORKER = [point for point in faults.POINTS if point != "export"]
REASONS = {
    "error": "fault",
    "memory": "memory-limit",
    "input": "planted",
    "kill": "worker-died",
    "hang": "time-limit",
}


@pytest.fixture
def batch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Nine inputs of every format: six good ones, a copy, one empty and one broken; "victim.txt" is in the middle."""
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parent))
    monkeypatch.chdir(tmp_path)
    Path("first.txt").write_text(GOOD)
    Path("page.html").write_text(f"<html><body><article><p>{GOOD}</p><p>{GOOD * 3} A page.</p></article></body></html>")
    Path("victim.txt").write_text(f"{GOOD} Nobody was hurt.")
    Path("copy.txt").write_text(GOOD)
    Path("empty.txt").write_text("")
    lines = [json.dumps({"text": f"{GOOD} One."}), '{"text": ', json.dumps({"text": f"{GOOD} Two."})]
    Path("lines.jsonl").write_text("\n".join(lines))
    Path("last.txt").write_text(f"{GOOD} They left.")
    return ["first.txt", "page.html", "victim.txt", "copy.txt", "empty.txt", "lines.jsonl", "last.txt"]


def name_of(outcome: Outcome) -> str:
    return str(outcome.report.name) if isinstance(outcome, CodedReport) else outcome.name


def run(names: Sequence[str]) -> tuple[dict[str, Outcome], list[str]]:
    """Outcomes by name, and what was written."""
    written: list[str] = []
    outcomes = list(write(code(Request(tuple(names), plan=PLAN), io.BytesIO()), make("jsonl"), written.append))
    found = {name_of(outcome): outcome for outcome in outcomes}
    assert len(found) == len(outcomes) == 9
    tally = Tally()
    for outcome in outcomes:
        tally = tally.add(outcome)
    assert tally.inputs == 9
    return found, "".join(written).splitlines()


def as_undisturbed(found: dict[str, Outcome], but: str) -> None:
    """Every input but one comes out as it does when nothing is planted."""
    expected = {
        "first.txt": CodedReport,
        "page.html": CodedReport,
        "victim.txt": CodedReport,
        "copy.txt": Copied,
        "empty.txt": Quarantined,
        "lines.jsonl:1": CodedReport,
        "lines.jsonl:2": Quarantined,
        "lines.jsonl:3": CodedReport,
        "last.txt": CodedReport,
    }
    assert {name: type(found[name]) for name in expected if name != but} == {
        name: kind for name, kind in expected.items() if name != but
    }


def test_without_a_failure_everything_is_accounted_for(batch: list[str]) -> None:
    found, lines = run(batch)
    as_undisturbed(found, but="")
    coded = [outcome for outcome in found.values() if isinstance(outcome, CodedReport)]
    assert len(lines) == sum(len(outcome.claims) for outcome in coded) > 0
    reasons = [outcome.reason for outcome in found.values() if isinstance(outcome, Quarantined)]
    assert reasons == ["empty", "not-json"]


@pytest.mark.parametrize("kind", REASONS)
@pytest.mark.parametrize("point", IN_WORKER)
def test_a_failure_costs_its_own_input_and_no_other(
    point: str, kind: str, batch: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("POLEMOS_FAULT", f"{point}:victim.txt={kind}")
    found, _ = run(batch)
    victim = found["victim.txt"]
    assert isinstance(victim, Quarantined)
    assert victim.reason == REASONS[kind]
    assert victim.stage == ("ingest" if point == "decode" else point)
    assert victim.message
    as_undisturbed(found, but="victim.txt")


@pytest.mark.parametrize("kind", ["error", "memory", "input"])
def test_a_report_that_cannot_be_written_is_quarantined(
    kind: str, batch: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(faults, "PLANTED", {"export:victim.txt": kind})
    found, _ = run(batch)
    victim = found["victim.txt"]
    assert isinstance(victim, Quarantined)
    assert (victim.stage, victim.reason) == ("export", REASONS[kind])
    as_undisturbed(found, but="victim.txt")


@pytest.mark.parametrize("kind", REASONS)
def test_a_failure_of_one_line_costs_no_other_line(
    kind: str, batch: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("POLEMOS_FAULT", f"coding:lines.jsonl:1={kind}")
    found, _ = run(batch)
    assert isinstance(found["lines.jsonl:1"], Quarantined)
    as_undisturbed(found, but="lines.jsonl:1")


@pytest.mark.parametrize("kind", ["error", "kill"])
def test_a_failure_of_every_input_loses_none(kind: str, batch: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POLEMOS_FAULT", f"reading={kind}")
    found, lines = run(batch)
    assert {type(outcome) for outcome in found.values()} == {Quarantined}
    assert lines == []


def hostile(folder: Path) -> dict[str, str]:
    """Inputs that cannot be coded, by the reason that their entry must give."""
    (folder / "folder").mkdir()
    files: dict[str, tuple[bytes, str]] = {
        "empty.txt": (b"", "empty"),
        "blank.txt": (b" \n\t\n", "empty"),
        "binary.txt": (bytes(range(256)) * 40, "binary"),
        "packed.txt": (b"\x1f\x8b\x08" + bytes(500), "binary"),
        "half.html": (b"\xff\xfe" + GOOD.encode("utf-16-le") + b"\x00\xd8", "encoding"),
        "long.txt": (b"They attacked. " * 1_400_000, "too-large"),
        "deep.html": (b"<html><body>" + b"<div>" * 100_000, "too-deeply-nested"),
        "broken.jsonl": (b'{"text": "They att\n', "not-json"),
        "deep.jsonl": (b'{"text": ' + b"[" * 100_000 + b"\n", "too-deeply-nested"),
        "list.jsonl": (b'["text"]\n', "bad-record"),
        "untexted.jsonl": (b'{"title": "They attacked"}\n', "no-text"),
        "dated.jsonl": (b'{"text": "They attacked.", "published": "2014-02-31"}\n', "bad-date"),
        "cut.pdf": (b"%PDF-1.7\n1 0 obj\n<<", "broken-pdf"),
    }
    for name, (data, _) in files.items():
        (folder / name).write_bytes(data)
    found = {
        name if not name.endswith("l") or name.endswith("html") else f"{name}:1": r for name, (_, r) in files.items()
    }
    return {**found, "folder": "folder", "missing.txt": "missing", "http://127.0.0.1:9/page": "url"}


def test_hostile_inputs_are_each_refused_with_a_reason_and_the_good_ones_between_are_coded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parent))
    monkeypatch.chdir(tmp_path)
    expected = hostile(tmp_path)
    names = []
    for number, name in enumerate(expected):
        Path(f"good{number}.txt").write_text(f"{GOOD} {number}")
        names += [name.removesuffix(":1"), f"good{number}.txt"]
    plan = replace(PLAN, settings=DEFAULTS)
    outcomes = list(code(Request(tuple(names), plan=plan), io.BytesIO()))
    assert len(outcomes) == len(names)
    refused = {outcome.name: outcome for outcome in outcomes if isinstance(outcome, Quarantined)}
    assert {name: entry.reason for name, entry in refused.items()} == expected
    assert all(len(entry.message.split()) > 3 for entry in refused.values())  # what happened and what to do


def test_twenty_megabytes_in_one_line_take_less_than_the_limits(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Just under the size limit, so that every step sees it."""
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parent))
    path = tmp_path / "line.txt"
    path.write_bytes(b"x" * (DEFAULTS.max_bytes - 1))
    [outcome] = code(Request((str(path),), plan=replace(PLAN, settings=DEFAULTS)), io.BytesIO())
    assert isinstance(outcome, Quarantined)
    assert outcome.reason == "too-long"
