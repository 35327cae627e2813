"""How much speaks for two events of two datasets being one happening."""

from dataclasses import dataclass
from math import log2

from polemos.comparison.item import Item
from polemos.comparison.weights import weights
from polemos.gazetteer.distance import kilometres

_COARSE = (4, 6)
"""Codes of precision of whole units."""


@dataclass(frozen=True, slots=True)
class Match:
    """`fits` where they may be one; `km` between the points where both have one, `days` between the windows."""

    score: float
    fits: bool
    km: float | None
    days: int


def match(one: Item, other: Item) -> Match | None:
    """None where they are not even near each other in place and time."""
    days = max(one.first - other.last, other.first - one.last, 0)
    if days > weights().slack:
        return None
    where, km = _place(one, other)
    if where is None:
        return None
    pair = (one.event.kind, other.event.kind)
    score = where + _date(one, other, days) + _actors(one, other) + _deaths(one, other)
    score += weights().kind["same"] if pair[0] == pair[1] else 0.0
    kinds = pair[0] == pair[1] or pair in weights().kinds
    return Match(round(score, 3), kinds and score >= weights().least, km, days)


def reach(precision: int | None) -> float:
    """Kilometres by which a point may miss the truth."""
    return weights().radius_km.get(precision or 1, 0.0)


def _place(one: Item, other: Item) -> tuple[float | None, float | None]:
    table, a, b = weights().place, one.event, other.event
    if not one.placed or not other.placed:
        same = a.country is not None and a.country == b.country
        return (table["coarse"] if same else None), None
    assert a.latitude is not None and a.longitude is not None and b.latitude is not None and b.longitude is not None  # noqa: PT018
    km = round(kilometres(a.latitude, a.longitude, b.latitude, b.longitude), 1)
    if 4 in (a.place_precision, b.place_precision) and one.unit and other.unit:
        inside = one.unit == other.unit
        return (table["coarse"] if inside else None), km
    allowed = reach(a.place_precision) + reach(b.place_precision)
    if km > allowed:
        return None, km
    if a.place_precision in _COARSE or b.place_precision in _COARSE:
        return table["coarse"], km
    same_place = km <= 1 or (one.where and one.where == other.where)
    return (table["same"] if same_place else table["within"] * (1 - km / allowed)), km


def _date(one: Item, other: Item, days: int) -> float:
    table = weights().date
    if days:
        return table["near"]
    return table["same"] if (one.first, one.last) == (other.first, other.last) else table["overlap"]


def _actors(one: Item, other: Item) -> float:
    """Sides may be told the other way round, and a dataset may name one side alone."""
    table = weights().actors
    if not (one.actors or one.recipients) or not (other.actors or other.recipients):
        return 0.0
    straight = _meet(one.actors, other.actors) + _meet(one.recipients, other.recipients)
    crossed = _meet(one.actors, other.recipients) + _meet(one.recipients, other.actors)
    return table[("none", "one", "both")[max(straight, crossed)]]


def _meet(one: tuple[frozenset[str], ...], other: tuple[frozenset[str], ...]) -> int:
    return int(any(not a.isdisjoint(b) for a in one for b in other))


def _deaths(one: Item, other: Item) -> float:
    table, a, b = weights().deaths, one.event, other.event
    if a.best is None or b.best is None:
        return 0.0
    if a.best == b.best:
        return table["equal"]
    low_a, high_a, low_b, high_b = (
        value if value is not None else event.best or 0 for event in (a, b) for value in (event.low, event.high)
    )
    if low_a <= high_b and low_b <= high_a:
        return table["overlap"]
    return max(table["most"], table["apart"] * abs(log2((a.best + 1) / (b.best + 1))))
