"""What the words before a time phrase make of its dates: "since", "by", "early", "the eve of"."""

from datetime import date, timedelta

from polemos.codebook.times import Effect
from polemos.resolution import calendar
from polemos.resolution.calendar import Interval
from polemos.resolution.moment_rules import Setting

_DAY = timedelta(days=1)
_PARTS: tuple[Effect, ...] = ("early", "middle", "late")
_MONTHS_OF_YEAR = {"early": (1, 4), "middle": (5, 8), "late": (9, 12)}
_YEARS_OF_DECADE = {"early": (0, 3), "middle": (4, 6), "late": (7, 9)}
_BY_WINDOW = 6
"""Days after the date told before in which "by the 14th" still reaches back to it."""


def bend(setting: Setting, interval: Interval, effect: Effect) -> Interval:
    """The interval under one effect; effects that say nothing of such an interval leave it."""
    first, last = interval.first, interval.last
    if effect in _PARTS:
        return part(interval, effect)
    if effect == "since":
        if setting.published is None or first is None or first > setting.published:
            return Interval(first, None, interval.precision if interval.precision == 5 else None)
        return calendar.days(first, setting.published)
    if effect in ("until", "by", "before"):
        return _up_to(setting, interval, effect)
    if effect == "after":
        return Interval(first, None, None)
    if interval.precision != 1 or first is None or last is None:
        return interval
    if effect == "around":
        return calendar.days(first - _DAY, last + _DAY)
    return calendar.day(first - _DAY) if effect == "eve" else interval


def part(interval: Interval, effect: Effect) -> Interval:
    """The early, middle or late part of a decade, a year or a month; of one that ends with the report's day ("early
    this month") as much of the part as has been, where any has."""
    first, last = interval.first, interval.last
    if first is None or last is None or first.day != 1:
        return interval
    found = _whole_part(first, last, interval.precision, effect)
    if found is None or found.first is None or found.last is None:
        return interval
    return Interval(found.first, min(found.last, last) if found.first <= last else found.last, found.precision)


def _whole_part(first: date, last: date, precision: int | None, effect: Effect) -> Interval | None:
    if precision == 4 and (first.year, first.month) == (last.year, last.month):
        begin, finish = calendar.DAYS_OF_MONTH[effect]
        end = calendar.month(first.year, first.month).last or last
        return Interval(first.replace(day=begin), end.replace(day=min(finish, end.day)), 4)
    if precision != 5 or first.month != 1:
        return None
    if last.year > first.year:
        begin, finish = _YEARS_OF_DECADE[effect]
        return Interval(date(first.year + begin, 1, 1), date(first.year + finish, 12, 31), 5)
    begin, finish = _MONTHS_OF_YEAR[effect]
    return Interval(date(first.year, begin, 1), calendar.month(first.year, finish).last, 5)


def _up_to(setting: Setting, interval: Interval, effect: Effect) -> Interval:
    if effect == "by" and interval.precision != 1:
        return interval
    named = "month" in setting.values  # "by 4 May": its beginning is not told
    anchor = setting.anchor
    known = anchor.last if anchor is not None and effect == "by" and not named else None
    if known is not None and interval.last is not None and 0 <= (interval.last - known).days <= _BY_WINDOW:
        return calendar.days(known, interval.last)
    return Interval(None, interval.last, None)
