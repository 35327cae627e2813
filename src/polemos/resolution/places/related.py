"""Places told by others, from the places these mean: "20 km north of Aleppo" is a point with Aleppo as its place."""

from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache

from polemos.codebook.demonyms import packaged_adjectives
from polemos.gazetteer.gazetteer import Gazetteer
from polemos.model.gazetteer import GazetteerPlace
from polemos.packs.lexicon import countries
from polemos.resolution.places import relative
from polemos.resolution.places.asked import Asked, PlaceCandidate
from polemos.resolution.places.place_words import place_words
from polemos.resolution.places.relation_words import Relation
from polemos.resolution.places.relative import Area, Point
from polemos.resolution.places.words_of import phrase_at, source, words_of

Candidates = Callable[[Asked], tuple[PlaceCandidate, ...]]
_MOST = 3
_CODE = 3
"""Letters of a country code: what is no longer may as well be a town's name."""
_COUNTRYSIDE_KM = 20.0
"""How far out the countryside on one side of a provincial town is taken to lie."""
_PROVINCE_KM = 50.0
_REACH_KM = {"PCL": 600.0, "ADM1": 250.0}
"""As far as an area is followed from its middle, by the beginning of its feature code."""


@lru_cache(maxsize=4096)
def country_told(name: str) -> str | None:
    """The alpha-2 code of a country by its name or adjective; None for any other name."""
    return countries(packaged_adjectives()).code(name)


class Related:
    """Answers relations; `candidates` answers the names in them."""

    def __init__(self, gazetteer: Gazetteer, candidates: Candidates) -> None:
        self._gazetteer = gazetteer
        self._candidates = candidates

    def candidates(self, asked: Asked, relation: Relation) -> tuple[PlaceCandidate, ...]:
        """The best places that the relation may hang on, each with the point meant."""
        one = self._candidates(self._named(asked, relation.names[0]))
        if len(relation.names) == 1:
            return tuple(self._single(candidate, one, relation) for candidate in one[:_MOST])
        other = self._other(asked, relation, one)
        if not one or not other:
            return ()
        return (self._double(one[0], other[0], relation),)

    def part(self, asked: Asked) -> tuple[PlaceCandidate, ...]:
        """ "Northern Idlib" where no place has that name: the part of Idlib on that side."""
        know, words = place_words(), words_of(asked.name)
        count = phrase_at(words, 0, know.winds)
        if not count or count == len(words):
            return ()
        wind = " ".join(word.plain for word in words[:count] if not word.mark)
        relation = Relation("part", (source(words[count:]),), source(words[:count]), know.winds[wind])
        found = self._candidates(replace(asked, name=relation.names[0]))
        areas = [candidate for candidate in found if _reach(candidate.place) is not None]
        return tuple(self._single(candidate, found, relation) for candidate in (areas or list(found))[:1])

    def _other(self, asked: Asked, relation: Relation, one: tuple[PlaceCandidate, ...]) -> tuple[PlaceCandidate, ...]:
        """The second place; where nothing else is known the nearest of its name to the first."""
        near = asked.near or (one[0].point if one else None)
        name = relation.names[1]
        return self._candidates(self._named(replace(asked, near=near), name)) or (
            self._candidates(Asked(name, asked.country, near=near, theatre=asked.theatre))
        )

    def _named(self, asked: Asked, name: str) -> Asked:
        """One of the names asked with all that is known, but a country ("Syria", "the Turkish" border) by itself: it
        lies in no other."""
        code = country_told(name) if len(name) > _CODE else None
        country = self._gazetteer.get(f"cc:{code}") if code else None
        return Asked(country.name, country.country) if country else replace(asked, name=name)

    def _single(self, found: PlaceCandidate, all_: tuple[PlaceCandidate, ...], relation: Relation) -> PlaceCandidate:
        area = self._area(found, all_, relation)
        return replace(found, relation=relation.words, area=area, reasons=(*found.reasons, _words(area)))

    def _area(self, found: PlaceCandidate, all_: tuple[PlaceCandidate, ...], relation: Relation) -> Area:
        place, bearing = found.place, relation.bearing
        at, reach = found.point, _reach(place)
        if relation.kind == "near":
            return relative.near(at, relation.km)
        if relation.kind == "outskirts":
            return relative.outskirts(at)
        if relation.kind == "part" and bearing is not None:
            if reach is None:
                return relative.toward(at, bearing, relation.km or 2.0)
            return relative.part_of(at, bearing, self._inside(place), reach)
        if relation.kind == "countryside":
            return _countryside(found, all_, bearing)
        if bearing is not None:
            return relative.toward(at, bearing, relation.km)
        return Area(*at, _REACH_KM["ADM1"], 5)

    def _double(self, one: PlaceCandidate, other: PlaceCandidate, relation: Relation) -> PlaceCandidate:
        if relation.kind == "border":
            area = relative.border(one.point, other.point, self._inside(one.place))
        elif relation.kind == "road":
            area = relative.road(one.point, other.point)
        else:
            area = relative.between(one.point, other.point)
        words = f"{relation.words} {one.place.name} and {other.place.name}"
        reasons = (f"{one.place.name}: {one.reasons[0]}", f"{other.place.name}: {other.reasons[0]}", _words(area))
        return PlaceCandidate(one.place, min(one.score, other.score), one.how, reasons, words, area)

    def _inside(self, place: GazetteerPlace) -> Callable[[float, float], bool]:
        def inside(latitude: float, longitude: float) -> bool:
            there = self._gazetteer.admin_at(latitude, longitude)
            if there is None or there.country != place.country:
                return False
            return not place.feature.startswith("ADM1") or there.adm1 == (place.adm1 or place.name)

        return inside


def _countryside(found: PlaceCandidate, all_: tuple[PlaceCandidate, ...], bearing: float | None) -> Area:
    """Around the town that a province is named after: "Homs countryside" lies around Homs, though half the province is
    desert. Of precision 4 where a province has the name (codebook 11)."""
    province = next((c for c in all_ if _reach(c.place) is not None), None)
    town: Point = next((c.point for c in all_ if c.place.feature.startswith("PPL")), found.point)
    if bearing is not None:
        town = relative.moved(town, bearing, _COUNTRYSIDE_KM if province else _COUNTRYSIDE_KM / 2)
    return relative.countryside(town, _PROVINCE_KM if province else None)


def _reach(place: GazetteerPlace) -> float | None:
    return next((km for code, km in _REACH_KM.items() if place.feature.startswith(code)), None)


def _words(area: Area) -> str:
    return f"the point meant may be {area.radius_km:.0f} km off"
