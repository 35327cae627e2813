"""What the files beside this module know of names: countries, the words of group names, common words for actors."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from typing import Any

import yaml

from polemos.text.romanisation import fold, marks, skeleton, sound_key

_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)  # all scalars are text: `no` is a word, NO is Norway
_SPELLED_FREELY = ("ar", "fa", "ur")
"""Languages whose words have no one spelling in Latin letters; theirs meet by sound."""


def read(name: str) -> Any:
    """The data of one file of packs/knowledge."""
    return yaml.load((files("polemos.packs") / "knowledge" / f"{name}.yaml").read_text(encoding="utf-8"), _LOADER)


@dataclass(frozen=True)
class Country:
    """A state or territory; for EU and UN the body. `names` begins with the shown one."""

    code: str
    iso3: str
    names: tuple[str, ...]
    capitals: tuple[str, ...]
    adjectives: tuple[str, ...]
    regions: tuple[str, ...]


@dataclass(frozen=True)
class Countries:
    """All countries, and by folded words ("ivory coast") which one a name, adjective, capital or region tells."""

    by_code: Mapping[str, Country]
    adjectives: Mapping[str, tuple[str, ...]]
    """Further adjectives by the shown or another name of a country: the codebook's demonyms."""

    @cached_property
    def names(self) -> Mapping[str, str]:
        """Names and adjectives to codes; where two share one (Congo), the later in the file."""
        found = {}
        for country in self.by_code.values():
            further = [a for name in country.names for a in self.adjectives.get(name, ())]
            for text in (*country.names, *country.adjectives, *further):
                found[folded_words(text)] = country.code
        return found

    @cached_property
    def capitals(self) -> Mapping[str, str]:
        return {folded_words(text): country.code for country in self.by_code.values() for text in country.capitals}

    @cached_property
    def regions(self) -> Mapping[str, tuple[str, ...]]:
        found: dict[str, tuple[str, ...]] = {}
        for country in self.by_code.values():
            for text in country.regions:
                key = folded_words(text)
                found[key] = (*found.get(key, ()), country.code)
        return found

    @cached_property
    def by_iso3(self) -> Mapping[str, str]:
        return {country.iso3: country.code for country in self.by_code.values()}

    def code(self, text: str) -> str | None:
        """The two-letter code of what a user wrote: SY, SYR, Syria, Syrian."""
        upper = text.strip().upper()
        if upper in self.by_code:
            return upper
        bare = text.split("(")[0]
        return self.by_iso3.get(upper) or self.names.get(folded_words(text)) or self.names.get(folded_words(bare))


@dataclass(frozen=True)
class NameWords:
    """The words of group names by meaning. A word may have several meanings."""

    meanings: Mapping[str, Mapping[str, tuple[str, ...]]]
    small: frozenset[str]
    void: frozenset[str]
    months: frozenset[str]
    compounds: Mapping[str, tuple[str, ...]]
    """Bones of words that are several in one, to these."""

    @cached_property
    def by_word(self) -> Mapping[str, frozenset[str]]:
        found: dict[str, set[str]] = {}
        for meaning, languages in self.meanings.items():
            for words in languages.values():
                for word in words:
                    found.setdefault(fold(word), set()).add(meaning)
        return {word: frozenset(meanings) for word, meanings in found.items()}

    @cached_property
    def by_sound(self) -> Mapping[str, frozenset[str]]:
        found: dict[str, set[str]] = {}
        for meaning, languages in self.meanings.items():
            for language in _SPELLED_FREELY:
                for word in languages.get(language, ()):
                    key = sound_key(fold(word))
                    found.setdefault(key, set()).add(meaning)
                    if len(skeleton(key)) > 3:
                        found.setdefault("~" + skeleton(key), set()).add(meaning)
        return {word: frozenset(meanings) for word, meanings in found.items()}

    @cached_property
    def initials(self) -> Mapping[str, Mapping[str, str]]:
        """Meaning to language to the letters that its words begin with."""
        return {
            meaning: {language: "".join(sorted({fold(w)[:1] for w in words})) for language, words in languages.items()}
            for meaning, languages in self.meanings.items()
        }

    def senses(self, folded: str) -> frozenset[str]:
        """What a folded word may mean; by sound where no language has it as it stands."""
        found = self.by_word.get(folded)
        if found is None:
            key = sound_key(folded)
            found = self.by_sound.get(key) or self.by_sound.get("~" + skeleton(key))
        return found or frozenset()


@dataclass(frozen=True, slots=True)
class Common:
    """Common words for actors of one kind."""

    kind: str
    sector: str | None
    side: str | None
    id: str | None
    words: frozenset[str]


@dataclass(frozen=True, slots=True)
class Generic:
    """Common words, and those that stand around names."""

    kinds: tuple[Common, ...]
    titles: frozenset[str]
    tails: frozenset[str]
    others: frozenset[str]
    linked: frozenset[str]


def folded_words(text: str) -> str:
    """Folded words with single spaces: the form in which names are looked up."""
    return " ".join(map(fold, marks(text)))


@cache
def name_words() -> NameWords:
    data = read("name_words")
    meanings = {
        meaning: {language: tuple(words) for language, words in languages.items()}
        for meaning, languages in data["meanings"].items()
    }
    small, void, months = (
        frozenset(fold(w) for words in data[key].values() for w in words) for key in ("small", "void", "months")
    )
    compounds = {skeleton(sound_key(word)): tuple(parts) for word, parts in data["compounds"].items()}
    return NameWords(meanings, small, void, months, compounds)


@cache
def generic() -> Generic:
    data = read("generic")
    kinds = tuple(
        Common(
            item["kind"],
            item.get("sector"),
            item.get("side"),
            item.get("id"),
            frozenset(map(folded_words, item["words"])),
        )
        for item in data["kinds"]
    )
    return Generic(kinds, *(frozenset(map(folded_words, data[key])) for key in ("titles", "tails", "others", "linked")))


def countries(adjectives: Mapping[str, tuple[str, ...]]) -> Countries:
    """The countries, with the codebook's demonyms for their adjectives."""
    return Countries(
        {
            code: Country(
                code,
                item["iso3"],
                tuple(item["names"]),
                (*((item["capital"],) if "capital" in item else ()), *item.get("capitals", ())),
                tuple(item.get("adjectives", ())),
                tuple(item.get("regions", ())),
            )
            for code, item in read("countries").items()
        },
        adjectives,
    )
