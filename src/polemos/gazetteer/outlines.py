"""The outline of a first-level unit, whatever it is called, also where its polygon is of an older division."""

from dataclasses import dataclass
from functools import cache

from polemos.gazetteer.gazetteer import Gazetteer
from polemos.gazetteer.shapes import Polygon

MOST = 2
"""Units that may share a polygon: that of three or more says too little of where one of them lies."""


@dataclass(frozen=True, slots=True)
class Outline:
    """`name` is the listed one; `also` are units within the same polygons, which know no border between them."""

    name: str
    polygons: tuple[Polygon, ...]
    also: tuple[str, ...] = ()


@cache
def unit_outline(gazetteer: Gazetteer, country: str, told: str) -> Outline | None:
    """Of the unit told by any of its names; None where none is known by that name or no polygon is nearly its own.

    318 of 4,556 polygons have no unit, because places of several units lie in them (tools/README.md), and some units
    are named otherwise than their polygon. There the polygon around the unit's middle is taken, unless it is another's.
    """
    name = gazetteer.unit_name(told, country)
    if polygons := gazetteer.outline(country, name):
        return Outline(name, polygons)
    units = {unit.name: unit for unit in gazetteer.units(country)}
    if name not in units:
        return None
    around = {
        unit: shape
        for unit, place in units.items()
        if (shape := gazetteer.shape_at(place.latitude, place.longitude)) and shape.country == country
    }
    own = around.get(name)
    if own is None or own.adm1 in units:
        return None
    also = tuple(sorted(unit for unit, shape in around.items() if unit != name and shape.row == own.row))
    if len(also) >= MOST:
        return None
    return Outline(name, gazetteer.outline(country, own.adm1) if own.adm1 else gazetteer.polygons(own), also)
