"""Map tiles of one's own, from a small server on this machine: asked for by the map alone, and by no other page."""

import base64
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

import pytest

from picture_archive import archive as picture_archive
from polemos.errors import UsageError
from polemos.store.archive import Archive
from polemos.web.headers import origin, policy
from polemos.web.serving import run
from polemos.web.vendored import has
from served import chromium, serving

if TYPE_CHECKING:
    from playwright.sync_api import Browser

PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="
)


class Tiles(BaseHTTPRequestHandler):
    """Any tile is one coloured pixel; what was asked for is kept in `asked` of the server."""

    def do_GET(self) -> None:
        self.server.asked.append(self.path)  # type: ignore[attr-defined]
        self.send_response(200)
        self.send_header("Content-Type", "image/png")
        self.send_header("Access-Control-Allow-Origin", "*")
        self.end_headers()
        self.wfile.write(PIXEL)

    def log_message(self, *args: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def browser() -> Iterator["Browser"]:
    path = chromium()
    if not has("maplibre-gl.mjs"):
        pytest.skip("needs the scripts that npm brings: python hatch_build.py")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as running:
        started = running.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture
def tiles() -> Iterator[ThreadingHTTPServer]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Tiles)
    server.asked = []  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join(5)


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    made = picture_archive(tmp_path_factory.mktemp("tiles"))
    yield made
    made.close()


def opened(browser: "Browser", address: str, path: str) -> tuple[set[str], list[str]]:
    """Origins that a page asked besides its own, and what the browser refused or failed at."""
    page = browser.new_page(base_url=address)
    asked: set[str] = set()
    told: list[str] = []
    page.on("request", lambda each: asked.add(origin(each.url)))
    page.on("console", lambda each: told.append(each.text) if each.type == "error" else None)
    page.goto(path)
    if path == "/map":
        page.wait_for_selector("[data-drawn]", state="attached", timeout=60_000)
    page.evaluate("fetch('http://127.0.0.1:9/elsewhere.png').catch(() => 0)")
    page.close()
    return asked - {address, ""}, told


def test_the_map_asks_the_tile_server_and_nobody_else(
    browser: "Browser", archive: Archive, tiles: ThreadingHTTPServer
) -> None:
    own = f"http://127.0.0.1:{tiles.server_port}"
    with serving(archive, f"{own}/{{z}}/{{x}}/{{y}}.png") as address:
        asked, told = opened(browser, address, "/map")
        assert asked - {"http://127.0.0.1:9"} == {own}
        assert tiles.asked  # type: ignore[attr-defined]
        assert all(path.endswith(".png") and "{" not in path for path in tiles.asked)  # type: ignore[attr-defined]
        refused = [each for each in told if "elsewhere.png" in each]
        assert told == refused  # another port of the same machine is refused, and nothing else failed
        assert any("connect-src" in each for each in refused)
        before = len(tiles.asked)  # type: ignore[attr-defined]
        assert opened(browser, address, "/incidents")[0] <= {"http://127.0.0.1:9"}
        assert len(tiles.asked) == before  # type: ignore[attr-defined]


def test_without_tiles_nobody_is_asked(browser: "Browser", archive: Archive) -> None:
    with serving(archive) as address:
        asked, _ = opened(browser, address, "/map")
        assert asked <= {"http://127.0.0.1:9"}


@pytest.mark.parametrize(
    ("tiles", "allowed"),
    [
        ("https://tiles.example.org/{z}/{x}/{y}.png", "https://tiles.example.org"),
        ("http://127.0.0.1:8080/{z}/{x}/{y}.png?key=a", "http://127.0.0.1:8080"),
        ("https://me:secret@tiles.example.org/{z}/{x}/{y}", "https://tiles.example.org"),
    ],
)
def test_the_policy_allows_just_the_origin_of_the_tiles(tiles: str, allowed: str) -> None:
    plain = dict(each.split(" ", 1) for each in policy().split("; "))
    with_tiles = dict(each.split(" ", 1) for each in policy(tiles).split("; "))
    changed = {name: value for name, value in with_tiles.items() if value != plain[name]}
    assert changed == {name: f"{plain[name]} {allowed}" for name in ("img-src", "connect-src")}


@pytest.mark.parametrize(
    "tiles", ["javascript:alert(1)", "file:///etc/{z}", "https://a b/{z}", "https://x;script-src *"]
)
def test_what_is_no_web_address_changes_nothing(tiles: str) -> None:
    assert policy(tiles) == policy()


@pytest.mark.parametrize("tiles", ["javascript:{z}{x}{y}", "https://tiles.example.org/one.png"])
def test_serve_refuses_an_address_that_gives_no_tiles(archive: Archive, tiles: str) -> None:
    with pytest.raises(UsageError, match="no address of map tiles"):
        run(archive, host="127.0.0.1", port=0, who=None, tiles=tiles, opened=False, told=print)
