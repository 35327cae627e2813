"""Which claims are compared at all: of one report all that can be one happening, of different reports those whose
times and places can meet."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import combinations, combinations_with_replacement, product
from math import floor

from polemos.incidents.knowledge import types
from polemos.incidents.people import name_key
from polemos.incidents.told import Told
from polemos.incidents.windows import Window, window
from polemos.model import Participant, Place
from polemos.text.romanisation import fold, marks, sound_key

LONGEST = 62
"""Days of a window beyond which a claim of another report is no match: "in 2014" tells no single happening."""
_CELL = 0.5
"""Degrees of latitude and longitude of one cell: about the reach of "near" on both sides."""
_WEEK = 7
_EXACT = 2
"""Days of a window that make the parties alone a sign worth a comparison ("last night" may be two)."""
_TELLING = 8
"""A figure from here on is rare enough to look for it in other reports of the week."""
Key = tuple[int, str]
Pair = tuple[Told, Told]


def candidates(claims: Sequence[Told]) -> Iterator[Pair]:
    """Each pair once, in an order that depends on the claims' ids alone."""
    ordered = sorted(claims, key=lambda told: told.id)
    seen: set[tuple[str, str]] = set()
    for one, other in (*_in_one_report(ordered), *_across_reports(ordered)):
        pair = (one.id, other.id)
        if pair not in seen:
            seen.add(pair)
            yield one, other


def _in_one_report(claims: Iterable[Told]) -> Iterator[Pair]:
    groups: dict[str, list[Told]] = defaultdict(list)
    for told in claims:
        groups[told.claim.report_id].append(told)
    for group in groups.values():
        yield from _matching(group)


def _across_reports(claims: Iterable[Told]) -> Iterator[Pair]:
    """Pairs that share a time and a place; or a day and people or a figure, since a report may not say where."""
    blocks: dict[Key, list[Told]] = defaultdict(list)
    for told in claims:
        when = window(told)
        if when is not None and when.days <= LONGEST + 2 * types().lasting.get(told.claim.type, 0):
            for key in _signs(told, when):
                blocks[key].append(told)
    shared = (key for key, block in blocks.items() if len(block) > 1)
    for key in sorted(shared):
        for one, other in _matching(blocks[key]):
            if one.claim.report_id == other.claim.report_id:
                continue
            # Two that both have a place meet there or nowhere.
            if not key[1].startswith("who ") or one.claim.place is None or other.claim.place is None:
                yield one, other


def _matching(block: Iterable[Told]) -> Iterator[Pair]:
    """Pairs whose types can be one happening."""
    by_type: dict[str, list[Told]] = defaultdict(list)
    for told in block:
        by_type[told.claim.type].append(told)
    for first, second in combinations_with_replacement(sorted(by_type), 2):
        if first == second:
            yield from combinations(by_type[first], 2)
        elif types().weight(first, second) is not None:
            for one, other in product(by_type[first], by_type[second]):
                yield (one, other) if one.id < other.id else (other, one)


def _signs(told: Told, when: Window) -> Iterator[Key]:
    """What a block may be about, with the number of its week or day."""
    place = told.claim.place or told.setting
    wheres = tuple(_wheres(place)) if place is not None else ()
    for week in range(_week(when.first), _week(when.last) + 1):
        for sign in (*wheres, *_rare(told)):
            yield week, sign
    if when.stated and when.days <= _EXACT:
        for day in range(when.first.toordinal(), when.last.toordinal() + 1):
            for sign in _parties(told):
                yield day, sign


def _rare(told: Told) -> Iterator[str]:
    """Persons by each word of their names, since reports shorten them, and figures."""
    persons = [who.name for who in told.claim.recipients if who.kind == "person"]
    persons += [name for loss in told.claim.losses for name in loss.named]
    for word in sorted({word for name in persons for word in name_key(name).split()}):
        yield f"person {word}"
    figures = {(loss.status, loss.best) for loss in told.claim.losses if loss.best and loss.best >= _TELLING}
    for status, best in sorted(figures, key=str):
        yield f"figure {status} {best}"


def _parties(told: Told) -> Iterator[str]:
    everybody: tuple[Participant, ...] = (*told.claim.actors, *told.claim.recipients)
    for name in sorted({who.actor_id or name_key(who.name) for who in everybody} - {""}):
        yield f"who {name}"


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
