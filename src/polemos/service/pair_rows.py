"""A comparison of two lists of events as rows: pairs, and what each has alone."""

import csv
import json
from collections.abc import Iterator
from pathlib import Path

from polemos.comparison.compare import REASONS, Comparison
from polemos.export.guard import guarded
from polemos.model.listed import ListedEvent

NAMES = (
    "status", "reason", "score", "km", "days", "a_id", "a_label", "a_from", "a_to", "a_place", "a_country", "a_actors",
    "a_recipients", "a_best", "b_id", "b_label", "b_from", "b_to", "b_place", "b_country", "b_actors", "b_recipients",
    "b_best",
)  # fmt: skip
Cells = tuple[str | float | int | None, ...]


def rows(found: Comparison) -> Iterator[Cells]:
    """Pairs first, then what A and what B has alone, each in the order of time."""
    for pair in found.pairs:
        yield ("both", None, pair.score, pair.km, pair.days, *_event(pair.one), *_event(pair.other))
    for alone in found.only_one:
        yield ("only A", REASONS[alone.reason], None, None, None, *_event(alone.event), *_event(None))
    for alone in found.only_other:
        yield ("only B", REASONS[alone.reason], None, None, None, *_event(None), *_event(alone.event))


def write_pairs(found: Comparison, path: Path) -> int:
    """As CSV, or as JSON lines by the file's name; how many rows."""
    count = 0
    with path.open("w", encoding="utf-8", newline="", errors="replace") as file:
        table = csv.writer(file) if path.suffix.lower() != ".jsonl" else None
        if table is not None:
            table.writerow(NAMES)
        for row in rows(found):
            count += 1
            if table is not None:
                table.writerow([guarded(cell) for cell in row])
            else:
                told = {name: cell for name, cell in zip(NAMES, row, strict=True) if cell is not None}
                file.write(json.dumps(told, ensure_ascii=False) + "\n")
    return count


def _event(event: ListedEvent | None) -> Cells:
    if event is None:
        return (None,) * 9
    return (
        event.id, event.label, event.from_, event.to, event.place, event.country, "; ".join(event.actors) or None,
        "; ".join(event.recipients) or None, event.best,
    )  # fmt: skip
