"""Every route with every role and every kind of token: exactly the allowed cells succeed."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from fastapi.routing import APIRoute, iter_route_contexts
from fastapi.testclient import TestClient

from archives import clock
from polemos.service import people
from polemos.service.decisions import Decision, decide
from polemos.service.permissions import ROLES, Person
from polemos.store import accounts
from polemos.store.archive import Archive
from workbench import HOME, PASSWORD, Bench, bench

OPEN, READ, CODE, ADJUDICATE, ADMIN = range(-1, len(ROLES))
"""The least role that may; OPEN: whoever asks."""


@dataclass(frozen=True)
class Row:
    """What is asked: {one}, {other} are claims, {number} a judgement and {token} a token of whoever asks."""

    least: int = READ
    path: str = ""
    query: dict[str, str] = field(default_factory=dict)
    json: dict[str, Any] | None = None
    form: dict[str, str] | None = None
    by_program: bool = True
    """Whether a token may, or only somebody who signed in."""


INSIDE = {"name": "viewer", "password": PASSWORD}
ROWS: dict[tuple[str, str], Row] = {
    ("GET", "/api/v1/accounts"): Row(ADMIN),
    ("GET", "/api/v1/actors/resolve"): Row(query={"name": "Tarum Front"}),
    ("GET", "/api/v1/actors/{actor_id}"): Row(path="/api/v1/actors/boko-haram"),
    ("GET", "/api/v1/audit"): Row(ADJUDICATE),
    ("GET", "/api/v1/claims/{claim_id}"): Row(path="/api/v1/claims/{one}"),
    ("GET", "/api/v1/incidents/explain"): Row(query={"one": "{one}", "other": "{other}"}),
    ("GET", "/api/v1/incidents/{incident_id}"): Row(path="/api/v1/incidents/{one}"),
    ("GET", "/api/v1/places/resolve"): Row(query={"name": "Aleppo"}),
    ("GET", "/api/v1/places/{place_id}"): Row(path="/api/v1/places/gn:170063"),
    ("GET", "/api/v1/reports/{report_id:path}"): Row(path="/api/v1/reports/r1"),
    ("GET", "/api/v1/reports/{report_id:path}/claims"): Row(path="/api/v1/reports/r1/claims"),
    ("GET", "/api/v1/why"): Row(query={"path": "{one}"}),
    ("DELETE", "/api/v1/me/tokens/{number}"): Row(path="/api/v1/me/tokens/{token}"),
    ("POST", "/api/v1/incidents/join"): Row(ADJUDICATE, json={"incidents": ["{one}", "{other}"]}),
    ("POST", "/api/v1/incidents/{incident_id}/split"): Row(
        ADJUDICATE, "/api/v1/incidents/{one}/split", json={"claims": ["{one}"]}
    ),
    ("POST", "/api/v1/judgements"): Row(CODE, json={"action": "accept", "claims": ["{one}"]}),
    ("POST", "/api/v1/judgements/{number}/undo"): Row(CODE, "/api/v1/judgements/{number}/undo", json={}),
    ("GET", "/actors/{key:path}"): Row(path="/actors/boko-haram"),
    ("GET", "/audit"): Row(ADJUDICATE),
    ("GET", "/incidents/{incident_id}"): Row(path="/incidents/{one}"),
    ("GET", "/login"): Row(OPEN),
    ("GET", "/map/control"): Row(query={"place": "Tarum", "on": "2014-02-03"}),
    ("GET", "/map/incident/{incident_id}"): Row(path="/map/incident/{one}"),
    ("GET", "/parts/edit/{claim_id}"): Row(path="/parts/edit/{one}"),
    ("GET", "/reports/{report_id:path}"): Row(path="/reports/r1"),
    ("GET", "/sources/of"): Row(query={"name": "Gazette's man"}),
    ("POST", "/account/password"): Row(form={"old": PASSWORD, "new": PASSWORD}, by_program=False),
    ("POST", "/account/tokens"): Row(form={"note": "", "days": "3"}, by_program=False),
    ("POST", "/account/tokens/revoke"): Row(form={"number": "{token}"}),
    ("POST", "/incidents/{incident_id}/apart"): Row(ADJUDICATE, "/incidents/{one}/apart", form={"other": "{other}"}),
    ("POST", "/incidents/{incident_id}/join"): Row(ADJUDICATE, "/incidents/{one}/join", form={"other": "{other}"}),
    ("POST", "/incidents/{incident_id}/split"): Row(ADJUDICATE, "/incidents/{one}/split", form={"claim": "{one}"}),
    ("POST", "/incidents/{incident_id}/status"): Row(ADJUDICATE, "/incidents/{one}/status", form={"action": "confirm"}),
    ("POST", "/incidents/{incident_id}/undo"): Row(CODE, "/incidents/{one}/undo", form={"number": "{number}"}),
    ("POST", "/judge/add"): Row(
        CODE, json={"report": "r1", "start": 16, "end": 23, "kind": "event", "label": "shelling"}
    ),
    ("POST", "/judge/claim"): Row(CODE, json={"claim": "{one}", "action": "accept"}),
    ("POST", "/judge/edit"): Row(CODE, json={"claim": "{one}", "field": "label", "value": "battle"}),
    ("POST", "/judge/split"): Row(CODE, json={"claim": "{one}", "start": 34, "end": 40}),
    ("POST", "/judge/undo"): Row(CODE, json={"report": "r1"}),
    ("POST", "/judgements/undo"): Row(CODE, form={"number": "{number}"}),
    ("POST", "/login"): Row(OPEN, form=INSIDE),
    ("POST", "/logout"): Row(form={}),
}
"""A GET without a variable in its path is for readers and needs no row; whatever else a page adds needs one."""


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    made = bench(tmp_path_factory.mktemp("roles"))
    yield made
    made.archive.close()


@pytest.fixture(scope="module")
def table(here: Bench) -> dict[tuple[str, str], Row | None]:
    """Every route with its row, None where one is missing."""
    found = (each for each in iter_route_contexts(here.shared.routes) if isinstance(each.original_route, APIRoute))
    every = sorted((method, each.path or "") for each in found for method in each.methods or ())
    plain = {route: Row() for route in every if route[0] == "GET" and "{" not in route[1]}
    return {route: ROWS.get(route, plain.get(route)) for route in every}


def test_every_route_has_its_row_and_no_row_is_left_over(table: dict[tuple[str, str], Row | None]) -> None:
    assert [route for route, row in table.items() if row is None] == []
    assert [route for route in ROWS if route not in table] == []


def filled(here: Bench, value: Any, role: str, number: int = 0, token: int = 0) -> Any:
    one, other = here.one, here.other
    if isinstance(value, str):
        return value.format(one=one, other=other, number=number, token=token) if "{" in value else value
    if isinstance(value, dict):
        return {key: filled(here, each, role, number, token) for key, each in value.items()}
    return [filled(here, each, role, number, token) for each in value] if isinstance(value, list) else value


def ask(here: Bench, client: TestClient, route: tuple[str, str], row: Row, role: str, headers: dict[str, str]) -> int:
    """The status of one cell; what it takes back is made before, as the role that may."""
    number = token = 0
    if "{number}" in repr(row) and "tokens" not in route[1]:
        who = Person(role if role in ROLES[1:] else "coder", "coder")
        number = decide(here.archive, who, Decision("accept", (here.one,))).seq
    if "{token}" in repr(row):
        owner = role if role in ROLES else "viewer"
        token, _ = people.new_token(here.archive, "Ann", owner, "", 1)

    def full(value: Any) -> Any:
        return filled(here, value, role, number, token)

    given = {"json": full(row.json)} if row.json is not None else {"data": full(row.form)} if row.form else {}
    answer = client.request(route[0], full(row.path or route[1]), params=full(row.query), headers=headers, **given)
    assert answer.status_code < 500, (route, role, answer.text)
    return int(answer.status_code)


def passed(status: int) -> bool:
    """What is wrong with the request itself is no matter of rights."""
    return status not in (401, 403)


@pytest.fixture(scope="module")
def strangers(here: Bench, tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, str]]:
    """What does not let in, by name."""
    _, revoked = people.new_token(here.archive, "Ann", "admin", "", None)
    accounts.remove_token(here.archive, "Ann", max(each.number for each in accounts.tokens(here.archive)))
    other = Archive.create(str(tmp_path_factory.mktemp("other") / "other.db"), "Ann", clock())
    people.add_account(other, "Ann", "admin", "admin", PASSWORD)
    _, foreign = people.new_token(other, "Ann", "admin", "", None)
    session = people.sign_in(other, "admin", PASSWORD)
    other.close()
    # The clock of the archive stands in 2023 and goes on by seconds; this token's day is over before it began.
    expired = people.TOKEN_MARK + "expired"
    accounts.add_token(here.archive, "Ann", "admin", people.digest(expired), "", "2020-01-01T00:00:00.000000+00:00")
    return {
        "nothing": {},
        "bad token": {"Authorization": "Bearer pol_nonsense"},
        "no bearer": {"Authorization": "Basic YWRtaW46eA=="},
        "revoked token": {"Authorization": f"Bearer {revoked}"},
        "expired token": {"Authorization": f"Bearer {expired}"},
        "token of another archive": {"Authorization": f"Bearer {foreign}"},
        "session of another archive": {"Cookie": f"polemos_session={session}"},
    }


def test_strangers_reach_nothing_but_the_form_to_sign_in(
    here: Bench, table: dict[tuple[str, str], Row | None], strangers: dict[str, dict[str, str]]
) -> None:
    wrong = []
    for route, row in table.items():
        for name, headers in strangers.items():
            assert row is not None
            status = ask(here, here.client, route, row, "nobody", {**headers, "Accept": "application/json"})
            if passed(status) != (row.least == OPEN):
                wrong.append((route, name, status))
    assert wrong == []


@pytest.mark.parametrize("role", ROLES)
def test_each_role_reaches_what_it_may_with_a_token(
    here: Bench, table: dict[tuple[str, str], Row | None], role: str
) -> None:
    _, key = people.new_token(here.archive, "Ann", role, "", None)
    wrong = []
    for route, row in table.items():
        assert row is not None
        status = ask(here, here.client, route, row, role, {"Authorization": f"Bearer {key}"})
        if passed(status) != (row.by_program and ROLES.index(role) >= row.least):
            wrong.append((route, status))
    assert wrong == []


@pytest.mark.parametrize("role", ROLES)
def test_each_role_reaches_what_it_may_after_signing_in(
    here: Bench, table: dict[tuple[str, str], Row | None], role: str
) -> None:
    wrong = []
    client, token = here.signed(role)
    for route, row in table.items():
        assert row is not None
        status = ask(here, client, route, row, role, {"X-CSRF-Token": token})
        if passed(status) != (ROLES.index(role) >= row.least):
            wrong.append((route, status))
        if route[1] in ("/login", "/logout", "/account/password"):
            client, token = here.signed(role)
    assert wrong == []


def test_a_changing_request_of_a_browser_needs_the_token_of_our_pages(
    here: Bench, table: dict[tuple[str, str], Row | None]
) -> None:
    client, token = here.signed("admin")
    forged = {
        "without a token": {},
        "another's token": {"X-CSRF-Token": "0" * 64},
        "from elsewhere": {"X-CSRF-Token": token, "Origin": "https://elsewhere.example"},
        "from nowhere": {"X-CSRF-Token": token, "Origin": "null"},
        "across sites": {"X-CSRF-Token": token, "Sec-Fetch-Site": "cross-site"},
    }
    wrong = []
    for route, row in table.items():
        for name, headers in forged.items() if route[0] != "GET" else ():
            assert row is not None
            free = route[1] == "/login" and "Origin" not in headers and "Sec-Fetch-Site" not in headers
            status = ask(here, client, route, row, "admin", headers)
            if (status == 403) == free:
                wrong.append((route, name, status))
    assert wrong == []
    assert client.get("/api/v1/me").status_code == 200


def test_alone_on_loopback_a_program_needs_no_token_and_another_site_gets_nowhere(here: Bench) -> None:
    asked = {"action": "accept", "claims": [here.one]}
    alone = here.alone
    assert alone.post("/api/v1/judgements", json=asked).json()["who"] == "ann"
    for headers in (
        {"Origin": "https://elsewhere.example"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Content-Type": "text/plain"},
        {"Content-Type": "application/x-www-form-urlencoded"},
    ):
        assert alone.post("/api/v1/judgements", json=asked, headers=headers).status_code == 403, headers
    assert alone.post("/judge/claim", json={"claim": here.one, "action": "accept"}).status_code == 403
    for name in ("elsewhere.example", "127.0.0.1.elsewhere.example", "localhost.example:80", ""):
        assert alone.get("/", headers={"Host": name}).status_code == 421, name
    for name in ("localhost", "127.0.0.1:8470", "[::1]:8470"):
        assert alone.get("/", headers={"Host": name}).status_code == 200, name


def test_a_session_is_kept_where_scripts_and_other_sites_cannot_reach_it(here: Bench) -> None:
    answer = here.client.post("/login", data=INSIDE)
    told = answer.headers["set-cookie"].lower()
    assert "httponly" in told
    assert "samesite=lax" in told
    secure = TestClient(here.shared, base_url=HOME.replace("http", "https"), follow_redirects=False)
    assert "secure" in secure.post("/login", data=INSIDE).headers["set-cookie"].lower()


@pytest.mark.parametrize(
    "address", ["//elsewhere.example", "/\\elsewhere.example", "https://elsewhere.example", "x", ""]
)
def test_signing_in_leads_to_pages_of_ours_alone(here: Bench, address: str) -> None:
    answer = here.client.post("/login", data={**INSIDE, "next": address})
    assert answer.headers["location"] == "/"
