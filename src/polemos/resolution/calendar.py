"""Intervals of whole days, and the arithmetic of days, weeks, months and years."""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

DAYS_OF_MONTH = {"early": (1, 10), "middle": (10, 20), "late": (15, 31)}
"""Parts of a month (codebook section 10)."""


@dataclass(frozen=True, slots=True)
class Interval:
    """`first` to `last`, both included; an open end is None."""

    first: date | None
    last: date | None
    precision: int | None


def day(when: date) -> Interval:
    return Interval(when, when, 1)


def days(first: date, last: date) -> Interval:
    """From one day to another, with the precision of its length. Raises ValueError for an end before the start."""
    if last < first:
        raise ValueError("ends before it starts")
    return Interval(first, last, precision_of(first, last))


def month(year: int, number: int) -> Interval:
    return Interval(date(year, number, 1), date(year, number, calendar.monthrange(year, number)[1]), 4)


def year(number: int) -> Interval:
    return Interval(date(number, 1, 1), date(number, 12, 31), 5)


def week_of(when: date) -> Interval:
    """Monday to Sunday."""
    monday = when - timedelta(days=when.weekday())
    return Interval(monday, monday + timedelta(days=6), 3)


def shift(when: date, unit: str, count: int) -> date:
    """The day `count` units later; hours and minutes stay within the day up to 24 hours."""
    if unit in ("hour", "minute"):
        return when + timedelta(days=count // 24 if unit == "hour" and count > 0 else 0)
    if unit == "fortnight":
        return when + timedelta(days=14 * count)
    if unit == "decade":
        return when + relativedelta(years=10 * count)
    return when + relativedelta(**{f"{unit}s": count})  # type: ignore[arg-type]


def around(when: date, unit: str) -> Interval:
    """The unit in which a day lies."""
    if unit == "week":
        return week_of(when)
    if unit == "month":
        return month(when.year, when.month)
    if unit in ("year", "decade"):
        return year(when.year)
    return day(when)


def precision_of(first: date, last: date) -> int:
    """UCDP's precision of an interval by its length: 1 day, 2-6 days, a week, a month, more."""
    length = (last - first).days + 1
    for precision, limit in ((1, 1), (2, 6), (3, 7), (4, 31)):
        if length <= limit:
            return precision
    return 5
