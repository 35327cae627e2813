"""Rules for phrases that are counted from the report's date; without one they stay relative."""

from collections.abc import Callable
from datetime import date, timedelta

from polemos.resolution import calendar
from polemos.resolution.calendar import Interval
from polemos.resolution.moment_rules import Setting
from polemos.resolution.story_rules import (
    STORY,
    after,
    from_anchor,
    from_report,
    from_report_or_story,
    night_after,
    vague,
)

_DAY = timedelta(days=1)
_MONTHS = {"year": 12, "decade": 120}


def _weekday(s: Setting, today: date, key: str = "weekday") -> Interval:
    """The most recent such day, the report's own included; of what is to come the next one."""
    if s.ahead:
        return _next_weekday(s, today)
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


def _weekday_of_week(s: Setting, today: date) -> Interval:
    """ "Monday of last week", "this Friday": that day of a week from Monday to Sunday."""
    weeks = {"last": -1, "next": 1}.get(s.values["which"], 0)
    monday = today - today.weekday() * _DAY
    return calendar.day(monday + (7 * weeks + s.patterns.weekdays[s.values["weekday"]]) * _DAY)


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
    couple = unit == "day" and s.values["number"].endswith(" of")
    if couple or vague(s.values["number"]):
        # "several weeks ago" is no week: recent weeks
        return _recent(s, today)
    when = calendar.shift(today, unit, -number)
    if unit == "week":
        return calendar.week_of(when)
    return calendar.around(when, unit)


