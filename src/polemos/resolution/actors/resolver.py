"""Who is meant by a name, on that day and in that country: ranked candidates with reasons, or none of these."""

import difflib
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from polemos.model.actor import Actor, Name
from polemos.packs.lexicon import Countries, Generic, NameWords
from polemos.resolution.actors.answer import NONE_OF_THESE, Candidate, How, Resolution, doubted
from polemos.resolution.actors.around import Around
from polemos.resolution.actors.common import CommonWords
from polemos.resolution.actors.index import Index
from polemos.resolution.actors.overlap import Overlap
from polemos.resolution.actors.phrase import Phrase, Phrases
from polemos.resolution.actors.spelled import ANY_ORDER, Spelling, clipped
from polemos.resolution.actors.weigh import Setting, weigh

SURE = 0.8
"""From here on looser ways of matching are not tried."""
_MOST = 10
_ANSWERS_KEPT = 8192
_FEWEST_BONES = 3
_INITIALS = {2: 0.55}
"""Two letters are the initials of so many that they are no answer in running text."""
_ELSEWHERE = 0.25
"""Taken from plain words ("Ministry of Defence") for a name that says whose they are, of a country not spoken of."""
_TRANSLATED = {1: 0.0, 2: 0.0, 3: 0.6, 4: 0.68, 5: 0.74}
"""The more letters agree, the less by chance."""
_KINDS = {
    "official": 1.0,
    "alias": 1.0,
    "former": 0.98,
    "short": 0.97,
    "transliteration": 0.99,
    "translation": 0.97,
    "nickname": 0.96,
}


@dataclass
class _Search:
    """One name being looked up."""

    phrase: Phrase
    setting: Setting
    told: frozenset[str]
    best: dict[str, Candidate] = field(default_factory=dict)
    matched: float = 0.0
    """The best score before date and country: how well the name itself fits."""
    inside: int = 0
    """How many words the name has that was found among others."""
    done: bool = False
    """Set where nothing looser may be tried: common words are no part of a name."""

    def put(self, how: How, actor: Actor, name: Name, score: float, *reasons: str) -> None:
        factor, more = weigh(actor, name, self.setting)
        self.matched = max(self.matched, score)
        score = round(score * factor, 3)
        held = self.best.get(actor.id)
        if score >= NONE_OF_THESE and (held is None or score > held.score):
            self.best[actor.id] = Candidate(actor, name, score, (*reasons, *more), how)

    @property
    def found(self) -> bool:
        """Whether looser ways of matching need not be tried: the name fits well, and somebody of it may be meant."""
        return self.done or (self.matched >= SURE and bool(self.best))


