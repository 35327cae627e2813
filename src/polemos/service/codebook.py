"""The codebook to its users: what there is, what one entry says, whether a file of their own holds."""

from dataclasses import dataclass, replace
from pathlib import Path

from polemos.codebook.entry import Entry, EventType
from polemos.codebook.loader import Codebook, load
from polemos.errors import UsageError
from polemos.service.examples import Failure, run_examples
from polemos.settings import DEFAULTS


@dataclass(frozen=True, slots=True)
class Checked:
    """A user's codebook file after its examples ran."""

    entries: int
    examples: int
    failures: tuple[Failure, ...]


@dataclass(frozen=True, slots=True)
class Label:
    """An event type, a status of control or a relation, with the entries that evoke it."""

    name: str
    kind: str
    definition: str
    entries: tuple[Entry, ...]
    codes: EventType | None
    """What the exports write; events alone have codes."""


def check_codebook(path: Path) -> Checked:
    """Read the file strictly and run its examples through the rules, beside the packaged codebook.

    The learned judge is left out: an example says what its entry does.

    Raises CodebookError with every problem of form. Takes about two seconds: the parser is loaded.
    """
    from polemos.pipeline.assembly import assemble
    from polemos.pipeline.wire import Plan

    own = [entry for entry in load(path).entries if entry.where.startswith(f"{path.name},")]
    examples = [example for entry in own for example in entry.examples]
    failures = tuple(run_examples(examples, assemble(Plan(replace(DEFAULTS, learned=0), codebook=path))))
    return Checked(len(own), len(examples), failures)


def labels(codebook: Codebook) -> list[Label]:
    """Every label that a claim can have: events first, each kind in the order of its files."""
    kinds = dict.fromkeys(codebook.types, "event")
    kinds |= {entry.label: entry.kind for entry in codebook.entries}
    return [_label(codebook, name, kind) for name, kind in kinds.items()]


def label(codebook: Codebook, name: str) -> Label:
    """One label by its name. Raises UsageError that names them all."""
    known = {found.name: found for found in labels(codebook)}
    if name not in known:
        raise UsageError(f"the codebook has no {name!r}; it has {', '.join(known)}")
    return known[name]


def known_label(name: str | None) -> str | None:
    """The name as it came, if the codebook has it, so that a slip of the pen is not answered by "nothing found".

    Raises UsageError that names them all.
    """
    return None if name is None else label(load(), name).name


def _label(codebook: Codebook, name: str, kind: str) -> Label:
    entries = tuple(entry for entry in codebook.entries if entry.label == name and entry.kind == kind)
    return Label(name, kind, codebook.definitions.get(name, ""), entries, codebook.types.get(name))
