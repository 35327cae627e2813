"""Which event the dead, wounded and captured of a sentence belong to."""

from polemos.coding.losses import FoundLoss
from polemos.model.analysis import Analysis
from polemos.model.claim import EventClaim
from polemos.model.losses import Loss

# Events in which people die; a bare "killed" in the same sentence tells their losses (codebook section 3).
_HOSTS = {
    "battle",
    "attack",
    "shelling",
    "airstrike",
    "bombing",
    "suicide-bombing",
    "chemical-attack",
    "execution",
    "assassination",
}
_TAKING = {"capture", "arrest", "abduction"}
_NEAR = 6
"""Steps in the sentence's tree within which an event and a "killed" tell of the same."""


def attach(
    analysis: Analysis, events: list[tuple[int, EventClaim]], losses: list[FoundLoss]
) -> tuple[dict[int, tuple[Loss, ...]], dict[int, int]]:
    """Losses by the number of their event, and the killings that a stated event takes over with the number of that."""
    by_sentence: dict[int, list[int]] = {}
    for number, (anchor, _) in enumerate(events):
        by_sentence.setdefault(analysis.tokens[anchor].sentence, []).append(number)
    taken: dict[int, int] = {}
    for numbers in by_sentence.values():
        for number in numbers:
            if events[number][1].type == "killing":
                host = _host(analysis, events, numbers, events[number][0])
                if host is not None:
                    taken[number] = host
    held: dict[int, list[Loss]] = {}
    for found in losses:
        numbers = by_sentence.get(analysis.tokens[found.predicate].sentence, [])
        owner = next((n for n in numbers if events[n][0] == found.predicate), None)
        if owner is None:
            owner = _owner(analysis, events, numbers, found)
        if owner is not None:
            held.setdefault(taken.get(owner, owner), []).append(found.loss)
    return {number: tuple(listed) for number, listed in held.items()}, taken


def _owner(
    analysis: Analysis, events: list[tuple[int, EventClaim]], numbers: list[int], found: FoundLoss
) -> int | None:
    taking = found.loss.status == "captured"
    kinds = _TAKING | {"surrender", "seizure"} if taking else _HOSTS | {"killing", "displacement"}
    if found.loss.status == "displaced":
        kinds = {"displacement", "withdrawal"}
    fitting = [n for n in numbers if events[n][1].type in kinds]
    return min(fitting, key=lambda n: (_steps(analysis, events[n][0], found.predicate), n), default=None)


def _host(analysis: Analysis, events: list[tuple[int, EventClaim]], numbers: list[int], killing: int) -> int | None:
    """The nearest stated event that happened and in which these people may have died."""
    own = next(events[n][1] for n in numbers if events[n][0] == killing)
    near = [
        (steps, n)
        for n in numbers
        if events[n][1].type in _HOSTS
        and (events[n][1].factuality == own.factuality or events[n][1].factuality in ("occurred", "ongoing"))
        and (steps := _steps(analysis, events[n][0], killing)) <= _NEAR
        and not _told_apart(analysis, events[n][0], killing)
    ]
    return min(near)[1] if near else None


def _told_apart(analysis: Analysis, event: int, killing: int) -> bool:
    """Whether one of them is what somebody said and the other is not: "was killed hours after he had told reporters
    that civilians were being slaughtered"."""
    paths = [[index, *(t.index for t in analysis.ancestors(index))] for index in (event, killing)]
    shared = set(paths[0]) & set(paths[1])
    return any(analysis.tokens[i].dep == "ccomp" for path in paths for i in path if i not in shared)


def _steps(analysis: Analysis, a: int, b: int) -> int:
    """The number of arcs between two tokens of one sentence."""
    up = {a: 0}
    for distance, ancestor in enumerate(analysis.ancestors(a), start=1):
        up[ancestor.index] = distance
    if b in up:
        return up[b]
    for distance, ancestor in enumerate(analysis.ancestors(b), start=1):
        if ancestor.index in up:
            return up[ancestor.index] + distance
    return 99
