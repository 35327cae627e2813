"""The date of a numbered press release: "2011-09-S-027" tells year and month, the dateline "(Sep. 14)" the day."""

import re
from collections.abc import Iterable
from datetime import date

from polemos.ingest.dates import DAY_AND_MONTH, MONTHS
from polemos.ingest.lines import Unit

_NUMBER = re.compile(r"(?P<year>(?:19|20)\d{2})-(?P<month>0[1-9]|1[0-2])-[A-Z]{1,4}-?\d{1,5}\b")
_HEAD = 160
"""Characters of a line in which a heading or dateline says its day."""


def release_date(units: Iterable[Unit]) -> str | None:
    """The ISO date, where the header's lines have a release number and a day of that month; nothing is guessed."""
    lines = [unit.text[:_HEAD] for unit in units]
    number = next((found for line in lines if (found := _NUMBER.match(line))), None)
    if number is None:
        return None
    year, month = int(number["year"]), int(number["month"])
    for line in lines:
        for found in DAY_AND_MONTH.finditer(line):
            name, day = found["m1"] or found["m2"], int(found["d1"] or found["d2"])
            if MONTHS.index(name[:3].lower()) // 3 + 1 == month:
                try:
                    return date(year, month, day).isoformat()
                except ValueError:
                    continue
    return None
