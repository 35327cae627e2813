"""Script in every text field of reports, claims and judgements, on every page, in Debian's Chromium: nothing runs,
nothing is asked for elsewhere, nothing breaks the content policy. POLEMOS_TEST_PAYLOADS=200 tries ten times as many."""

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

from archives import AUTHOR, clock
from polemos.model import CodedReport, EventClaim, Moment, Participant, Place, Quarantined, Report, Source, Span
from polemos.service import decisions
from polemos.service.permissions import Person
from polemos.store.archive import Archive
from polemos.web.app import create_app

if TYPE_CHECKING:
    from playwright.sync_api import Page

CHROMIUM = Path("/usr/bin/chromium")
COUNT = int(os.environ.get("POLEMOS_TEST_PAYLOADS", "20"))
SCHEMES = "all => [...new Set(all.map(a => new URL(a.getAttribute('href'), location).protocol))]"
A_REPORT = 5
"""Payloads in one report, each in a claim of its own."""
BASES = (
    "<script>hit()</script>",
    "<img src=x onerror=hit()>",
    "<svg onload=hit()>",
    "<svg><script>hit()</script></svg>",
    "<body onload=hit()>",
    "<iframe srcdoc='<script>parent.hit()</script>'></iframe>",
    "<a href='javascript:hit()' id=x autofocus onfocus=hit()>x</a>",
    "<details open ontoggle=hit()>",
    "<input autofocus onfocus=hit()>",
    "<math><mtext></table><img src=x onerror=hit()>",
    "<link rel=stylesheet href=//elsewhere.example/x.css>",
    "<img src=//elsewhere.example/x.png>",
    "<base href=//elsewhere.example/>",
    "<meta http-equiv=refresh content='0;url=javascript:hit()'>",
    "<form action=javascript:hit()><button autofocus onfocus=hit()>x",
    "javascript:hit()",
    "{{ 7 * 7 }}{% for x in [1] %}<b onclick=hit()>{% endfor %}",
    "<template><script>hit()</script></template><style>@import '//elsewhere.example/x.css';</style>",
    "<video><source onerror=hit()></video>",
    "</textarea></title></script><script>hit()</script>",
)
AROUND = (
    "{}",
    '"{}',
    "'>{}",
    '">{}<i x="',
    "--><!--{}",
    "]]>{}",
    "</script>{}",
    "</style>{}",
    '\\"}});{}//',
    "${{{}}}`{}",
)


def payloads(count: int) -> list[str]:
    """Each base plainly, then within ever other surroundings."""
    made = [around.replace("{}", base) for around in AROUND for base in BASES]
    return made[:count]


def report_of(number: int, group: list[str]) -> CodedReport:
    """A report that has its payloads in all of its fields, and a claim for each."""
    text = "\n\n".join(f"{payload} shelled {payload} on Monday, {payload} said." for payload in group)
    first = group[0]
    report = Report(
        f"r{number}", text, "0" * 64, url="javascript:hit()", outlet=first, title=first, byline=first, language=first,
        topics=tuple(group), captions=tuple(group), licence=first, name=first, published="2014-02-04",
    )  # fmt: skip
    return CodedReport(report, tuple(claim_of(report.id, text, payload, place) for place, payload in enumerate(group)))


def claim_of(report_id: str, text: str, payload: str, place: int) -> EventClaim:
    sentence = f"{payload} shelled {payload} on Monday, {payload} said."
    start = text.index(sentence)
    at = start + len(payload) + 1
    unknown = Participant(f"Abu {payload}", payload, None, None, "armed-group")
    who = Participant(payload, payload, start, start + len(payload), "armed-group", payload)
    where = at + len("shelled ")
    at_place = Place(
        payload, payload, where, where + len(payload), 1, place_id=payload, latitude=35.0 + place / 10, longitude=40.0,
        country=payload[:9], adm1=payload,
    )  # fmt: skip
    return EventClaim(
        report_id=report_id,
        trigger=Span(at, at + 7, "shelled"),
        coder="test",
        confidence=0.9,
        type="shelling",
        sentence=Span(start, start + len(sentence), sentence),
        actors=(who,),
        recipients=(unknown,),
        place=at_place,
        time=Moment("Monday", 0, 0, "2014-02-03", "2014-02-03", 1),
        sources=(
            Source(payload, payload, None, None, "monitor", aligned_with=payload),
            Source(payload[::-1], payload, None, None, "party", "denies"),
        ),
        hedges=(Span(at, at + 7, "shelled"),),
    ).identified()


