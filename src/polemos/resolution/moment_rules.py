"""The rules by which time phrases get their dates, named in the codebook's patterns.

Each takes the values of a matched pattern with what is known around it, and gives an interval, or None where what is
known does not tell. ValueError means that there is no such day.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from polemos.codebook.times import Effect, TimePatterns
from polemos.resolution import calendar
from polemos.resolution.calendar import Interval

_YEARS_BACK = 8
"""How far back a day without a year is looked for: 29 February may be eight years off."""
_CENTURY_TURN = 70
"""Two-digit years from here on are of the twentieth century."""


@dataclass(frozen=True)
class Setting:
    """A matched pattern's values and what is known around it."""

    patterns: TimePatterns
    values: Mapping[str, str]
    published: date | None
    anchor: Interval | None
    year: int | None
    effects: tuple[Effect, ...] = ()

    @property
    def ahead(self) -> bool:
        """The phrase stands behind "scheduled for" and the like: it is of a day to come."""
        return "ahead" in self.effects

    def month(self, key: str = "month") -> int:
        return self.patterns.months[self.values[key].rstrip(".")]

    def day(self, key: str = "day") -> int:
        return int("".join(c for c in self.values[key] if c.isdigit()))

    def unit(self) -> str:
        return self.patterns.units[self.values["unit"]]

    def number(self, key: str = "number") -> int:
        return self.patterns.number(self.values[key])

    def year_of(self, month: int, day: int = 1, key: str = "year") -> int | None:
        """The year named, or the one that makes the date fit what is known; None where nothing tells."""
        if key in self.values:
            return int(self.values[key])
        if "shortyear" in self.values:
            short = int(self.values["shortyear"][-2:])
            return short + (1900 if short >= _CENTURY_TURN else 2000)
        if self.ahead and self.published is None and self.anchor is not None and self.anchor.last is not None:
            return _nearest_year(month, day, self.anchor.last, ahead=True)
        if self.year is not None:
            return self._near_anchor(self.year, month, day)
        if self.published is not None:
            return _nearest_year(month, day, self.published, self.ahead)
        if self.anchor is not None and self.anchor.last is not None:
            return self._near_anchor(self.anchor.last.year, month, day)
        return None

    def _near_anchor(self, year: int, month: int, day: int) -> int:
        """A story goes on: a date half a year before the one told last is of the next year."""
        anchor = self.anchor.last if self.anchor is not None else None
        if anchor is None or abs(anchor.year - year) > 1:
            return year
        return min(
            (anchor.year + step for step in (-1, 0, 1)), key=lambda y: abs((_clipped(y, month, day) - anchor).days)
        )


def _clipped(year: int, month: int, day: int) -> date:
    return date(year, month, min(day, 28))


def _nearest_year(month: int, day: int, published: date, ahead: bool = False) -> int:
    """The year of the nearest such day that is not after the report's, or with `ahead` not before it."""
    for step in range(_YEARS_BACK + 1):
        year = published.year + (step if ahead else -step)
        try:
            found = date(year, month, day)
        except ValueError:
            continue
        if found == published or (found > published) == ahead:
            return year
    raise ValueError(f"no such day: {day}.{month}.")


def _date(s: Setting) -> Interval | None:
    year = s.year_of(s.month(), s.day())
    return calendar.day(date(year, s.month(), s.day())) if year is not None else None


def _iso(s: Setting) -> Interval:
    return calendar.day(date.fromisoformat(s.values["iso"]))


def _ymd(s: Setting) -> Interval:
    return calendar.day(date(int(s.values["year"]), int(s.values["num"]), int(s.values["num2"])))


def _dmy(s: Setting) -> Interval:
    return calendar.day(date(int(s.values["year"]), int(s.values["num2"]), int(s.values["num"])))


def _numeric(s: Setting) -> Interval | None:
    """ "05/02/2014" is read day first and month first. Where both are dates, none after the report's, it is either of
    them: from the one to the other."""
    first, second, year = int(s.values["num"]), int(s.values["num2"]), s.year_of(1)
    if year is None:
        return None
    readings = {found for day, month in ((first, second), (second, first)) if (found := _valid(year, month, day))}
    past = {found for found in readings if s.published is None or found <= s.published}
    return calendar.days(min(past or readings), max(past or readings)) if readings else None


