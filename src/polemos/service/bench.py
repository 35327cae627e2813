"""How fast it is, and in how much memory: linguistic analysis against coding, on the same texts in one run."""

import io
import sys
import time
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from polemos.errors import InputError
from polemos.model import Quarantined, Report
from polemos.pipeline.inputs import jobs
from polemos.pipeline.job import Job
from polemos.settings import DEFAULTS, Settings

if TYPE_CHECKING:
    from polemos.pipeline.steps import Coder
    from polemos.reading.reader import Reader


@dataclass(frozen=True, slots=True)
class Figures:
    """`reading` is the linguistic analysis alone, `coding` all that follows it: mentions, coreference, claims."""

    reports: int
    words: int
    claims: int
    loading_seconds: float
    reading_seconds: float
    coding_seconds: float
    peak_memory_mb: int | None

    @property
    def reading_words_per_second(self) -> int:
        return round(self.words / self.reading_seconds)

    @property
    def words_per_second(self) -> int:
        """Reading and coding together."""
        return round(self.words / (self.reading_seconds + self.coding_seconds))

    @property
    def coding_to_reading(self) -> float:
        return round(self.coding_seconds / self.reading_seconds, 3)


def measure(names: Iterable[str], repeat: int, settings: Settings = DEFAULTS) -> Figures:
    """Read and code every input `repeat` times in this very process, after one round to warm up.

    Raises InputError where one cannot be read: a figure over fewer texts than were asked for would mislead.
    """
    began = time.perf_counter()
    reader, coding = _loaded(settings)
    loading = time.perf_counter() - began
    reports = [_report(job, settings) for job in jobs(names, io.BytesIO())]
    reading_seconds = coding_seconds = 0.0
    claims = 0
    for round_ in range(repeat + 1):
        for report in reports:
            start = time.perf_counter()
            analysis = reader.parser.read(report)
            middle = time.perf_counter()
            complete = reader.with_mentions(analysis)
            found = sum(len(coder.code(complete)) for coder in coding)
            end = time.perf_counter()
            if round_:
                reading_seconds += middle - start
                coding_seconds += end - middle
                claims += found
    words = sum(map(_words, reports)) * repeat
    return Figures(len(reports), words, claims, loading, reading_seconds, coding_seconds, peak_memory_mb())


def _loaded(settings: Settings) -> "tuple[Reader, tuple[Coder, ...]]":
    from polemos.codebook.loader import load
    from polemos.pipeline.assembly import coders
    from polemos.reading.reader import Reader

    codebook = load()
    return Reader(codebook, settings), coders(codebook, settings)


def _report(job: Job | Quarantined, settings: Settings) -> Report:
    from polemos.pipeline.assembly import ingest

    if isinstance(job, Quarantined):
        raise InputError(job.reason, f"{job.name}: {job.message}")
    return ingest(job, settings)


def _words(report: Report) -> int:
    """Words that are coded: those of the body."""
    stretches = report.body if report.body is not None else ((0, len(report.text)),)
    return sum(len(report.text[start:end].split()) for start, end in stretches)


def peak_memory_mb() -> int | None:
    """The most memory that this process ever held; None where the system does not tell."""
    try:
        import resource
    except ImportError:  # Windows
        import psutil

        peak = getattr(psutil.Process().memory_info(), "peak_wset", None)
        return None if peak is None else int(peak) // 2**20
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit // 2**20
