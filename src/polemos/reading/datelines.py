"""Where a dateline ends: "KABUL, Afghanistan (August 6) -- ", "BEIRUT (Agency) - ", "Goma, 28 January 2025. ".

It is told apart before the text is parsed, or its place becomes a subject and its date a time of what follows.
"""

import re
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

_HEAD = 120
"""Characters in which a dateline ends."""
_MOST_WORDS = 10
_END = re.compile(
    r"(?:\)\s?|\s)(?:-{1,3}|–|—)(?:\s\[[^\]\n]{1,30}\])?(?:\s|(?=[A-Z]))|(?<=[A-Z\d])—(?=[A-Z])|[.:]\s(?=[A-Z\d\"“‘\[])"
)
"""A dash, or after a full date a stop or colon."""
_BRACKET = re.compile(r"\([^()\n]{1,40}\)?")
_SPLIT = re.compile(r"[\s,/|]+")
_DAY = re.compile(r"\d{1,2}(?:st|nd|rd|th)?", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)?\d\d")
_CITY = re.compile(r"[^\W\d_][^\W\d_]{2}")


@cache
def _words() -> dict[str, frozenset[str]]:
    text = (files("polemos.reading") / "data" / "datelines.yaml").read_text(encoding="utf-8")
    data: dict[str, Any] = yaml.safe_load(text)
    return {kind: frozenset(words) for kind, words in data.items()}


def dateline_end(text: str, first: int, end: int) -> int | None:
    """The offset behind the dateline with which the paragraph `text[first:end]` opens, else None."""
    head = text[first : min(end, first + _HEAD)].split("\n")[0]
    for found in _END.finditer(head):
        stop = found.group()[0] in ".:"
        words = head[: found.start() + (found.group()[0] == ")")]
        rest = text[first + found.end() : min(end, first + found.end() + _HEAD)]
        if _is_dateline(words, rest, dated=stop):
            return first + found.end()
    return None


def _is_dateline(words: str, rest: str, *, dated: bool) -> bool:
    """A place with a date, an agency in brackets or in capitals, and nothing else; `dated`: a place and a full date."""
    known = _words()
    bare = _SPLIT.split(_BRACKET.sub(" ", words).strip(" ,|"))
    if not rest[:1] or rest[0].islower() or not 1 <= len(bare) <= _MOST_WORDS:
        return False
    if bare[0].lower() in known["openers"] or not all(_fits(word, known["small"]) for word in bare):
        return False
    place = [word for word in bare if not _is_of_date(word, known["months"])]
    has_date = len(place) < len(bare)
    if not place or not _CITY.match(place[0]):
        return False
    if dated:
        return has_date and bool(_YEAR.fullmatch(bare[-1])) and any(_month(word) in known["months"] for word in bare)
    shouted = place[0].isupper() and any(c.islower() for c in rest)
    return has_date or "(" in words or shouted


def _fits(word: str, small: frozenset[str]) -> bool:
    return word[:1].isupper() or word.lower() in small or bool(_DAY.fullmatch(word) or _YEAR.fullmatch(word))


def _is_of_date(word: str, months: frozenset[str]) -> bool:
    return _month(word) in months or bool(_DAY.fullmatch(word) or _YEAR.fullmatch(word))


def _month(word: str) -> str:
    return word.lower().rstrip(".")
