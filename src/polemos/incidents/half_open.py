"""When a claim's state began or changed, where its words give one end only: "since June 2012", "by 9 March"."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from polemos.incidents.windows import Window, stated_window
from polemos.model import Claim, Moment

_DAY_NUMBER = re.compile(r"(?<!\d)\d{1,2}(?!\d)")


@dataclass(frozen=True, slots=True)
class Known:
    """`window` None: no date at all. `by_then`: it was so on the window's day, and began or changed on an earlier day
    that nobody tells."""

    window: Window | None
    by_then: bool = False


def known(claim: Claim, published: str | None) -> Known:
    """The claim's window as stated or assumed; of "since X" the days of X, of "by X" the day X."""
    found, time = stated_window(claim, published), claim.time
    if found is not None or time is None:
        return Known(found)
    first, last = _day(time.from_), _day(time.to)
    if first is not None and last is None:
        return Known(Window(first, _end_of(first, time), stated=True))
    if last is not None and first is None:
        return Known(Window(last, last, stated=True), by_then=True)
    return Known(None)


def _end_of(first: date, time: Moment) -> date:
    """ "Since June" may be any day of June, "since 3 June" is that day."""
    if first.day != 1 or _DAY_NUMBER.search(time.text or ""):
        return first
    return first.replace(day=monthrange(first.year, first.month)[1])


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text[:10]) if text else None
