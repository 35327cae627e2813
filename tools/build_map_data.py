"""Makes the map's boundaries, coasts and waters (src/polemos/web/static/mapdata) from Natural Earth. See README.md."""

import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pyogrio.raw
import shapely
import yaml

OUT = Path(__file__).parents[1] / "src/polemos/web/static/mapdata"
MOST = 100_000
"""Bytes of one region's file."""
TOLERANCES = (0.002, 0.004, 0.006, 0.008, 0.01, 0.015, 0.02, 0.03, 0.04)
"""Degrees that a line may be off; the first that makes a file small enough is taken."""
WORLD_TOLERANCE = 0.4
ISLAND = 0.1
"""Square degrees below which the world file leaves an island out."""
DISPUTED_PAIRS = {
    frozenset(pair)
    for pair in (
        ("KOS", "SRB"),
        ("SOL", "SOM"),
        ("CYN", "CYP"),
        ("PSX", "ISR"),
        ("SAH", "MAR"),
        ("KAS", "IND"),
        ("KAS", "PAK"),
    )
}
"""Borders that Natural Earth draws as any other, though one of the two does not acknowledge them."""
UNNAMED = frozenset({"CYN", "SOL", "KAS", "CNM", "ESB", "WSB"})
"""Lands that Natural Earth has as countries of their own and hardly any state does: their borders are drawn, dashed."""
NEAR = 0.06
"""Degrees around a disputed line within which a border is that line."""


@dataclass(frozen=True, slots=True)
class Units:
    """First-level units, as one coverage: equal edges of neighbours are equal point for point."""

    shapes: Any
    country: Any
    name: Any
    admin: Any


@cache
def units(world_map: Path, tolerance: float) -> Units:
    meta, _, geometry, fields = pyogrio.raw.read(world_map, layer="states_provinces")
    columns = dict(zip(meta["fields"], fields, strict=True))
    shapes = shapely.coverage_simplify(shapely.make_valid(shapely.from_wkb(geometry)), tolerance)
    names = np.array([name or local or "" for local, name in zip(columns["gn_name"], columns["name"], strict=True)])
    return Units(shapely.make_valid(shapes), columns["adm0_a3"], names, columns["admin"])


@cache
def countries(world_map: Path, tolerance: float) -> tuple[tuple[str, ...], Any]:
    all_units = units(world_map, tolerance)
    codes = tuple(sorted(set(all_units.country)))
    return codes, np.array([shapely.coverage_union_all(all_units.shapes[all_units.country == code]) for code in codes])


@cache
def disputed(world_map: Path) -> tuple[tuple[str, ...], Any]:
    meta, _, geometry, fields = pyogrio.raw.read(world_map, layer="disputed_borders")
    columns = dict(zip(meta["fields"], fields, strict=True))
    return tuple(columns["name"]), shapely.from_wkb(geometry)


def shared_edges(shapes: Any) -> Iterator[tuple[int, int, Any]]:
    """Each two neighbours' common border."""
    lines = shapely.boundary(shapes)
    one, other = shapely.STRtree(shapes).query(shapes, predicate="intersects")
    for i, j in zip(one, other, strict=True):
        if i < j:
            common = shapely.line_merge(_lines(shapely.intersection(lines[i], lines[j])))
            if not common.is_empty:
                yield int(i), int(j), common


def _lines(shape: Any) -> Any:
    parts = [part for part in shapely.get_parts(shape) if part.geom_type == "LineString" and not part.is_empty]
    return shapely.MultiLineString(parts)


def features(folder: "Folder", box: Any, tolerance: float, *, fine: bool) -> Iterator[dict[str, Any]]:
    """What is drawn within a box: `kind` says what each is. `fine` adds units and waters."""
    codes, shapes = countries(folder.world_map, tolerance)
    inside = [i for i in range(len(codes)) if shapely.intersects(shapes[i], box)]
    clipped = shapely.intersection(shapes[inside], box)
    if fine:
        yield feature("frame", box, tolerance)
    land = shapely.get_parts(shapely.union_all(clipped))
    yield feature("land", shapely.multipolygons(land if fine else land[shapely.area(land) > ISLAND]), tolerance)
    if fine:
        yield from _waters(folder, box)
        yield from _units(folder, box, tolerance)
    names, lines = disputed(folder.world_map)
    lines = shapely.simplify(shapely.intersection(lines, box), tolerance)
    contested = shapely.buffer(shapely.union_all(lines), NEAR)
    borders = []
    for i, j, line in shared_edges(clipped):
        if frozenset((codes[inside[i]], codes[inside[j]])) in DISPUTED_PAIRS:
            yield feature("disputed", line, tolerance, name="border that one side does not acknowledge")
        else:
            borders.append(shapely.difference(_lines(line), contested))
    yield feature("border", shapely.line_merge(_lines(shapely.union_all(borders))), tolerance)
    for name, line in zip(names, lines, strict=True):
        if not line.is_empty:
            yield feature("disputed", line, tolerance, name=name)
    yield from _country_names(folder, box, tolerance, inside)


