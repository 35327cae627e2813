"""Which claims are compared at all: of one report all that can be one happening, of different reports those whose
times and places can meet."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cache
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


class Meetings:
    """Claims by the reports, times and places at which they can meet others. It grows and shrinks with an archive."""

    def __init__(self) -> None:
        self._keys: dict[str, tuple[Key, ...]] = {}
        self._reports: dict[str, dict[str, dict[str, Told]]] = {}
        self._blocks: dict[Key, dict[str, dict[str, Told]]] = {}

    def add(self, told: Told) -> tuple[Told, ...]:
        """Put a claim in; those that were there before and are to be compared with it."""
        keys = self._keys[told.id] = tuple(dict.fromkeys(_keys(told)))
        near = _near(told.claim.type)
        found = dict(_among(self._reports.get(told.claim.report_id, {}), near))
        for key in keys:
            # Two that both have a place meet there or nowhere.
            placed = key[1].startswith("who ") and told.claim.place is not None
            for id_, other in _among(self._blocks.get(key, {}), near):
                if other.claim.report_id != told.claim.report_id and not (placed and other.claim.place is not None):
                    found[id_] = other
        for group in self._groups(told):
            group.setdefault(told.claim.type, {})[told.id] = told
        return tuple(found.values())

    def remove(self, told: Told) -> None:
        """Take a claim out, as it was put in."""
        for group in self._groups(told):
            del group[told.claim.type][told.id]
        del self._keys[told.id]

    def _groups(self, told: Told) -> Iterator[dict[str, dict[str, Told]]]:
        yield self._reports.setdefault(told.claim.report_id, {})
        for key in self._keys[told.id]:
            yield self._blocks.setdefault(key, {})


def candidates(claims: Iterable[Told]) -> Iterator[Pair]:
    """Each pair once, the smaller id first, in an order that depends on the claims' ids alone."""
    meetings = Meetings()
    for told in sorted(claims, key=lambda each: each.id):
        for other in meetings.add(told):
            yield other, told


@cache
def _near(type_: str) -> frozenset[str]:
    return types().near(type_)


def _among(group: Mapping[str, Mapping[str, Told]], near: frozenset[str]) -> Iterator[tuple[str, Told]]:
    """Those whose types can be one happening with what is near."""
    for type_, those in group.items():
        if type_ in near:
            yield from those.items()


def _keys(told: Told) -> Iterator[Key]:
    """The blocks in which other reports' claims are looked for: a time and a place; or a day and people or a figure,
    since a report may not say where."""
    when = window(told)
    if when is not None and when.days <= LONGEST + 2 * types().lasting.get(told.claim.type, 0):
        yield from _signs(told, when)


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
