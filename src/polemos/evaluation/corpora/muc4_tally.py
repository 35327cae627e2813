"""Templates against templates: fillers paired within a slot, templates paired within a document, and the counts."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from scipy.optimize import linear_sum_assignment

from polemos.evaluation.corpora.muc4_compare import PARTIAL, compare
from polemos.evaluation.corpora.muc4_keys import MAPPING_SLOTS, SLOTS, Filler, Template


@dataclass(frozen=True, slots=True)
class Tally:
    """What the keys ask for, what was coded, and what of it is right, wholly or in part."""

    possible: int = 0
    actual: int = 0
    correct: int = 0
    partial: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(
            self.possible + other.possible,
            self.actual + other.actual,
            self.correct + other.correct,
            self.partial + other.partial,
        )

    @property
    def credit(self) -> float:
        return self.correct + PARTIAL * self.partial

    @property
    def recall(self) -> float:
        return self.credit / self.possible if self.possible else 0.0

    @property
    def precision(self) -> float:
        return self.credit / self.actual if self.actual else 0.0

    @property
    def f(self) -> float:
        """F with recall and precision of the same weight."""
        both = self.possible + self.actual
        return 2 * self.credit / both if both else 0.0


@dataclass(frozen=True, slots=True)
class Pairing:
    """The templates of one document: pairs, key templates without a response, responses without a key."""

    pairs: tuple[tuple[Template, Template], ...]
    missing: tuple[Template, ...]
    spurious: tuple[Template, ...]


@dataclass(slots=True)
class Slots:
    """A tally for every slot."""

    tallies: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))

    def add(self, more: Mapping[str, Tally]) -> None:
        for slot, tally in more.items():
            self.tallies[slot] = self.tallies[slot] + tally

    @property
    def total(self) -> Tally:
        return sum(self.tallies.values(), Tally())


def pair(coded: Sequence[Template], keys: Sequence[Template]) -> Pairing:
    """One to one, so that the credit of all pairs together is the greatest; only what may stand for one another."""
    gains = np.array([[_gain(one, key) for key in keys] for one in coded]).reshape(len(coded), len(keys))
    rows, columns = linear_sum_assignment(gains, maximize=True)
    chosen = [(int(row), int(column)) for row, column in zip(rows, columns, strict=True) if gains[row, column] > 0]
    answered, used = {column for _, column in chosen}, {row for row, _ in chosen}
    return Pairing(
        tuple((coded[row], keys[column]) for row, column in chosen),
        tuple(key for number, key in enumerate(keys) if number not in answered),
        tuple(one for number, one in enumerate(coded) if number not in used),
    )


def paired(coded: Template, key: Template) -> dict[str, Tally]:
    """The slots of a pair."""
    return {slot: _slot(slot, coded.fillers(slot), key.fillers(slot)) for slot in SLOTS if key.applies(slot)}


def missed(key: Template) -> dict[str, Tally]:
    """A key template that nothing answers asks for its fillers all the same, unless it is optional."""
    asked = {slot: [filler for filler in key.fillers(slot) if not filler.optional] for slot in SLOTS}
    return {} if key.optional else {slot: Tally(possible=len(fillers)) for slot, fillers in asked.items()}


def invented(coded: Template) -> dict[str, Tally]:
    """A response without a key: every filler is spurious."""
    return {slot: Tally(actual=len(coded.fillers(slot))) for slot in SLOTS}


def _gain(coded: Template, key: Template) -> float:
    """The credit of a pair; 0 where the response may not stand for the key."""
    found = paired(coded, key)
    allowed = found["incident.type"].credit and any(found[slot].credit for slot in MAPPING_SLOTS if slot in found)
    return sum(tally.credit for tally in found.values()) if allowed else 0.0


def _slot(slot: str, coded: Sequence[Filler], keys: Sequence[Filler]) -> Tally:
    scores = np.array([[compare(slot, one, key) for key in keys] for one in coded]).reshape(len(coded), len(keys))
    rows, columns = linear_sum_assignment(scores, maximize=True)
    found = [(float(scores[row, column]), int(column)) for row, column in zip(rows, columns, strict=True)]
    answered = {column for score, column in found if score > 0}
    possible = sum(number in answered or not key.optional for number, key in enumerate(keys))
    correct = sum(score == 1 for score, _ in found)
    return Tally(possible, len(coded), correct, len(answered) - correct)
