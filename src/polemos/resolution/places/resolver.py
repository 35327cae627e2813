"""Who a place's name may mean: candidates from the gazetteer, best first, with reasons; none where it is none of these.

The ladder: the folded name; then the romanisation key; then, in one country alone, what is spelled much alike. A name
that the world has exactly is not given to a place of another spelling, unless the country was asked for.
"""

from polemos.gazetteer.gazetteer import Gazetteer
from polemos.model.gazetteer import GazetteerPlace
from polemos.resolution.places.asked import Asked, PlaceCandidate
from polemos.resolution.places.asked_name import AskedName, read_name
from polemos.resolution.places.ladder import Ladder
from polemos.resolution.places.place_words import place_words
from polemos.resolution.places.related import Related
from polemos.resolution.places.relation_words import Relation
from polemos.resolution.places.units import Unit, Units
from polemos.resolution.places.weigh import Surroundings, weigh

__all__ = ["Asked", "PlaceCandidate", "PlaceResolver"]

_MOST = 10
_LEAST = 0.3
"""Least score of an answer."""
_SURE = 0.85
"""A place spelled otherwise is believed before the part of another that the words name: Ghariyah Sharqiyah is "Eastern
Ghariyah", Deir Sharqi is not "eastern Deir ez-Zor"."""


class PlaceResolver:
    """Answers names from one gazetteer. Remembers units; not to be shared by threads."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer
        self.units = Units(gazetteer)
        self._ladder = Ladder(gazetteer, self.units)

    def candidates(self, asked: Asked) -> tuple[PlaceCandidate, ...]:
        """At most ten, best first; empty where the name is none of the gazetteer's."""
        name = read_name(asked.name)
        if name.relation is not None:
            listed = self._listed(asked, name.relation)
            if listed is None:
                return Related(self.gazetteer, self.candidates).candidates(asked, name.relation)
            name = AskedName((listed,))
        around = self._surroundings(asked, name)
        units = [text for text in name.inside if self._area(text, around.country) is not None]
        found = self._ranked(name.without(units), around)
        if found and (found[0].how in ("exact", "key") or found[0].score >= _SURE):
            return found
        return Related(self.gazetteer, self.candidates).part(asked) or found

    def around(self, asked: Asked) -> GazetteerPlace | None:
        """The smallest known unit around what is asked for, whether or not a place of the name is known."""
        name = read_name(asked.name)
        around = self._surroundings(asked, name)
        told = [unit for unit in (*around.areas, around.second, around.first) if unit is not None]
        best = max(told, key=lambda unit: unit.level, default=None)
        if best is not None:
            return best.place
        return self.gazetteer.get(f"cc:{around.country}") if around.country else None

    def _listed(self, asked: Asked, relation: Relation) -> str | None:
        """Words that sound like a relation and are a name: the countryside of Damascus is a governorate."""
        names = [asked.name]
        if relation.kind == "countryside" and relation.bearing is None:
            town, words = relation.names[0], sorted(place_words().countryside)
            names += [name for word in words for name in (f"{town} {word}", f"{word} {town}")]
        country = self.units.country(asked.country)
        return next((name for name in names if self.gazetteer.exact(name, country)), None)

    def _surroundings(self, asked: Asked, name: AskedName) -> Surroundings:
        code = self.units.country(asked.country)
        first = self.units.find(asked.adm1, code, 1)
        code = code or (first.place.country if first else None)
        second = self.units.find(asked.adm2, code, 2)
        code = code or (second.place.country if second else None)
        areas = tuple(dict.fromkeys(filter(None, (self._area(text, code) for text in name.inside))))
        code = code or next((unit.place.country for unit in areas if unit.place.country), None)
        near = asked.near or self._beside(asked, name, code)
        codes = (asked.feature,) if asked.feature else name.codes
        unknown = tuple(text for text, unit in ((asked.adm1, first), (asked.adm2, second)) if text and unit is None)
        return Surroundings(code, first, second, areas, near, codes, name.kind, asked.theatre, unknown)

    def _area(self, text: str, country: str | None) -> Unit | None:
        """The unit that a text behind "in" or a comma names, the largest of that name."""
        for level in (0, 1, 2):
            unit = self.units.find(text, country, level)
            if unit is not None:
                return unit
        return None

    def _beside(self, asked: Asked, name: AskedName, country: str | None) -> tuple[float, float] | None:
        for text in name.beside:
            found = self.candidates(Asked(text, country or asked.country, asked.adm1, None, None, None, asked.theatre))
            if found:
                return found[0].point
        return None

    def _ranked(self, name: AskedName, around: Surroundings) -> tuple[PlaceCandidate, ...]:
        best: dict[str, PlaceCandidate] = {}
        for met in self._ladder.met(name, around):
            score, reasons = weigh(met, around, self.units)
            before = best.get(met.hit.place.id)
            if score >= _LEAST and (before is None or score > before.score):
                best[met.hit.place.id] = PlaceCandidate(met.hit.place, score, met.hit.how, reasons)
        return tuple(sorted(best.values(), key=lambda c: (-c.score, -c.place.population, c.place.id))[:_MOST])
