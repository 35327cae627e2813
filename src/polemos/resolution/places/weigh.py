"""How much speaks for a place that a name has met: a score from 0 to 1, and why, in words."""

import math
from collections.abc import Iterator
from dataclasses import dataclass

from polemos.model.gazetteer import GazetteerPlace, How, NameHit
from polemos.resolution.places.relative import Point, distance_km
from polemos.resolution.places.spelling import likeness
from polemos.resolution.places.units import Standing, Unit, Units

_HOW: dict[How, float] = {"exact": 1.0, "key": 0.96, "skeleton": 0.93, "fuzzy": 0.93}
_ANOTHER, _OTHER_NAME = 0.6, 0.93
"""In a province told, a town that is also called so comes after the village that is called so first of all, though it
be larger. Over the world the larger is the better guess."""
_FIRST_LEVEL: dict[Standing, float] = {"inside": 1.0, "margin": 0.85, "outside": 0.45, "unknown": 0.8}
_SECOND_LEVEL: dict[Standing, float] = {"inside": 1.0, "margin": 0.95, "outside": 0.8, "unknown": 0.95}
_ABROAD, _OFF_THEATRE = 0.35, 0.75
_OTHER_KIND, _LANDFORM_FOR_PLACE, _DISTRICT_FOR_TOWN = 0.85, 0.8, 0.9
_FAR_KM = 60.0
"""A point given beside a name: at this distance a place has lost about a third of its weight."""
_CAPITALS = {"PCLI": 1.0, "PPLC": 1.0, "ADM1": 0.7, "PPLA": 0.8, "PPLA2": 0.55, "PPL": 0.4}
_LATER_KIND = 0.02
_REGION, _KNOWN = "rg:", 0.75
"""Seas, rivers and regions of the supplement are listed only where the world speaks of them."""
_DISTRICTS = ("ADM2", "ADM3", "ADM4", "ADM5")
_PLACES = ("PPL", "ADM", "PCL", "STLMT", "RGN")
_KINDS = (
    ("PCL", "a country"),
    ("ADM1", "a first-level unit"),
    ("ADM2", "a second-level unit"),
    ("PPLC", "a capital"),
    ("PPLA", "a seat of government"),
    ("PPL", "a town or village"),
)


