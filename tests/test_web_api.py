"""The JSON API: pages with cursors, filters, marks, one shape of errors, limits; and it gives what it describes."""

import json
import os
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter

from archives import AUTHOR, coded, event
from polemos.model import ControlClaim, EventClaim, Participant, RelationClaim, Span
from polemos.model.serial import to_dict
from polemos.web.api.schema import AnyClaim
from polemos.web.app import create_app
from polemos.web.limits import Rate, network
from polemos.web.security import MAX_ADDRESS, MAX_BODY, Guard
from workbench import HOME, PASSWORD, Bench, bench

V1 = "/api/v1"


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    made = bench(tmp_path_factory.mktemp("api"))
    for number in range(3, 25):
        text = f"Rebels shelled Qarum {number} times."
        made.archive.add(
            coded(f"r{number}", text, event(f"r{number}", text, "shelled", "shelling", actors=("Rebels",))), AUTHOR
        )
    yield made
    made.archive.close()


@pytest.fixture(scope="module")
def api(here: Bench) -> TestClient:
    return here.alone


def items(client: TestClient, path: str, **query: Any) -> list[dict[str, Any]]:
    """All records, page by page."""
    found, cursor = [], ""
    while True:
        page = client.get(V1 + path, params={**query, "cursor": cursor}).json()
        found += page["items"]
        cursor = page["next"]
        if cursor is None:
            return found


@pytest.mark.parametrize("path", ["/reports", "/claims", "/incidents", "/audit", "/sources", "/unresolved"])
def test_pages_of_any_size_give_every_record_once_in_one_order(api: TestClient, path: str) -> None:
    whole = items(api, path, limit=1000)
    assert len(whole) >= 2
    assert items(api, path, limit=1) == whole
    assert items(api, path, limit=7) == whole


def test_claims_and_reports_are_the_stored_records(here: Bench, api: TestClient) -> None:
    claim = here.archive.claims("r1")[0]
    assert api.get(f"{V1}/claims/{claim.id}").json() == to_dict(claim)
    assert api.get(f"{V1}/reports/r1").json() == to_dict(here.archive.report("r1"))
    assert api.get(f"{V1}/reports/r1/claims").json()["items"] == [to_dict(claim)]


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ({"q": "shelled"}, 23), ({"q": '"killed 12 soldiers"'}, 1), ({"actor": "tarum front"}, 2),
        ({"actor": "Gazette's man", "role": "source"}, 1), ({"place": "TARUM"}, 2), ({"kind": "control"}, 0),
        ({"type": ["shelling", "battle"]}, 24), ({"factuality": "negated"}, 1), ({"report": "r2"}, 1),
        ({"outlet": "Herald"}, 1), ({"from": "2014-02-04"}, 0), ({"from": "2014-02-01", "to": "2014-02-03"}, 2),
        ({"min_confidence": 0.95}, 0), ({"country": "SY"}, 0),
    ],
)  # fmt: skip
def test_each_filter_of_claims_narrows(api: TestClient, query: dict[str, Any], count: int) -> None:
    assert len(items(api, "/claims", **query)) == count


def test_incidents_sources_and_contradictions_tell_of_the_two_reports(here: Bench, api: TestClient) -> None:
    api.post(f"{V1}/judgements", json={"action": "same", "claims": [here.one], "others": [here.other]})
    incident = api.get(f"{V1}/incidents/{here.one}").json()
    assert {role["claim_id"] for role in incident["claims"]} == {here.one, here.other}
    fresh = TestClient(create_app(here.archive, "ann"), base_url=HOME)
    found = fresh.get(f"{V1}/contradictions", params={"source": "Gazette's man"}).json()["items"]
    assert [each["field"]["field"] for each in found] == ["factuality"]
    speaker = next(each for each in items(fresh, "/sources") if each["name"] == "Gazette's man")
    assert (speaker["contradicted"], speaker["by"]) == (1, [{"name": "the Tarum Front", "count": 1}])
    assert fresh.get(f"{V1}/why", params={"path": here.one}).json()["items"]
    names = {each["name"]: each for each in items(fresh, "/unresolved")}
    assert names["Tarum Front"]["claims"] == 2
    assert names["Tarum Front"]["contexts"][0]["report_id"] in ("r1", "r2")
    lines = fresh.get(f"{V1}/unresolved/queue").text.splitlines()
    assert {"Tarum Front", "Rebels"} <= {json.loads(line)["name"] for line in lines}


