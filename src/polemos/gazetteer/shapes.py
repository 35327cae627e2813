"""Which polygon a point lies in: bounds first, then a ray to the east.

A polygon's rings are stored as 32-bit integers, little-endian, in 1e-4 degrees: for each ring its number of points,
then their longitudes and their latitudes, each as the step from the one before.
"""

import sqlite3
import sys
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

SCALE = 1e4
Ring = tuple[tuple[float, float], ...]
Polygon = tuple[Ring, ...]
"""Longitudes and latitudes: the outer ring, closed, then its holes."""
_BAND = 10_000
"""Shapes are kept by degree of latitude."""
_NUDGE = 200
"""Generalised borders and coasts are off by up to 2 km: a point outside all is asked for that far around as well."""


@dataclass(frozen=True, slots=True)
class Shape:
    """A first-level unit's polygon, by its row; `adm1` is the unit's name."""

    row: int
    country: str
    adm1: str | None
    bounds: tuple[int, int, int, int]


class Shapes:
    """The polygons of one place list."""

    def __init__(self, base: sqlite3.Connection) -> None:
        self._base = base
        self._bands: dict[int, list[Shape]] = {}
        for row, country, adm1, west, south, east, north in base.execute(
            "SELECT s, country, name, west, south, east, north FROM shape LEFT JOIN unit ON u = adm1"
        ):
            shape = Shape(row, country, adm1, (west, south, east, north))
            for band in range(south // _BAND, north // _BAND + 1):
                self._bands.setdefault(band, []).append(shape)

    def at(self, latitude: float, longitude: float) -> Shape | None:
        """The polygon around a point, or one within 2 km of it; None at sea."""
        x, y = round(longitude * SCALE), round(latitude * SCALE)
        for dx, dy in ((0, 0), (_NUDGE, 0), (-_NUDGE, 0), (0, _NUDGE), (0, -_NUDGE)):
            if found := self._at(x + dx, y + dy):
                return found
        return None

    def outline(self, country: str, adm1: str | None = None) -> tuple[Polygon, ...]:
        """The polygons of a first-level unit by its name, or of all units of a country; empty where none is known."""
        rows = self._base.execute(
            "SELECT rings FROM shape LEFT JOIN unit ON u = adm1 "
            "WHERE country = ? AND (? IS NULL OR name = ?) ORDER BY s",
            (country, adm1, adm1),
        )
        return tuple(tuple(_degrees(xs, ys) for xs, ys in unpacked(data)) for (data,) in rows)

    def polygons(self, shape: Shape) -> tuple[Polygon, ...]:
        """The outer rings and holes of one shape."""
        (data,) = self._base.execute("SELECT rings FROM shape WHERE s = ?", (shape.row,)).fetchone()
        return (tuple(_degrees(xs, ys) for xs, ys in unpacked(data)),)

    def _at(self, x: int, y: int) -> Shape | None:
        for shape in self._bands.get(y // _BAND, ()):
            west, south, east, north = shape.bounds
            if west <= x <= east and south <= y <= north and self._inside(shape.row, x, y):
                return shape
        return None

    def _inside(self, row: int, x: int, y: int) -> bool:
        data = self._base.execute("SELECT rings FROM shape WHERE s = ?", (row,)).fetchone()[0]
        # A hole turns the answer round once more, so that one count serves all rings.
        return sum(_crossings(xs, ys, x, y) for xs, ys in unpacked(data)) % 2 == 1


def packed(rings: Iterator[tuple[Sequence[int], Sequence[int]]]) -> bytes:
    """Rings of whole numbers as they are stored."""
    values = array("i")
    for xs, ys in rings:
        values.append(len(xs))
        for line in (xs, ys):
            values.append(line[0])
            values.extend(after - before for before, after in pairwise(line))
    if sys.byteorder == "big":
        values.byteswap()
    return values.tobytes()


def unpacked(data: bytes) -> Iterator[tuple[list[int], list[int]]]:
    """Longitudes and latitudes of each ring."""
    values = array("i")
    values.frombytes(data)
    if sys.byteorder == "big":
        values.byteswap()
    start = 0
    while start < len(values):
        count = values[start]
        middle = start + 1 + count
        yield list(accumulate(values[start + 1 : middle])), list(accumulate(values[middle : middle + count]))
        start = middle + count


def _degrees(xs: Sequence[int], ys: Sequence[int]) -> Ring:
    return tuple((x / SCALE, y / SCALE) for x, y in zip((*xs, xs[0]), (*ys, ys[0]), strict=True))


def _crossings(xs: Sequence[int], ys: Sequence[int], x: int, y: int) -> int:
    """How often a ray from the point to the east meets a ring."""
    count = 0
    x0, y0 = xs[-1], ys[-1]
    for x1, y1 in zip(xs, ys, strict=True):
        if (y0 > y) != (y1 > y) and x < x0 + (y - y0) * (x1 - x0) / (y1 - y0):
            count += 1
        x0, y0 = x1, y1
    return count
