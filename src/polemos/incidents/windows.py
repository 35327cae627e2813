"""When a claim can have happened: wider the vaguer it is told (codebook sections 9 and 10)."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from polemos.incidents.knowledge import types
from polemos.incidents.told import Told
from polemos.model import Claim

_UNSAID = 7
"""Days before its report in which a claim without a time is looked for."""
_UNDATED = 21
"""The same for a claim with a time that names no days."""


@dataclass(frozen=True, slots=True)
class Window:
    """Whole days, both ends included. `stated`: the text dates it; an assumed window speaks for nothing."""

    first: date
    last: date
    stated: bool

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1

    @property
    def precision(self) -> int:
        """UCDP's precision of so many days: 1 a day, 2 two to six, 3 a week, 4 a month, 5 more."""
        return 1 if self.days == 1 else 2 if self.days < 7 else 3 if self.days == 7 else 4 if self.days <= 31 else 5

    def overlaps(self, other: "Window") -> bool:
        return self.first <= other.last and other.first <= self.last

    def gap(self, other: "Window") -> int:
        """Days from the end of the earlier to the start of the later; 0 or less where they meet."""
        return max((other.first - self.last).days, (self.first - other.last).days)


def stated_window(claim: Claim, published: str | None) -> Window | None:
    """The claim's own interval, stated or assumed, else its report's day; None where there is no date at all."""
    time = claim.time
    first, last = _day(time.from_ if time else None), _day(time.to if time else None)
    if first is not None and last is not None and time is not None:
        return Window(first, last, not time.assumed)
    day = _day(published) if time is None or not time.text else None
    return Window(day, day, False) if day else None


def window(told: Told) -> Window | None:
    """When to look for the same happening; None where neither the claim nor its report has a date.

    A report that says nothing of the time tells of the days before it; the assumed interval is doubled backwards,
    since weeklies and statements come late. What lasts (a siege) can have begun before and go on after.
    """
    time, type_ = told.claim.time, told.claim.type
    if time is None:
        return _window(type_, None, None, False, False, told.published)
    return _window(type_, time.from_, time.to, time.assumed, bool(time.text), told.published)


@lru_cache(maxsize=50_000)
def _window(
    type_: str, from_: str | None, to: str | None, assumed: bool, said: bool, published: str | None
) -> Window | None:
    grows = timedelta(days=types().lasting.get(type_, 0))
    first, last, day = _day(from_), _day(to), _day(published)
    if first is not None and last is not None:
        begin = first - (last - first) - timedelta(days=1) if assumed else first
        return Window(begin - grows, last + grows, not assumed and not grows)
    if day is None:
        return None
    # "Previously", "after that": anywhen before, but what is news now seldom lies far back; "for months" a siege still
    # lasts.
    back = timedelta(days=_UNDATED if said and not grows else _UNSAID)
    return Window(day - back - grows, day + grows, False)


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text[:10]) if text else None
    except ValueError:
        return None
