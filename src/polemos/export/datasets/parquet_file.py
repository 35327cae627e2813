"""Tables as Parquet, a group of rows at a time."""

from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import Self

import pyarrow as pa
import pyarrow.parquet as pq

from polemos.export.datasets.table import Cell, ColumnType, Row, Table
from polemos.export.guard import encodable

GROUP = 10_000
"""Rows a group: what is held in memory at once."""
CHARACTERS = 16_000_000
"""Characters a group at most, whatever its rows: reports and records may be long."""
_TYPES: dict[ColumnType, pa.DataType] = {
    "string": pa.string(),
    "integer": pa.int64(),
    "number": pa.float64(),
    "boolean": pa.bool_(),
    "date": pa.date32(),
    "datetime": pa.timestamp("us", tz="UTC"),
    "year": pa.int32(),
}


def schema(table: Table) -> pa.Schema:
    """The columns' types with their meaning as metadata of each."""
    fields = [pa.field(c.name, _TYPES[c.type], metadata={"description": c.about}) for c in table.columns]
    return pa.schema(fields, metadata={"title": table.title})


class ParquetFile:
    """An open file that takes rows. Dates are given as `date`, times as `datetime`; text is kept as it is, but for
    halves of characters, which UTF-8 cannot hold."""

    def __init__(self, table: Table, path: Path) -> None:
        self.rows, self._schema = 0, schema(table)
        self._writer = pq.ParquetWriter(path, self._schema, compression="zstd")
        self._waiting: list[Row] = []
        self._characters = 0

    def write(self, row: Row) -> None:
        self._waiting.append(row)
        self._characters += sum(len(cell) for cell in row if isinstance(cell, str))
        self.rows += 1
        if len(self._waiting) >= GROUP or self._characters >= CHARACTERS:
            self._flush()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None) -> None:
        if kind is None and self._waiting:
            self._flush()
        self._writer.close()

    def _flush(self) -> None:
        columns = [
            pa.array([_cell(row[at]) for row in self._waiting], field.type) for at, field in enumerate(self._schema)
        ]
        self._writer.write_table(pa.Table.from_arrays(columns, schema=self._schema))
        self._waiting, self._characters = [], 0


def write_parquet(table: Table, rows: Iterable[Row], path: Path) -> int:
    """A whole file at once, as ParquetFile has it. How many rows were written."""
    with ParquetFile(table, path) as file:
        for row in rows:
            file.write(row)
    return file.rows


def _cell(cell: Cell) -> Cell:
    return encodable(cell) if isinstance(cell, str) else cell
