"""A report together with the claims that were coded in it: what the exports that show both take."""

from dataclasses import dataclass

from polemos.model.claim import Claim
from polemos.model.report import Report
from polemos.model.unresolved import Unresolved


@dataclass(frozen=True, slots=True)
class CodedReport:
    """`claims` stand in reading order."""

    report: Report
    claims: tuple[Claim, ...]
    actors: tuple[tuple[str, str], ...] = ()
    """Every actor id in the claims with the name that the packs show for it, by id."""
    unresolved: tuple[Unresolved, ...] = ()
    """Names in the claims that nobody of the packs bears, in reading order."""
