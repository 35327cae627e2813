"""Messages and progress, on standard error, so that output can be piped."""

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

    from polemos.model import Quarantined


def note(message: str) -> None:
    """One line on standard error; control characters in names and texts stay without effect on the terminal."""
    from polemos.export.visible import visible

    print(visible(message), file=sys.stderr, flush=True)


def quarantined(entry: "Quarantined") -> str:
    return f"{entry.name}: {entry.message} [{entry.reason}]"


@dataclass
class Bar:
    """Counts outcomes; without a terminal it shows nothing."""

    progress: "Progress | None" = None
    task: "TaskID | None" = None

    def step(self) -> None:
        if self.progress is not None and self.task is not None:
            self.progress.advance(self.task)


@contextmanager
def progress(inputs: Iterable[str], *, shown: bool) -> Iterator[Bar]:
    """A bar over the inputs. Its length is not known where lines of JSONL are inputs of their own."""
    names = list(inputs)
    open_ended = any(name == "-" or name.lower().endswith((".jsonl", ".ndjson")) for name in names)
    if not shown or (len(names) == 1 and not open_ended):
        yield Bar()
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("coding"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    # Rich would send a piped standard output to standard error along with the bar.
    with Progress(*columns, console=Console(stderr=True), transient=True, redirect_stdout=False) as bar:
        yield Bar(bar, bar.add_task("coding", total=None if open_ended else len(names)))
