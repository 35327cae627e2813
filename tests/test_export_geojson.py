"""Maps of incidents and control: what a feature's geometry may claim, and that geopandas reads both files alike."""

import json
from pathlib import Path
from typing import Any

import geopandas
import pyarrow.parquet as pq
import pytest
import shapely

from datasets_of import Records, at, dead, incident, interval
from polemos.export.datasets.dataset import Documented
from polemos.export.datasets.geojson import GeoJson
from polemos.export.datasets.geoparquet import GeoParquet
from polemos.export.datasets.killed import killed
from polemos.model import Report
from polemos.model.incident import Contested, Party

PLACES = (
    at("Zaranj", 1, 30.9591, 61.8600, "AF", "Nimroz"),
    at("Zaranj", 2, 30.9591, 61.8600, "AF", "Nimroz"),
    at("Chakhansur", 3, 31.2, 62.0, "AF", "Nimroz"),
    at("Homs", 4, 34.73, 36.71, "SY", "Homs", "a1:SY.11"),
    at("the road to Zaranj", 5, 31.0, 62.0, "AF"),
    at("Syria", 6, 35.0, 38.0, "SY"),
    at("Red Sea", 7, 20.0, 38.0),
    at("Nowhere", 4, 1.0, 1.0, "SY", "Nowhere"),
    at("Somewhere", None, 1.0, 1.0),
    None,
)
DRAWN = ("place", "near", "none", "unit", "none", "country", "none", "none", "none", "none")


@pytest.fixture(scope="module")
def records() -> Records:
    report = Report("r-1", "Text.", "0")
    parties = (Party('=1+1 "Brigade" 😀', "actor"), Party("لواء", "actor"), Party("villagers", "recipient"))
    found = []
    for number, place in enumerate(PLACES):
        made = incident(
            number, place, from_=None if number == 9 else "2021-03-04", to=None if number == 9 else "2021-03-05",
            parties=parties, losses=(dead(3, 4, 5),), contested=(Contested("actor", ()), Contested("time", ())),
        )  # fmt: skip
        found.append(Documented(made, (), (report,)))
    held = (
        interval("Zaranj", 1, 30.9591, 61.8600),
        interval("Homs", 4, 34.73, 36.71, place_id="a1:SY.11", scope="area"),
        interval("Nowhere", 1, None, None, holder=None),
    )
    return Records(tuple(found), held=held)


