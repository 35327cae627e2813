"""200 scripts in every text field of reports, claims and judgements, on every page, in Debian's Chromium: nothing runs,
nothing is asked for elsewhere, nothing breaks the content policy.

Every page is opened in a frame without the content policy, where whatever was not escaped would run; and the lists and
one page of each kind once more as a person opens them, with the policy and our own scripts.
POLEMOS_TEST_PAYLOADS=20 tries fewer.
"""

import os
import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest
import uvicorn
from fastapi.routing import APIRoute, iter_route_contexts

from payloads import BASES, archive_of, payloads
from polemos.model import EventClaim
from polemos.store.archive import Archive
from polemos.web import render
from polemos.web.app import create_app

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

CHROMIUM = Path("/usr/bin/chromium")
COUNT = int(os.environ.get("POLEMOS_TEST_PAYLOADS", "200"))
AT_ONCE = 10
HOST = "/frames-without-a-policy"
INIT = "window.hits = []; window.hit = (n) => { (top ?? window).hits.push(n); };"
SCHEMES = "all => [...new Set(all.map(a => new URL(a.getAttribute('href'), location).protocol))]"
FRAMES = """async (addresses) => {
  const opened = async (address) => {
    const answer = await fetch(address, { headers: { Accept: "text/html" } });
    if (!answer.headers.get("content-type").startsWith("text/html")) return { address, status: answer.status, shown: false, odd: [] };
    const frame = document.createElement("iframe");
    const loaded = new Promise((done) => { frame.onload = done; });
    frame.srcdoc = await answer.text();
    document.body.append(frame);
    await loaded;
    await new Promise((done) => setTimeout(done, 20));
    const inside = frame.contentDocument;
    const links = [...inside.querySelectorAll("a[href], form[action]")].map((at) => at.getAttribute("href") ?? at.getAttribute("action"));
    const shown = inside.body.textContent.includes("hit(");
    frame.remove();
    return { address, status: answer.status, shown, odd: links.filter((link) => /^\\s*(javascript|data|vbscript):/i.test(link)) };
  };
  const told = await Promise.all(addresses.map(opened));
  const hits = [...window.hits];
  window.hits = [];
  return { told, hits };
}"""  # noqa: E501


@dataclass
class Seen:
    """What pages did besides being shown."""

    said: list[str] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)

    def clear(self) -> None:
        self.said.clear()
        self.foreign.clear()


