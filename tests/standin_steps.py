"""Steps that load in no time, for tests of everything around the steps: each "attacked" is a claim."""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import replace

from polemos.errors import Unreadable
from polemos.model import Analysis, Claim, EventClaim, Moment, Report, Span
from polemos.pipeline.job import Job
from polemos.pipeline.steps import Steps
from polemos.pipeline.wire import Plan


class StandInReader:
    def read(self, report: Report) -> Analysis:
        return Analysis(report, (), ())


class StandInCoder:
    name = "stand-in 1"

    def code(self, analysis: Analysis) -> Sequence[Claim]:
        report = analysis.report
        return [
            EventClaim(
                report_id=report.id,
                trigger=Span(found.start(), found.end(), found.group()),
                sentence=Span(0, len(report.text), report.text),
                coder=self.name,
                confidence=0.9,
                type="attack",
            ).identified()
            for found in re.finditer("attacked", report.text)
        ]


def ingest(job: Job) -> Report:
    text = job.data.decode()
    if not text.strip():
        raise Unreadable("empty", "the file is empty; give a file with text")
    if "print" in text:
        print("a library that prints")  # must not reach the answers
    digest = hashlib.sha256(job.data).hexdigest()
    return Report(id=digest[:12], text=text, sha256=digest, published=job.published)


def resolve(moments: Sequence[Moment | None], report: Report) -> list[Moment | None]:
    day = report.published
    return [moment or (Moment(from_=day, to=day, precision=2, assumed=True) if day else None) for moment in moments]


def assemble(plan: Plan) -> Steps:
    return Steps(ingest, StandInReader(), (StandInCoder(),), resolve)


def with_real_ingest(plan: Plan) -> Steps:
    from polemos.pipeline import assembly

    return replace(assemble(plan), ingest=lambda job: assembly.ingest(job, plan.settings))


def broken(plan: Plan) -> Steps:
    raise Unreadable("no-model", "the model is not installed; install polemos again")


def exits(plan: Plan) -> Steps:
    raise SystemExit(3)
