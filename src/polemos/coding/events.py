"""Matches to event claims: who did what to whom, where, with what losses."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from polemos.codebook.demonyms import capitals
from polemos.codebook.light_verbs import retelling_nouns
from polemos.codebook.loader import Codebook
from polemos.coding.carryover import Told, carry_over
from polemos.coding.casualties import attach
from polemos.coding.context import Context
from polemos.coding.doubles import doubles
from polemos.coding.event_places import EventPlaces
from polemos.coding.losses import FoundLoss
from polemos.coding.match import Match, Matcher
from polemos.coding.means import Means
from polemos.coding.participants import holders, participants
from polemos.coding.places import PlaceRules
from polemos.coding.responsibility import claims_of_responsibility
from polemos.coding.retold import retold
from polemos.model.analysis import Analysis
from polemos.model.claim import EventClaim, Factuality
from polemos.model.participant import Participant
from polemos.model.place import Place
from polemos.model.source import Source
from polemos.text.names import name_key

if TYPE_CHECKING:
    from polemos.coding.learned.judge import Opinion

_PLACELESS = {
    "threat", "demand", "accusation", "rejection", "support", "pledge", "alliance", "split", "talks", "agreement",
    "sanction", "appointment", "concession", "aid", "defection", "mobilisation", "withdrawal",
}  # fmt: skip
"""Types whose place counts only where it is beyond doubt: they are about places where they did not happen."""
_BEYOND_DOUBT = 0.7
_LIKELY = 0.35
"""What is enough for other types: they happen somewhere, and mostly in a place of their sentence."""
_LEADING = frozenset({"to", "into", "toward", "towards"})
_ONCE = {
    "alliance",
    "split",
    "talks",
    "agreement",
    "ceasefire",
    "sanction",
    "appointment",
    "concession",
    "aid",
    "defection",
}
"""Types that are one event, however many places it is about."""
_TAKING_PLACES = {"seizure", "attack", "shelling", "airstrike", "siege", "bombing"}
"""Types done to whoever holds the place that they are about."""
_HITTING = {"bombing", "suicide-bombing", "shelling", "airstrike"}
_RAIDING = {"attack"}
"""Types in which either side may lose people; a person named as lost is who was meant."""
_BARE_NOUN = 0.7
"""What is left of an entry's confidence where a noun comes without anybody, any place of its own and any light verb."""


@dataclass(frozen=True, slots=True)
class _Draft:
    """A match with what it says, before its losses are known and it is split by places."""

    match: Match
    claim: EventClaim
    places: tuple[Place, ...]
    together: bool = False
    """The places are one claim's, since it is not the event's own clause that lists them, or they bound one stretch."""


