"""Finds withheld names in a text, however they are spelt, cased, parted or joined there."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from polemos.service.redaction.tokens import Word, Words, words_of
from polemos.service.redaction.words import words
from polemos.text.romanisation import fold, sound_key

Range = tuple[int, int]
_SHORT = 4
"""Letters below which a word alone must be the very same, not only sound alike."""
_ARTICLES = ("al", "el", "ul", "as", "ar", "an", "ad", "at", "az")
_SKIPPED = 3
"""Small words between two words of a name at most."""


@dataclass(frozen=True, slots=True, order=True)
class Name:
    """`place`: a place's, of which every word counts that has a capital or tells a kind of place (Karsa hospital); of a
    person's, titles do not."""

    text: str
    place: bool = False


Found = tuple[int, int, Name]
"""Where it stands, and the name that it is."""


@dataclass(frozen=True, slots=True)
class Part:
    """A word of a name: the keys that it is met by, and its letters."""

    keys: frozenset[str]
    folded: str


@dataclass(frozen=True, slots=True)
class Pattern:
    name: Name
    parts: tuple[Part, ...]


class Lexicon:
    """Names to look for. One of several words is met in any case; a single word needs a capital, unless it is the very
    word and no everyday one."""

    def __init__(self, names: Iterable[Name]) -> None:
        self._by_key: dict[str, list[Pattern]] = defaultdict(list)
        for name in sorted(set(names)):
            parts = name_parts(name)
            if parts:
                self._put(Pattern(name, parts))
            if len(parts) == 2:  # "Masri, Ahmad"
                self._put(Pattern(name, parts[::-1]))

    def find(self, text: str | Words) -> Iterator[Found]:
        """Every place where a name stands, the longest of those that begin there; in order."""
        if not self._by_key:
            return
        read = text if isinstance(text, Words) else Words(text)
        index = 0
        while index < len(read.pieces):
            known = (word for word in read.at(index) if word.key in self._by_key)
            best = max((each for word in known for each in self._at(read, word)), default=None)
            if best is None:
                index += 1
                continue
            after, name = best
            yield _with_article(read, index), read.pieces[after - 1][1], name
            index = after

    def _put(self, pattern: Pattern) -> None:
        for key in sorted(pattern.parts[0].keys):
            self._by_key[key].append(pattern)

    def _at(self, read: Words, word: Word) -> Iterator[tuple[int, Name]]:
        for pattern in self._by_key[word.key]:
            if len(pattern.parts) == 1:
                if _alone(word, pattern.parts[0]):
                    yield word.next, pattern.name
            elif (end := _rest(read, word.next, pattern.parts[1:])) is not None:
                yield end, pattern.name


@lru_cache(maxsize=20_000)
def name_parts(name: Name) -> tuple[Part, ...]:
    """The words that tell a name from others: those with a capital, without articles and titles."""
    known = words()
    dropped = frozenset[str]() if name.place else known.titles | known.nobody
    found: list[Part] = []
    article = ""
    for word in words_of(name.text):
        if word.folded in known.particles:
            article = word.folded if word.folded in _ARTICLES else ""
            continue
        telling = name.place and word.folded in known.kinds
        if (word.capital or telling) and word.folded not in dropped:
            found.append(Part(_keys(word.folded, article), word.folded))
        article = ""
    return tuple(found)


@lru_cache(maxsize=20_000)
def single_words(name: Name) -> tuple[str, ...]:
    """Words of a name that may stand for its bearer alone."""
    parts, links = name_parts(name), words().links
    alone = [part.folded for part in parts if part.folded not in links and len(part.folded) > 1]
    return tuple(word.capitalize() for word in alone)


def key_of(name: Name) -> tuple[str, ...]:
    """Equal for the spellings of one name; empty for what names nobody."""
    return tuple(sound_key(part.folded) for part in name_parts(name))


def within(name: Name, other: Name) -> bool:
    """Whether every word of a name is one of the other's."""
    others = frozenset[str]().union(*(part.keys for part in name_parts(other)))
    parts = name_parts(name)
    return bool(parts) and all(part.keys & others for part in parts)


def personal(name: str) -> bool:
    """Whether it is a name that one person or body bears: "baker Omar Said" is, "residents of Douma" is not."""
    small = words().particles | words().links
    begun = False
    for word in words_of(name):
        if not word.capital and (word.folded in words().ties or (begun and word.folded not in small)):
            return False
        begun = begun or (word.capital and word.folded not in words().nobody)
    return bool(name_parts(Name(name)))


def squeezed(text: str) -> str:
    """Letters and digits alone, folded: as names stand in addresses."""
    return "".join(letter for letter in fold(text) if letter.isalnum())


def _keys(folded: str, article: str) -> frozenset[str]:
    """The word itself, and as written with its article: al-Masri, Elmasri, Masri."""
    forms = {folded, *(joined + folded for joined in ("al", "el", article) if joined)}
    if folded[:2] in ("al", "el") and len(folded) > 5:
        forms.add(folded[2:])
    return frozenset(sound_key(form) for form in forms)


def _alone(word: Word, part: Part) -> bool:
    same = word.folded == part.folded or (word.folded[2:] == part.folded and word.folded[:2] in _ARTICLES)
    if word.capital:
        return same or len(part.folded) >= _SHORT
    return same and word.folded not in words().ordinary


def _rest(read: Words, index: int, parts: Sequence[Part]) -> int | None:
    """The piece after the last of the parts, when all stand here in their order: with small words between them, and
    once with a further name or an initial."""
    spare = True
    for part in parts:
        skipped = 0
        while True:
            if index >= len(read.pieces) or not read.close(index - 1, index):
                return None
            here = read.at(index)
            met = next((word for word in here if word.key in part.keys), None)
            if met is not None:
                index = met.next
                break
            small = here[0].folded in words().particles and skipped < _SKIPPED
            further = spare and here[0].capital
            if not small and not further:
                return None
            skipped += 1
            spare = spare and small
            index += 1
    return index


def _with_article(read: Words, index: int) -> int:
    """Where the name begins with the articles that are joined to it: "al-" of "al-Masri"."""
    start = read.pieces[index][0]
    while index > 0:
        before, end = read.pieces[index - 1]
        gap = read.text[end:start]
        if read.text[before:end].lower() not in _ARTICLES or not gap or gap.strip("-‐‑'’ʼ") or len(gap) > 2:
            break
        start, index = before, index - 1
    return start
