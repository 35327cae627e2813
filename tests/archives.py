"""Archives for tests: reports and claims of our own, and each kind of database."""

import os
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from polemos.model import CodedReport, EventClaim, Loss, Moment, Participant, Place, Report, Source, Span
from polemos.store.archive import Archive, Author

AUTHOR = Author("Ann", "plan")
KINDS = ("sqlite", "postgresql")


def clock() -> Callable[[], datetime]:
    """A clock that goes on by a second at every look."""
    seconds = iter(range(1_000_000))
    return lambda: datetime.fromtimestamp(1_700_000_000 + next(seconds), UTC)


@contextmanager
def address(kind: str, folder: Path) -> Iterator[str]:
    """Where an archive of that kind can be made; on PostgreSQL a database of its own, dropped afterwards."""
    if kind == "sqlite":
        yield str(folder / f"{uuid.uuid4().hex}.db")
        return
    server = os.environ.get("POLEMOS_TEST_POSTGRES")
    if not server:
        pytest.skip("no PostgreSQL here: .ci/run starts one and sets POLEMOS_TEST_POSTGRES")
    import psycopg

    name = f"t{uuid.uuid4().hex}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    try:
        yield server.rsplit("/", 1)[0] + "/" + name
    finally:
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


@contextmanager
def archive(kind: str, folder: Path) -> Iterator[Archive]:
    with address(kind, folder) as where:
        made = Archive.create(where, "Ann", clock())
        yield made
        made.close()


def event(
    report_id: str,
    text: str,
    trigger: str,
    type_: str,
    *,
    actors: tuple[str, ...] = (),
    recipients: tuple[str, ...] = (),
    place: str | None = None,
    day: str | None = None,
    said_by: str | None = None,
    stance: str = "asserts",
    killed: int | None = None,
    factuality: str = "occurred",
) -> EventClaim:
    """A claim whose every span is found in `text` by its words."""

    def who(name: str) -> Participant:
        start = text.find(name)
        inside = start >= 0
        return Participant(name, name, start if inside else None, start + len(name) if inside else None, "armed-group")

    def span(words: str) -> Span:
        start = text.index(words)
        return Span(start, start + len(words), words)

    where = span(place) if place else None
    loss = (
        Loss("killed", span(str(killed)), span(str(killed)), low=killed, best=killed, high=killed)
        if killed is not None
        else None
    )
    source = Source(said_by, said_by, None, None, "unnamed", stance) if said_by else None  # type: ignore[arg-type]
    return EventClaim(
        report_id=report_id,
        trigger=span(trigger),
        sentence=Span(0, len(text), text),
        coder="test 1",
        confidence=0.9,
        type=type_,
        actors=tuple(map(who, actors)),
        recipients=tuple(map(who, recipients)),
        place=Place(place, place, where.start, where.end, 1) if place and where else None,
        time=Moment(day, 0, 0, day, day, 1) if day else None,
        sources=(source,) if source else (),
        losses=(loss,) if loss else (),
        factuality=factuality,  # type: ignore[arg-type]
    ).identified()


def coded(
    report_id: str, text: str, *claims: EventClaim, published: str | None = None, outlet: str | None = None
) -> CodedReport:
    return CodedReport(Report(report_id, text, "0" * 64, published=published, outlet=outlet), tuple(claims))
