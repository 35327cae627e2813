"""Places of claims, and all place names of a report, to places of the gazetteer."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import chain

from polemos.gazetteer.gazetteer import Gazetteer
from polemos.gazetteer.keys import families
from polemos.model import Claim, CodedReport, EventClaim
from polemos.model.analysis import Analysis
from polemos.model.gazetteer import NameHit
from polemos.model.place import Place
from polemos.resolution.actors.load import is_group
from polemos.resolution.places.asked import Asked
from polemos.resolution.places.in_report import InReport, Located
from polemos.resolution.places.placing import placed
from polemos.resolution.places.resolver import PlaceResolver
from polemos.resolution.places.toponym_words import toponym_words
from polemos.resolution.places.toponyms import Toponym, ToponymFinder
from polemos.text.names import name_key
from polemos.text.romanisation import fold

_ALIKE = 4
"""Places of another spelling that are weighed for one name."""


class PlaceIds:
    """Gives places their ids and points. The gazetteer is opened when the first report has a place name."""

    def __init__(self, load: Callable[[], Gazetteer]) -> None:
        self._load = load

    @cached_property
    def _gazetteer(self) -> Gazetteer:
        return self._load()

    @cached_property
    def finder(self) -> ToponymFinder:
        """Finds the toponyms alone."""
        return ToponymFinder(self._named, self._sounding)

    @cached_property
    def _in_report(self) -> InReport:
        return InReport(self._named, self._alike)

    def _named(self, name: str, country: str | None = None) -> Sequence[NameHit]:
        """The places of a name, also as it is written out: "St. Clair County" is Saint Clair County elsewhere."""
        hits = self._gazetteer.exact(name, country)
        if hits and is_group(name):
            # Hamas is not Hamm in Westphalia, though that is listed under the name too.
            hits = tuple(hit for hit in hits if fold(hit.place.name) == fold(name))
        first, _, rest = name.partition(" ")
        other = toponym_words().spelled.get(first)
        if not rest or other is None:
            return hits
        listed = {hit.place.id for hit in hits}
        return (*hits, *(h for h in self._gazetteer.exact(f"{other} {rest}", country) if h.place.id not in listed))

    def _sounding(self, name: str, country: str) -> Sequence[NameHit]:
        return self._gazetteer.sounding(name, country) if country in families().of else ()

    @cached_property
    def _resolver(self) -> PlaceResolver:
        return PlaceResolver(self._gazetteer)

    def _alike(self, name: str, country: str | None) -> list[NameHit]:
        """Other spellings, in countries whose names have no one spelling in Latin letters."""
        if country is None or country not in families().of:
            return []
        found = self._resolver.candidates(Asked(name, country))
        hits = [NameHit(c.place, c.place.name, "key", c.score) for c in found[:_ALIKE] if c.relation is None]
        # The resolver stops at the very name, which may be a hamlet at the other end of the country.
        listed = {hit.place.id for hit in hits}
        return [*hits, *(hit for hit in self._sounding(name, country)[:_ALIKE] if hit.place.id not in listed)]

    def toponyms(self, analysis: Analysis) -> list[Located]:
        """Every place name of a report, in reading order."""
        return self._in_report.resolve(analysis, self.finder.find(analysis))

    def locate(self, coded: CodedReport, analysis: Analysis) -> CodedReport:
        """The report with ids, points and levels in the places of its claims."""
        places = list(dict.fromkeys(place for claim in coded.claims for place in _places(claim)))
        if not places:
            return coded
        toponyms = self.finder.find(analysis)
        chosen = {place: _toponym(place, toponyms) for place in places}
        further = [_named_by_claim(analysis, place) for place, toponym in chosen.items() if toponym is None]
        told = sorted({*toponyms, *further}, key=lambda one: (one.start, one.end))
        located = {one.toponym: one for one in self._in_report.resolve(analysis, told)}
        found = {
            place: placed(place, located[toponym or _named_by_claim(analysis, place)])
            for place, toponym in chosen.items()
        }
        return replace(coded, claims=tuple(_with(claim, found) for claim in coded.claims))


def _places(claim: Claim) -> Iterator[Place]:
    if claim.place is not None:
        yield claim.place
    if isinstance(claim, EventClaim):
        yield from claim.also_at
        if claim.origin is not None:
            yield claim.origin


def _with(claim: Claim, found: dict[Place, Place]) -> Claim:
    place = found[claim.place] if claim.place else None
    if not isinstance(claim, EventClaim):
        return replace(claim, place=place)
    origin = found[claim.origin] if claim.origin else None
    return replace(claim, place=place, also_at=tuple(found[other] for other in claim.also_at), origin=origin)


def _toponym(place: Place, toponyms: Iterable[Toponym]) -> Toponym | None:
    """The toponym in a place's words, or the last one before them of the same name; None where nothing is told."""
    key = name_key(place.name)
    listed = [one for one in toponyms if one.use == "name"]
    inside = [one for one in listed if one.start < place.end and place.start < one.end]
    for one in inside:
        if name_key(one.text) == key:
            return one
    held = [one for one in inside if f" {name_key(one.text)} " in f" {key} "]
    if held:
        return held[0]
    same = [one for one in listed if name_key(one.text) == key]
    earlier = [one for one in same if one.start <= place.start]
    return next(chain(reversed(earlier), same), None)


def _named_by_claim(analysis: Analysis, place: Place) -> Toponym:
    """A name that only its role in a claim tells to be a place's."""
    starts = [token.start for token in analysis.tokens]
    first = max(0, bisect_right(starts, place.start) - 1)
    last = max(first + 1, bisect_right(starts, max(place.start, place.end - 1)))
    return Toponym(place.start, place.end, first, last, place.text, place.name, "name", 0.5)
