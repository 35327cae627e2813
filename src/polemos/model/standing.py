"""Who held a place, and how two actors stood to each other, over time (codebook section 9)."""

from dataclasses import dataclass
from typing import Literal

from polemos.model.claim import ControlStatus, RelationName

StandingName = Literal[RelationName, "pledged-to"]


@dataclass(frozen=True, slots=True)
class ControlInterval:
    """`holder` has `place` from `from_` to `to` (ISO dates; None is an open end, never a guess).

    `precision` is UCDP's of the start. `contested_by` names who else is said to hold it in that time.
    """

    place: str
    place_id: str | None
    latitude: float | None
    longitude: float | None
    place_precision: int | None
    holder: str
    holder_id: str | None
    status: ControlStatus
    from_: str | None
    to: str | None
    precision: int | None
    claims: tuple[str, ...]
    contested: bool = False
    contested_by: tuple[str, ...] = ()
    derivation: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """An edge between two actors with its dates and evidence; `subject` and `object` are in the claims' order."""

    subject: str
    subject_id: str | None
    relation: StandingName
    object: str
    object_id: str | None
    from_: str | None
    to: str | None
    precision: int | None
    claims: tuple[str, ...]
    contested: bool = False
    derivation: str = ""
