"""Losses of an incident from those of its claims (codebook section 9): low the lowest, high the highest figure that
any source gives, best by a named rule."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from polemos.incidents.told import Told
from polemos.model import Loss
from polemos.model.incident import IncidentLoss
from polemos.model.losses import LossStatus
from polemos.text.names import sounds

RULE = "latest-independent"
"""The most specific figure of the latest independent source; ties take the lower."""
Heading = tuple[LossStatus, str, bool | None]


@dataclass(frozen=True, slots=True)
class Figure:
    """One claim's sum under one heading."""

    claim_id: str
    speaker: str
    published: str
    low: int | None
    best: int | None
    high: int | None

    @property
    def exactness(self) -> int:
        """2 for a figure told, 1 for a bound, 0 for "many"."""
        return 2 if self.best is not None else 1 if self.low is not None or self.high is not None else 0

    def agrees(self, other: "Figure") -> bool:
        """The same number, and one at all."""
        return bool(self.exactness) and (self.low, self.best, self.high) == (other.low, other.best, other.high)


def losses(told: Sequence[Told]) -> tuple[IncidentLoss, ...]:
    """One entry for each status and side's people, sorted."""
    entries = []
    for heading, figures in sorted(headings(told).items(), key=lambda item: _order(item[0])):
        status, side, civilians = heading
        best = _best(figures)
        entries.append(
            IncidentLoss(
                status=status,
                side=side_shown(told, side),
                civilians=civilians,
                low=_outer(min, figures, "low"),
                best=best.best if best else None,
                high=_outer(max, figures, "high"),
                rule=f"{RULE}:{best.claim_id}" if best else RULE,
                claims=tuple(sorted(figure.claim_id for figure in figures)),
            )
        )
    return tuple(entries)


def headings(told: Iterable[Told]) -> dict[Heading, list[Figure]]:
    """The claims' figures under each heading: whose people, what became of them, civilians or not."""
    found: dict[Heading, list[Figure]] = defaultdict(list)
    for each in told:
        own: dict[Heading, list[Loss]] = defaultdict(list)
        totals = {loss.figure for loss in each.claim.losses}
        for loss in each.claim.losses:
            # A part of a total is in it already; one whose total is not told stands for itself.
            if loss.part_of is None or loss.part_of not in totals:
                own[loss.status, _key(loss.side), loss.civilians].append(loss)
        for heading, parts in own.items():
            found[heading].append(
                Figure(
                    each.id,
                    each.speaker,
                    each.published or "",
                    *(_sum(getattr(part, name) for part in parts) for name in ("low", "best", "high")),
                )
            )
    return _gathered(found)


def _gathered(found: Mapping[Heading, list[Figure]]) -> dict[Heading, list[Figure]]:
    """A figure that does not say whose people they were, or whether civilians, goes under the heading of one that does
    and gives the same number; under two headings it would be counted twice."""
    gathered: dict[Heading, list[Figure]] = defaultdict(list)
    for heading in sorted(found, key=_order):
        for figure in found[heading]:
            homes = [other for other in found if _says_more(other, heading) and _is_told(figure, found[other])]
            exact = [home for home in homes if not any(_says_more(other, home) for other in homes)]
            # The same number on two sides leaves open whose it is.
            gathered[exact[0] if len(exact) == 1 else heading].append(figure)
    return gathered


def _is_told(figure: Figure, others: Sequence[Figure]) -> bool:
    """Whether another claim gives the number; a claim that gives it twice means two."""
    ours = any(other.claim_id == figure.claim_id for other in others)
    return not ours and any(figure.agrees(other) for other in others)


def _says_more(one: Heading, other: Heading) -> bool:
    """Whether `one` agrees with `other` and tells what it leaves open."""
    (status, side, civilians), (status_, side_, civilians_) = one, other
    alike = status == status_ and side_ in ("", side) and civilians_ in (None, civilians)
    return alike and one != other


def _best(figures: Sequence[Figure]) -> Figure | None:
    told = [figure for figure in figures if figure.best is not None]
    return min(told, key=lambda f: (-f.exactness, _backwards(f.published), f.best, f.claim_id)) if told else None


def _backwards(day: str) -> tuple[int, ...]:
    """Later days first."""
    return tuple(-ord(letter) for letter in day[:10]) or (0,)


def _outer(choose: Callable[[list[int]], int], figures: Iterable[Figure], name: str) -> int | None:
    values = []
    for figure in figures:
        value = getattr(figure, name)
        if value is None:
            value = figure.best
        if value is not None:
            values.append(value)
    return choose(values) if values else None


def _sum(values: Iterable[int | None]) -> int | None:
    known = list(values)
    return None if None in known or not known else sum(value for value in known if value is not None)


def _key(side: str | None) -> str:
    return sounds(side or "")


def side_shown(told: Iterable[Told], key: str) -> str | None:
    """Of a heading's side the name that a reader is shown."""
    names = sorted({loss.side for each in told for loss in each.claim.losses if loss.side and _key(loss.side) == key})
    return names[0] if names else None


def _order(heading: Heading) -> tuple[str, str, str]:
    return heading[0], heading[1], str(heading[2])
