"""What claims tell of how two actors stand to each other: stated relations as they are, and what follows from events.

An alliance allies its actors from its day, a pledge binds, a split ends what bound, a defection ends it with the side
left and begins it with the side joined, armed acts between two are evidence that they fight, and who is killed leads
nobody any more.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations, product
from typing import Literal

from polemos.incidents.compare import UNREAL
from polemos.incidents.half_open import known
from polemos.incidents.people import same
from polemos.incidents.signals import Origin
from polemos.incidents.windows import Window
from polemos.model import Claim, EventClaim, Participant, RelationClaim
from polemos.model.standing import StandingName
from polemos.text.romanisation import fold, marks

Cause = Literal["split", "defection", "death", "successor", "no-longer"]
_ARMED = frozenset({"battle", "attack", "shelling", "airstrike", "bombing", "suicide-bombing", "capture", "seizure"})
_BINDING: frozenset[StandingName] = frozenset({"allied-with", "part-of", "member-of", "pledged-to", "backed-by"})
_LEFT: frozenset[StandingName] = frozenset({"part-of", "member-of", "pledged-to", "leads"})
_OF_THE_LIVING: frozenset[StandingName] = frozenset({"leads", "member-of", "close-to", "pledged-to"})
_DEADLY = frozenset({"killing", "execution"})
"""Events whose recipient is dead by their definition; an assassination may be an attempt."""
_NOBODY = frozenset({"civilians", "unknown-armed", "person", "other", "media", "civil-society"})
"""Kinds of participants between whom an armed act is no standing hostility."""


@dataclass(frozen=True, slots=True)
class Tie:
    """One claim's word that it is so between two actors; `denied`: that it is not. `titles`: a post as written."""

    subject: Participant
    relation: StandingName
    object: Participant
    window: Window | None
    claim_id: str
    speaker: str
    denied: bool = False
    titles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Ending:
    """One claim's word that `who` no longer stands so: to `object`, or to anybody but `joined` where it is None."""

    cause: Cause
    who: Participant
    object: Participant | None
    relations: frozenset[StandingName]
    window: Window | None
    claim_id: str
    speaker: str
    joined: tuple[Participant, ...] = ()

    def ends(self, tie: Tie) -> bool:
        if tie.relation not in self.relations:
            return False
        if self.cause == "death":
            return same_person(self.who, tie.subject)
        if self.object is None:
            return same(self.who, tie.subject) and not any(same(each, tie.object) for each in self.joined)
        pairs = ((self.who, self.object), (self.object, self.who))
        return any(same(one, tie.subject) and same(other, tie.object) for one, other in pairs)


def told_ties(claim: Claim, report: Origin) -> Iterator[Tie | Ending]:
    """What one claim tells. What is planned, possible, foretold or a condition tells nothing."""
    source = claim.sources[-1] if claim.sources else None
    if claim.factuality in UNREAL or claim.factuality == "possible" or (source and source.stance == "predicts"):
        return
    origin, published, outlet = report
    speaker = source.name if source else outlet or origin
    denies = source is not None and source.stance in ("denies", "doubts")
    negated = claim.factuality == "negated"
    window = known(claim, published).window
    if isinstance(claim, RelationClaim) and claim.object is not None:
        one, other, relation = claim.subject, claim.object, claim.relation
        if negated and not denies:
            yield Ending("no-longer", one, other, frozenset({relation}), window, claim.id, speaker)
            return
        titles = (claim.title.text,) if claim.title else ()
        yield Tie(one, relation, other, window, claim.id, speaker, denies and not negated, titles)
    elif isinstance(claim, EventClaim):
        denied = negated != denies
        for one, name, other in _begun(claim):
            yield Tie(one, name, other, window, claim.id, speaker, denied)
        if not denied:
            for cause, one, whom, relations, joined in _ended(claim):
                yield Ending(cause, one, whom, relations, window, claim.id, speaker, joined)


def same_person(one: Participant, other: Participant) -> bool:
    """One name inside the other, as for all actors, but a given name alone is not enough to bury somebody."""
    if one.actor_id and other.actor_id:
        return one.actor_id == other.actor_id
    short = min(marks(one.name), marks(other.name), key=len)
    return same(one, other) and (len(short) > 1 or fold(one.name) == fold(other.name))


def _begun(claim: EventClaim) -> Iterator[tuple[Participant, StandingName, Participant]]:
    pairs = [(a, b) for a, b in product(claim.actors, claim.recipients) if not same(a, b)]
    if claim.type == "alliance":
        everybody = (*claim.actors, *claim.recipients)
        yield from ((a, "allied-with", b) for a, b in combinations(everybody, 2) if not same(a, b))
    elif claim.type == "pledge":
        yield from ((a, "pledged-to", b) for a, b in pairs)
    elif claim.type == "defection":
        yield from ((a, "member-of" if a.kind == "person" else "part-of", b) for a, b in pairs)
    elif claim.type in _ARMED:
        sides = pairs or (list(combinations(claim.actors, 2)) if claim.type == "battle" else [])
        yield from ((a, "fighting", b) for a, b in sides if a.kind not in _NOBODY and b.kind not in _NOBODY)


_Ended = tuple[Cause, Participant, Participant | None, frozenset[StandingName], tuple[Participant, ...]]


def _ended(claim: EventClaim) -> Iterator[_Ended]:
    if claim.type == "split":
        for a, b in (*product(claim.actors, claim.recipients), *combinations(claim.actors, 2)):
            yield "split", a, b, _BINDING, ()
    elif claim.type == "defection":
        for a in claim.actors:
            yield "defection", a, None, _LEFT, claim.recipients
    if claim.factuality == "occurred":
        for dead in _dead(claim):
            yield "death", dead, None, _OF_THE_LIVING, ()


def _dead(claim: EventClaim) -> Iterator[Participant]:
    for loss in claim.losses:
        if loss.status == "killed" and loss.high != 0:
            yield from (Participant(name, name, None, None, "person") for name in loss.named)
    if claim.type in _DEADLY or any(loss.status == "killed" and loss.best == 1 for loss in claim.losses):
        yield from (who for who in claim.recipients if who.kind == "person")
