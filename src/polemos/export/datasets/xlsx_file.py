"""Tables as sheets of one workbook, written row by row."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from pathlib import Path

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from polemos.errors import UsageError
from polemos.export.datasets.table import Cell, Row, Table
from polemos.export.guard import guarded

ROWS = 1_048_575
"""Rows of a sheet below its header: the format's own limit."""
CHARACTERS = 32_767
"""Characters of a cell, likewise."""
Sheets = Sequence[tuple[Table, Iterable[Row]]]


def write_xlsx(sheets: Sheets, path: Path) -> tuple[int, ...]:
    """How many rows each sheet got. No cell is a formula, a link or anything else but a value.

    Raises UsageError where a table has more rows than a sheet can hold.
    """
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "in_memory": False,
    }
    with xlsxwriter.Workbook(str(path), options) as book:
        head = book.add_format({"bold": True, "bottom": 1})
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        moment = book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})
        counts = []
        for table, rows in sheets:
            sheet = book.add_worksheet(table.name[:31])
            sheet.freeze_panes(1, 0)
            for at, column in enumerate(table.columns):
                sheet.write_string(0, at, column.name, head)
            counts.append(_rows(sheet, table, rows, day, moment))
        return tuple(counts)


def _rows(sheet: Worksheet, table: Table, rows: Iterable[Row], day: object, moment: object) -> int:
    written = 0
    for row in rows:
        written += 1
        if written > ROWS:
            raise UsageError(
                f"a sheet holds {ROWS:,} rows and {table.name} has more; narrow it with filters, or use csv"
            )
        for at, cell in enumerate(row):
            _write(sheet, written, at, cell, day, moment)
    return written


def _write(sheet: Worksheet, row: int, at: int, cell: Cell, day: object, moment: object) -> None:
    if cell is None:
        return
    if isinstance(cell, bool):
        sheet.write_boolean(row, at, cell)
    elif isinstance(cell, int | float):
        sheet.write_number(row, at, cell)
    elif isinstance(cell, datetime):
        # The format knows no zones; the column says that it is UTC.
        sheet.write_datetime(row, at, cell.replace(tzinfo=None), moment)
    elif isinstance(cell, date):
        sheet.write_datetime(row, at, cell, day)
    else:
        sheet.write_string(row, at, _cut(guarded(cell)))


def _cut(text: str) -> str:
    return text if len(text) <= CHARACTERS else text[: CHARACTERS - 1] + "…"