def _valid(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _ordinal_date(s: Setting) -> Interval | None:
    """ "the fifth of May"; "the last of May" is its last day."""
    day, month = s.patterns.ordinals[s.values["ordinal"]], s.month()
    year = s.year_of(month, max(day, 1))
    if year is None:
        return None
    last = calendar.month(year, month).last
    return calendar.day(last if day < 0 and last is not None else date(year, month, day))


def _days(s: Setting) -> Interval | None:
    year = s.year_of(s.month(), s.day("day2"))
    return (
        calendar.days(date(year, s.month(), s.day()), date(year, s.month(), s.day("day2")))
        if year is not None
        else None
    )


def _dates(s: Setting) -> Interval | None:
    second = s.year_of(s.month("month2"), s.day("day2"), "year2")
    if second is None:
        return None
    last = date(second, s.month("month2"), s.day("day2"))
    year = int(s.values["year"]) if "year" in s.values else last.year - (s.month() > last.month)
    return calendar.days(date(year, s.month(), s.day()), last)


def _month(s: Setting) -> Interval | None:
    part = next((effect for effect in s.effects if effect in calendar.DAYS_OF_MONTH), None)
    # "late March" is of this year only where late March has come
    year = s.year_of(s.month(), calendar.DAYS_OF_MONTH[part][0] if part else 1)
    return calendar.month(year, s.month()) if year is not None else None


def _months(s: Setting) -> Interval | None:
    second = s.year_of(s.month("month2"), key="year2")
    if second is None:
        return None
    year = int(s.values["year"]) if "year" in s.values else second - (s.month() > s.month("month2"))
    last = calendar.month(second, s.month("month2")).last
    return calendar.days(date(year, s.month(), 1), last) if last is not None else None


def _last_month_named(s: Setting) -> Interval | None:
    """ "last August" is never the month in which the report appears."""
    if s.published is None:
        return None
    year = s.published.year - (s.month() >= s.published.month)
    return calendar.month(year, s.month())


def _month_of_last_year(s: Setting) -> Interval | None:
    return calendar.month(s.published.year - 1, s.month()) if s.published is not None else None


def _ordinal_week(s: Setting) -> Interval | None:
    year = s.year_of(s.month())
    if year is None:
        return None
    return _week_in(year, s.month(), s.patterns.ordinals[s.values["ordinal"]])


def _ordinal_weeks(s: Setting) -> Interval | None:
    second = s.year_of(s.month("month2"), key="year2")
    if second is None:
        return None
    first = _week_in(second - (s.month() > s.month("month2")), s.month(), s.patterns.ordinals[s.values["ordinal"]])
    last = _week_in(second, s.month("month2"), s.patterns.ordinals[s.values["ordinal2"]])
    return calendar.days(first.first, last.last) if first.first is not None and last.last is not None else None


def _week_in(year: int, month: int, ordinal: int) -> Interval:
    """The first week of August is its first seven days."""
    end = calendar.month(year, month).last
    first = date(year, month, 7 * ordinal - 6) if ordinal > 0 else (end or date(year, month, 28)) - timedelta(days=6)
    return Interval(first, first + timedelta(days=6), 3)


def _half(s: Setting) -> Interval | None:
    whole = _month(s)
    if whole is None or whole.first is None or whole.last is None:
        return None
    middle = whole.first.replace(day=15)
    second = s.patterns.ordinals[s.values["ordinal"]] != 1
    return calendar.days(middle + timedelta(days=1), whole.last) if second else calendar.days(whole.first, middle)


def _year(s: Setting) -> Interval:
    return calendar.year(int(s.values["year"]))


def _years(s: Setting) -> Interval:
    return calendar.days(date(int(s.values["year"]), 1, 1), date(int(s.values["year2"]), 12, 31))


def _decade(s: Setting) -> Interval:
    first = int(s.values["decade"])
    return Interval(date(first, 1, 1), date(first + 9, 12, 31), 5)


RULES: dict[str, Callable[[Setting], Interval | None]] = {
    "iso": _iso,
    "ymd": _ymd,
    "dmy": _dmy,
    "numeric": _numeric,
    "ordinaldate": _ordinal_date,
    "date": _date,
    "days": _days,
    "dates": _dates,
    "month": _month,
    "months": _months,
    "lastmonth": _last_month_named,
    "monthoflastyear": _month_of_last_year,
    "ordinalweek": _ordinal_week,
    "ordinalweeks": _ordinal_weeks,
    "half": _half,
    "year": _year,
    "years": _years,
    "decade": _decade,
}
