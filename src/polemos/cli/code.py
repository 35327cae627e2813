"""`polemos code`: reports in, claims out."""

import os
import shutil
import sys
from contextlib import ExitStack, closing
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from polemos.cli.ending import INTERRUPTED, pipe_closed
from polemos.cli.notes import note, progress, quarantined
from polemos.cli.sink import AtomicFile, Sink, StandardOutput
from polemos.errors import PolemosError, UsageError

if TYPE_CHECKING:
    from polemos.service.coding import Request

Format = StrEnum("Format", ["jsonl", "json", "csv", "table", "html"])


def code(
    inputs: Annotated[
        list[str], typer.Argument(metavar="INPUT...", help="Text, HTML, PDF or JSONL files; - is standard input.")
    ],
    published: Annotated[
        str | None, typer.Option(metavar="DATE", help="When the report was published, as 2014-02-12.")
    ] = None,
    outlet: Annotated[str | None, typer.Option(metavar="NAME", help="Who published it.")] = None,
    format_: Annotated[
        Format | None,
        typer.Option("--format", help="By default the suffix of -o; else a table on a terminal and jsonl to a pipe."),
    ] = None,
    output: Annotated[Path | None, typer.Option("-o", "--output", metavar="FILE", help="Write here.")] = None,
    quarantine: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write what was not coded here, as JSONL with reasons.")
    ] = None,
    reports: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write the reports that were coded here, as JSONL with texts.")
    ] = None,
    unresolved: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Write names that no pack knows here, as JSONL for polemos actors draft."),
    ] = None,
    codebook: Annotated[
        Path | None, typer.Option(metavar="FILE", help="A codebook file of your own, read before the packaged one.")
    ] = None,
    actors: Annotated[
        list[Path] | None, typer.Option(metavar="PACK", help="A pack of actors of your own, beside the packaged ones.")
    ] = None,
    set_: Annotated[
        list[str] | None, typer.Option("--set", metavar="NAME=VALUE", help="Change a setting, e.g. report_seconds=30.")
    ] = None,
) -> None:
    """Code reports: who did what to whom, where, when, with what losses, and who says so.

    Exit status: 0 all inputs coded; 1 some were quarantined, each with its reason; 2 wrong use.
    """
    from polemos.pipeline.wire import Plan
    from polemos.service.coding import Request
    from polemos.service.options import checked_date, settings

    try:
        plan = Plan(settings=settings(set_ or []), codebook=codebook, actors=tuple(actors or ()))
        request = Request(tuple(inputs), checked_date(published) if published else None, outlet, plan)
        if request.inputs.count("-") > 1:
            raise UsageError("standard input (-) can be read only once")
        if (plan.actors or unresolved) and not plan.settings.actors:
            raise UsageError("--set actors=0 looks nobody up; leave out --actors and --unresolved")
    except UsageError as error:
        raise typer.BadParameter(str(error)) from error
    for path in (output, quarantine, reports, unresolved):
        if path is not None and not path.absolute().parent.is_dir():
            raise typer.BadParameter(f"{path}: there is no folder {path.parent}; make it first")
        if path is not None and path.is_dir():
            raise typer.BadParameter(f"{path} is a folder; name a file in it")
    raise typer.Exit(_guarded(request, Outputs(output, quarantine, reports, unresolved, format_)))


@dataclass(frozen=True, slots=True)
class Outputs:
    """Where everything goes; None is standard output for the claims, and nowhere for the others."""

    claims: Path | None
    quarantine: Path | None
    reports: Path | None
    unresolved: Path | None
    format: str | None


def _guarded(request: "Request", outputs: Outputs) -> int:
    """Run, and turn what ends a whole run into a message and an exit status."""
    try:
        return _run(request, outputs)
    except KeyboardInterrupt:
        kept = f"; what was coded is in {AtomicFile(outputs.claims).partial}" if outputs.claims else ""
        note(f"stopped{kept}")
        return INTERRUPTED
    except BrokenPipeError:
        return pipe_closed()
    except PolemosError as error:
        note(f"polemos: {error}")
    except OSError as error:
        note(f"polemos: the output cannot be written ({error}); check the disk and the folder's permissions")
    return 2


def _run(request: "Request", outputs: Outputs) -> int:
    from polemos.model import Quarantined
    from polemos.model.serial import to_json
    from polemos.pipeline.job import Copied
    from polemos.service.coding import Tally, write
    from polemos.service.coding import code as outcomes_of
    from polemos.service.formats import chosen, make

    if request.plan.actors:
        from polemos.service.actors import loaded_own

        loaded_own(request.plan.actors)  # before anything is written
    terminal = sys.stdout.isatty()
    name = chosen(outputs.format, str(outputs.claims) if outputs.claims else None, terminal)
    form = make(name, width=shutil.get_terminal_size().columns, colour=terminal and "NO_COLOR" not in os.environ)
    tally = Tally()
    with ExitStack() as stack:
        sink: Sink = AtomicFile(outputs.claims) if outputs.claims else StandardOutput()
        stack.enter_context(sink)
        aside = stack.enter_context(AtomicFile(outputs.quarantine)) if outputs.quarantine else None
        archive = stack.enter_context(AtomicFile(outputs.reports)) if outputs.reports else None
        queue = stack.enter_context(AtomicFile(outputs.unresolved)) if outputs.unresolved else None
        shown = sys.stderr.isatty() and (outputs.claims is not None or not terminal)
        bar = stack.enter_context(progress(request.inputs, shown=shown))
        outcomes = stack.enter_context(closing(outcomes_of(request, sys.stdin.buffer)))
        for outcome in write(outcomes, form, sink.write):
            tally = tally.add(outcome)
            bar.step()
            if isinstance(outcome, Quarantined):
                note(quarantined(outcome))
                if aside:
                    aside.write(to_json(outcome) + "\n")
            elif isinstance(outcome, Copied):
                note(f"{outcome.name}: the same text as {outcome.copy_of}; its claims are not repeated")
            else:
                if archive:
                    archive.write(to_json(outcome.report) + "\n")
                if queue:
                    queue.write("".join(to_json(name) + "\n" for name in outcome.unresolved))
    note(str(tally))
    return 1 if tally.quarantined else 0
