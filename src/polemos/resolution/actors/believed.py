"""Which candidates are good enough to stand in a claim. A claim without an id costs less than one with a wrong id."""

from dataclasses import dataclass

from polemos.model.participant import ParticipantKind
from polemos.resolution.actors.answer import Candidate, How
from polemos.resolution.actors.asked import Asked
from polemos.resolution.actors.phrase import Phrase, Phrases

_LEAST: dict[How, float] = {
    "name": 0.55,
    "spelling": 0.75,
    "initials": 0.8,
    "common": 0.65,
    "inside": 0.6,
    "last-name": 0.7,
    "words": 0.6,
}
"""Lower scores are taken for nobody."""
NOT_ASKED: frozenset[How] = frozenset({"letters"})
"""Names whose letters fit words ("AU: Antiaircraft units") are chance in running text, for packs have short names and
long."""
NO_WORDS: frozenset[How] = NOT_ASKED | {"words"}
"""Persons share words of their names, and short names share too few to tell."""
FEWEST_WORDS = 3
_FORCES = ("military", "police")
_GROUPS = ("armed-group", "unknown-armed", *_FORCES)


@dataclass(frozen=True)
class Believed:
    """Judges candidates for a participant's name."""

    phrases: Phrases
    asked: Asked

    def holds(self, candidate: Candidate, name: str, kind: ParticipantKind, country: str | None) -> bool:
        """Whether the candidate may be the participant of that name and kind in a report about the country."""
        if candidate.how not in _LEAST or candidate.score < _LEAST[candidate.how]:
            return False
        phrase = self.phrases.read(name)
        return (
            self._of_kind(candidate, name, kind)
            and (candidate.how == "name" or not self._several(name, phrase))
            and self._enough(candidate, phrase)
            and (self.there(candidate, phrase, country) or not self._plain(candidate, phrase))
        )

    def _of_kind(self, candidate: Candidate, name: str, kind: ParticipantKind) -> bool:
        """A person who is named is no body, but "a Taliban commander" is the Taliban's; nothing else is a person.

        Whoever bears the very name is that one whatever it was taken for.
        """
        if candidate.how == "name":
            return True
        if kind != "person" or candidate.actor.kind == "person":
            return (candidate.actor.kind == "person") == (kind == "person")
        return not self.asked.is_name(name) or (candidate.how == "inside" and candidate.actor.kind in _GROUPS)

    def _several(self, name: str, phrase: Phrase) -> bool:
        """Two actors in one name, or those against one."""
        return "–" in name or "/" in name or any(word.folded in self.asked.mentions.joining for word in phrase.words)

    def _enough(self, candidate: Candidate, phrase: Phrase) -> bool:
        """Whether enough of the name speaks for the candidate."""
        if candidate.how == "spelling":
            return not candidate.name.text.isupper()  # letters have no sound
        if candidate.how == "inside" and candidate.actor.kind == "government":
            return candidate.score >= 0.8  # "a Bogota newspaper" is not Colombia
        if candidate.how == "last-name":
            return candidate.name.kind == "official" and phrase.content[-1].folded not in self.asked.generic.tails
        return True

    def there(self, candidate: Candidate, phrase: Phrase, country: str | None) -> bool:
        """Whether it is at home or active in the country that the name tells, else the report's."""
        told = [word.country for word in phrase.words if word.country] or ([country] if country else [])
        actor = candidate.actor
        return not told or any(code == actor.country or code in actor.active_in for code in told)

    def _plain(self, candidate: Candidate, phrase: Phrase) -> bool:
        """Whether others elsewhere are called so too: "National Police", Abu Abdullah; or it may sound so by chance."""
        if candidate.how in ("initials", "last-name", "common", "words"):
            return True
        if candidate.how == "spelling" and len(phrase.content) == 1:
            return True
        if candidate.actor.kind == "person":
            return candidate.name.kind != "official"
        return candidate.actor.kind in _FORCES and all(word.senses or word.country for word in phrase.content)
