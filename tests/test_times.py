"""When things happened: phrases, what they date, and their dates (codebook section 10, UCDP's precision)."""

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from polemos.codebook.loader import Codebook, load
from polemos.codebook.times import TimePatterns, time_patterns
from polemos.coding.times import TimeRules
from polemos.errors import CodebookError
from polemos.model.analysis import Analysis
from polemos.model.moment import Moment
from polemos.model.report import Report
from polemos.reading.reader import Reader
from polemos.resolution.chronology import Chronology
from polemos.resolution.moments import Moments, resolve
from polemos.service.times import text_moments

CODEBOOK = load()
MOMENTS = Moments(CODEBOOK)
WEDNESDAY = "2014-02-12"

# The whole table of the codebook, and UCDP's own rules, for a report of Wednesday 12 February 2014.
TABLE = [
    ("yesterday", "2014-02-11", "2014-02-11", 1),
    ("last night", "2014-02-11", "2014-02-11", 1),
    ("today", "2014-02-12", "2014-02-12", 1),
    ("this morning", "2014-02-12", "2014-02-12", 1),
    ("Monday", "2014-02-10", "2014-02-10", 1),
    ("on Wednesday", "2014-02-12", "2014-02-12", 1),
    ("on Thursday", "2014-02-06", "2014-02-06", 1),
    ("at dawn on Tuesday", "2014-02-11", "2014-02-11", 1),
    ("last Wednesday", "2014-02-05", "2014-02-05", 1),
    ("the other day", "2014-02-11", "2014-02-11", 1),
    ("two days ago", "2014-02-10", "2014-02-10", 1),
    ("recently", "2014-02-09", "2014-02-11", 2),
    ("the past few days", "2014-02-09", "2014-02-11", 2),
    ("in the past two days", "2014-02-10", "2014-02-11", 2),
    ("the past 24 hours", "2014-02-11", "2014-02-12", 2),
    ("the past 48 hours", "2014-02-11", "2014-02-12", 2),
    ("the past 72 hours", "2014-02-10", "2014-02-12", 2),
    ("around 2 February", "2014-02-01", "2014-02-03", 2),
    ("since Thursday", "2014-02-06", "2014-02-12", 3),
    ("since Monday", "2014-02-10", "2014-02-12", 2),
    ("over the weekend", "2014-02-08", "2014-02-09", 2),
    ("this week", "2014-02-10", "2014-02-12", 2),
    ("last week", "2014-02-03", "2014-02-09", 3),
    ("the past week", "2014-02-06", "2014-02-12", 3),
    ("the first week of January", "2014-01-01", "2014-01-07", 3),
    ("earlier this month", "2014-02-01", "2014-02-11", 4),
    ("this month", "2014-02-01", "2014-02-12", 4),
    ("last month", "2014-01-01", "2014-01-31", 4),
    ("in January", "2014-01-01", "2014-01-31", 4),
    ("in March", "2013-03-01", "2013-03-31", 4),
    ("early March", "2013-03-01", "2013-03-10", 4),
    ("in mid-March", "2013-03-10", "2013-03-20", 4),
    ("late March", "2013-03-15", "2013-03-31", 4),
    ("late February 2012", "2012-02-15", "2012-02-29", 4),
    ("recent weeks", "2014-01-22", "2014-02-12", 4),
    ("recent months", "2014-01-01", "2014-02-12", 5),
    ("in 2012", "2012-01-01", "2012-12-31", 5),
    ("early 2012", "2012-01-01", "2012-04-30", 5),
    ("mid-2012", "2012-05-01", "2012-08-31", 5),
    ("late 2012", "2012-09-01", "2012-12-31", 5),
    ("last year", "2013-01-01", "2013-12-31", 5),
    ("since 2011", "2011-01-01", "2014-02-12", 5),
    ("29 February", "2012-02-29", "2012-02-29", 1),
    ("13 February", "2013-02-13", "2013-02-13", 1),
    ("12 February", "2014-02-12", "2014-02-12", 1),
]
ABSOLUTE = [
    ("14 April 1989", "1989-04-14", "1989-04-14", 1),
    ("on the night of 14 April 1989", "1989-04-14", "1989-04-14", 1),
    ("April 14, 1989", "1989-04-14", "1989-04-14", 1),
    ("14 Apr 89", "1989-04-14", "1989-04-14", 1),
    ("Friday, 21 July 1972", "1972-07-21", "1972-07-21", 1),
    ("2015-12-21", "2015-12-21", "2015-12-21", 1),
    ("29 February 2012", "2012-02-29", "2012-02-29", 1),
    ("at 10:30 p.m. on 21 February 2016", "2016-02-21", "2016-02-21", 1),
    ("at 2200 on 6 December 1989", "1989-12-06", "1989-12-06", 1),
    ("the night between 27 and 28 October 2017", "2017-10-27", "2017-10-28", 2),
    ("13, 14, and 15 September 1989", "1989-09-13", "1989-09-15", 2),
    ("4 and 5 June 2014", "2014-06-04", "2014-06-05", 2),
    ("between 23 May and 2 June 2013", "2013-05-23", "2013-06-02", 4),
    ("from 28 December to 3 January 2017", "2016-12-28", "2017-01-03", 3),
    ("March 2013", "2013-03-01", "2013-03-31", 4),
    ("March–June 2016", "2016-03-01", "2016-06-30", 5),
    ("early January 2014", "2014-01-01", "2014-01-10", 4),
    ("2013", "2013-01-01", "2013-12-31", 5),
    ("between 2011 and 2013", "2011-01-01", "2013-12-31", 5),
]


