"""The steps that stand in the package. To add a coder, write one module and put it into `coders`."""

from polemos.codebook.loader import Codebook, load
from polemos.ingest.defaults import ReportDefaults
from polemos.model import Report
from polemos.pipeline.job import Job
from polemos.pipeline.steps import Coder, Identify, Locate, Steps
from polemos.pipeline.wire import Plan
from polemos.settings import Settings


def assemble(plan: Plan) -> Steps:
    """Load the codebook and the parser (1 s). Raises CodebookError, PackError with all that a user's own has wrong."""
    from polemos.reading.reader import Reader
    from polemos.resolution.chronology import Chronology

    codebook = load(plan.codebook)
    reader = Reader(codebook, plan.settings)

    def read(job: Job) -> Report:
        return ingest(job, plan.settings)

    dates = Chronology(codebook).resolve
    return Steps(read, reader, coders(codebook, plan.settings), dates, identify(plan), locate(plan.settings))


def identify(plan: Plan) -> Identify | None:
    """The packs are loaded with the first claim, a user's own at once: what is wrong there must stop the run."""
    if not plan.settings.actors:
        return None
    from polemos.resolution.actors.identify import ActorIds
    from polemos.resolution.actors.load import load as packaged
    from polemos.resolution.actors.load import load_own

    if not plan.actors:
        return ActorIds(packaged).identify
    own = load_own(plan.actors)
    return ActorIds(lambda: own).identify


def locate(settings: Settings) -> Locate | None:
    """The gazetteer is opened with the first claim that has a place."""
    if not settings.places:
        return None
    from polemos.resolution.places.load import known_places
    from polemos.resolution.places.locate import PlaceIds

    return PlaceIds(known_places).locate


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
