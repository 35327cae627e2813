"""First-level polygons and the countries' and units' middles, of Natural Earth. Used by build_gazetteer.py alone."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyogrio.raw
import shapely
from gazetteer_sources import Folder, UnitNames

from polemos.gazetteer.countries import countries, country_code
from polemos.gazetteer.shapes import SCALE, packed
from polemos.gazetteer.writer import Listing

_TOLERANCE = 0.015
"""Degrees that a simplified border may be off."""
_MOST = 0.85
"""A polygon in which a smaller share of GeoNames' places is of one unit is of older or other units, and gets no name:
the nearest place then tells the unit of a point. The eleven old provinces of the DR Congo are such."""
_ALPHA3 = {
    "KOS": "XK",
    "SDS": "SS",
    "SOL": "SO",
    "CYN": "CY",
    "PSX": "PS",
    "SAH": "EH",
    "KAS": "IN",
    "WSB": "CY",
    "ESB": "CY",
}
"""Natural Earth's own codes for lands that ISO 3166 counts to another or codes otherwise."""


@dataclass(frozen=True, slots=True)
class Polygon:
    country: str
    code: str
    """GeoNames' code of the unit, "" where no place of GeoNames lies in it, or places of several do."""
    name: str
    shape: Any


def polygons(folder: Folder, listed: list[tuple[Listing, str, str]], units: UnitNames) -> list[Polygon]:
    """Natural Earth's first-level polygons under GeoNames' names: those of the unit that most places within are of."""
    meta, _, geometry, fields = pyogrio.raw.read(folder.world_map, layer="states_provinces")
    columns = dict(zip(meta["fields"], fields, strict=True))
    shapes = shapely.from_wkb(geometry)
    points = shapely.points([(each.place.longitude, each.place.latitude) for each, _, _ in listed])
    tree = shapely.STRtree(points)
    simple = shapely.make_valid(shapely.coverage_simplify(shapely.make_valid(shapes), _TOLERANCE))
    found = []
    for i, shape in enumerate(shapes):
        own = _country(columns["iso_a2"][i], columns["adm0_a3"][i], columns["admin"][i])
        votes = Counter(
            (listed[p][0].place.country, listed[p][1]) for p in tree.query(shape, predicate="contains") if listed[p][1]
        )
        at_home = Counter({vote: n for vote, n in votes.items() if vote[0] == own}) or votes
        country, code = min(at_home, key=lambda vote: (-at_home[vote], vote)) if at_home else (own, "")
        name = units.names[code] if code else columns["name"][i] or ""
        if code and at_home[country, code] < _MOST * at_home.total():
            code = name = ""
        if country:
            found.append(Polygon(country, code, name, simple[i]))
    return found


def centres(found: list[Polygon]) -> dict[str, tuple[float, float]]:
    """A point in the middle of each unit, by GeoNames code, and of each country's largest part, by alpha-2 code."""
    parts: dict[str, list[Any]] = defaultdict(list)
    for polygon in found:
        parts[polygon.country].append(polygon.shape)
        if polygon.code:
            parts[polygon.code].append(polygon.shape)
    return {code: _middle(shapely.union_all(np.array(shapes))) for code, shapes in sorted(parts.items())}


def rows(found: list[Polygon]) -> Iterator[tuple[str, str, int, int, int, int, bytes]]:
    """Country, unit, west, south, east, north and rings, as the table `shape` has them."""
    for polygon in found:
        for part in shapely.get_parts(polygon.shape):
            if part.geom_type != "Polygon" or part.is_empty:
                continue
            rings = [_whole(ring) for ring in (part.exterior, *part.interiors)]
            xs, ys = rings[0]
            yield polygon.country, polygon.name, min(xs), min(ys), max(xs), max(ys), packed(iter(rings))


def _whole(ring: Any) -> tuple[list[int], list[int]]:
    at = np.rint(shapely.get_coordinates(ring)[:-1] * SCALE).astype(int)
    return at[:, 0].tolist(), at[:, 1].tolist()


def _middle(shape: Any) -> tuple[float, float]:
    largest = max(shapely.get_parts(shape), key=lambda part: part.area)
    centre = shape.centroid if shape.contains(shape.centroid) else largest.centroid
    if not shape.contains(centre):
        centre = largest.point_on_surface()
    return round(centre.y, 5), round(centre.x, 5)


def _country(alpha2: str | None, alpha3: str | None, name: str | None) -> str:
    known = {country.alpha2 for country in countries()}
    if alpha3 in _ALPHA3:
        return _ALPHA3[alpha3]
    return alpha2 if alpha2 in known else country_code(alpha3 or "") or country_code(name or "") or ""
