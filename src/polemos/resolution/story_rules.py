"""Rules for phrases that are counted from the date told before them: "the next day", "two weeks later"."""

from collections.abc import Callable
from datetime import date, timedelta

from polemos.resolution import calendar
from polemos.resolution.calendar import Interval
from polemos.resolution.moment_rules import Setting

_DAY = timedelta(days=1)
_FEW = ("few", "several", "some", "many")
Dated = Callable[[Setting, date], Interval | None]


def from_report(rule: Dated) -> Callable[[Setting], Interval | None]:
    """The rule where the report's date is known, and nothing where it is not."""
    return lambda s: rule(s, s.published) if s.published is not None else None


def from_anchor(rule: Dated) -> Callable[[Setting], Interval | None]:
    """The rule counted from the date told before, which must be a day or a few."""
    return lambda s: rule(s, s.anchor.last) if s.anchor is not None and s.anchor.last is not None else None


def from_report_or_story(rule: Dated) -> Callable[[Setting], Interval | None]:
    """The rule counted from the report's date, in an account without one from the date told before."""
    return lambda s: (from_report(rule) if s.published is not None else from_anchor(rule))(s)


def vague(number: str) -> bool:
    """ "several" and "a few" tell no number."""
    return number.split()[-1] in _FEW


def _later(s: Setting, anchor: date) -> Interval:
    return _apart(s, anchor, 1)


def _earlier(s: Setting, anchor: date) -> Interval:
    return _apart(s, anchor, -1)


def _apart(s: Setting, anchor: date, way: int) -> Interval:
    """So many units from the date told before; a few days are two to six."""
    unit = s.unit()
    if unit == "day" and vague(s.values["number"]):
        ends = sorted((anchor + way * 2 * _DAY, anchor + way * 6 * _DAY))
        return calendar.days(*ends)
    when = calendar.shift(anchor, unit, way * s.number())
    return calendar.around(when, unit) if unit in ("year", "decade", "month") else calendar.day(when)


def _previous_days(s: Setting, anchor: date) -> Interval:
    """ "in the previous two days": those before the date told before."""
    if s.unit() not in ("day", "week"):
        return Interval(calendar.shift(anchor, s.unit(), -s.number()), anchor - _DAY, 5)
    return calendar.days(calendar.shift(anchor, s.unit(), -s.number()), anchor - _DAY)


def after(s: Setting, anchor: date) -> Interval:
    """In an account: the time that begins the day after the one told last."""
    return calendar.days(anchor + _DAY, calendar.shift(anchor, s.unit(), s.number()))


def _same_time(s: Setting) -> Interval | None:
    """In an account without a date of its own; in news "meanwhile" goes on to another matter and dates nothing."""
    return s.anchor if s.published is None else None


def night_after(s: Setting, anchor: date) -> Interval:
    """ "overnight" in an account: the night that follows the day told last."""
    return calendar.days(anchor, anchor + _DAY)


def _since_then(s: Setting, anchor: date) -> Interval | None:
    if s.published is None or anchor > s.published:
        return Interval(anchor, None, None)
    return calendar.days(anchor, s.published)


def _few_days(s: Setting, anchor: date, way: int) -> Interval:
    """ "days later": two to six."""
    return calendar.days(*sorted((anchor + way * 2 * _DAY, anchor + way * 6 * _DAY)))


def _next_unit(s: Setting, anchor: date) -> Interval:
    return calendar.around(calendar.shift(anchor, s.unit(), 1), s.unit())


def _previous_unit(s: Setting, anchor: date) -> Interval:
    return calendar.around(calendar.shift(anchor, s.unit(), -1), s.unit())


STORY: dict[str, Callable[[Setting], Interval | None]] = {
    "nextday": from_anchor(lambda s, anchor: calendar.day(anchor + _DAY)),
    "previousday": from_anchor(lambda s, anchor: calendar.day(anchor - _DAY)),
    "sameday": from_anchor(lambda s, anchor: calendar.day(anchor)),
    "later": from_anchor(_later),
    "earlier": from_anchor(_earlier),
    "laterdays": from_anchor(lambda s, anchor: _few_days(s, anchor, 1)),
    "earlierdays": from_anchor(lambda s, anchor: _few_days(s, anchor, -1)),
    "previousdays": from_anchor(_previous_days),
    "unitafter": from_anchor(_next_unit),
    "unitbefore": from_anchor(_previous_unit),
    "unitsame": from_anchor(lambda s, anchor: calendar.around(anchor, s.unit())),
    "since": from_anchor(_since_then),
    "sametime": _same_time,
}
