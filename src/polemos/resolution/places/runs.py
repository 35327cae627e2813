"""Runs of words in a report that may be a place's name, whatever else they may be."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from polemos.model.analysis import Analysis, Token
from polemos.resolution.places.toponym_words import ToponymWords

PLACES = ("GPE", "LOC", "FAC")
_JOINED = ("-", "–", "'", "’", "‘")
_CUTS = (",", ";", "(", ")", "/", ":", "|", "—")
_MOST_WORDS = 7
_ARTICLES = ("the", "a", "an")
_NEVER = ("DATE", "TIME", "MONEY", "PERCENT", "ORDINAL", "CARDINAL", "QUANTITY", "NORP", "LANGUAGE")
_NO_NAMES = ("DT", "PRP", "PRP$", "CC", "IN", "WRB", "WP", "WDT", "TO", "UH")
"""Tags of words that are capitalised for another reason than being names."""


@dataclass(frozen=True, slots=True)
class Run:
    """Tokens `first` to `last` (exclusive); `label` is the parser's entity type or ""."""

    first: int
    last: int
    label: str


def runs(analysis: Analysis, words: ToponymWords, known: Callable[[str], bool]) -> list[Run]:
    """Every run once, in reading order; none crosses another. `known`: whether some place bears a name.

    What the gazetteer has whole goes before the parser's entities, these before the reader's phrases and those before
    capitalised words that nothing tells anything of.
    """
    return _Runs(analysis, words, known).all()


