"""The workbench's pages and what its keys send, without a browser."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from polemos.service.incidents import refresh
from polemos.store.archive import Archive
from polemos.store.derived import list_incidents
from polemos.store.judgements import judgements
from polemos.web.app import create_app
from polemos.web.filters import Filters
from served import AUTHOR, TEXT, two_claims

PAGE = {"accept": "text/html"}


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    made = Archive.create(tmp_path / "a.db", "Ann")
    made.add(two_claims(), AUTHOR)
    yield made
    made.close()


@pytest.fixture
def client(archive: Archive) -> TestClient:
    made = TestClient(create_app(archive, "Ann"), base_url="http://127.0.0.1")
    token = re.search(r'name="csrf" content="([^"]+)"', made.get("/", headers=PAGE).text)
    assert token
    made.headers["x-csrf-token"] = token[1]
    return made


def at(words: str) -> dict[str, int]:
    start = TEXT.index(words)
    return {"start": start, "end": start + len(words)}


def first(archive: Archive) -> str:
    return archive.claims("r-1")[0].id


@pytest.mark.parametrize(
    "address",
    ["/", "/reports", "/reports?waiting=1", "/reports/r-1", "/incidents", "/search?q=rebels", "/search",
     "/incidents?q=rebels&from=x"],
)  # fmt: skip
def test_every_page_answers_as_a_full_document(client: TestClient, address: str) -> None:
    answer = client.get(address, headers=PAGE)
    assert answer.status_code == 200
    assert answer.text.startswith("<!doctype html>")
    assert "<main" in answer.text
    assert "<script>window" not in answer.text
    assert "<img src=x" not in answer.text


@pytest.mark.parametrize("address", ["/nowhere", "/reports/none", "/incidents/i-none"])
def test_what_is_not_there_is_told_on_a_page_and_to_a_script(client: TestClient, address: str) -> None:
    page = client.get(address, headers=PAGE)
    assert page.status_code == 404
    assert "Not here" in page.text
    assert client.get(address).json()["status"] == 404


def test_a_verdict_is_kept_under_the_name_and_taken_back(archive: Archive, client: TestClient) -> None:
    answer = client.post("/judge/claim", json={"claim": first(archive), "action": "accept"}).json()
    assert [(j.who, j.action) for j in judgements(archive)] == [("Ann", "accept")]
    assert "accepted" in answer["card"]
    assert "1 of 2 reviewed" in answer["progress"]
    undone = client.post("/judge/undo", json={"report": "r-1"}).json()
    assert undone["claim"] == first(archive)
    assert "0 of 2 reviewed" in undone["progress"]
    assert client.post("/judge/undo", json={"report": "r-1"}).status_code == 400


def test_a_rejected_claim_keeps_its_card_and_loses_its_marks(archive: Archive, client: TestClient) -> None:
    claim = first(archive)
    answer = client.post("/judge/claim", json={"claim": claim, "action": "reject"}).json()
    assert f"{claim}:trigger" not in answer["text"]
    assert f'id="{claim}"' in answer["deck"]


@pytest.mark.parametrize(
    ("field", "words", "path", "expected"),
    [
        ("actor", "12 soldiers", ("actors", 1, "name"), "12 soldiers"),
        ("recipient", "the town", ("recipients", 0, "name"), "town"),
        ("place", "Barsa", ("place", "name"), "Barsa"),
        ("wounded", "12", ("losses", 1, "best"), 12),
        ("source", "A spokesman", ("sources", 0, "text"), "A spokesman"),
        ("trigger", "killed", ("sentence", "start"), 0),
        ("time", "on Monday", ("time", "from"), "2015-02-02"),
        ("hedge", "Later", ("hedges", 0, "text"), "Later"),
    ],
)
def test_words_picked_become_a_field_beside_the_machines_version(
    archive: Archive, client: TestClient, field: str, words: str, path: tuple[str | int, ...], expected: object
) -> None:
    claim = first(archive)
    answer = client.post("/judge/edit", json={"claim": claim, "field": field, **at(words)})
    assert answer.status_code == 200, answer.text
    value = json.loads(judgements(archive)[0].change or "")
    for step in path:
        value = value[step]
    assert value == expected
    assert "Changed by Ann" in answer.json()["deck"]
    assert archive.claims("r-1")[0] == two_claims().claims[0]


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        ({"field": "actor", "start": 5, "end": 5}, "no words"),
        ({"field": "actor", "start": 0, "end": 99999}, "no words"),
        ({"field": "holder", "start": 0, "end": 6}, "no holder"),
        ({"field": "label", "value": "attak"}, "no event is called attak"),
        ({"field": "factuality", "value": "surely"}, "factuality"),
        ({"field": "figure", "at": 0, "value": "many,,"}, "whole number"),
        ({"field": "actor", "at": 7}, "no such actor"),
        ({"field": "trigger"}, "cannot be without"),
    ],
)
def test_a_change_that_makes_no_sense_is_refused(
    archive: Archive, client: TestClient, body: dict[str, object], problem: str
) -> None:
    answer = client.post("/judge/edit", json={"claim": first(archive), **body})
    assert answer.status_code == 400
    assert problem in answer.json()["detail"]
    assert judgements(archive) == ()


def test_values_are_chosen_and_parts_taken_away(archive: Archive, client: TestClient) -> None:
    claim = first(archive)
    for body in (
        {"field": "label", "value": "battle"},
        {"field": "factuality", "value": "possible"},
        {"field": "figure", "at": 0, "value": "10,,15"},
        {"field": "actor", "at": 0},
    ):
        assert client.post("/judge/edit", json={"claim": claim, **body}).status_code == 200
    last = json.loads(judgements(archive)[-1].change or "")
    assert (last["type"], last["factuality"], last["actors"]) == ("battle", "possible", [])
    assert [last["losses"][0][key] for key in ("low", "best", "high")] == [10, None, 15]


def test_a_claim_is_added_and_then_judged_like_any_other(archive: Archive, client: TestClient) -> None:
    body = {"report": "r-1", "kind": "event", "label": "killing", **at("killed")}
    made = client.post("/judge/add", json=body).json()["claim"]
    assert client.post("/judge/add", json=body).status_code in (200, 400)
    assert (
        client.post("/judge/edit", json={"claim": made, "field": "recipient", **at("12 soldiers")}).status_code == 200
    )
    refresh(archive)
    incident = next(each for each in list_incidents(archive) if made in {role.claim_id for role in each.claims})
    assert incident.type == "killing"
    assert [party.name for party in incident.parties] == ["12 soldiers"]
    assert client.post("/judge/claim", json={"claim": made, "action": "reject"}).status_code == 200
    refresh(archive)
    assert len(list_incidents(archive)) == 2


def test_a_split_claim_stands_on_its_own_words(archive: Archive, client: TestClient) -> None:
    answer = client.post("/judge/split", json={"claim": first(archive), **at("killed")}).json()
    change = json.loads(judgements(archive)[0].change or "")
    assert change["id"] == answer["claim"] != first(archive)
    assert change["trigger"]["text"] == "killed"
    assert change["actors"][0]["name"] == "Gunmen"


def test_incidents_are_joined_split_and_kept_apart(archive: Archive, client: TestClient) -> None:
    second = two_claims("r-2", TEXT.replace("Monday", "Friday"), outlet="Herald")
    archive.add(second, AUTHOR)
    one, other = archive.claims("r-1")
    refresh(archive)
    joined = client.post(f"/incidents/{one.id}/join", data={"other": other.id}, follow_redirects=True, headers=PAGE)
    assert joined.status_code == 200
    assert "Take back" in joined.text
    members = {role.claim_id for role in list_incidents(archive)[0].claims} | {
        role.claim_id for role in list_incidents(archive)[-1].claims
    }
    assert {one.id, other.id} <= members
    split = client.post(
        f"/incidents/{one.id}/split", data={"claim": other.id, "reason": "two towns"}, follow_redirects=True
    )
    assert split.status_code == 200
    homes = [each.id for each in list_incidents(archive) for role in each.claims if role.claim_id in (one.id, other.id)]
    assert len(set(homes)) == 2
    assert client.post(f"/incidents/{one.id}/split", data={}).status_code == 400
    assert (
        client.post(f"/incidents/{one.id}/status", data={"action": "confirm"}, follow_redirects=True).status_code == 200
    )
    assert "confirmed" in {each.status for each in list_incidents(archive)}


def test_filters_live_in_the_address() -> None:
    filters = Filters(type="attack", from_="2015-01-01", q="a b")
    assert filters.address() == "?type=attack&from=2015-01-01&q=a+b"
    assert filters.address(type="", start=50) == "?from=2015-01-01&q=a+b&start=50"
    assert Filters().address() == ""


@pytest.mark.parametrize(
    ("query", "count"),
    [("type=attack", 1), ("actor=rebels", 1), ("place=barsa", 1), ("q=soldiers", 1), ("country=sy", 2),
     ("to=2001-01-01", 0),
     ("status=contested", 0), ("actor=Gunmen&place=Barsa", 0)],
)  # fmt: skip
def test_the_list_of_incidents_takes_every_filter(client: TestClient, query: str, count: int) -> None:
    found = client.get(f"/incidents?{query}", headers=PAGE).text
    assert found.count('<a class="row"') == count
