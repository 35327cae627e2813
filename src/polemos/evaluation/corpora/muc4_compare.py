"""How well one filler answers another in MUC-4: 1 correct, 0.5 partial, 0 wrong.

Set fills follow the 1992 hierarchies: an answer that is more general or more special than the key's is partial.
"""

import re
from collections.abc import Callable
from functools import cache
from itertools import product

from polemos.evaluation.corpora.muc4_keys import Filler
from polemos.evaluation.corpora.muc4_words import words

PARTIAL = 0.5
_MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
_DAY = re.compile(r"(?:(\d{1,2}) )?(" + "|".join(_MONTHS) + r")[A-Z]*(?: (\d{2}))?")
_NUMBER = re.compile(r"(~)? ?(-)? ?(\d+) ?(-)? ?(\d+)?")
_FIRST, _LAST = (0, 0, 0), (99, 99, 99)
_MANY = 10**9
_ABOUT = 0.2
"""How far a figure may lie from "about" it."""


def compare(slot: str, coded: Filler, key: Filler) -> float:
    """The best agreement of any two alternatives; of the right value for another target it is half."""
    judge = _JUDGES.get(slot, _same_element)
    value = max((judge(one, other) for one, other in product(coded.values, key.values)), default=0.0)
    if not value or not key.of or not coded.of:
        return value
    belongs = any(same_string(one, other) for one, other in product(coded.of, key.of))
    return value if belongs else min(value, PARTIAL)


def same_string(coded: str, key: str) -> float:
    """Strings of the text: all words the same but for articles and numerals; partial if one has the other within it
    and both end alike, so that a head without its modifiers, or a surname, is found."""
    one, other = _said(coded), _said(key)
    if not one or not other:
        return 0.0
    if one == other:
        return 1.0
    shorter, longer = sorted((one, other), key=len)
    heads = {_head(one), _head(other)}
    return PARTIAL if set(shorter) <= set(longer) and len(heads) == 1 else 0.0


@cache
def _said(text: str) -> tuple[str, ...]:
    said = re.findall(r"[A-Z0-9]+(?:['.&-][A-Z0-9]+)*", text.upper().replace(".-", "-"))
    while said and said[0].lower() in words().premodifiers:
        said = said[1:]
    return tuple(said)


def _head(said: tuple[str, ...]) -> str:
    """The last word before a preposition: "chief" of "chief of distribution"."""
    for number, word in enumerate(said[1:], 1):
        if word.lower() in words().prepositions:
            return said[number - 1]
    return said[-1]


def _same_element(coded: str, key: str) -> float:
    if coded == key:
        return 1.0
    return PARTIAL if key in _above(coded) or coded in _above(key) else 0.0


@cache
def _above(value: str) -> tuple[str, ...]:
    parent = words().broader.get(value)
    return () if parent is None else (parent, *_above(parent))


def _same_date(coded: str, key: str) -> float:
    one, other = _interval(coded), _interval(key)
    if one is None or other is None:
        return float(coded == key)
    if one == other:
        return 1.0
    return PARTIAL if one[0] <= other[1] and other[0] <= one[1] else 0.0


_Day = tuple[int, int, int]


@cache
def _interval(text: str) -> tuple[_Day, _Day] | None:
    """First and last day: "- 04 MAR 90" is any day until then, "4 MAR 90 -" any since."""
    text = text.strip(" ()")
    days = [(int(year or 0), _MONTHS.index(month), int(day or 0)) for day, month, year in _DAY.findall(text)]
    if not days:
        return None
    if len(days) > 1:
        return min(days), max(days)
    if text.startswith("-"):
        return _FIRST, days[0]
    return (days[0], _LAST) if text.endswith("-") else (days[0], days[0])


def _same_location(coded: str, key: str) -> float:
    one, other = levels(coded), levels(key)
    if one == other:
        return 1.0
    return PARTIAL if set(one) & set(other) else 0.0


@cache
def levels(location: str) -> tuple[str, ...]:
    """The names on a path, from the country down: the kinds in brackets ("(CITY)") are left out."""
    names = re.split(r": | - ", location)
    return tuple(name for level in names if (name := re.sub(r"\([^()]*\)", "", level).strip(" ()")))


def _same_number(coded: str, key: str) -> float:
    if coded == key:
        return 1.0
    one, other = _range(coded), _range(key)
    if one is None or other is None:
        return 0.0
    if one == other:
        return 1.0
    return PARTIAL if one[0] <= other[1] and other[0] <= one[1] else 0.0


@cache
def _range(text: str) -> tuple[float, float] | None:
    """Least and most: "-26" up to 26, "10-" ten and more, "~30" about thirty, PLURAL two and more."""
    if text == "PLURAL":
        return 2, _MANY
    found = _NUMBER.match(text)
    if found is None:
        return None
    about, until, number, since, last = found.groups()
    low, high = float(number), float(last or number)
    if about:
        return low * (1 - _ABOUT), low * (1 + _ABOUT)
    return (0 if until else low), (_MANY if since and not last else high)


_JUDGES: dict[str, Callable[[str, str], float]] = {
    "incident.date": _same_date,
    "incident.location": _same_location,
    "incident.instrument_id": same_string,
    "perpetrator.individual_id": same_string,
    "perpetrator.organization_id": same_string,
    "physical_target.id": same_string,
    "physical_target.number": _same_number,
    "physical_target.total_number": _same_number,
    "human_target.name": same_string,
    "human_target.description": same_string,
    "human_target.number": _same_number,
    "human_target.total_number": _same_number,
}
