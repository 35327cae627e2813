"""Keeps one worker alive: starts it, gives it jobs, holds the clock, and starts another when it is gone."""

import os
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from types import TracebackType
from typing import Any, Self

from polemos.errors import PolemosError
from polemos.model import CodedReport, Quarantined
from polemos.pipeline.job import Job
from polemos.pipeline.wire import At, Digest, Done, Failed, Plan, Ready, receive, send

LOADING_SECONDS = 120.0
"""A cold disk takes 20 s for the parser; far beyond that something is wrong with the machine."""
_GONE = object()


class Gone(Exception):
    """The worker ended before it answered."""


class Late(Exception):
    """The worker did not answer in time."""


class Keeper:
    """One worker at a time. Use as a context manager, so that none is left behind."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self._process: subprocess.Popen[bytes] | None = None
        self._answers: queue.Queue[Any] = queue.Queue()
        self._ready = False
        self._stage = "worker"

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None) -> None:
        self._end()

    def do(self, job: Job, is_copy: Callable[[str], bool]) -> CodedReport | Quarantined | None:
        """Code one job; None for a copy. `is_copy` is asked with the digest of the text before it is parsed.

        A worker that dies is replaced and the job tried again, `settings.tries` times in all; one that is late is not
        tried again, since the same text would take as long.
        """
        settings = self.plan.settings
        for _ in range(settings.tries):
            self._load()
            try:
                return self._ask(job, is_copy)
            except Late:
                self._end()
                message = f"took more than {settings.report_seconds:g} s; split the report or save its text alone"
                return Quarantined(job.name, self._stage, "time-limit", message)
            except Gone:
                code = self._end()
        message = f"ended its worker process {settings.tries} times (exit code {code}); remove it, or report the fault"
        return Quarantined(job.name, self._stage, "worker-died", message)

    def start(self) -> None:
        """Start the worker without waiting for it."""
        if self._process is not None:
            return
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", "polemos.pipeline.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"},
        )
        self._answers = queue.Queue()
        threading.Thread(target=_pump, args=(self._process.stdout, self._answers), daemon=True).start()
        self._send(self.plan)

    def _load(self) -> None:
        """Wait until a worker is ready. Raises PolemosError where none can be had."""
        if self._ready:
            return
        for _ in range(self.plan.settings.tries):
            try:
                self.start()
                answer = self._receive(time.monotonic() + LOADING_SECONDS)
            except (Gone, Late):
                self._end()
                continue
            if isinstance(answer, Failed):
                self._end()
                raise PolemosError(answer.message)
            self._ready = isinstance(answer, Ready)
            return
        raise PolemosError("the worker process does not start; see the messages above, and run `polemos version`")

    def _ask(self, job: Job, is_copy: Callable[[str], bool]) -> CodedReport | Quarantined | None:
        self._stage = "worker"
        deadline = time.monotonic() + self.plan.settings.report_seconds
        self._send(job)
        while True:
            answer = self._receive(deadline)
            if isinstance(answer, At):
                self._stage = answer.stage
            elif isinstance(answer, Digest):
                self._send(is_copy(answer.text))
            elif isinstance(answer, Done):
                if answer.last:
                    self._end()
                return answer.outcome

    def _send(self, message: Any) -> None:
        assert self._process is not None
        assert self._process.stdin is not None
        try:
            send(self._process.stdin, message)
        except OSError as error:
            raise Gone from error

    def _receive(self, deadline: float) -> Any:
        try:
            answer = self._answers.get(timeout=max(0.0, deadline - time.monotonic()))
        except queue.Empty:
            raise Late from None
        if answer is _GONE:
            raise Gone
        return answer

    def _end(self) -> int | None:
        """Kill the worker if there is one, and give its exit code."""
        process, self._process, self._ready = self._process, None, False
        if process is None:
            return None
        process.kill()
        code = process.wait()
        if process.stdin is not None:
            with suppress(OSError):  # what was not yet sent to a dead worker is lost with it
                process.stdin.close()
        return code


def _pump(pipe: Any, answers: "queue.Queue[Any]") -> None:
    """Worker's pipe to queue, in a thread: the one way to wait with a time limit on every system."""
    with pipe:
        try:
            while True:
                answers.put(receive(pipe))
        except EOFError:
            answers.put(_GONE)
