"""Compares two lists of events: pairs that are one happening, and what each list has alone, with the reason."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from polemos.comparison.assign import Pair, assigned
from polemos.comparison.candidates import candidates
from polemos.comparison.item import Item, Keys, item, plain_keys
from polemos.model.listed import ListedEvent

Reason = Literal["outside-time", "nothing-near", "too-different", "better-pair"]
REASONS: dict[Reason, str] = {
    "outside-time": "before or after everything that the other list has",
    "nothing-near": "the other list has nothing near it in place and time",
    "too-different": "what the other list has near it is of another kind, by others, or with other figures",
    "better-pair": "what would fit it goes better with another event",
}


@dataclass(frozen=True, slots=True)
class Paired:
    """One happening in both lists."""

    one: ListedEvent
    other: ListedEvent
    score: float
    km: float | None
    days: int


@dataclass(frozen=True, slots=True)
class Alone:
    event: ListedEvent
    reason: Reason


@dataclass(frozen=True, slots=True)
class Counts:
    """Of one country, month or kind."""

    name: str
    both: int
    only_one: int
    only_other: int


@dataclass(frozen=True, slots=True)
class DeathsAgreed:
    """Of pairs that both count the dead: `equal` to the last one, `overlapping` in their ranges, with both sums."""

    pairs: int
    equal: int
    overlapping: int
    sum_one: int
    sum_other: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """`left_out_one` and `left_out_other` count events without a date or a place, which nothing can be said of."""

    pairs: tuple[Paired, ...]
    only_one: tuple[Alone, ...]
    only_other: tuple[Alone, ...]
    left_out_one: int
    left_out_other: int


def compare(one: Iterable[ListedEvent], other: Iterable[ListedEvent], keys: Keys = plain_keys) -> Comparison:
    """Both lists are held in memory, some 3 kB an event. `keys` tells when two names mean one actor."""
    firsts, missing_one = _items(one, keys)
    seconds, missing_other = _items(other, keys)
    fitting: list[Pair] = []
    met: tuple[set[int], set[int]] = (set(), set())
    for a, b, found in candidates(firsts, seconds):
        met[0].add(a)
        met[1].add(b)
        if found.fits:
            fitting.append((a, b, found))
    chosen = assigned(fitting)
    pairs = tuple(Paired(firsts[a].event, seconds[b].event, m.score, m.km, m.days) for a, b, m in chosen)
    fits = ({pair[0] for pair in fitting}, {pair[1] for pair in fitting})
    alone_one = _alone(firsts, seconds, {pair[0] for pair in chosen}, fits[0], met[0])
    alone_other = _alone(seconds, firsts, {pair[1] for pair in chosen}, fits[1], met[1])
    return Comparison(pairs, alone_one, alone_other, missing_one, missing_other)


def counts(found: Comparison, of: Callable[[ListedEvent], str]) -> tuple[Counts, ...]:
    """By whatever `of` tells of an event, such as its country; a pair counts by its first event. By name."""
    both = Counter(of(pair.one) for pair in found.pairs)
    only_one = Counter(of(each.event) for each in found.only_one)
    only_other = Counter(of(each.event) for each in found.only_other)
    names = sorted(both.keys() | only_one.keys() | only_other.keys())
    return tuple(Counts(name, both[name], only_one[name], only_other[name]) for name in names)


def country(event: ListedEvent) -> str:
    return event.country or "?"


def month(event: ListedEvent) -> str:
    return (event.from_ or "?")[:7]


def kind(event: ListedEvent) -> str:
    return event.kind


def deaths_agreed(found: Comparison) -> DeathsAgreed:
    """How far the figures of the dead agree where both lists count them."""
    told = [(p.one, p.other) for p in found.pairs if p.one.best is not None and p.other.best is not None]
    ranges = [(_range(one), _range(other)) for one, other in told]
    return DeathsAgreed(
        pairs=len(told),
        equal=sum(one.best == other.best for one, other in told),
        overlapping=sum(a[0] <= b[1] and b[0] <= a[1] for a, b in ranges),
        sum_one=sum(one.best or 0 for one, _ in told),
        sum_other=sum(other.best or 0 for _, other in told),
    )


def _range(event: ListedEvent) -> tuple[int, int]:
    """Some lists have a best figure above their highest: it is in the range too."""
    figures = [figure for figure in (event.low, event.best, event.high) if figure is not None]
    return min(figures), max(figures)


def _items(events: Iterable[ListedEvent], keys: Keys) -> tuple[tuple[Item, ...], int]:
    """In the order of time and id, so that the same two lists give the same pairs in whatever order they come."""
    made = [item(event, keys) for event in events]
    known = [each for each in made if each is not None]
    ordered = sorted(known, key=lambda each: (each.first, each.last, each.event.id))
    return tuple(ordered), len(made) - len(known)


def _alone(
    items: Sequence[Item], others: Sequence[Item], paired: set[int], fit: set[int], met: set[int]
) -> tuple[Alone, ...]:
    first = min((each.first for each in others), default=0)
    last = max((each.last for each in others), default=0)
    found = []
    for at, each in enumerate(items):
        if at in paired:
            continue
        reason: Reason = "better-pair" if at in fit else "too-different" if at in met else "nothing-near"
        if reason == "nothing-near" and (each.last < first or each.first > last):
            reason = "outside-time"
        found.append(Alone(each.event, reason))
    return tuple(found)
