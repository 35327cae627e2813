"""The steps that stand in the package. To add a coder, write one module and put it into `coders`."""

from polemos.codebook.loader import Codebook, load
from polemos.ingest.defaults import ReportDefaults
from polemos.model import Report
from polemos.pipeline.job import Job
from polemos.pipeline.steps import Coder, Steps
from polemos.pipeline.wire import Plan
from polemos.settings import Settings


def assemble(plan: Plan) -> Steps:
    """Load the codebook and the parser (1 s); raises CodebookError with every problem of the user's own file."""
    from polemos.reading.reader import Reader
    from polemos.resolution.chronology import Chronology

    codebook = load(plan.codebook)
    reader = Reader(codebook, plan.settings)

    def read(job: Job) -> Report:
        return ingest(job, plan.settings)

    return Steps(read, reader, coders(codebook, plan.settings), Chronology(codebook).resolve)


def coders(codebook: Codebook, settings: Settings) -> tuple[Coder, ...]:
    """Every coder that codes a report, side by side; each signs its claims with its own name.

    A tuple in the source rather than a registry, so that what codes a report can be read here and nothing else decides.
    """
    from polemos.coding.rules import RuleCoder

    if not settings.learned:
        return (RuleCoder(codebook, settings),)
    from polemos.coding.learned.judge import load_judge

    return (RuleCoder(codebook, settings, load_judge(codebook)),)


def ingest(job: Job, settings: Settings) -> Report:
    """One job's bytes to its report, whatever format they are in."""
    from polemos.ingest.dispatch import read_reports
    from polemos.ingest.jsonl import report_from_line

    read = report_from_line if job.kind == "line" else read_reports
    return read(job.data, job.name, ReportDefaults(job.published, job.outlet), settings)
