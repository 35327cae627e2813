"""Compounds that the tokenizer leaves whole after an abbreviation: "U.S.-backed rebels", "U.N.-supported forces"."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from polemos.codebook.demonyms import demonyms
from polemos.codebook.entry import Entry
from polemos.codebook.loader import Codebook
from polemos.model.analysis import Analysis, Mention
from polemos.model.claim import ClaimKind
from polemos.model.participant import Participant


@dataclass(frozen=True, slots=True)
class Joined:
    """The entry of the word after the hyphen, the country before it, and what the compound is said of."""

    entry: Entry
    token: int
    party: Participant
    described: Mention


class JoinedWords:
    """Finds such compounds with one codebook's adjectives of a kind of claim."""

    def __init__(self, codebook: Codebook, kind: ClaimKind) -> None:
        self.countries: Mapping[str, str] = demonyms(codebook)
        self.entries: dict[str, Entry] = {}
        for entry in codebook.entries:
            if entry.kind == kind:
                for word in entry.adjectives:
                    self.entries.setdefault(word, entry)

    def find(self, analysis: Analysis) -> Iterator[Joined]:
        """In text order."""
        for token in analysis.tokens:
            first, hyphen, last = token.text.rpartition("-")
            entry = self.entries.get(last.lower()) if hyphen and "." in first else None
            country = self.countries.get(first.lower())
            described = analysis.mention_headed(token.head)
            if entry is not None and country and described is not None and token.dep == "amod":
                party = Participant(country, first, token.start, token.start + len(first), "government")
                yield Joined(entry, token.index, party, described)
