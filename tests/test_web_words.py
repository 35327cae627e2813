"""How pages write days, speakers and claims."""

from dataclasses import replace
from pathlib import Path

import pytest

from archives import AUTHOR, clock, coded, event
from polemos.export import wording
from polemos.ingest.plain import report_id
from polemos.store.archive import Archive
from polemos.web.voices import Voices
from workbench import Bench, bench


@pytest.mark.parametrize(
    ("first", "last", "told"),
    [
        ("2014-02-03", "2014-02-09", "3–9 Feb 2014"),
        ("2014-02-01", "2014-02-28", "Feb 2014"),
        ("2016-02-01", "2016-02-29", "Feb 2016"),
        ("2016-02-01", "2016-02-28", "1–28 Feb 2016"),
        ("2014-01-01", "2014-12-31", "2014"),
        ("2014-01-01", "2014-03-31", "1 Jan – 31 Mar 2014"),
        ("2013-01-01", "2014-12-31", "1 Jan 2013 – 31 Dec 2014"),
        ("9999-12-01", "9999-12-31", "Dec 9999"),
        ("2014-02-03", None, "3 Feb 2014"),
    ],
)
def test_a_whole_month_or_year_is_written_as_such(first: str, last: str | None, told: str) -> None:
    assert wording.interval(first, last) == told


@pytest.mark.parametrize(("iso", "told"), [("2013-08", "Aug 2013"), ("2013", "2013"), ("soon", "soon"), (None, None)])
def test_a_month_alone_is_a_month(iso: str | None, told: str | None) -> None:
    assert wording.day(iso) == told


def test_a_report_without_an_outlet_speaks_under_its_title(tmp_path: Path) -> None:
    text = "Rebels shelled Tarum."
    own = report_id(text)
    with_title = coded(own, text, event(own, text, "shelled", "shelling"))
    made = Archive.create(str(tmp_path / "a.db"), "Ann", clock())
    made.add(replace(with_title, report=replace(with_title.report, title="Shelling <b>at</b> Tarum")), AUTHOR)
    voice = Voices(made)
    assert voice(own) == "“Shelling <b>at</b> Tarum”"
    assert voice("r-0123456789abcdef") == "r-0123456789abcdef"
    assert voice("Gazette") == "Gazette"
    made.close()


@pytest.fixture
def full(tmp_path: Path) -> Bench:
    return bench(tmp_path)


@pytest.mark.parametrize("path", ["/", "/judgements"])
def test_a_decision_is_told_by_what_it_is_about(full: Bench, path: str) -> None:
    shown = full.alone.get(path).text
    assert "Shelling, Tarum" in shown
    assert f"/reports/r1#{full.one}" in shown
    full.archive.close()


def test_a_reason_for_an_empty_list_depends_on_the_filters(full: Bench) -> None:
    assert "Nothing fits this choice" in full.alone.get("/incidents?actor=nobody-at-all").text
    assert "Nothing fits this choice" in full.alone.get("/timeline?from=2031-01-01").text
    full.archive.close()
