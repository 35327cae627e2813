"""Everything that an archive tells as tables of its own: CSV, Parquet, XLSX."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import Protocol

from polemos.export.datasets.csv_file import CsvFile
from polemos.export.datasets.dataset import Dataset
from polemos.export.datasets.exporter import Resource
from polemos.export.datasets.native_claims import Named, claim_rows, report_rows
from polemos.export.datasets.native_picture import control_rows, incident_rows, standing_rows
from polemos.export.datasets.parquet_file import ParquetFile
from polemos.export.datasets.table import Row, Table, table
from polemos.export.datasets.xlsx_file import XlsxFile

TABLES = (
    "incidents", "incident_claims", "incident_parties", "incident_losses", "incident_contested", "claims",
    "claim_participants", "claim_sources", "claim_losses", "claim_places", "claim_words", "reports", "control",
    "control_disputes", "standing", "standing_disputes",
)  # fmt: skip
LOSSLESS = frozenset({("reports", "text"), *((name, "record") for name in TABLES)})
"""Tables and columns for which a spreadsheet's cells are too short, and which it would change: a table's last."""
WORKBOOK = "polemos.xlsx"
_RULES = (
    "Claims are as people have reviewed them: what they rejected is not here, what they corrected is as corrected. "
    "Their judgements themselves stay in the archive; polemos backup copies it whole.",
    "An empty cell means that nobody told, or that it is not known; it never means none or zero.",
    "Offsets count code points in the report's text, the end not included.",
    "A list in one cell has ; between its items.",
)
_SPREADSHEET = (
    "The reports' texts are not here: Parquet and JSON lines have them.",
    "A text that a spreadsheet could take for a formula has an apostrophe before it; Parquet and JSON lines have it as "
    "it was.",
)


class _Rows(Protocol):
    rows: int

    def write(self, row: Row) -> None: ...


_Sink = Callable[[ExitStack, Table], _Rows]
"""Makes what takes a table's rows, and has the stack close it."""


def native_rows(dataset: Dataset) -> Iterator[Named]:
    """Every row of every table, in one pass over each stream."""
    for documented in dataset.incidents():
        yield from incident_rows(documented)
    for claim in dataset.claims():
        yield from claim_rows(claim)
    for report in dataset.reports():
        yield from report_rows(report)
    for number, interval in enumerate(dataset.control()):
        yield from control_rows(number, interval)
    for number, edge in enumerate(dataset.standing()):
        yield from standing_rows(number, edge)


def short(name: str) -> Table:
    """A native table without the columns that a spreadsheet cannot hold."""
    whole = table(name)
    return replace(whole, columns=tuple(each for each in whole.columns if (name, each.name) not in LOSSLESS))


class NativeCsv:
    """A file a table."""

    name = "csv"
    title = "all tables as CSV"
    rules = (*_RULES, *_SPREADSHEET)

    def write(self, dataset: Dataset, folder: Path) -> tuple[Resource, ...]:
        tables = {name: short(name) for name in TABLES}
        counts = _fill(
            dataset, tables, lambda stack, made: stack.enter_context(CsvFile(made, folder / f"{made.name}.csv"))
        )
        return tuple(Resource(f"{name}.csv", "csv", "text/csv", counts[name], tables[name]) for name in TABLES)


class NativeParquet:
    """A file a table, with the reports' texts and every record whole."""

    name = "parquet"
    title = "all tables as Parquet"
    rules = (
        *_RULES,
        "The texts of the reports are here; the column licence says what the input said of their use. Whoever passes "
        "them on answers for that: a redaction profile leaves them out.",
        "polemos import native reads this export back without loss.",
    )

    def write(self, dataset: Dataset, folder: Path) -> tuple[Resource, ...]:
        tables = {name: table(name) for name in TABLES}
        counts = _fill(
            dataset, tables, lambda stack, made: stack.enter_context(ParquetFile(made, folder / f"{made.name}.parquet"))
        )
        kind = "application/vnd.apache.parquet"
        return tuple(Resource(f"{name}.parquet", "parquet", kind, counts[name], tables[name]) for name in TABLES)


class NativeXlsx:
    """A workbook with a sheet a table, and one that says what the columns mean."""

    name = "xlsx"
    title = "all tables as an Excel workbook"
    rules = (
        *_RULES,
        *_SPREADSHEET,
        "A cell holds 32,767 characters; a longer text ends with … there. A sheet holds 1,048,575 rows; with more, "
        "nothing is made.",
    )

    def write(self, dataset: Dataset, folder: Path) -> tuple[Resource, ...]:
        tables = {name: short(name) for name in TABLES}
        kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        with XlsxFile(folder / WORKBOOK) as book:
            counts = dict(_fill(dataset, tables, lambda _, made: book.sheet(made)))
            tables["columns"] = table("columns")
            meanings = book.sheet(tables["columns"])
            for row in _meanings(tables):
                meanings.write(row)
            counts["columns"] = meanings.rows
        return tuple(Resource(WORKBOOK, "xlsx", kind, counts[n], made, sheet=n) for n, made in tables.items())


def _fill(dataset: Dataset, tables: Mapping[str, Table], sink: _Sink) -> Mapping[str, int]:
    """How many rows each table got."""
    with ExitStack() as stack:
        sinks = {name: sink(stack, made) for name, made in tables.items()}
        widths = {name: len(made.columns) for name, made in tables.items()}
        for name, row in native_rows(dataset):
            sinks[name].write(row[: widths[name]])
    return {name: each.rows for name, each in sinks.items()}


def _meanings(tables: Mapping[str, Table]) -> Iterator[Row]:
    for name, made in tables.items():
        for column in made.columns:
            yield name, column.name, column.type, column.about, "; ".join(column.values) or None
