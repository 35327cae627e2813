"""Who holds which place, where the text states the situation itself (codebook section 4)."""

from collections.abc import Iterator

from polemos.codebook.loader import Codebook
from polemos.codebook.shares import part_words
from polemos.coding.context import Context
from polemos.coding.match import Match, Matcher
from polemos.coding.participants import participants
from polemos.coding.places import PlaceRules
from polemos.coding.standing import fillers, prefixed
from polemos.model.analysis import Analysis, Mention
from polemos.model.claim import ControlClaim, ControlStatus, Factuality
from polemos.model.participant import Participant
from polemos.model.place import Place
from polemos.model.source import Source

_SPATIAL = ("place", "facility")
_NEEDS_HOLDER = ("holds", "gained", "lost")


class ControlRules:
    """Codes control claims with one codebook's words."""

    def __init__(self, codebook: Codebook) -> None:
        self.matcher = Matcher(codebook, ("control",))
        self.places = PlaceRules(codebook)
        self.partly = part_words(codebook)

    def code(self, analysis: Analysis, context: Context) -> list[ControlClaim]:
        """The control claims of a report, in text order, once for each trigger, place and holder."""
        return [claim for match in self.matcher.matches(analysis) for claim in self._claims(analysis, context, match)]

    def _claims(self, analysis: Analysis, context: Context, match: Match) -> Iterator[ControlClaim]:
        roles = fillers(analysis, match)
        sources = self._sources(analysis, context, match)
        holders = self._holders(analysis, match, roles.get("holder", ()), sources)
        spots = [m for m in roles.get("place", ()) if m.category in _SPATIAL]
        places = [(self._place(analysis, mention), self._status(analysis, match, mention)) for mention in spots]
        if not places and not roles.get("place"):
            around = self.places.around(analysis, match.anchor)
            places = [(place, self._plain(match)) for place in around]
        if not places or (self._plain(match) in _NEEDS_HOLDER and not holders):
            return
        factuality, hedges = context.factuality.judge(analysis, match.anchor)
        for place, status in places:
            for holder in holders or (None,):
                yield ControlClaim(
                    report_id=analysis.report.id,
                    trigger=analysis.span(*match.trigger),
                    sentence=analysis.sentence_span(match.anchor),
                    coder=context.coder,
                    confidence=match.entry.confidence,
                    status=status,
                    holder=holder,
                    place=place,
                    factuality=_standing(factuality),
                    hedges=hedges,
                    sources=sources,
                    time=context.times.moment(match.anchor),
                )

    def _holders(
        self, analysis: Analysis, match: Match, mentions: tuple[Mention, ...], sources: tuple[Source, ...]
    ) -> tuple[Participant, ...]:
        able = tuple(m for m in mentions if m.category not in _SPATIAL or m.kind == "government" or m.named)
        found = participants(analysis, able, sources, doers=True)
        if found:
            return found
        before = prefixed(analysis, analysis.tokens[match.anchor])
        return (before,) if before else ()

    def _sources(self, analysis: Analysis, context: Context, match: Match) -> tuple[Source, ...]:
        """An apposition is a standing gloss: the report's own voice even inside somebody's words."""
        token = analysis.tokens[match.anchor]
        gloss = token.dep == "appos" or (token.pos == "VERB" and token.dep == "relcl")
        return () if gloss else context.speakers.sources(match.anchor)

    def _place(self, analysis: Analysis, mention: Mention) -> Place:
        known = self.places.build(analysis, mention)
        span = mention.span
        return known or Place(" ".join(mention.name.split()), span.text, span.start, span.end)

    def _plain(self, match: Match) -> ControlStatus:
        status: ControlStatus = match.entry.label  # type: ignore[assignment]
        return status

    def _status(self, analysis: Analysis, match: Match, mention: Mention) -> ControlStatus:
        """Who holds a part of a place contests it."""
        words = {analysis.tokens[i].lemma for i in range(mention.first, mention.last)}
        before = analysis.tokens[mention.head].head
        words.add(analysis.tokens[before].lemma if analysis.tokens[mention.head].dep == "pobj" else "")
        return "contested" if match.entry.label == "holds" and words & self.partly else self._plain(match)


def _standing(factuality: Factuality) -> Factuality:
    """A situation that goes on has `occurred` (codebook section 5)."""
    return "occurred" if factuality == "ongoing" else factuality
