"""Quoted speech: where it stands in the text, over sentences and paragraphs, and whose it is."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from polemos.coding.reporting import Act
from polemos.coding.voices import SUBJECTS, Voice, Voices
from polemos.model.analysis import Analysis

_OPEN, _CLOSE, _EITHER = {"“", "``", "«", "„"}, {"”", "''", "»"}, {'"', '""'}
_SHORT = 4
"""A quoted stretch of fewer words is a term, not speech."""
_NEAR = 14
"""How many tokens a cue may stand outside its quote, so that a title or an apposition fits between."""


@dataclass(frozen=True, slots=True)
class Quote:
    """Quoted tokens `first` to `last` (exclusive), without the marks."""

    first: int
    last: int
    paragraph: int
    speech: bool


def quotes(analysis: Analysis) -> list[Quote]:
    """Every quotation in text order; one that its paragraph leaves open runs to the paragraph's end."""
    found: list[Quote] = []
    for paragraph, first, last in _paragraphs(analysis):
        start: int | None = None
        for index in range(first, last):
            opens, closes = _mark(analysis, index, start is not None)
            if closes and start is not None:
                found.append(_quote(analysis, start, index, paragraph))
                start = None
            elif opens:
                start = index + 1
        if start is not None and start < last:
            found.append(_quote(analysis, start, last, paragraph))
    return [quote for quote in found if quote.last > quote.first]


def _paragraphs(analysis: Analysis) -> Iterator[tuple[int, int, int]]:
    current: list[int] = []
    for sentence in analysis.sentences:
        if current and current[0] == sentence.paragraph:
            current[2] = sentence.last
        else:
            if current:
                yield current[0], current[1], current[2]
            current = [sentence.paragraph, sentence.first, sentence.last]
    if current:
        yield current[0], current[1], current[2]


def _mark(analysis: Analysis, index: int, inside: bool) -> tuple[bool, bool]:
    """Whether the token opens and whether it closes a quotation."""
    text = analysis.tokens[index].text
    if text in _OPEN:
        return not inside, False
    if text in _CLOSE:
        return False, inside
    if text not in _EITHER:
        return False, False
    token, body = analysis.tokens[index], analysis.report.text
    before = token.start == 0 or body[token.start - 1].isspace()
    after = token.end >= len(body) or body[token.end].isspace()
    if before != after:  # white space on one side alone tells which way a straight mark faces
        return before and not inside, after and inside
    return not inside, inside


def _quote(analysis: Analysis, first: int, last: int, paragraph: int) -> Quote:
    tokens = analysis.tokens[first:last]
    finite = any(t.tag in ("VBD", "VBZ", "VBP", "MD", "VB") for t in tokens)
    words = sum(t.pos != "PUNCT" for t in tokens)
    return Quote(first, last, paragraph, finite and words >= _SHORT)


class Quoted:
    """Gives each quotation of a report its speaker."""

    def __init__(self, analysis: Analysis, voices: Voices, acts: list[Act]) -> None:
        self.analysis, self.voices = analysis, voices
        self.quotes = quotes(analysis)
        self.inside = {i for quote in self.quotes for i in range(quote.first, quote.last)}
        self.outer = [act for act in acts if act.cue not in self.inside]

    def acts(self) -> list[Act]:
        """One act for each quotation that has a speaker."""
        found: list[Act] = []
        for number, quote in enumerate(self.quotes):
            if not quote.speech:
                continue
            act = self._adjacent(number) or self._earlier(quote, found) or self._subject(quote)
            if act is not None:
                found.append(replace(act, scope=frozenset(range(quote.first, quote.last)), quote=True))
        return found

    def _adjacent(self, number: int) -> Act | None:
        """The act whose cue stands right before or after, in the quote's own sentences, with no other quote between."""
        quote = self.quotes[number]
        low = self.analysis.sentence_of(quote.first).first
        high = self.analysis.sentence_of(quote.last - 1).last
        if number and self.quotes[number - 1].speech:
            low = max(low, self.quotes[number - 1].last)
        if number + 1 < len(self.quotes):
            high = min(high, self.quotes[number + 1].first)
        if high < len(self.analysis.tokens) and self._goes_on(quote, high):
            high = self.analysis.sentence_of(high).last
        best: tuple[int, Act] | None = None
        for act in self.outer:
            if not low <= act.cue < high or not act.voices:
                continue
            distance = quote.first - act.cue if act.cue < quote.first else act.cue - quote.last
            if distance <= _NEAR + 10 * (act.cue < quote.first) and (best is None or distance < best[0]):
                best = distance, act
        if best is not None:
            return best[1]
        return self._announced(quote)

    def _goes_on(self, quote: Quote, high: int) -> bool:
        """Whether the parser cut the sentence between a quote that ends in a comma and the words that report it."""
        return self.analysis.tokens[quote.last - 1].text in (",", "?", "!") and high <= quote.last + 1

    def _announced(self, quote: Quote) -> Act | None:
        """The act of a sentence that ends in a colon right before the quote."""
        before = quote.first - 2
        if before < 0 or self.analysis.tokens[before].text not in (":", ","):
            return None
        sentence = self.analysis.sentence_of(before)
        cues = [act for act in self.outer if sentence.first <= act.cue <= before and act.voices]
        return cues[-1] if cues else self._root_speaker(before)

    def _earlier(self, quote: Quote, found: list[Act]) -> Act | None:
        """The last speaker before the quote in its paragraph; from the paragraph before, only another quote's."""
        here = [
            act
            for act in self.outer
            if act.voices and self._paragraph(act.cue) == quote.paragraph and act.cue < quote.first
        ]
        if here:
            return here[-1]
        last = found[-1] if found else None
        if last is not None and quote.paragraph - self._paragraph(max(last.scope)) <= 2:
            return last
        before = [
            act
            for act in self.outer
            if act.voices and 0 <= quote.paragraph - self._paragraph(act.cue) <= 1 and act.cue < quote.first
        ]
        return before[-1] if before else None

    def _subject(self, quote: Quote) -> Act | None:
        """Without any reporting word: the subject of the sentence that the quote stands in or follows."""
        return self._root_speaker(quote.first - 2) if quote.first >= 2 else None

    def _root_speaker(self, index: int) -> Act | None:
        sentence = self.analysis.sentence_of(index)
        for token in self.analysis.sentence_tokens(sentence):
            if token.dep in SUBJECTS and token.index not in self.inside and self.voices.able(token.index):
                return Act(token.head, (Voice(token.index),), "asserts", frozenset())
        return None

    def _paragraph(self, index: int) -> int:
        return self.analysis.sentence_of(index).paragraph
