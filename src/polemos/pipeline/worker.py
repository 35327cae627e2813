"""The process that reads and codes. It holds the parser, and it may die: a killed, stuck or starved worker costs one
input, never the run.

Started by keeper.py as `python -P -m polemos.pipeline.worker`: its own interpreter rather than a fork or
multiprocessing's spawn, so that it needs nothing from the calling program (not even a file to import again) and so that
no module in the folder of the reports is ever imported (-P).
"""

import importlib
import os
import signal
import sys
from collections.abc import Callable
from typing import BinaryIO, cast

from polemos.errors import InputError, PolemosError
from polemos.model import Quarantined
from polemos.pipeline import limits
from polemos.pipeline.job import Job
from polemos.pipeline.steps import Steps, text_digest
from polemos.pipeline.wire import At, Digest, Done, Failed, Plan, Ready, receive, send
from polemos.settings import Settings


def main() -> None:
    """Read the plan, load, then answer jobs until the other side is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole group; the main process ends the worker.
    jobs, answers = _private_pipes()
    try:
        plan = cast(Plan, receive(jobs))
        try:
            steps = _load(plan)
        except (PolemosError, ImportError, OSError) as error:
            send(answers, Failed(str(error)))
            return
        send(answers, Ready())
        serve(steps, plan.settings, jobs, answers)
    except (EOFError, BrokenPipeError):
        return


def serve(steps: Steps, settings: Settings, jobs: BinaryIO, answers: BinaryIO) -> None:
    """One answer a job. After a failed allocation the process ends: what is left of its memory cannot be trusted."""
    while True:
        job = cast(Job, receive(jobs))
        limits.bound(settings)
        done = handle(steps, settings, job, jobs, answers)
        limits.unbind()
        send(answers, done)
        if done.last:
            return


def handle(steps: Steps, settings: Settings, job: Job, jobs: BinaryIO, answers: BinaryIO) -> Done:
    """Code one job; whatever is raised on the way becomes its quarantine entry."""
    stage = "ingest"

    def announce(name: str) -> None:
        nonlocal stage
        stage = name
        send(answers, At(name))

    def quarantine(reason: str, message: str, *, last: bool = False) -> Done:
        return Done(Quarantined(job.name, stage, reason, message), last)

    try:
        report = steps.report(job, announce)
        send(answers, Digest(text_digest(report)))
        if receive(jobs):
            return Done(None)
        return Done(steps.coded(report, announce))
    except InputError as error:
        return quarantine(error.reason, error.message)
    except MemoryError:
        pass  # answered below, after the exception has let go of the frames that hold the memory
    except RecursionError:
        return quarantine("too-deep", "the input is nested too deeply; save its text as plain text")
    except (EOFError, BrokenPipeError):
        raise
    except Exception as error:
        return quarantine("fault", f"{type(error).__name__}: {error}. This is a fault in Polemos; please report it")
    return quarantine(
        "memory-limit", f"took more than {settings.report_memory // 2**20} MB; split the report", last=True
    )


def _load(plan: Plan) -> Steps:
    module, _, name = plan.steps.partition(":")
    build = cast("Callable[[Plan], Steps]", getattr(importlib.import_module(module), name))
    return build(plan)


def _private_pipes() -> tuple[BinaryIO, BinaryIO]:
    """Standard input and output under other numbers: a library that prints must not write into the answers."""
    jobs, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    sys.stdin.close()
    return jobs, answers


if __name__ == "__main__":
    main()
