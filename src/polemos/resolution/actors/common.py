"""Common words for actors ("the army", "Syrian troops", "the opposition") where the country is told or known."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from polemos.model.actor import Actor, Name
from polemos.packs.lexicon import Common, Generic
from polemos.resolution.actors.index import Index
from polemos.resolution.actors.phrase import Phrase, Word


@dataclass(frozen=True, slots=True)
class Meant:
    """An actor that common words mean, with the score for it and why."""

    actor: Actor
    name: Name
    score: float
    reason: str


class CommonWords:
    """Finds the actors of a country that common words mean."""

    def __init__(self, index: Index, generic: Generic) -> None:
        self.index, self.generic = index, generic
        self.by_words: dict[str, Common] = {}
        for common in generic.kinds:
            for words in sorted(common.words):
                # Small words are not asked for: "ministry of defence" is looked up as "ministry defence".
                self.by_words.setdefault(words.replace(" of ", " "), common)
                self.by_words.setdefault(words, common)

    @cached_property
    def _by_id(self) -> Mapping[str, int]:
        return {row[0]: number for number, row in enumerate(self.index.rows)}

    @cached_property
    def _by_kind(self) -> Mapping[tuple[str, str], list[int]]:
        """Numbers of actors by kind and home."""
        found: dict[tuple[str, str], list[int]] = {}
        for number, actor in enumerate(self.index.actors):
            if actor.country:
                found.setdefault((actor.kind, actor.country), []).append(number)
        return found

    def bare(self, phrase: Phrase) -> tuple[Word, ...]:
        """The words without countries, titles at the front and small words: what the common words may be."""
        words = [word for word in phrase.content if not word.country]
        while len(words) > 1 and words[0].folded in self.generic.titles and words[0].folded not in self.by_words:
            words = words[1:]
        return tuple(words)

    def common(self, phrase: Phrase) -> tuple[Common, bool] | None:
        """The longest common words in the phrase, the last of them, and whether they are all of it;
        None where other words are names."""
        words = [word.folded for word in self.bare(phrase)]
        for length in range(min(len(words), 3), 0, -1):
            for start in range(len(words) - length, -1, -1):
                found = self.by_words.get(" ".join(words[start : start + length]))
                if found:
                    rest = (*self.bare(phrase)[:start], *self.bare(phrase)[start + length :])
                    if any(word.text[:1].isupper() for word in rest):
                        return None  # the Free Syrian Army is not Syria's army
                    return found, not rest
        return None

    def meant(self, phrase: Phrase, countries: tuple[str, ...]) -> Iterator[Meant]:
        """Actors of the countries that the common words of the phrase may mean."""
        exact = self.index.keys["exact"]
        # The names keep their small words: "Ministry of Defence".
        bare = " ".join(word.folded for word in self.bare(phrase))
        full = " ".join(word.folded for word in phrase.words if not word.country)
        for number in sorted({*exact.get(bare, ()), *exact.get(full, ())}):
            actor, name = self.index.named(number)
            home = actor.country in countries
            if name.kind == "generic" and (home or set(actor.active_in) & set(countries)):
                yield Meant(
                    actor,
                    name,
                    0.95 if home else 0.9,
                    f"{name.text!r} means it in reports from {_first(actor, countries)}",
                )
        told = self.common(phrase)
        if all(word.country for word in phrase.content) and phrase.content[0].country in countries:
            state = self._by_id.get(f"gov-{phrase.content[0].country.lower()}")
            if state is not None:
                actor = self.index.actor(state)
                yield Meant(actor, actor.names[0], 0.8, "a state stands for its government")
        if told is None:
            return
        common, whole = told
        for country in countries:
            own = self._by_id.get((common.id or "").replace("xx", country.lower()))
            if own is not None:
                actor = self.index.actor(own)
                yield Meant(actor, actor.names[0], 0.85 if whole else 0.6, f"the {_what(common)} of {country}")
                continue
            fitting = [self.index.actor(n) for n in self._by_kind.get((common.kind, country), ())]
            fitting = [a for a in fitting if _fits(a, common)]
            if 0 < len(fitting) < 4:
                for actor in fitting:
                    score = (0.7 if whole else 0.5) - 0.1 * (len(fitting) - 1)
                    yield Meant(
                        actor, actor.names[0], score, f"one of {len(fitting)} of kind {_what(common)} in {country}"
                    )


def _fits(actor: Actor, common: Common) -> bool:
    return (common.sector is None or actor.sector == common.sector) and (
        common.side is None or actor.side == common.side
    )


def _what(common: Common) -> str:
    return common.kind if common.sector is None else f"{common.kind} ({common.sector})"


def _first(actor: Actor, countries: tuple[str, ...]) -> str:
    return next(code for code in countries if code == actor.country or code in actor.active_in)
