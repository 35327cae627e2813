"""How well claims are grouped: by pairs, and by B-cubed, in which a claim that stands alone counts too."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Self

Groups = Iterable[Sequence[str]]


@dataclass(frozen=True, slots=True)
class Grouping:
    """Pairs in one group (found, right and to be found) and, over claims, the sums of B-cubed's shares.

    B-cubed (Bagga and Baldwin 1998): for each claim the share of its found group that belongs with it (precision), and
    of the group that it belongs to that was found (recall), each averaged over all claims.
    """

    right: int = 0
    found: int = 0
    wanted: int = 0
    precisions: float = 0.0
    recalls: float = 0.0
    claims: int = 0

    def __add__(self, other: Self) -> "Grouping":
        return Grouping(
            self.right + other.right,
            self.found + other.found,
            self.wanted + other.wanted,
            self.precisions + other.precisions,
            self.recalls + other.recalls,
            self.claims + other.claims,
        )

    def figures(self) -> dict[str, float]:
        """Precision, recall and F1 of both; 0 where nothing was found or wanted."""
        pairs = (_share(self.right, self.found), _share(self.right, self.wanted))
        cubed = (_share(self.precisions, self.claims), _share(self.recalls, self.claims))
        return {
            "pairs_P": pairs[0],
            "pairs_R": pairs[1],
            "pairs_F1": _f1(*pairs),
            "B3_P": cubed[0],
            "B3_R": cubed[1],
            "B3_F1": _f1(*cubed),
        }


def grouping(found: Groups, wanted: Groups, claims: Iterable[str]) -> Grouping:
    """Compare two groupings of `claims`. One that is in no group stands alone; one that is wanted in two groups (a
    claim that sums up two happenings) may stand with either."""
    everybody = sorted(set(claims))
    ours, theirs = _homes(found, everybody), _homes(wanted, everybody)
    pairs, right_pairs = _pairs(ours), _pairs(theirs)
    precisions = sum(len(ours[each] & theirs[each]) / len(ours[each]) for each in everybody)
    recalls = sum(len(ours[each] & theirs[each]) / len(theirs[each]) for each in everybody)
    return Grouping(len(pairs & right_pairs), len(pairs), len(right_pairs), precisions, recalls, len(everybody))


def _homes(groups: Groups, everybody: Sequence[str]) -> Mapping[str, frozenset[str]]:
    known = set(everybody)
    homes: dict[str, frozenset[str]] = {each: frozenset({each}) for each in everybody}
    for group in groups:
        members = known.intersection(group)
        for each in members:
            homes[each] |= members
    return homes


def _pairs(homes: Mapping[str, frozenset[str]]) -> set[tuple[str, str]]:
    return {pair for each, home in homes.items() for pair in combinations(sorted(home), 2) if each in pair}


def _share(part: float, whole: float) -> float:
    return part / whole if whole else 0.0


def _f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0