class EventRules:
    """Codes the events of one analysed report at a time."""

    def __init__(self, codebook: Codebook, places: PlaceRules) -> None:
        self.types = codebook.types
        self.matcher = Matcher(codebook, {"event"})
        self.means = Means(codebook)
        self.places = places
        self.event_places = EventPlaces(codebook, places)
        self.retelling = retelling_nouns(codebook)
        self.capitals = capitals(codebook)

    def code(self, context: Context, losses: Iterable[FoundLoss], opinion: "Opinion | None" = None) -> list[EventClaim]:
        """Event claims in text order, one for each place of an event; `opinion` weighs the matches, if there is one."""
        matches = list(self.matcher.matches(context.analysis))
        if opinion is not None:
            matches = opinion.matches(matches, self.matcher)
        matches = [match for match in matches if not _in_name(context.analysis, match.anchor)]
        drafts = _once(context.analysis, [self._draft(match, context) for match in matches])
        again = retold(context.analysis, [Told(d.match.anchor, d.claim) for d in drafts], self.retelling)
        drafts = [replace(draft, claim=claim) for draft, claim in zip(drafts, again, strict=True)]
        drafts = _placed(context.analysis, drafts)
        told = carry_over(context.analysis, [Told(d.match.anchor, d.claim) for d in drafts])
        drafts = [replace(draft, claim=claim) for draft, claim in zip(drafts, told, strict=True)]
        losses = list(losses)
        held, taken = attach(context.analysis, [(d.match.anchor, d.claim) for d in drafts], losses)
        for killing, host in taken.items():
            drafts[host] = _with_victims(drafts[host], drafts[killing].claim)
        victims = {found.loss: found.head for found in losses}
        for number, suffered in held.items():
            drafts[number] = _with_lost(context.analysis, drafts[number], [victims[loss] for loss in suffered])
        claims: list[EventClaim] = []
        for number, draft in enumerate(drafts):
            if number not in taken:
                claims.extend(self._split(replace(draft, claim=replace(draft.claim, losses=held.get(number, ())))))
        kept = [Told(d.match.anchor, d.claim) for number, d in enumerate(drafts) if number not in taken]
        return [*claims, *claims_of_responsibility(context, kept)]

    def _draft(self, match: Match, context: Context) -> _Draft:
        analysis, entry = context.analysis, match.entry
        kind = self.types[entry.label]
        sources = context.speakers.sources(match.anchor, speech_actor=kind.speech)
        judged, hedges = context.factuality.judge(analysis, match.anchor, entry.label)
        fillers = match.fillers
        spoken = context.speakers.sources(match.anchor)
        doing = [mention for mention in fillers.get("actor", ()) if not self.means.is_weapon(analysis, mention)]
        actors = participants(analysis, doing, spoken, doers=True)
        denied = bool(spoken) and spoken[-1].stance == "denies" and not kind.speech
        if denied and entry.roles.get("subject") == "recipient" and not actors:
            # "X denied they were behind the killing": X says that it was not X.
            actors = participants(analysis, fillers.get("recipient", ()), spoken, doers=True)
            fillers = {**fillers, "recipient": ()}
        if not actors and not denied and entry.roles.get("speaker") == "actor" and spoken:
            actors, sources = (_speaker(spoken[-1]),), spoken[:-1]
        if not actors and spoken and spoken[-1].stance == "claims-responsibility" and not kind.speech:
            actors = (_speaker(spoken[-1]),)
        names = {actor.name for actor in actors}
        if kind.speech:  # "X said it rejects": the speaker is the actor, not a source of it (codebook section 3)
            sources = tuple(source for source in sources if source.name not in names)
        targets = [m for m in fillers.get("recipient", ()) if entry.label != "battle"]
        recipients = participants(analysis, targets, spoken, doers=False)
        if not targets and entry.label in _TAKING_PLACES:
            recipients = holders(analysis, fillers.get("place", ()))
        recipients = tuple(r for r in recipients if r.name not in names)
        places = self._places(analysis, match)
        origin = self.places.of_fillers(analysis, fillers.get("origin", ()))
        noun = match.light is None and analysis.tokens[match.anchor].pos == "NOUN"
        near = self.places.around(analysis, match.anchor)
        bare = noun and not (actors or recipients or near or match.fillers.get("place"))
        claim = EventClaim(
            report_id=analysis.report.id,
            trigger=analysis.span(*match.trigger),
            sentence=analysis.sentence_span(match.anchor),
            coder=context.coder,
            confidence=_confidence(match, bare),
            type=entry.label,
            actors=self._states(actors),
            recipients=self._states(recipients),
            origin=origin[0] if origin else None,
            hit=self.means.hit(analysis, match, {(p.start, p.end) for p in (*actors, *recipients)}),
            instrument=self.means.instrument(analysis, match),
            factuality=_factuality(match, judged),
            hedges=hedges,
            sources=sources,
            time=context.times.moment(match.anchor),
        )
        own = match.fillers.get("place") or {place.name for place in places} <= {place.name for place in near}
        return _Draft(match, claim, tuple(places), not own or _one_stretch(places))

    def _states(self, parties: tuple[Participant, ...]) -> tuple[Participant, ...]:
        """The parties, with the country for a capital that stands for its government: "Pyongyang sent troops"."""
        return tuple(
            replace(p, name=self.capitals.get(name_key(p.name), p.name)) if p.kind == "government" else p
            for p in parties
        )

    def _places(self, analysis: Analysis, match: Match) -> list[Place]:
        taken = match.entry.label == "seizure"
        named = self.places.of_fillers(analysis, match.fillers.get("place", ()), described=taken)
        if named:
            return named
        sure = _BEYOND_DOUBT if match.entry.label in _PLACELESS else _LIKELY
        goals = _goals(analysis, match)
        found = self.event_places.of(analysis, match.anchor, sure)
        return [place for place in found if not any(start <= place.start < end for start, end in goals)]

    def _split(self, draft: _Draft) -> list[EventClaim]:
        """A claim for each place, unless figures cover them all: then the first is `place` and the rest `also_at`."""
        claim, places = draft.claim, draft.places
        if not places:
            return [claim]
        counted = any(loss.low is not None or loss.best is not None for loss in claim.losses)
        spoken = self.types[claim.type].speech or claim.type in _ONCE
        if (counted or spoken or draft.together) and len(places) > 1:
            return [replace(claim, place=places[0], also_at=places[1:])]
        return [replace(claim, place=place) for place in places]


