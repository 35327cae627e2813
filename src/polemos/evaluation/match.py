"""Which coded claim answers which gold claim: one to one, the best assignment over all of a document."""

from collections.abc import Sequence
from dataclasses import dataclass

from polemos.evaluation.compared import Compared
from polemos.evaluation.names import names_shared, related, same_name

NEAR = 160
"""Characters between two triggers of one claim, at most."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A coded claim and the gold claim that it answers."""

    coded: Compared
    gold: Compared

    @property
    def exact(self) -> bool:
        return self.coded.accepts(self.gold)


def overlap(one: tuple[int, int], other: tuple[int, int]) -> int:
    """Characters that two spans share; none or less where they are apart."""
    return min(one[1], other[1]) - max(one[0], other[0])


def likeness(coded: Compared, gold: Compared) -> float:
    """0 where the two cannot be the same claim, else 1 and more: type, nearness, parties and place add to it."""
    distance = abs(coded.start - gold.start)
    if coded.kind != gold.kind or distance > NEAR or overlap(coded.span, gold.span) <= 0:
        return 0.0
    exact = coded.accepts(gold)
    if not exact and not related(coded.label, gold.label):
        return 0.0
    parties = names_shared(coded.first, gold.first) + names_shared(coded.second, gold.second)
    of = max(1, len(gold.first) + len(gold.second))
    place = 0.5 if same_name(coded.place, gold.place) else 0.0
    return 1.0 + (1.0 if exact else 0.0) + (1 - distance / (NEAR + 1)) + 0.5 * parties / of + place


def match(coded: Sequence[Compared], gold: Sequence[Compared]) -> list[Pair]:
    """The pairs of the assignment with the greatest likeness in all."""
    if not coded or not gold:
        return []
    import numpy
    from scipy.optimize import linear_sum_assignment

    table = numpy.array([[likeness(c, g) for g in gold] for c in coded])
    rows, columns = linear_sum_assignment(-table)
    return [Pair(coded[i], gold[j]) for i, j in zip(rows, columns, strict=True) if table[i, j] > 0]
