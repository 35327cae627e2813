"""Calendar dates as reports write them. A date is complete (day, month, year) or it is no date: nothing is guessed."""

import re
from datetime import date, datetime

from polemos.errors import InputError

MONTHS = "janfebmaraprmayjunjulaugsepoctnovdec"
_MONTH = (
    "(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?"
    "|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
DATE = re.compile(
    r"(?<![\w-])(?:"
    rf"(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?[ -](?P<m1>{_MONTH})\.?,?[ -](?P<y1>\d{{4}}|\d{{2}})"
    rf"|(?P<m2>{_MONTH})\.? ?(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<y2>\d{{4}})"
    r"|(?P<y3>\d{4})[-/](?P<m3>\d{2})[-/](?P<d3>\d{2})"
    r")(?!(?!T\d)\w|-\w)",
    re.IGNORECASE,
)
"""Day and month in words, or ISO. 12/02/2014 is left out: it is two dates."""
DAY_AND_MONTH = re.compile(
    rf"\b(?:(?P<d1>\d{{1,2}})(?:st|nd|rd|th)? (?P<m1>{_MONTH})|(?P<m2>{_MONTH})\.? ?(?P<d2>\d{{1,2}}))\b", re.IGNORECASE
)
"""A date without its year, which must be told elsewhere."""
_ISO_TIME = re.compile(r"\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,6})?)?(?: ?(?:Z|[+-]\d{2}:?\d{2}))?)?$")


def first_date(text: str) -> tuple[str, int, int] | None:
    """The first date in the text as ISO, with its offsets; dates that no calendar has are passed over."""
    for found in DATE.finditer(text):
        iso = _iso(found)
        if iso:
            return iso, found.start(), found.end()
    return None


def _iso(found: re.Match[str]) -> str | None:
    day = found["d1"] or found["d2"] or found["d3"]
    year = int(found["y1"] or found["y2"] or found["y3"])
    if year < 100:  # "14 Apr 89": the dispatches of the agencies that wrote so are of the last century
        year += 1900 if year >= 50 else 2000
    name = found["m1"] or found["m2"]
    month = MONTHS.index(name[:3].lower()) // 3 + 1 if name else int(found["m3"])
    try:
        return date(year, month, int(day)).isoformat()
    except ValueError:
        return None


def checked_date(value: str) -> str:
    """An ISO date, or a date-time with seconds in ISO form. Raises InputError `bad-date` for anything else."""
    value = value.strip()
    wrong = InputError("bad-date", f"{value[:40]!r} is no date; write it as 2014-02-12 or 2014-02-12T09:30:00+02:00")
    if not _ISO_TIME.match(value):
        raise wrong
    try:
        if len(value) == len("2014-02-12"):
            return date.fromisoformat(value).isoformat()
        return datetime.fromisoformat(value.replace(" Z", "Z").replace(" +", "+")).isoformat()
    except ValueError:
        raise wrong from None
