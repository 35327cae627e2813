"""The export formats by name, each loaded only where it is asked for."""

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING

from polemos.errors import UsageError

if TYPE_CHECKING:
    from polemos.export.datasets.exporter import Exporter

FORMATS: tuple[tuple[str, str, str], ...] = (
    ("csv", "native", "NativeCsv"),
    ("parquet", "native", "NativeParquet"),
    ("xlsx", "native", "NativeXlsx"),
    ("jsonl", "native_jsonl", "NativeJsonl"),
    ("ged", "ged", "Ged"),
    ("acled", "acled", "Acled"),
    ("hxl", "hxl", "Hxl"),
    ("plover", "plover", "Plover"),
    ("polecat", "polecat", "Polecat"),
    ("cameo", "cameo", "Cameo"),
    ("geojson", "geojson", "GeoJson"),
    ("geoparquet", "geoparquet", "GeoParquet"),
    ("ftm", "ftm", "FollowTheMoney"),
    ("rdf", "rdf", "Rdf"),
    ("jsonld", "rdf", "JsonLd"),
)
"""Name, module of polemos.export.datasets, class."""
NAMES: tuple[str, ...] = tuple(name for name, _, _ in FORMATS)


def exporter(name: str) -> "Exporter":
    """A fresh exporter. Raises UsageError for a name that is none."""
    for known, module, made in FORMATS:
        if known == name:
            build: Callable[[], Exporter] = getattr(import_module(f"polemos.export.datasets.{module}"), made)
            return build()
    raise UsageError(f"there is no export format {name!r}; one of {', '.join(NAMES)} is needed")
