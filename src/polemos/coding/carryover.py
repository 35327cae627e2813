"""Parties that a sentence leaves out because the ones before it told them.

A report names who fights whom once and goes on with "the attack", "advanced", "the town was captured". A party is
carried over only from an event of the same report close by; where nothing fits, the field stays empty.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from polemos.coding.participants import participants
from polemos.coding.slots import expand, is_passive, surface_subjects
from polemos.model.analysis import Analysis
from polemos.model.claim import EventClaim
from polemos.model.participant import Participant

FIGHTING = frozenset(
    {
        "battle",
        "attack",
        "shelling",
        "airstrike",
        "bombing",
        "suicide-bombing",
        "seizure",
        "withdrawal",
        "siege",
        "capture",
    }
)
"""Types whose two parties are the sides of the same fight."""
_ADVANCING = frozenset({"attack", "seizure", "shelling", "airstrike", "siege", "bombing", "suicide-bombing", "capture"})
_AGAINST = frozenset({"attack", "seizure"})
_AGAIN = frozenset({"attack", "seizure", "airstrike", "shelling"})
"""Types of which "the attack", "the capture" tell one of before again."""
_NEW = ("on", "against", "in", "of")
"""Prepositions that say of which attack a noun tells: not just of the last one."""
_ANOTHER = ("a", "an", "some", "another", "several")
_REACH = 2
_BLAMING = {
    "blame": ("for",),
    "accuse": ("of",),
    "condemn": ("for",),
    "denounce": ("for",),
    "fault": ("for",),
    "charge": ("with",),
    "suspect": ("of",),
}
"""Verbs whose object is said to have done what stands after the preposition."""
_MEANS = ("with", "for", "in")
_KNOWN = ("the", "this", "that", "these", "those")
_ACTING = ("group", "person", "people")
"""Sentences back within which "the attack" is the one told there."""


@dataclass(frozen=True, slots=True)
class Told:
    """An event claim with the token that carries it."""

    anchor: int
    claim: EventClaim


def carry_over(analysis: Analysis, told: Sequence[Told]) -> list[EventClaim]:
    """The claims, with empty parties filled from the events before them."""
    filled: list[Told] = []
    told = _doers_of_deeds(analysis, told)
    by_anchor = {one.anchor: one for one in told}
    for one in told:
        claim = one.claim
        if not claim.actors:
            claim = _from_clause(analysis, one, by_anchor)
        blamed = _blamed(analysis, one.anchor)
        if blamed is not None:
            claim = replace(claim, actors=blamed)
        elif not claim.actors:
            claim = _from_subject(analysis, one)
        if claim.type == "battle" and len(claim.actors) < 2:
            claim = _both_sides(analysis, one.anchor, claim)
        if not claim.actors and claim.type != "battle":
            claim = _from_same_event(analysis, one, filled)
        if claim.type == "battle" and len(claim.actors) < 2:
            claim = _other_side(analysis, one, claim, filled)
        if claim.type in _AGAINST and claim.actors and not claim.recipients:
            claim = _opponent(analysis, one.anchor, claim, filled)
        filled.append(Told(one.anchor, claim))
    return [one.claim for one in filled]


def _doers_of_deeds(analysis: Analysis, told: Sequence[Told]) -> list[Told]:
    """The claims, with who carried out an event where the text makes the event itself the doer: "X's offensive took
    the town"."""
    deeds = {m.span.start: one for one in told if (m := analysis.mention_headed(one.anchor)) is not None}
    found: list[Told] = []
    for one in told:
        actors: list[Participant] = []
        for actor in one.claim.actors:
            deed = deeds.get(actor.start) if actor.start is not None else None
            doers = (actor,) if deed is None or deed.anchor == one.anchor else deed.claim.actors
            actors += [p for p in doers if all(p.name != other.name for other in actors)]
        found.append(Told(one.anchor, replace(one.claim, actors=tuple(actors))))
    return found


def _from_clause(analysis: Analysis, one: Told, by_anchor: dict[int, Told]) -> EventClaim:
    """The doers of the event whose clause a bare noun stands in: "captured the town during a night raid"."""
    token = analysis.tokens[one.anchor]
    if token.pos != "NOUN" or token.dep != "pobj" or one.claim.type not in FIGHTING:
        return one.claim
    for ancestor in analysis.ancestors(one.anchor):
        other = by_anchor.get(ancestor.index)
        if other is not None and other.claim.type in _ADVANCING and other.claim.actors:
            return replace(one.claim, actors=other.claim.actors)
    return one.claim


def _blamed(analysis: Analysis, anchor: int) -> tuple[Participant, ...] | None:
    """ "The army blamed X for the attack", "the raid was blamed on X": by that account it was X, never the accuser.
    None where nobody is blamed for it."""
    token = analysis.tokens[anchor]
    prep = analysis.tokens[token.head]
    verb = analysis.tokens[prep.head] if token.dep == "pobj" else prep
    if token.pos != "NOUN" or verb.lemma not in _BLAMING:
        return None
    if token.dep == "pobj" and prep.lemma in _BLAMING[verb.lemma]:
        heads = [c.index for c in analysis.children(verb.index, "dobj", "nsubjpass")]
    elif token.dep in ("dobj", "nsubjpass") and verb.lemma == "blame":
        on = [c for c in analysis.children(verb.index, "prep") if c.lemma in ("on", "upon")]
        heads = [inner.index for c in on for inner in analysis.children(c.index, "pobj")]
        if not heads:
            return None
    else:
        return None
    blamed = (analysis.mention_headed(i) for i in expand(analysis, heads))
    return participants(analysis, [m for m in blamed if m is not None], (), doers=True)


