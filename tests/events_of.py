"""What the rules code in one invented report, for tests of who, whom and where."""

from dataclasses import dataclass

from polemos.codebook.loader import Codebook
from polemos.coding.rules import RuleCoder
from polemos.model import Report
from polemos.model.claim import EventClaim
from polemos.reading.reader import Reader


@dataclass(frozen=True, slots=True)
class Events:
    """Codes texts with the rules alone."""

    reader: Reader
    coder: RuleCoder

    def __call__(self, text: str, kind: str) -> list[EventClaim]:
        """The event claims of a type, in text order."""
        analysis = self.reader.read(Report("r", text, "", published="2014-02-12", outlet="Wire"))
        return [c for c in self.coder.code(analysis) if isinstance(c, EventClaim) and c.type == kind]


def events_of(reader: Reader, codebook: Codebook) -> Events:
    return Events(reader, RuleCoder(codebook))


def actors(claim: EventClaim) -> list[str]:
    return [participant.name for participant in claim.actors]


def recipients(claim: EventClaim) -> list[str]:
    return [participant.name for participant in claim.recipients]
