"""What an archive tells as a whole, kept until claims or judgements change.

A page never waits for a derivation that it can do without: the last overview is shown while a newer one is made in the
background, once nobody has judged for a moment, so that work on the keyboard is not slowed by it.
"""

import threading
import time
from collections.abc import Callable
from typing import Any, TypeVar

from polemos.errors import ArchiveError
from polemos.service.drawing import Apart, Drawing, Drawn, Here
from polemos.service.overview import Overview
from polemos.store.archive import Archive
from polemos.store.sources import state_now

Value = TypeVar("Value")
QUIET_SECONDS = 1.0
"""How long no judgement must have come before anything is derived anew."""
_LOOK_SECONDS = 0.5
"""How often it is looked whether another program has changed the archive."""
_AGAIN_SECONDS = 10.0
"""How long it is left alone after it could not be derived; the terminal tells why."""
_PATIENCE = 0.6
"""Seconds that a page waits for the very first overview before it says that there is none yet."""
_WORKING = "Incidents, control and standing are being worked out; come back in a moment."
_FAILED = "Incidents, control and standing could not be worked out: the terminal tells why. It is tried again."
NOT_YET = "working"
"""The reason of the error that there is no overview yet."""


class Kept:
    """The overview of an archive, and what follows from it. Safe for several threads."""

    def __init__(self, archive: Archive, where: str | None = None, quiet: float = QUIET_SECONDS) -> None:
        """With `where`, the archive's address, everything is derived in a process of its own (see drawing.py), and who
        asks too early is told so; without it, the first who asks waits."""
        self._archive, self._quiet, self._least = archive, quiet, quiet
        self._drawing: Drawing = Here(archive) if where is None else Apart(where)
        self._patience = None if where is None else _PATIENCE
        self._drawn: Drawn | None = None
        self._values: dict[str, Any] = {}
        self._stored = ""
        self._changed = self._looked = 0.0
        self._working = self._failed = False
        self._news = threading.Condition()

    def begin(self) -> None:
        """Derive what is not derived yet."""
        with self._news:
            if not self._working:
                self._working = True
                threading.Thread(target=self._work, daemon=True, name="polemos kept").start()

    def overview(self) -> Overview:
        """The last one. Raises ArchiveError with the reason NOT_YET where there is none yet."""
        self._look()
        if self._drawn is None:
            with self._news:
                self._news.wait_for(lambda: self._drawn is not None or not self._working, self._patience)
        if self._drawn is None:
            raise ArchiveError(NOT_YET, _FAILED if self._failed else _WORKING)
        return self._drawn.overview

    def value(self, name: str, make: Callable[[Overview], Value]) -> Value:
        """What follows from the last overview, made once for each. Raises as `overview`."""
        of = self.overview()
        with self._news:
            found = self._values.get(name)
        if found is not None and found[0] is of:
            return found[1]  # type: ignore[no-any-return]
        made = make(of)
        with self._news:
            self._values[name] = (of, made)
        return made

    def changed(self) -> None:
        """Somebody judged: wait for a quiet moment, then bring everything up to date."""
        self._changed = time.monotonic()
        self.begin()

    def changed_now(self, patience: float = 1.5) -> None:
        """Somebody joined or split: bring everything up to date at once, and wait a little until the incidents are."""
        self._changed = 0.0
        self.begin()
        now = state_now(self._archive)
        with self._news:
            self._news.wait_for(lambda: self._stored == now or not self._working, patience)

    def soon(self, patience: float = 1.0) -> None:
        """Wait a little until the incidents are those of now."""
        if self._drawn is None or self._drawn.state != state_now(self._archive):
            self.changed_now(patience)

    def settled(self) -> bool:
        """Whether nothing is being derived, and nothing has to be."""
        self._look()
        return not self._working

    def close(self) -> None:
        """Nothing more will be asked."""
        self._drawing.close()

    def _look(self) -> None:
        """Another program may have changed the archive."""
        now = time.monotonic()
        if self._working or now - self._looked < _LOOK_SECONDS:
            return
        self._looked = now
        if self._drawn is None or self._drawn.state != state_now(self._archive):
            self.begin()

    def _work(self) -> None:
        done = False
        try:
            while not (done := self._up_to_date()) and self._draw():
                pass
        finally:
            if not done:
                self._end()

    def _draw(self) -> bool:
        self._wait()
        began = time.monotonic()
        drawn = self._drawing.draw(self._tell_stored)
        self._failed = drawn is None
        if drawn is None:
            self._looked = time.monotonic() + _AGAIN_SECONDS
            return False
        with self._news:
            first, self._drawn = self._drawn is None, drawn
            self._values.clear()
            self._news.notify_all()
        if not first:
            # What took long is not begun again at every short pause.
            self._quiet = max(self._least, (time.monotonic() - began) / 2)
        return True

    def _up_to_date(self) -> bool:
        """Once it is, whoever changes something begins another thread."""
        with self._news:
            if self._drawn is None or self._drawn.state != state_now(self._archive):
                return False
            self._end()
            return True

    def _end(self) -> None:
        with self._news:
            self._working = False
            self._news.notify_all()

    def _wait(self) -> None:
        while (left := self._changed + self._quiet - time.monotonic()) > 0:
            time.sleep(min(left, 0.05))

    def _tell_stored(self, state: str) -> None:
        with self._news:
            self._stored = state
            self._news.notify_all()
