"""Incidents and control as GeoJSON (RFC 7946), feature by feature."""

import json
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import shapely

from polemos.export.datasets.dataset import Dataset
from polemos.export.datasets.exporter import Resource
from polemos.export.datasets.geo_rows import Feature, control_features, incident_features
from polemos.export.datasets.table import Cell, Table, table

RULES = (
    "Points are WGS 84, longitude first (OGC:CRS84).",
    "Only what is told exactly (precision 1) or nearly (2) is a point; uncertainty_m says how far around it it may be.",
    "A province (4) or country (6) is its outline, which says somewhere in it, not everywhere in it.",
    "A district, line, fuzzy area, sea or the air has no geometry, since the packaged boundaries have none of it and a "
    "point would be a false one; its name stands in the properties.",
    "Boundaries are generalised, those of whole countries to 5 km, and take no side in a dispute over them.",
)


class GeoJson:
    """Two FeatureCollections: incidents.geojson and control.geojson."""

    name = "geojson"
    title = "GeoJSON for maps"
    rules = RULES

    def write(self, dataset: Dataset, folder: Path) -> tuple[Resource, ...]:
        files = (
            ("incidents.geojson", table("geo_incidents"), incident_features(dataset)),
            ("control.geojson", table("geo_control"), control_features(dataset)),
        )
        return tuple(_written(folder, name, made, features) for name, made, features in files)


def _written(folder: Path, name: str, made: Table, features: Iterable[Feature]) -> Resource:
    count = 0
    # A lone surrogate of a report cannot be written in UTF-8.
    with (folder / name).open("w", encoding="utf-8", errors="replace", newline="\n") as file:
        file.write('{"type": "FeatureCollection", "features": [')
        for row, drawn in features:
            shape = shapely.to_geojson(drawn.shape) if drawn.shape is not None else "null"
            properties = {name: _value(cell) for name, cell in zip(made.names, row, strict=True)}
            told = json.dumps(properties, ensure_ascii=False)
            comma = "," if count else ""
            file.write(f'{comma}\n{{"type": "Feature", "geometry": {shape}, "properties": {told}}}')
            count += 1
        file.write("\n]}\n")
    return Resource(name, "geojson", "application/geo+json", count, made, made.about)


def _value(cell: Cell) -> str | int | float | bool | None:
    return cell.isoformat() if isinstance(cell, date) else cell
