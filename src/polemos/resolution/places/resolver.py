"""Who a place's name may mean: candidates from the gazetteer, best first, with reasons; none where it is none of these.

The ladder: the folded name; then the romanisation key; then, in one country alone, what is spelled much alike. A name
that the world has exactly is not given to a place of another spelling, unless the country was asked for.
"""

from collections.abc import Iterator

from polemos.gazetteer.gazetteer import Gazetteer
from polemos.model.gazetteer import GazetteerPlace, NameHit
from polemos.resolution.places.asked import Asked, PlaceCandidate
from polemos.resolution.places.asked_name import AskedName, core_of, read_name
from polemos.resolution.places.other_spellings import loose_spellings, spellings
from polemos.resolution.places.place_words import place_words
from polemos.resolution.places.related import Related
from polemos.resolution.places.relation_words import Relation
from polemos.resolution.places.spelling import likeness
from polemos.resolution.places.units import Unit, Units
from polemos.resolution.places.weigh import Met, Surroundings, fits, weigh

__all__ = ["Asked", "PlaceCandidate", "PlaceResolver"]

_MOST = 10
_CODE = 3
"""Letters of a country code, which is no name: "SYR" may be, but "Sur" is a town."""
_PROPOSED = 30
"""Of so many proposals a look-up, the gazetteer's own order is not ours."""
_ENOUGH, _ENOUGH_INSIDE, _ENOUGH_BESIDE = 0.84, 0.77, 0.9
"""Least likeness of a proposal; lower where it lies in the unit that was asked for, higher by its bounds."""
_SETTLED = 0.95
"""A place of the same key whose name is less alike does not end the search: Maskanah has the key of Masqan."""
_LETTERS = 0.15
_CORE = 0.93
"""A place named after the one asked for: its camp, its base."""
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
        for met in self._met(name, around):
            score, reasons = weigh(met, around, self.units)
            before = best.get(met.hit.place.id)
            if score >= _LEAST and (before is None or score > before.score):
                best[met.hit.place.id] = PlaceCandidate(met.hit.place, score, met.hit.how, reasons)
        return tuple(sorted(best.values(), key=lambda c: (-c.score, -c.place.population, c.place.id))[:_MOST])

    def _met(self, name: AskedName, around: Surroundings) -> Iterator[Met]:
        """What each rung of the ladder finds; the next is climbed only where this one has nothing that fits all."""
        settled = False
        for met in self._exact(name, around):
            settled = settled or self._fits_all(met.hit.place, around)
            yield met
        if settled:
            return
        for met in self._sounding(name, around):
            settled = settled or (met.likeness >= _SETTLED and self._fits_all(met.hit.place, around))
            yield met
        if not settled:
            yield from self._proposed(name, around)

    def _fits_all(self, place: GazetteerPlace, around: Surroundings) -> bool:
        if self._outside(place, around) or any(unit.place.id == place.id for unit in around.units):
            return False
        return not around.codes or fits(place, around.codes)

    def _exact(self, name: AskedName, around: Surroundings) -> Iterator[Met]:
        for spelling, part, note in spellings(name):
            hits = self.gazetteer.exact(spelling, around.country)
            if not hits and (code := self.units.country(spelling)) is not None and len(spelling) > _CODE:
                hits = self.gazetteer.exact(spelling, code)
            if not hits and around.country and not around.places_told:
                hits = self.gazetteer.exact(spelling)
            for hit in hits:
                yield Met(hit, 1.0, part, note)

    def _sounding(self, name: AskedName, around: Surroundings) -> Iterator[Met]:
        for country in self._countries(around) or (None,):
            for spelling, part, note in spellings(name):
                for hit in self.gazetteer.sounding(spelling, country):
                    if not self._outside(hit.place, around):
                        yield Met(hit, _alike(spelling, hit), part, note)

    def _proposed(self, name: AskedName, around: Surroundings) -> Iterator[Met]:
        for country in self._countries(around):
            for spelling, part, note in (*spellings(name), *loose_spellings(name)):
                for hit in self.gazetteer.proposals(spelling, country, _PROPOSED):
                    alike = _alike(spelling, hit)
                    if alike >= self._least(hit.place, around, alike):
                        yield Met(hit, alike, part, note)

    def _least(self, place: GazetteerPlace, around: Surroundings, alike: float) -> float:
        """How alike a proposal must be, by where it lies; whoever is not alike enough anywhere is not located."""
        if not around.units:
            return _ENOUGH
        if alike < _ENOUGH_INSIDE or self._outside(place, around):
            return 2.0
        margin = any(self.units.standing(place, unit) == "margin" for unit in around.units)
        return _ENOUGH_BESIDE if margin else _ENOUGH_INSIDE

    def _outside(self, place: GazetteerPlace, around: Surroundings) -> bool:
        """It lies outside a unit that was told: then only the very name makes it a candidate. Of Syrian villages told
        with their governorate, 1 of 52 lay outside it by the gazetteer where the name was spelled otherwise."""
        return any(self.units.standing(place, unit) == "outside" for unit in around.units if unit.level < 2)

    def _countries(self, around: Surroundings) -> tuple[str, ...]:
        """The countries in which spellings that are merely alike are looked for: the one asked for, or the theatre."""
        return (around.country,) if around.country else around.theatre


def _alike(spelling: str, hit: NameHit) -> float:
    """How alike a hit's name is, mostly by sound; the letters tell apart what sounds the same (Jarjisa, Jarjis)."""
    sound = likeness(spelling, hit.name)
    if sound < _ENOUGH and hit.how in ("skeleton", "fuzzy"):
        sound = max(sound, _CORE * likeness(spelling, core_of(hit.name)))
    return (1 - _LETTERS) * sound + _LETTERS * hit.likeness
