"""All toponyms of a report to places of the gazetteer, resolved together; "none of these" is an answer."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from polemos.model.analysis import Analysis
from polemos.model.gazetteer import GazetteerPlace, NameHit
from polemos.resolution.places.containers import Containers
from polemos.resolution.places.kinds import is_country, level
from polemos.resolution.places.namesakes import seat_of, town_for_district, unit_of
from polemos.resolution.places.plausible import distance, inside
from polemos.resolution.places.relative import Area, toward
from polemos.resolution.places.report_names import Named, ReportName, ReportNames
from polemos.resolution.places.report_weights import Weights
from polemos.resolution.places.toponym_words import toponym_words
from polemos.resolution.places.toponyms import Toponym
from polemos.resolution.places.vicinity import besides, openings

_MOST_AT_ONCE = 400
_MOST_ALIKE = 40
_COUNTRIES = 2
"""Names of a report, and countries for each, in which other spellings are looked for: they cost a millisecond each."""
_STRAY = 50_000
_STRAY_KM, _FEW_KM = 1500.0, 300.0
"""A smaller town so far from everything else that the report names, in a country that it does not, is a namesake."""
_KNOWN_TOWN = 50_000
"""A larger town is listed, so that a place after a comma in which it does not lie is the next of a row."""
_NEAR_KM = 100.0
_BROAD = 400
"""Characters that a town may be farther away than a country and is still the better guess."""


@dataclass(frozen=True, slots=True)
class Located:
    """A toponym with the place that it names, or without one and with the smallest known place `around` it."""

    toponym: Toponym
    place: GazetteerPlace | None
    around: GazetteerPlace | None
    likeness: float
    """The share of the place among all that bear the name, 0 to 1."""
    unit: GazetteerPlace | None = None
    """The province that bears a town's name, where the text does not tell which of the two is meant."""
    seat: GazetteerPlace | None = None
    """The town that bears a province's name, in the same case."""
    aside: Area | None = None
    """Where one that is listed nowhere lies by its distance from another: "X, 25 km west of Y"."""


