"""Tables as sheets of one workbook, written row by row."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import xlsxwriter
from xlsxwriter.exceptions import FileCreateError
from xlsxwriter.worksheet import Worksheet

from polemos.errors import UsageError
from polemos.export.datasets.table import Cell, Column, Row, Table
from polemos.export.guard import encodable, guarded

ROWS = 1_048_575
"""Rows of a sheet below its header: the format's own limit."""
CHARACTERS = 32_767
"""Characters of a cell, likewise."""
EXACT = 2**53
"""Whole numbers from which a cell, which holds a double, would round."""
_FIRST_YEAR = 1900
"""The calendar of the format begins with it."""
_MADE = datetime(1980, 1, 1)
"""The same in every file, so that the same content makes the same file."""
_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "in_memory": False,
}
_WIDTHS = {"string": 24, "integer": 10, "number": 12, "boolean": 10, "date": 12, "datetime": 20, "year": 8}
Sheets = Sequence[tuple[Table, Iterable[Row]]]


class Sheet:
    """One sheet that takes rows. No cell is a formula, a link or anything else but a value."""

    def __init__(self, table: Table, sheet: Worksheet, formats: dict[str, Any]) -> None:
        self.rows, self._table, self._sheet, self._formats = 0, table, sheet, formats
        sheet.freeze_panes(1, 0)
        for at, column in enumerate(table.columns):
            sheet.set_column(at, at, _width(column))
            sheet.write_string(0, at, column.name, formats["head"])

    def write(self, row: Row) -> None:
        """Raises UsageError where the sheet is full."""
        self.rows += 1
        if self.rows > ROWS:
            raise UsageError(
                f"a sheet holds {ROWS:,} rows and {self._table.name} has more; narrow it with filters, or use csv"
            )
        for at, cell in enumerate(row):
            self._cell(at, cell)

    def _cell(self, at: int, cell: Cell) -> None:
        sheet, row = self._sheet, self.rows
        if cell is None:
            return
        if isinstance(cell, bool):
            sheet.write_boolean(row, at, cell)
        elif isinstance(cell, int | float) and abs(cell) < EXACT:
            sheet.write_number(row, at, cell)
        elif isinstance(cell, date) and cell.year >= _FIRST_YEAR:
            moment = isinstance(cell, datetime)
            # The format knows no zones; the column says that it is UTC.
            plain = cell.replace(tzinfo=None) if isinstance(cell, datetime) else cell
            sheet.write_datetime(row, at, plain, self._formats["moment" if moment else "day"])
        else:
            sheet.write_string(row, at, _cut(encodable(guarded(str(cell)))))


class XlsxFile:
    """A workbook being written; its sheets may take rows in turn."""

    def __init__(self, path: Path) -> None:
        # Rows wait in files beside it, on the same disk, and go with its folder if the program is killed.
        self._book = xlsxwriter.Workbook(str(path), {**_OPTIONS, "tmpdir": str(path.parent)})
        self._book.use_zip64()
        self._book.set_properties({"created": _MADE})
        self._formats = {
            "head": self._book.add_format({"bold": True, "bottom": 1}),
            "day": self._book.add_format({"num_format": "yyyy-mm-dd"}),
            "moment": self._book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"}),
        }

    def sheet(self, table: Table) -> Sheet:
        return Sheet(table, self._book.add_worksheet(table.name[:31]), self._formats)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None) -> None:
        if kind is not None:
            self._abandon()
            return
        try:
            self._book.close()
        except FileCreateError as refused:
            self._abandon()
            raise refused.args[0] from refused  # the OSError within

    def _abandon(self) -> None:
        """Half a workbook is none."""
        self._book.fileclosed = True
        for sheet in self._book.worksheets():
            sheet.row_data_fh.close()


def write_xlsx(sheets: Sheets, path: Path) -> tuple[int, ...]:
    """A whole workbook at once. How many rows each sheet got. Raises UsageError where a sheet is full."""
    with XlsxFile(path) as book:
        counts = []
        for table, rows in sheets:
            sheet = book.sheet(table)
            for row in rows:
                sheet.write(row)
            counts.append(sheet.rows)
        return tuple(counts)


def _width(column: Column) -> int:
    return max(_WIDTHS[column.type], len(column.name) + 2)


def _cut(text: str) -> str:
    return text if len(text) <= CHARACTERS else text[: CHARACTERS - 1] + "…"
