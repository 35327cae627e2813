"""The codebook's table of times (section 10), row by row, each with several phrasings, for a report of a Wednesday."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from polemos.codebook.loader import load
from polemos.model.moment import Moment
from polemos.resolution.calendar import precision_of
from polemos.resolution.moments import Moments

MOMENTS = Moments(load())
WEDNESDAY = "2014-02-12"
Dates = tuple[str | None, str | None, int | None]
ROWS: dict[str, tuple[Dates, tuple[str, ...]]] = {
    "yesterday": (
        ("2014-02-11", "2014-02-11", 1),
        ("yesterday", "last night", "yesterday evening", "late yesterday", "late last night", "yesterday at dawn"),
    ),
    "a weekday": (
        ("2014-02-10", "2014-02-10", 1),
        (
            "on Monday",
            "Monday's",
            "at dawn on Monday",
            "Monday at dawn",
            "on the night of Monday",
            "in the early hours of Monday",
            "before dawn on Monday",
            "shortly after 2 a.m. on Monday",
            "0430 GMT on Monday",
            "Monday of this week",
            "Monday the 10th",
            "earlier on Monday",
            "throughout Monday",
        ),
    ),
    "last, this and next": (("2014-02-07", "2014-02-07", 1), ("last Friday", "this past Friday", "Friday last week")),
    "the day of the week before": (("2014-02-03", "2014-02-03", 1), ("Monday of last week", "Monday last week")),
    "a day to come": (("2014-02-14", "2014-02-14", 1), ("next Friday", "this Friday", "scheduled for Friday")),
    "recently": (
        ("2014-02-09", "2014-02-11", 2),
        ("recently", "the past few days", "in recent days", "in the last several days", "a few days ago", "days ago"),
    ),
    "this week": (("2014-02-10", "2014-02-12", 2), ("this week", "so far this week")),
    "last week": (("2014-02-03", "2014-02-09", 3), ("last week", "a week ago", "one week ago")),
    "the past week": (("2014-02-06", "2014-02-12", 3), ("the past week", "in the past week", "over the past week")),
    "earlier this month": (("2014-02-01", "2014-02-11", 4), ("earlier this month", "earlier in the month")),
    "last month": (
        ("2014-01-01", "2014-01-31", 4),
        ("last month", "in January", "the month of January", "January this year", "January 2014", "a month ago"),
    ),
    "early in a month": (
        ("2014-01-01", "2014-01-10", 4),
        ("early January", "early in January", "the beginning of January", "early last month", "in early January"),
    ),
    "mid-month": (("2014-01-10", "2014-01-20", 4), ("mid-January", "the middle of January", "mid last month")),
    "late in a month": (
        ("2014-01-15", "2014-01-31", 4),
        ("late January", "at the end of January", "the last days of January", "late last month"),
    ),
    "early this month, as much as has been": (("2014-02-01", "2014-02-10", 4), ("early this month",)),
    "recent weeks": (
        ("2014-01-22", "2014-02-12", 4),
        ("recent weeks", "in recent weeks", "several weeks ago", "a few weeks ago"),
    ),
    "a year": (("2013-01-01", "2013-12-31", 5), ("in 2013", "the year 2013", "last year", "a year ago")),
    "early in a year": (("2013-01-01", "2013-04-30", 5), ("early 2013", "early last year", "the start of 2013")),
    "mid-year": (("2013-05-01", "2013-08-31", 5), ("mid-2013", "the middle of 2013", "in the middle of last year")),
    "late in a year": (("2013-09-01", "2013-12-31", 5), ("late 2013", "late last year", "the end of last year")),
    "nothing told": ((None, None, None), ("previously", "prior to the truce", "after the raid", "later", "years ago")),
    "a range of days": (
        ("2013-05-03", "2013-05-07", 2),
        (
            "between 3 and 7 May",
            "from 3 to 7 May",
            "May 3-7",
            "3-7 May",
            "May 3 to May 7",
            "from 3 May until 7 May",
            "between May 3 and 7",
        ),
    ),
    "a range of weekdays": (
        ("2014-02-07", "2014-02-08", 2),
        (
            "from Friday to Saturday",
            "overnight from Friday to Saturday",
            "on Friday and Saturday",
            "Friday through Saturday",
            "Friday/Saturday night",
            "between Friday and Saturday",
        ),
    ),
    "two days of a month": (
        ("2014-02-03", "2014-02-04", 2),
        ("3-4 February", "February 3 and 4", "3/4 February", "the night of 3-4 February"),
    ),
    "since a weekday": (("2014-02-06", "2014-02-12", 3), ("since Thursday", "since last Thursday")),
    "for the third day": (
        ("2014-02-10", "2014-02-12", 2),
        (
            "for the third day",
            "for a third straight day",
            "for the third consecutive day",
            "for the third day in a row",
        ),
    ),
    "for two weeks": (
        ("2014-01-29", "2014-02-12", 4),
        ("for two weeks", "for more than two weeks", "for two straight weeks"),
    ),
    "the past 48 hours": (("2014-02-11", "2014-02-12", 2), ("over the past 48 hours", "in the last 24 hours")),
    "days ago": (("2014-02-09", "2014-02-09", 1), ("three days ago", "some three days ago", "exactly three days ago")),
    "after a date": (("2014-01-19", "2014-01-19", 1), ("two weeks after the 5 January", "14 days after January 5")),
    "the day before a date": (
        ("2014-01-04", "2014-01-04", 1),
        (
            "the day before 5 January",
            "a day before the January 5",
            "the eve of 5 January",
            "one day prior to 5 January",
        ),
    ),
    "ways to write a day": (
        ("2013-05-05", "2013-05-05", 1),
        (
            "5 May",
            "May 5",
            "May 5th",
            "the 5th of May",
            "the fifth of May",
            "5 May 2013",
            "05/05/2013",
            "2013-05-05",
            "2013/05/05",
            "5.5.2013",
            "5-May-2013",
            "Sunday, May 5",
            "on the night of 5 May",
            "at 14:30 on 5 May",
            "on 5 May (Sunday)",
        ),
    ),
    "day first or month first, where one of them cannot be": (
        ("2014-01-13", "2014-01-13", 1),
        ("13/01/2014", "01/13/2014", "13-01-2014"),
    ),
    "the day of a month": (
        ("2014-02-05", "2014-02-05", 1),
        ("on the 5th", "on the 5th of this month", "05/02/2014"),
    ),
    "the day of the last month": (("2014-01-20", "2014-01-20", 1), ("on the 20th of last month", "on the 20th")),
    "on March 5 in a February report": (("2013-03-05", "2013-03-05", 1), ("on March 5", "5 March")),
    "next month": (("2014-03-01", "2014-03-31", 4), ("next month", "next March", "scheduled for March")),
    "the coming days": (("2014-02-13", "2014-02-15", 2), ("in the coming days", "over the next few days")),
    "later this week": (("2014-02-13", "2014-02-16", 2), ("later this week",)),
    "a season": (
        ("2013-03-01", "2013-05-31", 5),
        ("spring 2013", "the spring of 2013", "last spring", "in the spring"),
    ),
    "a winter": (("2012-12-01", "2013-02-28", 5), ("winter 2012-2013", "the winter of 2012", "last winter")),
    "Ramadan": (
        ("2013-07-09", "2013-08-07", 4),
        ("during Ramadan", "the holy month of Ramadan", "Ramadan 2013", "last Ramadan", "Ramadan 1434"),
    ),
    "Eid al-Fitr": (("2013-08-08", "2013-08-10", 2), ("Eid al-Fitr", "during the Eid al-Fitr", "Eid ul-Fitr 2013")),
    "a day of a feast": (
        ("2013-10-15", "2013-10-15", 1),
        ("the first day of Eid al-Adha", "the first day of Eid al-Adha 2013"),
    ),
    "Christmas": (("2013-12-25", "2013-12-25", 1), ("Christmas Day", "at Christmas", "on Christmas, 2013")),
    "Ashura": (("2013-11-13", "2013-11-13", 1), ("Ashura", "10 Muharram", "the tenth day of Muharram")),
    "half a year": (
        ("2013-01-01", "2013-06-30", 5),
        ("the first half of 2013", "the first half of last year", "the first six months of 2013"),
    ),
    "a quarter": (("2013-04-01", "2013-06-30", 5), ("the second quarter of 2013", "the second quarter of last year")),
    "a week in a month": (
        ("2014-01-08", "2014-01-14", 3),
        ("the second week of January", "the second week of last month"),
    ),
    "the week of a date": (("2013-12-30", "2014-01-05", 3), ("the week of January 5", "the week ending 5 January")),
    "the first weeks of a month": (("2014-01-01", "2014-01-14", 4), ("the first two weeks of January",)),
    "a decade": (("1990-01-01", "1999-12-31", 5), ("the 1990s", "in the 1990s")),
    "early in a decade": (("1990-01-01", "1993-12-31", 5), ("the early 1990s",)),
    "today": (
        ("2014-02-12", "2014-02-12", 1),
        ("today", "earlier today", "this morning", "today at noon", "on Wednesday", "tonight"),
    ),
    "no such day": (
        (None, None, None),
        ("31 February", "30/02/2014", "February 29, 2013", "31 June"),
    ),
}
CASES = [(row, phrase, dates) for row, (dates, phrases) in ROWS.items() for phrase in phrases]


def found(phrase: str, published: str | None) -> Dates:
    moment = MOMENTS.resolve(Moment(phrase, 0, len(phrase)), published)
    assert moment is not None
    return moment.from_, moment.to, moment.precision


@pytest.mark.parametrize(("row", "phrase", "dates"), CASES, ids=[f"{row}: {phrase}" for row, phrase, _ in CASES])
def test_each_row_of_the_table(row: str, phrase: str, dates: Dates) -> None:
    assert found(phrase, WEDNESDAY) == dates


PAGE = (Path(__file__).parent.parent / "docs" / "times.md").read_text(encoding="utf-8")
SHOWN = [[cell.strip() for cell in line.strip("| ").split("|")] for line in PAGE.splitlines() if line.startswith("| ")]
SHOWN = [[*row, "", "", ""][:4] for row in SHOWN if row[0] != "phrase"]


@pytest.mark.parametrize("row", SHOWN, ids=[row[0] for row in SHOWN])
def test_the_page_shows_what_the_rules_give(row: list[str]) -> None:
    assert ["" if value is None else str(value) for value in found(row[0], WEDNESDAY)] == row[1:]


def test_the_page_shows_some_of_each() -> None:
    assert len(SHOWN) > 90


def test_a_date_that_may_be_read_two_ways_runs_from_the_one_to_the_other() -> None:
    assert found("04/03/2013", WEDNESDAY) == ("2013-03-04", "2013-04-03", 4)
    assert found("05/02/2014", None) == ("2014-02-05", "2014-05-02", 5)


@pytest.mark.parametrize(
    "text",
    ["in the fall of the town", "the Arab Spring", "Ramadan Shallah", "a hot spring", "Rajab", "the Christmas market"],
)
def test_words_that_are_no_time(text: str) -> None:
    assert MOMENTS.patterns.parse(text) is None


def test_what_is_to_come_is_ahead_of_the_report() -> None:
    assert found("scheduled for June 3", WEDNESDAY) == ("2014-06-03", "2014-06-03", 1)
    assert found("planned for 12 February", WEDNESDAY) == ("2014-02-12", "2014-02-12", 1)


PHRASES = sorted({phrase for _, phrase, _ in CASES})


@given(st.sampled_from(PHRASES), st.dates(date(1972, 1, 1), date(2044, 12, 31)))
def test_intervals_run_forward_and_precision_goes_with_length(phrase: str, day: date) -> None:
    first, last, precision = found(phrase, day.isoformat())
    if first is None or last is None:
        return
    length = (date.fromisoformat(last) - date.fromisoformat(first)).days + 1
    assert length >= 1
    named = any(word in phrase for word in ("this", "month", "year", "week", "ary", "March", "Ramadan"))
    # "early January" has ten days and is known to the month: so the table has it.
    assert precision == precision_of(date.fromisoformat(first), date.fromisoformat(last)) or named
    assert precision is not None
    assert length <= {1: 1, 2: 7, 3: 7, 4: 31, 5: 40 * 366}[precision]
