"""The place names of a report: which runs of words are one, and which adjectives and bodies name one."""

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

import yaml

from polemos.codebook.demonyms import packaged_adjectives
from polemos.model.analysis import Analysis
from polemos.model.gazetteer import NameHit
from polemos.packs.lexicon import countries
from polemos.resolution.places.evidence import Known, Signs, Sounding
from polemos.resolution.places.runs import PLACES, Run, runs
from polemos.resolution.places.toponym_words import ToponymWords, toponym_words

Use = Literal["name", "adjective", "people", "body"]
"""name: the place itself, or its government by its name; adjective: "Turkish"; people: "Turks"; body: a public body
that bears its name ("Zimbabwe Tourism Authority"), of which the place alone is marked."""
_LIKELY = 0.4


@dataclass(frozen=True, slots=True)
class Toponym:
    """Words that name a place: offsets and tokens `first` to `last` (exclusive), and the name to look up."""

    start: int
    end: int
    first: int
    last: int
    text: str
    name: str
    use: Use
    likeness: float
    """How likely the words name a place, 0 to 1."""
    country: str | None = None
    """The country that the form of the name tells: of "Va.", of an adjective."""


@cache
def _weights() -> dict[str, float]:
    text = (files("polemos.resolution.places") / "data" / "toponym_weights.yaml").read_text(encoding="utf-8")
    return {str(sign): float(weight) for sign, weight in yaml.safe_load(text)["weights"].items()}


@cache
def _adjectives() -> dict[str, tuple[str, str | None]]:
    """Adjectives and inhabitants in lower case to the place and the code of its country, if it is one."""
    found: dict[str, tuple[str, str | None]] = {}
    known = countries(packaged_adjectives())
    for code, country in known.by_code.items():
        if len(country.iso3) != 3 or code in ("EU", "UN"):
            continue
        further = (a for name in country.names for a in known.adjectives.get(name, ()))
        for word in (*country.adjectives, *further):
            if word in toponym_words().short or word.replace(".", "").isupper():
                continue  # "U.S. troops": the name itself
            for form in (word, word + "s"):
                found.setdefault(form.lower(), (country.names[0], code))
    found.update({word: (name, None) for word, name in toponym_words().adjectives.items()})
    return found