def _in_name(analysis: Analysis, anchor: int) -> bool:
    """Whether a word is a part of somebody's name: "the Front for the Liberation of the South"."""
    name = analysis.mention_covering(anchor)
    inside = name is not None and name.named and name.category == "group" and name.head != anchor
    return inside and analysis.tokens[anchor].text[:1].isupper() and analysis.tokens[anchor - 1].text in ("for", "the")


def _goals(analysis: Analysis, match: Match) -> list[tuple[int, int]]:
    """Where a way leads that the entry takes for no place of the event: "withdrew to X" happened elsewhere."""
    found = []
    for prep in analysis.children(match.anchor, "prep"):
        if prep.lemma in _LEADING and match.entry.roles.get(prep.lemma) == "none":
            inside = [analysis.tokens[i] for i in analysis.subtree(prep.index)]
            found.append((inside[0].start, inside[-1].end))
    return found


def _one_stretch(places: list[Place]) -> bool:
    """ "On the road from A to B": a range is one place (codebook section 3)."""
    return all(other.name in (place.relation or "") for place in places for other in places)


def _placed(analysis: Analysis, drafts: list[_Draft]) -> list[_Draft]:
    """Drafts without a place with that of the event before them in the sentence, which they go on about."""
    placed: list[_Draft] = []
    told: dict[int, tuple[Place, ...]] = {}
    for draft in drafts:
        sentence = analysis.sentence_of(draft.match.anchor).index
        if draft.claim.type not in _PLACELESS:
            if not draft.places:
                draft = replace(draft, places=told.get(sentence, ()))
            else:
                told[sentence] = draft.places[:1]
        placed.append(draft)
    return placed


def _once(analysis: Analysis, drafts: list[_Draft]) -> list[_Draft]:
    """One draft for each happening; what only the second word for it tells goes to the first."""
    again = doubles(analysis, [Told(d.match.anchor, d.claim) for d in drafts])
    for number, kept in again.items():
        first, second = drafts[kept], drafts[number]
        actors = first.claim.actors or second.claim.actors
        names = {actor.name for actor in actors}
        recipients = tuple(r for r in first.claim.recipients or second.claim.recipients if r.name not in names)
        claim = replace(first.claim, actors=actors, recipients=recipients)
        drafts[kept] = replace(first, claim=claim, places=first.places or second.places)
    return [draft for number, draft in enumerate(drafts) if number not in again]


def _with_victims(host: _Draft, killing: EventClaim) -> _Draft:
    """The event whose "killed" names who was hit: "the bomb killed two soldiers"."""
    recipients = host.claim.recipients or killing.recipients
    actors = host.claim.actors or killing.actors
    names = {actor.name for actor in actors}
    if host.claim.type == "battle":
        return host
    recipients = tuple(r for r in recipients if r.name not in names)
    return replace(host, claim=replace(host.claim, actors=actors, recipients=recipients))


def _with_lost(analysis: Analysis, draft: _Draft, heads: list[int]) -> _Draft:
    """The people whom an explosion or fire is said to have killed, where nobody else is named as hit."""
    claim = draft.claim
    if claim.recipients or claim.type not in _HITTING | _RAIDING:
        return draft
    names = {actor.name for actor in claim.actors}
    mentions = [m for head in heads if (m := analysis.mention_headed(head)) is not None]
    if claim.type in _RAIDING:  # of others, the attackers may have lost them
        mentions = [m for m in mentions if m.category == "person" and m.named]
    lost = participants(analysis, mentions, (), doers=False)
    return replace(draft, claim=replace(claim, recipients=tuple(p for p in lost if p.name not in names)))


def _confidence(match: Match, bare: bool) -> float:
    """The judge has seen whether a noun stands alone; an entry has not."""
    if match.weighed is not None:
        return match.weighed
    return round(match.entry.confidence * (_BARE_NOUN if bare else 1.0), 3)


def _factuality(match: Match, judged: Factuality) -> Factuality:
    """What the words themselves fix ("foil") comes first, then the light verb, then the clause."""
    light = match.light.factuality if match.light is not None else None
    return match.entry.factuality or light or judged


def _speaker(source: Source) -> Participant:
    """Who says it as the one who does it: "X said Y must leave" is X's demand."""
    return Participant(source.name, source.text, source.start, source.end, source.participant, source.actor_id)
