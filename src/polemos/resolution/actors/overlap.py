"""Names that share most of their words, in whichever language: "Brigade of Islam" and Liwa al-Islam."""

import math
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

from polemos.resolution.actors.index import Index, letters_of
from polemos.resolution.actors.phrase import Phrase, Phrases, Word
from polemos.resolution.actors.spelled import clipped

_COMPARED = 40
_VOID = 0.25
"""What a word such as "faction" weighs against others."""


@dataclass(frozen=True, slots=True)
class Similar:
    """A name by its number, the share of words in common by weight, 0 to 1; `spelled` where letters are the rest."""

    number: int
    share: float
    spelled: bool


class Overlap:
    """Compares names by their words, each weighed by how few names have it."""

    def __init__(self, index: Index, phrases: Phrases) -> None:
        self.index, self.phrases = index, phrases
        self.tokens, self.total = index.keys["tokens"], len(index.names)
        self.weight = lru_cache(maxsize=8192)(self._weight)

    def similar(self, phrase: Phrase) -> list[Similar]:
        """Names with words in common other than a country, best first."""
        votes: Counter[int] = Counter()
        for word in phrase.parts:
            for token in sorted(word.tokens):
                value = int(100 * self._rarity(token)) or 1
                for number in self.tokens.get(token, ()):
                    votes[number] += value
        ranked = sorted(votes.items(), key=lambda item: (-item[1], item[0]))[:_COMPARED]
        found = [self._compare(phrase, number) for number, _ in ranked]
        return sorted(found, key=lambda item: (-item.spelled, -item.share, item.number))

    def _compare(self, phrase: Phrase, number: int) -> Similar:
        name = self.phrases.read(self.index.named(number)[1].text)
        own, other = list(phrase.parts), list(name.parts)
        whole = sum(map(self.weight, own)) + sum(map(self.weight, other))
        shared, telling = 0.0, False
        for word in phrase.parts:
            met = next((w for w in other if _meet(word, w)), None)
            if met is not None:
                own.remove(word)
                other.remove(met)
                shared += self.weight(word) + self.weight(met)
                telling = telling or not word.country
        own = [word for word in own if not word.void]
        other = [word for word in other if not word.void]
        rest = telling and len(other) == 1 and _stands_for(other[0], own)
        return Similar(number, shared / whole if telling and whole else 0.0, rest)

    def _weight(self, word: Word) -> float:
        rarity = max(map(self._rarity, word.tokens))
        return rarity * _VOID if word.void else rarity

    def _rarity(self, token: str) -> float:
        return math.log(1 + self.total / (1 + len(self.tokens.get(token, ()))))


def _meet(one: Word, other: Word) -> bool:
    if one.tokens & other.tokens:
        return True
    return not one.country and not other.country and len(one.bones) > 2 and one.bones == other.bones


def _stands_for(short: Word, words: list[Word]) -> bool:
    """Whether one word is the letters or the beginnings of several."""
    return len(words) > 1 and (short.folded == "".join(map(letters_of, words)) or clipped(short.folded, words))
