"""Tables as Parquet, a group of rows at a time."""

from collections.abc import Iterable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from polemos.export.datasets.groups import groups
from polemos.export.datasets.table import ColumnType, Row, Table

GROUP = 10_000
"""Rows a group: what is held in memory at once."""
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


def write_parquet(table: Table, rows: Iterable[Row], path: Path) -> int:
    """How many rows were written. Dates are given as `date`, times as `datetime`."""
    written = 0
    made = schema(table)
    with pq.ParquetWriter(path, made, compression="zstd") as writer:
        for group in groups(rows, GROUP):
            columns = [pa.array([row[at] for row in group], field.type) for at, field in enumerate(made)]
            writer.write_table(pa.Table.from_arrays(columns, schema=made))
            written += len(group)
    return written