class ToponymFinder:
    """Finds the toponyms of analysed reports. `known` gives the places that bear a name; it is asked once a name.
    `sounding` those of a country whose names sound like one."""

    def __init__(self, known: Known, sounding: Sounding | None = None) -> None:
        self._ask, self._sounding = known, sounding
        self.words: ToponymWords = toponym_words()

    def find(self, analysis: Analysis) -> list[Toponym]:
        """All of them, in reading order."""
        known = self._known()
        likely = {run: _likeness(signs) for run, signs in self._signs(analysis, known)}
        named = [
            self._named(analysis, run, likeness)
            for run, likeness in likely.items()
            if likeness >= _LIKELY and not self._is_no_name(analysis, run)
        ]
        taken = {index for one in named for index in range(one.first, one.last)}
        bodies = [body for run in likely if likely[run] < _LIKELY for body in self._bodies(analysis, run, known)]
        taken |= {index for one in bodies for index in range(one.first, one.last)}
        named += [*bodies, *self._adjectives(analysis, taken)]
        return sorted(named, key=lambda one: one.start)

    def signs(self, analysis: Analysis) -> Iterator[tuple[Run, list[str]]]:
        """Every run of words that may be a place's name, with all that speaks for and against it."""
        return self._signs(analysis, self._known())

    def _known(self) -> Known:
        """What the gazetteer has of a name, which is asked once for each report."""
        asked: dict[str, Sequence[NameHit]] = {}

        def known(name: str) -> Sequence[NameHit]:
            name = self.words.short.get(name, name)
            if name not in asked:
                asked[name] = self._ask(name)
            return asked[name]

        return known

    def _signs(self, analysis: Analysis, known: Known) -> Iterator[tuple[Run, list[str]]]:
        found = runs(analysis, self.words, lambda name: bool(known(name)))
        signs = Signs(analysis, self.words, known, _sure(analysis, found, known), self._sounding)
        same: dict[str, list[Run]] = defaultdict(list)
        for run in found:
            same[signs.text(run)].append(run)
        for run in found:
            listed = same[signs.text(run)]
            own = list(signs.of(run))
            if len(listed) > 1:  # what the parser takes the same words for elsewhere in the report
                places = sum(other.label in PLACES[:2] for other in listed)
                own.append("elsewhere a place" if 2 * places > len(listed) else "elsewhere no place")
            yield run, own

    def _named(self, analysis: Analysis, run: Run, likeness: float) -> Toponym:
        span = analysis.span(run.first, run.last)
        name, country = self.words.short.get(span.text, span.text), None
        before = analysis.tokens[run.first - 1].text if run.first else ""
        if span.text in self.words.states and (before in (",", "(") or span.text.endswith(".")):
            country, name = self.words.states[span.text]
        return Toponym(span.start, span.end, run.first, run.last, span.text, name, "name", likeness, country)

    def _is_no_name(self, analysis: Analysis, run: Run) -> bool:
        """A bare "North", or an adjective that the gazetteer has as a region's name too: "Somali troops"."""
        text = analysis.span(run.first, run.last).text.lower()
        after = analysis.tokens[run.last].lemma if run.last < len(analysis.tokens) else ""
        adjective = text in _adjectives() and text != _adjectives()[text][0].lower()
        return text in self.words.compass or (adjective and after not in self.words.features)

    def _bodies(self, analysis: Analysis, run: Run, known: Known) -> list[Toponym]:
        """The place that opens or ends a public body's name: "California Department of Health", "Bank of Malta"."""
        low = [token.text.lower() for token in analysis.tokens[run.first : run.last]]
        if (
            len(low) < 2
            or run.label == "PERSON"
            or not self.words.public.intersection(low[1:] if low[0] != "the" else low)
        ):
            return []
        for first, last in _ends(run, low):
            text = analysis.span(first, last).text
            hits = [
                hit
                for hit in known(text)
                if hit.place.feature[:3] in ("PCL", "ADM", "TER") or hit.place.population > 10**5
            ]
            if hits and text.lower() not in self.words.common and not text.islower():
                span = analysis.span(first, last)
                name = self.words.short.get(text, text)
                return [Toponym(span.start, span.end, first, last, text, name, "body", 0.6)]
        return []

    def _adjectives(self, analysis: Analysis, taken: set[int]) -> list[Toponym]:
        found, known, index = [], _adjectives(), 0
        tokens = analysis.tokens
        while index < len(tokens):
            lengths = (3, 2, 1) if tokens[index].text[:1].isupper() else ()
            length = next((n for n in lengths if self._is_adjective(analysis, index, n, taken)), 0)
            if length:
                span = analysis.span(index, index + length)
                name, country = known[span.text.lower()]
                tag = tokens[index + length - 1].tag
                use: Use = (
                    "people"
                    if tag in ("NNS", "NNPS") or (span.text.endswith("s") and span.text.lower()[:-1] in known)
                    else "adjective"
                )
                found.append(Toponym(span.start, span.end, index, index + length, span.text, name, use, 0.8, country))
            index += length or 1
        return found

    def _is_adjective(self, analysis: Analysis, index: int, length: int, taken: set[int]) -> bool:
        tokens = analysis.tokens[index : index + length]
        if (
            len(tokens) < length
            or not tokens[0].text[:1].isupper()
            or not taken.isdisjoint(range(index, index + length))
        ):
            return False
        text = analysis.span(index, index + length).text
        if text.lower() not in _adjectives() or any(token.entity == "LANGUAGE" for token in tokens):
            return False
        return not self._in_foreign_name(analysis, index, index + length)

    def _in_foreign_name(self, analysis: Analysis, first: int, last: int) -> bool:
        """Whether the adjective belongs to the name of a body that is no public one: "Free Syrian Army", "British
        Airways"."""
        tokens = analysis.tokens
        label = tokens[first].entity
        start, end = first, last
        while start > 0 and tokens[start - 1].entity == label and tokens[start - 1].sentence == tokens[first].sentence:
            start -= 1
        while end < len(tokens) and tokens[end].entity == label and tokens[end].sentence == tokens[first].sentence:
            end += 1
        before = tokens[first - 1] if first else None
        if before is not None and before.pos == "PROPN" and before.text[:1].isupper() and label not in ("NORP", "GPE"):
            return True
        if label in ("", "NORP", "GPE", "LOC") or (start == first and end == last):
            following = tokens[last] if last < len(tokens) else None
            other = following is not None and following.pos == "PROPN" and following.text[:1].isupper()
            if not other or following is None or label == "LOC":
                return False
            return following.text.lower() in self.words.body - self.words.public
        opened = start == first or (start == first - 1 and tokens[start].text.lower() == "the")
        low = {token.text.lower() for token in tokens[last:end]}
        return label != "ORG" or not opened or not low & self.words.public


def _likeness(signs: Iterable[str]) -> float:
    """How likely a run with these signs is a place's name, 0 to 1."""
    weights = _weights()
    total = weights["bias"] + sum(weights.get(sign, 0.0) for sign in signs)
    return 1 / (1 + math.exp(-total))


def _sure(analysis: Analysis, found: Iterable[Run], known: Known) -> list[Run]:
    """The runs that the parser takes for places and the gazetteer knows."""
    places = [run for run in found if run.label in PLACES[:2]]
    return [run for run in places if known(analysis.span(run.first, run.last).text)]


def _ends(run: Run, low: list[str]) -> Iterable[tuple[int, int]]:
    """First the words at the start of a name, the longest first; then what follows its last "of"."""
    start = run.first + (low[0] == "the")
    for last in range(min(run.last - 1, start + 3), start, -1):
        yield start, last
    if "of" in low:
        behind = run.last - low[::-1].index("of")
        skip = behind < run.last and low[behind - run.first] == "the"
        if behind + skip < run.last:
            yield behind + skip, run.last
