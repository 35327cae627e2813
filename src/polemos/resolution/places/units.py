"""Countries and their units of two levels as they are named beside a place, and whether a place lies in one."""

from dataclasses import dataclass
from typing import Literal

from polemos.gazetteer.gazetteer import Gazetteer
from polemos.model.gazetteer import GazetteerPlace
from polemos.resolution.places.asked_name import read_name
from polemos.resolution.places.relative import along, distance_km
from polemos.resolution.places.spelling import likeness

Standing = Literal["inside", "margin", "outside", "unknown"]
"""margin: outside by less than MARGIN_KM as the outlines are known, which are drawn roughly."""
MARGIN_KM = 10.0
_SAME = 0.9
"""Names of units this alike are one unit's; below, only the most alike unit of its country is taken, from _LIKE on."""
_LIKE = 0.8
_MOST_KEPT = 4096


@dataclass(frozen=True, slots=True)
class Unit:
    """`level` 0 is a country."""

    place: GazetteerPlace
    level: int


class Units:
    """Finds units; remembers what it was asked."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._codes: dict[str, str | None] = {}
        self._found: dict[tuple[str, str | None, int], Unit | None] = {}
        self._same: dict[tuple[str, str], bool] = {}
        self._standing: dict[tuple[str, str], Standing] = {}

    def country(self, text: str | None) -> str | None:
        """The alpha-2 code; None where no country is known by the text."""
        if not text:
            return None
        if text not in self._codes:
            if len(self._codes) >= _MOST_KEPT:
                self._codes.clear()
            self._codes[text] = self._gazetteer.country_code(text)
        return self._codes[text]

    def find(self, text: str | None, country: str | None, level: int) -> Unit | None:
        """The unit of a level that a text names ("Hassakeh", "Al Hasakah Governorate"); without a country
        only one whose very name it is."""
        if not text or not text.strip():
            return None
        key = (text, country, level)
        if key not in self._found:
            if len(self._found) >= _MOST_KEPT:
                self._found.clear()
            place = self._place(text, country, level)
            self._found[key] = Unit(place, level) if place else None
        return self._found[key]

    def standing(self, place: GazetteerPlace, unit: Unit) -> Standing:
        """Whether a place lies in a unit, by its listed units first, then by the unit's outline."""
        if place.id == unit.place.id:
            return "inside"
        if place.country != unit.place.country:
            return "outside" if place.country else "unknown"
        if unit.level == 0:
            return "inside"
        listed = place.adm1 if unit.level == 1 else place.adm2
        if listed and self.same(listed, unit.place.name):
            return "inside"
        key = (place.id, unit.place.id)
        if key not in self._standing:
            if len(self._standing) >= _MOST_KEPT:
                self._standing.clear()
            self._standing[key] = self._second(place, unit) if unit.level == 2 else self._outline(place, unit, listed)
        return self._standing[key]

    def same(self, one: str, other: str) -> bool:
        """Two spellings of one unit's name."""
        key = (one, other)
        if key not in self._same:
            if len(self._same) >= _MOST_KEPT:
                self._same.clear()
            self._same[key] = likeness(one, other) >= _SAME
        return self._same[key]

    def _outline(self, place: GazetteerPlace, unit: Unit, listed: str | None) -> Standing:
        """By the outline of the unit: that of a place with another unit listed counts no more than the list."""
        at = (place.latitude, place.longitude)
        if listed is not None:
            # One point is asked for, on the way to the unit's middle: outlines cost ten times what a name does.
            away = distance_km(at, (unit.place.latitude, unit.place.longitude))
            share = min(1.0, MARGIN_KM / away) if away else 1.0
            at = along(at, (unit.place.latitude, unit.place.longitude), share)
        there = self._gazetteer.admin_at(*at)
        if there is None or not there.adm1:
            return "outside" if listed else "unknown"
        if not self.same(there.adm1, unit.place.name):
            return "outside"
        return "margin" if listed else "inside"

    def _second(self, place: GazetteerPlace, unit: Unit) -> Standing:
        """Outlines of second-level units are not known: far from its middle a place is outside."""
        away = distance_km((place.latitude, place.longitude), (unit.place.latitude, unit.place.longitude))
        if place.adm2:
            return "outside"
        return "unknown" if away < 60 else "outside"

    def _place(self, text: str, country: str | None, level: int) -> GazetteerPlace | None:
        if level == 0:
            code = self.country(text)
            return self._gazetteer.get(f"cc:{code}") if code else None
        names = read_name(text).spellings or (text,)
        for ask in (self._gazetteer.exact, self._gazetteer.sounding):
            for name in names:
                hits = [hit.place for hit in ask(name, country) if _is_unit(hit.place, level)]
                if hits:
                    return hits[0]
        if country is None:
            return None
        rated = [
            (max(likeness(name, unit.name) for name in names), unit)
            for unit in self._gazetteer.admin_units(country, level)
        ]
        best = max(rated, key=lambda each: (each[0], each[1].id), default=None)
        return best[1] if best is not None and best[0] >= _LIKE else None


def _is_unit(place: GazetteerPlace, level: int) -> bool:
    return place.feature.startswith(f"ADM{level}")
