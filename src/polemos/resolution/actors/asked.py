"""Which participants are looked up: names, and the few descriptions that mean one body of a country."""

from dataclasses import dataclass
from functools import cached_property

from polemos.model.participant import ParticipantKind
from polemos.packs.lexicon import Generic
from polemos.packs.mentions import Mentions
from polemos.resolution.actors.common import CommonWords
from polemos.resolution.actors.phrase import Phrase, Phrases, Word


@dataclass(frozen=True)
class Asked:
    """Tells names from descriptions."""

    phrases: Phrases
    common: CommonWords
    generic: Generic
    mentions: Mentions

    def is_name(self, name: str, small: frozenset[str] = frozenset()) -> bool:
        """Whether a proper name stands in it besides a country's: "Hezbollah fighters", not "Syrian soldiers".

        `small` are words that the same text writes without a capital.
        """
        words = self.phrases.read(name).words
        return any(self._proper(word) and word.text.lower() not in small for word in words)

    def is_asked(self, name: str, kind: ParticipantKind) -> bool:
        """Whether the packs can be asked who it is: not for "two soldiers", "gunmen", "Syrian civilians"."""
        if kind == "civilians":
            return False
        phrase = self.phrases.read(name)
        if any(map(self._proper, phrase.words)):
            return True
        return not self._some(phrase) and self._means_body(phrase)

    def _means_body(self, phrase: Phrase) -> bool:
        bare = " ".join(word.folded for word in phrase.words if not word.country and word.folded != "the")
        if not any(word.country for word in phrase.words):
            return bare in self.mentions.bodies
        if not bare:
            return True
        found = self.common.common(phrase)
        return found is not None and found[0].kind != "civilians"

    def _some(self, phrase: Phrase) -> bool:
        return any(word.folded in self.mentions.some or word.text[:1].isdigit() for word in phrase.words)

    def _proper(self, word: Word) -> bool:
        """A capital at the beginning of a sentence ("Rebels") is no name, nor is a title's."""
        first = word.text[:1]
        return (
            first.isalpha()
            and not first.islower()
            and not word.country
            and not word.small
            and word.folded not in self._plain
        )

    @cached_property
    def _plain(self) -> frozenset[str]:
        return self.generic.titles | self.generic.tails | self.mentions.some | self.common.by_words.keys()