def test_a_judgement_is_kept_under_the_name_of_who_signed_and_taken_back(here: Bench) -> None:
    client, token = here.signed("coder")
    client.headers["X-CSRF-Token"] = token
    made = client.post(f"{V1}/judgements", json={"action": "reject", "claims": [here.other], "reason": "no"})
    assert (made.status_code, made.json()["who"], made.json()["reason"]) == (201, "coder", "no")
    back = client.post(f"{V1}/judgements/{made.json()['seq']}/undo", json={"reason": "yes"})
    assert back.json()["undoes"] == made.json()["seq"]
    again = client.post(f"{V1}/judgements/{made.json()['seq']}/undo")
    assert (again.status_code, again.json()["code"]) == (409, "undone")
    assert [each["action"] for each in items(client, "/judgements", claim=here.other)][-2:] == ["reject", "undo"]


def test_what_has_not_changed_is_not_sent_again(here: Bench, api: TestClient) -> None:
    first = api.get(f"{V1}/judgements")
    mark = first.headers["etag"]
    assert api.get(f"{V1}/judgements", headers={"If-None-Match": mark}).status_code == 304
    assert api.get(f"{V1}/judgements", headers={"If-None-Match": f'"x", W/{mark}'}).content == b""
    api.post(f"{V1}/judgements", json={"action": "accept", "claims": [here.other]})
    assert api.get(f"{V1}/judgements", headers={"If-None-Match": mark}).status_code == 200


@pytest.mark.parametrize(
    ("path", "status", "code"),
    [
        ("/claims/c-none", 404, "no-claim"), ("/reports/none", 404, "no-report"), ("/nothing", 404, "not-here"),
        ("/incidents/i-none", 404, "no-incident"), ("/actors/none", 404, "no-actor"), ("/places/none", 404, "no-place"),
        ("/claims?limit=0", 422, "unreadable"), ("/claims?limit=1001", 422, "unreadable"),
        ("/claims?cursor=mine", 400, "bad-request"), ("/claims?from=yesterday", 400, "bad-request"),
        ("/claims?kind=rumour", 422, "unreadable"), ("/claims?q=a%00b", 400, "bad-request"),
        ("/standing?packs=true", 400, "bad-request"), ("/why?path=control:Nowhere", 404, "no-control"),
        ("/places/resolve?name=x&near=here", 400, "bad-request"),
    ],
)  # fmt: skip
def test_errors_have_one_shape(api: TestClient, path: str, status: int, code: str) -> None:
    answer = api.get(V1 + path)
    told = answer.json()
    assert set(told) == {"status", "code", "title", "detail"}
    assert (answer.status_code, told["status"]) == (status, status)
    assert told["code"] == code or path.startswith("/why")
    assert told["detail"]


def test_too_much_at_once_is_refused(here: Bench, api: TestClient) -> None:
    assert api.get(V1 + "/claims?q=" + "x" * MAX_ADDRESS).status_code == 414
    assert api.get("/sources?q=" + "x" * 64_000).status_code == 414
    much = json.dumps({"action": "accept", "claims": [here.one], "reason": "x" * MAX_BODY}).encode()
    kind = {"Content-Type": "application/json"}
    assert api.post(f"{V1}/judgements", content=much, headers=kind).status_code == 413
    parts = (much[at : at + 65536] for at in range(0, len(much), 65536))
    assert api.post(f"{V1}/judgements", content=parts, headers=kind).status_code == 413
    allowed = json.dumps({"action": "accept", "claims": [here.one], "reason": "x" * 2_001}).encode()
    assert api.post(f"{V1}/judgements", content=allowed, headers=kind).status_code == 422


def test_a_flood_is_stopped_at_the_limit_while_others_go_on(here: Bench) -> None:
    app = create_app(here.archive, guard=Guard(here.archive, None, signed=600, unsigned=60, tries=10))
    stranger = TestClient(app, base_url=HOME, client=("192.0.2.1", 1))
    passed = [stranger.get(f"{V1}/me").status_code for _ in range(100)]
    assert passed == [401] * 60 + [429] * 40
    told = stranger.get(f"{V1}/me")
    assert 1 <= int(told.headers["retry-after"]) <= 60
    other = TestClient(app, base_url=HOME, client=("192.0.2.2", 1))
    wrong = [other.post("/login", data={"name": "coder", "password": "x"}).status_code for _ in range(12)]
    assert wrong == [403] * 10 + [429] * 2
    third = TestClient(app, base_url=HOME, client=("192.0.2.3", 1))
    assert third.post("/login", data={"name": "coder", "password": PASSWORD}).status_code == 200
    signed = [third.get(f"{V1}/me").status_code for _ in range(620)]
    assert abs(signed.count(200) - 600) <= 30
    assert signed[-1] == 429


