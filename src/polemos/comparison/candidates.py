"""Which pairs of two lists are worth a look: those that share a week, and a degree or a country."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from math import cos, floor, radians

from polemos.comparison.item import Item
from polemos.comparison.score import Match, match, reach
from polemos.comparison.weights import weights

_WEEK = 7
_FINE_KM = 60
"""Reach up to which a place is looked for by its degree, further ones by country."""
_DEGREE_KM = 111.2
Key = tuple[int, str]


def candidates(one: Sequence[Item], other: Sequence[Item]) -> Iterator[tuple[int, int, Match]]:
    """Positions in both lists of events near each other, with what speaks for the pair, by position in the first."""
    index: dict[Key, list[int]] = defaultdict(list)
    for at, each in enumerate(other):
        for key in _stored(each):
            index[key].append(at)
    for at, each in enumerate(one):
        near = {found for key in _asked(each) for found in index.get(key, ())}
        for found in sorted(near):
            made = match(each, other[found])
            if made is not None:
                yield at, found, made


def _weeks(each: Item) -> range:
    return range((each.first - weights().slack) // _WEEK, (each.last + weights().slack) // _WEEK + 1)


def _fine(each: Item) -> bool:
    return each.placed and reach(each.event.place_precision) <= _FINE_KM


def _stored(each: Item) -> Iterator[Key]:
    """A fine one lies in its degree and in its country; a coarse one in its country, or everywhere without one."""
    for week in _weeks(each):
        if _fine(each):
            yield week, _cell(each, 0, 0)
            yield week, f"all {each.event.country}"
            yield week, "all"
        else:
            yield week, f"coarse {each.event.country}"
            yield week, f"all {each.event.country}"
            yield week, "all"
            if each.event.country is None:
                yield week, "coarse"


def _asked(each: Item) -> Iterator[Key]:
    for week in _weeks(each):
        if _fine(each):
            for north in (-1, 0, 1):
                for east in range(-_wide(each), _wide(each) + 1):
                    yield week, _cell(each, north, east)
            yield week, "coarse"
            yield week, f"coarse {each.event.country}"
        elif each.event.country is None:
            yield week, "all"
        else:
            yield week, f"all {each.event.country}"
            yield week, "coarse"


def _cell(each: Item, north: int, east: int) -> str:
    assert each.event.latitude is not None and each.event.longitude is not None  # noqa: PT018
    column = (floor(each.event.longitude) + east + 180) % 360
    return f"{floor(each.event.latitude) + north}/{column}"


def _wide(each: Item) -> int:
    """Degrees of longitude that two fine places can lie apart; they shrink towards the poles."""
    latitude = min(abs(each.event.latitude or 0.0) + 1, 89.0)
    return min(180, int(2 * _FINE_KM / (_DEGREE_KM * cos(radians(latitude)))) + 1)
