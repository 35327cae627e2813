"""Records in a program: a sequence that becomes JSON or a data frame."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, Generic, TypeVar, overload

from polemos.api.frames import to_geopandas, to_pandas, to_polars
from polemos.api.shapes import Shape
from polemos.export.notebook import table_html
from polemos.model.serial import to_dict, to_json

if TYPE_CHECKING:
    import geopandas
    import pandas
    import polars

Record = TypeVar("Record")
SHOWN = 50
"""Rows that a notebook shows."""


class Records(Sequence[Record], Generic[Record]):
    """Typed records (frozen dataclasses of `polemos.model`). In a notebook it shows the first of them as a table."""

    def __init__(self, items: Sequence[Record], shape: Shape) -> None:
        self._items, self._shape = tuple(items), shape

    def to_dicts(self) -> list[dict[str, Any]]:
        """As JSON has them, nested; a field that is not known is None or empty."""
        return [to_dict(item) for item in self._items]

    def to_jsonl(self) -> str:
        """One record a line."""
        return "".join(to_json(item) + "\n" for item in self._items)

    def to_pandas(self) -> "pandas.DataFrame":
        """One row a record, lists joined with "; ". Raises UsageError where pandas is not installed."""
        return to_pandas(self._shape.columns, self._rows())

    def to_polars(self) -> "polars.DataFrame":
        """One row a record, lists joined with "; ". Raises UsageError where polars is not installed."""
        return to_polars(self._shape.columns, self._rows())

    def to_geopandas(self) -> "geopandas.GeoDataFrame":
        """One row a record, its place as a point in WGS 84, none where no point is known; look at the precision.

        Raises UsageError where GeoPandas is not installed, or where such records have no place.
        """
        return to_geopandas(self._shape.columns, self._rows())

    def _rows(self, most: int | None = None) -> list[tuple[Any, ...]]:
        return [self._shape.row(item) for item in self._items[:most]]

    def __len__(self) -> int:
        return len(self._items)

    def __iter__(self) -> Iterator[Record]:
        return iter(self._items)

    @overload
    def __getitem__(self, at: int) -> Record: ...

    @overload
    def __getitem__(self, at: slice) -> "Records[Record]": ...

    def __getitem__(self, at: int | slice) -> "Record | Records[Record]":
        return Records(self._items[at], self._shape) if isinstance(at, slice) else self._items[at]

    def __eq__(self, other: object) -> bool:
        return self._items == other._items if isinstance(other, Records) else NotImplemented

    def __hash__(self) -> int:
        return hash(self._items)

    def __repr__(self) -> str:
        return f"<{len(self):,} {self._shape.name}>"

    def _repr_html_(self) -> str:
        return table_html(self._shape.columns, self._rows(SHOWN), len(self) - SHOWN)
