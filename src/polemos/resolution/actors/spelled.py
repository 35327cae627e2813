"""Names in letters and in full: PFLP, MDRM, Renamo, SLM/A-Unity, and what they stand for in whichever language."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import product

from polemos.packs.lexicon import Countries, NameWords
from polemos.resolution.actors.index import Keys, initials, letters_of
from polemos.resolution.actors.phrase import Phrase, Word
from polemos.text.romanisation import fold, marks

_SHORTEST, _LONGEST = 3, 9
_MOST_VARIANTS = 4
ANY_ORDER = 0.6
"""How well letters fit whose order is that of no language known; good only where whole words agree too."""


class Spelling:
    """Finds names spelled in letters by a name in full."""

    def __init__(self, spelled: Keys, words: NameWords, countries: Countries) -> None:
        self.spelled, self.words = spelled, words
        self._small = words.small
        self.begin = {
            country.code: sorted({self._initials(name) for name in (*country.names, *country.adjectives)})
            for country in countries.by_code.values()
        }

    @cached_property
    def by_length(self) -> Mapping[int, list[tuple[str, int]]]:
        """Spelled letters with the set of them in bits, by their number."""
        found: dict[int, list[tuple[str, int]]] = {}
        for letters in sorted(self.spelled):
            if _SHORTEST <= len(letters) <= _LONGEST:
                found.setdefault(len(letters), []).append((letters, _bits(letters)))
        return found

    def in_order(self, phrase: Phrase) -> Iterator[int]:
        """Names whose letters are the initials of the phrase, as they stand."""
        for letters in initials(phrase):
            yield from self.spelled.get(letters, ())

    def opening(self, phrase: Phrase) -> Iterator[int]:
        """Names whose letters are the initials of what stands before "of" or "in": IS for Islamic State in Iraq."""
        at = next((i for i, word in enumerate(phrase.words) if word.small), 0)
        if at > 1 and not any(word.letters for word in phrase.words[:at]):
            yield from self.spelled.get("".join(map(letters_of, phrase.words[:at])), ())

    def translated(self, phrase: Phrase) -> Iterator[tuple[int, float]]:
        """Names whose letters are the phrase's initials in another language, with how well the order fits, 0 to 1."""
        if len(phrase.spelled) > _LONGEST:
            return
        best: dict[str, float] = {}
        for begun in self._variants(phrase):
            for choice, orders in self._choices(phrase, begun):
                mask = ~_bits("".join(choice))
                for letters, bits in self.by_length.get(len(choice), ()):
                    if not bits & mask and best.get(letters, 0.0) < 1:
                        best[letters] = max(best.get(letters, 0.0), _fit(letters, choice, orders))
        for letters in sorted(best):
            if best[letters]:
                for number in self.spelled[letters]:
                    yield number, best[letters]

    def _variants(self, phrase: Phrase) -> list[tuple[str, ...]]:
        """How each word may begin untranslated: a country by its names, the rest as they do."""
        begin = [self.begin[word.country] if word.country else [letters_of(word)] for word in phrase.spelled]
        return list(product(*begin))[:_MOST_VARIANTS]

    def _choices(
        self, phrase: Phrase, begun: tuple[str, ...]
    ) -> Iterator[tuple[tuple[str, ...], tuple[tuple[int, ...], ...]]]:
        """In each language, the letters that each word may begin with, and the orders that words may take."""
        words = phrase.spelled
        languages = {language for word in words for sense in word.senses for language in self.words.initials[sense]}
        told = [tuple(self._options(word, language) for word in words) for language in sorted(languages)]
        for options in dict.fromkeys(told):
            choice: list[str] = []
            places: list[list[int]] = []
            for word, letters, option in zip(words, begun, options, strict=True):
                whole = word.country or word.letters or word.folded[0].isdigit()
                own = list(letters) if whole else [option]
                places.append(list(range(len(choice), len(choice) + len(own))))
                choice += own
            yield tuple(choice), _orders(phrase, places)

    def _options(self, word: Word, language: str) -> str:
        """The letters that the word may begin with in a language; one without a translation begins as it does."""
        found = "".join(self.words.initials[sense].get(language, "") for sense in sorted(word.senses))
        return found or word.folded[:1]

    def _initials(self, name: str) -> str:
        parts = [fold(part) for part in marks(name)]
        return "".join(part[:1] for part in parts if part not in self._small) or parts[0][:1]


def clipped(short: str, words: Sequence[Word]) -> bool:
    """Whether a name of one word is made of the beginnings of these words: Renamo, Palipehutu, SWAPO."""
    if sum(not word.small for word in words) < 2:
        return False

    def fits(at: int, word: int) -> bool:
        if word == len(words):
            return at == len(short)
        if words[word].small and fits(at, word + 1):
            return True
        text = words[word].folded
        length = 0
        while length < len(text) and at + length < len(short) and text[length] == short[at + length]:
            length += 1
        return any(fits(at + part, word + 1) for part in range(length, 0, -1))

    return fits(0, 0)


def _orders(phrase: Phrase, places: list[list[int]]) -> tuple[tuple[int, ...], ...]:
    """Positions of letters as other languages order words: nouns before adjectives in each part between small
    words, Front (United National) (Kampuchea); or all the other way round. Proper names keep theirs."""
    groups: list[list[int]] = [[]]
    at, known = 0, [bool(word.senses) for word in phrase.spelled]
    for word in phrase.words:
        if at < len(phrase.spelled) and word is phrase.spelled[at]:
            if groups[-1] and known[groups[-1][-1]] != known[at]:
                groups.append([])
            groups[-1].append(at)
            at += 1
        elif word.small:
            groups.append([])
    turned = [i for group in groups for i in (reversed(group) if group and known[group[0]] else group)]
    backward = range(len(places) - 1, -1, -1)
    return tuple(tuple(place for i in order for place in places[i]) for order in (turned, backward))


def _fit(letters: str, choice: tuple[str, ...], orders: tuple[tuple[int, ...], ...]) -> float:
    """1 where the letters stand in the order of the words; less in another language's; less where the head fits."""
    if all(letter in choice[i] for i, letter in enumerate(letters)):
        return 1.0
    for order in orders:
        if all(letter in choice[i] for i, letter in zip(order, letters, strict=True)):
            return 0.95
    head = orders[0][0]
    if letters[0] in choice[head] and _assigned(letters[1:], choice[:head] + choice[head + 1 :]):
        return 0.8
    return ANY_ORDER if _assigned(letters, choice) else 0.0


def _assigned(letters: str, choice: tuple[str, ...]) -> bool:
    """Whether each letter can go to a word of its own that may begin with it."""
    if not letters:
        return True
    for at, options in enumerate(choice):
        if letters[0] in options and _assigned(letters[1:], choice[:at] + choice[at + 1 :]):
            return True
    return False


def _bits(letters: str) -> int:
    bits = 0
    for letter in letters:
        bits |= 1 << (ord(letter) & 63)
    return bits
