"""Tables as CSV and TSV, row by row."""

import csv
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from polemos.export.datasets.table import Cell, Row, Table
from polemos.export.guard import guarded


def write_csv(table: Table, rows: Iterable[Row], path: Path, *, delimiter: str = ",", hxl: bool = False) -> int:
    """How many rows were written. UTF-8 without a mark, RFC 4180 line ends; `hxl` adds the row of tags below the
    header. Text that a spreadsheet would run gets an apostrophe before it; numbers stay numbers."""
    written = 0
    with path.open("w", encoding="utf-8", newline="", errors="replace") as file:
        writer = csv.writer(file, delimiter=delimiter)
        writer.writerow(table.names)
        if hxl:
            writer.writerow([column.hxl for column in table.columns])
        for row in rows:
            writer.writerow([_text(cell, table.missing) for cell in row])
            written += 1
    return written


def _text(cell: Cell, missing: str) -> Any:
    if cell is None:
        return missing
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return guarded(cell)
