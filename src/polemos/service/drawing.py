"""Works out what an archive tells, in this process or in one of its own.

In a thread the derivation of ten thousand incidents would hold up every key press while it runs. So a server has it
done by another process, which remembers what it derived and sends what has changed.
"""

import gc
import multiprocessing
import os
import signal
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import Any, Protocol

from polemos.model.incident import Incident
from polemos.service.following import Following, Known
from polemos.service.overview import Overview, overview
from polemos.service.parcels import Lists, Part, lists, parts, put, together
from polemos.service.picture import Evidence
from polemos.store.archive import Archive


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
        known, incidents = self._incidents()
        stored(known.state)
        return Drawn(known.state, overview(Evidence(known.claims, known.reports), incidents))

    def _incidents(self) -> tuple[Known, tuple[Incident, ...]]:
        if not self._joined:
            # What was stored will do until something changes.
            known = self._following.known()
            incidents = self._following.stored(known)
            if incidents is not None:
                return known, incidents
        self._joined = True
        return self._following.refresh()

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
                    gc.disable()  # it would look through all that has come at every few thousand records
                    put(self._lists, now, message)
                else:
                    stored(message)
        except (EOFError, OSError):
            self.close()  # its message is on the terminal; the next change begins another
            return None
        finally:
            gc.enable()
        self._lists = now
        gc.freeze()  # a key press must not wait while half a million records are looked through for cycles
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
    gc.disable()  # records have no cycles; what else has is taken away while nobody waits
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
            gc.collect()
            gc.freeze()
