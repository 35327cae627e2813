"""What may be drawn of a place without saying more than is told of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

import shapely

from polemos.gazetteer.gazetteer import Gazetteer
from polemos.gazetteer.load import with_imports
from polemos.gazetteer.shapes import Polygon
from polemos.model import Place

Drawn = Literal["place", "near", "unit", "country", "none"]
NEAR_M = 25_000
""" "Near" ends at 25 km (codebook section 11)."""
_COARSE = 0.05
"""Degrees to which a whole country's outline is thinned: 5 km at most, on something that is hundreds wide."""
_AREAS = 512
"""Outlines kept in memory."""


@dataclass(frozen=True, slots=True)
class Geometry:
    """`shape` is a Shapely geometry in WGS 84 degrees, longitude first, rings as RFC 7946 turns them; None where
    nothing can be drawn truly."""

    is_: Drawn
    shape: Any | None = None
    uncertainty_m: int | None = None


NOTHING = Geometry("none")


def geometry(place: Place | None) -> Geometry:
    """A point for what is told exactly or nearly, the outline of a province or country for what is told of it, else
    nothing: a district, a line or a sea has no outline here, and one point of it would be a false one."""
    if place is None:
        return NOTHING
    if place.precision in (1, 2) and place.latitude is not None and place.longitude is not None:
        point = shapely.Point(place.longitude, place.latitude)
        return Geometry("place", point) if place.precision == 1 else Geometry("near", point, NEAR_M)
    area = None
    if place.precision == 4 and place.country:
        area = _unit(with_imports(), place.country, place.adm1 or place.name)
        return Geometry("unit", area) if area is not None else NOTHING
    if place.precision == 6 and place.country:
        area = _country(with_imports(), place.country)
    return Geometry("country", area) if area is not None else NOTHING


@lru_cache(maxsize=_AREAS)
def _unit(gazetteer: Gazetteer, country: str, name: str) -> Any | None:
    found = gazetteer.outline(country, name) or gazetteer.outline(country, gazetteer.unit_name(name, country))
    return _whole(found)


@lru_cache(maxsize=_AREAS)
def _country(gazetteer: Gazetteer, country: str) -> Any | None:
    whole = _whole(gazetteer.outline(country))
    return None if whole is None else _areas(shapely.simplify(whole, _COARSE))


def _whole(polygons: Sequence[Polygon]) -> Any | None:
    """The polygons as one area; generalised outlines touch and cross themselves here and there."""
    if not polygons:
        return None
    return _areas(shapely.unary_union([shapely.make_valid(shapely.Polygon(p[0], p[1:])) for p in polygons]))


def _areas(shape: Any) -> Any:
    """What has an area of it, as one valid MultiPolygon with outer rings counter-clockwise."""
    valid = shapely.make_valid(shape)
    parts = [part for part in shapely.get_parts(shapely.get_parts(valid)) if part.geom_type == "Polygon"]
    return shapely.orient_polygons(shapely.set_precision(shapely.MultiPolygon(parts), 1e-4))
