"""Dates of time phrases (codebook section 10), with UCDP's precision.

Relative phrases are counted from the report's date; "the next day" and a date without a year also from the date told
before it. What cannot be told stays without dates: a wrong date is worse than none.
"""

from dataclasses import replace
from datetime import date, timedelta

from polemos.codebook.loader import Codebook
from polemos.codebook.times import TimeMatch, TimePatterns, time_patterns
from polemos.model.moment import Moment
from polemos.resolution.calendar import Interval, precision_of
from polemos.resolution.effects import bend
from polemos.resolution.moment_rules import RULES, Setting
from polemos.resolution.part_rules import PARTS
from polemos.resolution.relative_rules import RELATIVE

_ASSUMED_DAYS = 3
_SOME_DAY = date(2001, 1, 1)
"""Stands in for an unknown report date where any would do."""


class Moments:
    """Resolves the time phrases of reports by one codebook's patterns."""

    def __init__(self, codebook: Codebook) -> None:
        self.patterns: TimePatterns = time_patterns(codebook)

    def resolve(
        self, moment: Moment | None, published: str | None, anchor: Moment | None = None, year: int | None = None
    ) -> Moment | None:
        """The moment with its dates.

        `anchor` is a dated moment told before it, `year` the year that the text was speaking of; both may be unknown.
        Where nothing was said, the three days to the report's date, marked as assumed; None where that is unknown too.
        """
        reported = report_date(published)
        if moment is None or moment.text is None:
            return _assumed(reported)
        match = self.patterns.parse(moment.text)
        if match is None:
            return moment
        found = interval(match, self._setting(match, reported, anchor, year))
        if found is None or (found.first is None and found.last is None):
            return moment
        return replace(
            moment,
            from_=found.first.isoformat() if found.first else None,
            to=found.last.isoformat() if found.last else None,
            precision=found.precision,
        )

    def impossible(self, match: TimeMatch, published: str | None) -> bool:
        """The phrase names a day that no calendar has ("31 February"), of whatever year."""
        try:
            _unbent(match, self._setting(match, report_date(published) or _SOME_DAY, None, None))
        except (ValueError, OverflowError):
            return True
        return False

    def _setting(self, match: TimeMatch, reported: date | None, anchor: Moment | None, year: int | None) -> Setting:
        return Setting(self.patterns, match.values, reported, _interval(anchor), year, match.effects)


def resolve(moment: Moment | None, published: str | None, codebook: Codebook) -> Moment | None:
    """One phrase by itself. Whoever resolves many keeps a `Moments`, or a `Chronology` for whole reports."""
    return Moments(codebook).resolve(moment, published)


def report_date(published: str | None) -> date | None:
    """The report's own day, as its clock showed it; None where it is missing or no date."""
    try:
        return date.fromisoformat((published or "").strip()[:10])
    except ValueError:
        return None


def interval(match: TimeMatch, setting: Setting) -> Interval | None:
    """The interval of a match, bent by the words before it."""
    try:
        found = _unbent(match, setting)
        for effect in reversed(match.effects):
            if found is None:
                return None
            found = bend(setting, found, effect)
    except (ValueError, OverflowError):
        # "31 February": there is no such day, so nothing is known.
        return None
    return found


def _unbent(match: TimeMatch, setting: Setting) -> Interval | None:
    """By the rule alone. Raises ValueError, OverflowError where there is no such day."""
    rule = RULES.get(match.rule) or RELATIVE.get(match.rule) or PARTS.get(match.rule)
    return rule(setting) if rule else None


def _assumed(reported: date | None) -> Moment | None:
    if reported is None:
        return None
    first = reported - timedelta(days=_ASSUMED_DAYS - 1)
    return Moment(from_=first.isoformat(), to=reported.isoformat(), precision=2, assumed=True)


def _interval(moment: Moment | None) -> Interval | None:
    if moment is None or moment.from_ is None or moment.to is None:
        return None
    first, last = date.fromisoformat(moment.from_), date.fromisoformat(moment.to)
    return Interval(first, last, moment.precision or precision_of(first, last))
