"""The area in which something happened, as far as it is told: a vague place is drawn as wide as it is vague."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Literal

from polemos.export.wording import place_precision
from polemos.gazetteer.gazetteer import Gazetteer
from polemos.gazetteer.load import with_imports
from polemos.gazetteer.outlines import Outline, unit_outline
from polemos.gazetteer.shapes import Polygon, Ring
from polemos.model import Place

RADIUS_KM = {2: 25.0, 3: 40.0, 4: 100.0, 5: 75.0, 6: 300.0, 7: 150.0}
"""Around the place's point, by UCDP's precision: "near" ends at 25 km (codebook section 11). Of provinces and countries
only where no outline is known; second-level units have none."""
_CORNERS = 48
_KM_PER_DEGREE = 111.32
_COARSE = 0.1
"""Degrees to which the outline of a whole country is thinned."""


@dataclass(frozen=True, slots=True)
class Area:
    """`kind`: "outline" of a unit or country, or "circle" around a point. `told` says in words what it is."""

    key: str
    name: str
    kind: Literal["outline", "circle"]
    told: str
    precision: int
    polygons: tuple[Polygon, ...]


def area_key(place: Place) -> str | None:
    """Equal for places whose area is the same; None for an exact place and for one without a point."""
    if place.latitude is None or place.longitude is None or (place.precision or 1) == 1:
        return None
    if place.precision == 6 and place.country:
        return f"country {place.country}"
    if place.precision == 4 and (place.adm1 or (place.place_id or "").startswith("a1:")):
        return f"unit {place.country} {place.adm1 or place.name}"
    return f"{place.precision} {place.latitude:.3f} {place.longitude:.3f}"


def areas(places: Iterable[Place]) -> tuple[Area, ...]:
    """One area for each key, by key."""
    by_key = {key: place for place in places if (key := area_key(place))}
    gazetteer = with_imports()
    return tuple(_area(gazetteer, key, by_key[key]) for key in sorted(by_key))


def _area(gazetteer: Gazetteer, key: str, place: Place) -> Area:
    precision = place.precision or 1
    if key.startswith("country ") and (shape := _country(gazetteer, place.country or "")):
        listed = gazetteer.get(f"cc:{place.country}")
        name = listed.name if listed else place.name
        return Area(key, name, "outline", f"somewhere in {name}", precision, shape)
    if key.startswith("unit ") and (unit := _unit(gazetteer, place)):
        words = f"somewhere in {unit.name}" + (f" (drawn with {unit.also[0]})" if unit.also else "")
        return Area(key, unit.name, "outline", words, precision, unit.polygons)
    km = RADIUS_KM[precision]
    words = f"{place_precision(precision)}: drawn as a circle of {km:.0f} km around {place.name}"
    return Area(key, place.name, "circle", words, precision, ((circle(place, km),),))


def _unit(gazetteer: Gazetteer, place: Place) -> Outline | None:
    """By the unit's id, the unit that the place lies in, or its name as told."""
    place_id = place.place_id or ""
    listed = gazetteer.get(place_id) if place_id.startswith("a1:") else None
    names = (listed.name if listed else None, place.adm1, place.name)
    found = (unit_outline(gazetteer, place.country or "", name) for name in names if name)
    return next((each for each in found if each), None)


@cache
def _country(gazetteer: Gazetteer, country: str) -> tuple[Polygon, ...]:
    """Islands and holes left out where they are smaller than the thinning."""
    thinned = ((_thin(polygon[0]),) for polygon in gazetteer.outline(country))
    return tuple(polygon for polygon in thinned if len(polygon[0]) > 3)


def _thin(ring: Ring) -> Ring:
    found: list[tuple[float, float]] = []
    for x, y in ring:
        point = (round(round(x / _COARSE) * _COARSE, 1), round(round(y / _COARSE) * _COARSE, 1))
        if not found or found[-1] != point:
            found.append(point)
    return tuple(found)


def circle(place: Place, km: float) -> Ring:
    """A closed ring, counter-clockwise as RFC 7946 has it."""
    assert place.latitude is not None
    assert place.longitude is not None
    high = km / _KM_PER_DEGREE
    wide = high / max(0.05, math.cos(math.radians(place.latitude)))
    turns = [2 * math.pi * i / _CORNERS for i in range(_CORNERS)]
    points = [
        (round(place.longitude + wide * math.cos(turn), 4), round(place.latitude + high * math.sin(turn), 4))
        for turn in turns
    ]
    return (*points, points[0])