def found(phrase: str, published: str | None) -> tuple[str | None, str | None, int | None]:
    moment = MOMENTS.resolve(Moment(phrase, 0, len(phrase)), published)
    assert moment is not None
    assert (moment.text, moment.assumed) == (phrase, False)
    return moment.from_, moment.to, moment.precision


@pytest.mark.parametrize(("phrase", "first", "last", "precision"), TABLE, ids=[row[0] for row in TABLE])
def test_phrases_counted_from_the_report(phrase: str, first: str, last: str, precision: int) -> None:
    assert found(phrase, WEDNESDAY) == (first, last, precision)


RELATIVE = [row for row in TABLE if not any(c.isdigit() for c in row[0]) or "hours" in row[0]]


@pytest.mark.parametrize("phrase", [row[0] for row in RELATIVE])
def test_without_the_report_s_date_relative_phrases_have_none(phrase: str) -> None:
    assert found(phrase, None) == (None, None, None)


@pytest.mark.parametrize("published", [None, WEDNESDAY, "1980-01-01"])
@pytest.mark.parametrize(("phrase", "first", "last", "precision"), ABSOLUTE, ids=[row[0] for row in ABSOLUTE])
def test_absolute_dates_need_no_report(
    phrase: str, first: str, last: str, precision: int, published: str | None
) -> None:
    assert found(phrase, published) == (first, last, precision)


@pytest.mark.parametrize("phrase", ["31 February 2014", "30 February", "31 June 2013", "29 February 2013"])
def test_there_is_no_such_day(phrase: str) -> None:
    assert found(phrase, WEDNESDAY) == (None, None, None)


@pytest.mark.parametrize("phrase", ["previously", "after the attack", "later", "soon after", "prior to the ceasefire"])
def test_no_date_is_told(phrase: str) -> None:
    assert found(phrase, WEDNESDAY) == (None, None, None)


def test_nothing_said_is_the_three_days_to_the_report_assumed() -> None:
    assert MOMENTS.resolve(None, WEDNESDAY) == Moment(None, None, None, "2014-02-10", "2014-02-12", 2, True)
    assert MOMENTS.resolve(None, None) is None
    assert resolve(None, WEDNESDAY, CODEBOOK) == MOMENTS.resolve(None, WEDNESDAY)


@pytest.mark.parametrize(
    ("published", "day"),
    [
        ("2014-02-12T23:30:00-05:00", "2014-02-12"),
        ("2014-02-12T00:30:00+09:00", "2014-02-12"),
        ("2014-02-12 18:11:52Z", "2014-02-12"),
        ("", None),
        ("12 Feb", None),
        ("2014-02-31", None),
    ],
)
def test_the_report_s_day_is_the_one_its_own_clock_showed(published: str, day: str | None) -> None:
    assert found("today", published)[0] == day


CHRONOLOGY = Chronology(CODEBOOK)


def dates(text: str, *phrases: str, published: str | None = None, title: str | None = None) -> list[str | None]:
    """The first days of the phrases of a text."""
    moments = [Moment(phrase, text.index(phrase), text.index(phrase) + len(phrase)) for phrase in phrases]
    found = CHRONOLOGY.resolve(moments, Report("r", text, "0", published=published, title=title))
    return [moment.from_ if moment else None for moment in found]