def _country_names(folder: "Folder", box: Any, tolerance: float, inside: list[int]) -> Iterator[dict[str, Any]]:
    all_units = units(folder.world_map, tolerance)
    codes, shapes = countries(folder.world_map, tolerance)
    for i in inside:
        name = all_units.admin[all_units.country == codes[i]][0]
        within = shapely.intersection(shapes[i], box)
        if shapely.area(within) > 0.4 and codes[i] not in UNNAMED:
            rank = 1 if shapely.area(within) > 12 else 2
            yield feature("country-name", _middle(within), tolerance, name=name, rank=rank)


def _units(folder: "Folder", box: Any, tolerance: float) -> Iterator[dict[str, Any]]:
    all_units = units(folder.world_map, tolerance)
    inside = np.flatnonzero(shapely.intersects(all_units.shapes, box))
    shapes = shapely.intersection(all_units.shapes[inside], box)
    within = [
        line for i, j, line in shared_edges(shapes) if all_units.country[inside[i]] == all_units.country[inside[j]]
    ]
    yield feature("unit", shapely.line_merge(_lines(shapely.union_all(within))), tolerance)
    for i, shape in zip(inside, shapes, strict=True):
        if shape.area > 0.5 * all_units.shapes[i].area and shape.area > 0.15 and all_units.name[i]:
            yield feature("unit-name", _middle(shape), tolerance, name=all_units.name[i])


def _waters(folder: "Folder", box: Any) -> Iterator[dict[str, Any]]:
    for each in folder.waters("lakes"):
        lake = shapely.make_valid(shapely.from_geojson(json.dumps(each["geometry"])))
        if not (clipped := shapely.intersection(lake, box)).is_empty:
            yield feature("lake", clipped, 0.005, name=each["properties"].get("name") or "")
    rivers: dict[int, list[Any]] = {1: [], 2: []}
    for each in folder.waters("rivers"):
        rank = 1 if (each["properties"].get("min_zoom") or 9) < 4 else 2
        rivers[rank].append(shapely.intersection(shapely.from_geojson(json.dumps(each["geometry"])), box))
    for rank, lines in rivers.items():
        joined = shapely.line_merge(_lines(shapely.union_all(lines)))
        if not joined.is_empty:
            yield feature("river", joined, 0.005, rank=rank)


def _middle(shape: Any) -> Any:
    largest = max(shapely.get_parts(shape), key=lambda part: part.area)
    return shape.centroid if largest.contains(shape.centroid) else largest.point_on_surface()


def feature(kind: str, shape: Any, tolerance: float, **more: Any) -> dict[str, Any]:
    """A GeoJSON feature with whole thousandths of a degree (100 m), or hundredths where the lines are coarse."""
    digits = 3 if tolerance < 0.05 else 2
    geometry = shapely.set_precision(shape, 10.0**-digits, mode="pointwise")
    written = json.loads(shapely.to_geojson(geometry))
    return {"type": "Feature", "properties": {"kind": kind, **more}, "geometry": _rounded(written, digits)}


def _rounded(written: dict[str, Any], digits: int) -> dict[str, Any]:
    def down(value: Any) -> Any:
        if isinstance(value, list):
            return [down(each) for each in value]
        return int(value) if value == int(value) else round(value, digits)

    return {"type": written["type"], "coordinates": down(written["coordinates"])}


@dataclass(frozen=True)
class Folder:
    """Where the packages were unpacked."""

    root: Path

    @property
    def world_map(self) -> Path:
        return self.root / "qgis/usr/share/qgis/resources/data/world_map.gpkg"

    def waters(self, name: str) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = json.loads((self.root / f"mapeo/package/dist/{name}.json").read_bytes())[
            "features"
        ]
        return found


def written(found: Iterator[dict[str, Any]], bounds: list[float]) -> str:
    collection = {"type": "FeatureCollection", "bbox": bounds, "features": list(found)}
    return json.dumps(collection, ensure_ascii=False, separators=(",", ":")) + "\n"


def main() -> None:
    folder = Folder(Path(sys.argv[1]))
    regions = yaml.safe_load((Path(__file__).parent / "map_regions.yaml").read_text(encoding="utf-8"))
    world = [-180.0, -60.0, 180.0, 84.0]
    (OUT / "world.json").write_text(written(features(folder, shapely.box(*world), WORLD_TOLERANCE, fine=False), world))
    listed = {}
    for region, bounds in sorted(regions.items()):
        for tolerance in TOLERANCES:
            text = written(features(folder, shapely.box(*bounds), tolerance, fine=True), bounds)
            if len(text.encode()) <= MOST:
                break
        else:
            sys.exit(f"{region}: larger than {MOST} bytes at every tolerance; make its box smaller")
        (OUT / f"{region}.json").write_text(text, encoding="utf-8")
        listed[region] = bounds
        print(region, tolerance, len(text.encode()))
    (OUT / "regions.json").write_text(json.dumps(listed, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
