"""The output formats, with claims of every kind, and the files they go to."""

import csv
import io
import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from polemos.cli.sink import AtomicFile
from polemos.export.csv_rows import COLUMNS
from polemos.export.visible import visible
from polemos.model import (
    Claim,
    CodedReport,
    ControlClaim,
    EventClaim,
    Loss,
    Moment,
    Participant,
    Place,
    RelationClaim,
    Report,
    Source,
    Span,
)
from polemos.model.serial import claim_from_dict
from polemos.service.formats import NAMES, FormatName, chosen, make

REPORT = Report("r-1", "text", "0", outlet="The Paper", published="2014-02-12", title="A title", name="a.txt")
GOMA = Place("Goma", "the city", 3, 9, 1)
ARMY = Participant("army", "the army", 0, 8, "military")
EVENT = EventClaim(
    report_id="r-1",
    trigger=Span(10, 18, "attacked"),
    sentence=Span(0, 40, "The army attacked."),
    coder="rules 1",
    confidence=0.5,
    place=GOMA,
    factuality="possible",
    hedges=(Span(1, 2, "may"),),
    sources=(Source("Reuters", "Reuters", 0, 7, "media"), Source("rebels", "rebels", 8, 14, "party", "denies")),
    time=Moment("on Monday", 0, 9, "2014-02-10", "2014-02-10", 1),
    type="attack",
    actors=(ARMY, Participant("M23", "M23", 9, 12, "armed-group")),
    recipients=(Participant("civilians", "civilians", 20, 29, "civilians"),),
    also_at=(GOMA, replace(GOMA, name="Sake")),
    origin=replace(GOMA, name="Bukavu"),
    hit=(Span(1, 2, "a bus"),),
    instrument=Span(5, 8, "knives"),
    losses=(Loss("killed", Span(1, 2, "civilians"), Span(1, 2, "at least 5"), low=5, best=5),),
).identified()
CONTROL = ControlClaim(
    report_id="r-1",
    trigger=Span(0, 5, "holds"),
    sentence=EVENT.sentence,
    coder="rules 1",
    confidence=1,
    status="holds",
    holder=ARMY,
    place=GOMA,
).identified()
RELATION = RelationClaim(
    report_id="r-1",
    trigger=Span(0, 4, "emir"),
    sentence=EVENT.sentence,
    coder="rules 1",
    confidence=1,
    relation="leads",
    subject=Participant("Omar", "he", 0, 2, "person"),
    object=ARMY,
    title=Span(0, 4, "emir"),
).identified()
ITEM = CodedReport(REPORT, (EVENT, CONTROL, RELATION))


def written(name: FormatName, *items: CodedReport) -> str:
    form = make(name)
    return form.begin() + "".join(map(form.report, items)) + form.end()


def rows(*claims: Claim) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(written("csv", CodedReport(REPORT, claims)), newline="")))


def test_json_lines_and_the_array_come_back_as_the_same_claims() -> None:
    lines = [claim_from_dict(json.loads(line)) for line in written("jsonl", ITEM).splitlines()]
    assert tuple(lines) == ITEM.claims
    array = [claim_from_dict(item) for item in json.loads(written("json", ITEM, CodedReport(REPORT, ()), ITEM))]
    assert tuple(array) == ITEM.claims * 2


def test_every_field_of_a_claim_has_its_cell() -> None:
    event, control, relation = rows(*ITEM.claims)
    assert tuple(event) == COLUMNS
    assert event["actors"] == "army; M23"
    assert event["also_at"] == "Goma; Sake"
    assert event["sources"] == "Reuters (media, asserts); rebels (party, denies)"
    assert event["losses"] == "killed: civilians 5/5/?"
    assert (event["time_from"], event["time_assumed"], event["factuality"]) == ("2014-02-10", "False", "possible")
    assert [name for name in COLUMNS if not event[name]] == ["holder", "subject", "object", "title"]
    assert (control["type"], control["holder"], control["place"], control["time_from"]) == ("holds", "army", "Goma", "")
    assert (relation["subject"], relation["object"], relation["title"]) == ("Omar", "army", "emir")


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
def test_no_cell_begins_as_a_formula_and_no_text_breaks_a_row(text: str) -> None:
    [row] = rows(replace(EVENT, actors=(replace(ARMY, name=text),), sentence=Span(0, 1, text)))
    assert not row["actors"].startswith(("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"))
    # NUL, which many readers stop at, is left out; the JSON lines have it.
    assert row["actors"].removeprefix("'") == text.replace("\0", "").removeprefix("'")
    assert row["confidence"] == "0.5"


def test_the_table_shows_who_says_what_in_any_width() -> None:
    shown = written("table", ITEM)
    for words in (
        "a.txt | A title | The Paper | 2014-02-12 | 3 claims",
        "attack",
        "(possible)",
        "M23",
        "Goma",
        "denies",
    ):
        assert words in shown
    narrow = make("table", width=40)
    assert narrow.report(ITEM)
    assert max(map(len, narrow.report(ITEM).splitlines())) <= 40


@given(st.text())
def test_what_is_shown_on_a_terminal_cannot_steer_it(text: str) -> None:
    shown = visible(text)
    assert len(shown) == len(text)
    assert not any(c in shown for c in "\x1b\n\r\x07\x9b\u202e\u2066")
    assert "".join(c for c in shown if c.isalnum()) == "".join(c for c in text if c.isalnum())


@pytest.mark.parametrize(
    ("name", "output", "terminal", "format_"),
    [
        (None, None, True, "table"),
        (None, None, False, "jsonl"),
        ("csv", None, True, "csv"),
        (None, "a.HTML", False, "html"),
        (None, "a.htm", False, "html"),
        (None, "a.csv", True, "csv"),
        (None, "a.dat", True, "jsonl"),
        ("json", "a.csv", True, "json"),
    ],
)
def test_the_format_follows_the_option_then_the_suffix_then_the_terminal(
    name: str | None, output: str | None, terminal: bool, format_: str
) -> None:
    assert chosen(name, output, terminal) == format_


@pytest.mark.parametrize("name", NAMES)
def test_every_format_takes_no_reports_and_a_report_without_claims(name: FormatName) -> None:
    for items in ((), (CodedReport(REPORT, ()),)):
        text = written(name, *items)
        assert text.endswith("\n") or not text or name == "html"


def write_and_fail(path: Path, error: BaseException) -> None:
    with AtomicFile(path) as sink:
        sink.write("new\n")
        raise error


def test_a_failure_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("old")
    with pytest.raises(ValueError, match="stopped"):
        write_and_fail(tmp_path / "out", ValueError("stopped"))
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == {"out": "old"}


def test_ctrl_c_leaves_the_old_file_and_what_was_done_beside_it(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("old")
    with pytest.raises(KeyboardInterrupt):
        write_and_fail(tmp_path / "out", KeyboardInterrupt())
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == {"out": "old", "out.partial": "new\n"}
