"""Who takes part: mentions to participants, with what a role can hold."""

from collections.abc import Iterable

from polemos.coding.slots import expand
from polemos.coding.two_states import of_two_states, second_state
from polemos.model.analysis import Analysis, Mention
from polemos.model.participant import Participant
from polemos.model.source import Source

_OWNING = {"of", "from"}
"""Prepositions before the one whose troops, aircraft or headquarters these are."""
_ARMED = {"armed-group", "unknown-armed", "military", "police"}
_FIRST = {"we", "us", "our", "i", "my", "me", "ours"}


def participants(
    analysis: Analysis, mentions: Iterable[Mention], sources: tuple[Source, ...], *, doers: bool
) -> tuple[Participant, ...]:
    """The participants of a role, once each. `doers`: only who can act.

    "we" is the speaker, "both sides" are two participants, a group's headquarters stand for the group.
    """
    found: list[Participant] = []
    for mention in mentions:
        for participant in _resolve(analysis, mention, sources, doers=doers):
            if all(participant.name != other.name for other in found):
                found.append(participant)
    return tuple(found)


def _resolve(analysis: Analysis, mention: Mention, sources: tuple[Source, ...], *, doers: bool) -> list[Participant]:
    if mention.parts:
        return [analysis.mentions[i].participant() for i in mention.parts]
    if mention.pronoun and mention.span.text.lower() in _FIRST:
        if not sources:
            outlet = analysis.report.outlet
            here = (mention.span.text, mention.span.start, mention.span.end)
            return [Participant(outlet, *here, "other")] if outlet else []
        name = sources[-1].aligned_with or sources[-1].name
        return [Participant(name, mention.span.text, mention.span.start, mention.span.end, sources[-1].participant)]
    if mention.pronoun and not mention.named and mention.name.lower() == mention.span.text.lower():
        return []  # nobody found for it: an empty field is right where a guess would be wrong
    if mention.category in ("group", "people") and (both := of_two_states(analysis, mention)):
        return both
    if mention.category in ("group", "person", "people"):
        return [other.participant() for other in _named_after(analysis, mention)] or [mention.participant()]
    if mention.category == "place":
        if mention.kind == "government":
            return [mention.participant()]
        return [other.participant() for other in _apposed(analysis, mention)] if doers else []
    owner = _owner(analysis, mention)
    if owner is not None:
        second = second_state(analysis, owner) if doers else None
        return [one.participant() for one in (owner, second) if one is not None]
    if doers:
        return [mention.participant()] if mention.named and mention.category == "thing" else []
    return [mention.participant()] if mention.named and mention.category not in ("thing", "facility") else []


def _apposed(analysis: Analysis, place: Mention) -> list[Mention]:
    """Who does it after a place that the parser takes for the subject: "In X district, Y province, police held"."""
    later = (
        analysis.mention_headed(i) for c in analysis.children(place.head, "appos") for i in expand(analysis, [c.index])
    )
    return [other for other in later if other is not None and other.category in ("group", "people")]


def _named_after(analysis: Analysis, mention: Mention) -> list[Mention]:
    """The persons or groups that an apposition names: "two leaders, A and B", "the rebel commander, A"."""
    if mention.named or mention.pronoun:
        return []
    found = []
    for child in analysis.children(mention.head, "appos"):
        for index in expand(analysis, [child.index]):
            other = analysis.mention_headed(index)
            if other is not None and other.named and other.category in ("person", "group"):
                found.append(other)
    return found


def holders(analysis: Analysis, places: Iterable[Mention]) -> tuple[Participant, ...]:
    """Who holds the places that an event is about: "a village held by ISIS", "army positions", "rebel-held"."""
    found: list[Participant] = []
    for mention in places:
        other = _owner(analysis, mention)
        named = other is not None and (other.category == "group" or other.kind in _ARMED)
        one = other.participant() if other is not None and named else _held(analysis, mention.head)
        if one is not None and all(one.name != before.name for before in found):
            found.append(one)
    return tuple(found)


def _owner(analysis: Analysis, mention: Mention) -> Mention | None:
    """The group or person whose headquarters, positions, vehicles these are."""
    for child in analysis.children(mention.head, "poss", "compound", "nmod", "amod"):
        other = analysis.mention_headed(child.index)
        if other is not None and _owns(other) and child.lemma != "command":  # "a command centre"
            return other
    for prep in analysis.children(mention.head, "prep"):
        if prep.lemma in _OWNING:
            for inner in analysis.children(prep.index, "pobj"):
                other = analysis.mention_headed(inner.index)
                if other is not None and other.category == "group" and other.named:
                    return other
    return _doer(analysis, mention.head)


def _owns(other: Mention) -> bool:
    if other.category == "person":
        return other.named or other.pronoun
    state = other.category == "place" and other.kind == "government" and other.pronoun  # "its warplanes"
    return state or other.category == "group" or (other.category == "people" and other.kind in _ARMED)


def _held(analysis: Analysis, noun: int) -> Participant | None:
    """The side before a participle, "rebel-held", where the report speaks of that side elsewhere too: the parser makes
    no phrase of it."""
    for participle in analysis.children(noun, "amod"):
        for side in analysis.children(participle.index, "npadvmod", "compound", "nsubj", "amod", "nmod"):
            if participle.tag != "VBN" or analysis.tokens[side.index + 1].tag != "HYPH":
                continue
            for other in analysis.mentions:
                alike = side.text in (other.span.text, other.name) or side.lemma == analysis.tokens[other.head].lemma
                if alike and (other.category == "group" or other.kind in _ARMED):
                    span = analysis.span(side.index, side.index + 1)
                    return Participant(other.name, span.text, span.start, span.end, other.kind)
    return None


def _doer(analysis: Analysis, noun: int) -> Mention | None:
    """Whose act a noun tells: "the raid by X", "the efforts undertaken by X"."""
    verbs = (c.index for c in analysis.children(noun, "acl") if c.tag == "VBN")
    for governor in (noun, *verbs):
        for prep in analysis.children(governor, "prep", "agent"):
            if prep.lemma == "by":
                for inner in analysis.children(prep.index, "pobj"):
                    other = analysis.mention_headed(inner.index)
                    if other is not None and other.category in ("group", "person", "people"):
                        return other
    return None