class _Runs:
    def __init__(self, analysis: Analysis, words: ToponymWords, known: Callable[[str], bool]) -> None:
        self.analysis, self.words, self.known = analysis, words, known
        self.tokens = analysis.tokens
        self.taken: set[int] = set()

    def all(self) -> list[Run]:
        found: list[Run] = []
        for source in (self._known_whole, self._entities, self._mentioned, self._capitalised):
            for run in source():
                if run.first < run.last and self.taken.isdisjoint(range(run.first, run.last)):
                    self.taken.update(range(run.first, run.last))
                    found.append(run)
        return sorted(found, key=lambda run: run.first)

    def _known_whole(self) -> Iterator[Run]:
        """Names of several words that the gazetteer has, however the parser cut them: "Goz Beida", "French Guiana"."""
        first = 0
        while first < len(self.tokens) - 1:
            last = self._longest(first) if _capital(self.tokens[first]) else first
            while last > first + 1 and not (self._whole(first, last) and self.known(self._text(first, last))):
                last -= 1
            if last > first + 1:
                labels = [token.entity for token in self.tokens[first:last]]
                label = next((label for label in labels if label in PLACES), labels[-1])
                yield Run(first, last, "" if label in _NEVER else label)
            first = max(last, first + 1)

    def _text(self, first: int, last: int) -> str:
        return self.analysis.span(first, last).text

    def _longest(self, first: int) -> int:
        """Where capitalised words from `first` on end, small words and "and" between them included."""
        tokens, last, index = self.tokens, first + 1, first + 1
        while index < len(tokens) and index - first < _MOST_WORDS and tokens[index].sentence == tokens[first].sentence:
            token = tokens[index]
            if token.text[:1].isupper():
                last = index + 1
            elif not self._small(token) and token.text.lower() not in (*_JOINED, "and", "the", "'s", "’s"):
                break
            index += 1
        return last

    def _small(self, token: Token) -> bool:
        return token.text.lower() in self.words.particles

    def _whole(self, first: int, last: int) -> bool:
        """Whether these words end in a name, and not inside the parser's name for somebody or something else."""
        tokens = self.tokens
        if not tokens[last - 1].text[:1].isupper():
            return False
        for outside, inside in ((first - 1, first), (last, last - 1)):
            if 0 <= outside < len(tokens) and tokens[inside].entity not in ("", *PLACES, *_NEVER):
                joined = tokens[outside].entity == tokens[inside].entity
                one = tokens[outside].sentence == tokens[inside].sentence
                if joined and one and tokens[outside].text.lower() != "the":
                    return False
        return True

    def _entities(self) -> Iterator[Run]:
        """The parser's named entities, without what is no part of the name; those of places at their commas."""
        tokens, first = self.tokens, 0
        while first < len(tokens):
            last, label = first + 1, tokens[first].entity
            while last < len(tokens) and label and tokens[last].entity == label:
                if tokens[last].sentence != tokens[first].sentence:
                    break
                last += 1
            if label and label not in _NEVER:
                yield from self._parts(first, last, label)
            first = last

    def _parts(self, first: int, last: int, label: str) -> Iterator[Run]:
        """An entity cut where it holds several names; what the gazetteer knows whole was taken before."""
        cuts = [i for i in range(first, last) if self._cut(i, label)]
        for start, end in zip([first, *(cut + 1 for cut in cuts)], [*cuts, last], strict=True):
            yield from self._trimmed(start, end, label)

    def _cut(self, index: int, label: str) -> bool:
        token = self.tokens[index]
        spaced = token.text in ("-", "–", "—") and token.start > self.tokens[index - 1].end
        return token.text in _CUTS or spaced or (token.text == "and" and (label in PLACES or self._two_places(index)))

    def _two_places(self, index: int) -> bool:
        """Whether the gazetteer knows the words on both sides of an "and": "Pontotoc and Water Valley"."""
        if not 0 < index < len(self.tokens) - 1:
            return False
        ends = range(index + 2, min(index + 4, len(self.tokens) + 1))
        starts = range(max(0, index - 2), index)
        return any(self.known(self._text(start, index)) for start in starts) and any(
            self.known(self._text(index + 1, end)) for end in ends
        )

    def _trimmed(self, first: int, last: int, label: str) -> Iterator[Run]:
        tokens = self.tokens
        while first < last and self._outside(tokens[first]):
            first += 1
        while last > first and not (tokens[last - 1].text[:1].isupper() or tokens[last - 1].text[:1].isdigit()):
            last -= 1
        if label in PLACES and last - first > 1 and tokens[last - 1].text[:1].isdigit():
            last -= 1
        # A name glued by a hyphen to what the parser left outside: "al-" before "Tanf".
        while first >= 2 and tokens[first - 1].text == "-" and tokens[first - 1].end == tokens[first].start:
            if not self._small(tokens[first - 2]) or tokens[first - 2].end != tokens[first - 1].start:
                break
            first -= 2
        if first < last:
            yield Run(first, last, label)

    def _outside(self, token: Token) -> bool:
        """A word at the start of an entity that is no part of the name: an article, a small adjective, a mark."""
        if token.text.lower() in _ARTICLES:
            return True
        marks = not any(c.isalnum() for c in token.text)
        return marks or (token.text.islower() and not self._small(token))

    def _mentioned(self) -> Iterator[Run]:
        """The last capitalised words of the phrases that the reader takes for places."""
        for mention in self.analysis.mentions:
            if mention.category not in ("place", "facility") or mention.pronoun or not mention.named:
                continue
            last = mention.last
            while last > mention.first and not _capital(self.tokens[last - 1]):
                last -= 1
            first = self._start(mention.first, last)
            if first < last:
                yield from self._trimmed(first, last, self.tokens[last - 1].entity)

    def _start(self, least: int, last: int) -> int:
        first = last
        while first > least:
            before = self.tokens[first - 1]
            joining = self._small(before) or before.text in _JOINED
            if not _capital(before) and not (joining and first - 1 > least):
                break
            first -= 1
        return first

    def _capitalised(self) -> Iterator[Run]:
        """Runs of capitalised words that nothing else tells anything of."""
        tokens, first = self.tokens, 0
        while first < len(tokens):
            if first in self.taken or not _capital(tokens[first]) or tokens[first].entity in _NEVER:
                first += 1
                continue
            last = first + 1
            while last < len(tokens) and last not in self.taken and self._goes_on(last):
                last += 1
            yield Run(first, last, "")
            first = last

    def _goes_on(self, index: int) -> bool:
        token, before = self.tokens[index], self.tokens[index - 1]
        if token.sentence != before.sentence or token.entity in _NEVER:
            return False
        glued = token.start == before.end
        if _capital(token):
            return not glued or before.text in _JOINED
        after = self.tokens[index + 1] if index + 1 < len(self.tokens) else None
        inside = after is not None and _capital(after)
        return inside and ((self._small(token) and token.text.islower()) or (token.text in ("-", "–") and glued))


def _capital(token: Token) -> bool:
    return token.text[:1].isupper() and token.tag not in _NO_NAMES