def test_the_next_day_is_counted_from_the_date_told_before() -> None:
    text = "On 5 May 2013 the army attacked. The next day it fled. Later that day it won. Three days later it lost."
    phrases = ("On 5 May 2013", "The next day", "Later that day", "Three days later")
    assert dates(text, *phrases) == ["2013-05-05", "2013-05-06", "2013-05-06", "2013-05-09"]


def test_a_story_without_years_goes_on_over_the_new_year() -> None:
    text = (
        "On 28 December 2017 rebels attacked. On 30 December they fled. On 2 January they won. On 5 February they lost."
    )
    phrases = ("On 28 December 2017", "On 30 December", "On 2 January", "On 5 February")
    assert dates(text, *phrases) == ["2017-12-28", "2017-12-30", "2018-01-02", "2018-02-05"]


def test_the_title_tells_the_year() -> None:
    assert dates("On 4 April rebels won.", "On 4 April", title="2014 Idlib offensive") == ["2014-04-04"]
    assert dates("On 4 April rebels won.", "On 4 April") == [None]


def test_a_day_belongs_to_the_winter_that_the_title_spans() -> None:
    text = "On 5 January rebels won. On 9 January they lost."
    title = "Southern campaign (October 2017 – February 2018)"
    assert dates(text, "On 5 January", "On 9 January", title=title) == ["2018-01-05", "2018-01-09"]
    assert dates("On 12 November rebels won.", "On 12 November", title=title) == ["2017-11-12"]


def test_a_date_beside_today_is_that_date() -> None:
    assert dates("Today, 9 March, rebels won.", "Today, 9 March", published="1989-03-19") == ["1989-03-09"]


def test_under_a_title_with_a_year_another_year_is_an_aside() -> None:
    text = "On 4 April rebels took a district that the army had lost in 2012. On 9 May they left."
    phrases = ("On 4 April", "in 2012", "On 9 May")
    assert dates(text, *phrases, title="2016 offensive") == ["2016-04-04", "2012-01-01", "2016-05-09"]


def test_an_account_without_a_date_counts_from_what_it_told() -> None:
    text = "On 5 May 2013 rebels attacked. Over the next two weeks they took ten villages. Meanwhile the army fled."
    phrases = ("On 5 May 2013", "Over the next two weeks", "Meanwhile")
    assert dates(text, *phrases) == ["2013-05-05", "2013-05-06", "2013-05-05"]
    assert dates(text, "Meanwhile", published="2013-06-01") == [None]


def test_what_lasts_counts_back_only_where_it_goes_on() -> None:
    text = "The siege has lasted for two weeks. Earlier troops clashed with rebels for three days."
    assert dates(text, "for two weeks", "for three days", published="2014-02-12") == ["2014-01-29", None]


def test_overnight_in_an_account_follows_the_day_told() -> None:
    text = "On 5 May 2013 rebels attacked. They took the town overnight."
    assert dates(text, "On 5 May 2013", "overnight") == ["2013-05-05", "2013-05-05"]
    assert dates(text, "overnight", published="2013-06-02") == ["2013-06-01"]


def test_what_is_to_come_follows_what_an_account_told() -> None:
    text = "On 5 May 2013 he was charged. The trial was scheduled for 3 February."
    assert dates(text, "On 5 May 2013", "scheduled for 3 February")[1] == "2014-02-03"


def test_days_later_are_two_to_six_days() -> None:
    text = "On 5 May 2013 rebels attacked. Days later they fled, days after troops had come."
    moments = [m for m in text_moments(text) if m.text]
    assert [(m.text, m.from_, m.to) for m in moments] == [
        ("On 5 May 2013", "2013-05-05", "2013-05-05"),
        ("Days later", "2013-05-07", "2013-05-11"),
    ]


def test_by_a_day_does_not_tell_when_it_began() -> None:
    assert dates("On 5 May 2013 rebels attacked. By 8 May the town fell.", "By 8 May") == [None]


def test_a_heading_tells_the_year_of_what_follows() -> None:
    text = "## 2019\n\n4 March - Rebels won.\n\n## 2020\n\n27 January - Rebels lost.\n\nOn 5 May 2000 men fled."
    assert dates(text, "4 March", "27 January") == ["2019-03-04", "2020-01-27"]