def test_counts_begin_anew_after_a_minute_and_a_household_is_one() -> None:
    moment = [0.0]
    rate = Rate(lambda: moment[0])
    assert [rate.wait("a", 2) for _ in range(3)] == [0, 0, 60]
    assert rate.wait("b", 2) == 0
    moment[0] = 59.0
    assert rate.wait("a", 2) == 1
    moment[0] = 60.0
    assert rate.wait("a", 2) == 0
    assert network("2001:db8:1:2:3::4") == network("2001:db8:1:2:ffff::1") != network("2001:db8:1:3::1")
    for number in range(25_000):
        rate.wait(str(number), 1)
    assert len(rate._counts) <= 10_001


def test_every_answer_tells_the_browser_to_run_nothing_but_ours(api: TestClient) -> None:
    for path in ("/", f"{V1}/me", "/nothing", "/static/app.css", f"{V1}/claims?limit=0"):
        headers = api.get(path).headers
        told = dict(part.split(" ", 1) for part in headers["content-security-policy"].split("; "))
        assert told["default-src"] == "'none'"
        assert told["script-src"] == told["style-src"] == "'self'"
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["x-frame-options"] == "DENY"
    assert api.get("/").headers["cache-control"] == "no-store"


def test_records_are_as_the_description_says(here: Bench, api: TestClient) -> None:
    text = "Rebels hold Tarum."
    shared: dict[str, Any] = {"report_id": "r", "trigger": Span(7, 11, "hold"), "sentence": Span(0, 18, text)}
    who = Participant("Rebels", "Rebels", 0, 6)
    claims = (
        EventClaim(**shared, coder="t", confidence=1, type="battle", actors=(who,)),
        ControlClaim(**shared, coder="t", confidence=1, status="holds", holder=who),
        RelationClaim(**shared, coder="t", confidence=1, relation="fighting", subject=who),
    )
    told: TypeAdapter[Any] = TypeAdapter(AnyClaim)
    for claim in claims:
        assert told.dump_python(told.validate_python(to_dict(claim)), by_alias=True) == to_dict(claim)
    described = api.get(f"{V1}/openapi.json").json()
    assert all(path.startswith(V1) for path in described["paths"])
    schemas = described["components"]["schemas"]
    assert set(schemas["EventClaim"]["required"]) == set(to_dict(claims[0]))
    for path in ("/incidents", "/sources", "/contradictions", "/control", "/judgements", "/audit", "/actors"):
        page = api.get(V1 + path, params={"limit": 5}).json()
        name = described["paths"][V1 + path]["get"]["responses"]["200"]["content"]["application/json"]["schema"]["$ref"]
        item = schemas[name.rsplit("/", 1)[1]]["properties"]["items"]["items"]["$ref"]
        for each in page["items"]:
            assert set(each) == set(schemas[item.rsplit("/", 1)[1]]["properties"]), path


NASTY = st.text(max_size=30) | st.sampled_from(
    ["'", '"', "\\", "%", "../..", "é\u202eb😀", "-1", "0", "1e309", "9" * 30, "NaN", "null", "*", "a OR b", "NEAR(",
     "[", "i-1.losses.killed", "control:Tarum@2014", "standing:A/B@x", "2014-02-30", "MQ", "MS4x"]
)  # fmt: skip
FIELDS = st.sampled_from(["action", "claims", "others", "change", "reason", "incidents"])
BODIES = st.recursive(
    NASTY | st.none() | st.integers() | st.floats(allow_nan=False, allow_infinity=False),
    lambda inner: st.lists(inner) | st.dictionaries(FIELDS, inner),
    max_leaves=6,
)
EXAMPLES = int(os.environ.get("POLEMOS_TEST_REQUESTS", "150"))


@settings(max_examples=EXAMPLES, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_no_request_that_the_description_allows_or_not_is_an_error_of_the_program(
    api: TestClient, data: st.DataObject
) -> None:
    """POLEMOS_TEST_REQUESTS sets how many are made."""
    described = api.get(f"{V1}/openapi.json").json()
    path, method = data.draw(st.sampled_from(sorted((p, m) for p, found in described["paths"].items() for m in found)))
    parameters = described["paths"][path][method].get("parameters", [])
    filled = re.sub(r"\{\w+\}", lambda _: quote(data.draw(NASTY), safe="") or "x", path)
    asked = [each["name"] for each in parameters if each["in"] == "query" and data.draw(st.booleans())]
    query = {name: data.draw(NASTY)[:12] for name in asked}
    sent: dict[str, Any] = {"json": data.draw(BODIES)} if method == "post" else {}
    answer = api.request(method.upper(), filled, params=query, **sent)
    assert answer.status_code < 500, (method, filled, query, sent, answer.text)
    if answer.status_code >= 400:
        assert set(answer.json()) == {"status", "code", "title", "detail"}
