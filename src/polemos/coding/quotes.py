"""Quoted speech: where it stands in the text, over sentences and paragraphs, and whose it is."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from polemos.coding.reporting import Act
from polemos.coding.voices import SUBJECTS, Voice, Voices
from polemos.model.analysis import Analysis

_MARK = re.compile(r"[“”„«»]|\"{1,3}|``|''")
_OPEN, _CLOSE = frozenset({"“", "``", "«", "„"}), frozenset({"”", "''", "»"})
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
    """Every quotation in text order.

    One that its paragraph leaves open goes on to the paragraph's end if the next paragraph opens with a mark again, as
    printers do, else to the end of its sentence: then a mark was lost. Marks are looked up in the text, not among the
    tokens, which may hide one (`over."Later`).
    """
    found: list[Quote] = []
    paragraphs = list(_paragraphs(analysis))
    text = analysis.report.text
    for number, (paragraph, first, last) in enumerate(paragraphs):
        low, high = analysis.tokens[first].start, analysis.tokens[last - 1].end
        opened: int | None = None
        for mark in _MARK.finditer(text, low, high):
            opens, closes = _faces(text, mark, opened is not None)
            if closes and opened is not None:
                found.extend(_quote(analysis, first, last, opened, mark.start(), paragraph))
                opened = None
            elif opens:
                opened = mark.end()
        if opened is not None:
            following = paragraphs[number + 1][1] if number + 1 < len(paragraphs) else None
            goes_on = following is not None and _MARK.match(text, analysis.tokens[following].start) is not None
            end = high if goes_on else _sentence_end(analysis, first, last, opened)
            found.extend(_quote(analysis, first, last, opened, end, paragraph))
    return found


def _sentence_end(analysis: Analysis, first: int, last: int, position: int) -> int:
    index = min(bisect_right(analysis.tokens, position, first, last, key=lambda token: token.end), last - 1)
    return analysis.tokens[analysis.sentence_of(index).last - 1].end


def _paragraphs(analysis: Analysis) -> Iterator[tuple[int, int, int]]:
    """Number, first and last (exclusive) token of each paragraph."""
    for paragraph, group in groupby(analysis.sentences, key=lambda sentence: sentence.paragraph):
        inside = list(group)
        yield paragraph, inside[0].first, inside[-1].last


def _faces(text: str, mark: "re.Match[str]", inside: bool) -> tuple[bool, bool]:
    """Whether the mark opens and whether it closes a quotation."""
    if mark[0] in _OPEN:
        return not inside, False
    if mark[0] in _CLOSE:
        return False, inside
    before = mark.start() == 0 or text[mark.start() - 1].isspace()
    after = mark.end() >= len(text) or text[mark.end()].isspace()
    if before != after:  # white space on one side alone tells which way a straight mark faces
        return before and not inside, after and inside
    return not inside, inside


def _quote(analysis: Analysis, low: int, high: int, start: int, end: int, paragraph: int) -> list[Quote]:
    """The quotation between two characters, or none where no token lies between them."""
    first = bisect_left(analysis.tokens, start, low, high, key=lambda token: token.start)
    tokens = analysis.tokens[first : bisect_left(analysis.tokens, end, first, high, key=lambda token: token.start)]
    if not tokens:
        return []
    finite = any(t.tag in ("VBD", "VBZ", "VBP", "MD", "VB") for t in tokens)
    words = sum(t.pos != "PUNCT" for t in tokens)
    return [Quote(tokens[0].index, tokens[-1].index + 1, paragraph, finite and words >= _SHORT)]


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
            act = (
                self._governing(quote) or self._adjacent(number) or self._earlier(quote, found) or self._subject(quote)
            )
            if act is not None:
                found.append(replace(act, scope=frozenset(range(quote.first, quote.last)), quote=True))
        return found

    def _governing(self, quote: Quote) -> Act | None:
        """The act whose content, by grammar, the quote begins in: "told the agency that 'we shall stay'"."""
        holding = [act for act in self.outer if quote.first in act.scope and act.voices]
        return min(holding, key=lambda act: len(act.scope), default=None)

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