def _from_subject(analysis: Analysis, one: Told) -> EventClaim:
    """The doer of the clause that "with attacks", "for another assault" or "in a raid" tells more of. Who only died
    "in a raid" did nothing: that takes an object."""
    token = analysis.tokens[one.anchor]
    prep = analysis.tokens[token.head]
    verb = analysis.tokens[prep.head]
    if token.dep != "pobj" or prep.lemma not in _MEANS or verb.pos != "VERB" or is_passive(analysis, verb):
        return one.claim
    if any(c.dep == "poss" or c.lemma in _KNOWN for c in analysis.children(one.anchor, "poss", "det")):
        return one.claim
    if prep.lemma == "in" and not analysis.children(verb.index, "dobj"):
        return one.claim
    heads = expand(analysis, surface_subjects(analysis, verb))
    doers = [m for m in (analysis.mention_headed(i) for i in heads) if m is not None and m.category in _ACTING]
    named = {recipient.name for recipient in one.claim.recipients}
    actors = tuple(p for p in participants(analysis, doers, (), doers=True) if p.name not in named)
    return replace(one.claim, actors=actors)


def _from_same_event(analysis: Analysis, one: Told, before: Sequence[Told]) -> EventClaim:
    """The parties of the nearest event that this noun or passive tells again."""
    claim, here = one.claim, analysis.sentence_of(one.anchor)
    token = analysis.tokens[one.anchor]
    definite = any(c.lemma in ("the", "this", "these", "that") for c in analysis.children(one.anchor, "det"))
    if token.pos != "NOUN" or not definite or claim.type not in _AGAIN:
        return claim
    if any(c.lemma in _NEW for c in analysis.children(one.anchor, "prep")):
        return claim
    for other in reversed(before):
        there = analysis.sentence_of(other.anchor)
        if here.index - there.index > _REACH:
            break
        same = other.claim.type == claim.type or {other.claim.type, claim.type} <= FIGHTING
        if same and other.claim.actors:
            return replace(claim, actors=_elsewhere(other.claim.actors))
    return claim


def _both_sides(analysis: Analysis, anchor: int, claim: EventClaim) -> EventClaim:
    """The two that "both sides" in the battle's sentence stands for."""
    sentence = analysis.sentence_of(anchor)
    for mention in analysis.mentions:
        if mention.parts and sentence.first <= mention.head < sentence.last:
            return replace(claim, actors=tuple(analysis.mentions[i].participant() for i in mention.parts))
    return claim


def _other_side(analysis: Analysis, one: Told, claim: EventClaim, before: Sequence[Told]) -> EventClaim:
    """Both sides of the fight before, where "the fighting" names none or one of them; "a clash" is another fight."""
    names = {actor.name for actor in claim.actors}
    here = analysis.sentence_of(one.anchor).index
    if any(c.lemma in _ANOTHER for c in analysis.children(one.anchor, "det")):
        return claim
    for other in reversed(before):
        if other.claim.type not in FIGHTING:
            continue
        if not names and here - analysis.sentence_of(other.anchor).index > _REACH:
            break
        mine, theirs = _sides(other.claim)
        both = {p.name for p in (*mine, *theirs)}
        if mine and theirs and names <= both:
            more = tuple(p for p in (*mine, *theirs) if p.name not in names and _armed(p))
            return replace(claim, actors=(*claim.actors, *_elsewhere(more)))
    return claim


def _opponent(analysis: Analysis, anchor: int, claim: EventClaim, before: Sequence[Told]) -> EventClaim:
    """Those whom the nearest fight before set against this actor."""
    here = analysis.sentence_of(anchor).index
    names = {actor.name for actor in claim.actors}
    for other in reversed(before):
        if here - analysis.sentence_of(other.anchor).index > 0:
            break
        if other.claim.type not in FIGHTING:
            continue
        mine, theirs = _sides(other.claim)
        for ours, against in ((mine, theirs), (theirs, mine)):
            if names & {p.name for p in ours}:
                armed = tuple(p for p in against if _armed(p) and p.name not in names)
                if armed:
                    return replace(claim, recipients=_elsewhere(armed))
    return claim


def _sides(claim: EventClaim) -> tuple[tuple[Participant, ...], tuple[Participant, ...]]:
    if claim.type == "battle":
        return claim.actors[:1], claim.actors[1:]
    return claim.actors, claim.recipients


def _armed(participant: Participant) -> bool:
    return participant.kind not in ("civilians", "person", "civil-society", "media", "other")


def _elsewhere(participants: tuple[Participant, ...]) -> tuple[Participant, ...]:
    """As participants that the sentence itself does not mention."""
    return tuple(replace(p, start=None, end=None) for p in participants)
