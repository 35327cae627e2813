"""The words of a phrase with their places in it, so that names can be cut out as they were written."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from polemos.text.romanisation import fold

_PARTS = re.compile(r"\d+(?:[.,]\d+)*|[^\W_]+(?:['’‘ʼʿʾ`ʻ][^\W_]+)*['’‘ʼʿʾ`ʻ]?|[^\s\w]|_")
_DASHES = frozenset("-–—‑")
LONGEST_PHRASE = 5


@dataclass(frozen=True, slots=True)
class Word:
    """A word or mark of `phrase`; `plain` is folded; `mark` is "" for words, "-" for every dash."""

    text: str
    plain: str
    mark: str
    phrase: str
    start: int
    end: int

    @property
    def spaced(self) -> bool:
        """A space stands before and after it."""
        return self.phrase[self.start - 1 : self.start] == " " and self.phrase[self.end : self.end + 1] == " "


def words_of(phrase: str) -> list[Word]:
    """The words and marks, apostrophes within words."""
    found = []
    for part in _PARTS.finditer(phrase):
        text = part.group()
        mark = "" if text[0].isalnum() else "-" if text in _DASHES else text
        found.append(Word(text, fold(text), mark, phrase, part.start(), part.end()))
    return found


def source(words: Sequence[Word]) -> str:
    """The words as they were written, with all between them."""
    return words[0].phrase[words[0].start : words[-1].end] if words else ""


def joined(words: Sequence[Word]) -> str:
    """The words as phrases are listed: folded, single spaces, without marks."""
    return " ".join(word.plain for word in words if not word.mark)


def phrase_at(words: Sequence[Word], first: int, phrases: Collection[str]) -> int:
    """How many words the longest of the phrases has that begins here; 0 for none."""
    for count in range(min(LONGEST_PHRASE, len(words) - first), 0, -1):
        part = words[first : first + count]
        if not part[0].mark and not part[-1].mark and joined(part) in phrases:
            return count
    return 0


def phrase_before(words: Sequence[Word], last: int, phrases: Collection[str]) -> int:
    """How many words the longest of the phrases has that ends before `last`; 0 for none."""
    for count in range(min(LONGEST_PHRASE, last), 0, -1):
        part = words[last - count : last]
        if not part[0].mark and not part[-1].mark and joined(part) in phrases:
            return count
    return 0
