"""A report together with the claims that were coded in it: what the exports that show both take."""

from dataclasses import dataclass

from polemos.model.claim import Claim
from polemos.model.report import Report


@dataclass(frozen=True, slots=True)
class CodedReport:
    """`claims` stand in reading order."""

    report: Report
    claims: tuple[Claim, ...]
