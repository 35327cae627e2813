"""Rules for phrases that are counted from the report's date or from the date told before them."""

from collections.abc import Callable
from datetime import date, timedelta

from polemos.resolution import calendar
from polemos.resolution.calendar import Interval
from polemos.resolution.moment_rules import Setting

_DAY = timedelta(days=1)
Dated = Callable[[Setting, date], Interval]


def _from_report(rule: Dated) -> Callable[[Setting], Interval | None]:
    """The rule where the report's date is known, and nothing where it is not."""
    return lambda s: rule(s, s.published) if s.published is not None else None


def _from_report_or_story(rule: Dated) -> Callable[[Setting], Interval | None]:
    """The rule counted from the report's date, in an account without one from the date told before."""
    return lambda s: (_from_report(rule) if s.published is not None else _from_anchor(rule))(s)


def _from_anchor(rule: Dated) -> Callable[[Setting], Interval | None]:
    """The rule counted from the date told before, which must be a day or a few."""
    return lambda s: rule(s, s.anchor.last) if s.anchor is not None and s.anchor.last is not None else None


def _weekday(s: Setting, today: date, key: str = "weekday") -> Interval:
    """The most recent such day, the report's own included."""
    return calendar.day(today - timedelta(days=(today.weekday() - s.patterns.weekdays[s.values[key]]) % 7))


def _last_weekday(s: Setting, today: date) -> Interval:
    """ "last Friday" is not the Friday on which the report appears."""
    return calendar.day(
        today - timedelta(days=(today.weekday() - s.patterns.weekdays[s.values["weekday"]] - 1) % 7 + 1)
    )


def _next_weekday(s: Setting, today: date) -> Interval:
    return calendar.day(
        today + timedelta(days=(s.patterns.weekdays[s.values["weekday"]] - today.weekday() - 1) % 7 + 1)
    )


def _weekdays(s: Setting, today: date) -> Interval:
    last = _weekday(s, today, "weekday2").last or today
    back = (last.weekday() - s.patterns.weekdays[s.values["weekday"]]) % 7
    return calendar.days(last - timedelta(days=back), last)


def _night(s: Setting, today: date) -> Interval:
    return calendar.days(today - _DAY, today)


def _recently(s: Setting, today: date) -> Interval:
    return calendar.days(today - 3 * _DAY, today - _DAY)


def _ago(s: Setting, today: date) -> Interval:
    """So many units back: the day where days are counted, the unit in which that day lies otherwise."""
    unit, number = s.unit(), s.number()
    vague = not s.values["number"].isdecimal() and s.values["number"].split()[-1] in (
        "few",
        "several",
        "some",
        "of",
        "many",
    )
    if vague and unit == "day":
        return _recently(s, today)
    when = calendar.shift(today, unit, -number)
    if unit == "week":
        return calendar.week_of(when)
    return calendar.around(when, unit)


