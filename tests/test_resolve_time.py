"""polemos resolve time: phrases to dates with reasons, one by one and as lines of JSON."""

import json

import pytest
from typer.testing import CliRunner

from polemos.cli.main import app
from polemos.codebook.loader import Codebook, load
from polemos.codebook.time_reasons import time_reasons
from polemos.codebook.times import time_patterns
from polemos.errors import CodebookError
from polemos.service.times import resolved_time

RUN = CliRunner()
WEDNESDAY = "2014-02-12"


def dates(phrase: str, published: str | None = WEDNESDAY) -> list[tuple[str | None, str | None, str | None, bool]]:
    return [(m.text, m.from_, m.to, m.assumed) for m in resolved_time(phrase, published).moments]


def test_a_phrase_has_its_dates_and_a_reason() -> None:
    (moment,) = resolved_time("the past week", WEDNESDAY).moments
    assert (moment.start, moment.end, moment.from_, moment.to, moment.precision) == (0, 13, "2014-02-06", WEDNESDAY, 3)
    assert moment.reasons == ("counted back from the report",)


def test_every_time_of_a_phrase_is_a_moment() -> None:
    phrase = "on Monday and again on Friday"
    assert dates(phrase) == [
        ("on Monday", "2014-02-10", "2014-02-10", False),
        ("again on Friday", "2014-02-07", "2014-02-07", False),
    ]
    assert all(phrase[m.start : m.end] == m.text for m in resolved_time(phrase, WEDNESDAY).moments)


def test_a_phrase_counts_from_the_date_told_before_it() -> None:
    assert dates("on 5 January, and two weeks later")[1][:2] == ("two weeks later", "2014-01-19")


@pytest.mark.parametrize("phrase", ["", "the attack", "near the bridge"])
def test_where_no_time_is_named_three_days_are_assumed(phrase: str) -> None:
    assert dates(phrase) == [(None, "2014-02-10", WEDNESDAY, True)]
    assert dates(phrase, None) == []


def test_words_that_a_text_would_put_behind_in_or_on() -> None:
    assert dates("the 10th") == [("the 10th", "2014-02-10", "2014-02-10", False)]
    assert dates("Ramadan") == [("Ramadan", "2013-07-09", "2013-08-07", False)]


@pytest.mark.parametrize("phrase", ["last week", "Monday", "5 May", "for two weeks", "in March"])
def test_without_the_report_s_date_it_stays_relative_and_says_so(phrase: str) -> None:
    (moment,) = resolved_time(phrase).moments
    assert (moment.from_, moment.to, moment.precision) == (None, None, None)
    assert "it is relative, and the report's date is not known" in moment.reasons


@pytest.mark.parametrize(
    ("phrase", "reason"),
    [
        ("31 February", "the calendar has no such day"),
        ("two days later", "it is counted from a date told before it, and none was told"),
        ("previously", "the words tell no date"),
        ("after the raid", "the words tell no date"),
        ("Prior to the truce", "the words tell no date"),
        ("until Monday", "until: its beginning is not told"),
        ("Eid al-Fitr", "by the Umm al-Qura calendar; the moon may move it by a day"),
    ],
)
def test_the_reason_is_told(phrase: str, reason: str) -> None:
    (moment,) = resolved_time(phrase, WEDNESDAY).moments
    assert reason in moment.reasons


def test_every_rule_and_effect_has_a_reason() -> None:
    codebook = load()
    reasons = time_reasons(codebook).rules
    assert {pattern.rule for pattern in time_patterns(codebook).compiled} <= set(reasons)
    with pytest.raises(CodebookError, match="no reason for since"):
        time_reasons(Codebook(codebook.types, codebook.entries, {}, "x"))


def test_the_command_answers_a_phrase() -> None:
    done = RUN.invoke(app, ["resolve", "time", "last week", "--published", WEDNESDAY])
    assert done.exit_code == 0
    answer = json.loads(done.stdout)
    assert answer["id"] == "last week"
    assert [(m["from"], m["to"], m["precision"]) for m in answer["moments"]] == [("2014-02-03", "2014-02-09", 3)]
    shown = RUN.invoke(app, ["resolve", "time", "until Monday", "--published", WEDNESDAY, "--format", "table"])
    assert shown.stdout.startswith("... to 2014-02-10: until Monday\n")
    unknown = RUN.invoke(app, ["resolve", "time", "the raid", "--format", "table"])
    assert unknown.stdout == "no time is named, and the report's date is not known\n"


def test_lines_of_json_are_answered_and_wrong_ones_told() -> None:
    lines = [
        {"id": "a", "phrase": "yesterday", "published": "2014-02-12T09:30:00+02:00"},
        {"id": "b", "phrase": "yesterday"},
        {"id": "c"},
        {"id": "d", "phrase": "today", "published": "soon"},
        {"id": "e", "phrase": "yesterday", "published": None},
    ]
    given = "\n".join(map(json.dumps, lines))
    done = RUN.invoke(app, ["resolve", "time", "-", "--published", "2015-01-01"], input=given)
    assert done.exit_code == 1
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert [(a["id"], a["moments"][0]["from"]) for a in answers] == [
        ("a", "2014-02-11"),
        ("b", "2014-12-31"),
        ("e", "2014-12-31"),
    ]
    assert "line 3" in done.stderr
    assert "line 4" in done.stderr


def test_a_wrong_date_is_wrong_use() -> None:
    done = RUN.invoke(app, ["resolve", "time", "today", "--published", "12/02/2014"])
    assert done.exit_code == 2
    assert "write it as 2014-02-12" in done.stderr
