"""The steps from bytes to claims, as contracts, and their order.

A step knows nothing of the others: whatever fits the contract can stand in its place.
"""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from polemos import faults
from polemos.model import Analysis, Claim, CodedReport, Moment, Report
from polemos.pipeline.job import Job

Announce = Callable[[str], None]
"""Called with the name of each stage as it begins, so that whoever waits knows where a report is."""
Ingest = Callable[[Job], Report]
Resolve = Callable[[Sequence[Moment | None], Report], Sequence[Moment | None]]
"""The moments of a report's claims as the text has them, to dated ones in the same order."""
Identify = Callable[[CodedReport], CodedReport]
"""A report with dated claims, to the same with the ids of who takes part in them."""
Locate = Callable[[CodedReport, Analysis], CodedReport]
"""A report with claims, to the same with the gazetteer's ids and points in their places."""


class Reader(Protocol):
    """Report to analysed text."""

    def read(self, report: Report) -> Analysis: ...


class Coder(Protocol):
    """Analysed text to claims with their ids. A coder signs them in `Claim.coder` with its name and version."""

    name: str

    def code(self, analysis: Analysis) -> Sequence[Claim]: ...


@dataclass(frozen=True)
class Steps:
    """Everything that one report goes through. Coders stand side by side: each sees the same analysis."""

    ingest: Ingest
    reader: Reader
    coders: tuple[Coder, ...]
    resolve: Resolve
    identify: Identify | None = None
    """None leaves everybody without an id."""
    locate: Locate | None = None
    """None leaves places as the text names them."""

    def report(self, job: Job, announce: Announce) -> Report:
        """The report that the bytes hold, under the job's name."""
        announce("ingest")
        faults.reach("ingest", job.name)
        return replace(self.ingest(job), name=job.name)

    def claims(self, report: Report, announce: Announce) -> tuple[Claim, ...]:
        """The claims of all coders in reading order, each once."""
        return self.coded(report, announce).claims

    def coded(self, report: Report, announce: Announce) -> CodedReport:
        """The report with its claims and what is told of their actors."""
        name = report.name or report.id
        announce("reading")
        faults.reach("reading", name)
        analysis = self.reader.read(report)
        announce("coding")
        faults.reach("coding", name)
        coded = [claim for coder in self.coders for claim in coder.code(analysis)]
        announce("resolution")
        faults.reach("resolution", name)
        moments = self.resolve([claim.time for claim in coded], report)
        dated = [replace(claim, time=moment) for claim, moment in zip(coded, moments, strict=True)]
        claims = tuple(sorted({claim.id: claim for claim in dated}.values(), key=_reading_order))
        found = CodedReport(report, claims)
        if self.locate:
            found = self.locate(found, analysis)
        return self.identify(found) if self.identify else found


def text_digest(report: Report) -> str:
    """What makes two reports copies: their text, whatever page or file it came in."""
    return hashlib.sha256(report.text.encode("utf-8", "surrogatepass")).hexdigest()


def _reading_order(claim: Claim) -> tuple[int, int, str, str, str]:
    return claim.trigger.start, claim.trigger.end, claim.kind, claim.label, claim.id
