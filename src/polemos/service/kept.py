"""Pictures of an archive that take long to derive, kept until claims or judgements change.

A page never waits for a derivation that it can do without: the last picture is shown while a newer one is made in the
background, once nobody has judged for a moment, so that work on the keyboard is not slowed by it.
"""

import multiprocessing
import threading
import time
from collections.abc import Callable
from typing import Any, TypeVar

from polemos.service.incidents import refresh, up_to_date
from polemos.store.archive import Archive
from polemos.store.derived import state_now

Value = TypeVar("Value")
QUIET_SECONDS = 2.0
"""How long no judgement must have come before anything is derived anew."""


class Kept:
    """Values by name with the state of the archive that they were made from. Safe for several threads."""

    def __init__(self, archive: Archive, where: str | None = None, quiet: float = QUIET_SECONDS) -> None:
        """With `where`, the archive's address, incidents are derived in a process of their own: in a thread the
        derivation of ten thousand would hold up every key press while it runs."""
        self._archive, self._where, self._quiet = archive, where, quiet
        self._values: dict[str, tuple[str, Any]] = {}
        self._lock = threading.Lock()
        self._making: set[str] = set()
        self._changed = 0.0

    def value(self, name: str, make: Callable[[], Value]) -> Value:
        """The newest value there is; made on the spot only where there is none at all."""
        now = state_now(self._archive)
        with self._lock:
            found = self._values.get(name)
        if found is None:
            made = make()
            with self._lock:
                self._values[name] = (now, made)
            return made
        if found[0] != now:
            self._behind(name, make)
        return found[1]  # type: ignore[no-any-return]

    def changed(self) -> None:
        """Somebody judged: wait for a quiet moment, then bring the incidents up to date."""
        self._changed = time.monotonic()
        self._behind("incidents", self._derive)

    def changed_now(self, patience: float = 1.5) -> None:
        """Somebody joined or split: bring the incidents up to date at once, and wait a little for it."""
        self._changed = 0.0
        self._behind("incidents", self._derive)
        until = time.monotonic() + patience
        while not self.settled() and time.monotonic() < until:
            time.sleep(0.02)

    def settled(self) -> bool:
        """Whether nothing is being derived."""
        with self._lock:
            return not self._making

    def _derive(self) -> None:
        while not up_to_date(self._archive):
            self._wait()
            began = time.monotonic()
            if self._where is None:
                refresh(self._archive)
            else:
                child = multiprocessing.get_context("spawn").Process(target=_refresh, args=(self._where,), daemon=True)
                child.start()
                child.join()
                if child.exitcode:
                    return  # its message is on the terminal; the next judgement tries again
            # What took long is not begun again at every short pause.
            self._quiet = max(self._quiet, (time.monotonic() - began) / 2)

    def _wait(self) -> None:
        while (left := self._changed + self._quiet - time.monotonic()) > 0:
            time.sleep(left)

    def _behind(self, name: str, make: Callable[[], Any]) -> None:
        with self._lock:
            if name in self._making:
                return
            self._making.add(name)
        threading.Thread(target=self._make, args=(name, make), daemon=True, name=f"polemos {name}").start()

    def _make(self, name: str, make: Callable[[], Any]) -> None:
        try:
            self._wait()
            now = state_now(self._archive)
            made = make()
            with self._lock:
                self._values[name] = (now, made)
        finally:
            with self._lock:
                self._making.discard(name)


def _refresh(where: str) -> None:
    refresh(Archive.open(where))
