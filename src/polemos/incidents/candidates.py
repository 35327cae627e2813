"""Which claims are compared at all: of one report all that can be one happening, of different reports those whose
times and places can meet."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import combinations
from math import floor

from polemos.incidents.knowledge import types
from polemos.incidents.told import Told
from polemos.incidents.windows import window
from polemos.model import Place
from polemos.text.romanisation import fold, marks, sound_key

LONGEST = 62
"""Days of a window beyond which a claim of another report is no match: "in 2014" tells no single happening."""
_CELL = 0.5
"""Degrees of latitude and longitude of one cell: about the reach of "near" on both sides."""
_WEEK = 7
Pair = tuple[Told, Told]


def candidates(claims: Sequence[Told]) -> Iterator[Pair]:
    """Each pair once, in an order that depends on the claims' ids alone."""
    ordered = sorted(claims, key=lambda told: told.id)
    seen: set[tuple[str, str]] = set()
    for block in (*_reports(ordered), *_blocks(ordered)):
        for one, other in combinations(block, 2):
            pair = (one.id, other.id)
            if pair not in seen and types().weight(one.claim.type, other.claim.type) is not None:
                seen.add(pair)
                yield one, other


def _reports(claims: Iterable[Told]) -> Iterator[list[Told]]:
    groups: dict[str, list[Told]] = defaultdict(list)
    for told in claims:
        groups[told.claim.report_id].append(told)
    yield from groups.values()


def _blocks(claims: Iterable[Told]) -> Iterator[list[Told]]:
    """Claims that share a kind of happening, a week and a place."""
    blocks: dict[tuple[str, int, str], list[Told]] = defaultdict(list)
    for told in claims:
        for key in _keys(told):
            blocks[key].append(told)
    for key in sorted(blocks):
        if len({told.claim.report_id for told in blocks[key]}) > 1:
            yield blocks[key]


def _keys(told: Told) -> Iterator[tuple[str, int, str]]:
    when, place = window(told), told.claim.place
    if when is None or when.days > LONGEST or place is None:
        return
    weeks = range(_week(when.first), _week(when.last) + 1)
    for kind in sorted(types().near(told.claim.type)):
        # A block is named by the smaller of two types, so that a pair of types meets in one block of its own.
        first, second = sorted((kind, told.claim.type))
        for week in weeks:
            for where in _wheres(place):
                yield f"{first}+{second}", week, where


def _wheres(place: Place) -> Iterator[str]:
    words = [sound_key(fold(word)) for word in marks(place.name)]
    if words:
        yield "name " + " ".join(words)
    if place.latitude is not None and place.longitude is not None:
        row, column = floor(place.latitude / _CELL), floor(place.longitude / _CELL)
        reach = 1 if (place.precision or 1) <= 3 else 0
        for i in range(-reach, 1):
            for j in range(-reach, 1):
                yield f"cell {row + i} {column + j}"
    if place.adm1:
        yield f"area {place.country} {place.adm1}"


def _week(day: date) -> int:
    return day.toordinal() // _WEEK
