"""Dates of all time phrases of a report, each in the light of those told before it.

"The next day" is counted from the date told last, and in a report without a date of its own the years that its title,
headings and dates name tell the year of a date that has none.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from polemos.codebook.loader import Codebook
from polemos.codebook.times import TimeMatch
from polemos.model.moment import Moment
from polemos.model.report import Report
from polemos.resolution.moments import Moments

_BACKGROUND = 400
"""Characters after a date with another year in which dates without a year are taken to be of that year."""
_ANCHORING = 3
"""The coarsest precision from which a "next day" can be counted: a week."""
_CLAUSE = 100
"""Characters before "for two weeks" that tell whether it still goes on."""
_CLAUSE_END = re.compile(r"[.;:!?\n]\s")
_PARAGRAPH = re.compile(r"\n[ \t\r]*\n")
_FRAME = "#*=_ \t\r"


@dataclass(frozen=True, slots=True)
class _Told:
    """A phrase of the report: the moment without dates, and the year that it names, if any."""

    moment: Moment
    year: int | None
    heading: bool
    """It is a line by itself, so its year holds until another is named."""


class Chronology:
    """Resolves whole reports by one codebook's patterns."""

    def __init__(self, codebook: Codebook) -> None:
        self.moments = Moments(codebook)
        self.patterns = self.moments.patterns

    def resolve(self, moments: Sequence[Moment | None], report: Report) -> list[Moment | None]:
        """The moments of a report's claims with their dates, in the order in which they came."""
        told = {(t.moment.start, t.moment.end): t for t in self._told(report.text)}
        titled = self._title_year(report) is not None
        for moment in moments:
            if moment is not None and (moment.start, moment.end) not in told and moment.text is not None:
                told[moment.start, moment.end] = self._unheaded(moment, titled)
        dated = self._dated([told[key] for key in sorted(told, key=lambda k: (k[0] or 0, k[1] or 0))], report)
        assumed = self.moments.resolve(None, report.published)
        return [assumed if m is None or m.text is None else dated.get((m.start, m.end), m) for m in moments]

    def told(self, report: Report) -> tuple[Moment, ...]:
        """Every time phrase of a report in text order, with its dates where text or report date tell them."""
        titled = self._title_year(report) is not None
        phrases = [t if t.heading else self._unheaded(t.moment, titled) for t in self._told(report.text, years=True)]
        dated = self._dated(phrases, report)
        return tuple(dated.get((t.moment.start, t.moment.end), t.moment) for t in phrases)

    def _dated(self, told: list[_Told], report: Report) -> dict[tuple[int | None, int | None], Moment]:
        """Every phrase with its dates, in text order."""
        found: dict[tuple[int | None, int | None], Moment] = {}
        year = self._title_year(report) or next((t.year for t in told if t.year), None)
        standing = year if report.published is None else None
        spoken: tuple[int, int] | None = None
        anchor: Moment | None = None
        opening = self._title_opening(report)
        for phrase in told:
            start = phrase.moment.start or 0
            near = spoken is not None and start - spoken[0] <= _BACKGROUND
            known = anchor or (opening if self._names_month(phrase.moment) else None)
            moment = self.moments.resolve(
                phrase.moment, report.published, known, spoken[1] if spoken is not None and near else standing
            )
            if moment is None:
                continue
            if moment.from_ and self._over(phrase.moment, report.text):
                moment = phrase.moment
            found[phrase.moment.start, phrase.moment.end] = moment
            if moment.from_ and moment.to and (moment.precision or 9) <= _ANCHORING:
                anchor = moment
            if phrase.year is not None:
                spoken = (start, phrase.year)
                if phrase.heading:
                    standing, anchor = phrase.year, None
        return found

    def _unheaded(self, moment: Moment, titled: bool) -> _Told:
        """Under a title with a year another year by itself ("taken in 2012") is an aside."""
        match = self.patterns.parse(moment.text or "")
        aside = match is None or (match.rule == "year" and titled)
        return _Told(moment, None if match is None or aside else _named_year(match), False)

    def _told(self, text: str, years: bool = False) -> Iterator[_Told]:
        """The time phrases of the text; a bare year only where it is a heading, for "2000 men" is none. With `years`
        also "in 2012"."""
        start = 0
        for edge in [*_PARAGRAPH.finditer(text), None]:
            end = edge.start() if edge else len(text)
            for match in self.patterns.find(text[start:end]):
                first, last = start + match.start, start + match.end
                heading = _alone(text, first, last)
                led = years and not text[first].isdigit()
                if match.rule != "year" or match.effects or heading or led:
                    yield _Told(Moment(text[first:last], first, last), _named_year(match), heading)
            start = edge.end() if edge else end

    def _title_opening(self, report: Report) -> Moment | None:
        """The day on which what the title spans began: under "October 2017 - February 2018" a 5 January is in 2018."""
        for match in self.patterns.find(report.title or ""):
            spanned = self.moments.resolve(Moment(text=(report.title or "")[match.start : match.end]), None)
            if "month" in match.values and spanned is not None and spanned.from_:
                return replace(spanned, to=spanned.from_)
        return None

    def _over(self, moment: Moment, text: str) -> bool:
        """ "clashed for two days": how long, not when; only what still goes on counts back from the report's date."""
        match = self.patterns.parse(moment.text or "")
        if match is None or match.rule != "lastfor":
            return False
        start = moment.start or 0
        clause = _CLAUSE_END.split(text[max(0, start - _CLAUSE) : start])[-1].lower().split()
        alone = start == 0 and len(moment.text or "") == len(text)
        return not alone and not self.patterns.going_on.intersection(clause)

    def _names_month(self, moment: Moment) -> bool:
        match = self.patterns.parse(moment.text or "")
        return match is not None and "month" in match.values

    def _title_year(self, report: Report) -> int | None:
        years = (_named_year(match) for match in self.patterns.find(report.title or ""))
        return next((year for year in years if year is not None), None)


def _named_year(match: TimeMatch) -> int | None:
    """The year that the text speaks of from here on; "since 1983" and "by 1990" are asides."""
    named = match.values.get("year") or match.values.get("year2") or match.values.get("iso", "")[:4]
    aside = set(match.effects) & {"since", "by", "until", "before", "after"}
    return int(named) if named and not aside else None


def _alone(text: str, first: int, last: int) -> bool:
    """The phrase fills its line."""
    line_start = text.rfind("\n", 0, first) + 1
    line_end = text.find("\n", last)
    before, after = text[line_start:first], text[last : line_end if line_end >= 0 else len(text)]
    return not before.strip(_FRAME) and not after.strip(_FRAME)
