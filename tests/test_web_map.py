"""Map, timeline, actors and network: what they are sent, without a browser."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from picture_archive import HOSTILE, archive
from polemos.codebook.loader import load
from polemos.service.type_groups import type_groups
from polemos.web.app import create_app

MAPDATA = Path(__file__).parent.parent / "src/polemos/web/static/mapdata"
PAGE = {"accept": "text/html"}


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    made = archive(tmp_path_factory.mktemp("picture"))
    yield TestClient(create_app(made, "ann"), base_url="http://127.0.0.1")
    made.close()


def rows(client: TestClient, query: str = "") -> list[dict[str, Any]]:
    told = client.get(f"/map/incidents.json{query}").json()
    return [dict(zip(told["columns"], row, strict=True)) for row in told["rows"]]


def rings(geometry: dict[str, Any]) -> Iterator[list[list[float]]]:
    polygons = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    for polygon in polygons:
        yield from polygon


@pytest.mark.parametrize(
    "address",
    ["/map", "/map?type=airstrike", "/map?on=2014-03-01", "/map?from=2014-03-01&to=2014-03-31", "/timeline",
     "/timeline?from=2014-02-01&to=2014-02-28", "/timeline?from=2020-01-01&to=2019-01-01", "/actors", "/actors?q=front",
     "/actors?kind=person", "/actors/network", "/actors/network?on=2014-06-20",
     "/map/control?place=Tarum&on=2014-06-20"],
)  # fmt: skip
def test_every_page_answers(client: TestClient, address: str) -> None:
    answer = client.get(address, headers=PAGE)
    assert answer.status_code == 200
    assert "<h1>" in answer.text or "<h2>" in answer.text
    assert HOSTILE not in answer.text


def test_an_exact_place_is_a_point_and_a_vague_one_its_area(client: TestClient) -> None:
    told = client.get("/map/incidents.json").json()
    by_type = {row["type"]: row for row in rows(client)}
    assert by_type["airstrike"]["area"] is None
    assert (by_type["airstrike"]["longitude"], by_type["airstrike"]["latitude"]) == (37.16, 36.2)
    areas = {name: told["areas"][row["area"]] for name, row in by_type.items() if row["area"] is not None}
    assert {name: area["properties"]["shape"] for name, area in areas.items()} == {
        "shelling": "outline",
        "battle": "circle",
        "talks": "outline",
    }
    circle = next(rings(areas["battle"]["geometry"]))
    assert circle[0] == circle[-1]
    north = max(y for _, y in circle) - 35.0
    assert north * 111.32 == pytest.approx(25, rel=0.01)  # precision 2 ends at 25 km
    assert areas["talks"]["properties"]["told"] == "somewhere in Syria"


def test_areas_are_valid_geojson(client: TestClient) -> None:
    for area in client.get("/map/incidents.json").json()["areas"]:
        for ring in rings(area["geometry"]):
            assert len(ring) >= 4
            assert ring[0] == ring[-1]
            assert all(-180 <= x <= 180 and -90 <= y <= 90 for x, y in ring)


def test_filters_of_the_address_narrow_the_map(client: TestClient) -> None:
    assert {row["type"] for row in rows(client, "?type=airstrike")} == {"airstrike"}
    assert {row["type"] for row in rows(client, "?from=2014-03-01&to=2014-04-01")} == {"shelling", "battle"}
    assert rows(client, "?country=UA") == []


def test_control_tells_holder_and_dates_and_whose_word_it_is(client: TestClient) -> None:
    told = client.get("/map/control.json").json()
    assert {each["holder"] for each in told["intervals"]} == {"The Front", "The Guard"}
    front = next(each for each in told["intervals"] if each["holder"] == "The Front")
    assert front["from"] == "2014-02-10"
    assert client.get("/map/control.json?actor=Nobody").json()["intervals"] == []
    page = client.get("/map/control?place=Tarum&on=2014-03-01", headers=PAGE).text
    assert "The Front took Tarum." in page
    assert "Gazette" in page
    bare = client.get("/map/control?place=Tarum&on=2014-03-01", headers={**PAGE, "X-Part": "1"}).text
    assert "<html" not in bare
    assert "The Front took Tarum." in bare


def test_the_tables_say_the_same_without_scripts(client: TestClient) -> None:
    page = client.get("/map?on=2014-03-01", headers=PAGE).text
    assert "Airstrike" in page
    held = page.partition('id="table-control"')[2]
    assert "The Front" in held
    assert "The Guard" not in held


def test_the_timeline_puts_each_incident_into_its_lane_with_a_link_to_look_closer(client: TestClient) -> None:
    page = client.get("/timeline", headers=PAGE).text
    assert 'href="/timeline?from=2014-02-03&amp;to=2014-02-09"' in page
    assert "The Front takes Tarum" in page
    assert "1 incident, strikes and blasts" in page


def test_an_actor_has_its_edges_incidents_places_and_names(client: TestClient) -> None:
    page = client.get("/actors/The%20Front", headers=PAGE).text
    for words in ("is fighting", "The Guard", "Shelling, Raqqa", "Held, as claims tell", "No report quotes it"):
        assert words in page
    known = client.get("/actors/islamic-state", headers=PAGE).text
    for words in ("Daesh", "split from it", "caliph"):
        assert words in known
    assert client.get("/actors/nobody-at-all", headers=PAGE).status_code == 404


def test_the_network_has_every_edge_between_its_nodes(client: TestClient) -> None:
    told = client.get("/actors/network.json").json()
    (edge,) = told["edges"]
    assert {told["nodes"][edge["source"]]["name"], told["nodes"][edge["target"]]["name"]} == {"The Front", "The Guard"}
    assert edge["relation"] == "fighting"


def test_wrong_days_and_missing_incidents_are_told(client: TestClient) -> None:
    assert client.get("/map?on=yesterday", headers=PAGE).status_code == 422
    assert client.get("/map/incident/i-none", headers=PAGE).status_code == 404
    assert "No claim tells who holds it" in client.get("/map/control?place=Nowhere", headers=PAGE).text


@pytest.mark.parametrize("path", sorted(MAPDATA.glob("*.json")), ids=lambda path: path.stem)
def test_map_data_is_small_valid_and_within_its_box(path: Path) -> None:
    data = json.loads(path.read_bytes())
    if path.stem == "regions":
        assert {f"{name}.json" for name in data} | {"world.json", "regions.json"} == {p.name for p in MAPDATA.iterdir()}
        return
    assert path.stat().st_size <= (200_000 if path.stem == "world" else 100_000)
    west, south, east, north = data["bbox"]
    kinds = {each["properties"]["kind"] for each in data["features"]}
    assert {"land", "border"} <= kinds

    def points(value: Any) -> Iterator[list[float]]:
        if isinstance(value[0], list):
            for each in value:
                yield from points(each)
        else:
            yield value

    for each in data["features"]:
        assert all(west <= x <= east and south <= y <= north for x, y in points(each["geometry"]["coordinates"]))


def test_every_type_of_the_codebook_is_in_one_group() -> None:
    grouped = [name for group in type_groups() for name in group.types]
    assert sorted(grouped) == sorted(load().types)
