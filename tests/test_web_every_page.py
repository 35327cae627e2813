"""Every page at both widths, light and dark: accessible by axe, nothing wider than the window, no error, no foreign
request. With much and with nothing in the archive, and where something is wrong."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest
from fastapi.routing import APIRoute, iter_route_contexts

from archives import clock
from polemos.store.archive import Archive
from polemos.web.app import create_app
from served import chromium, serving, serving_app
from workbench import PASSWORD, Bench, bench

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

SIZES = {1280: {"width": 1280, "height": 860}, 390: {"width": 390, "height": 844}}
OF_COLOUR_AND_SIZE = {"runOnly": ["color-contrast", "link-in-text-block", "scrollable-region-focusable", "target-size"]}
"""What differs between the schemes or the widths; the other rules are run once for each of both."""


@dataclass
class Opened:
    page: "Page"
    wrong: list[str] = field(default_factory=list)

    def violations(self, path: str, scheme: str, width: int, *, every_rule: bool) -> list[object]:
        """What axe finds, what is too wide, and what the browser complained of."""
        from axe_playwright_python.sync_playwright import Axe

        self.page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        self.page.set_viewport_size(SIZES[width])  # type: ignore[arg-type]
        self.page.goto(path)
        self.page.wait_for_selector("[data-behind=reload]", state="detached")  # it loads itself again
        if self.page.locator("#mapview, #network").count():
            self.page.wait_for_selector("[data-drawn]", state="attached", timeout=60_000)
        found = Axe().run(self.page, options=None if every_rule else OF_COLOUR_AND_SIZE).response["violations"]
        told: list[object] = [
            (path, scheme, width, each["id"], [node["html"][:200] for node in each["nodes"][:3]]) for each in found
        ]
        if self.page.evaluate("document.documentElement.scrollWidth") > width:
            told.append((path, scheme, width, "wider than the window"))
        told += [(path, each) for each in self.wrong]
        self.wrong.clear()
        return told


@pytest.fixture(scope="module")
def browser() -> Iterator["Browser"]:
    path = chromium()
    from playwright.sync_api import sync_playwright

    with sync_playwright() as running:
        started = running.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    made = bench(tmp_path_factory.mktemp("full"))
    yield made
    made.archive.close()


@pytest.fixture(scope="module")
def alone(full: Bench, browser: "Browser") -> Iterator[Opened]:
    with serving(full.archive) as address:
        yield from opened(browser, address)


@pytest.fixture(scope="module")
def shared(full: Bench, browser: "Browser") -> Iterator[Opened]:
    with serving_app(full.shared) as address:
        yield from opened(browser, address)


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory, browser: "Browser") -> Iterator[Opened]:
    made = Archive.create(str(tmp_path_factory.mktemp("empty") / "e.db"), "Ann", clock())
    with serving(made) as address:
        yield from opened(browser, address)
    made.close()


def opened(browser: "Browser", address: str) -> Iterator[Opened]:
    page = browser.new_page(base_url=address)
    made = Opened(page)
    own = (address, "blob:", "data:")
    page.on("request", lambda asked: None if asked.url.startswith(own) else made.wrong.append(asked.url))
    page.on("pageerror", lambda error: made.wrong.append(str(error)))
    page.on("console", lambda told: made.wrong.append(told.text) if odd(told.type, told.text) else None)
    yield made
    page.close()


def odd(kind: str, text: str) -> bool:
    """An error in the console, but for the page's own status."""
    return kind == "error" and "the server responded with a status of 40" not in text


def plain(archive: Archive) -> list[str]:
    """Every page that needs no record, from the routes: a new page is tested without being listed here."""
    app = create_app(archive, "ann")
    found = [each for each in iter_route_contexts(app.routes) if isinstance(each.original_route, APIRoute)]
    paths = {each.path or "" for each in found if "GET" in (each.methods or ())}
    left_out = ("/api/", "/settled", "/map/", "/sources/of", "/parts/")
    return sorted(path for path in paths if "{" not in path and not path.startswith(left_out) and "." not in path)


def every(full: Bench) -> list[str]:
    return [
        *plain(full.archive),
        "/reports/r1",
        f"/incidents/{full.one}",
        f"/incidents/{full.other}",
        "/map/control?place=Tarum",
        "/actors/Tarum%20Front",
        "/actors/islamic-state",
        "/sources/of?name=Gazette%27s%20man",
        "/search?q=soldiers",
        "/incidents?actor=nobody-at-all",
        "/reports/not-there",
        "/nowhere",
        "/incidents/i-0000",
    ]


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 390), ("dark", 1280), ("light", 390)])
def test_every_page_is_accessible_and_fits(full: Bench, alone: Opened, scheme: str, width: int) -> None:
    whole = (scheme, width) in (("light", 1280), ("dark", 390))
    found = [each for path in every(full) for each in alone.violations(path, scheme, width, every_rule=whole)]
    assert found == [], "\n".join(map(str, found))


@pytest.mark.parametrize(("scheme", "width"), [("light", 390), ("dark", 1280)])
def test_pages_of_an_empty_archive_are_accessible_too(full: Bench, empty: Opened, scheme: str, width: int) -> None:
    found = [each for path in plain(full.archive) for each in empty.violations(path, scheme, width, every_rule=True)]
    assert found == [], "\n".join(map(str, found))


@pytest.mark.parametrize(("scheme", "width"), [("light", 390), ("dark", 1280)])
def test_signing_in_and_the_account_are_accessible(shared: Opened, scheme: str, width: int) -> None:
    page = shared.page
    page.context.clear_cookies()
    found = shared.violations("/login?next=/judgements", scheme, width, every_rule=True)
    page.fill("input[name=name]", "admin")
    page.fill("input[name=password]", "not the password")
    page.press("input[name=password]", "Enter")
    page.wait_for_selector("[role=alert]")
    page.fill("input[name=password]", PASSWORD)
    page.press("input[name=password]", "Enter")
    page.wait_for_url("**/judgements")
    found += shared.violations("/account", scheme, width, every_rule=True)
    page.click("text=New token")
    page.wait_for_selector(".secret")
    found += shared.violations("/account", scheme, width, every_rule=True)
    assert found == [], "\n".join(map(str, found))
