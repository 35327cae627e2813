"""Where UCDP's rows stand: one place each, with its code of precision, or the smallest unit that holds several."""

from collections.abc import Sequence
from dataclasses import dataclass

from polemos.export.datasets.dataset import Dataset, Documented
from polemos.export.datasets.geo_shapes import geometry
from polemos.model import EventClaim, Place

PER_DEGREE = 2
"""PRIO-GRID's cells are half a degree wide."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A place with the point that stands for it, in WGS 84 degrees."""

    name: str
    description: str
    precision: int
    latitude: float
    longitude: float
    country: str
    adm1: str | None
    adm2: str | None

    @property
    def cell(self) -> int:
        """PRIO-GRID's: rows from the South Pole and columns from 180 W, 720 a row, counted from 1 (Tollefsen, Strand
        and Buhaug 2012, "PRIO-GRID: A unified spatial data structure", Journal of Peace Research 49)."""
        row = min(int((self.latitude + 90) * PER_DEGREE), 180 * PER_DEGREE - 1)
        column = min(int((self.longitude + 180) * PER_DEGREE), 360 * PER_DEGREE - 1)
        return row * 360 * PER_DEGREE + column + 1


def places(each: Documented) -> tuple[Place, ...]:
    """The incident's place, and those over which one figure of its claims is told to be spread."""
    own = each.incident.place
    if own is None:
        return ()
    found = {_key(own): own}
    for claim in each.claims:
        if isinstance(claim, EventClaim) and claim.place is not None and _key(claim.place) == _key(own):
            for further in claim.also_at:
                found.setdefault(_key(further), further)
    return tuple(found.values())


def spot(dataset: Dataset, place: Place) -> Spot | None:
    """None where nothing says where in the world it is. A place that no gazetteer lists, in a country that is known, is
    somewhere in that country."""
    listed = dataset.place(place.place_id) if place.place_id else None
    country = place.country or (listed.country if listed else "")
    described = " ".join(filter(None, (place.relation, place.name)))
    if place.latitude is not None and place.longitude is not None and place.precision and country:
        name = listed.name if listed else place.name
        adm1 = place.adm1 or (listed.adm1 if listed else None)
        adm2 = listed.adm2 if listed else None
        return Spot(name, described, place.precision, place.latitude, place.longitude, country, adm1, adm2)
    return _somewhere_in(dataset, country, described)


def together(dataset: Dataset, spots: Sequence[Spot]) -> Spot | None:
    """The smallest unit that holds them all: province, else country; None across borders."""
    described = ", ".join(each.description for each in spots)
    countries = {each.country for each in spots}
    units = {each.adm1 for each in spots}
    if len(countries) > 1:
        return None
    country, unit = spots[0].country, spots[0].adm1
    if len(units) == 1 and unit:
        area = geometry(Place(unit, unit, 0, 0, 4, None, None, None, None, country, unit)).shape
        if area is not None:
            point = area.representative_point()
            return Spot(unit, described, 4, round(point.y, 6), round(point.x, 6), country, unit, None)
    return _somewhere_in(dataset, country, described)


def _somewhere_in(dataset: Dataset, country: str, described: str) -> Spot | None:
    whole = dataset.place(f"cc:{country}") if country else None
    if whole is None:
        return None
    return Spot(whole.name, described, 6, whole.latitude, whole.longitude, country, None, None)


def _key(place: Place) -> str:
    return place.place_id or place.name
