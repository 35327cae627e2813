"""Whatever is handed in is read or refused with a reason, in time; it never crashes."""

import json
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hostile import CODED, Hostile, corpus
from polemos.errors import InputError
from polemos.ingest.defaults import NO_DEFAULTS
from polemos.ingest.dispatch import read_reports
from polemos.model import Report
from polemos.settings import DEFAULTS

CASES = tuple(corpus())


def sound(report: Report) -> None:
    """What holds of every report."""
    report.text.encode("utf-8")
    assert "\0" not in report.text
    assert report.text.strip()
    assert len(report.text) <= DEFAULTS.max_text
    last = 0
    for start, end in report.body or ():
        assert last <= start < end <= len(report.text)
        assert report.text[start:end] == report.text[start:end].strip()
        last = end
    assert report.body is None or report.body


def attempt(data: bytes, name: str) -> Report | InputError:
    """The report, or the refusal; any other error fails the test."""
    try:
        return read_reports(data, name, NO_DEFAULTS)
    except InputError as refused:
        return refused


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_a_hostile_input_is_read_or_refused_with_its_reason(case: Hostile) -> None:
    began = time.monotonic()
    outcome = attempt(case.data, case.name)
    if isinstance(outcome, InputError):
        assert outcome.reason in case.reasons, outcome.message
        assert 20 < len(outcome.message) < 300
    else:
        assert CODED in case.reasons
        sound(outcome)
    assert time.monotonic() - began < DEFAULTS.report_seconds


def test_a_page_nested_100_000_deep_is_refused_in_under_two_seconds() -> None:
    case = next(case for case in CASES if case.id == "nested 100,000 deep")
    began = time.monotonic()
    with pytest.raises(InputError, match="save the article as text"):
        read_reports(case.data, case.name, NO_DEFAULTS)
    assert time.monotonic() - began < 2


def test_a_page_nested_1_000_deep_gives_its_text() -> None:
    case = next(case for case in CASES if case.id == "nested 1000 deep")
    assert "killing at least five soldiers" in read_reports(case.data, case.name, NO_DEFAULTS).text


def test_an_entity_from_outside_is_not_read() -> None:
    case = next(case for case in CASES if case.id == "an entity from outside")
    assert "root:" not in read_reports(case.data, case.name, NO_DEFAULTS).text


@given(st.binary(max_size=400), st.sampled_from(["a.txt", "a.html", "a.pdf", "a.jsonl", "-"]))
@settings(max_examples=300, deadline=None)
def test_random_bytes_raise_nothing_but_an_input_error(data: bytes, name: str) -> None:
    for prefix in (b"", b"<html><body>", b"%PDF-1.4\n", b'{"text": "War.", '):
        outcome = attempt(prefix + data, name)
        if isinstance(outcome, Report):
            sound(outcome)


LINES = st.sampled_from(
    (
        "",
        "By Amina Okafor",
        "Feb 12, 2014",
        "Topics",
        "mali, gao",
        "More from Amina Okafor",
        "Share",
        "Subscribe to read on",
        "Rebels attacked the town of Gao on Sunday, officials said.",
        "Rebels take Gao",
        "Photo by Reuters/Somebody",
        " x ",
    )
)


@given(st.lists(LINES | st.text(max_size=60), max_size=25), st.sampled_from(["\n", "\r\n", "\n\n", "\r"]))
@settings(max_examples=300, deadline=None)
def test_any_lines_give_a_body_in_order_and_inside_the_text(lines: list[str], newline: str) -> None:
    data = newline.join(lines).encode("utf-8", "replace")
    report = attempt(data, "a.txt")
    if isinstance(report, InputError):
        assert report.reason in ("empty", "binary", "encoding")
        return
    sound(report)
    assert report.text == data.decode().removeprefix("\ufeff")


@given(st.recursive(st.none() | st.booleans() | st.floats() | st.text(max_size=8), lambda x: st.lists(x, max_size=3)))
@settings(max_examples=100, deadline=None)
def test_any_value_in_any_field_is_taken_or_refused(value: object) -> None:
    for field in ("text", "title", "topics", "body", "published", "truncated", "sha256", "id", "other"):
        record = {"text": "Rebels attacked the town of Gao.", field: value}
        outcome = attempt(json.dumps(record).encode(), "a.jsonl")
        if isinstance(outcome, Report):
            sound(outcome)
