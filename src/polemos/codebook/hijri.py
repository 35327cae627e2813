"""Reads data/time/hijri.yaml: when the months of the Hijri calendar began."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from polemos.codebook.loader import Codebook
from polemos.errors import CodebookError

SECTION = "time/hijri"
_SHORT = 29


@dataclass(frozen=True, slots=True)
class HijriCalendar:
    """First days of the months; `starts[1434]` has thirteen, the last that of the year after."""

    starts: Mapping[int, tuple[date, ...]]

    def day(self, year: int, month: int, day: int) -> date:
        """The common date. Raises ValueError for a day, month or year that the table has not."""
        first, last = self.month(year, month)
        found = first + timedelta(days=day - 1)
        if not first <= found <= last:
            raise ValueError(f"month {month} of {year} has no day {day}")
        return found

    def month(self, year: int, month: int) -> tuple[date, date]:
        """First and last day of a month. Raises ValueError as `day` does."""
        if year not in self.starts or not 1 <= month <= 12:
            raise ValueError(f"no such month in the table: {month} of {year}")
        starts = self.starts[year]
        return starts[month - 1], starts[month] - timedelta(days=1)


def hijri_calendar(codebook: Codebook) -> HijriCalendar:
    """The calendar of a loaded codebook; empty where it has none. Raises CodebookError with every problem."""
    data: Any = codebook.sections.get(SECTION) or {}
    problems: list[str] = []
    starts = {}
    for year, row in (data.get("years") or {}).items():
        try:
            starts[int(year)] = _starts(str(row))
        except ValueError as error:
            problems.append(f"{SECTION}, year {year}: {error}")
    if problems:
        raise CodebookError(problems)
    return HijriCalendar(starts)


def _starts(row: str) -> tuple[date, ...]:
    first, _, months = row.partition(" ")
    if len(months) != 12 or set(months) - {"0", "1"}:
        raise ValueError("needs a first day and twelve of 0 and 1")
    found = [date.fromisoformat(first)]
    for long in months:
        found.append(found[-1] + timedelta(days=_SHORT + int(long)))
    return tuple(found)
