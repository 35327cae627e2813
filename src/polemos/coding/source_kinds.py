"""What kind of source a speaker is and whose side it is on, told by its words and by what it stands for."""

import re
from functools import cached_property

from polemos.codebook.speech import Speech
from polemos.model.analysis import Token
from polemos.model.participant import ParticipantKind
from polemos.model.source import SourceKind

SIDES = ("party", "party-aligned", "government")


class SourceKinds:
    """The cue lists of one codebook, ready to be asked."""

    def __init__(self, speech: Speech) -> None:
        self.speech = speech

    @cached_property
    def _patterns(self) -> tuple[tuple[SourceKind, "re.Pattern[str]"], ...]:
        found = []
        for kind, phrases in self.speech.kinds:
            # A phrase that ends in a hyphen is the first part of a word ("pro-").
            parts = [
                re.escape(p) + ("" if p.endswith("-") else r"(?!\w)")
                for p in sorted(phrases, key=lambda p: (-len(p), p))
            ]
            found.append((kind, re.compile(r"(?<!\w)(?:" + "|".join(parts) + ")")))
        return tuple(found)

    def of(self, words: str, head: Token, participant: ParticipantKind, named: bool) -> SourceKind:
        """By what the report calls the speaker, then by the kind of participant.

        `named`: a name stands among the words. Sources, reports and officials of whom nothing more is told are unnamed.
        """
        found = next((kind for kind, pattern in self._patterns if pattern.search(words.lower())), None)
        if not named and {head.lemma, head.text.lower()} & self.speech.vague and found in (None, "government"):
            return "unnamed"
        if found is None and named and participant == "other":
            return "party"  # a name that no list knows and no title explains is most often a side's
        return found or self.speech.participants.get(participant, "unnamed")
