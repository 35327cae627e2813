"""One form for gold and coded claims, with what the scorer looks at and nothing else."""

from dataclasses import dataclass

from polemos.model import Claim, ControlClaim, EventClaim, Moment


@dataclass(frozen=True, slots=True)
class ComparedLoss:
    """A loss as far as it is compared."""

    status: str
    low: int | None
    best: int | None
    high: int | None

    @property
    def figures(self) -> tuple[int | None, int | None, int | None]:
        return self.low, self.best, self.high


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """A claim to compare. `start` is the trigger's offset; `span` the clause (gold) or the sentence (coded).

    `first` and `second` are the pair of parties: actors and recipients, holder and place, subject and object.
    """

    kind: str
    label: str
    start: int
    span: tuple[int, int]
    trigger: str
    quote: str
    first: tuple[str, ...] = ()
    second: tuple[str, ...] = ()
    place: str | None = None
    factuality: str = "occurred"
    sources: tuple[str, ...] = ()
    stance: str = "asserts"
    """Of the innermost source."""
    losses: tuple[ComparedLoss, ...] = ()
    time: tuple[str, str] | None = None
    """First and last day, where the text states a time that can be dated."""
    also_ok: tuple[str, ...] = ()
    """Other labels that a careful coder could defend; gold only."""
    required: bool = True
    """Any competent coder would code it; gold only."""
    confidence: float = 1.0

    def accepts(self, other: "Compared") -> bool:
        """The labels agree, or one of the two allows the other."""
        return self.label == other.label or other.label in self.also_ok or self.label in other.also_ok


def compared(claim: Claim) -> Compared:
    """A coded claim in the form of the scorer."""
    first, second = (tuple(p.name for p in side) for side in claim.parties())
    place = claim.place.name if claim.place else None
    if isinstance(claim, ControlClaim):
        second = (place,) if place else ()
    losses = claim.losses if isinstance(claim, EventClaim) else ()
    return Compared(
        kind=claim.kind,
        label=claim.label,
        start=claim.trigger.start,
        span=(claim.sentence.start, claim.sentence.end),
        trigger=claim.trigger.text,
        quote=claim.sentence.text,
        first=first,
        second=second,
        place=place,
        factuality=claim.factuality,
        sources=tuple(source.name for source in claim.sources),
        stance=claim.sources[-1].stance if claim.sources else "asserts",
        losses=tuple(ComparedLoss(loss.status, loss.low, loss.best, loss.high) for loss in losses),
        time=_stated(claim.time),
        confidence=claim.confidence,
    )


def _stated(moment: Moment | None) -> tuple[str, str] | None:
    if moment is None or moment.assumed or moment.from_ is None or moment.to is None:
        return None
    return moment.from_, moment.to
