"""Words that a person picked in a report, as the parts of a claim: who, where, when, how many.

What the report's other claims or the packs already know of the same words comes along.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache

from polemos.codebook.loader import load as load_codebook
from polemos.codebook.numbers import number_words
from polemos.errors import UsageError
from polemos.model import Claim, EventClaim, Loss, Moment, Participant, Place, Report, Source, Span
from polemos.model.actor import Actor
from polemos.model.losses import LossStatus
from polemos.model.participant import ParticipantKind
from polemos.resolution.places.asked import Asked
from polemos.service.actors import shared
from polemos.service.places import places
from polemos.service.times import text_moments
from polemos.text.numerals import NumberWords, figure

_ENDS = re.compile(r"[.!?…]+[\"'’”)\]]*\s+|\n\s*\n|\n")
_ARTICLE = re.compile(r"^(?:the|an|a)\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Picker:
    """A report and its claims as they stand; offsets count in the report's text."""

    report: Report
    claims: Sequence[Claim]

    def span(self, start: int, end: int) -> Span:
        """The words without the space around them. Raises UsageError where there are none."""
        text = self.report.text
        if not 0 <= start < end <= len(text):
            raise UsageError("these are no words of the report; select some in its text")
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        if start == end:
            raise UsageError("select words, not the space between them")
        return Span(start, end, text[start:end])

    def sentence(self, words: Span) -> Span:
        """The sentence around words, by its punctuation."""
        text = self.report.text
        edges = [0, *(m.end() for m in _ENDS.finditer(text)), len(text)]
        start = max(edge for edge in edges if edge <= words.start)
        end = min((edge for edge in edges if edge >= words.end), default=len(text))
        return self.span(start, end)

    def participant(self, words: Span) -> Participant:
        """Somebody, as another claim of the report or else the packs know them."""
        name = _ARTICLE.sub("", words.text) or words.text
        for known in self._participants():
            if words.text in (known.text, known.name) or name == known.name:
                return replace(known, text=words.text, start=words.start, end=words.end)
        actors = shared()
        found = actors.resolver.resolve(name, (self.report.published or "")[:10] or None).candidates
        best = found[0].actor if found else None
        return Participant(name, words.text, words.start, words.end, _kind(best), best.id if best else None)

    def place(self, words: Span) -> Place:
        """A place, as another claim or else the gazetteer knows it, looked for in the countries of the report."""
        own = [place for claim in self.claims for place in _places(claim)]
        for known in own:
            if known.name == words.text and known.place_id:
                return replace(known, text=words.text, start=words.start, end=words.end, relation=None)
        theatre = tuple(sorted({place.country for place in own if place.country}))
        made = Place(words.text, words.text, words.start, words.end)
        for found in places().candidates(Asked(words.text, theatre=theatre))[:1]:
            at, (latitude, longitude) = found.place, found.point
            return replace(
                made, place_id=at.id, latitude=latitude, longitude=longitude, country=at.country, adm1=at.adm1,
                precision=1, relation=found.relation,
            )  # fmt: skip
        return made

    def moment(self, words: Span) -> Moment:
        """When, dated as the text's own time phrases are."""
        for found in text_moments(self.report.text, self.report.published, self.report.title):
            if (
                found.start is not None
                and found.end is not None
                and found.start < words.end
                and words.start < found.end
            ):
                return replace(found, text=words.text, start=words.start, end=words.end)
        return Moment(words.text, words.start, words.end)

    def source(self, words: Span) -> Source:
        """A speaker, as another claim knows them."""
        for known in (source for claim in self.claims for source in claim.sources):
            if words.text in (known.text, known.name):
                return replace(known, text=words.text, start=words.start, end=words.end, cue=None)
        who = self.participant(words)
        return Source(who.name, who.text, who.start, who.end, "unnamed", "asserts", who.kind, who.actor_id)

    def loss(self, status: LossStatus, words: Span) -> Loss:
        """How many, read from the words."""
        read = figure(words.text, _numbers())
        low, best, high = (read.low, read.best, read.high) if read else (None, None, None)
        return Loss(status, words, words, low=low, best=best, high=high)

    def _participants(self) -> Iterable[Participant]:
        return (who for claim in self.claims for side in claim.parties() for who in side)


def _places(claim: Claim) -> tuple[Place, ...]:
    more = (*claim.also_at, claim.origin) if isinstance(claim, EventClaim) else ()
    return tuple(place for place in (claim.place, *more) if place is not None)


def _kind(actor: Actor | None) -> ParticipantKind:
    """A participant's kind is an actor's, but for monitors, which take part in nothing."""
    return "other" if actor is None or actor.kind == "monitor" else actor.kind


def warm() -> None:
    """Load what picking needs, so that the first key press is as quick as the others."""
    shared()
    places()
    _numbers()
    text_moments("on Monday", "2015-01-01")


@cache
def _numbers() -> NumberWords:
    return number_words(load_codebook())
