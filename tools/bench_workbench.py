"""How quick the workbench is with many incidents: pages, and a key press until its judgement is confirmed.

    python tools/bench_workbench.py [--archive FILE] [--reports 740] [--presses 40]

Without --archive one with synthetic reports of 15 claims each is made; 740 give about 10,000 incidents, which takes
a minute to work out. Needs Chromium. The archive given is judged in: use a copy.
"""

import argparse
import shutil
import tempfile
import threading
import time
from pathlib import Path
from statistics import median, quantiles
from typing import Any

import httpx2
import uvicorn
from playwright.sync_api import Page, sync_playwright

from polemos.service.bench_archive import AUTHOR, synthetic
from polemos.service.finding import IncidentQuery, find
from polemos.service.words import warm
from polemos.store.archive import Archive
from polemos.store.reviews import reports
from polemos.web.app import create_app
from polemos.web.serving import listen

PRESSED = """() => new Promise((done) => {
  const began = performance.now();
  document.addEventListener("judged", () => done(performance.now() - began), { once: true });
  document.activeElement.dispatchEvent(new KeyboardEvent("keydown", { key: "a", bubbles: true }));
})"""


def main() -> None:
    """Print one line a figure."""
    parser = argparse.ArgumentParser(description="How quick the workbench is.")
    parser.add_argument("--archive", type=Path)
    parser.add_argument("--reports", type=int, default=740)
    parser.add_argument("--presses", type=int, default=40)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = options.archive or filled(Path(folder) / "bench.db", options.reports)
        archive = Archive.open(path)
        print(f"nothing derived: {ready(served(archive, str(path)))}")
        address = served(archive, str(path))
        print(f"after another start: {ready(address)}")
        warm()
        total = find(archive, IncidentQuery(), 1)
        print(f"incidents: {total.total:,}")
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
            page = browser.new_page(base_url=address)
            incident = total.incidents[0].id
            for name in ("/", "/reports", "/incidents", "/incidents?actor=bade&type=attack", "/search?q=ba",
                         f"/incidents/{incident}", f"/reports/{reports(archive, 1).reports[0].id}",
                         "/map", "/timeline", "/actors", "/sources", "/contradictions", "/unresolved"):  # fmt: skip
                told(name.split("?")[0], loaded(page, name))
            told("key press to confirmed judgement", presses(page, archive, options.presses))
            browser.close()
        print(f"judgement to derived: {follows(address):.1f} s")


def filled(path: Path, count: int) -> Path:
    """An archive of synthetic reports."""
    archive = Archive.create(path, "bench")
    for at in range(0, count, 20):
        archive.add_all([synthetic(number) for number in range(at, min(at + 20, count))], AUTHOR)
    return path


def served(archive: Archive, where: str) -> str:
    """The address of a workbench that runs in this process."""
    listening = listen("127.0.0.1", 0)
    server = uvicorn.Server(uvicorn.Config(create_app(archive, "bench", where=where), log_level="error"))
    threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True).start()
    while not server.started:
        time.sleep(0.05)
    return f"http://127.0.0.1:{listening.getsockname()[1]}"


def ready(address: str) -> str:
    """How long a workbench that was just begun takes to the first answer for /map, and until the page is there."""
    began = time.monotonic()
    first, status = 0.0, 0
    while status != 200:
        status = httpx2.get(f"{address}/map", headers={"accept": "text/html"}, timeout=60).status_code
        first = first or time.monotonic() - began
    return f"first answer after {first:.1f} s, the map's page after {time.monotonic() - began:.1f} s"


def follows(address: str) -> float:
    """Seconds from now, after a judgement, until everything is derived."""
    began = time.monotonic()
    while not httpx2.get(f"{address}/settled").json()["settled"]:
        time.sleep(0.02)
    return time.monotonic() - began


def loaded(page: Page, path: str) -> list[float]:
    """Milliseconds until the page is usable, the first time and twice more; none where there is no such page."""
    found = []
    for _ in range(3):
        answer = page.goto(path, wait_until="load")
        if answer is None or answer.status != 200:
            return []
        timing: Any = page.evaluate("performance.getEntriesByType('navigation')[0].loadEventEnd")
        found.append(float(timing))
    return found


def presses(page: Page, archive: Archive, count: int) -> list[float]:
    """Milliseconds from the key going down to the confirmed card, over as many claims as asked for."""
    found: list[float] = []
    for line in reports(archive, 200).reports:
        page.goto(f"/reports/{line.id}")
        for _ in range(min(line.claims, count - len(found))):
            found.append(float(page.evaluate(PRESSED)))
        if len(found) >= count:
            break
    return found


def told(name: str, found: list[float]) -> None:
    """One line: median, 95th percentile and worst."""
    if not found:
        print(f"{name}: no such page")
        return
    p95 = quantiles(found, n=20)[-1] if len(found) > 2 else max(found)
    figures = {"median": median(found), "p95": p95, "worst": max(found), "first": found[0]}
    print(f"{name}: {', '.join(f'{key} {value:.0f} ms' for key, value in figures.items())}")


if __name__ == "__main__":
    main()
