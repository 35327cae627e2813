"""What happened, as far as the claims tell (codebook sections 1 and 9)."""

from dataclasses import dataclass
from typing import Literal

from polemos.model.losses import LossStatus
from polemos.model.place import Place

ClaimRoleName = Literal["supports", "denies", "doubts"]
IncidentStatus = Literal["reported", "contested", "denied", "confirmed", "rejected"]


@dataclass(frozen=True, slots=True)
class Party:
    """`side`: "actor" who did it, "recipient" to whom it was done."""

    name: str
    side: Literal["actor", "recipient"]
    actor_id: str | None = None
    claims: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class IncidentLoss:
    """Losses of one status and one side's people. `rule` names how `best` was chosen."""

    status: LossStatus
    side: str | None
    civilians: bool | None
    low: int | None
    best: int | None
    high: int | None
    rule: str
    claims: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ClaimRole:
    claim_id: str
    role: ClaimRoleName


@dataclass(frozen=True, slots=True)
class ContestedValue:
    """One of the values of a contested field. `said_by` names speakers; the report's own voice is its outlet or id."""

    value: str
    said_by: tuple[str, ...]
    claim_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Contested:
    """A field on which two claims by different speakers cannot both be true."""

    field: str
    values: tuple[ContestedValue, ...]


@dataclass(frozen=True, slots=True)
class Incident:
    """A happening with values derived from its claims by the rule that `derivation` names.

    `id` is a hash of the smallest claim id, so that it stays while claims join. Dates are ISO, or None.
    """

    id: str
    type: str
    from_: str | None
    to: str | None
    date_precision: int | None
    place: Place | None
    parties: tuple[Party, ...]
    losses: tuple[IncidentLoss, ...]
    claims: tuple[ClaimRole, ...]
    reports: int
    independent_sources: int
    contested: tuple[Contested, ...]
    status: IncidentStatus
    derivation: str
    schema_version: int = 1
