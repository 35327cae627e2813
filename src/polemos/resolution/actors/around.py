"""A name with words around it: "President Duterte", "Boko Haram gunmen", "a former CIA official"."""

from collections.abc import Iterator
from dataclasses import dataclass

from polemos.packs.lexicon import Generic
from polemos.resolution.actors.phrase import Phrase, Word

_LONGEST = 8
_BODIES = ("EU", "UN")
"""Countries that are actors themselves."""
WHOLE, BELONGS, OTHER = 0.9, 0.62, 0.45
"""What a name is worth inside: with titles and the like around; with common words; with names that make it another."""


@dataclass(frozen=True, slots=True)
class Inner:
    """A part of a phrase that may be a name, and what it is worth if it is."""

    phrase: Phrase
    score: float


class Around:
    """Takes names out of the words around them."""

    def __init__(self, generic: Generic) -> None:
        self.generic = generic
        self.common = frozenset(words for common in generic.kinds for words in common.words)

    def parts(self, phrase: Phrase) -> Iterator[list[Inner]]:
        """The parts that may be names, all of one length at a time, the longest first."""
        words = phrase.words
        for length in range(min(len(words) - 1, _LONGEST), 0, -1):
            found = [self._inner(words, start, start + length) for start in range(len(words) - length + 1)]
            yield [inner for inner in found if inner is not None]

    def _inner(self, words: tuple[Word, ...], start: int, end: int) -> Inner | None:
        part, before, after = words[start:end], words[:start], words[end:]
        if part[0].small or part[-1].small or (before and before[-1].folded in self.generic.others):
            return None
        if len(part) == 1 and not self._stands_alone(part[0]):
            return None
        inner = Phrase(part, frozenset())
        if all(map(self._leads, before)) and all(map(self._trails, after)):
            return Inner(inner, WHOLE)
        if len(inner.sound) < 3:
            return None
        if any(map(self._names, before)) or any(map(self._names, after)):
            return Inner(inner, OTHER)
        return Inner(inner, BELONGS)

    def _stands_alone(self, word: Word) -> bool:
        if word.country:
            return word.country in _BODIES
        return word.folded not in self.generic.titles and word.folded not in self.generic.tails

    def _leads(self, word: Word) -> bool:
        return word.small or bool(word.country) or word.folded in self.generic.titles or word.folded in self.common

    def _trails(self, word: Word) -> bool:
        return word.small or word.folded in self.generic.tails

    def _names(self, word: Word) -> bool:
        """Whether a word beside a name makes it another: Free before Syrian Army, a person's name, linked."""
        if word.folded in self.generic.linked:
            return True
        return word.text[:1].isupper() and not self._leads(word) and not self._trails(word)
