"""What goes into a run and what comes out: every job gives exactly one outcome."""

from dataclasses import dataclass
from typing import Literal

from polemos.model import CodedReport, Quarantined


@dataclass(frozen=True, slots=True)
class Job:
    """One report to be, as bytes. `line`: one line of a JSONL file; `file`: everything else."""

    name: str
    data: bytes
    kind: Literal["file", "line"] = "file"
    published: str | None = None
    outlet: str | None = None


@dataclass(frozen=True, slots=True)
class Copied:
    """An input with the very text of an earlier one of the same run; its claims are not repeated."""

    name: str
    copy_of: str
    """The name of the input that was coded."""


Outcome = CodedReport | Copied | Quarantined
