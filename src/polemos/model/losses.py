"""What a claim says was lost in people."""

from dataclasses import dataclass
from typing import Literal

from polemos.model.span import Span

LossStatus = Literal["killed", "wounded", "captured", "missing", "displaced"]


@dataclass(frozen=True, slots=True)
class Loss:
    """One number or group that the text gives (codebook section 8). `low`, `best`, `high` are persons."""

    status: LossStatus
    who: Span
    figure: Span
    side: str | None = None
    """The actor whose people they are."""
    civilians: bool | None = None
    low: int | None = None
    best: int | None = None
    high: int | None = None
    part_of: Span | None = None
    """The figure of the total that this is a part of, so that sums are never counted twice."""
    named: tuple[str, ...] = ()
