"""What a report says a speaker is: titles, offices and appositions, wherever in the text they stand."""

from polemos.coding.voices import Voice, Voices
from polemos.model.analysis import Analysis, Token

_LONG = 16
"""Tokens of an apposition that are read; a longer one tells a story."""


class Profiles:
    """Gathers the words about each speaker of one report."""

    def __init__(self, analysis: Analysis, voices: Voices) -> None:
        self.analysis, self.voices = analysis, voices
        self._known: dict[str, list[tuple[int, int]]] = {}
        for token in analysis.tokens:
            if token.pos == "PROPN" and token.entity == "PERSON" and token.dep != "compound":
                self._known.setdefault(token.text.lower(), []).extend(self._stretches(token))

    def of(self, voice: Voice, name: str) -> tuple[str, tuple[str, ...]]:
        """The words, and the groups that are named in them."""
        stretches = [voice.words] if voice.words else self._stretches(self.analysis.tokens[voice.head])
        stretches += self._known.get(name.split()[-1].lower(), []) if name else []
        words = " ".join(self.analysis.span(first, last).text for first, last in stretches)
        return " ".join(words.split()), self._groups(stretches, voice)

    def _stretches(self, token: Token) -> list[tuple[int, int]]:
        """The phrase, what stands in apposition to it, and what it stands in apposition to."""
        found = [self.voices.extent(token.index)]
        for child in self.analysis.children(token.index, "appos"):
            inside = self.analysis.subtree(child.index)
            found.append((inside[0], min(inside[-1] + 1, inside[0] + _LONG)))
        if token.dep == "appos":
            found.append(self.voices.extent(token.head))
        return found

    def _groups(self, stretches: list[tuple[int, int]], voice: Voice) -> tuple[str, ...]:
        """Names of groups inside these stretches, the first first."""
        found: dict[str, None] = {}
        for first, last in stretches:
            for index in range(first, last):
                mention = self.analysis.mention_headed(index)
                if mention is not None and mention.named and mention.category == "group" and index != voice.head:
                    found.setdefault(mention.name)
        return tuple(found)