class InReport:
    """Resolves the toponyms of reports. `named` gives the places that bear a name; `alike` those of a country whose
    names are spelled much like it, asked for only where `named` has none in the countries that the report is about."""

    def __init__(self, named: Named, alike: Named | None = None) -> None:
        self._alike = alike
        self.words = toponym_words()
        self._containers = Containers(self.words)
        self._names = ReportNames(named, self.words)
        self._weights = Weights(self.words)

    def resolve(self, analysis: Analysis, toponyms: Sequence[Toponym]) -> list[Located]:
        """One answer for each toponym, in their order. A very long report is resolved a part at a time, since the work
        grows with the square of the names."""
        parts = (toponyms[start : start + _MOST_AT_ONCE] for start in range(0, len(toponyms), _MOST_AT_ONCE))
        return [one for part in parts for one in self._resolve(analysis, part)]

    def _resolve(self, analysis: Analysis, toponyms: Sequence[Toponym]) -> list[Located]:
        beside = besides(analysis, toponyms)
        containers = self._containers.with_beside(self._containers.of(analysis, toponyms), beside)
        names = self._names.of(analysis, toponyms, containers, openings(analysis, toponyms, self.words), beside)
        self._weights.weigh(names, toponyms)
        if self._add_alike(names, toponyms):
            self._weights.weigh(names, toponyms)
        places = [self._place(name, names) for name in names]
        number = {member: i for i, name in enumerate(names) for member in name.members}
        found = []
        for index, toponym in enumerate(toponyms):
            name, place = names[number[index]], places[number[index]]
            if place is None:
                around = self._around(name, names, name.within) or self._around(name, names, name.opening)
                around = around or self._beside(index, toponyms, number, places)
                found.append(Located(toponym, None, around, 0.0, aside=_aside(name, places)))
                continue
            unit, seat = unit_of(name, place, self.words), seat_of(name, place, self.words)
            found.append(Located(toponym, place, None, float(name.shares.max()), unit, seat))
        return found

    def _add_alike(self, names: list[ReportName], toponyms: Sequence[Toponym]) -> bool:
        """Give names that no place of the report's countries bears those that are spelled much alike there."""
        if self._alike is None:
            return False
        theatre = _theatre(names)
        added: list[tuple[ReportName, list[NameHit]]] = []
        for name in names[:_MOST_ALIKE]:
            toponym = toponyms[name.members[0]]
            last = toponym.text.split()[-1].lower()
            if toponym.use != "name" or toponym.name.lower() in self.words.compass or last in self.words.site:
                continue
            told = {names[other].likeliest.country for other in sorted(name.within) if names[other].hits} - {""}
            there = [country for country in theatre if not told or country in told]
            if self._at_home(name, names, there):
                continue
            found = [hit for country in there[:_COUNTRIES] for hit in self._alike(toponym.name, country)]
            listed = {hit.place.id for hit in name.hits}
            added.append((name, [hit for hit in found if hit.place.id not in listed]))
        for name, hits in added:
            name.hits = [*name.hits, *hits]
        return any(hits for _, hits in added)

    def _at_home(self, name: ReportName, names: list[ReportName], theatre: Sequence[str]) -> bool:
        """Whether one of the hits may well be meant: a known one, or one near another place of the report."""
        if any(_is_broad(hit.place) or hit.place.population >= _KNOWN_TOWN for hit in name.hits) and not name.firm:
            return True
        there = [hit.place for hit in name.hits if hit.place.country in theatre]
        others = [other.likeliest for other in names if other is not name and other.hits]
        others = [place for place in others if not _is_broad(place)]
        return any(not others or min(distance(place, other) for other in others) < _NEAR_KM for place in there)

    def _place(self, name: ReportName, names: list[ReportName]) -> GazetteerPlace | None:
        """The best candidate, or None where nothing but the name speaks for it."""
        if not name.hits:
            return None
        best = town_for_district(name, name.likeliest, self.words)
        around = self._around(name, names, name.within)
        if around is not None and not inside(best, around) and self._foreign(name, names):
            return None
        if around is None and self._stray(best, name, names):
            return None
        return _in_reach(best, name, names)

    def _stray(self, best: GazetteerPlace, name: ReportName, names: list[ReportName]) -> bool:
        """Whether a small place lies in a country that nothing else of the report lies in, far from all of it."""
        if not best.feature.startswith(("PPL", "ADM2")) or best.population >= _STRAY:
            return False
        others = [other for other in names if other is not name and other.hits]
        if best.country in {other.likeliest.country for other in others}:
            return False
        # Armies of other countries are told by their adjectives, which say nothing of where they are.
        named = [other.likeliest for other in others if other.by_name]
        enough = _FEW_KM if len(named) > 1 else _STRAY_KM
        return bool(named) and min(distance(best, place) for place in named) > enough

    def _beside(
        self, index: int, toponyms: Sequence[Toponym], number: dict[int, int], places: list[GazetteerPlace | None]
    ) -> GazetteerPlace | None:
        """For a place that is listed nowhere: the place of the toponym next to it, a town rather than a country."""
        words = toponyms[index].name.split()
        for length in range(len(words) - 1, 0, -1):  # "Manila Cathedral"
            held = " ".join(words[:length])
            same = [p for i, n in number.items() if (p := places[n]) is not None and toponyms[i].name == held]
            if same:
                return same[0]
        known = [
            (i, place) for i, n in number.items() if (place := places[n]) is not None and toponyms[i].use == "name"
        ]
        if not known:
            return None
        start = toponyms[index].start
        return min(known, key=lambda one: abs(toponyms[one[0]].start - start) + _BROAD * _is_broad(one[1]))[1]

    def _around(self, name: ReportName, names: list[ReportName], within: set[int]) -> GazetteerPlace | None:
        """The smallest of the places `within` that the text puts it into."""
        found = [names[other] for other in within if names[other].hits]
        places = [other.likeliest for other in found]
        places = [place for place in places if is_country(place) or place.feature.startswith("ADM")]
        return min(places, key=lambda p: (is_country(p), p.feature == "ADM1", p.id), default=None)

    def _foreign(self, name: ReportName, names: list[ReportName]) -> bool:
        """Whether the text puts it into a place where none of its candidates lies, and it is no large place itself."""
        best = name.likeliest
        listed = is_country(best) or best.feature in ("ADM1", "CONT", "OCN") or not best.country
        known = best.feature == "PPLC" or best.population > _KNOWN_TOWN
        listed = listed or (known and not name.firm)
        return not listed and not self._weights.fits(name, names)


def _theatre(names: Sequence[ReportName]) -> list[str]:
    """The countries that the report's places lie in, those of most toponyms first."""
    found: Counter[str] = Counter()
    for name in names:
        if name.hits:
            found[name.likeliest.country] += len(name.members)
    del found[""]
    return [country for country, _ in sorted(found.items(), key=lambda one: (-one[1], one[0]))]


def _in_reach(best: GazetteerPlace, name: ReportName, names: list[ReportName]) -> GazetteerPlace | None:
    """The best place that is near one that the text puts it beside ("X near Y"); None where all are far away."""
    others = [(names[other].likeliest, told.km or 0.0) for other, told in name.beside.items() if names[other].hits]
    others = [(place, km) for place, km in others if not _is_broad(place) and place.feature != "ADM1"]
    if not others or _is_broad(best) or best.feature == "ADM1":
        return best
    ranked = [best, *(name.hits[i].place for i in np.argsort(-name.scores, kind="stable"))]
    return next((one for one in ranked if any(distance(one, place) <= _NEAR_KM + km for place, km in others)), None)


def _aside(name: ReportName, places: Sequence[GazetteerPlace | None]) -> Area | None:
    """The point that a distance and a side from a known place tell."""
    for other, told in sorted(name.beside.items()):
        place = places[other]
        if place is not None and level(place) is None and told.km is not None and told.bearing is not None:
            return toward((place.latitude, place.longitude), told.bearing, told.km)
    return None


def _is_broad(place: GazetteerPlace) -> bool:
    return is_country(place) or place.feature in ("CONT", "OCN", "RGN") or not place.country
