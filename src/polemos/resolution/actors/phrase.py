"""A name as the resolver sees it: words with what they mean, and the countries that they tell."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from polemos.packs.lexicon import Countries, NameWords
from polemos.text.romanisation import fold, marks, skeleton, sound_key

_LONGEST_COUNTRY = 5
_LONGEST_REGION = 3


@dataclass(frozen=True)
class Word:
    """One word, or the several of a country's name. `small` words (of, al-) count for nothing, `void` ones little."""

    text: str
    folded: str
    senses: frozenset[str] = frozenset()
    country: str | None = None
    small: bool = False
    void: bool = False
    month: bool = False
    parts: tuple["Word", ...] = ()
    """The words that it is made of: Hezbollah is party and God."""

    @cached_property
    def key(self) -> str:
        return sound_key(self.folded)

    @cached_property
    def bones(self) -> str:
        return skeleton(self.key)

    @property
    def letters(self) -> bool:
        """Whether it is spelled in letters: PLO, M23, a single A."""
        return self.text.isupper() and self.text.isascii() and len(self.text) < 10 and not self.country

    @cached_property
    def tokens(self) -> frozenset[str]:
        """Under what it is found: its meanings, its country, else its sound."""
        if self.country:
            return frozenset({f"@{self.country}"})
        if self.letters:
            return frozenset({f"#{self.folded}"})
        return self.senses or frozenset({self.key})


@dataclass(frozen=True)
class Phrase:
    """A name in words. `countries` are told by names, adjectives, capitals or regions in it."""

    words: tuple[Word, ...]
    countries: frozenset[str]

    @cached_property
    def folded(self) -> str:
        return " ".join(word.folded for word in self.words)

    @cached_property
    def content(self) -> tuple[Word, ...]:
        """The words that count, or all where none does."""
        return tuple(word for word in self.words if not word.small) or self.words

    @cached_property
    def parts(self) -> tuple[Word, ...]:
        """The content with words that are several in one taken apart."""
        return tuple(part for word in self.content for part in word.parts or (word,))

    @cached_property
    def spelled(self) -> tuple[Word, ...]:
        """The words whose initials a short form takes."""
        return tuple(w for w in self.content if w.letters or not (w.void or w.month)) or self.content

    @cached_property
    def sound(self) -> str:
        return "".join(sound_key(part) for word in self.content for part in word.folded.split(" "))

    @cached_property
    def bones(self) -> str:
        return "".join(skeleton(sound_key(part)) for word in self.content for part in word.folded.split(" "))


class Phrases:
    """Reads names with what the packs know of words and countries."""

    def __init__(self, countries: Countries, words: NameWords) -> None:
        self.countries, self.words = countries, words
        self.read = lru_cache(maxsize=32768)(self._read)

    def is_place(self, phrase: Phrase) -> bool:
        """Whether the whole name is that of a region or a capital."""
        return phrase.folded in self.countries.regions or phrase.folded in self.countries.capitals

    def _read(self, text: str) -> Phrase:
        written = marks(text)
        folded = tuple(map(fold, written))
        words = tuple(self._words(written, folded))
        if len(words) > 1 and words[0].folded == "the":
            words = words[1:]
        told = {word.country for word in words if word.country}
        for start in range(len(folded)):
            if written[start][:1].islower():
                continue  # the air force is not that of Aïr
            for end in range(start + 1, min(start + _LONGEST_REGION, len(folded)) + 1):
                part = " ".join(folded[start:end])
                told.update(self.countries.regions.get(part, ()))
                if part in self.countries.capitals:
                    told.add(self.countries.capitals[part])
        return Phrase(words, frozenset(filter(None, told)))

    def _words(self, written: tuple[str, ...], folded: tuple[str, ...]) -> Iterator[Word]:
        at = 0
        while at < len(folded):
            length, country = self._country(written, folded, at)
            if country:
                yield Word(" ".join(written[at : at + length]), " ".join(folded[at : at + length]), country=country)
                at += length
                continue
            text, word = written[at], folded[at]
            spelled = text.isupper() and len(text) > 1
            small = word in self.words.small and not spelled and not (len(word) == 1 and text.isupper())
            senses = frozenset() if small or spelled else self.words.senses(word)
            void, month = word in self.words.void, word in self.words.months
            yield Word(text, word, senses, None, small, void, month, self._parts(word))
            at += 1

    def _parts(self, folded: str) -> tuple[Word, ...]:
        parts = self.words.compounds.get(skeleton(sound_key(folded)), ()) if len(folded) > 6 else ()
        return tuple(Word(part, part, self.words.senses(part)) for part in parts)

    def _country(self, written: tuple[str, ...], folded: tuple[str, ...], at: int) -> tuple[int, str | None]:
        names = self.countries.names
        for length in range(min(_LONGEST_COUNTRY, len(folded) - at), 0, -1):
            code = names.get(" ".join(folded[at : at + length]))
            if code and (length > 1 or len(folded[at]) > 3 or written[at].isupper()):  # "un" is no UN, "us" no US
                return length, code
        return 0, None
