"""When a claim can have happened: wider the vaguer it is told (codebook sections 9 and 10)."""

from dataclasses import dataclass
from datetime import date, timedelta

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
    grows = timedelta(days=types().lasting.get(told.claim.type, 0))
    found = _stated_or_doubled(told, bool(grows))
    return Window(found.first - grows, found.last + grows, found.stated and not grows) if found else None


def _stated_or_doubled(told: Told, lasts: bool) -> Window | None:
    time = told.claim.time
    first, last = _day(time.from_ if time else None), _day(time.to if time else None)
    if first is not None and last is not None and time is not None:
        if not time.assumed:
            return Window(first, last, True)
        return Window(first - (last - first) - timedelta(days=1), last, False)
    published = _day(told.published)
    # "Previously", "after that": anywhen before, but what is news now seldom lies far back; "for months" a siege
    # still lasts.
    back = _UNDATED if time is not None and time.text and not lasts else _UNSAID
    return Window(published - timedelta(days=back), published, False) if published else None


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text[:10]) if text else None
    except ValueError:
        return None
