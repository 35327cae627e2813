"""`polemos code` as users meet it: outputs, messages and exit statuses. Stand-in steps; the real ones run in
test_cli_process.py."""

import csv
import io
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from polemos.cli.main import app
from polemos.model.serial import claim_from_dict
from polemos.pipeline import wire

TEXT = "They attacked the base."


@pytest.fixture(autouse=True)
def standin(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parent))
    monkeypatch.setattr(wire, "PACKAGED_STEPS", "standin_steps:assemble")
    monkeypatch.chdir(tmp_path)


def polemos(*arguments: str, stdin: bytes = b"") -> Result:
    return CliRunner().invoke(app, ["code", *arguments], input=stdin)


def write(**texts: str) -> list[str]:
    for name, text in texts.items():
        Path(f"{name}.txt").write_text(text)
    return [f"{name}.txt" for name in texts]


def test_claims_go_to_a_pipe_as_json_lines_and_the_sum_to_standard_error() -> None:
    result = polemos(*write(a=TEXT, b="Nothing."))
    assert result.exit_code == 0
    [line] = result.stdout.splitlines()
    assert claim_from_dict(json.loads(line)).trigger.text == "attacked"
    assert result.stderr == "2 inputs: 2 coded, 0 copies, 0 quarantined\n"


def test_exit_status_1_where_something_was_quarantined_and_the_others_are_coded() -> None:
    result = polemos(*write(a=TEXT, b=" "), "missing.txt")
    assert result.exit_code == 1
    assert len(result.stdout.splitlines()) == 1
    assert "b.txt: the file is empty; give a file with text [empty]" in result.stderr
    assert "missing.txt: there is no such file; check the path [missing]" in result.stderr
    assert result.stderr.endswith("3 inputs: 1 coded, 0 copies, 2 quarantined\n")


def test_a_copy_is_named_and_its_claims_are_not_repeated() -> None:
    result = polemos(*write(a=TEXT, b=TEXT))
    assert result.exit_code == 0
    assert len(result.stdout.splitlines()) == 1
    assert "b.txt: the same text as a.txt" in result.stderr
    assert result.stderr.endswith("2 inputs: 1 coded, 1 copy, 0 quarantined\n")


def test_standard_input_is_coded() -> None:
    assert len(polemos("-", stdin=TEXT.encode()).stdout.splitlines()) == 1


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((), "Missing argument"),
        (("a.txt", "--published", "12.2.2014"), "is no date"),
        (("a.txt", "--published", "2014-02-31"), "is no date"),
        (("a.txt", "--format", "xml"), "xml"),
        (("a.txt", "-o", "nowhere/a.jsonl"), "there is no folder"),
        (("a.txt", "-o", "."), "is a folder"),
        (("a.txt", "--set", "report_seconds"), "NAME=VALUE"),
        (("a.txt", "--set", "tries=none"), "needs a number"),
        (("a.txt", "--set", "tries=0"), "cannot be 0"),
        (("a.txt", "--set", "report_seconds=nan"), "cannot be nan"),
        (("-", "-"), "only once"),
        (("a.txt", "--bogus"), "--bogus"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_wrong_use_is_status_2_with_a_message(arguments: tuple[str, ...], words: str) -> None:
    write(a=TEXT)
    result = polemos(*arguments)
    assert result.exit_code == 2
    assert words in " ".join(result.stderr.replace("│", " ").split())
    assert result.stdout == ""


def test_csv_has_a_row_a_claim_and_runs_no_formula() -> None:
    Path("=cmd.txt").write_text(f"{TEXT} They attacked again.")
    result = polemos("=cmd.txt", "--format", "csv", "--outlet", "@outlet", "--published", "2014-02-12")
    rows = list(csv.DictReader(io.StringIO(result.stdout)))
    assert [row["trigger"] for row in rows] == ["attacked", "attacked"]
    assert rows[0]["report"] == "'=cmd.txt"
    assert rows[0]["time_from"] == "2014-02-12"
    assert float(rows[0]["confidence"]) == 0.9


def test_json_is_one_array_of_claims() -> None:
    claims = json.loads(polemos(*write(a=f"{TEXT} They attacked.", b="x attacked"), "--format", "json").stdout)
    assert [claim["trigger"]["text"] for claim in claims] == ["attacked"] * 3
    assert json.loads(polemos(*write(c="Nothing."), "--format", "json").stdout) == []


def test_the_table_shows_what_was_said_and_no_control_characters() -> None:
    Path("a.txt").write_text(f"\x1b[31m{TEXT}")
    result = polemos("a.txt", "--format", "table")
    assert "attacked" in result.stdout
    assert "1 claim" in result.stdout
    assert "\x1b" not in result.stdout


def test_the_suffix_of_the_output_chooses_the_format() -> None:
    for suffix, start in (("csv", "report,"), ("json", "["), ("jsonl", '{"report_id"'), ("html", "<!")):
        polemos(*write(a=TEXT), "-o", f"out.{suffix}")
        assert Path(f"out.{suffix}").read_text(encoding="utf-8").lower().startswith(start)


def test_an_output_file_is_replaced_whole_and_nothing_is_left_beside_it() -> None:
    Path("out.jsonl").write_text("old")
    result = polemos(*write(a=TEXT), "-o", "out.jsonl")
    assert result.stdout == ""
    assert len(Path("out.jsonl").read_text().splitlines()) == 1
    assert sorted(path.name for path in Path().iterdir()) == ["a.txt", "out.jsonl"]


def test_an_output_file_stays_as_it_was_where_nothing_can_be_coded(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("out.jsonl").write_text("old")
    monkeypatch.setattr(wire, "PACKAGED_STEPS", "standin_steps:broken")
    result = polemos(*write(a=TEXT), "-o", "out.jsonl")
    assert result.exit_code == 2
    assert "install polemos again" in result.stderr
    assert Path("out.jsonl").read_text() == "old"
    assert sorted(path.name for path in Path().iterdir()) == ["a.txt", "out.jsonl"]


def test_quarantine_and_reports_are_written_as_json_lines() -> None:
    polemos(*write(a=TEXT, b=" "), "--quarantine", "q.jsonl", "--reports", "r.jsonl", "--outlet", "The Paper")
    [entry] = map(json.loads, Path("q.jsonl").read_text().splitlines())
    assert (entry["name"], entry["stage"], entry["reason"]) == ("b.txt", "ingest", "empty")
    [report] = map(json.loads, Path("r.jsonl").read_text().splitlines())
    assert (report["name"], report["text"]) == ("a.txt", TEXT)


def test_a_setting_can_be_changed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POLEMOS_FAULT", "reading=hang")
    result = polemos(*write(a=TEXT), "--set", "report_seconds=0.3")
    assert result.exit_code == 1
    assert "took more than 0.3 s" in result.stderr
