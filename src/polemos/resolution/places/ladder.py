"""The rungs on which a name is looked up: the very name, then its sound, then what is spelled much alike."""

from collections.abc import Iterator

from polemos.gazetteer.gazetteer import Gazetteer
from polemos.model.gazetteer import GazetteerPlace, NameHit
from polemos.resolution.places.asked_name import AskedName, core_of
from polemos.resolution.places.other_spellings import loose_spellings, spellings
from polemos.resolution.places.relative import distance_km
from polemos.resolution.places.spelling import likeness
from polemos.resolution.places.units import Units
from polemos.resolution.places.weigh import Met, Surroundings, fits

_CODE = 3
"""Letters of a country code, which is no name: "SYR" may be, but "Sur" is a town."""
_PROPOSED = 30
"""Of so many proposals a look-up, the gazetteer's own order is not ours."""
_ENOUGH, _ENOUGH_INSIDE, _ENOUGH_BESIDE = 0.84, 0.77, 0.9
"""Least likeness of a proposal; lower where it lies in the unit that was asked for, higher by its bounds."""
_NEVER = 2.0
"""No likeness is as great."""
_SETTLED = 0.95
"""A place of the same key whose name is less alike does not end the search: Maskanah has the key of Masqan."""
_SETTLED_KM, _NEAR_KM = 50.0, 200.0
"""Farther than the first from the point told, a place does not end the search for a nearer one; farther than the
second, only the very name makes it a candidate."""
_LETTERS = 0.15
"""How much the letters count beside the sound."""
_CORE = 0.93
"""A place named after the one asked for: its camp, its base."""


class Ladder:
    """Looks names up in one gazetteer, from the surest way to the least."""

    def __init__(self, gazetteer: Gazetteer, units: Units) -> None:
        self.gazetteer = gazetteer
        self.units = units

    def met(self, name: AskedName, around: Surroundings) -> Iterator[Met]:
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
        if _away(place, around) > _SETTLED_KM or self._outside(place, around):
            return False
        if any(unit.place.id == place.id for unit in around.units):
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
        if alike < (_ENOUGH_INSIDE if around.units else _ENOUGH) or self._outside(place, around):
            return _NEVER
        if not around.units:
            return _ENOUGH
        margin = any(self.units.standing(place, unit) == "margin" for unit in around.units)
        return _ENOUGH_BESIDE if margin else _ENOUGH_INSIDE

    def _outside(self, place: GazetteerPlace, around: Surroundings) -> bool:
        """It is far from the point told, or lies outside a unit that was told: then only the very name makes it a
        candidate. Of Syrian villages told with their governorate, 1 of 52 lay outside it by the gazetteer where the
        name was spelled otherwise."""
        if _away(place, around) > _NEAR_KM:
            return True
        return any(self.units.standing(place, unit) == "outside" for unit in around.units if unit.level < 2)

    def _countries(self, around: Surroundings) -> tuple[str, ...]:
        """The countries in which spellings that are merely alike are looked for: the one asked for, or the theatre."""
        return (around.country,) if around.country else around.theatre


def _away(place: GazetteerPlace, around: Surroundings) -> float:
    """Kilometres from the point told; 0 where none was told."""
    return 0.0 if around.near is None else distance_km(around.near, (place.latitude, place.longitude))


def _alike(spelling: str, hit: NameHit) -> float:
    """How alike a hit's name is, mostly by sound; the letters tell apart what sounds the same (Jarjisa, Jarjis)."""
    sound = likeness(spelling, hit.name)
    if sound < _ENOUGH and hit.how in ("skeleton", "fuzzy"):
        sound = max(sound, _CORE * likeness(spelling, core_of(hit.name)))
    return (1 - _LETTERS) * sound + _LETTERS * hit.likeness
