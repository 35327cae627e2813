"""Pictures of the workbench's pages, as docs/workbench has them.

    python tools/picture_workbench.py [--out docs/workbench] [--archive FILE] [--every] [--only NAME ...]

Over the sample reports, some of them judged; or over an archive of your own, which is left as it is. --every takes each
page light and dark at both widths. Needs Chromium and the scripts that npm brings (python hatch_build.py); with
pngquant on the machine the files are a third as large.
"""

import argparse
import shutil
import socket
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from urllib.parse import quote

import uvicorn
from playwright.sync_api import Browser, Page, sync_playwright

from polemos.service import decisions, people
from polemos.service.finding import IncidentQuery, find
from polemos.service.permissions import Person
from polemos.store.archive import Archive
from polemos.web.app import create_app
from polemos.web.security import Guard

WIDE, PHONE = (1280, 860), (390, 844)
HIGHEST = 1400
"""Pixels of a page that a picture shows; most lists go on alike."""
DRAWN = "[data-drawn]"
NAME, PASSWORD = "ann", "pictures of pages"


@dataclass(frozen=True)
class Shown:
    """A page under its picture's name; `also` are the further variants that the documentation has of it."""

    name: str
    path: str
    also: tuple[str, ...] = ()
    drawn: bool = False
    signed: bool = False
    keys: tuple[str, ...] = ()


def pages(archive: Archive) -> tuple[Shown, ...]:
    """Every page once, of the record that shows most."""
    contested = find(archive, IncidentQuery(status="contested"), 500).incidents
    best = max(contested, key=lambda each: (len(each.contested), len(each.claims)))
    told = {claim.id: claim.report_id for claim in archive.current_claims()}
    report = told[best.claims[0].claim_id]
    actor = next((each.actor_id for each in best.parties if each.actor_id), best.parties[0].name)
    return (
        Shown("desk", "/", ("dark-1280", "light-390")),
        Shown("reports", "/reports"),
        Shown("report", f"/reports/{report}", ("dark-1280", "light-390"), keys=("j", "e")),
        Shown("incidents", "/incidents", ("dark-390",)),
        Shown("incident", f"/incidents/{best.id}", ("dark-1280", "light-390")),
        Shown("map", "/map", ("dark-1280", "dark-390"), drawn=True),
        Shown("map-near", "/map?actor=Taliban", ("dark-1280",), drawn=True),
        Shown("timeline", "/timeline", ("dark-390",)),
        Shown("actors", "/actors", ("light-390",)),
        Shown("actor", f"/actors/{quote(actor)}", ("dark-390",)),
        Shown("network", "/actors/network", ("dark-1280",), drawn=True),
        Shown("sources", "/sources", ("light-390",)),
        Shown("source", "/sources/of?name=Taliban"),
        Shown("contradictions", "/contradictions", ("dark-390",)),
        Shown("unresolved", "/unresolved"),
        Shown("judgements", "/judgements"),
        Shown("log", "/audit"),
        Shown("search", "/search?q=hospital"),
        Shown("account", "/account", signed=True),
        Shown("login", "/login"),
        Shown("error", "/reports/not-there"),
    )


def main() -> None:
    """Print each file as it is written."""
    parser = argparse.ArgumentParser(description="Pictures of the workbench's pages.")
    parser.add_argument("--out", type=Path, default=Path("docs/workbench"))
    parser.add_argument("--archive", type=Path)
    parser.add_argument("--every", action="store_true")
    parser.add_argument("--only", nargs="*", default=(), metavar="NAME")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "pictures.db"
        if options.archive:
            shutil.copyfile(options.archive, path)
        else:
            coded_samples(path)
        archive = Archive.open(path)
        judged(archive)
        with served(archive, alone=True) as own, served(archive, alone=False) as shared, sync_playwright() as running:
            browser = running.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
            chosen = [each for each in pages(archive) if not options.only or each.name in options.only]
            for shown in chosen:
                apart = shown.signed or shown.path == "/login"
                for variant in ("light-1280", "dark-1280", "light-390", "dark-390"):
                    if options.every or variant == "light-1280" or variant in shown.also:
                        taken(browser, shared if apart else own, shown, variant, options.out)
            browser.close()
        archive.close()


def coded_samples(path: Path) -> None:
    """An archive of the sample reports, coded as `polemos add` does."""
    program = shutil.which("polemos") or "polemos"
    inputs = sorted(str(each) for each in files("polemos.samples").iterdir() if each.name.endswith(".txt"))
    subprocess.run([program, "init", "--archive", str(path)], check=True, capture_output=True)
    subprocess.run([program, "add", "--archive", str(path), "--by", NAME, *inputs], check=True, capture_output=True)


def judged(archive: Archive) -> None:
    """Accounts, and some decisions, so that nothing is empty that need not be."""
    for name, role in ((NAME, "admin"), ("ben", "coder"), ("cem", "viewer")):
        people.add_account(archive, NAME, name, role, PASSWORD)
    for number, claim in enumerate(list(archive.current_claims())[::9]):
        person = Person("ben" if number % 3 else NAME, "adjudicator")
        action = "reject" if number % 4 == 3 else "accept"
        why = "another day is meant" if action == "reject" else ""
        decisions.decide(archive, person, decisions.Decision(action, (claim.id,), reason=why))  # type: ignore[arg-type]


@contextmanager
def served(archive: Archive, *, alone: bool) -> Iterator[str]:
    """The address of a running workbench."""
    guard = None if alone else Guard(archive, None, signed=10**6, unsigned=10**6, tries=10**6)
    listening = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(create_app(archive, NAME, guard=guard), log_level="error"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.05)
    yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    server.should_exit = True
    thread.join(10)


def taken(browser: Browser, address: str, shown: Shown, variant: str, out: Path) -> None:
    """One picture: the page from its top, at most HIGHEST pixels of it."""
    scheme, width = variant.split("-")
    size = WIDE if width == "1280" else PHONE
    page = browser.new_page(
        base_url=address,
        color_scheme="dark" if scheme == "dark" else "light",
        viewport={"width": size[0], "height": size[1]},
    )
    if shown.signed:
        signed_in(page)
    page.goto(shown.path)
    page.wait_for_selector("[data-behind]", state="detached")
    if shown.drawn:
        page.wait_for_selector(DRAWN, state="attached", timeout=60_000)
    for key in shown.keys if size == WIDE else ():
        page.keyboard.press(key)
        page.wait_for_timeout(300)
    page.wait_for_timeout(500)
    high = min(HIGHEST, max(size[1], page.evaluate("document.documentElement.scrollHeight")))
    path = out / f"{shown.name}-{variant}.png"
    page.screenshot(path=path, full_page=True, clip={"x": 0, "y": 0, "width": size[0], "height": high})
    page.close()
    if program := shutil.which("pngquant"):
        subprocess.run([program, "--force", "--skip-if-larger", "--ext", ".png", "--speed", "1", str(path)])
    print(f"{path} {path.stat().st_size // 1000} kB", flush=True)


def signed_in(page: Page) -> None:
    page.goto("/login")
    page.fill('input[name="name"]', NAME)
    page.fill('input[name="password"]', PASSWORD)
    page.press('input[name="password"]', "Enter")
    page.wait_for_url("**/")


if __name__ == "__main__":
    main()
