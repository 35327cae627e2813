"""Which country a report is about: those that its text names, by vote. Where its outlet sits is no evidence."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from polemos.packs.lexicon import Countries, folded_words
from polemos.packs.mentions import Mentions
from polemos.text.romanisation import fold

_WORDS = re.compile(r"[^\W\d_](?:[^\W_]|[.'’](?=[^\W_]))*")
_POSSESSIVE = re.compile(r"['’]s$")
_HOME, _NAMED, _REGION, _ADJECTIVE, _SEAT, _SCENE, _WRITTEN = 3, 2, 2, 1, 1, 3, 2
"""Votes for the home of an actor that is named, for a country named, for a region of it, for its adjective (often that
of a foreign army) and its capital (often the government of another's war); more where it is the scene ("in Mali"), or
where the report was written."""
_HAPPENED = 2
"""Votes for the country of a place where something that the report tells happened."""
_DATELINE = 3
"""Among so many first words a place is that of the date line."""
_LEAST = 2
"""Fewer votes are none."""
_BODIES = ("EU", "UN")


@dataclass(frozen=True, slots=True)
class _Word:
    folded: str
    name: bool
    """It begins with a capital letter."""
    alone: bool
    """It may be a name by itself: of short ones ("us") all letters must be capitals."""


class Whereabouts:
    """Counts what a text names."""

    def __init__(self, countries: Countries, words: Mentions) -> None:
        self.words = words
        self.votes: dict[str, tuple[str, int]] = {}
        for text, codes in countries.regions.items():
            if len(codes) == 1:
                self.votes[text] = (codes[0], _REGION)
        for text, code in countries.capitals.items():
            self.votes[text] = (code, _SEAT)
        for text, code in countries.names.items():
            own = countries.by_code[code].names
            self.votes[text] = (code, _NAMED if text in map(folded_words, own) else _ADJECTIVE)
        self.longest: dict[str, int] = {}
        for text in self.votes:
            parts = text.split(" ")
            self.longest[parts[0]] = max(len(parts), self.longest.get(parts[0], 0))

    def of(
        self, texts: Iterable[str | None], homes: Iterable[str | None] = (), scenes: Iterable[str | None] = ()
    ) -> str | None:
        """The code of the country with most votes; None where none is named.

        A title given beside the text counts again; `homes` are the countries of actors told by name, `scenes` those of
        the places of what is told, once for each claim.
        """
        found: Counter[str] = Counter()
        for text in texts:
            self._count(text or "", found)
        found.update(code for code in homes for _ in range(_HOME) if code)
        found.update(code for code in scenes for _ in range(_HAPPENED) if code)
        for code in _BODIES:
            del found[code]
        first = min(found, key=lambda code: (-found[code], code), default=None)
        return first if first and found[first] >= _LEAST else None

    def _count(self, text: str, found: Counter[str]) -> None:
        words = [_word(match.group()) for match in _WORDS.finditer(text)]
        at = 0
        while at < len(words):
            length = self._longest_name(words, at) if words[at].name else 0
            if length:
                code, votes = self.votes[_joined(words, at, length)]
                more = _WRITTEN if at < _DATELINE else _SCENE if self._is_scene(words, at) else 0
                found[code] += votes + more
            at += length or 1

    def _longest_name(self, words: list[_Word], at: int) -> int:
        for length in range(min(self.longest.get(words[at].folded, 0), len(words) - at), 0, -1):
            if _joined(words, at, length) in self.votes and (length > 1 or words[at].alone):
                return length
        return 0

    def _is_scene(self, words: list[_Word], at: int) -> bool:
        before = at - 1
        while before >= 0 and words[before].folded in self.words.between:
            before -= 1
        return before >= 0 and words[before].folded in self.words.scene


def _word(text: str) -> _Word:
    bare = _POSSESSIVE.sub("", text).replace(".", "")
    return _Word(fold(bare), bare[:1].isupper(), len(bare) > 3 or bare.isupper())


def _joined(words: list[_Word], at: int, length: int) -> str:
    return " ".join(word.folded for word in words[at : at + length])
