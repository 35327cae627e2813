"""Inputs to claims: what `polemos code` does, as functions."""

from collections.abc import Callable, Generator, Iterable, Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

from polemos import faults
from polemos.errors import InputError
from polemos.export.format import Format
from polemos.model import CodedReport, Quarantined
from polemos.pipeline.inputs import jobs
from polemos.pipeline.job import Copied, Outcome
from polemos.pipeline.run import run
from polemos.pipeline.wire import Plan


@dataclass(frozen=True, slots=True)
class Request:
    """What the user asked for: names of inputs ("-" is standard input), and what they say about them."""

    inputs: tuple[str, ...]
    published: str | None = None
    outlet: str | None = None
    plan: Plan = field(default_factory=Plan)


@dataclass(frozen=True, slots=True)
class Tally:
    """Inputs = coded + copies + quarantined, always."""

    coded: int = 0
    copies: int = 0
    quarantined: int = 0

    @property
    def inputs(self) -> int:
        return self.coded + self.copies + self.quarantined

    def add(self, outcome: Outcome) -> "Tally":
        return Tally(
            self.coded + isinstance(outcome, CodedReport),
            self.copies + isinstance(outcome, Copied),
            self.quarantined + isinstance(outcome, Quarantined),
        )

    def __str__(self) -> str:
        word = "input" if self.inputs == 1 else "inputs"
        copies = "copy" if self.copies == 1 else "copies"
        return f"{self.inputs} {word}: {self.coded} coded, {self.copies} {copies}, {self.quarantined} quarantined"


def code(request: Request, stdin: BinaryIO, *, copies: bool = False) -> Generator[Outcome, None, None]:
    """One outcome for each input (for JSONL, each line), in order, each as soon as it is known. `copies`: see `run`."""
    plan = request.plan
    found = jobs(request.inputs, stdin, published=request.published, outlet=request.outlet, settings=plan.settings)
    return run(found, plan, copies=copies)


def write(outcomes: Iterable[Outcome], output: Format, emit: Callable[[str], None]) -> Iterator[Outcome]:
    """Hand each coded report to `emit` in the output's format, whole or not at all, and pass the outcomes on.

    A report that cannot be written becomes a quarantine entry; what `emit` itself raises (a full disk, a closed pipe)
    is the caller's.
    """
    emit(output.begin())
    for outcome in outcomes:
        if not isinstance(outcome, CodedReport):
            yield outcome
            continue
        text = _written(outcome, output)
        if isinstance(text, str):
            emit(text)
            yield outcome
        else:
            yield text
    emit(output.end())


def _written(item: CodedReport, output: Format) -> str | Quarantined:
    name = item.report.name or item.report.id
    try:
        faults.reach("export", name)
        return output.report(item)
    except InputError as error:
        return Quarantined(name, "export", error.reason, error.message)
    except MemoryError:
        return Quarantined(name, "export", "memory-limit", "its claims do not fit into memory; code it alone")
    except Exception as error:
        message = f"{type(error).__name__}: {error}. This is a fault in Polemos; please report it"
        return Quarantined(name, "export", "fault", message)
