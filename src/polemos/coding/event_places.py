"""Which of the places that a sentence names belong to an event, "none" included: a choice by weighed signs.

The weights were fitted by `python -m polemos.training.places` on sentences in which people marked the places of one
verb; learned/places.json keeps them to be read. They know no word of the text: any trigger can be asked about.
"""

import json
import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from polemos.codebook.loader import Codebook
from polemos.coding.place_candidates import Candidate, candidates
from polemos.coding.place_signs import PlaceSigns, Signs
from polemos.coding.places import PlaceRules
from polemos.model.analysis import Analysis
from polemos.model.place import Place
from polemos.text.names import name_key

SURE = 0.45
"""An event has a place from this probability on that one of the candidates is its place. Below one half, since those
who marked the sentences left out more places than they marked wrongly."""
_BESIDE = 0.15
"""Share of the likeliest place's probability from which others of its row are chosen, too."""


@dataclass(frozen=True, slots=True)
class Chances:
    """The candidates, each with its probability of being a place of the event; what is missing to 1 is that of none.
    Those of one row ("A, B and C"), or of one name, share a number in `rows`."""

    places: tuple[Candidate, ...]
    of: tuple[float, ...]
    rows: tuple[int, ...]

    def chosen(self, sure: float) -> list[Candidate]:
        """The likeliest row, or what is likely of it, each name once; empty where all together are below `sure`."""
        if not self.of or sum(self.of) < sure:
            return []
        weight: dict[int, float] = defaultdict(float)
        for row, chance in zip(self.rows, self.of, strict=True):
            weight[row] += chance
        best = max(weight, key=lambda row: weight[row])
        inside = [number for number, row in enumerate(self.rows) if row == best]
        most = max(self.of[number] for number in inside)
        found: dict[str, Candidate] = {}
        for number in sorted(inside, key=lambda number: -self.of[number]):
            if self.of[number] >= _BESIDE * most:
                found.setdefault(name_key(self.places[number].inner.name), self.places[number])
        return sorted(found.values(), key=lambda place: place.outer.first)


class EventPlaces:
    """Places of events by their words alone. Built once for a codebook."""

    def __init__(self, codebook: Codebook, places: PlaceRules, weights: Mapping[str, float] | None = None) -> None:
        self.signs = PlaceSigns(codebook)
        self.places = places
        self.weights = weights if weights is not None else packaged_weights()

    def of(self, analysis: Analysis, event: int, sure: float = SURE) -> list[Place]:
        """The places of the event that the token `event` tells, in text order; empty for none."""
        found: list[Place] = []
        for chosen in self.chances(analysis, event).chosen(sure):
            for place in self.places.of_fillers(analysis, [chosen.outer]) or self.places.of_fillers(
                analysis, [chosen.inner]
            ):
                if all(place.name != other.name for other in found):
                    found.append(place)
        return found

    def chances(self, analysis: Analysis, event: int) -> Chances:
        """The candidates of the event's sentence with their probabilities."""
        found = candidates(analysis, event, self.places.words)
        signs = self.signs.of(analysis, event, found)
        none = self._sum(self.signs.of_none(analysis, event, len(found)))
        odds = [math.exp(min(30.0, self._sum(one) - none)) for one in signs]
        return Chances(tuple(found), tuple(one / (1 + sum(odds)) for one in odds), _rows(found, signs))

    def _sum(self, signs: Signs) -> float:
        return math.fsum(value * self.weights.get(name, 0.0) for name, value in signs.items())


def _rows(places: Sequence[Candidate], signs: Sequence[Signs]) -> tuple[int, ...]:
    """A number for each row of places; a place that is named before has the number of that mention."""
    numbers: list[int] = []
    named: dict[str, int] = {}
    for at, (place, own) in enumerate(zip(places, signs, strict=True)):
        goes_on = at > 0 and ("row" in own or ("joined" in own and "joined" in signs[at - 1]))
        number = numbers[-1] if goes_on else at
        numbers.append(named.setdefault(name_key(place.inner.name), number))
    return tuple(numbers)


@cache
def packaged_weights() -> Mapping[str, float]:
    """learned/places.json, read once."""
    data = json.loads((files("polemos.coding.learned") / "places.json").read_text(encoding="utf-8"))
    return {str(name): float(value) for name, value in data["weights"].items()}