@pytest.fixture(scope="module")
def features(records: Records, tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    folder = tmp_path_factory.mktemp("geojson")
    GeoJson().write(records, folder)
    collection = json.loads((folder / "incidents.geojson").read_text(encoding="utf-8"))
    assert set(collection) == {"type", "features"}, "RFC 7946 has no crs"
    return list(collection["features"])


@pytest.mark.parametrize(("number", "is_"), enumerate(DRAWN))
def test_a_geometry_claims_no_more_than_is_told(features: list[dict[str, Any]], number: int, is_: str) -> None:
    feature = features[number]
    shape, told = feature["geometry"], feature["properties"]
    assert told["geometry_is"] == is_
    assert told["uncertainty_m"] == (25_000 if is_ == "near" else None)
    if is_ in ("place", "near"):
        assert shape == {"type": "Point", "coordinates": [61.86, 30.9591]}
    elif is_ == "none":
        assert shape is None
    else:
        drawn = shapely.geometry.shape(shape)
        assert drawn.is_valid
        assert drawn.geom_type == "MultiPolygon"
        assert drawn.contains(shapely.Point(36.71, 34.73))
        assert drawn.contains(shapely.Point(40.14, 35.33)) is (is_ == "country"), "Deir ez-Zor is not in Homs"


def test_a_vague_place_keeps_its_name(features: list[dict[str, Any]]) -> None:
    names = [feature["properties"]["place"] for feature in features]
    assert names == [place.name if place else None for place in PLACES]


def test_rings_turn_as_the_standard_has_it(features: list[dict[str, Any]]) -> None:
    areas = [each["geometry"] for each in features if each["geometry"] and each["geometry"]["type"] != "Point"]
    for area in areas:
        for polygon in area["coordinates"]:
            assert shapely.LinearRing(polygon[0]).is_ccw
            assert not any(shapely.LinearRing(hole).is_ccw for hole in polygon[1:])


def test_properties_tell_who_what_and_how_sure(features: list[dict[str, Any]]) -> None:
    told = features[0]["properties"]
    assert (told["from"], told["to"], told["date_precision"]) == ("2021-03-04", "2021-03-05", 1)
    assert told["actors"] == '=1+1 "Brigade" 😀; لواء'
    assert told["recipients"] == "villagers"
    assert (told["killed_low"], told["killed_best"], told["killed_high"]) == (3, 4, 5)
    assert (told["status"], told["contested"]) == ("contested", "actor; time")
    assert (told["claims"], told["reports"], told["independent_sources"]) == (1, 1, 1)
    assert (told["claim_ids"], told["report_ids"]) == ("c-0", "r-1")
    assert features[9]["properties"]["from"] is None


@pytest.mark.parametrize(
    ("losses", "expected"),
    [
        pytest.param((), (None, None, None), id="nobody is told of"),
        pytest.param((dead(1, 2, 3, "A"), dead(10, 20, 30, "B")), (11, 22, 33), id="two sides add up"),
        pytest.param((dead(1, 2, 3, "A"), dead(20, 20, 20)), (20, 20, 20), id="a total holds its part"),
        pytest.param(
            (dead(5, None, None, "A"), dead(1, 1, 1, None, True)), (6, None, None), id="unknown stays unknown"
        ),
    ],
)
def test_the_dead_are_counted_once(losses: Any, expected: Any) -> None:
    assert killed(incident(1, losses=losses)) == expected


def test_control_is_drawn_by_what_is_told(records: Records, tmp_path: Path) -> None:
    GeoJson().write(records, tmp_path)
    found = json.loads((tmp_path / "control.geojson").read_text(encoding="utf-8"))["features"]
    assert [each["properties"]["geometry_is"] for each in found] == ["place", "unit", "none"]
    assert [each["geometry"] and each["geometry"]["type"] for each in found] == ["Point", "MultiPolygon", None]
    assert found[0]["properties"]["besieged_by"] == "North Brigade; West Brigade"
    assert found[0]["properties"]["from_latest"] == "2021-03-06"
    assert found[2]["properties"]["holder"] is None


@pytest.mark.parametrize("name", ["incidents", "control"])
def test_geopandas_reads_the_same_from_both_formats(records: Records, tmp_path: Path, name: str) -> None:
    GeoJson().write(records, tmp_path)
    made = GeoParquet().write(records, tmp_path)
    one = geopandas.read_file(tmp_path / f"{name}.geojson")
    other = geopandas.read_parquet(tmp_path / f"{name}.parquet")
    assert len(one) == len(other) == next(each.records for each in made if each.path == f"{name}.parquet")
    assert one.crs.to_epsg() == 4326
    assert other.crs.to_string() == "OGC:CRS84"
    assert list(one.columns) == list(other.columns)
    for left, right in zip(one.geometry, other.geometry, strict=True):
        assert (left is None and right is None) or left.equals_exact(right, 1e-9)
    for column in other.columns.drop("geometry"):
        assert _plain(one[column]) == _plain(other[column]), column


def _plain(values: Any) -> list[str]:
    """Cells as text: each reader has its own types for days and for numbers beside gaps."""
    return ["" if _absent(v) else _number(v) if isinstance(v, int | float) else str(v)[:10] for v in values]


def _absent(value: Any) -> bool:
    return value is None or value != value or str(value) in ("NaT", "<NA>")


def _number(value: float) -> str:
    return f"{value:g}"


def test_the_parquet_files_say_what_their_geometry_is(records: Records, tmp_path: Path) -> None:
    GeoParquet().write(records, tmp_path)
    file = pq.ParquetFile(tmp_path / "incidents.parquet")
    told = json.loads(file.metadata.metadata[b"geo"])
    column = told["columns"][told["primary_column"]]
    assert told["version"] == "1.1.0"
    assert (column["encoding"], column["geometry_types"]) == ("WKB", ["MultiPolygon", "Point"])
    west, south, east, north = column["bbox"]
    assert west < 36 < 61.86 == east
    assert south == 30.9591 < north
    assert "crs" not in column
    assert str(file.schema_arrow.field("from").type) == "date32[day]"


@pytest.mark.parametrize("made", [GeoJson(), GeoParquet()], ids=["geojson", "geoparquet"])
def test_an_empty_dataset_makes_files_that_open(made: Any, tmp_path: Path) -> None:
    for resource in made.write(Records(), tmp_path):
        read = geopandas.read_parquet if resource.path.endswith("parquet") else geopandas.read_file
        assert resource.records == 0
        assert len(read(tmp_path / resource.path)) == 0


def test_what_utf8_cannot_hold_breaks_no_file(tmp_path: Path) -> None:
    found = Documented(incident(1, at("Bad \ud800 name\0", 1, 1.0, 2.0)), (), ())
    for made in (GeoJson(), GeoParquet()):
        made.write(Records((found,)), tmp_path)
    assert geopandas.read_file(tmp_path / "incidents.geojson").place[0].startswith("Bad ? name")
    assert geopandas.read_parquet(tmp_path / "incidents.parquet").place[0].startswith("Bad ? name")
