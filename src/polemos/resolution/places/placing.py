"""The place record of a claim with what the gazetteer has of it, and UCDP's precision (codebook section 11)."""

from dataclasses import replace

from polemos.model.gazetteer import GazetteerPlace
from polemos.model.place import Place
from polemos.resolution.places.in_report import Located
from polemos.resolution.places.kinds import level
from polemos.resolution.places.place_words import place_words
from polemos.resolution.places.relation_words import find_relation
from polemos.resolution.places.relative import Area, toward
from polemos.resolution.places.words_of import words_of

_NEAR, _UNIT = 2, 4


def placed(place: Place, located: Located) -> Place:
    """The place with id, point, country, first-level unit and precision.

    One that is listed nowhere takes the point and the precision of the smallest known place around it, and no id. Where
    a town and a province share the name and nothing tells, the province is meant; the town's point is kept, since it
    is the likelier one in it.
    """
    known = located.place or located.around
    if known is None:
        return place
    told = place.relation is None and (place.precision or 1) == 1
    if located.unit is not None and told:
        return _with(place, known, located.unit.id, _UNIT)
    if located.seat is not None and told:
        return _with(place, located.seat, known.id, level(known))
    known = located.seat or known  # "20 km north of Homs" starts from the town
    if (area := _aside(place, known)) is not None:
        near = _with(place, known, known.id if located.place else None, area.precision)
        return replace(near, latitude=round(area.latitude, 5), longitude=round(area.longitude, 5))
    if located.aside is not None and told:
        away = _with(place, known, None, located.aside.precision)
        return replace(away, latitude=round(located.aside.latitude, 5), longitude=round(located.aside.longitude, 5))
    own = level(known) or (None if located.place else _NEAR)
    precision = max(place.precision or 1, own) if own is not None else place.precision
    return _with(place, known, known.id if located.place else None, precision)


def _aside(place: Place, known: GazetteerPlace) -> Area | None:
    """The point meant where the words tell both how far and on which side: "20 km north of" it."""
    if place.relation is None or level(known) is not None:
        return None
    found = find_relation(words_of(f"{place.relation} {place.name}"), place_words())
    if found is None or found.relation.km is None or found.relation.bearing is None:
        return None
    return toward((known.latitude, known.longitude), found.relation.bearing, found.relation.km)


def _with(place: Place, known: GazetteerPlace, place_id: str | None, precision: int | None) -> Place:
    return replace(
        place,
        place_id=place_id,
        latitude=known.latitude,
        longitude=known.longitude,
        country=known.country or None,
        adm1=known.adm1 or (known.name if known.feature == "ADM1" else None),
        precision=precision,
    )
