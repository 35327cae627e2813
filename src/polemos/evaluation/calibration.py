"""Whether confidence means what it says: of claims at 0.8, about 80 in 100 are right."""

from collections.abc import Iterator
from dataclasses import dataclass

from polemos.evaluation.evaluate import Evaluation

BINS = 10


@dataclass(frozen=True, slots=True)
class Bin:
    """Claims whose confidence lies from `low` to under `high`; `right` of `coded` have a partner in the gold."""

    low: float
    high: float
    coded: int
    right: int
    mean: float
    """Of their confidences."""

    @property
    def share(self) -> float:
        return self.right / max(1, self.coded)


def calibration(evaluation: Evaluation) -> Iterator[Bin]:
    """The bins that hold a claim, from low to high."""
    held: list[list[tuple[float, bool]]] = [[] for _ in range(BINS)]
    for document in evaluation.documents:
        found = {id(pair.coded) for pair in document.pairs}
        for claim in document.coded:
            held[min(BINS - 1, int(claim.confidence * BINS))].append((claim.confidence, id(claim) in found))
    for number, claims in enumerate(held):
        if claims:
            mean = sum(confidence for confidence, _ in claims) / len(claims)
            right = sum(hit for _, hit in claims)
            yield Bin(number / BINS, (number + 1) / BINS, len(claims), right, mean)


def expected_error(evaluation: Evaluation) -> float:
    """How far confidence and share lie apart on average, each bin by its claims (expected calibration error)."""
    bins = list(calibration(evaluation))
    coded = sum(one.coded for one in bins)
    return sum(one.coded * abs(one.mean - one.share) for one in bins) / max(1, coded)
