"""How long until the map is first drawn, and until its fine lines are too; needs Chromium.

python tools/measure_map.py http://127.0.0.1:8470/map [TIMES]
"""

import statistics
import sys

from playwright.sync_api import sync_playwright

CHROMIUM = "/usr/bin/chromium"
PATIENCE = 60_000


def main() -> None:
    """Milliseconds from opening the page, each time with an empty cache, to the map at rest with incidents and control
    on it, and then with the rivers and units of its region too."""
    address, times = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 5
    found: dict[str, list[int]] = {"first": [], "drawn": []}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        for _ in range(times):
            context = browser.new_context(viewport={"width": 1280, "height": 900})
            page = context.new_page()
            page.goto(address)
            page.wait_for_selector("[data-drawn]", state="attached", timeout=PATIENCE)
            for name, each in found.items():
                each.append(int(page.locator("[data-drawn]").get_attribute(f"data-{name}") or 0))
            context.close()
        browser.close()
    for name, each in found.items():
        print(f"{address} {name}: {', '.join(map(str, each))} ms; median {statistics.median(each):.0f} ms")


if __name__ == "__main__":
    main()
