"""What kind of source a speaker is and whose side it is on, told by its words and by what it stands for."""

import re
from functools import cached_property

from polemos.codebook.speech import Speech
from polemos.model.participant import ParticipantKind
from polemos.model.source import SourceKind

_SIDES = ("party", "party-aligned", "government")


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

    def of(self, words: str, name: str, participant: ParticipantKind, named: bool) -> SourceKind:
        """By the report's words, then by the full name, then by the kind of participant."""
        if not named and self._vague(words):
            return "unnamed"
        for text in (words.lower(), name.lower()):
            for kind, pattern in self._patterns:
                if pattern.search(text):
                    return kind
        return self.speech.participants.get(participant, "unnamed")

    def _vague(self, words: str) -> bool:
        """Sources, reports and officials with nothing beside them that says whose."""
        inside = re.findall(r"[\w'’-]+", words.lower())
        return (
            bool(inside)
            and inside[-1] in self.speech.vague
            and not any(pattern.search(words.lower()) for kind, pattern in self._patterns if kind != "government")
        )


def aligned(kind: SourceKind, inner_names: list[str]) -> str | None:
    """The side that a source speaks for: the first group named inside its phrase."""
    return inner_names[0] if kind in _SIDES and inner_names else None
