"""Mentions that tell nothing but that it happened ("the attack", "the killing"), or nothing but how many it killed
("residents said that nine were killed"). They go with the claim they take up."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from polemos.incidents.compare import UNREAL, taken_up
from polemos.incidents.knowledge import types
from polemos.incidents.told import Told
from polemos.model import EventClaim

_NEAR = 250
"""Characters between the sentence of an event and the one that gives its toll."""


def bare_mentions(claims: Iterable[Told]) -> Mapping[str, str]:
    """By the id of each bare mention the id of the claim that it takes up.

    Alone it agrees with everything, so that a comparison tells nothing; the nearest claim before it in the report
    that it can mean is what a reader takes it for, and where none stands before, the first after it.
    """
    reports: dict[str, list[Told]] = defaultdict(list)
    for told in claims:
        reports[told.claim.report_id].append(told)
    found: dict[str, str] = {}
    for group in reports.values():
        ordered = sorted(group, key=lambda told: (told.claim.trigger.start, told.id))
        full = [told for told in ordered if not is_bare(told.claim) and not is_toll(told.claim)]
        for told in ordered:
            anchor = _anchor(told, full) if is_bare(told.claim) else None
            if is_toll(told.claim):
                anchor = _just_told(told, full)
            if anchor is not None:
                found[told.id] = anchor.id
    return found


def is_bare(claim: EventClaim) -> bool:
    """Told as something known, without a doer, a victim, a place, a time or a figure of its own."""
    dated = claim.time is not None and claim.time.text and not claim.time.assumed
    return taken_up(claim) and not (claim.actors or claim.recipients or claim.place or claim.losses or dated)


def is_toll(claim: EventClaim) -> bool:
    """Dead of whom nothing is told but how many: without a doer, a place or a time of their own."""
    dated = claim.time is not None and claim.time.text and not claim.time.assumed
    return claim.type == "killing" and bool(claim.losses) and not (claim.actors or claim.place or dated)


def _just_told(toll: Told, full: Sequence[Told]) -> Told | None:
    """The attack that the toll is of: the last one that was told shortly before it."""
    near = [
        each
        for each in full
        if each.claim.type != "killing"
        and 0 <= toll.claim.sentence.start - each.claim.sentence.end < _NEAR
        and _can_mean(toll.claim, each.claim)
    ]
    return near[-1] if near else None


def _anchor(told: Told, full: Sequence[Told]) -> Told | None:
    able = [each for each in full if _can_mean(told.claim, each.claim)]
    before = [each for each in able if each.claim.trigger.start < told.claim.trigger.start]
    alike = [each for each in before if each.claim.type == told.claim.type]
    return alike[-1] if alike else before[-1] if before else able[0] if able else None


def _can_mean(one: EventClaim, other: EventClaim) -> bool:
    alike = types().weight(one.type, other.type) is not None
    return alike and (one.factuality in UNREAL) == (other.factuality in UNREAL)
