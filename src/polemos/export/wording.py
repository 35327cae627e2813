"""Values of a claim as words that a person reads: dates, figures, labels, precision."""

from calendar import monthrange
from datetime import date

from polemos.model import Loss, Moment
from polemos.model.incident import IncidentLoss

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_TIME_PRECISION = {1: "exact day", 2: "within days", 3: "within a week", 4: "within a month", 5: "over a month"}
_PLACE_PRECISION = {
    1: "exact",
    2: "near it",
    3: "district",
    4: "province",
    5: "line or wider area",
    6: "country",
    7: "sea or air",
}
_VERBS = {
    "gained": "gained",
    "besieged": "is besieged in",
    "contested": "contests",
    "allied-with": "is allied with",
    "fighting": "is fighting",
    "part-of": "is part of",
    "member-of": "is a member of",
    "close-to": "is close to",
    "backed-by": "is backed by",
    "same-as": "is the same as",
}


def label(name: str) -> str:
    """ "suicide-bombing" as "suicide bombing"."""
    return name.replace("-", " ")


def verb(name: str) -> str:
    """A control status or relation as the verb between its two sides."""
    return _VERBS.get(name, name)


def time_precision(moment: Moment) -> str | None:
    return _TIME_PRECISION.get(moment.precision or 0)


def place_precision(precision: int | None) -> str | None:
    return _PLACE_PRECISION.get(precision or 0)


def day(iso: str | None) -> str | None:
    """An ISO date or date-time as "3 Feb 2014", a month as "Feb 2014"; what is no date is given back as it is."""
    parsed = _parsed(iso)
    if parsed:
        return f"{parsed.day} {_MONTHS[parsed.month - 1]} {parsed.year}"
    first = _parsed(f"{iso}-01")
    return f"{_MONTHS[first.month - 1]} {first.year}" if first else iso


def dates(moment: Moment) -> str | None:
    """A moment's interval."""
    return interval(moment.from_, moment.to)


def interval(from_: str | None, to: str | None) -> str | None:
    """Two ISO days without saying anything twice: "3–9 Feb 2014", "28 Jan – 3 Feb 2014", a whole month "Feb 2014"."""
    first, last = _parsed(from_), _parsed(to)
    if not first or not last or first == last:
        return day(from_ or to)
    if first.day == 1 and last.day == monthrange(last.year, last.month)[1] and first.year == last.year:
        if first.month == last.month:
            return f"{_MONTHS[first.month - 1]} {first.year}"
        if (first.month, last.month) == (1, 12):
            return str(first.year)
    end = f"{last.day} {_MONTHS[last.month - 1]} {last.year}"
    if first.year != last.year:
        return f"{first.day} {_MONTHS[first.month - 1]} {first.year} – {end}"
    if first.month != last.month:
        return f"{first.day} {_MONTHS[first.month - 1]} – {end}"
    return f"{first.day}–{end}"


def figure(loss: Loss | IncidentLoss) -> str:
    """The figure as the codebook reads it (section 8): "at least 13", "about 100", "20 to 30"."""
    low, best, high = loss.low, loss.best, loss.high
    if low is None and best is None and high is None:
        return "no figure"
    if low is not None and low == high:
        return "nobody" if low == 0 else f"{low:,}"
    if low is not None and high is not None:
        return f"{low:,} to {high:,}" + (f", best {best:,}" if best is not None else "")
    if low is not None:
        return f"at least {low:,}" + (f", best {best:,}" if best not in (None, low) else "")
    if high is not None:
        return f"up to {high:,}" + (f", best {best:,}" if best not in (None, high) else "")
    return f"about {best:,}"


def civilians(loss: Loss) -> str | None:
    """None where the text does not tell."""
    return None if loss.civilians is None else "civilians" if loss.civilians else "not civilians"


def count(number: int, noun: str) -> str:
    """ "1 claim", "1,200 claims"."""
    return f"{number:,} {noun}" + ("" if number == 1 else "s")


def _parsed(iso: str | None) -> date | None:
    try:
        return date.fromisoformat((iso or "")[:10])
    except ValueError:
        return None
