"""Map, timeline, actors and network in Debian's Chromium: drawn, accessible, and nothing asked of anybody else."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from picture_archive import archive, serving
from polemos.web.vendored import has

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

CHROMIUM = Path("/usr/bin/chromium")
DRAWN = "[data-drawn]"


@pytest.fixture(scope="module")
def browser() -> Iterator["Browser"]:
    if not CHROMIUM.exists():
        pytest.skip("needs Debian's Chromium")
    if not has("maplibre-gl.mjs"):
        pytest.skip("needs the scripts that npm brings: python hatch_build.py")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    made = archive(tmp_path_factory.mktemp("picture"))
    with serving(made) as told:
        yield told
    made.close()


@pytest.fixture
def page(browser: "Browser", address: str) -> Iterator["Page"]:
    """A page whose foreign requests, errors and refusals of the content policy fail the test."""
    seen: list[str] = []
    opened = browser.new_page(base_url=address, viewport={"width": 1280, "height": 900})
    own = (address, "blob:", "data:")
    opened.on("request", lambda asked: None if asked.url.startswith(own) else seen.append(asked.url))
    opened.on("pageerror", lambda error: seen.append(str(error)))
    opened.on("console", lambda told: seen.append(told.text) if told.type == "error" else None)
    yield opened
    ran = opened.evaluate("window.ran")
    opened.close()
    assert seen == []
    assert ran is None


def test_the_map_is_drawn_and_a_point_leads_to_the_words(page: "Page") -> None:
    page.goto("/map?on=2014-03-01")
    page.wait_for_selector(DRAWN, state="attached", timeout=30_000)
    assert page.locator("#brush rect.bin").count() > 0
    assert page.locator("#holders li").all_inner_texts() == ["The Front\n1"]
    box = page.locator("#map").bounding_box()
    assert box
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.wait_for_selector("#told h2, #told h3")
    assert "Tarum" in page.locator("#told").inner_text()
    page.fill("#brush-to", "2014-02-28")
    page.locator("#brush-to").blur()
    assert "to=2014-02-28" in page.url
    assert page.locator("#brush-count").inner_text() == "1 on the map"
    assert "to=2014-02-28" in (page.locator('a[data-shared="/timeline"]').get_attribute("href") or "")
    page.fill("#asof", "2014-01-01")
    page.locator("#asof").blur()
    assert page.locator("#asof-count").inner_text() == "0 places told of"


def test_the_network_follows_the_day_and_the_keyboard(page: "Page") -> None:
    page.goto("/actors/network?on=2014-06-20")
    page.wait_for_selector(DRAWN, state="attached")
    assert page.locator("#counted").inner_text() == "1 of 1 edges"
    page.locator("#net a").first.focus()
    assert "fighting" in page.locator("#net-told").inner_text()
    page.fill("#on", "2014-01-01")
    page.locator("#on").blur()
    assert page.locator("#counted").inner_text() == "0 of 1 edges"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    "path", ["/map", "/timeline", "/actors", "/actors/The%20Front", "/actors/islamic-state", "/actors/network"]
)
def test_pages_are_accessible(page: "Page", path: str, scheme: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.goto(path)
    if path in ("/map", "/actors/network"):
        page.wait_for_selector(DRAWN, state="attached", timeout=30_000)
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_from_afar_what_lies_close_together_is_one_dot_and_nothing_is_lost(page: "Page") -> None:
    page.goto("/map")
    told = page.evaluate(
        """async () => {
          const { cells, points } = await import("/static/mapdata.js");
          const at = (id, longitude, latitude) => ({ id, longitude, latitude, area: null });
          const spots = points([at("a", 36.1, 35.1), at("b", 36.2, 35.3), at("c", 36.1, 35.1), at("d", 40.0, 35.1)]);
          return cells(spots, 1).map((each) => [each.those.map(({ id }) => id).sort(), each.longitude, each.latitude]);
        }"""
    )
    assert told == [[["a", "b", "c"], pytest.approx(36.15), pytest.approx(35.2)], [["d"], 40.0, 35.1]]


def test_thousands_of_places_are_dots_from_afar_and_pies_nearby(page: "Page") -> None:
    page.goto("/map?on=2014-03-01")
    page.wait_for_selector(DRAWN, state="attached", timeout=30_000)
    told = page.evaluate(
        """async () => {
          const { Spots, NEAR } = await import("/static/mapspots.js");
          let zoom = 2, moved;
          const data = {};
          const map = {
            on: (name, then) => { moved = then; }, getZoom: () => zoom, hasImage: () => true,
            getSource: (name) => ({ setData: ({ features }) => { data[name] = features; } }),
            getBounds: () => ({ getWest: () => 10, getEast: () => 12, getSouth: () => 10, getNorth: () => 12 }),
          };
          const spots = new Spots(map);
          const some = { group: "fighting", area: null, place: "x", contested: false };
          const many = Array.from({ length: 2500 }, (_, i) => (
            { ...some, id: String(i), longitude: i % 50, latitude: Math.floor(i / 50) }
          ));
          spots.show(many);
          const all = data.dots.reduce((sum, each) => sum + each.properties.count, 0);
          const far = [data.points.length, data.dots.length, all];
          zoom = NEAR;
          moved();
          const near = [data.points.length, data.dots.length, spots.told.get(data.points[0].properties.key).length];
          spots.show(many.slice(0, 700));
          return { far, near, few: [data.points.length, data.dots.length] };
        }"""
    )
    assert told["far"][0] == 0
    assert 100 < told["far"][1] < 2000
    assert told["far"][2] == 2500
    assert told["near"] == [9, 0, 1], "those in view alone"
    assert told["few"] == [700, 0]
