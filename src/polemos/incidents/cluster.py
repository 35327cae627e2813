"""Comparisons to clusters: average linkage, so that one chance likeness does not chain two happenings together.

The outcome depends on the comparisons alone, not on their order. People's decisions come first: what they said is the
same is put together before, and "not the same" is never crossed.
"""

import heapq
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

from polemos.incidents.compare import Comparison

UNCOMPARED = -2.0
"""Log-odds of two claims that were not compared: their types, times or places cannot meet."""
PairOfIds = tuple[str, str]


def clusters(
    ids: Iterable[str],
    comparisons: Iterable[Comparison],
    together: Sequence[PairOfIds] = (),
    apart: Iterable[PairOfIds] = (),
    bare: Mapping[str, str] = MappingProxyType({}),
) -> tuple[tuple[str, ...], ...]:
    """Every id in one cluster, members and clusters sorted; `apart` wins over `together`.

    `bare` names claims that are not compared but go where the claim goes that they take up, unless a person has put
    them somewhere.
    """
    decided = {each for pair in together for each in pair}
    follow = {one: other for one, other in bare.items() if one not in decided}
    made = _Clusters(ids, apart)
    for one, other in sorted(together):
        made.join_by_decision(one, other)
    made.link(each for each in comparisons if each.one not in follow and each.other not in follow)
    for one, other in sorted(follow.items()):
        made.join_by_decision(one, other)
    return tuple(sorted(tuple(sorted(members)) for members in made.members.values()))


class _Clusters:
    """Clusters named by their smallest id; `sums` and `counts` hold the comparisons between two of them."""

    def __init__(self, ids: Iterable[str], apart: Iterable[PairOfIds]) -> None:
        self.members = {each: {each} for each in sorted(set(ids))}
        self.home = {each: each for each in self.members}
        self.barred: dict[str, set[str]] = defaultdict(set)
        for one, other in apart:
            if one in self.home and other in self.home:
                self.barred[one].add(other)
                self.barred[other].add(one)
        self.sums: dict[str, dict[str, float]] = defaultdict(dict)
        self.counts: dict[str, dict[str, int]] = defaultdict(dict)

    def join_by_decision(self, one: str, other: str) -> None:
        if one in self.home and other in self.home:
            first, second = sorted((self.home[one], self.home[other]))
            if first != second and not self._crossed(first, second):
                self._merge(first, second)

    def link(self, comparisons: Iterable[Comparison]) -> None:
        for each in sorted(comparisons, key=lambda c: (c.one, c.other)):
            one, other = self.home.get(each.one), self.home.get(each.other)
            if one is not None and other is not None and one != other:
                for a, b in ((one, other), (other, one)):
                    self.sums[a][b] = self.sums[a].get(b, 0.0) + each.score
                    self.counts[a][b] = self.counts[a].get(b, 0) + 1
        heap = [
            (-self._average(one, other), one, other)
            for one in self.sums
            for other in self.sums[one]
            if one < other and self._average(one, other) > 0
        ]
        heapq.heapify(heap)
        while heap:
            negative, one, other = heapq.heappop(heap)
            if one not in self.members or other not in self.members or other not in self.sums[one]:
                continue
            if -negative != self._average(one, other) or self._crossed(one, other):
                continue  # the clusters have grown since; their new average stands elsewhere in the heap
            self._merge(one, other)
            for near in sorted(self.sums[one]):
                average = self._average(one, near)
                if average > 0:
                    heapq.heappush(heap, (-average, min(one, near), max(one, near)))

    def _average(self, one: str, other: str) -> float:
        pairs = len(self.members[one]) * len(self.members[other])
        unseen = pairs - self.counts[one][other]
        return round((self.sums[one][other] + UNCOMPARED * unseen) / pairs, 9)

    def _crossed(self, one: str, other: str) -> bool:
        small, large = sorted((one, other), key=lambda name: len(self.members[name]))
        return any(self.barred.get(each, set()) & self.members[large] for each in self.members[small])

    def _merge(self, one: str, other: str) -> None:
        """`other` goes into `one`, whose id is the smaller."""
        for each in self.members[other]:
            self.home[each] = one
        self.members[one] |= self.members.pop(other)
        sums, counts = self.sums.pop(other, {}), self.counts.pop(other, {})
        for near in sums:
            del self.sums[near][other], self.counts[near][other]
            if near != one:
                for a, b in ((one, near), (near, one)):
                    self.sums[a][b] = self.sums[a].get(b, 0.0) + sums[near]
                    self.counts[a][b] = self.counts[a].get(b, 0) + counts[near]
