"""How long until the map is drawn: python tools/measure_map.py http://127.0.0.1:8470/map [TIMES]; needs Chromium."""

import statistics
import sys

from playwright.sync_api import sync_playwright

CHROMIUM = "/usr/bin/chromium"
PATIENCE = 60_000


def main() -> None:
    """Milliseconds from opening the page, each time with an empty cache, to the map at rest with everything on it."""
    address, times = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 5
    found = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        for _ in range(times):
            context = browser.new_context(viewport={"width": 1280, "height": 900})
            page = context.new_page()
            page.goto(address)
            page.wait_for_selector("[data-drawn]", state="attached", timeout=PATIENCE)
            found.append(int(page.locator("[data-drawn]").get_attribute("data-drawn") or 0))
            context.close()
        browser.close()
    print(f"{address}: {', '.join(map(str, found))} ms; median {statistics.median(found):.0f} ms")


if __name__ == "__main__":
    main()
