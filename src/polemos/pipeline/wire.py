"""What the main process and its worker say to each other, and how: pickles, one after the other, over two pipes."""

import pickle
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

from polemos.model import CodedReport, Quarantined
from polemos.settings import DEFAULTS, Settings

PACKAGED_STEPS = "polemos.pipeline.assembly:assemble"


@dataclass(frozen=True, slots=True)
class Plan:
    """What a worker is to do with every job. `steps` names the function that builds them from the plan, as
    "module:function", so that a test or another program can put its own in place."""

    settings: Settings = DEFAULTS
    codebook: Path | None = None
    """A user's own codebook file, read before the packaged one."""
    actors: tuple[Path, ...] = ()
    """A user's own packs of actors, beside the packaged ones."""
    steps: str = field(default_factory=lambda: PACKAGED_STEPS)


@dataclass(frozen=True, slots=True)
class Ready:
    """The worker has loaded everything; from here on a report's time counts."""


@dataclass(frozen=True, slots=True)
class Failed:
    """The worker cannot load, and says why."""

    message: str


@dataclass(frozen=True, slots=True)
class At:
    """A stage begins."""

    stage: str


@dataclass(frozen=True, slots=True)
class Digest:
    """The report's text was read; the answer is whether an earlier one had the same."""

    text: str


@dataclass(frozen=True, slots=True)
class Done:
    """The job's end; no outcome for a copy. `last`: the worker ends now, and a fresh one must take the next job."""

    outcome: CodedReport | Quarantined | None
    last: bool = False


def send(pipe: IO[bytes], message: Any) -> None:
    """Raises OSError where the other side is gone."""
    pickle.dump(message, pipe, protocol=pickle.HIGHEST_PROTOCOL)
    pipe.flush()


def receive(pipe: IO[bytes]) -> Any:
    """The next message. Raises EOFError where the other side is gone, also in the middle of one."""
    try:
        return pickle.load(pipe)
    except (pickle.UnpicklingError, ValueError, OSError) as error:
        raise EOFError from error
