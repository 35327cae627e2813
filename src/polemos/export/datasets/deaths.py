"""The dead of an incident by whose people they were, each counted once."""

from dataclasses import dataclass

from polemos.model.incident import Incident, IncidentLoss
from polemos.text.names import sounds


@dataclass(frozen=True, slots=True)
class Deaths:
    """`a`, `b`, `civilians` and `unknown` add up to `best`. A figure that is told only as a bound ("dozens", "more
    than 20") counts with its bound."""

    a: int
    b: int
    civilians: int
    unknown: int
    low: int
    high: int

    @property
    def best(self) -> int:
        return self.a + self.b + self.civilians + self.unknown

    @property
    def any(self) -> bool:
        return max(self.low, self.best, self.high) > 0


def deaths(incident: Incident, names_a: frozenset[str], names_b: frozenset[str]) -> Deaths:
    """By the names that each side goes by. A figure that does not say whose people they were may be the total of the
    others, so that only what it has beyond them is added, as unknown."""
    parts = {"a": 0, "b": 0, "civilians": 0, "unknown": 0}
    low = high = 0
    whole = (0, 0, 0)
    keys_a, keys_b = (frozenset(sounds(name) for name in names) for names in (names_a, names_b))
    for loss in incident.losses:
        if loss.status != "killed":
            continue
        least, best, most = _figures(loss)
        if not loss.side and loss.civilians is None:
            whole = (max(whole[0], least), max(whole[1], best), max(whole[2], most))
            continue
        parts[_whose(loss, keys_a, keys_b)] += best
        low, high = low + least, high + most
    best = sum(parts.values())
    parts["unknown"] += max(0, whole[1] - best)
    best = max(best, whole[1])
    return Deaths(**parts, low=min(best, max(low, whole[0])), high=max(best, high, whole[2]))


def _whose(loss: IncidentLoss, keys_a: frozenset[str], keys_b: frozenset[str]) -> str:
    if loss.civilians:
        return "civilians"
    key = sounds(loss.side or "")
    return "a" if key in keys_a else "b" if key in keys_b else "unknown"


def _figures(loss: IncidentLoss) -> tuple[int, int, int]:
    # "Up to 50" alone says of nobody for certain: it stands in the highest figure only.
    best = loss.best if loss.best is not None else loss.low or 0
    low = loss.low if loss.low is not None else best
    high = loss.high if loss.high is not None else best
    return min(low, best), best, max(high, best)
