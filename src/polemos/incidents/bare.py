"""Mentions that tell nothing but that it happened: "the attack", "the killing". They go with the claim they take
up."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from polemos.incidents.compare import UNREAL, taken_up
from polemos.incidents.knowledge import types
from polemos.incidents.told import Told
from polemos.model import EventClaim


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
        full = [told for told in ordered if not is_bare(told.claim)]
        for told in ordered:
            anchor = _anchor(told, full) if is_bare(told.claim) else None
            if anchor is not None:
                found[told.id] = anchor.id
    return found


def is_bare(claim: EventClaim) -> bool:
    """Told as something known, without a doer, a victim, a place, a time or a figure of its own."""
    dated = claim.time is not None and claim.time.text and not claim.time.assumed
    return taken_up(claim) and not (claim.actors or claim.recipients or claim.place or claim.losses or dated)


def _anchor(told: Told, full: Sequence[Told]) -> Told | None:
    able = [each for each in full if _can_mean(told.claim, each.claim)]
    before = [each for each in able if each.claim.trigger.start < told.claim.trigger.start]
    alike = [each for each in before if each.claim.type == told.claim.type]
    return alike[-1] if alike else before[-1] if before else able[0] if able else None


def _can_mean(one: EventClaim, other: EventClaim) -> bool:
    alike = types().weight(one.type, other.type) is not None
    return alike and (one.factuality in UNREAL) == (other.factuality in UNREAL)
