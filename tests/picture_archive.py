"""An archive with places, control and standing, and the workbench over it as a running server."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import uvicorn

from archives import AUTHOR, clock, coded, event
from polemos.model import ControlClaim, EventClaim, Moment, Participant, Place, RelationClaim, Span
from polemos.store.archive import Archive
from polemos.web.app import create_app

HOSTILE = "<script>window.ran=1</script>"
TEXT = (
    "Jets bombed Tarum. The Front shelled Raqqa province. Guards clashed near Malis. Envoys met in Syria. "
    f"{HOSTILE} fired. The Front took Tarum. The Guard holds Tarum. The Front is fighting the Guard."
)
TARUM = Place("Tarum", "Tarum", 0, 5, 1, None, "gn:1", 36.2, 37.16, "SY", "Aleppo")


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words), words)


def who(name: str, words: str) -> Participant:
    found = span(words)
    return Participant(name, words, found.start, found.end, "armed-group")


def day(iso: str) -> Moment:
    return Moment(iso, 0, 0, iso, iso, 1)


def at(place: Place, words: str) -> Place:
    found = span(words)
    return replace(place, text=words, start=found.start, end=found.end)


def happened(trigger: str, type_: str, place: Place, words: str, iso: str, *actors: str) -> EventClaim:
    made = event("r1", TEXT, trigger, type_, actors=actors, day=iso)
    return replace(made, place=at(place, words)).identified()


def held(name: str, words: str, status: str, trigger: str, iso: str) -> ControlClaim:
    return ControlClaim(
        report_id="r1",
        trigger=span(trigger),
        sentence=span(f"{words} {trigger} Tarum."),
        coder="test 1",
        confidence=0.9,
        place=replace(at(TARUM, "Tarum"), start=span(f"{trigger} Tarum").end - 5, end=span(f"{trigger} Tarum").end),
        time=day(iso),
        status=status,  # type: ignore[arg-type]
        holder=who(name, words),
    ).identified()


def archive(folder: Path) -> Archive:
    made = Archive.create(str(folder / "picture.db"), "Ann", clock())
    province = Place("Raqqa", "Raqqa", 0, 0, 4, None, "a1:SY.04", 35.95, 38.99, "SY", "Raqqa")
    near = Place("Malis", "Malis", 0, 0, 2, "near", None, 35.0, 40.0, "SY", "Deir ez-Zor")
    country = Place("Syria", "Syria", 0, 0, 6, None, "cc:SY", 35.0, 38.0, "SY", None)
    claims = (
        happened("bombed", "airstrike", TARUM, "Tarum", "2014-02-03", "Jets"),
        happened("shelled", "shelling", province, "Raqqa", "2014-03-04", "The Front"),
        happened("clashed", "battle", near, "Malis", "2014-03-20", "Guards"),
        happened("met", "talks", country, "Syria", "2014-05-01", "Envoys"),
        happened("fired", "attack", TARUM, "Tarum", "2014-06-01", HOSTILE),
        held("The Front", "The Front", "gained", "took", "2014-02-10"),
        held("The Guard", "The Guard", "holds", "holds", "2014-06-10"),
        RelationClaim(
            report_id="r1",
            trigger=span("is fighting"),
            sentence=span("The Front is fighting the Guard."),
            coder="test 1",
            confidence=0.9,
            time=day("2014-06-10"),
            relation="fighting",
            subject=who("The Front", "The Front"),
            object=who("The Guard", "the Guard"),
        ).identified(),
    )
    made.add(coded("r1", TEXT, *claims, published="2014-06-11", outlet="Gazette"), AUTHOR)  # type: ignore[arg-type]
    return made


@contextmanager
def serving(made: Archive) -> Iterator[str]:
    """The workbench on a free port of this machine."""
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(create_app(made, "ann"), log_level="error", access_log=False))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    server.should_exit = True
    thread.join(10)
    listening.close()
