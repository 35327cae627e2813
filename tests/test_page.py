"""The evidence page as a string: the cutting of text, the words of values, and what must never be in it."""

import base64
import hashlib
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from page_reports import BODY, HOSTILE, TEXT, coded, hostile, other
from polemos.export import wording
from polemos.export.evidence_page import render_page, visible, web_link
from polemos.export.runs import FIELDS, Mark, blocks
from polemos.ingest.defaults import ReportDefaults
from polemos.ingest.plain import report_from_text
from polemos.model import CodedReport, Loss, Moment, Report, Span
from polemos.service.samples import sample_files

SPANS = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60), st.integers(1, 9), st.sampled_from(FIELDS)))
LETTERS = st.text(alphabet="ab é́🟦ش\r\t", min_size=1, max_size=60)


@given(LETTERS.filter(str.strip), SPANS)
def test_runs_of_a_paragraph_give_its_text_and_every_span_back(
    text: str, spans: list[tuple[int, int, int, str]]
) -> None:
    found = [Mark(min(a, b, len(text)), min(max(a, b), len(text)), claim, field) for a, b, claim, field in spans]  # type: ignore[arg-type]
    (block,) = blocks(text, None, found)
    assert "".join(run.text for run in block.runs) == text
    for mark in found:
        on = "".join(run.text for run in block.runs if mark in run.marks)
        assert on == text[mark.start : mark.end]


@given(st.text(alphabet="ab \n", max_size=40), st.lists(st.integers(0, 40), max_size=6), SPANS)
def test_paragraphs_lose_nothing_but_white_space(
    text: str, edges: list[int], spans: list[tuple[int, int, int, str]]
) -> None:
    edges = sorted({min(edge, len(text)) for edge in edges})
    body = list(zip(edges[::2], edges[1::2], strict=False))
    found = [Mark(min(a, b), min(max(a, b), len(text)), claim, field) for a, b, claim, field in spans]  # type: ignore[arg-type]
    cut = blocks(text, body, found)
    kept = "".join(run.text for block in cut for run in block.runs)
    assert "".join(kept.split()) == "".join(text.split())


def test_overlapping_spans_share_a_run_and_the_first_field_draws_it() -> None:
    (block,) = blocks("rebels took it", None, [Mark(0, 6, 1, "actor"), Mark(3, 11, 2, "trigger")])
    assert [(run.text, run.claims) for run in block.runs] == [
        ("reb", (1,)), ("els", (1, 2)), (" took", (2,)), (" it", ()),
    ]  # fmt: skip
    assert block.runs[1].field == "trigger"
    assert block.runs[1].opens == (2,)


def test_what_lies_outside_the_body_is_not_coded() -> None:
    cut = blocks(TEXT, [BODY], [])
    assert [block.coded for block in cut] == [False, False, True, True, True]
    title, first = blocks("Title\nThe first sentence.", [(6, 25)], [])
    assert (title.coded, first.coded) == (False, True)


def test_lines_broken_at_a_fixed_width_are_told_from_lines_that_mean_something() -> None:
    wrapped = "\n".join(["word " * 13 + "end"] * 4)
    assert blocks(wrapped, None, [])[0].wrapped
    assert not blocks("Dead: 3\nWounded: 5\nMissing: 1\nHeld: 2", None, [])[0].wrapped


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ((13, 13, 13), "13"), ((0, 0, 0), "nobody"), ((171, 171, None), "at least 171"), ((None, 50, 50), "up to 50"),
        ((13, 13, None), "at least 13"), ((None, 100, None), "about 100"), ((2000, None, None), "at least 2,000"),
        ((20, None, 30), "20 to 30"), ((None, None, None), "no figure"), ((20, 25, 30), "20 to 30, best 25"),
    ],
)  # fmt: skip
def test_figures_say_what_the_codebook_means_by_them(values: tuple[int | None, ...], said: str) -> None:
    low, best, high = values
    assert wording.figure(Loss("killed", Span(0, 1, "x"), Span(0, 1, "x"), low=low, best=best, high=high)) == said


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        ("2014-02-03", "2014-02-03", "3 Feb 2014"), ("2014-02-03", "2014-02-09", "3–9 Feb 2014"),
        ("2014-01-28", "2014-02-03", "28 Jan – 3 Feb 2014"), ("2013-12-30", "2014-01-02", "30 Dec 2013 – 2 Jan 2014"),
        (None, None, None), ("2014-02-03", None, "3 Feb 2014"), ("soon", "later", "soon"),
    ],
)  # fmt: skip
def test_dates_say_nothing_twice(first: str | None, last: str | None, said: str | None) -> None:
    assert wording.dates(Moment(from_=first, to=last)) == said


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "JavaScript:alert(1)", "data:text/html,x", "http:", "//x.org", "http://[", "", None]
)
def test_only_addresses_of_the_web_become_links(url: str | None) -> None:
    assert web_link(url) is None
    assert "nofollow" not in render_page([coded(url=url)], "T")


