"""Rules for parts of months and years, seasons, and the feasts and months of the Hijri calendar."""

from collections.abc import Callable
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from polemos.resolution import calendar
from polemos.resolution.calendar import Interval
from polemos.resolution.effects import part
from polemos.resolution.moment_rules import Setting

_DAY = timedelta(days=1)
_SEASON = 3
"""Months of a season."""
_YEARS_BACK = 2
"""Years before the report's in which the last such feast lies."""
_HIJRI_MONTH = 30
_HIJRI_SHIFT = 622
_HIJRI_YEAR = 354.367
_COMMON_YEAR = 365.2425


def _days_of_month(s: Setting) -> Interval | None:
    """ "the first two weeks of March", "the last three days of March"."""
    year = s.year_of(s.month())
    if year is None:
        return None
    whole = calendar.month(year, s.month())
    length = {"day": 1, "week": 7}.get(s.unit())
    if length is None or whole.first is None or whole.last is None:
        return None
    span = timedelta(days=length * s.number() - 1)
    if s.values["edge"] == "first":
        return calendar.days(whole.first, min(whole.first + span, whole.last))
    return calendar.days(max(whole.last - span, whole.first), whole.last)


def _week_of(s: Setting) -> Interval | None:
    """Monday to Sunday around a date; "the week to 5 May" ends with it, "the week beginning 5 May" starts with it."""
    year = s.year_of(s.month(), s.day())
    if year is None:
        return None
    day = date(year, s.month(), s.day())
    if s.values["way"] == "of":
        return calendar.week_of(day)
    if s.values["way"] in ("beginning", "starting"):
        return calendar.days(day, day + 6 * _DAY)
    return calendar.days(day - 6 * _DAY, day)


def _meant_year(s: Setting) -> int | None:
    """The year named, or this, the last or the next one."""
    if "year" in s.values:
        return int(s.values["year"])
    told = s.published or (s.anchor.last if s.anchor is not None else None)
    if told is None:
        return s.year
    return told.year + {"last": -1, "next": 1}.get(s.values.get("which", ""), 0)


