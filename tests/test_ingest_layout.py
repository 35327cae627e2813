"""The article is told from what stands around it; a text that is only an article is left whole."""

from pathlib import Path

import pytest

from polemos.ingest.cues import Cue, load_cues
from polemos.ingest.defaults import NO_DEFAULTS, ReportDefaults
from polemos.ingest.dispatch import read_reports
from polemos.ingest.lines import Unit
from polemos.model import Report

ONE = "Rebels attacked an army post near Gao on Sunday, killing five soldiers, a spokesman for the governor said."
TWO = "Residents told reporters that the army had left two villages on the road to the north and was digging in there."
THREE = (
    "The United Nations called on both sides to let aid convoys pass before the rains close the only road to the town."
)
BODY = f"{ONE}\n\n{TWO}\n\n{THREE}"


def read(text: str, **options: str) -> Report:
    return read_reports(text.encode(), "a.txt", ReportDefaults(**options))


def body(report: Report) -> list[str]:
    """The paragraphs to code."""
    parts = report.body or ((0, len(report.text)),)
    return [line.strip() for start, end in parts for line in report.text[start:end].splitlines() if line.strip()]


@pytest.mark.parametrize("cue", [c for c in load_cues().values() if c.kind != "dated"], ids=lambda cue: cue.kind)
def test_every_kind_of_line_holds_for_its_examples_alone(cue: Cue) -> None:
    assert cue.examples
    assert cue.others
    for line in cue.examples:
        assert Unit(0, len(line), line, True).kind == cue.kind, line
    for line in cue.others:
        assert Unit(0, len(line), line, True).kind != cue.kind, line


def test_the_sample_article_is_told_from_its_page(shared: Path) -> None:
    path = shared / "reports" / "000_b48055da36ed794a.txt"
    data = path.read_bytes()
    report = read_reports(data, path.name, NO_DEFAULTS)
    assert report.text == data.decode()
    assert report.title == report.text.splitlines()[0]
    assert report.published == "2014-02-12"
    assert len(report.topics) == 4
    assert ", ".join(report.topics) in report.text
    assert len(report.captions) == 1
    assert "Photo by REUTERS" in report.captions[0]
    assert report.byline == "Abdallah Suleiman Ali"
    assert report.truncated
    paragraphs = body(report)
    assert paragraphs[0].startswith("The fighting has escalated")
    assert paragraphs[-1].endswith("the opposition and its organizations.")
    assert len(paragraphs) == 14


def test_a_saved_page_in_another_order_is_told_as_well() -> None:
    page = (
        "World\nAfrica\n\nRebels take bridge near Gao\n\n"
        "By Amina Okafor and John Doe\nPublished: 3 February 2013, 10:30 GMT\n"
        "Share\nTweet\n\nSoldiers patrol the road to Gao. [File: Somebody Name/Reuters]\n\n"
        f"{ONE}\n\nAdvertisement\n\n{TWO}\n\n{THREE}\n\nTags: Mali, Gao\n\nSign up for our newsletter\n\n"
        "Related articles\nFloods hit the north\nWhat we know so far\n\n© 2013 Example News. All rights reserved.\n"
    )
    report = read(page)
    assert body(report) == [ONE, TWO, THREE]
    assert report.title == "Rebels take bridge near Gao"
    assert report.byline == "Amina Okafor and John Doe"
    assert report.published == "2013-02-03"
    assert report.topics == ("Mali", "Gao")
    assert report.captions == ("Soldiers patrol the road to Gao. [File: Somebody Name/Reuters]",)
    assert not report.truncated


def test_a_release_form_lies_outside_the_body() -> None:
    form = "Two villages searched\nJoint Press Office\n2011-03-S-057\nFor Immediate Release"
    page = f"{form}\n\nGAO, Mali (March 3, 2013) - {ONE}\n\n{TWO}"
    report = read(page)
    assert body(report) == [f"GAO, Mali (March 3, 2013) - {ONE}", TWO]
    assert report.published == "2013-03-03"
    assert report.title == "Two villages searched"


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\n\n", "\r\n\r\n"])
def test_a_bare_article_is_all_body(newline: str) -> None:
    report = read(newline.join((ONE, TWO, THREE)))
    assert report.body is None
    assert report.title is None
    assert report.text == newline.join((ONE, TWO, THREE))


def test_a_title_set_apart_is_no_body() -> None:
    report = read(f"Rebels take bridge near Gao\n\n{BODY}")
    assert report.title == "Rebels take bridge near Gao"
    assert body(report) == [ONE, TWO, THREE]


def test_a_dispatch_keeps_its_dateline_and_gives_its_date() -> None:
    text = (
        "   Quito, 3 Mar 88 (AGENCY) -- [Text] Rebels attacked an army post near\n"
        "the border on Sunday, killing at least five soldiers, a spokesman\nfor the governor said today.\n"
    )
    report = read(text)
    assert report.published == "1988-03-03"
    assert report.body is None


def test_a_line_of_a_wrapped_text_is_no_date_line() -> None:
    text = (
        "The army said that the town, which it had lost in the fighting, was\n"
        "quiet again and that most of its people had returned to it by the\n12 February 2014.\n\n"
        f"{BODY}"
    )
    assert read(text).body is None


