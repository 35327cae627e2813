"""Incidents and control as GeoParquet 1.1 (geoparquet.org), a group of rows at a time."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import shapely

from polemos.export.datasets.dataset import Dataset
from polemos.export.datasets.exporter import Resource
from polemos.export.datasets.geo_rows import Feature, control_features, incident_features
from polemos.export.datasets.geojson import RULES
from polemos.export.datasets.groups import groups
from polemos.export.datasets.parquet_file import schema
from polemos.export.datasets.table import Cell, Table, table

VERSION = "1.1.0"
GEOMETRY = "geometry"
_GROUP = 1_000
"""Rows in memory at once: the outline of a large country takes 100 kB."""


class GeoParquet:
    """Two files with the content of the GeoJSON export: incidents.parquet and control.parquet."""

    name = "geoparquet"
    title = "GeoParquet for maps"
    rules = (*RULES, "The column geometry holds WKB; columns, types and bounds stand in the file's metadata.")

    def write(self, dataset: Dataset, folder: Path) -> tuple[Resource, ...]:
        files = (
            ("incidents.parquet", table("geo_incidents"), incident_features(dataset)),
            ("control.parquet", table("geo_control"), control_features(dataset)),
        )
        return tuple(_written(folder, name, made, features) for name, made, features in files)


class _Extent:
    """The bounds and kinds of all geometries so far."""

    def __init__(self) -> None:
        self.kinds: set[str] = set()
        self.bounds: list[float] = []

    def add(self, shape: Any) -> None:
        west, south, east, north = shape.bounds
        self.kinds.add(shape.geom_type)
        if not self.bounds:
            self.bounds = [west, south, east, north]
        w, s, e, n = self.bounds
        self.bounds = [min(w, west), min(s, south), max(e, east), max(n, north)]

    def metadata(self) -> str:
        """The file's "geo" entry; without a `crs` coordinates are OGC:CRS84 by the standard."""
        column: dict[str, Any] = {
            "encoding": "WKB",
            "geometry_types": sorted(self.kinds),
            "orientation": "counterclockwise",
        }
        if self.bounds:
            column["bbox"] = self.bounds
        return json.dumps({"version": VERSION, "primary_column": GEOMETRY, "columns": {GEOMETRY: column}})


def _written(folder: Path, name: str, made: Table, features: Iterable[Feature]) -> Resource:
    extent, count = _Extent(), 0
    whole = schema(made).append(pa.field(GEOMETRY, pa.binary()))
    with pq.ParquetWriter(folder / name, whole, compression="zstd") as writer:
        for group in groups(features, _GROUP):
            for _, drawn in group:
                if drawn.shape is not None:
                    extent.add(drawn.shape)
            writer.write_table(pa.Table.from_arrays(_columns(group, whole), schema=whole))
            count += len(group)
        writer.add_key_value_metadata({"geo": extent.metadata()})
    return Resource(name, "geoparquet", "application/vnd.apache.parquet", count, made, made.about)


def _columns(group: tuple[Feature, ...], whole: pa.Schema) -> list[pa.Array]:
    columns = [pa.array([_cell(row[at]) for row, _ in group], field.type) for at, field in enumerate(list(whole)[:-1])]
    shapes = [shapely.to_wkb(drawn.shape) if drawn.shape is not None else None for _, drawn in group]
    return [*columns, pa.array(shapes, pa.binary())]


def _cell(cell: Cell) -> Cell:
    """As UTF-8 takes it, which has no lone surrogates."""
    return cell.encode("utf-8", "replace").decode("utf-8") if isinstance(cell, str) else cell
