"""Two claims: are they about one happening? A sum of signs in log-odds, each with its reason."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from polemos.incidents.knowledge import types, weights
from polemos.incidents.people import meet, name_key, same
from polemos.incidents.places import lie
from polemos.incidents.told import Told
from polemos.incidents.windows import Window, window
from polemos.model import EventClaim, Participant

UNREAL = frozenset({"planned", "hypothetical"})
_LONG = 6
"""Days from which on a time told in the plural is a sum of several happenings."""
_PLURAL = re.compile(r"(?<=\w{3})[^s\W]s$", re.IGNORECASE)
_TAKEN_UP = re.compile(r"\b(?:the|this|that|these|those|such)\s+(?:[\w'’-]+\s+){0,2}$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Reason:
    """One sign and its weight in log-odds."""

    sign: str
    weight: float


@dataclass(frozen=True, slots=True)
class Comparison:
    """`score` is the sum of the weights; above 0 the two are held for one happening."""

    one: str
    other: str
    score: float
    reasons: tuple[Reason, ...]

    @property
    def joined(self) -> bool:
        return self.score > 0


def compare(one: Told, other: Told) -> Comparison | None:
    """None for two types that are never one happening. The same in either order."""
    if other.id < one.id:
        one, other = other, one
    kinds = types().weight(one.claim.type, other.claim.type)
    if kinds is None:
        return None
    table = weights()["same_report" if one.claim.report_id == other.claim.report_id else "other_report"]
    signs = ["prior", *_reality(one.claim, other.claim), *_where(one, other), *_who(one.claim, other.claim)]
    signs += [*_when(one, other), *_losses(one.claim, other.claim), *_words(one, other)]
    reasons = [Reason(sign, table[sign]) for sign in signs]
    if kinds:
        reasons.append(Reason(f"types {one.claim.type} and {other.claim.type}", kinds))
    return Comparison(one.id, other.id, round(sum(reason.weight for reason in reasons), 3), tuple(reasons))


def _reality(one: EventClaim, other: EventClaim) -> list[str]:
    unreal = [claim.factuality in UNREAL for claim in (one, other)]
    if all(unreal):
        return ["both_unreal"]
    return ["reality"] if any(unreal) else []


def _where(one: Told, other: Told) -> list[str]:
    places = one.claim.place, other.claim.place
    if None not in places:
        found = lie(*places)
        return [] if found == "unknown" else [f"place_{found}"]
    silent = "place_silent" if places == (None, None) else "place_one_silent"
    if one.claim.report_id == other.claim.report_id:
        return [silent]
    found = lie(one.claim.place or one.setting, other.claim.place or other.setting)
    return ["place_setting" if found in ("same", "inside") else silent]


def _who(one: EventClaim, other: EventClaim) -> list[str]:
    actors, recipients = meet(one.actors, other.actors), meet(one.recipients, other.recipients)
    crossed = "shared" in (meet(one.actors, other.recipients), meet(one.recipients, other.actors))
    if crossed and "shared" not in (actors, recipients):
        # In a battle each side fights the other; two attacks in opposite directions are two.
        return ["crossed" if "battle" in (one.type, other.type) else "turned_round"]
    return [f"actors_{actors}", f"recipients_{recipients}"]


def _when(one: Told, other: Told) -> list[str]:
    first, second = window(one), window(other)
    if first is None or second is None:
        return []
    if not first.overlaps(second):
        # Without a date of its own a claim of the same report says nothing against another's date.
        assumed = not (first.stated and second.stated)
        if assumed and one.claim.report_id == other.claim.report_id:
            return []
        # Reports of one night name the one day or the next.
        return ["time_beside" if first.gap(second) == 1 else "time_apart"]
    if _sums_up(one, first, second) or _sums_up(other, second, first):
        return ["summary"]
    if not (first.stated and second.stated):
        return []
    return ["day_same" if first.days == second.days == 1 else "time_overlap"]


def _sums_up(told: Told, mine: Window, other: Window) -> bool:
    """ "Airstrikes since December", against one of them: told in the plural of a time much longer than the
    other's."""
    if not mine.stated or mine.days < _LONG or other.days * 2 > mine.days:
        return False
    return _PLURAL.search(told.claim.trigger.text) is not None


def _losses(one: EventClaim, other: EventClaim) -> list[str]:
    signs: list[str] = []
    if _named_victims(one, other):
        signs.append("named_same")
    pairs = [(a.best, b.best) for a in one.losses for b in other.losses if a.status == b.status and a.best and b.best]
    if any(a == b and a > 2 for a, b in pairs if a is not None):
        signs.append("figure_same")
    elif pairs:
        signs.append("figure_apart")
    if one.type == other.type == "killing" and _deaths_apart(one, other):
        signs.append("deaths_apart")
    return signs


def _deaths_apart(one: EventClaim, other: EventClaim) -> bool:
    """A bare killing is known by its dead alone: both say how many, and no number is the same."""
    first, second = ({loss.best or loss.low for loss in claim.losses} - {None, 0} for claim in (one, other))
    return bool(first and second) and not first & second


def _named_victims(one: EventClaim, other: EventClaim) -> bool:
    """Whether a person is named as the victim of both."""
    first, second = ([*_persons(claim)] for claim in (one, other))
    return any(same(a, b) for a in first for b in second)


def _persons(claim: EventClaim) -> Iterator[Participant]:
    yield from (who for who in claim.recipients if who.kind == "person" and name_key(who.name))
    for loss in claim.losses:
        yield from (Participant(name, name, None, None, "person") for name in loss.named)


def _words(one: Told, other: Told) -> list[str]:
    """What only the claims of one report have: the order of telling."""
    a, b = sorted((one.claim, other.claim), key=lambda claim: claim.trigger.start)
    signs: list[str] = []
    if _by_other_means(a, b) or _by_other_means(b, a):
        signs.append("means_differ")
    if a.trigger.text.lower() == b.trigger.text.lower():
        signs.append("trigger_same")
    if one.voice != other.voice:
        signs += ["denied"] if _contradict(a, b) else []
    elif "denies" in (_stance(a), _stance(b)) and _stance(a) != _stance(b):
        signs.append("denied_by_itself")  # what a speaker denies and what the same speaker asserts are two things
    if a.report_id != b.report_id:
        return signs
    if a.sentence == b.sentence:
        signs.append("sentence_same")
    elif 0 <= b.sentence.start - a.sentence.end < 5:
        signs.append("beside")
    if a.sentence != b.sentence and taken_up(b):
        signs.append("taken_up")
    return signs


def _by_other_means(one: EventClaim, other: EventClaim) -> bool:
    return any(other.type in types().means.get(word, ()) for word in one.trigger.text.lower().split())


def _contradict(one: EventClaim, other: EventClaim) -> bool:
    """One denies what the other tells, or tells as not having happened."""
    stances = {_stance(one), _stance(other)}
    return denies(one) != denies(other) or ("denies" in stances and len(stances) > 1)


def denies(claim: EventClaim) -> bool:
    """Whether its speaker says that it did not happen."""
    return claim.factuality == "negated" or _stance(claim) == "denies"


def _stance(claim: EventClaim) -> str:
    return claim.sources[-1].stance if claim.sources else "asserts"


def taken_up(claim: EventClaim) -> bool:
    """The trigger stands as something known: "the attack", "this killing"."""
    before = claim.sentence.text[: max(0, claim.trigger.start - claim.sentence.start)]
    return bool(_TAKEN_UP.search(before))