def test_topics_at_the_foot_of_a_short_article_do_not_swallow_it() -> None:
    report = read(f"Rebels take bridge near Gao\n\nFeb 12, 2014\n\n{ONE}\n\n{TWO}\n\nTags: Mali, Gao\n")
    assert body(report) == [ONE, TWO]
    assert report.topics == ("Mali", "Gao")


def test_notices_in_the_middle_cut_nothing_off() -> None:
    report = read(f"{ONE}\n\nSubscribe to our newsletter\n\n{TWO}\n\n{THREE}")
    assert body(report) == [ONE, TWO, THREE]
    assert not report.truncated


def test_a_page_that_ends_at_a_notice_is_truncated() -> None:
    report = read(f"{BODY}\n\nTo continue reading, create a free account.\n  • Archives\n  • Events\n")
    assert body(report) == [ONE, TWO, THREE]
    assert report.truncated


def test_notices_alone_are_coded_whole_rather_than_lost() -> None:
    assert read("Share\nTweet\nSubscribe\n").body is None


@pytest.mark.parametrize(
    ("line", "iso"),
    [
        ("Feb 12, 2014", "2014-02-12"),
        ("12 February 2014", "2014-02-12"),
        ("Published: 12 Feb. 2014", "2014-02-12"),
        ("Wednesday, 12 February 2014 10:30 GMT", "2014-02-12"),
        ("February 12th, 2014 | 3:45 PM", "2014-02-12"),
        ("2014-02-12", "2014-02-12"),
        ("Updated 2014-02-12T10:30:00Z", "2014-02-12"),
        ("Kampala, Uganda, May 3, 2021", "2021-05-03"),
        ("12/02/2014", None),
        ("31 February 2014", None),
        ("February 2014", None),
        ("The battle of 12 February 2014", None),
        ("The army left the town on 12 February 2014.", None),
    ],
)
def test_date_lines(line: str, iso: str | None) -> None:
    assert read(f"Rebels take bridge near Gao\n\n{line}\n\n{BODY}").published == iso


def test_the_users_values_win_over_what_plain_text_suggests() -> None:
    text = f"Rebels take bridge near Gao\n\nFeb 12, 2014\n\n{BODY}"
    report = read(text, published="2014-02-13", outlet="Example News")
    assert (report.published, report.outlet) == ("2014-02-13", "Example News")


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("2015-09-S-027\nFor Immediate Release\n\nKABUL, Afghanistan (Sep. 14)\n", "2015-09-14"),
        ("June 5: Operations in the North\nJoint Command\n\n2015-06-CA-051\nFor Immediate Release\n\n", "2015-06-05"),
        ("Joint Command\n2015-09-S-027\nFor Immediate Release\n\nKABUL, Afghanistan (Aug. 14)\n", None),
        ("Joint Command\n2015-02-S-027\nFor Immediate Release\n\nKABUL, Afghanistan (Feb. 30)\n", None),
        ("Joint Command\nFor Immediate Release\n\nKABUL, Afghanistan (Sep. 14)\n", None),
    ],
)
def test_a_release_number_gives_the_year_of_the_day_in_the_head(head: str, expected: str | None) -> None:
    assert read(head + BODY).published == expected


def test_a_dateline_may_repeat_its_city_in_brackets() -> None:
    assert read(f"   Quito city (Quito city), 5 Dec 88 (AGENCY) -- [Text] {ONE}\n\n{TWO}").published == "1988-12-05"


@pytest.mark.parametrize(
    ("head", "published"),
    [
        ("KABUL, Afghanistan (Jan. 25, 2013) - ", "2013-01-25"),
        ("BEIRUT, Feb 12, 2014 (Agency) - ", "2014-02-12"),
        ("AMMAN | 12 February 2014 ", "2014-02-12"),
        ("AMMAN | 12 February 2014 | ", "2014-02-12"),
        ("Damascus, Syria – 12 February 2014 – ", "2014-02-12"),
        ("Feb 12, 2014 (Desert Tribune) - ", "2014-02-12"),
        ("BEIRUT, Feb 12 (Agency) - ", None),
        ("12 February 2014 - ", "2014-02-12"),
        ("Goma, 12 February 2014. ", "2014-02-12"),
        ("SRINAGAR, Feb 12, 2014: ", "2014-02-12"),
        ("In Goma, 12 February 2014. ", None),
        ("12 February 2014 (five dead) and ", None),
        ("The town | fell on 12 February 2014 and ", None),
    ],
)
def test_what_a_dateline_tells_of_its_day(head: str, published: str | None) -> None:
    assert read(f"{head}{ONE}\n\n{TWO}").published == published


def test_a_chronicle_has_no_day_of_its_own_and_a_title_may_end_with_one() -> None:
    assert read(f"12 February 2014 - {ONE}\n\n14 February 2014 - {TWO}").published is None
    assert read(f"Daily report of the mission, 12 February 2014\n\n{ONE}\n\n{TWO}").published == "2014-02-12"
