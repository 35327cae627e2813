"""An event as somebody else's dataset lists it. It is never one of an archive's own incidents."""

from dataclasses import dataclass
from typing import Literal

ListedKind = Literal["fighting", "remote", "civilians", "protest", "other"]
"""What all datasets tell apart: fighting between armed sides, fire and bombs from afar (which some count as fighting),
violence against civilians, protest, anything else."""


@dataclass(frozen=True, slots=True)
class ListedEvent:
    """`id` and `label` (its type) are in the dataset's own words. Dates are ISO days; both precisions are UCDP's codes,
    whatever the dataset writes. `country` is ISO 3166-1 alpha-2. `low`, `best` and `high` count the dead."""

    id: str
    label: str
    kind: ListedKind
    from_: str | None = None
    to: str | None = None
    date_precision: int | None = None
    actors: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    place: str | None = None
    country: str | None = None
    adm1: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    place_precision: int | None = None
    low: int | None = None
    best: int | None = None
    high: int | None = None
    schema_version: int = 1


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that is no event, by the line of the file at which it begins; `reason` is a stable short code."""

    line: int
    reason: str
    message: str