@dataclass(frozen=True, slots=True)
class Met:
    """A place that a spelling has met: `likeness` of the two names 0 to 1; `part` is lower where the spelling is only a
    part or a translation of what was asked, and `note` says so."""

    hit: NameHit
    likeness: float
    part: float = 1.0
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What is known beside the name. `codes` are the beginnings of feature codes that fit, `kind` the word for them."""

    country: str | None = None
    first: Unit | None = None
    second: Unit | None = None
    areas: tuple[Unit, ...] = ()
    """Units that the name itself says it lies in, of any level."""
    near: Point | None = None
    codes: tuple[str, ...] = ()
    kind: str | None = None
    theatre: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    """Units that were asked for and that nobody knows."""

    @property
    def units(self) -> tuple[Unit, ...]:
        """All units told, each once."""
        return tuple(dict.fromkeys(unit for unit in (self.first, self.second, *self.areas) if unit is not None))

    @property
    def places_told(self) -> bool:
        """Something is known of where it lies."""
        return bool(self.units or self.near)


@dataclass(frozen=True, slots=True)
class Sign:
    """What one fact multiplies the score with, and its words."""

    factor: float
    reason: str


def weigh(met: Met, around: Surroundings, units: Units) -> tuple[float, tuple[str, ...]]:
    """The score and its reasons."""
    place = met.hit.place
    score = _HOW[met.hit.how] * met.likeness * met.part
    if around.units and met.hit.name != place.name and likeness(met.hit.name, place.name) < _ANOTHER:
        score *= _OTHER_NAME
    reasons = [_how(met)]
    for sign in (*_country(place, around), *_units(place, around, units), *_near(place, around), *_kind(place, around)):
        score *= sign.factor
        reasons.append(sign.reason)
    reasons += [f"no unit {name!r} is known" for name in around.unknown]
    prior = importance(place)
    score *= 0.9 + 0.1 * prior
    if place.population >= 15_000:
        reasons.append(f"{place.population:,} inhabitants")
    return round(min(1.0, score), 3), tuple(reasons)


def importance(place: GazetteerPlace) -> float:
    """0 to 1: what a place is known for before anything is known of the report."""
    if place.id.startswith(_REGION):
        return _KNOWN
    people = min(1.0, math.log10(place.population + 1) / 7)
    rank = next((value for code, value in _CAPITALS.items() if place.feature.startswith(code)), 0.2)
    return 0.6 * people + 0.4 * rank


def fit(place: GazetteerPlace, codes: tuple[str, ...]) -> float:
    """1 for the first of the kinds that were asked for, a little less for each later one: a district is one first of
    all, and only then a town."""
    rank = next((rank for rank, code in enumerate(codes) if place.feature.startswith(code)), None)
    return 0.0 if rank is None else 1.0 - _LATER_KIND * rank


def fits(place: GazetteerPlace, codes: tuple[str, ...]) -> bool:
    """The place is of a kind that was asked for."""
    return any(place.feature.startswith(code) for code in codes)


def _how(met: Met) -> str:
    hit = met.hit
    if hit.how == "exact":
        words = "the same name" if hit.name == hit.place.name else f"listed under the name {hit.name}"
    elif met.likeness >= 0.995:
        words = f"the same sound as {hit.name}"
    else:
        words = f"spelled much like {hit.name} ({met.likeness:.2f})"
    return f"{words}, {met.note}" if met.note else words


def _country(place: GazetteerPlace, around: Surroundings) -> Iterator[Sign]:
    if around.country and place.country:
        if place.country != around.country:
            yield Sign(_ABROAD, f"in {place.country}, not in {around.country} as asked")
    elif around.theatre and place.country:
        if place.country in around.theatre:
            yield Sign(1.0, f"in {place.country}, which the report is about")
        else:
            yield Sign(_OFF_THEATRE, f"in {place.country}, which the report is not about")
    elif place.country:
        yield Sign(1.0, f"in {place.country}; no country was asked for")


def _units(place: GazetteerPlace, around: Surroundings, units: Units) -> Iterator[Sign]:
    for unit in around.units:
        if unit.level == 0 and around.country == unit.place.country:
            continue
        if unit.place.id == place.id:
            # Whoever names the unit beside the name means something in it.
            yield Sign(0.9, f"is {unit.place.name} itself")
            continue
        standing = units.standing(place, unit)
        factor = (_SECOND_LEVEL if unit.level == 2 else _FIRST_LEVEL)[standing]
        yield Sign(factor, _unit_words(standing, unit, place))


def _unit_words(standing: Standing, unit: Unit, place: GazetteerPlace) -> str:
    name = unit.place.name
    if standing == "inside":
        return f"in {name}"
    if standing == "margin":
        return f"by the bounds of {name}"
    if standing == "unknown":
        return f"maybe in {name}"
    listed = place.adm1 if unit.level < 2 else place.adm2
    return f"not in {name} but in {listed}" if listed else f"not in {name}"


def _near(place: GazetteerPlace, around: Surroundings) -> Iterator[Sign]:
    if around.near is not None:
        away = distance_km(around.near, (place.latitude, place.longitude))
        yield Sign(0.4 + 0.6 * math.exp(-away / (2.5 * _FAR_KM)), f"{away:.0f} km from the point given")


def _kind(place: GazetteerPlace, around: Surroundings) -> Iterator[Sign]:
    if around.codes:
        if fits(place, around.codes):
            yield Sign(fit(place, around.codes), f"{_kind_words(place)}, as asked")
        else:
            yield Sign(_OTHER_KIND, f"{_kind_words(place)}, where a {around.kind or around.codes[0]} was asked for")
    elif place.feature.startswith(_DISTRICTS):
        yield Sign(_DISTRICT_FOR_TOWN, _kind_words(place))
    elif not place.feature.startswith(_PLACES) and not place.id.startswith(_REGION):
        yield Sign(_LANDFORM_FOR_PLACE, _kind_words(place))


def _kind_words(place: GazetteerPlace) -> str:
    return next((words for code, words in _KINDS if place.feature.startswith(code)), f"of kind {place.feature}")