def _past(s: Setting, today: date) -> Interval:
    """ "the past two days": the two before the report's; weeks, months and years run to its day."""
    unit, number = s.unit(), s.number() if "number" in s.values else 1
    if unit == "day":
        return (
            calendar.days(today - number * _DAY, today - _DAY) if "number" in s.values else calendar.day(today - _DAY)
        )
    if unit in ("hour", "minute"):
        return calendar.days(today - max(1, (number - 1) // 24) * _DAY, today)
    if unit == "week":
        return calendar.days(today - (7 * number - 1) * _DAY, today)
    return calendar.days(calendar.shift(today, unit, -number), today)


def _recent(s: Setting, today: date) -> Interval:
    """Recent weeks are three; recent months three, within the year; recent years three."""
    unit = s.unit()
    if unit in ("day", "hour", "minute"):
        return _recently(s, today) if unit == "day" else calendar.days(today - _DAY, today)
    first = calendar.shift(today, unit, -3)
    if unit == "week":
        return Interval(first, today, 4)
    if unit == "month":
        first = max(first, date(today.year, 1, 1))
    return Interval(first, today, 5)


def _this(s: Setting, today: date) -> Interval:
    unit = s.unit()
    first = calendar.around(today, unit).first or today
    return Interval(first, today, {"week": 2, "month": 4, "year": 5}.get(unit, 1))


def _earlier_this(s: Setting, today: date) -> Interval:
    """From the unit's first day to the day before the report's."""
    unit = s.unit()
    if unit in ("day", "hour", "minute"):
        return calendar.day(today)
    first = calendar.around(today, unit).first or today
    return Interval(first, max(first, today - _DAY), {"week": 2, "month": 4, "year": 5}.get(unit, 1))


def _last(s: Setting, today: date) -> Interval:
    unit = s.unit()
    if unit in ("day", "hour", "minute"):
        return calendar.day(today - _DAY)
    return calendar.around(calendar.shift(today, unit, -1), unit)


def _next(s: Setting, today: date) -> Interval:
    unit = s.unit()
    return calendar.around(calendar.shift(today, unit, 1), unit)


def _weekend(s: Setting, today: date) -> Interval:
    """The Saturday and Sunday that have begun last."""
    saturday = today - timedelta(days=(today.weekday() - 5) % 7)
    return Interval(saturday, saturday + _DAY, 2)


def _later(s: Setting, anchor: date) -> Interval:
    return _apart(s, anchor, 1)


def _earlier(s: Setting, anchor: date) -> Interval:
    return _apart(s, anchor, -1)


def _apart(s: Setting, anchor: date, way: int) -> Interval:
    """So many units from the date told before; a few days are two to six."""
    unit = s.unit()
    words = s.values["number"].split()
    if unit == "day" and words[-1] in ("few", "several", "some", "many"):
        ends = sorted((anchor + way * 2 * _DAY, anchor + way * 6 * _DAY))
        return calendar.days(*ends)
    when = calendar.shift(anchor, unit, way * s.number())
    return calendar.around(when, unit) if unit in ("year", "decade", "month") else calendar.day(when)


def _previous_days(s: Setting, anchor: date) -> Interval:
    """ "in the previous two days": those before the date told before."""
    if s.unit() not in ("day", "week"):
        return Interval(calendar.shift(anchor, s.unit(), -s.number()), anchor - _DAY, 5)
    return calendar.days(calendar.shift(anchor, s.unit(), -s.number()), anchor - _DAY)


def _coming(s: Setting, today: date) -> Interval:
    """ "over the next two weeks": from that day on."""
    last = calendar.shift(today, s.unit(), s.number())
    return calendar.days(today, last - _DAY if s.unit() in ("week", "month", "year") else last)


def _after(s: Setting, anchor: date) -> Interval:
    """In an account: the time that begins the day after the one told last."""
    return calendar.days(anchor + _DAY, calendar.shift(anchor, s.unit(), s.number()))


def _same_week(s: Setting, today: date) -> Interval:
    return Interval(today - 6 * _DAY, today, 3)


def _same_time(s: Setting) -> Interval | None:
    """In an account without a date of its own; in news "meanwhile" goes on to another matter and dates nothing."""
    return s.anchor if s.published is None else None


RELATIVE: dict[str, Callable[[Setting], Interval | None]] = {
    "today": _from_report(lambda s, today: calendar.day(today)),
    "todayat": _from_report(lambda s, today: calendar.day(today)),
    "yesterday": _from_report(lambda s, today: calendar.day(today - _DAY)),
    "yesterdaytoday": _from_report(_night),
    "daybeforeyesterday": _from_report(lambda s, today: calendar.day(today - 2 * _DAY)),
    "tomorrow": _from_report(lambda s, today: calendar.day(today + _DAY)),
    "weekday": _from_report(_weekday),
    "lastweekday": _from_report(_last_weekday),
    "nextweekday": _from_report(_next_weekday),
    "weekdays": _from_report(_weekdays),
    "night": _from_report(_night),
    "recently": _from_report(_recently),
    "ago": _from_report(_ago),
    "past": _from_report_or_story(_past),
    "coming": lambda s: (_from_report(_coming) if s.published is not None else _from_anchor(_after))(s),
    "recent": _from_report(_recent),
    "this": _from_report(_this),
    "sofar": _from_report(_this),
    "earlierthis": _from_report(_earlier_this),
    "last": _from_report(_last),
    "next": _from_report(_next),
    "weekend": _from_report(_weekend),
    "sameweek": _from_report(_same_week),
    "nextday": _from_anchor(lambda s, anchor: calendar.day(anchor + _DAY)),
    "previousday": _from_anchor(lambda s, anchor: calendar.day(anchor - _DAY)),
    "sameday": _from_anchor(lambda s, anchor: calendar.day(anchor)),
    "later": _from_anchor(_later),
    "earlier": _from_anchor(_earlier),
    "previousdays": _from_anchor(_previous_days),
    "sametime": _same_time,
}
