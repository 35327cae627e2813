"""Which time phrase dates which word (codebook section 10).

A phrase dates what it stands with: in "on Friday an official said 100 had surrendered" it is the saying. From the word
upwards: phrases of its own noun and clause, of the clauses it shares a subject or a fate with, the sentence's leading
phrase, and last what the sentence before in the same paragraph told.
"""

from dataclasses import dataclass

from polemos.codebook.loader import Codebook
from polemos.codebook.times import TimePatterns, time_patterns
from polemos.model.analysis import Analysis, Sentence, Token
from polemos.model.moment import Moment

_LEADING = 4
"""Tokens from a sentence's start in which its leading phrase begins."""
_OPENED = 8
"""Tokens that a phrase such as "after the capture of the town" may have."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """Tokens `first` to `last` (exclusive) that say when; `holder` is the word that they hang on."""

    first: int
    last: int
    holder: int
    dated: bool
    """A date can be made of it; "previously" and "after the attack" have none."""
    moment: Moment


class TimeRules:
    """Finds the time phrases of a report."""

    def __init__(self, codebook: Codebook) -> None:
        self.patterns: TimePatterns = time_patterns(codebook)

    def of(self, analysis: Analysis) -> "Times":
        """All phrases of a report, ready to be asked for the time of a word."""
        phrases: list[Phrase] = []
        for sentence in analysis.sentences:
            phrases.extend(self._in(analysis, sentence))
        return Times(analysis, tuple(phrases), self.patterns.telling)

    def _in(self, analysis: Analysis, sentence: Sentence) -> list[Phrase]:
        span = analysis.span(sentence.first, sentence.last)
        found = []
        for match in self.patterns.find(span.text):
            inside = [
                t.index
                for t in analysis.sentence_tokens(sentence)
                if t.start < span.start + match.end and t.end > span.start + match.start
            ]
            if inside and not (match.rule == "year" and not match.effects and not _is_year(analysis, inside)):
                found.append(_phrase(analysis, inside[0], inside[-1] + 1, match.rule != "unknown"))
        taken = {index for phrase in found for index in range(phrase.first, phrase.last)}
        for token in analysis.sentence_tokens(sentence):
            if token.lemma in self.patterns.openers and token.dep in ("prep", "mark") and token.index not in taken:
                opened = self._opened(analysis, token, taken)
                if opened is not None:
                    found.append(opened)
        return sorted(found, key=lambda phrase: phrase.first)

    def _opened(self, analysis: Analysis, token: Token, taken: set[int]) -> Phrase | None:
        """ "after the capture of the town": a time without a date."""
        top = token.head if token.dep == "mark" else token.index
        words = [index for index in analysis.subtree(top) if index >= token.index][:_OPENED]
        last = next((n for n, index in enumerate(words) if index != token.index + n), len(words)) + token.index
        if last <= token.index + 1 or any(index in taken for index in range(token.index, last)):
            return None
        return _phrase(analysis, token.index, last, False, holder=analysis.tokens[top].head)


class Times:
    """The time phrases of one report, and which of them dates a word."""

    def __init__(self, analysis: Analysis, phrases: tuple[Phrase, ...], telling: frozenset[str]) -> None:
        self.analysis, self.phrases, self.telling = analysis, phrases, telling
        self.held: dict[int, list[Phrase]] = {}
        self.by_sentence: dict[int, list[Phrase]] = {}
        for phrase in phrases:
            self.held.setdefault(phrase.holder, []).append(phrase)
            self.by_sentence.setdefault(analysis.tokens[phrase.first].sentence, []).append(phrase)

    @property
    def moments(self) -> tuple[Moment, ...]:
        """Every phrase, in text order, without dates: what the dates of others are counted from."""
        return tuple(phrase.moment for phrase in self.phrases)

    def moment(self, token: int) -> Moment | None:
        """When what this word says happened, as far as the text tells; None where it says nothing."""
        phrase = self.phrase(token)
        return phrase.moment if phrase is not None else None

    def phrase(self, token: int) -> Phrase | None:
        """The phrase that dates the word."""
        own = self._own(token)
        if own is None:
            own = self._leading(token)
        return own if own is not None else self._carried(token)

    def _own(self, token: int) -> Phrase | None:
        """A phrase of the word itself, its clause, or a clause that happens with it."""
        current = self.analysis.tokens[token]
        while True:
            found = self._nearest(current.index, token)
            if found is not None:
                return found
            above = self.analysis.tokens[current.head]
            if current.head == current.index or not _shares(current, above, self.telling):
                return self._below(token)
            current = above

    def _below(self, token: int) -> Phrase | None:
        """ "attacked the base and fled on Monday": a phrase at the end of what is coordinated dates all of it."""
        for child in self.analysis.children(token, "conj", "xcomp", "advcl"):
            if child.pos in ("VERB", "AUX") and child.index > token:
                held = [p for p in self.held.get(child.index, []) if p.first > child.index and p.dated]
                if held and child.dep != "advcl":
                    return held[0]
        return None

    def _nearest(self, holder: int, token: int) -> Phrase | None:
        """Of the phrases that hang on a word, a dated one first, then the one that stands nearest."""
        held = self.held.get(holder, [])
        return min(held, key=lambda p: (not p.dated, abs(p.first - token), p.first), default=None)

    def _leading(self, token: int) -> Phrase | None:
        """The phrase with which the sentence opens, unless it belongs to a verb of telling above the word."""
        sentence = self.analysis.sentence_of(token)
        for phrase in self.by_sentence.get(sentence.index, []):
            if phrase.first - sentence.first <= _LEADING and phrase.first <= token and phrase.dated:
                holder = self.analysis.tokens[phrase.holder]
                told = holder.lemma in self.telling and holder.index != token
                return None if told and self._under(token, holder.index) else phrase
        return None

    def _under(self, token: int, holder: int) -> bool:
        return any(above.index == holder for above in self.analysis.ancestors(token))

    def _carried(self, token: int) -> Phrase | None:
        """The time told before in the paragraph, where the sentence itself tells none."""
        sentence = self.analysis.sentence_of(token)
        if sentence.index == 0 or any(p.dated for p in self.by_sentence.get(sentence.index, [])):
            return None
        before = self.analysis.sentences[sentence.index - 1]
        if before.paragraph != sentence.paragraph:
            return None
        return None


def _shares(token: Token, above: Token, telling: frozenset[str]) -> bool:
    """The word above happens at the same time: its noun's verb, the verb it is coordinated with or hangs on."""
    if token.dep in ("relcl", "acl", "parataxis", "ROOT"):
        return False
    if token.dep in ("ccomp", "advcl") and token.pos in ("VERB", "AUX"):
        return above.lemma not in telling and token.dep == "advcl"
    return not (token.pos in ("VERB", "AUX") and above.lemma in telling and token.dep not in ("conj", "xcomp"))


def _phrase(analysis: Analysis, first: int, last: int, dated: bool, holder: int | None = None) -> Phrase:
    span = analysis.span(first, last)
    return Phrase(
        first,
        last,
        holder if holder is not None else _holder(analysis, first, last),
        dated,
        Moment(text=span.text, start=span.start, end=span.end),
    )


def _holder(analysis: Analysis, first: int, last: int) -> int:
    """The word outside the phrase that it hangs on; prepositions before it are passed over."""
    inside = range(first, last)
    outside = [analysis.tokens[i].head for i in inside if analysis.tokens[i].head not in inside]
    if not outside:
        return next((i for i in inside if analysis.tokens[i].dep == "ROOT"), first)
    holder = analysis.tokens[outside[0]]
    while holder.pos == "ADP" and holder.head != holder.index:
        holder = analysis.tokens[holder.head]
    return holder.index


def _is_year(analysis: Analysis, tokens: list[int]) -> bool:
    """Four digits are a year where the parser sees a date, or a noun that is no unit follows ("2014 abduction")."""
    return any(analysis.tokens[index].entity == "DATE" for index in tokens)
