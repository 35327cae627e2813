"""Where a place told by another lies: "20 km north of A", "between A and B", "the border of A and B".

Pure geometry on a sphere. Precisions are UCDP's as section 11 of the codebook gives them: 2 near a named place, up to
25 km from it; 4 a part of a province; 5 a line or fuzzy area.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass

from polemos.gazetteer.distance import EARTH, kilometres

Point = tuple[float, float]
"""Latitude and longitude in degrees."""
Inside = Callable[[float, float], bool]
"""Whether a point lies in an area whose outline somebody else knows."""

NEAR_KM = 25.0
"""As far as UCDP's precision 2 goes."""
_CLOSE_KM = 10.0
_OUTSKIRTS_KM = 5.0
_ASIDE_KM = 10.0
"""How far off "north of A" is taken to mean where no distance is told."""
_ERROR = 0.25
"""Share of a told distance by which the point may be off: figures are round and winds eight."""
_STEPS = 24


@dataclass(frozen=True, slots=True)
class Area:
    """A point with how far off the truth may lie, in km; `line` has the ends of a road, gap or border."""

    latitude: float
    longitude: float
    radius_km: float
    precision: int
    line: tuple[Point, ...] = ()


def distance_km(one: Point, other: Point) -> float:
    """The way along the great circle."""
    return kilometres(*one, *other)


def moved(start: Point, bearing: float, km: float) -> Point:
    """The point `km` from `start` towards `bearing`, degrees clockwise from north."""
    lat, lon, angle, far = math.radians(start[0]), math.radians(start[1]), math.radians(bearing), km / EARTH
    sine = math.sin(lat) * math.cos(far) + math.cos(lat) * math.sin(far) * math.cos(angle)
    lat2 = math.asin(max(-1.0, min(1.0, sine)))
    east = math.atan2(math.sin(angle) * math.sin(far) * math.cos(lat), math.cos(far) - math.sin(lat) * sine)
    return math.degrees(lat2), _wrapped(math.degrees(lon + east))


def middle(one: Point, other: Point) -> Point:
    """Half-way along the great circle."""
    return along(one, other, 0.5)


def near(place: Point, km: float | None = None) -> Area:
    """Near a place: within 10 km, or as far as is told ("5 km from A")."""
    radius = _CLOSE_KM if km is None else km * (1 + _ERROR)
    return Area(*place, radius, _how_near(km or 0.0))


def outskirts(place: Point) -> Area:
    """The outskirts, approaches or edge of a town."""
    return Area(*place, _OUTSKIRTS_KM, 2)


def countryside(place: Point, reach_km: float | None = None) -> Area:
    """The countryside of a province that reaches so far from its middle; of a town, where no reach is given."""
    return Area(*place, NEAR_KM, 2) if reach_km is None else Area(*place, reach_km, 4)


def toward(place: Point, bearing: float, km: float | None = None) -> Area:
    """North of a place, or 20 km north of it."""
    far = _ASIDE_KM if km is None else km
    radius = _ASIDE_KM if km is None else max(1.0, km * _ERROR)
    return Area(*moved(place, bearing, far), radius, _how_near(far))


def part_of(place: Point, bearing: float, inside: Inside, reach_km: float) -> Area:
    """The northern (eastern ...) part of an area: half-way from its middle to where it ends on that side."""
    far = _last_inside(lambda km: moved(place, bearing, km), inside, reach_km)
    return Area(*moved(place, bearing, far / 2), max(_CLOSE_KM, far / 2), 4)


def between(one: Point, other: Point) -> Area:
    """Between two places: the middle, with half their distance as radius."""
    return Area(*middle(one, other), distance_km(one, other) / 2, 5, (one, other))


def road(one: Point, other: Point) -> Area:
    """The road between two places, whose course is not known: a road is longer than the straight line."""
    gap = between(one, other)
    return Area(gap.latitude, gap.longitude, gap.radius_km * (1 + _ERROR / 2), 5, gap.line)


def border(one: Point, other: Point, inside_one: Inside) -> Area:
    """The border of two areas: where the line between their middles leaves the first, which `inside_one` tells."""
    length = distance_km(one, other)
    far = _last_inside(lambda km: along(one, other, km / length if length else 0.0), inside_one, length)
    return Area(*along(one, other, far / length if length else 0.0), max(_CLOSE_KM, length / 2), 5, (one, other))


def _last_inside(point: Callable[[float], Point], inside: Inside, most_km: float) -> float:
    """How far the way goes before it first leaves the area; the whole way where it never does, half where it never is
    inside (a middle that lies outside its own area)."""
    step = most_km / _STEPS
    if not inside(*point(0.0)):
        return most_km / 2
    for count in range(1, _STEPS + 1):
        if not inside(*point(count * step)):
            return (count - 0.5) * step
    return most_km


def _how_near(km: float) -> int:
    return 2 if km <= NEAR_KM else 5


def along(one: Point, other: Point, share: float) -> Point:
    """The point at a share of the great circle from one to the other."""
    first, last = _vector(one), _vector(other)
    angle = distance_km(one, other) / EARTH
    if math.sin(angle) < 1e-9:  # the same point, or opposite ones, between which every way is as long
        return one
    a, b = math.sin((1 - share) * angle) / math.sin(angle), math.sin(share * angle) / math.sin(angle)
    x, y, z = (a * f + b * g for f, g in zip(first, last, strict=True))
    return math.degrees(math.atan2(z, math.hypot(x, y))), math.degrees(math.atan2(y, x))


def _vector(point: Point) -> tuple[float, float, float]:
    lat, lon = map(math.radians, point)
    return math.cos(lat) * math.cos(lon), math.cos(lat) * math.sin(lon), math.sin(lat)


def _wrapped(degrees: float) -> float:
    return (degrees + 540.0) % 360.0 - 180.0