class ActorResolver:
    """Looks names up in an index. Exact names take some 50 microseconds, unknown ones about a millisecond."""

    def __init__(self, index: Index, countries: Countries, words: NameWords, generic: Generic) -> None:
        self.index, self.countries, self.generic = index, countries, generic
        self.phrases = Phrases(countries, words)
        self.spelling = Spelling(index.keys["spelled"], words, countries)
        self.overlap = Overlap(index, self.phrases)
        self.common = CommonWords(index, generic)
        self.around = Around(generic)
        self._answered = lru_cache(maxsize=_ANSWERS_KEPT)(self._answer)  # a report names the same few again and again

    def resolve(
        self,
        name: str,
        on: str | None = None,
        country: str | None = None,
        near: Iterable[str] = (),
        without: frozenset[How] = frozenset(),
    ) -> Resolution:
        """Who is meant by `name` in a report of the day `on` (ISO, or a month or year) from a country (any form of it).

        `near` are the ids of actors that the report names elsewhere. `without` "letters" or "words", the loosest and
        slowest ways, an unknown name takes a quarter of the time.
        """
        code = self.countries.code(country) if country else None
        return self._answered(name, on, code, frozenset(near), without)

    def _answer(
        self, name: str, on: str | None, code: str | None, near: frozenset[str], without: frozenset[How]
    ) -> Resolution:
        phrase = self.phrases.read(name)
        if not phrase.words:
            return Resolution((), None)
        search = _Search(phrase, Setting(on, (code,) if code else (), near), phrase.countries)
        steps = [self._same, self._generic, self._inside]
        steps += [step for how, step in (("letters", self._spelled), ("words", self._similar)) if how not in without]
        for step in steps:
            step(search)
            if search.found:
                break
        found = sorted(search.best.values(), key=lambda c: (-c.score, c.actor.to or "9999", c.actor.id))[:_MOST]
        found = doubted(found)
        return Resolution(tuple(found), self._country(search, found[0] if found else None))

    def _same(self, search: _Search) -> None:
        """The very name: as written, by sound, by its consonants."""
        phrase, keys = search.phrase, self.index.keys
        self._put_all(search, "name", keys["exact"].get(phrase.folded, ()), 1.0, "has this name")
        if search.found:
            return
        self._put_all(search, "name", keys["part"].get(phrase.folded, ()), 0.9, "has this name with an addition")
        if len(phrase.words) == 1 and phrase.words[0].letters:
            # Letters have no sound: PRA is neither PIRA nor Pro.
            score = _INITIALS.get(len(phrase.folded), 0.82)
            self._put_all(search, "initials", keys["initials"].get(phrase.folded, ()), score, "these are its initials")
            return
        if self.phrases.is_place(phrase):
            return  # it sounds like somebody's name by chance
        told = self.common.common(phrase)
        if told is not None and told[1]:
            return  # common words sound like many a name
        alike = [n for n in keys["sound"].get(phrase.sound, ()) if not _of_there(phrase, self.index.named(n)[1])]
        self._put_all(search, "spelling", alike, 0.94, "spelled so as well")
        if search.found or len(phrase.bones) < _FEWEST_BONES:
            return
        for number in keys["bones"].get(phrase.bones, ()):
            actor, name = self.index.named(number)
            sound = self.phrases.read(name.text).sound
            share = difflib.SequenceMatcher(None, phrase.sound, sound, autojunk=False).ratio()
            if share > 0.6 and not name.text.isupper() and not _of_there(phrase, name):
                search.put("spelling", actor, name, 0.75 + 0.18 * share, f"{name.text!r} in another spelling")

    def _put_all(self, search: _Search, how: How, numbers: Iterable[int], score: float, reason: str) -> None:
        found = [self.index.named(number) for number in numbers]
        found = [(actor, name) for actor, name in found if name.kind != "generic"]
        others = len({actor.id for actor, _ in found}) - 1
        more = (f"{others} more of this name",) if others else ()
        for actor, name in found:
            search.put(how, actor, name, score * _KINDS.get(name.kind, 1.0), reason, *more)

    def _generic(self, search: _Search) -> None:
        """Common words with a country: told by the name itself, else the report's."""
        told = self._whose(search.phrase)
        countries = (told,) if told else search.setting.countries
        for meant in self.common.meant(search.phrase, countries):
            search.put("common", meant.actor, meant.name, meant.score, meant.reason)
        told_all = self.common.common(search.phrase)
        search.done = told_all is not None and told_all[1] and told is None

    def _inside(self, search: _Search) -> None:
        """A name with words around it, else a person's last name."""
        exact, sound = self.index.keys["exact"], self.index.keys["sound"]
        for inner in (inner for parts in self.around.parts(search.phrase) for inner in parts):
            words = inner.phrase.words
            if search.inside > len(words):
                break
            for number in (
                exact.get(inner.phrase.folded) or (len(inner.phrase.sound) > 2 and sound.get(inner.phrase.sound)) or ()
            ):
                actor, name = self.index.named(number)
                if name.kind != "generic":
                    search.inside = len(words)
                    search.put("inside", actor, name, inner.score, f"{name.text!r} with words around it")
        if not search.inside:
            self._last_name(search)

    def _last_name(self, search: _Search) -> None:
        words = [word for word in search.phrase.content if word.folded not in self.generic.titles]
        if len(words) == 1 and not words[0].country and not self.phrases.is_place(search.phrase):
            numbers = self.index.keys["last"].get(words[0].key, ())
            self._put_all(search, "last-name", numbers, 0.75, "the last name of a person")

    def _spelled(self, search: _Search) -> None:
        """Letters for a name in full, in its language or another."""
        phrase = search.phrase
        if len(phrase.content) < 2:
            return
        for number in self.spelling.in_order(phrase):
            self._by_letters(search, number, 0.84, "its letters are the initials")
        first = {word.folded[:1] for word in phrase.words[:3]}
        for letter in sorted(first):
            for number in self.index.keys["single"].get(letter, ()):
                short = self.phrases.read(self.index.named(number)[1].text).folded
                if clipped(short, phrase.words):
                    self._by_letters(search, number, 0.84, "made of the beginnings of these words")
        for number in self.spelling.opening(phrase):
            self._by_letters(search, number, 0.6, "its letters are the initials of how this begins")
        if search.found:
            return
        for number, fit in self.spelling.translated(phrase):
            known = self._agrees(search, self.index.named(number)[0])
            if known is not False:
                reason = "its letters are the initials in another language"
                score = _TRANSLATED[min(len(self.index.named(number)[1].text), 5)] * fit + (0.06 if known else -0.08)
                self._by_letters(
                    search,
                    number,
                    score,
                    reason,
                    words_agree=fit <= ANY_ORDER and not (known and len(self.index.named(number)[1].text) > 3),
                )

    def _by_letters(
        self, search: _Search, number: int, score: float, reason: str, *, words_agree: bool = False
    ) -> None:
        """A name in letters; whole words in it must stand in the phrase too, with `words_agree` there must be some."""
        actor, name = self.index.named(number)
        words = self.phrases.read(name.text).spelled
        if len(words) > 1:
            whole = [word for word in words if not word.letters]
            if not all(any(word.tokens & own.tokens for own in search.phrase.parts) for word in whole):
                return
            score = min(0.9, score + 0.1 * len(whole))
            words_agree = words_agree and not whole
        if words_agree:
            return
        known = self._agrees(search, actor)
        if known is False:
            # The more letters, the less can they be the same by chance.
            score -= 0.25 if len(name.text) < 4 else 0.1 if len(name.text) < 5 else 0.02
        elif known:
            score += 0.04
        search.put("letters", actor, name, score, f"{name.text}: {reason}")

    def _similar(self, search: _Search) -> None:
        """Most words in common."""
        for similar in self.overlap.similar(search.phrase):
            if similar.share < 0.6 and not similar.spelled:
                return
            actor, name = self.index.named(similar.number)
            known = self._agrees(search, actor)
            score = 0.84 if similar.spelled else 0.86 * similar.share**1.5
            score += 0.02 if known else -0.15 if known is False else 0.0
            score -= _ELSEWHERE if self._says_whose(search, name) else 0.0
            search.put("words", actor, name, score, f"{name.text!r} has most words in common ({similar.share:.0%})")

    def _says_whose(self, search: _Search, name: Name) -> bool:
        """Whether plain words were asked for, and this name is those of a country that nobody spoke of."""
        if search.told or not all(word.senses or word.void for word in search.phrase.content):
            return False
        own = {word.country for word in self.phrases.read(name.text).words if word.country}
        return bool(own) and own.isdisjoint(search.setting.countries)

    def _agrees(self, search: _Search, actor: Actor) -> bool | None:
        """Whether the country that the name tells is one of the actor's; None where nothing is told or known."""
        if not search.told or not (actor.country or actor.active_in):
            return None
        return actor.country in search.told or not search.told.isdisjoint(actor.active_in)

    def _country(self, search: _Search, best: Candidate | None) -> str | None:
        if best is not None and best.score >= 0.55 and best.actor.country:
            return best.actor.country
        return self._whose(search.phrase)

    def _whose(self, phrase: Phrase) -> str | None:
        """The country that a name tells: the first by name, not after "to" or "against", else a capital or region."""
        for at, word in enumerate(phrase.words):
            if word.country and not (at and phrase.words[at - 1].folded in self.generic.others and at > 1):
                return word.country
        return min(phrase.countries) if len(phrase.countries) == 1 else None


def _of_there(phrase: Phrase, name: Name) -> bool:
    """Whether a name is that of somebody from the place asked for: Golan is neither Golani nor al-Julani."""
    asked = phrase.content[-1].folded
    return len(phrase.content) == 1 and name.text.endswith("i") and asked[-1:].isalpha() and asked[-1] not in "aeiouy"