@dataclass
class Seen:
    """What pages did besides being shown."""

    said: list[str] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Server:
    archive: Archive
    address: str
    routes: tuple[str, ...]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    if not CHROMIUM.exists():
        pytest.skip(f"no {CHROMIUM}: install Debian's chromium to run the browser test")
    made = Archive.create(str(tmp_path_factory.mktemp("script") / "x.db"), BASES[0], clock())
    chosen = payloads(COUNT)
    made.add_all([report_of(n, chosen[n : n + A_REPORT]) for n in range(0, len(chosen), A_REPORT)], AUTHOR)
    for payload in chosen[:20]:
        made.set_aside(Quarantined(payload, "decode", payload, payload), payload)
        decision = decisions.Decision("accept", (next(iter(made.current_claims())).id,), reason=payload)
        decisions.decide(made, Person(payload, "admin"), decision)
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
def opened(server: Server) -> Iterator[tuple["Page", Seen]]:
    sync_api = pytest.importorskip("playwright.sync_api")
    seen = Seen()
    with sync_api.sync_playwright() as running:
        browser = running.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox"])
        page = browser.new_page()
        page.add_init_script("window.hits = 0; window.hit = () => { window.hits += 1; };")
        page.on("console", lambda told: seen.said.append(told.text) if "policy" in told.text.lower() else None)
        page.on("pageerror", lambda error: seen.said.append(str(error)))
        page.on("dialog", lambda dialog: (seen.said.append(dialog.message), dialog.dismiss()))
        page.on("request", lambda asked: _foreign(seen, asked.url, server.address))
        yield page, seen
        browser.close()


def _foreign(seen: Seen, url: str, own: str) -> None:
    if not url.startswith((own, "data:", f"blob:{own}")):
        seen.foreign.append(url)


def addresses(server: Server) -> list[str]:
    """Every page: lists as they are, and the page of each record that the payloads are in."""
    archive = server.archive
    claims = list(archive.current_claims())
    plain = [route for route in server.routes if "{" not in route and not route.endswith(".json")]
    plain = [route for route in plain if not route.startswith("/api/") and route != "/settled"]
    reports = sorted({claim.report_id for claim in claims})
    names = [claim.sources[0].name for claim in claims]
    filters = ("q", "actor", "place", "country", "type", "status", "kind", "source", "who", "name", "next", "on")
    given = "&".join(f"{name}={quote(BASES[1])}" for name in filters)
    return [
        *plain,
        *(f"{route}?{given}" for route in plain),
        *(f"/reports/{each}" for each in reports),
        *(f"/incidents/{claim.id}" for claim in claims),
        *(f"/parts/edit/{claim.id}" for claim in claims[::A_REPORT]),
        *(f"/map/incident/{claim.id}" for claim in claims[::A_REPORT]),
        *(f"/sources/of?name={quote(name, safe='')}" for name in names),
        *(f"/actors/{quote(name, safe='')}" for name in names[::A_REPORT]),
    ]


def test_no_payload_runs_on_any_page(server: Server, opened: tuple["Page", Seen]) -> None:
    page, seen = opened
    wrong: list[tuple[str, object]] = []
    shown = 0
    for address in addresses(server):
        page.goto(server.address + address, wait_until="domcontentloaded")
        page.wait_for_timeout(20)
        hits = page.evaluate("window.hits")
        schemes = page.eval_on_selector_all("a[href]", SCHEMES)
        if hits or not set(schemes) <= {"http:", "https:"} or seen.said or seen.foreign:
            wrong.append((address, (hits, schemes, list(seen.said), list(seen.foreign))))
            seen.said.clear()
            seen.foreign.clear()
        shown += "hit()" in page.inner_text("body")
    assert wrong == []
    assert shown > COUNT  # the payloads were there, to be read


def test_json_is_never_taken_for_a_page(server: Server, opened: tuple["Page", Seen]) -> None:
    page, _ = opened
    for address in ("/api/v1/claims", "/api/v1/reports", "/api/v1/judgements", "/api/v1/unresolved/queue"):
        told = page.request.get(server.address + address)
        assert told.headers["x-content-type-options"] == "nosniff"
        assert told.headers["content-type"].startswith("application/")
        assert "hit()" in told.text()
