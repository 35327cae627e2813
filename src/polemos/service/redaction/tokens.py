"""Words of a text with their offsets, in each reading that a broken or decorated spelling allows."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from polemos.text.romanisation import fold, sound_key

_WORD = re.compile(r"[^\W_]+")
_GLUE = frozenset("'’‘ʼʿʾ`´ʻ′\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeffـ")
"""What may stand inside a word: apostrophes, soft hyphens, marks without width, the Arabic stretch."""
_BROKEN = re.compile(r"[-‐][ \t]*\r?\n[ \t>]*")
"""A word divided at the end of a line; "al-" and its noun may be parted there too, so both readings count."""
_LONG = 40
"""Characters between two words of one name at most."""
_PARTS = frozenset(';:!?()[]{}<>"“”«»|=█')
"""What never stands inside a name."""
_PIECES = 4


@dataclass(frozen=True, slots=True)
class Word:
    """Pieces of a text read as one word; `next` is the index of the piece after it. `key` is the same for the usual
    spellings of a name. `capital`: it has a capital letter, or its script has none."""

    start: int
    end: int
    next: int
    folded: str
    key: str
    capital: bool


class Words:
    """The words of one text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.pieces = [match.span() for match in _WORD.finditer(text)]
        self._read: list[tuple[Word, ...]] = [()] * len(self.pieces)

    def at(self, index: int) -> tuple[Word, ...]:
        """The readings that begin at a piece, the shortest first; kept, since many names are sought in one text."""
        if not self._read[index]:
            self._read[index] = tuple(self._readings(index))
        return self._read[index]

    def _readings(self, index: int) -> Iterator[Word]:
        start, end = self.pieces[index]
        joined = self.text[start:end]
        yield self._word(index, index + 1, joined)
        for last in range(index + 1, min(index + _PIECES, len(self.pieces))):
            before, start = self.pieces[last - 1][1], self.pieces[last][0]
            if self.text[before] == " " or not _glued(self.text[before:start]):
                return
            joined += self.text[slice(*self.pieces[last])]
            yield self._word(index, last + 1, joined)

    def close(self, before: int, after: int) -> bool:
        """Whether two pieces may belong to one name by what stands between them."""
        gap = self.text[self.pieces[before][1] : self.pieces[after][0]]
        return len(gap) <= _LONG and not _PARTS & set(gap)

    def possessive(self, first: int, word: Word) -> bool:
        """Whether the word's last piece is an "s" that an apostrophe parts from what stands before it."""
        last = word.next - 1
        if last <= first:
            return False
        gap = self.text[self.pieces[last - 1][1] : self.pieces[last][0]]
        return self.text[slice(*self.pieces[last])].lower() == "s" and gap in ("'", "’")

    def _word(self, index: int, after: int, letters: str) -> Word:
        plain = fold(letters)
        capital = letters != letters.lower() or letters.lower() == letters.upper()
        return Word(self.pieces[index][0], self.pieces[after - 1][1], after, plain, sound_key(plain), capital)


def words_of(name: str) -> list[Word]:
    """A name's words in their longest readings, without the possessive: "Ra'ad" is one, of "Masri's" it is "Masri"."""
    read, found, index = Words(name), [], 0
    while index < len(read.pieces):
        readings = [word for word in read.at(index) if not read.possessive(index, word)]
        if not (index and read.possessive(index - 1, readings[0])):
            found.append(readings[-1])
        index = readings[-1].next
    return found


def _glued(gap: str) -> bool:
    if _BROKEN.fullmatch(gap):
        return True
    return bool(gap) and all(letter in _GLUE or unicodedata.combining(letter) for letter in gap)
