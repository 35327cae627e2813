"""re3d: claims as relations between two stretches of words, and which of the corpus's relations they answer."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product
from typing import Any

from polemos.evaluation.corpora.re3d_spans import Range
from polemos.evaluation.corpora.re3d_words import aimed_at, belonging, helpers
from polemos.model import Analysis, Claim, ControlClaim, EventClaim, Mention, Participant, RelationClaim

_SET_OFF = (",", "(", "[", "-", "–", "—", ":", " is ", " was ", " as ")


@dataclass(frozen=True, slots=True)
class Side:
    """One end of a relation: its words, and the number of what the reader takes them for (None: for nobody)."""

    words: Range
    chain: int | None

    def same(self, other: "Side", *, chains: bool) -> bool:
        """Whether both are the same words or, with `chains`, the same thing."""
        if self.words[0] < other.words[1] and other.words[0] < self.words[1]:
            return True
        return chains and self.chain is not None and self.chain == other.chain


@dataclass(frozen=True, slots=True)
class Link:
    """A relation from one side to the other."""

    type: str
    source: Side
    target: Side

    def answers(self, other: "Link", symmetric: Sequence[str], *, chains: bool) -> bool:
        """Whether both tell the same relation of the same two."""
        if self.type != other.type:
            return False
        if self.source.same(other.source, chains=chains) and self.target.same(other.target, chains=chains):
            return True
        turned = self.source.same(other.target, chains=chains) and self.target.same(other.source, chains=chains)
        return turned and self.type in symmetric


class Linker:
    """Makes links of one report. `words` is re3d.yaml."""

    def __init__(self, analysis: Analysis, words: Mapping[str, Any]) -> None:
        self.analysis, self.words = analysis, words
        self.of_event = {label: type_ for type_, labels in words["events"].items() for label in labels}
        self.by_name: dict[str, Mention] = {}
        for mention in analysis.mentions:
            self.by_name.setdefault(mention.name, mention)

    def links(self, claims: Sequence[Claim]) -> list[Link]:
        """What the claims, and names and posts set beside their bearer, say; each once."""
        found: list[Link] = []
        told = [link for claim in claims for link in self._of_claim(claim)]
        told += [*self._appositions(), *self._together(claims), *self._helping(claims)]
        told += [Link("BelongsTo", self._at(one), self._at(body)) for one, body in belonging(self.analysis, self.words)]
        for link in told:
            if not any(link.answers(other, self.words["symmetric"], chains=False) for other in found):
                found.append(link)
        return found

    def side(self, begin: int, end: int) -> Side:
        """The words with the chain of the mention that fits them best."""
        best = max(
            (m for m in self.analysis.mentions if m.span.start < end and begin < m.span.end),
            key=lambda m: (
                (min(m.span.end, end) - max(m.span.start, begin)) / (max(m.span.end, end) - min(m.span.start, begin))
            ),
            default=None,
        )
        return Side((begin, end), best.chain if best else None)

    def _of_claim(self, claim: Claim) -> Iterator[Link]:
        if claim.factuality == "negated":
            return
        if isinstance(claim, RelationClaim):
            yield from self._of_relation(claim)
        elif isinstance(claim, ControlClaim):
            type_ = self.words["control"].get(claim.status)
            if type_ and claim.holder and claim.place and claim.factuality == "occurred":
                yield from self._join(
                    type_, [self._party(claim.holder)], [self.side(claim.place.start, claim.place.end)]
                )
        elif isinstance(claim, EventClaim):
            yield from self._of_event(claim)

    def _of_relation(self, claim: RelationClaim) -> Iterator[Link]:
        subject = [self._party(claim.subject)]
        if claim.title is not None:
            # A post beside its bearer is another way to name him; with a word for it, he has its body in hand.
            if claim.subject.start is not None and self._set_off(claim, claim.title.start, claim.title.end):
                yield from self._join("IsSynonymOf", subject, [self.side(claim.title.start, claim.title.end)])
            if claim.object is not None and claim.object.kind != "government" and self._highest(claim.title.text):
                yield from self._join("InChargeOf", subject, [self._party(claim.object)])
        elif claim.object is not None and claim.relation in self.words["relations"]:
            yield from self._join(self.words["relations"][claim.relation], subject, [self._party(claim.object)])

    def _highest(self, title: str) -> bool:
        """Whether a post puts its bearer in charge: a commander, not a deputy commander."""
        told = title.lower().split()
        return any(w in self.words["highest"] for w in told) and not any(w in self.words["below"] for w in told)

    def _set_off(self, claim: RelationClaim, begin: int, end: int) -> bool:
        start, stop = claim.subject.start or 0, claim.subject.end or 0
        between = self.analysis.report.text[min(end, stop) : max(begin, start)]
        return any(mark in between for mark in _SET_OFF)

    def _of_event(self, claim: EventClaim) -> Iterator[Link]:
        """Whom an act of violence killed or took, it was against."""
        type_ = self.of_event.get(claim.type)
        if type_ is None:
            return
        actors = self._parties(type_, claim.actors)
        targets = self._parties(type_, claim.recipients)
        if type_ == "FightingAgainst":
            targets += [self.side(loss.who.start, loss.who.end) for loss in claim.losses]
            targets += [self._at(mention) for mention in aimed_at(self.analysis, claim, self.words)]
        yield from self._join(type_, actors, targets)
        if claim.type in self.words["among_themselves"]:
            for one, other in combinations(actors, 2):
                yield from self._join(type_, [one], [other])
        if claim.type in self.words["in_charge_by"] and claim.place is not None and claim.factuality == "occurred":
            yield from self._join("InChargeOf", actors, [self.side(claim.place.start, claim.place.end)])

    def _parties(self, type_: str, people: Sequence[Participant]) -> list[Side]:
        """Their words; persons are nobody's allies to re3d."""
        sides = (self._party(p) for p in people if type_ != "AlliesOf" or p.kind != "person")
        return [side for side in sides if side is not None]

    def _join(self, type_: str, sources: Sequence[Side | None], targets: Sequence[Side | None]) -> Iterator[Link]:
        for source, target in product(sources, targets):
            if source is not None and target is not None and source.words != target.words:
                yield Link(type_, source, target)

    def _party(self, party: Participant) -> Side | None:
        """Where the sentence has no words for a party, those of its first mention."""
        if party.start is not None and party.end is not None:
            return self.side(party.start, party.end)
        mention = self.by_name.get(party.name)
        return self._at(mention) if mention else None

    def _together(self, claims: Sequence[Claim]) -> Iterator[Link]:
        """Who fights the same enemy in the same words is allied."""
        fighting: dict[tuple[int, str], list[Participant]] = {}
        for claim in claims:
            if isinstance(claim, RelationClaim) and claim.relation == "fighting" and claim.object:
                fighting.setdefault((claim.trigger.start, claim.object.name), []).append(claim.subject)
            elif isinstance(claim, EventClaim) and self._against(claim.type):
                fighting[claim.trigger.start, ""] = list(claim.actors)
        for people in fighting.values():
            for one, other in combinations(self._parties("AlliesOf", people), 2):
                yield from self._join("AlliesOf", [one], [other])

    def _helping(self, claims: Sequence[Claim]) -> Iterator[Link]:
        fights = (c for c in claims if isinstance(c, RelationClaim) and c.relation == "fighting")
        for fight in fights:
            if fight.object and fight.factuality != "negated":
                sides = [self._party(party) for party in helpers(fight, claims, self.words)]
                yield from self._join("FightingAgainst", sides, [self._party(fight.object)])

    def _at(self, mention: Mention) -> Side:
        return Side((mention.span.start, mention.span.end), mention.chain)

    def _against(self, type_: str) -> bool:
        """Whether the actors of such an event stand on one side."""
        return self.of_event.get(type_) == "FightingAgainst" and type_ not in self.words["among_themselves"]

    def _appositions(self) -> Iterator[Link]:
        """Two mentions of one thing side by side, a comma or bracket between: "Syrian Democratic Forces (SDF)"."""
        text = self.analysis.report.text
        ordered = sorted((m for m in self.analysis.mentions if not m.pronoun), key=lambda m: m.first)
        for one, other in ((a, b) for n, a in enumerate(ordered) for b in ordered[n + 1 : n + 4]):
            between = text[one.span.end : other.span.start].strip(" '\"“”’s")
            if one.chain == other.chain and one.last <= other.first and between in (",", "(", "[", "-", "–", "—"):
                yield Link("IsSynonymOf", self._at(one), self._at(other))
