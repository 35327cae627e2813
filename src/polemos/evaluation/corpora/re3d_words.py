"""re3d: relations that stand in the grammar of a sentence, or follow from its claims, and that no claim states.

"Fighters from the Volta Front" are the Front's: a claim names them once, as who does something, where re3d's annotators
marked the two apart. And re3d has acts of violence aimed at places and things, which are no participants.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from polemos.model import Analysis, Claim, EventClaim, Mention, Participant, RelationClaim, Token

_BODIES = ("people", "person", "group")


def belonging(analysis: Analysis, words: Mapping[str, Any]) -> Iterator[tuple[Mention, Mention]]:
    """People with the group that a preposition tells: "militants from ISIL", "members of the tribe"."""
    for people in analysis.mentions:
        head = analysis.tokens[people.head]
        if people.pronoun or people.category not in _BODIES or head.pos == "PROPN":
            continue
        for word in (head, *analysis.children(head.index, "acl")):
            for prep in analysis.children(word.index, "prep"):
                if prep.lemma in words["from"] or (prep.lemma == "of" and head.lemma in words["people_of"]):
                    bodies = _mentions(analysis, analysis.children(prep.index, "pobj"))
                    yield from ((people, body) for body in bodies if body.category == "group")


def aimed_at(analysis: Analysis, event: EventClaim, words: Mapping[str, Any]) -> list[Mention]:
    """The places and sites, of destruction also the things, that the event's own words have as their object: "struck
    the bridge", "attacks on Gao and Kidal". What is planned or denied has no target yet."""
    if event.type not in words["aimed_events"] or event.factuality not in ("occurred", "ongoing"):
        return []
    inside = [t for t in analysis.tokens if event.trigger.start <= t.start < event.trigger.end]
    found: list[Token] = []
    for token in inside:
        found += analysis.children(token.index, "dobj", "nsubjpass")
        for prep in analysis.children(token.index, "prep"):
            if prep.lemma in words["aimed"]:
                found += analysis.children(prep.index, "pobj")
    things = event.type == "destruction"
    targets = _mentions(analysis, [token for token in found if token not in inside])
    return [m for m in targets if things or m.category in ("place", "facility", "group")]


def helpers(fight: RelationClaim, claims: Sequence[Claim], words: Mapping[str, Any]) -> list[Participant]:
    """Who helps the one that fights, and who else is helped, in the same sentence: they stand against its enemy too.

    "The coalition supports the army in its fight against the rebels."
    """
    found: list[Participant] = []
    for claim in claims:
        if not isinstance(claim, EventClaim) or claim.type not in words["help"]:
            continue
        if claim.sentence == fight.sentence and any(p.name == fight.subject.name for p in claim.recipients):
            found += [p for p in (*claim.actors, *claim.recipients) if p.kind != "person"]
    return found


def _mentions(analysis: Analysis, tokens: Sequence[Token]) -> list[Mention]:
    heads = [index for token in tokens for index in analysis.conjuncts(token.index)]
    return [mention for index in heads if (mention := analysis.mention_headed(index)) is not None]