def test_a_dated_report_counts_from_its_date_but_for_asides_with_a_year() -> None:
    text = (
        "In March 2012 rebels took the town; on 14 April they lost it." + " No more." * 60 + " On 9 May they came back."
    )
    assert dates(text, "on 14 April", "On 9 May", published="2014-06-01") == ["2012-04-14", "2014-05-09"]


def test_moments_come_back_in_the_order_in_which_they_were_given() -> None:
    text = "On 5 May 2013 rebels attacked. On 6 May they fled."
    assert dates(text, "On 6 May", "On 5 May 2013") == ["2013-05-06", "2013-05-05"]
    assumed = CHRONOLOGY.resolve([None], Report("r", text, "0", published=WEDNESDAY))
    assert assumed == [Moment(None, None, None, "2014-02-10", "2014-02-12", 2, True)]


def test_all_times_of_a_text_with_their_offsets_and_dates() -> None:
    text = "On 5 May 2013 rebels killed 2000 men in 2000 villages. The next day they fled. Previously it was 2012."
    moments = text_moments(text + " In 2011 it fell.", "2014-02-12")
    assert [(m.text, m.from_) for m in moments] == [
        ("On 5 May 2013", "2013-05-05"),
        ("The next day", "2013-05-06"),
        ("Previously", None),
        ("In 2011", "2011-01-01"),
    ]
    assert all(text[m.start : m.end] == m.text for m in moments[:3])
    assert [m.from_ for m in text_moments("Rebels fled on Monday.")] == [None]


@given(st.sampled_from([row[0] for row in TABLE + ABSOLUTE]), st.dates(date(1970, 1, 1), date(2060, 12, 31)))
def test_every_interval_runs_forward_and_never_past_the_report(phrase: str, day: date) -> None:
    first, last, precision = found(phrase, day.isoformat())
    if first and last:
        assert first <= last
        assert precision in (1, 2, 3, 4, 5)
        ahead = any(words in phrase for words in ("weekend", "around", "first week"))
        if phrase in [row[0] for row in TABLE] and not any(c.isdigit() for c in phrase) and not ahead:
            month_to_come = precision == 4 and not phrase.startswith(("this", "earlier"))
            assert first <= day.isoformat()
            assert month_to_come or last <= day.isoformat()


@given(st.text(max_size=80))
def test_any_text_resolves_without_a_crash(text: str) -> None:
    MOMENTS.resolve(Moment(text, 0, len(text)), WEDNESDAY)


@pytest.mark.parametrize("text", ["9" * 5000, "on " * 2000, "in early " * 900, "2014 " * 1000, "3 May " * 800])
def test_hostile_text_is_searched_quickly(text: str) -> None:
    assert len(MOMENTS.patterns.find(text)) <= len(text)


@pytest.fixture(scope="module")
def analyse() -> Callable[[str], Analysis]:
    reader = Reader(CODEBOOK)
    return lambda text: reader.read(Report("r", text, "0"))


When = Callable[[str, str], str | None]


@pytest.fixture(scope="module")
def when(analyse: Callable[[str], Analysis]) -> When:
    rules = TimeRules(CODEBOOK)

    def ask(text: str, word: str) -> str | None:
        analysis = analyse(text)
        token = next(t.index for t in analysis.tokens if t.text == word)
        moment = rules.of(analysis).moment(token)
        if moment is not None and moment.start is not None:
            assert text[moment.start : moment.end] == moment.text
        return moment.text if moment is not None else None

    return ask


