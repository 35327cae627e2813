"""What speaks for and against a run of words being a place's name, as named signs that weights are given to."""

import math
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from polemos.model.analysis import Analysis, Mention, Token
from polemos.model.gazetteer import GazetteerPlace, NameHit
from polemos.resolution.places.kinds import is_country
from polemos.resolution.places.runs import PLACES, Run
from polemos.resolution.places.toponym_words import ToponymWords

Known = Callable[[str], Sequence[NameHit]]
"""The places of the gazetteer that bear a name."""
_BROAD = {"PCLI", "PCLD", "PCLS", "CONT", "PCLF", "ADM1"}
_MEANT, _BEARERS = 4, 20
"""Places of one name that are compared: of a sure one the most populous, of another more."""
_MEANT_COUNTRIES = 3
_CLOSE_DEGREES = 1.3
_DATELINE = (",", "(", "-", "–", "—", ":", "--")
Sounding = Callable[[str, str], Sequence[NameHit]]
"""The places of a country whose names sound like one."""
_LARGE = 100_000
_MIDDLE = 15_000


@dataclass(frozen=True)
class Signs:
    """Names the signs of a run. `known` is asked once for a name; `sure` are runs that the parser takes for places."""

    analysis: Analysis
    words: ToponymWords
    known: Known
    sure: Sequence[Run]
    sounding: Sounding | None = None

    @cached_property
    def _kinds(self) -> frozenset[str]:
        """Words that stand before "of" and a place."""
        return frozenset(self.words.features) | self.words.compass | self.words.between

    @cached_property
    def _countries(self) -> tuple[str, ...]:
        """The countries of the sure runs, those of most runs first, at most three."""
        first = (self.known(self.text(run))[0].place.country for run in self.sure)
        found = Counter(country for country in first if country)
        return tuple(sorted(found, key=lambda code: (-found[code], code))[:_MEANT_COUNTRIES])

    @cached_property
    def _sure(self) -> dict[str, list[GazetteerPlace]]:
        """What places the sure runs name, the larger ones of those that have towns or districts of the name."""
        found: dict[str, list[GazetteerPlace]] = {}
        for run in self.sure:
            places = [hit.place for hit in self.known(self.text(run))[:_MEANT]]
            found[self.text(run)] = [place for place in places if not is_country(place) and place.country]
        return found

    def of(self, run: Run) -> Iterator[str]:
        """The names of all signs that hold."""
        tokens = self.analysis.tokens
        yield f"entity {run.label or 'none'}"
        yield from self._reader(run)
        yield from self._gazetteer(run)
        yield from self._before(run)
        yield from self._after(run)
        yield from self._shape(run, tokens[run.first : run.last])

    def text(self, run: Run) -> str:
        """The words of a run."""
        return self.analysis.span(run.first, run.last).text

    def _reader(self, run: Run) -> Iterator[str]:
        mention = self._mention(run)
        if mention is None:
            yield "mention none"
            return
        headed = "" if run.first <= mention.head < run.last else "inside "
        yield f"mention {headed}{mention.category}"

    def _mention(self, run: Run) -> Mention | None:
        return self.analysis.mention_headed(run.last - 1) or self.analysis.mention_covering(run.last - 1)

    def _gazetteer(self, run: Run) -> Iterator[str]:
        hits = self.known(self.text(run))
        if self._is_the_readers(run) and any(hit.place.country in self._countries for hit in hits):
            yield "the reader's place, and one in a country that is named"
        one = run.last - run.first == 1
        common = self.text(run).lower() in self.words.common
        if not hits:
            sounds = self._sounds_known(run)
            yield "sounds known" if sounds else "unknown word" if one else "unknown words"
            return
        best = max(hits, key=lambda hit: hit.place.population).place
        features = {hit.place.feature[:4] for hit in hits}
        if common:
            yield "known, a common word"
        elif features & {"PCLI", "PCLD", "PCLS", "CONT", "PCLF"}:
            yield "known country"
        elif "ADM1" in features:
            yield "known first-level unit"
        elif any(hit.place.id.startswith("rg:") for hit in hits):
            yield "known region"
        elif best.population >= _LARGE:
            yield "known large"
        elif best.population >= _MIDDLE:
            yield "known middle"
        else:
            yield "known small" if one else "known small, several words"
        if not features & _BROAD:
            yield from self._neighbours(self.text(run), [hit.place for hit in hits[:_BEARERS] if hit.place.country])

    def _is_the_readers(self, run: Run) -> bool:
        """Whether the reader takes it for a place."""
        mention = self._mention(run)
        return mention is not None and mention.category == "place" and run.first <= mention.head < run.last

    def _sounds_known(self, run: Run) -> bool:
        """Whether a place of a country that is named sounds like it. Asked only of what somebody takes for a place."""
        if self.sounding is None or not (run.label in PLACES or self._is_the_readers(run)):
            return False
        return any(self.sounding(self.text(run), code) for code in self._countries)

    def _neighbours(self, name: str, places: Sequence[GazetteerPlace]) -> Iterator[str]:
        """Whether a place of the name lies near another that the report speaks of."""
        others = [place for text, found in self._sure.items() if text != name for place in found]
        if any(_close(place, other) for place in places for other in others):
            yield "near other places"
        elif others and places:
            yield "far from other places"

    def _before(self, run: Run) -> Iterator[str]:
        before = self._at(run.first - 1, run)
        if before is None:
            yield "first in sentence"
            return
        if before.lemma == "the" or before.text.lower() == "the":
            yield "after the"
            before = self._at(run.first - 2, run) or before
        while before.text.lower() in self.words.compass and self._at(before.index - 1, run):
            yield "after compass word"
            before = self._at(before.index - 1, run) or before
        low = before.text.lower()
        if low in self.words.person_before:
            yield "after title"
        elif low in self.words.at:
            yield "after in"
        elif low in self.words.prepositions:
            yield "after preposition"
        elif low == "of":
            governor = self._at(before.index - 1, run)
            if governor is not None and {governor.lemma, governor.text.lower()} & self._kinds:
                yield "after town of"
            elif governor is not None and governor.text[:1].isupper():
                yield "after Body of"
            else:
                yield "after of"
        elif low == ",":
            yield "after comma"
        elif low in self.words.features:
            yield "after kind"
        elif (
            before.text[:1].isupper()
            and before.pos == "PROPN"
            and before.end + 1 >= self.analysis.tokens[run.first].start
        ):
            yield "after name"

    def _after(self, run: Run) -> Iterator[str]:
        after = self._at(run.last, run)
        if after is None:
            return
        low = after.text.lower()
        if low == ",":
            nxt = self._at(run.last + 1, run)
            if nxt is not None and nxt.text in (*self.words.states, *self.words.state_names):
                yield "before comma and state"
            elif nxt is not None and nxt.entity in ("GPE", "LOC"):
                yield "before comma and place"
        elif low in self.words.features:
            yield "before kind"
        elif after.text[:1].isupper() and after.pos == "PROPN":
            yield "before body word" if low in self.words.body else "before name"
        elif low in self.words.public:
            yield "before public word"
        elif after.tag == "POS":
            yield "before 's"
        elif low in ("-", "–") and after.start == self.analysis.tokens[run.last - 1].end:
            yield "before hyphen"
        elif low in self.words.said:
            yield "before said"
        elif low == "(":
            yield "before bracket"
        elif after.pos == "VERB":
            yield "before verb"

    def _shape(self, run: Run, tokens: Sequence[Token]) -> Iterator[str]:
        low = [token.text.lower() for token in tokens]
        last = low[-1]
        if len(tokens) > 1 and last in self.words.site:
            yield "ends in site word"
        if len(tokens) > 1 and any(word in self.words.body for word in low):
            yield "has body word"
        if len(tokens) > 1 and ("of" in low or "and" in low or "for" in low):
            yield "has small word"
        if len(tokens) > 3:
            yield "long"
        if tokens[0].text.isupper() and self._dateline(run):
            yield "dateline"
        if tokens[0].text.isupper() and len(tokens[0].text) > 1:
            yield "all capitals, short" if len(self.text(run)) < 5 else "all capitals"
        if tokens[-1].tag == "NNPS" or tokens[-1].tag == "NNS":
            yield "plural"
        if all(token.pos != "PROPN" for token in tokens):
            yield "no proper noun"

    def _dateline(self, run: Run) -> bool:
        """Whether it stands first in a paragraph, before a comma, a bracket or a dash: "KABUL, Afghanistan (AP) -"."""
        analysis = self.analysis
        sentence = analysis.sentences[analysis.tokens[run.first].sentence]
        first = sentence.index == 0 or analysis.sentences[sentence.index - 1].paragraph != sentence.paragraph
        after = analysis.tokens[run.last].text if run.last < len(analysis.tokens) else ""
        return first and run.first == sentence.first and after in _DATELINE

    def _at(self, index: int, run: Run) -> Token | None:
        """The token at an index of the run's sentence."""
        tokens = self.analysis.tokens
        if not 0 <= index < len(tokens) or tokens[index].sentence != tokens[run.first].sentence:
            return None
        return tokens[index]


def _close(one: GazetteerPlace, other: GazetteerPlace) -> bool:
    """Within some 150 km, told by degrees: this is asked for thousands of pairs."""
    apart = abs(one.longitude - other.longitude) * math.cos(math.radians(one.latitude))
    return abs(one.latitude - other.latitude) < _CLOSE_DEGREES and apart < _CLOSE_DEGREES
