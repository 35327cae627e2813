"""Tables as CSV and TSV, row by row."""

import csv
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from polemos.export.datasets.table import Cell, Row, Table
from polemos.export.guard import guarded


class CsvFile:
    """An open file that takes rows. UTF-8 without a mark, RFC 4180 line ends; `hxl` adds the row of tags below the
    header. Text that a spreadsheet would run gets an apostrophe before it; numbers stay numbers."""

    def __init__(self, table: Table, path: Path, *, delimiter: str = ",", hxl: bool = False) -> None:
        self.rows, self._missing = 0, table.missing
        self._file = path.open("w", encoding="utf-8", newline="", errors="replace")
        self._writer = csv.writer(self._file, delimiter=delimiter)
        self._writer.writerow(table.names)
        if hxl:
            self._writer.writerow([column.hxl for column in table.columns])

    def write(self, row: Row) -> None:
        self._writer.writerow([_text(cell, self._missing) for cell in row])
        self.rows += 1

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None) -> None:
        self._file.close()


def write_csv(table: Table, rows: Iterable[Row], path: Path, *, delimiter: str = ",", hxl: bool = False) -> int:
    """A whole file at once, as CsvFile has it. How many rows were written."""
    with CsvFile(table, path, delimiter=delimiter, hxl=hxl) as file:
        for row in rows:
            file.write(row)
    return file.rows


def _text(cell: Cell, missing: str) -> Any:
    if cell is None:
        return missing
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return guarded(cell)