def _half_year(s: Setting) -> Interval | None:
    year = _meant_year(s)
    length = 6 if s.values["part"] == "half" else 3
    number = s.patterns.ordinals[s.values["ordinal"]]
    if year is None or number > 12 // length:
        return None
    first = length * ((12 // length if number < 0 else number) - 1) + 1
    return calendar.days(date(year, first, 1), calendar.month(year, first + length - 1).last or date(year, 12, 31))


def _months_of_year(s: Setting) -> Interval | None:
    year, number = _meant_year(s), s.number()
    if year is None or not 1 <= number <= 12:
        return None
    first = 1 if s.values["edge"] == "first" else 13 - number
    return calendar.days(date(year, first, 1), calendar.month(year, first + number - 1).last or date(year, 12, 31))


def _meant_month(s: Setting) -> Interval | None:
    """This month or the last one, from the report's date, in an account without one from the date told before."""
    told = s.published or (s.anchor.last if s.anchor is not None else None)
    if told is None:
        return None
    return calendar.around(calendar.shift(told, "month", -1 if s.values["which"] == "last" else 0), "month")


def _week_of_month(s: Setting) -> Interval | None:
    """The first week of a month is its first seven days."""
    whole, number = _meant_month(s), s.patterns.ordinals[s.values["ordinal"]]
    if whole is None or whole.first is None or whole.last is None:
        return None
    first = whole.first + 7 * (number - 1) * _DAY if number > 0 else whole.last - 6 * _DAY
    return calendar.days(first, min(first + 6 * _DAY, whole.last))


def _half_month(s: Setting) -> Interval | None:
    whole = _meant_month(s)
    if whole is None or whole.first is None or whole.last is None:
        return None
    middle = whole.first.replace(day=15)
    second = s.patterns.ordinals[s.values["ordinal"]] != 1
    return calendar.days(middle + _DAY, whole.last) if second else calendar.days(whole.first, middle)


def _edge(s: Setting) -> Interval | None:
    """ "the beginning of the year": its early part."""
    told = s.published or (s.anchor.last if s.anchor is not None else None)
    if told is None:
        return None
    return part(calendar.around(told, s.unit()), s.patterns.edges[s.values["edge"]])


def _season(s: Setting) -> Interval | None:
    """Three months of the north. A winter has the number of the year in which it begins."""
    month, which = s.patterns.seasons[s.values["season"]], s.values.get("which", "")
    if "year" in s.values:
        return _from_month(int(s.values["year"]), month)
    if s.published is None:
        return _from_month(s.year, month) if s.year is not None else None
    begun = _from_month(s.published.year, month)
    if begun.first is not None and begun.first > s.published:
        begun = _from_month(s.published.year - 1, month)
    over = begun.last is not None and begun.last < s.published
    back = which in ("last", "this past", "the past") and not over
    ahead = which == "next" or (which == "this" and over)
    return _from_month((begun.first or s.published).year - back + ahead, month)


def _from_month(year: int, month: int) -> Interval:
    first = date(year, month, 1)
    return Interval(first, first + relativedelta(months=_SEASON) - _DAY, 5)


def _feast(s: Setting) -> Interval | None:
    month, day, length = s.patterns.feasts[s.values["feast"]]
    return _chosen(s, lambda year: date(year, month, day), length)


def _christmas(s: Setting) -> Interval | None:
    """ "at Christmas", but no Christmas market."""
    return _chosen(s, lambda year: date(year, 12, 25), 1)


def _hijri_feast(s: Setting) -> Interval | None:
    month, day, length = s.patterns.hijrifeasts[s.values["hijrifeast"]]
    return _chosen(s, lambda year: _hijri_in(s, year, month, day), length)


def _chosen(s: Setting, begins: Callable[[int], date], length: int) -> Interval | None:
    """The feast of the year meant, or the day of it."""
    first = _begin(s, begins, length)
    if first is None:
        return None
    if "ordinal" in s.values:
        number = s.patterns.ordinals[s.values["ordinal"]]
        return calendar.day(first + (length - 1 if number < 0 else number - 1) * _DAY)
    return calendar.days(first, first + (length - 1) * _DAY)


def _begin(s: Setting, begins: Callable[[int], date], length: int) -> date | None:
    """When it began in the year named, else the last time before the report, or of what is to come the next time.

    "last Ramadan" is over.
    """
    year, which = _year_or_none(s), s.values.get("which")
    if year is not None:
        return begins(year)
    if s.published is None:
        return None
    starts = [begins(s.published.year + step) for step in range(-_YEARS_BACK, 2)]
    if s.ahead or which == "next":
        return min(start for start in starts if start >= s.published)
    known = s.published - length * _DAY if which == "last" else s.published
    return max(start for start in starts if start <= known)


def _year_or_none(s: Setting) -> int | None:
    return int(s.values["year"]) if "year" in s.values else s.year


def _hijri_in(s: Setting, year: int, month: int, day: int) -> date:
    """The first such day in a common year. Raises ValueError where the table or the year has none."""
    around = int((year - _HIJRI_SHIFT) * _COMMON_YEAR / _HIJRI_YEAR)
    for hijri in range(around - 1, around + 3):
        found = s.patterns.calendar.day(hijri, month, day)
        if found.year == year:
            return found
    raise ValueError(f"no such day in {year}")


def _hijri(s: Setting) -> Interval | None:
    """A month of the Hijri calendar, or a day in it."""
    month = s.patterns.hijri[s.values["hijri"]]
    day = s.day() if "day" in s.values else s.patterns.ordinals.get(s.values.get("ordinal", ""), 0)
    if "hijriyear" in s.values:
        first, last = s.patterns.calendar.month(int(s.values["hijriyear"]), month)
    else:
        begun = _begin(s, lambda year: _hijri_in(s, year, month, 1), _HIJRI_MONTH)
        if begun is None:
            return None
        first, last = begun, _end_of_hijri(s, begun, month)
    return calendar.day(first + (day - 1) * _DAY) if day > 0 else Interval(first, last, 4)


def _end_of_hijri(s: Setting, first: date, month: int) -> date:
    starts = s.patterns.calendar.starts
    year = next(year for year, months in starts.items() if months[month - 1] == first)
    return s.patterns.calendar.month(year, month)[1]


PARTS: dict[str, Callable[[Setting], Interval | None]] = {
    "daysofmonth": _days_of_month,
    "weekof": _week_of,
    "halfyear": _half_year,
    "weekofmonth": _week_of_month,
    "halfmonth": _half_month,
    "monthsofyear": _months_of_year,
    "edge": _edge,
    "season": _season,
    "feast": _feast,
    "christmas": _christmas,
    "hijrifeast": _hijri_feast,
    "hijri": _hijri,
}