ATTACHED = [
    ("its own clause", "Rebels attacked the base on Monday.", "attacked", "on Monday"),
    ("the noun's clause", "Rebels launched an attack on Monday.", "attack", "on Monday"),
    ("the leading phrase", "On 5 May, rebels attacked the base and seized it.", "seized", "On 5 May"),
    ("a participle", "On 5 May, rebels attacked the base, killing ten soldiers.", "killing", "On 5 May"),
    ("the telling is dated", "On Friday an official said 100 had surrendered.", "said", "On Friday"),
    ("what was told is not", "On Friday an official said 100 had surrendered.", "surrendered", None),
    ("told in the middle", "The army said on Friday that rebels had attacked the base.", "attacked", None),
    (
        "nobody in particular tells",
        "On 6 May, it was reported that the militia was withdrawing.",
        "withdrawing",
        "On 6 May",
    ),
    ("between subject and verb", "Rebels on Sunday attacked the base.", "attacked", "on Sunday"),
    ("two clauses, two times", "Rebels attacked on Monday and withdrew on Tuesday.", "withdrew", "on Tuesday"),
    ("two clauses, the first", "Rebels attacked on Monday and withdrew on Tuesday.", "attacked", "on Monday"),
    ("a relative clause", "The town, which fell in March, was shelled yesterday.", "fell", "in March"),
    ("and its main clause", "The town, which fell in March, was shelled yesterday.", "shelled", "yesterday"),
    ("a possessive", "Tuesday's attack killed ten soldiers.", "attack", "Tuesday's"),
    ("brackets", "Rebels attacked the base on Friday [7 December].", "attacked", "on Friday [7 December]"),
    ("may is no month", "The rebels may attack the base.", "attack", None),
    ("carried over", "On 5 May, rebels attacked the base. They seized two tanks.", "seized", "On 5 May"),
    ("not to a plan", "On 5 May, rebels attacked the base. They will attack the town.", "town", None),
    ("not over a paragraph", "On 5 May, rebels attacked the base.\n\nTroops seized two tanks.", "seized", None),
    (
        "not where another time is told",
        "On 5 May, rebels attacked. The army withdrew on 6 May.",
        "withdrew",
        "on 6 May",
    ),
    ("what came before", "On Monday rebels left the town after seizing two tanks.", "seizing", None),
    ("from the main verb", "The army attacked the base on 5 May. They seized two tanks.", "seized", "on 5 May"),
    ("not from the telling", "On 5 May the army announced a victory. Rebels fled.", "fled", None),
    ("not from the telling to its object", "The army today confirmed the capture of a town.", "capture", None),
    ("what stands behind it", "The army today confirmed the capture of a town on 5 May.", "capture", "on 5 May"),
    ("at the same time", "Troops detained two men while searching a house on 5 May.", "detained", "on 5 May"),
    ("during an operation", "Troops killed two men in a raid on a farm on Monday.", "killed", "on Monday"),
    ("the object of a claim", "The group claimed responsibility for a raid on Monday.", "responsibility", None),
    (
        "the sentence's last word",
        "Troops detained two men during a search targeting a rebel leader Saturday.",
        "detained",
        "Saturday",
    ),
    ("the last of two times", "On Monday troops fled from a base that rebels took in March.", "fled", "On Monday"),
    ("managed to", "On 5 May, rebels attacked the base. They managed to seize two tanks.", "seize", "On 5 May"),
    ("planned to", "On 5 May, rebels attacked the base. They planned to seize two tanks.", "seize", None),
    ("a number is no hour", "Rebels attacked a town about 300 kilometres away.", "attacked", None),
    ("a dateline", "KABUL, Afghanistan (Sept. 27) - Rebels attacked the base.", "attacked", None),
    ("nothing said", "Rebels attacked the base.", "attacked", None),
]


@pytest.mark.parametrize(("text", "word", "expected"), [row[1:] for row in ATTACHED], ids=[row[0] for row in ATTACHED])
def test_a_phrase_dates_what_it_stands_with(when: When, text: str, word: str, expected: str | None) -> None:
    assert when(text, word) == expected


def test_after_something_keeps_its_words(when: When) -> None:
    text = when("The rebels withdrew after the attack.", "withdrew")
    assert text == "after the attack"


def broken(**phrases: object) -> Codebook:
    return Codebook(CODEBOOK.types, CODEBOOK.entries, {"time/phrases": phrases}, "x")


def test_a_pattern_that_is_no_pattern_is_named() -> None:
    with pytest.raises(CodebookError, match="pattern 1"):
        time_patterns(broken(patterns=[{"rule": "date", "pattern": "{nonsense}"}]))
    with pytest.raises(CodebookError, match="pattern 1"):
        time_patterns(broken(patterns=[{"rule": "date", "pattern": "(("}]))


def test_every_rule_named_in_the_codebook_is_known() -> None:
    from polemos.resolution.moment_rules import RULES
    from polemos.resolution.part_rules import PARTS
    from polemos.resolution.relative_rules import RELATIVE as COUNTED

    patterns: TimePatterns = time_patterns(CODEBOOK)
    without_dates = {"unknown", "within"}
    assert {pattern.rule for pattern in patterns.compiled} == set(RULES) | set(COUNTED) | set(PARTS) | without_dates