def test_an_address_of_the_web_becomes_a_link() -> None:
    assert '<a href="https://example.org/a?b=1&amp;c=2" rel=' in render_page(
        [coded(url="https://example.org/a?b=1&c=2")], "T"
    )


def test_every_field_from_outside_is_escaped() -> None:
    page = render_page([other(HOSTILE), hostile()], HOSTILE)
    assert "<img" not in page
    assert page.count("<script>") == page.count("</script>") == 1
    assert 'href="javascript:' not in page
    assert page.count("</noscript>") == 1


def test_the_policy_lets_nothing_run_but_the_pages_own_code() -> None:
    page = render_page([coded()], "T")
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]+)"', page)
    assert policy
    assert "default-src 'none'" in policy[1]
    assert "unsafe" not in policy[1]
    for tag in ("style", "script"):
        (content,) = re.findall(f"<{tag}>(.*?)</{tag}>", page, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy[1]
    assert not re.findall(r'\s(?:src|srcset|action|style|on\w+)="', page)
    assert "url(" not in page
    assert "@import" not in page


def test_signs_that_nobody_sees_are_written_out() -> None:
    assert visible("a\u202eb\x00c\ud800d") == "a[U+202E]b[U+0000]c[U+D800]d"
    assert visible("é 👨‍👩‍👧 شـ‌ش") == "é 👨‍👩‍👧 شـ‌ش"
    assert str(visible("a\r\nb")) == "a&#13;\nb"
    text = "Rebels\u202e took \ud800 it.\x07"
    page = render_page([CodedReport(Report(id="x", text=text, sha256="0", title="\u2067T\x9b"), ())], "\ud83dP")
    assert "\u202e" not in page
    assert page.encode("utf-8")


def test_headers_tell_what_is_known_of_the_report() -> None:
    page = render_page([coded(truncated=True, byline="A. Reporter", copy_of="r-1")], "T")
    for said in ("The Valley Post · 11 Feb 2014 · A. Reporter", "is not complete", "repeats another one (r-1)"):
        assert said in page
    assert "is not complete" not in render_page([coded()], "T")


def test_cards_tell_every_field_in_words() -> None:
    body = render_page([coded()], "T").partition("<body>")[2].partition("<script>")[0]
    page = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", body))
    for said in (
        "1 shelling event occurred Blue Front Place Karsa exact Time 10 Feb 2014 “on Monday” exact day",
        "Losses at least 12 killed: at least 12 people",
        "Said by Residents asserts “said” local",
        "2 killing event possible Blue Front → people",
        "army denies “denied” party",
        "The Blue Front 🟦 holds the port",
        "Said by the report itself",
        "confidence 0.80 · hand-1",
    ):
        assert said in page, said


def test_a_page_without_reports_or_claims_says_so() -> None:
    assert "No report was coded." in render_page([], "T")
    assert "No claims were found in this report." in render_page([other()], "T")


def test_the_same_reports_give_the_same_page() -> None:
    assert render_page([coded(), other()], "T") == render_page([coded(), other()], "T")


@pytest.mark.parametrize("path", sample_files(), ids=lambda path: Path(path).name)
def test_a_sample_says_outside_of_what_is_coded_that_it_is_one(path: str) -> None:
    text = Path(path).read_text(encoding="utf-8")
    report = report_from_text(text, "0", path, ReportDefaults())
    assert report.body
    assert text[: report.body[0][0]].split("\n\n")[1] == (
        "Written as a sample for Polemos from public facts; not a real article."
    )
    assert report.title == text.split("\n", 1)[0]
    assert report.published
    assert 150 <= len(text[report.body[0][0] :].split()) <= 350


def test_samples_come_from_several_conflicts_and_sides() -> None:
    names = [Path(path).name for path in sample_files()]
    conflicts = [name.split("-")[0] for name in names]
    assert len(names) >= 8
    assert len(set(conflicts)) >= 3
    assert sum(conflicts.count(conflict) > 1 for conflict in set(conflicts)) >= 3
