"""Dates of time phrases (codebook section 10), with UCDP's precision.

Relative phrases are counted from the report's date; "the next day" and a date without a year also from the date told
before it. What cannot be told stays without dates: a wrong date is worse than none.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from polemos.codebook.loader import Codebook
from polemos.codebook.times import TimeMatch, TimePatterns, time_patterns
from polemos.model.moment import Moment
from polemos.resolution.calendar import Interval, precision_of
from polemos.resolution.moment_rules import RULES, Setting
from polemos.resolution.relative_rules import RELATIVE

_ASSUMED_DAYS = 3
_BACKGROUND = 400
"""Characters after a date with another year in which dates without a year are taken to be of that year."""


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
        found = interval(match, Setting(self.patterns, match.values, reported, _interval(anchor), year))
        if found is None or (found.first is None and found.last is None):
            return moment
        return replace(
            moment,
            from_=found.first.isoformat() if found.first else None,
            to=found.last.isoformat() if found.last else None,
            precision=found.precision,
        )

    def resolve_all(
        self,
        moments: Sequence[Moment | None],
        published: str | None,
        told: Iterable[Moment] = (),
        title: str | None = None,
    ) -> list[Moment | None]:
        """All moments of one report, each in the light of those told before it in the text.

        `told` has the report's other time phrases. Without a date of the report, the years named in its title or text
        tell the year of a date that has none.
        """
        dated: dict[tuple[int, int], Moment] = {}
        every = {
            (m.start, m.end): m
            for m in (*told, *moments)
            if m is not None and m.start is not None and m.end is not None
        }
        year = self._first_year(title, [every[key] for key in sorted(every)])
        anchor: Moment | None = None
        spoken: tuple[int, int] | None = None
        for key in sorted(every):
            near = spoken is not None and key[0] - spoken[0] <= _BACKGROUND
            context = spoken[1] if spoken is not None and near else year if published is None else None
            moment = self.resolve(every[key], published, anchor, context)
            assert moment is not None
            dated[key] = moment
            if moment.from_ and moment.to and (moment.precision or 9) <= 3:
                anchor = moment
            match = self.patterns.parse(moment.text or "")
            if match is not None and _names_year(match) and moment.from_:
                spoken = (key[0], int(moment.from_[:4]))
        assumed = self.resolve(None, published)
        return [assumed if m is None else dated.get((m.start or 0, m.end or 0), m) for m in moments]

    def _first_year(self, title: str | None, told: Sequence[Moment]) -> int | None:
        """The first year that the title or a phrase names."""
        for text in (title or "", *(moment.text or "" for moment in told)):
            for match in self.patterns.find(text):
                named = match.values.get("year2") or match.values.get("year")
                if named:
                    return int(named)
        return None


def resolve(moment: Moment | None, published: str | None, codebook: Codebook) -> Moment | None:
    """One phrase by itself. Whoever resolves many keeps a `Moments`."""
    return Moments(codebook).resolve(moment, published)


def report_date(published: str | None) -> date | None:
    """The report's own day, as its clock showed it; None where it is missing or no date."""
    try:
        return date.fromisoformat((published or "").strip()[:10])
    except ValueError:
        return None


def interval(match: TimeMatch, setting: Setting) -> Interval | None:
    """The interval of a match, bent by the words before it."""
    rule = RULES.get(match.rule) or RELATIVE.get(match.rule)
    try:
        found = rule(setting) if rule else None
        for effect in reversed(match.effects):
            if found is None:
                return None
            found = setting.bend(found, effect)
    except (ValueError, OverflowError):
        # "31 February": there is no such day, so nothing is known.
        return None
    return found


def _names_year(match: TimeMatch) -> bool:
    """The text speaks of this year from here on; "since 1983" and "by 1990" are asides."""
    return "year" in match.values and not set(match.effects) & {"since", "by", "until", "before", "after"}


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
