"""Rows as the data frames of pandas, polars and GeoPandas, each only where it is installed."""

from collections.abc import Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Any

from polemos.errors import UsageError

if TYPE_CHECKING:
    import geopandas
    import pandas
    import polars

CRS = "EPSG:4326"


def to_pandas(columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> "pandas.DataFrame":
    """A frame with these columns, whole numbers and truth values in types that know a missing value."""
    frame: pandas.DataFrame = _library("pandas").DataFrame(list(rows), columns=list(columns))
    return frame.convert_dtypes()


def to_polars(columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> "polars.DataFrame":
    """A frame with these columns."""
    frame: polars.DataFrame = _library("polars").DataFrame(
        list(rows), schema=list(columns), orient="row", infer_schema_length=None
    )
    return frame


def to_geopandas(columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> "geopandas.GeoDataFrame":
    """A frame with a point where `latitude` and `longitude` are known, in WGS 84."""
    library = _library("geopandas")
    frame = to_pandas(columns, rows)
    points = library.points_from_xy(frame["longitude"].astype("Float64"), frame["latitude"].astype("Float64"))
    known = frame["latitude"].notna() & frame["longitude"].notna()
    return library.GeoDataFrame(frame, geometry=library.GeoSeries(points, index=frame.index).where(known), crs=CRS)


def _library(name: str) -> Any:
    try:
        return import_module(name)
    except ImportError as error:
        raise UsageError(f"{name} is not installed; install it beside Polemos: pip install {name}") from error
