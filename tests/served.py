"""A workbench for tests: an archive of our own behind a running server, and a browser if the machine has one."""

import shutil
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
import uvicorn
from fastapi import FastAPI

from polemos.model import CodedReport, EventClaim, Loss, Participant, Place, Report, Span
from polemos.store.archive import Archive, Author
from polemos.web.app import create_app

AUTHOR = Author("Ann", "plan")
TEXT = (
    "Gunmen 😀 attacked the town of دير الزور on Monday, and 12 soldiers were killed.\n\n"
    "Later rebels shelled Barsa. <script>window.ran = 1</script> A spokesman denied it.\n"
)


def span(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words), words)


def somebody(text: str, words: str) -> Participant:
    at = span(text, words)
    return Participant(words, words, at.start, at.end, "armed-group")


def two_claims(
    report_id: str = "r-1", text: str = TEXT, day: str = "2015-02-03", outlet: str = "Courier"
) -> CodedReport:
    """A report with an attack and a shelling."""
    town, barsa = span(text, "دير الزور"), span(text, "Barsa")
    sentence = span(text, text.split("\n")[0])
    attack = EventClaim(
        report_id=report_id, trigger=span(text, "attacked"), sentence=sentence, coder="rules-1-ab", confidence=0.8,
        type="attack", actors=(somebody(text, "Gunmen"),),
        place=Place(town.text, town.text, town.start, town.end, 1, None, "px:1", 35.3, 40.1, "SY"),
        losses=(Loss("killed", span(text, "12 soldiers"), span(text, "12"), low=12, best=12, high=12),),
    ).identified()  # fmt: skip
    shelling = EventClaim(
        report_id=report_id, trigger=span(text, "shelled"), sentence=span(text, "Later rebels shelled Barsa."),
        coder="rules-1-ab", confidence=0.7, type="shelling", actors=(somebody(text, "rebels"),),
        place=Place("Barsa", "Barsa", barsa.start, barsa.end, 1, None, None, None, None, "SY"),
    ).identified()  # fmt: skip
    title = "Fighting <img src=x onerror=window.ran=1> at night"
    return CodedReport(Report(report_id, text, "0" * 64, published=day, outlet=outlet, title=title), (attack, shelling))


@contextmanager
def serving(archive: Archive, tiles: str | None = None) -> Iterator[str]:
    """The address of a workbench over the archive, for whoever is alone."""
    with serving_app(create_app(archive, "Ann", tiles=tiles)) as address:
        yield address


@contextmanager
def serving_app(app: FastAPI) -> Iterator[str]:
    """The address of an application on a free port of this machine."""
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app, log_level="error"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(10)


def chromium() -> str:
    """Where Chromium is; without it the test is skipped."""
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if found is None:
        pytest.skip("no Chromium on this machine: apt install chromium")
    return found
