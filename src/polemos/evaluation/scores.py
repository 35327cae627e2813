"""Pairs to figures: counts that add up over documents, and what follows from them."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from polemos.evaluation.compared import Compared, ComparedLoss
from polemos.evaluation.match import Pair
from polemos.evaluation.names import names_shared, same_name

FIELDS = ("actor", "recipient", "place", "source", "losses", "time", "factuality", "stance")
"""What is scored of a matched pair. The last two are one value a claim, so that their F1 is an accuracy."""


@dataclass(frozen=True, slots=True)
class Tally:
    """Hits among what was coded and what the gold holds."""

    hits: int = 0
    coded: int = 0
    gold: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(self.hits + other.hits, self.coded + other.coded, self.gold + other.gold)

    @property
    def precision(self) -> float:
        return self.hits / max(1, self.coded)

    @property
    def recall(self) -> float:
        return self.hits / max(1, self.gold)

    @property
    def f1(self) -> float:
        """1 where there was nothing to find and nothing was found."""
        return 2 * self.hits / (self.coded + self.gold) if self.coded + self.gold else 1.0


@dataclass(frozen=True, slots=True)
class Score:
    """Claims found at all, found with the right type, and the required among them; then field by field."""

    claims: Tally = Tally()
    exact: Tally = Tally()
    required: Tally = Tally()
    """Recall alone means something here: `coded` counts nothing."""
    fields: dict[str, Tally] = field(default_factory=lambda: dict.fromkeys(FIELDS, Tally()))

    def __add__(self, other: "Score") -> "Score":
        fields = {name: self.fields[name] + other.fields[name] for name in FIELDS}
        return Score(self.claims + other.claims, self.exact + other.exact, self.required + other.required, fields)

    def figures(self) -> dict[str, float]:
        """The figures by name, as floors and tables use them."""
        found = {
            "P": self.claims.precision,
            "R": self.claims.recall,
            "R_required": self.required.recall,
            "F1": self.claims.f1 if self.claims.coded + self.claims.gold else 0.0,
            "F1_exact_type": self.exact.f1,
        }
        found |= {f"{name}_F1": self.fields[name].f1 for name in FIELDS[:-2]}
        return found | {f"{name}_acc": self.fields[name].recall for name in FIELDS[-2:]}


def score(coded: Sequence[Compared], gold: Sequence[Compared], pairs: Sequence[Pair]) -> Score:
    """The score of one document."""
    required = sum(claim.required for claim in gold)
    return Score(
        Tally(len(pairs), len(coded), len(gold)),
        Tally(sum(pair.exact for pair in pairs), len(coded), len(gold)),
        Tally(sum(pair.gold.required for pair in pairs), 0, required),
        {name: total(_tally(name, pair) for pair in pairs) for name in FIELDS},
    )


def total(tallies: Iterable[Tally]) -> Tally:
    """Their sum."""
    return sum(tallies, Tally())


def by_label(coded: Sequence[Compared], gold: Sequence[Compared], pairs: Sequence[Pair]) -> dict[str, Tally]:
    """Hits of the right type for each label of the gold or the coder; `event/attack` and so on, sorted.

    A claim whose other type the gold allows is counted under the gold's type, or hits could outnumber what was coded.
    """
    granted = {id(pair.coded): _name(pair.gold) for pair in pairs if pair.exact}
    hits = Counter(granted.values())
    ours = Counter(granted.get(id(claim), _name(claim)) for claim in coded)
    theirs = Counter(map(_name, gold))
    return {name: Tally(hits[name], ours[name], theirs[name]) for name in sorted({*ours, *theirs})}


def _name(claim: Compared) -> str:
    return f"{claim.kind}/{claim.label}"


def _tally(name: str, pair: Pair) -> Tally:
    coded, gold = pair.coded, pair.gold
    if name == "actor":
        return Tally(names_shared(coded.first, gold.first), len(coded.first), len(gold.first))
    if name == "recipient":
        return Tally(names_shared(coded.second, gold.second), len(coded.second), len(gold.second))
    if name == "place":
        return Tally(int(same_name(coded.place, gold.place)), int(bool(coded.place)), int(bool(gold.place)))
    if name == "source":
        return Tally(names_shared(coded.sources, gold.sources), len(coded.sources), len(gold.sources))
    if name == "losses":
        return Tally(_losses_shared(coded.losses, gold.losses), len(coded.losses), len(gold.losses))
    if name == "time":
        agrees = coded.time is not None and coded.time == gold.time
        return Tally(int(agrees), int(coded.time is not None), int(gold.time is not None))
    if name == "factuality":
        return Tally(int(coded.factuality == gold.factuality), 1, 1)
    return Tally(int(coded.stance == gold.stance), 1, 1)


def _losses_shared(coded: Sequence[ComparedLoss], gold: Sequence[ComparedLoss]) -> int:
    left = list(gold)
    for loss in coded:
        partner = next((i for i, other in enumerate(left) if _same_loss(loss, other)), None)
        if partner is not None:
            left.pop(partner)
    return len(gold) - len(left)


def _same_loss(one: ComparedLoss, other: ComparedLoss) -> bool:
    return one.status == other.status and all(map(_near, one.figures, other.figures))


def _near(one: int | None, other: int | None) -> bool:
    """Both unknown, or as good as equal: one apart above 20, or a hundredth."""
    if one is None or other is None:
        return one is other
    larger = max(one, other)
    return abs(one - other) <= max(1 if larger > 20 else 0, 0.01 * larger)
