"""Every record whole, one a line, as Polemos itself reads and writes them: nothing is lost and nothing added."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from polemos.export.datasets.dataset import Dataset
from polemos.export.datasets.exporter import Resource
from polemos.export.datasets.native_claims import record
from polemos.export.guard import encodable
from polemos.model.serial import to_json

_KINDS: tuple[tuple[str, str, Callable[[Dataset], Iterable[Any]]], ...] = (
    ("reports", "Reports with their text, in which all offsets count.", lambda dataset: dataset.reports()),
    ("claims", "Claims, as people have reviewed them.", lambda dataset: dataset.claims()),
    (
        "incidents",
        "Incidents, derived from the claims whose ids they name.",
        lambda dataset: (each.incident for each in dataset.incidents()),
    ),
    ("control", "Intervals in which somebody held a place.", lambda dataset: dataset.control()),
    ("standing", "How two actors stood to each other, and when.", lambda dataset: dataset.standing()),
)
"""The file's name, what is in it, and its stream."""


class NativeJsonl:
    """A file for each kind of record."""

    name = "jsonl"
    title = "all records as JSON lines"
    rules = (
        "Every field of the records is there, null or an empty list where nothing is known; nothing is changed for a "
        "spreadsheet's sake.",
        "Claims are as people have reviewed them; their judgements stay in the archive, and polemos backup copies it "
        "whole.",
        "The texts of the reports are here; licence says what the input said of their use. Whoever passes them on "
        "answers for that: a redaction profile leaves them out.",
        "polemos import native reads this export back without loss.",
    )

    def write(self, dataset: Dataset, folder: Path) -> tuple[Resource, ...]:
        return tuple(_written(folder / f"{name}.jsonl", about, stream(dataset)) for name, about, stream in _KINDS)


def _written(path: Path, about: str, records: Iterable[Any]) -> Resource:
    count = 0
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for each in records:
            line = to_json(each)
            # Halves of characters, which a broken page may have, stand as escapes; all else as it is.
            file.write((line if encodable(line) is line else record(each)) + "\n")
            count += 1
    return Resource(path.name, "jsonl", "application/jsonl", count, about=about)
