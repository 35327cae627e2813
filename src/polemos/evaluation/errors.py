"""What went wrong, in words: each miss with its likely cause, and the worst errors of an evaluation."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, zip_longest
from typing import Literal

from polemos.evaluation.compared import Compared
from polemos.evaluation.evaluate import Evaluation, Judged
from polemos.evaluation.match import NEAR, Pair, overlap
from polemos.evaluation.names import names_shared, same_name

Cause = Literal[
    "no trigger", "wrong type", "too few", "boundary", "wrong role", "place", "time", "attribution", "factuality"
]
CAUSES: dict[Cause, str] = {
    "no trigger": "missed: nothing was coded at these words",
    "wrong type": "missed: the words were coded as a claim of an unrelated type",
    "too few": "missed: fewer claims of this type were coded at these words than there are",
    "boundary": "missed: a claim of this type was coded nearby, on other words or in another sentence",
    "wrong role": "found, but actors or recipients differ",
    "place": "found, but the place differs",
    "time": "found, but the days differ",
    "attribution": "found, but sources or stance differ",
    "factuality": "found, but the factuality differs",
}


@dataclass(frozen=True, slots=True)
class Error:
    """One error. `gold` is None where nothing was to be coded, `coded` where nothing was."""

    document: str
    cause: Cause | Literal["wrong claim"]
    quote: str
    gold: Compared | None
    coded: Compared | None


def errors(evaluation: Evaluation) -> Iterator[Error]:
    """Every miss and every difference of a pair, document by document."""
    for judged in evaluation.documents:
        for gold in judged.missed:
            cause, nearest = _why_missed(judged, gold)
            yield Error(judged.gold.id, cause, gold.quote, gold, nearest)
        for pair in judged.pairs:
            for cause in _differences(pair):
                yield Error(judged.gold.id, cause, pair.gold.quote, pair.gold, pair.coded)


def counted(found: list[Error]) -> dict[Cause, tuple[int, int]]:
    """How many errors each cause has, and how many of them lie in required claims."""
    every = Counter(error.cause for error in found)
    required = Counter(error.cause for error in found if error.gold and error.gold.required)
    return {cause: (every[cause], required[cause]) for cause in CAUSES}


def worst(evaluation: Evaluation, most: int = 10) -> list[Error]:
    """Missed required claims, fullest first, in turn with wrong claims, surest first."""
    missed = [(judged, claim) for judged in evaluation.documents for claim in judged.missed if claim.required]
    wrong = [(judged, claim) for judged in evaluation.documents for claim in judged.wrong]
    missed.sort(key=lambda found: (-_fullness(found[1]), found[0].gold.id, found[1].start, found[1].label))
    wrong.sort(key=lambda found: (-found[1].confidence, -_fullness(found[1]), found[0].gold.id, found[1].start))
    misses = (Error(judged.gold.id, *_missed(judged, gold)) for judged, gold in missed)
    claims = (Error(judged.gold.id, "wrong claim", claim.quote, _at(judged, claim), claim) for judged, claim in wrong)
    found = chain.from_iterable(zip_longest(misses, claims))
    return [error for error in found if error][:most]


def says(claim: Compared | None) -> str:
    """A claim in one line: "seizure: Rebels → Gao, at Gao; negated; says: a spokesman (denies)"."""
    if claim is None:
        return "nothing"
    parties = (
        " → ".join(", ".join(side) or "–" for side in (claim.first, claim.second))
        if claim.first or claim.second
        else "–"
    )
    said = f"{claim.label} “{claim.trigger}”: {parties}"
    if claim.place and claim.kind != "control":
        said += f", at {claim.place}"
    if claim.time:
        said += f", on {'..'.join(dict.fromkeys(claim.time))}"
    if claim.factuality != "occurred":
        said += f"; {claim.factuality}"
    if claim.losses:
        said += "; " + ", ".join(f"{loss.status} {_figure(loss.figures)}" for loss in claim.losses)
    if claim.sources:
        said += f"; says: {' > '.join(claim.sources)}" + (f" ({claim.stance})" if claim.stance != "asserts" else "")
    return said


def _figure(figures: tuple[int | None, int | None, int | None]) -> str:
    low, best, high = ("?" if figure is None else str(figure) for figure in figures)
    return best if low == best == high else f"{low}/{best}/{high}"


def _fullness(claim: Compared) -> int:
    """How much a claim says, and so how much is lost with it."""
    stated = (claim.first, claim.second, claim.place, claim.losses, claim.sources)
    return sum(map(bool, stated)) + bool(claim.losses)


def _missed(judged: Judged, gold: Compared) -> tuple[Cause, str, Compared, Compared | None]:
    cause, nearest = _why_missed(judged, gold)
    return cause, gold.quote, gold, nearest


def _why_missed(judged: Judged, gold: Compared) -> tuple[Cause, Compared | None]:
    """The cause, and the coded claim that shows it."""
    trigger = (gold.start, gold.start + len(gold.trigger))
    there = [c for c in judged.coded if overlap((c.start, c.start + len(c.trigger)), trigger) > 0]
    same = [c for c in there if c.kind == gold.kind and c.accepts(gold)]
    if same:
        return "too few", same[0]
    if there:
        return "wrong type", there[0]
    near = [c for c in judged.coded if c.kind == gold.kind and c.accepts(gold) and abs(c.start - gold.start) <= NEAR]
    if near:
        return "boundary", min(near, key=lambda c: (abs(c.start - gold.start), c.start))
    return "no trigger", None


def _at(judged: Judged, coded: Compared) -> Compared | None:
    """The gold claim whose trigger overlaps that of a wrong claim, to show what was meant there."""
    trigger = (coded.start, coded.start + len(coded.trigger))
    return next((g for g in judged.gold.claims if overlap((g.start, g.start + len(g.trigger)), trigger) > 0), None)


def _differences(pair: Pair) -> Iterator[Cause]:
    coded, gold = pair.coded, pair.gold
    roles = ((coded.first, gold.first), (coded.second, gold.second))
    if any(names_shared(mine, theirs) < max(len(mine), len(theirs)) for mine, theirs in roles):
        yield "wrong role"
    if (coded.place or gold.place) and not same_name(coded.place, gold.place):
        yield "place"
    if coded.time != gold.time:
        yield "time"
    sources = names_shared(coded.sources, gold.sources) < max(len(coded.sources), len(gold.sources))
    if sources or coded.stance != gold.stance:
        yield "attribution"
    if coded.factuality != gold.factuality:
        yield "factuality"
