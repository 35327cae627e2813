"""When a claim can have happened: wider the vaguer it is told (codebook sections 9 and 10)."""

from dataclasses import dataclass
from datetime import date, timedelta

from polemos.incidents.told import Told


@dataclass(frozen=True, slots=True)
class Window:
    """Whole days, both ends included. `stated`: the text dates it; an assumed window speaks for nothing."""

    first: date
    last: date
    stated: bool

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1

    def overlaps(self, other: "Window") -> bool:
        return self.first <= other.last and other.first <= self.last


def window(told: Told) -> Window | None:
    """None where neither the claim nor its report has a date.

    A report that says nothing of the time tells of the days before it; the assumed interval is doubled backwards,
    since weeklies and statements come late.
    """
    time = told.claim.time
    first, last = _day(time.from_ if time else None), _day(time.to if time else None)
    if first is not None and last is not None and time is not None:
        if not time.assumed:
            return Window(first, last, True)
        return Window(first - (last - first) - timedelta(days=1), last, False)
    if time is not None and time.text:
        return None  # "previously": anywhen before
    published = _day(told.published)
    return Window(published - timedelta(days=7), published, False) if published else None


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text[:10]) if text else None
    except ValueError:
        return None