def _ago_half(s: Setting, today: date) -> Interval:
    """ "half a year ago": a month; "two and a half years ago": the year, month or week in which that day lies."""
    if "half" in s.values:
        return calendar.around(calendar.shift(today, "month", -_MONTHS[s.values["half"]] // 2), "month")
    unit, number = s.unit(), s.number() if "number" in s.values else 1
    if unit in _MONTHS:
        return calendar.year(calendar.shift(today, "month", -_MONTHS[unit] * number - _MONTHS[unit] // 2).year)
    half = {"month": 15, "week": 3, "fortnight": 7}.get(unit, 0)
    return calendar.around(calendar.shift(today, unit, -number) - half * _DAY, unit)


def _nth(s: Setting, today: date) -> Interval | None:
    """ "for the third day": it began two days before the report's."""
    number = s.patterns.ordinals[s.values["ordinal"]]
    if number < 1 or s.unit() in ("hour", "minute"):
        return None
    if s.unit() == "day":
        return calendar.days(today - (number - 1) * _DAY, today)
    return calendar.days(calendar.around(calendar.shift(today, s.unit(), 1 - number), s.unit()).first or today, today)


def _day_of_month(s: Setting, today: date) -> Interval:
    """ "on the 5th": the last such day; "the 5th of last month"."""
    number = s.day("nth")
    if "which" in s.values:
        month = calendar.shift(today, "month", -1 if s.values["which"] == "last" else 0)
        return calendar.day(month.replace(day=number))
    for back in range(12):
        month = calendar.shift(today.replace(day=1), "month", back if s.ahead else -back)
        try:
            found = month.replace(day=number)
        except ValueError:
            continue
        fits = "weekday" not in s.values or found.weekday() == s.patterns.weekdays[s.values["weekday"]]
        if fits and (found == today or (found > today) == s.ahead):
            return calendar.day(found)
    raise ValueError(f"no such day: {number}")


def _apart_date(s: Setting) -> Interval | None:
    """ "two weeks after the 5 March attack", "the day before Friday's vote"."""
    base = _base(s)
    if base is None:
        return None
    way = 1 if s.values["way"] in ("after", "following", "later than") else -1
    unit, number = s.unit(), s.number() if "number" in s.values else 1
    if unit in ("hour", "minute"):
        return calendar.day(base)
    when = calendar.shift(base, unit, way * number)
    return calendar.around(when, unit) if unit in ("month", "year", "decade") else calendar.day(when)


def _base(s: Setting) -> date | None:
    if "weekday" in s.values:
        return _weekday(s, s.published).first if s.published is not None else None
    year = s.year_of(s.month(), s.day())
    return date(year, s.month(), s.day()) if year is not None else None


def _which_month(s: Setting, today: date) -> Interval:
    """ "this May" is of the report's year, "May next year" of the next, "next May" the next one to begin."""
    if "whichyear" in s.values:
        return calendar.month(today.year + (s.values["whichyear"] == "next"), s.month())
    return calendar.month(today.year + (s.values["which"] == "next" and s.month() <= today.month), s.month())


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


def _later_this(s: Setting, today: date) -> Interval:
    """From the day after the report's to the unit's last day."""
    if s.unit() in ("day", "hour", "minute"):
        return calendar.day(today)
    whole = calendar.around(today, s.unit())
    last = max(whole.last or today, today + _DAY)
    return Interval(today + _DAY, last, {"week": 2, "month": 4, "year": 5}.get(s.unit(), 1))


def _last_for(s: Setting, today: date) -> Interval | None:
    """ "for two weeks" of what goes on: back from the report's day."""
    if "number" not in s.values or s.unit() in ("hour", "minute"):
        return None
    return calendar.days(calendar.shift(today, s.unit(), -s.number()), today)


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
    if unit in ("decade", "fortnight"):
        return calendar.days(calendar.shift(today, unit, -1), today)
    return calendar.around(calendar.shift(today, unit, -1), unit)


def _next(s: Setting, today: date) -> Interval:
    unit = s.unit()
    return calendar.around(calendar.shift(today, unit, 1), unit)


def _weekend(s: Setting, today: date) -> Interval:
    """The Saturday and Sunday that have begun last."""
    saturday = today - timedelta(days=(today.weekday() - 5) % 7)
    return Interval(saturday, saturday + _DAY, 2)


def _coming(s: Setting, today: date) -> Interval:
    """ "over the next two weeks": from that day on."""
    last = calendar.shift(today, s.unit(), s.number())
    return calendar.days(today, last - _DAY if s.unit() in ("week", "month", "year") else last)


def _coming_few(s: Setting, today: date) -> Interval:
    """ "in the coming weeks": three of them, from the day after the report's."""
    return calendar.days(today + _DAY, calendar.shift(today, s.unit(), 3))


def _same_week(s: Setting, today: date) -> Interval:
    return Interval(today - 6 * _DAY, today, 3)


RELATIVE: dict[str, Callable[[Setting], Interval | None]] = {
    **STORY,
    "today": from_report(lambda s, today: calendar.day(today)),
    "todayat": from_report(lambda s, today: calendar.day(today)),
    "yesterday": from_report(lambda s, today: calendar.day(today - _DAY)),
    "yesterdaytoday": from_report(_night),
    "daybeforeyesterday": from_report(lambda s, today: calendar.day(today - 2 * _DAY)),
    "tomorrow": from_report(lambda s, today: calendar.day(today + _DAY)),
    "weekday": from_report(_weekday),
    "lastweekday": from_report(_last_weekday),
    "nextweekday": from_report(_next_weekday),
    "weekdays": from_report(_weekdays),
    "night": lambda s: (from_report(_night) if s.published is not None else from_anchor(night_after))(s),
    "recently": from_report(_recently),
    "ago": from_report(_ago),
    "past": from_report_or_story(_past),
    "coming": lambda s: (from_report(_coming) if s.published is not None else from_anchor(after))(s),
    "comingfew": from_report(_coming_few),
    "weekdayofweek": from_report(_weekday_of_week),
    "agohalf": from_report(_ago_half),
    "nth": from_report(_nth),
    "dayofmonth": from_report_or_story(_day_of_month),
    "apartdate": _apart_date,
    "whichmonth": from_report(_which_month),
    "recent": from_report(_recent),
    "this": from_report(_this),
    "sofar": from_report(_this),
    "laterthis": from_report(_later_this),
    "lastfor": from_report(_last_for),
    "earlierthis": from_report(_earlier_this),
    "last": from_report(_last),
    "next": from_report(_next),
    "weekend": from_report(_weekend),
    "sameweek": from_report(_same_week),
}
