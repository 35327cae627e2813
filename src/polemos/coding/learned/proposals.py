"""Roles for words that no entry names: those of the surest entry of the same type and part of speech."""

from dataclasses import replace

from polemos.codebook.entry import Entry
from polemos.codebook.loader import Codebook
from polemos.coding.learned.features import Candidate
from polemos.coding.match import Match, Matcher
from polemos.model.analysis import Analysis


class Proposals:
    """Built once for a codebook."""

    def __init__(self, codebook: Codebook) -> None:
        self.patterns: dict[tuple[str, str], Entry] = {}
        for entry in codebook.entries:
            for pos, words in (("VERB", entry.verbs), ("NOUN", entry.nouns)):
                if words and entry.kind == "event" and entry.factuality is None:
                    known = self.patterns.get((entry.label, pos))
                    if known is None or entry.confidence > known.confidence:
                        self.patterns[entry.label, pos] = replace(entry, when={}, unless={}, needs=0)

    def match(self, analysis: Analysis, candidate: Candidate, matcher: Matcher) -> Match | None:
        """The match that an entry with this word would have made; None where the codebook has no such type."""
        token = analysis.tokens[candidate.token]
        pos = "VERB" if token.pos in ("VERB", "AUX") else "NOUN"
        for of in (pos, "VERB", "NOUN"):
            entry = self.patterns.get((candidate.label, of))
            if entry is not None:
                return matcher.of_entry(analysis, token, entry, pos)
        return None
