"""Works out what an archive tells, in this process or in one of its own.

In a thread the derivation of ten thousand incidents would hold up every key press while it runs. So a server has it
done by another process, which remembers what it derived and sends what has changed.
"""

import logging
import multiprocessing
import os
import signal
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import Any, Protocol

from polemos.service.following import Following
from polemos.service.overview import Overview, overview
from polemos.service.parcels import Lists, Part, lists, parts, put, together
from polemos.service.picture import Evidence
from polemos.store.archive import Archive

_log = logging.getLogger("polemos.service")


@dataclass(frozen=True, slots=True)
class Drawn:
    """An overview and the mark of the state that it is of."""

    state: str
    overview: Overview


class Drawing(Protocol):
    """Works out one archive."""

    def draw(self, stored: Callable[[str], None]) -> Drawn | None:
        """The overview as of now; `stored` is called with the mark of a state once its incidents are up to date, which
        comes first. None where it could not be worked out; why stands in the log."""

    def close(self) -> None:
        """Nothing more will be asked."""


class Here:
    """In this process."""

    def __init__(self, archive: Archive) -> None:
        self._following = Following(archive)
        self._joined = False

    def draw(self, stored: Callable[[str], None]) -> Drawn | None:
        known = self._following.known()
        # What was stored will do until something changes.
        incidents = None if self._joined else self._following.stored(known)
        if incidents is None:
            known, incidents = self._following.refresh()
            self._joined = True
        stored(known.state)
        return Drawn(known.state, overview(Evidence(known.claims, known.reports), incidents))

    def prepare(self) -> None:
        """Do beforehand what the first change would have to wait for."""
        if not self._joined:
            self._following.refresh()
            self._joined = True

    def close(self) -> None:
        pass


class Apart:
    """In a process of its own, which ends with this one. It is begun when it is first needed."""

    def __init__(self, where: str) -> None:
        self._where = where
        self._pipe: Connection | None = None
        self._process: multiprocessing.process.BaseProcess | None = None
        self._lists: Lists = {}

    def draw(self, stored: Callable[[str], None]) -> Drawn | None:
        now: dict[str, list[Any]] = {}
        try:
            pipe = self._begun()
            pipe.send("draw")
            while not isinstance(message := pipe.recv(), _Done):
                if isinstance(message, Part):
                    put(self._lists, now, message)
                else:
                    stored(message)
        except (EOFError, OSError):
            self.close()  # its message is on the terminal; the next change begins another
            return None
        self._lists = now
        return Drawn(message.state, together({name: now.get(name, ()) for name in message.names}))

    def close(self) -> None:
        if self._process is not None:
            self._process.terminate()
            self._process.join()
        self._pipe, self._process, self._lists = None, None, {}

    def _begun(self) -> Connection:
        if self._pipe is None:
            context = multiprocessing.get_context("spawn")
            self._pipe, theirs = context.Pipe()
            self._process = context.Process(target=_work, args=(self._where, theirs), daemon=True, name="polemos draw")
            self._process.start()
            theirs.close()
        return self._pipe


@dataclass(frozen=True, slots=True)
class _Done:
    state: str
    names: tuple[str, ...]


def _work(where: str, pipe: Connection) -> None:
    """Answer until the other end is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C reaches every process of a terminal; the server ends this one
    with suppress(AttributeError, OSError):
        os.nice(5)
    drawing = Here(Archive.open(where))
    before: Lists = {}
    with suppress(EOFError, BrokenPipeError):
        while pipe.recv():
            drawn = drawing.draw(pipe.send)
            assert drawn is not None
            now = lists(drawn.overview)
            for part in parts(before, now):
                pipe.send(part)
            pipe.send(_Done(drawn.state, tuple(now)))
            before = now
            drawing.prepare()
