"""Control of places as a flat table, one row an interval; lists stand in one cell with "; " between."""

import csv
import io
from collections.abc import Iterable
from dataclasses import fields
from typing import Any

from polemos.export.guard import guarded
from polemos.model.standing import ControlInterval, Dispute

COLUMNS = tuple(field.name.rstrip("_") for field in fields(ControlInterval))


def control_csv(intervals: Iterable[ControlInterval]) -> str:
    """RFC 4180 with a header; a cell that a spreadsheet would run as a formula gets an apostrophe before it."""
    text = io.StringIO()
    rows = csv.writer(text)
    rows.writerow(COLUMNS)
    for each in intervals:
        rows.writerow(guarded(_cell(getattr(each, field.name))) for field in fields(ControlInterval))
    return text.getvalue()


def _cell(value: Any) -> Any:
    """Numbers and truth values stay as they are."""
    if isinstance(value, tuple):
        return "; ".join(_dispute(item) if isinstance(item, Dispute) else str(item) for item in value)
    return value


def _dispute(each: Dispute) -> str:
    return f"{each.kind} {each.by} ({each.from_ or '?'} to {each.to or 'open'})"
