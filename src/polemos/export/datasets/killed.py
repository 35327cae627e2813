"""The dead of an incident in three figures, for a row that has room for no more."""

from collections.abc import Iterable

from polemos.model.incident import Incident


def killed(incident: Incident) -> tuple[int | None, int | None, int | None]:
    """Low, best and high of the dead. Figures with a side or for civilians add up; one that does not say whose people
    they were may be their total, so the greater stands."""
    dead = [loss for loss in incident.losses if loss.status == "killed"]
    parts = [loss for loss in dead if loss.side or loss.civilians is not None]
    whole = [loss for loss in dead if not (loss.side or loss.civilians is not None)]
    low, best, high = (
        _greater(_sum(getattr(loss, name) for loss in parts), _sum(getattr(loss, name) for loss in whole))
        for name in ("low", "best", "high")
    )
    return low, best, high


def _sum(values: Iterable[int | None]) -> int | None:
    known = list(values)
    return sum(value for value in known if value is not None) if known and None not in known else None


def _greater(one: int | None, other: int | None) -> int | None:
    known = [value for value in (one, other) if value is not None]
    return max(known) if known else None