@dataclass(frozen=True)
class Server:
    archive: Archive
    address: str
    routes: tuple[str, ...]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    if not CHROMIUM.exists():
        pytest.skip(f"no {CHROMIUM}: install Debian's chromium to run the browser test")
    made = archive_of(tmp_path_factory.mktemp("script"), payloads(COUNT))
    app = create_app(made, BASES[1])
    listening = socket.create_server(("127.0.0.1", 0))
    running = uvicorn.Server(uvicorn.Config(app, log_level="critical"))
    thread = threading.Thread(target=running.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    while not running.started:
        time.sleep(0.05)
    found = [each for each in iter_route_contexts(app.routes) if isinstance(each.original_route, APIRoute)]
    routes = tuple(sorted({each.path or "" for each in found if "GET" in (each.methods or ())}))
    yield Server(made, f"http://127.0.0.1:{listening.getsockname()[1]}", routes)
    running.should_exit = True
    thread.join(10)
    made.close()


@pytest.fixture(scope="module")
def browser(server: Server) -> Iterator["Browser"]:
    sync_api = pytest.importorskip("playwright.sync_api")
    with sync_api.sync_playwright() as running:
        browser = running.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox"])
        yield browser
        browser.close()


def watched(browser: "Browser", server: Server) -> tuple["Page", Seen]:
    seen = Seen()
    page = browser.new_page()
    page.add_init_script(INIT)
    page.on("console", lambda told: seen.said.append(told.text) if "policy" in told.text.lower() else None)
    page.on("pageerror", lambda error: seen.said.append(str(error)))
    page.on("dialog", lambda dialog: (seen.said.append(dialog.message), dialog.dismiss()))
    own = (server.address, "data:", "about:", f"blob:{server.address}")
    page.on("request", lambda asked: None if asked.url.startswith(own) else seen.foreign.append(asked.url))
    return page, seen


@pytest.fixture
def opened(browser: "Browser", server: Server) -> Iterator[tuple["Page", Seen]]:
    """A page as a person opens it."""
    page, seen = watched(browser, server)
    yield page, seen
    page.close()


@pytest.fixture
def frames(browser: "Browser", server: Server) -> Iterator[tuple["Page", Seen]]:
    """A page of our own at the server's origin, without its policy and without its style and scripts."""
    page, seen = watched(browser, server)
    page.route(f"**{HOST}", lambda route: route.fulfill(body="<!doctype html><body></body>", content_type="text/html"))
    page.route("**/static/**", lambda route: route.abort())
    page.route("**/*elsewhere.example/**", lambda route: route.abort())
    page.goto(server.address + HOST)
    yield page, seen
    page.close()


def lists(server: Server) -> list[str]:
    """Every page that is one, as it is, further on, and with a script in each of its filters."""
    plain = [route for route in server.routes if "{" not in route and not route.endswith(".json")]
    plain = [route for route in plain if not route.startswith("/api/") and route != "/settled"]
    filters = ("q", "actor", "place", "country", "type", "status", "kind", "source", "who", "name", "next", "on")
    given = "&".join(f"{name}={quote(BASES[1])}" for name in filters)
    return [*plain, *(f"{route}?start=100" for route in plain), *(f"{route}?{given}" for route in plain)]


def records(server: Server) -> dict[str, list[str]]:
    """The pages and parts of pages of each record that the payloads are in."""
    claims = list(server.archive.current_claims())
    events = [claim for claim in claims if isinstance(claim, EventClaim)]
    names = [quote(claim.sources[0].name, safe="") for claim in events]
    return {
        "report": sorted({f"/reports/{claim.report_id}" for claim in claims}),
        "incident": [f"/incidents/{claim.id}" for claim in events],
        "form": [f"/parts/edit/{claim.id}" for claim in events],
        "on the map": [f"/map/incident/{claim.id}" for claim in events],
        "control": [f"/map/control?place={name}" for name in names],
        "source": [f"/sources/of?name={name}" for name in names],
        "actor": [f"/actors/{name}" for name in names],
    }


def run_in_frames(page: "Page", addresses: list[str]) -> tuple[list[dict[str, object]], set[object]]:
    told: list[dict[str, object]] = []
    hits: set[object] = set()
    for start in range(0, len(addresses), AT_ONCE):
        found = page.evaluate(FRAMES, addresses[start : start + AT_ONCE])
        told += found["told"]
        hits |= set(found["hits"])
    return told, hits


def test_no_payload_runs_even_without_the_policy(server: Server, frames: tuple["Page", Seen]) -> None:
    page, seen = frames
    shown = 0
    for addresses in (lists(server), *records(server).values()):
        told, hits = run_in_frames(page, addresses)
        assert (hits, seen.said, seen.foreign) == (set(), [], []), addresses[0]
        assert [each for each in told if each["odd"] or each["status"] == 500] == []
        shown += sum(bool(each["shown"]) for each in told)
    assert shown > 5 * COUNT  # the payloads were there, to be read


def test_no_payload_runs_as_a_person_opens_the_pages(server: Server, opened: tuple["Page", Seen]) -> None:
    page, seen = opened
    wrong: list[tuple[str, object]] = []
    for address in [*lists(server), *(each for kind in records(server).values() for each in kind[::50])]:
        page.goto(server.address + address, wait_until="domcontentloaded")
        page.wait_for_timeout(20)
        hits = page.evaluate("window.hits")
        schemes = page.eval_on_selector_all("a[href]", SCHEMES)
        if hits or not set(schemes) <= {"http:", "https:"} or seen.said or seen.foreign:
            wrong.append((address, (hits, schemes, list(seen.said), list(seen.foreign))))
            seen.clear()
    assert wrong == []


@pytest.fixture
def careless(monkeypatch: pytest.MonkeyPatch) -> None:
    """Templates that escape nothing."""
    loose = render.environment().overlay(autoescape=False, finalize=lambda value: value)
    monkeypatch.setattr(render, "environment", lambda: loose)


@pytest.mark.usefixtures("careless")
def test_the_frames_would_tell_of_a_script(server: Server, frames: tuple["Page", Seen]) -> None:
    page, seen = frames
    told, hits = run_in_frames(page, records(server)["source"])
    assert len(hits) > 0.4 * COUNT  # of 20 kinds 7 need a click or ask elsewhere, others a certain place in the page
    assert any("elsewhere.example" in each for each in seen.foreign)
    assert any(each["odd"] for each in told)


@pytest.mark.usefixtures("careless")
def test_the_policy_holds_where_templates_fail(server: Server, opened: tuple["Page", Seen]) -> None:
    page, seen = opened
    page.goto(server.address + records(server)["source"][0], wait_until="domcontentloaded")
    page.wait_for_timeout(100)
    assert page.evaluate("window.hits") == []
    assert any("script-src" in each for each in seen.said)


def test_json_is_never_taken_for_a_page(server: Server, opened: tuple["Page", Seen]) -> None:
    page, _ = opened
    for address in ("/api/v1/claims", "/api/v1/reports", "/api/v1/judgements", "/api/v1/unresolved/queue"):
        told = page.request.get(server.address + address)
        assert told.headers["x-content-type-options"] == "nosniff"
        assert told.headers["content-type"].startswith("application/")
        assert "hit(" in told.text()
