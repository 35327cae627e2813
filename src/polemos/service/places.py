"""Places to a user: what a name means, as candidates with reasons, and what is known around it where it is none."""

from dataclasses import dataclass, replace
from functools import cache

from polemos.errors import UsageError
from polemos.gazetteer.load import with_imports
from polemos.model.gazetteer import GazetteerPlace
from polemos.resolution.places.asked import Asked, PlaceCandidate
from polemos.resolution.places.kinds import level
from polemos.resolution.places.resolver import PlaceResolver

_DIGITS = 5
"""Of a degree: a metre."""


@dataclass(frozen=True, slots=True)
class ResolvedPlace:
    """One candidate as it is written out. Where the name tells a place by another ("20 km north of Aleppo"), the point
    is the one meant, `relation` has the words, `radius_km` how far off it may be, and the rest is the other place's."""

    place_id: str
    name: str
    latitude: float
    longitude: float
    country: str | None
    adm1: str | None
    adm2: str | None
    feature: str
    precision: int
    relation: str | None
    radius_km: float | None
    score: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AroundPlace:
    """The smallest known unit around what was asked for."""

    place_id: str
    name: str
    latitude: float
    longitude: float
    country: str | None
    adm1: str | None
    adm2: str | None
    precision: int


@dataclass(frozen=True, slots=True)
class PlaceAnswer:
    """Candidates best first, none where it is none of the gazetteer's places; `around` is then all that is known."""

    id: str | None
    candidates: tuple[ResolvedPlace, ...]
    around: AroundPlace | None


@cache
def places() -> PlaceResolver:
    """The resolver over the shipped places and those that the user imported."""
    return PlaceResolver(with_imports())


def place_of(place_id: str) -> GazetteerPlace | None:
    """The place of an id; None where no list has it."""
    return places().gazetteer.get(place_id)


def resolved_place(resolver: PlaceResolver, asked: Asked, id_: str | None = None) -> PlaceAnswer:
    """What a name means. Raises UsageError for a country or a point that is none."""
    checked = _checked(resolver, asked)
    around = resolver.around(checked)
    return PlaceAnswer(id_, tuple(map(_candidate, resolver.candidates(checked))), _around(around) if around else None)


def point(text: str) -> tuple[float, float]:
    """A point told as "36.2,37.1". Raises UsageError."""
    try:
        latitude, longitude = (float(part) for part in text.split(","))
    except ValueError as error:
        raise UsageError(f"{text!r} is no point; write latitude,longitude in degrees: 36.2,37.1") from error
    return latitude, longitude


def _checked(resolver: PlaceResolver, asked: Asked) -> Asked:
    if asked.near is not None:
        latitude, longitude = asked.near
        if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
            raise UsageError(f"{latitude},{longitude} is no point; latitudes go to 90, longitudes to 180 degrees")
    if not asked.country:
        return asked
    code = resolver.units.country(asked.country)
    if code is None:
        raise UsageError(f"no country {asked.country!r} is known; write it as SY, SYR or Syria")
    return replace(asked, country=code)


def _candidate(candidate: PlaceCandidate) -> ResolvedPlace:
    place, area = candidate.place, candidate.area
    latitude, longitude = candidate.point
    return ResolvedPlace(
        place.id,
        place.name,
        round(latitude, _DIGITS),
        round(longitude, _DIGITS),
        place.country or None,
        place.adm1,
        place.adm2,
        place.feature,
        area.precision if area else _precision(place),
        candidate.relation,
        round(area.radius_km, 1) if area else None,
        candidate.score,
        candidate.reasons,
    )


def _around(place: GazetteerPlace) -> AroundPlace:
    at = (place.latitude, place.longitude)
    return AroundPlace(place.id, place.name, *at, place.country or None, place.adm1, place.adm2, _precision(place))


def _precision(place: GazetteerPlace) -> int:
    """UCDP's, of a place by its kind; a settlement or site is 1."""
    return level(place) or 1
