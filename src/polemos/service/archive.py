"""What a user does with an archive: make it, add to it, look into it, keep it safe."""

import getpass
import hashlib
import json
import os
from collections.abc import Generator
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import BinaryIO

from sqlalchemy import Engine

from polemos.errors import ArchiveError
from polemos.model import CodedReport, Quarantined
from polemos.pipeline.wire import Plan
from polemos.service.coding import Request, code
from polemos.service.versions import versions
from polemos.store import audit, schema
from polemos.store.archive import Added, Archive, Author
from polemos.store.backup import copy_file
from polemos.store.database import as_url, connected, reading

BATCH = 20
"""Reports a transaction. A kill costs at most these, and they are coded again when the same command is run again."""


@dataclass(frozen=True, slots=True)
class Tally:
    """Inputs = new + copies + coded again + unchanged + quarantined, always."""

    new: int = 0
    copies: int = 0
    recoded: int = 0
    unchanged: int = 0
    quarantined: int = 0

    @property
    def inputs(self) -> int:
        return self.new + self.copies + self.recoded + self.unchanged + self.quarantined

    def add(self, outcome: Added | Quarantined) -> "Tally":
        if isinstance(outcome, Quarantined):
            return replace(self, quarantined=self.quarantined + 1)
        field = {"new": "new", "copy": "copies", "recoded": "recoded", "unchanged": "unchanged"}[outcome.outcome]
        return replace(self, **{field: getattr(self, field) + 1})

    def __str__(self) -> str:
        parts = {"new": self.new, "copies": self.copies, "coded again": self.recoded, "unchanged": self.unchanged}
        told = ", ".join(f"{count} {name}" for name, count in (*parts.items(), ("quarantined", self.quarantined)))
        return f"{self.inputs} {'input' if self.inputs == 1 else 'inputs'}: {told}"


def where_is(given: str | None) -> str:
    """The archive that is meant: as given, else $POLEMOS_ARCHIVE, else polemos.db in the working folder."""
    return given or os.environ.get("POLEMOS_ARCHIVE") or "polemos.db"


def user_name(given: str | None) -> str:
    """Who makes a change: as given, else the name on this machine."""
    try:
        return (given or getpass.getuser()).strip()
    except OSError:
        return "unknown"


def add(archive: Archive, request: Request, stdin: BinaryIO, who: str) -> Generator[Added | Quarantined, None, None]:
    """Code inputs and store them, a batch a transaction; one outcome an input, in order, told only once it is stored.

    A text that came before is kept as a copy under an id of its own where another outlet or address published it.
    """
    author = Author(who, plan_mark(request.plan))
    waiting: list[CodedReport] = []
    for outcome in code(request, stdin, copies=True):
        if isinstance(outcome, CodedReport):
            waiting.append(outcome)
            if len(waiting) >= BATCH:
                yield from _store(archive, waiting, author)
                waiting = []
            continue
        yield from _store(archive, waiting, author)
        waiting = []
        assert isinstance(outcome, Quarantined)
        archive.set_aside(outcome, who)
        yield outcome
    yield from _store(archive, waiting, author)


def _store(archive: Archive, items: list[CodedReport], author: Author) -> Generator[Added | Quarantined, None, None]:
    if not items:
        return
    named = [_own_id(archive, item) for item in items]
    try:
        yield from archive.add_all(named, author)
        return
    except ArchiveError as error:
        if error.reason != "other-text":
            raise
    for item in named:
        try:
            yield archive.add(item, author)
        except ArchiveError as error:
            if error.reason != "other-text":
                raise
            entry = Quarantined(item.report.name or item.report.id, "archive", error.reason, str(error))
            archive.set_aside(entry, author.who)
            yield entry


def _own_id(archive: Archive, item: CodedReport) -> CodedReport:
    """The same text from another outlet or address is another report, and its claims are its own."""
    known = archive.report(item.report.id)
    given = (item.report.outlet, item.report.url)
    if known is None or (known.outlet, known.url) == given or known.text != item.report.text or given == (None, None):
        return item
    mark = hashlib.sha256(json.dumps(given).encode()).hexdigest()[:8]
    report_id = f"{item.report.id}.{mark}"
    claims = tuple(replace(claim, report_id=report_id).identified() for claim in item.claims)
    return replace(item, report=replace(item.report, id=report_id), claims=claims)


def plan_mark(plan: Plan) -> str:
    """What reports are coded with: versions, codebook, packs and settings, as JSON."""
    own = {str(path): _digest(path) for path in (plan.codebook, *plan.actors) if path is not None}
    return json.dumps({"versions": dict(versions()), "settings": asdict(plan.settings), "own": own}, sort_keys=True)


def verified(archive: Archive) -> int:
    """Check the log of changes. Gives how many it holds; raises ArchiveError where it was altered."""
    with archive.reading() as connection:
        return audit.verify(connection)


def _digest(path: Path) -> str:
    if path.is_dir():
        return hashlib.sha256("".join(_digest(f) for f in sorted(path.rglob("*.yaml"))).encode()).hexdigest()
    return hashlib.sha256(path.read_bytes()).hexdigest()


def migrated(where: str, backup_to: Path | None) -> tuple[str | None, str, Path | None]:
    """Bring an archive up to date after a copy of it. Gives the versions before and after and the copy's path.

    An SQLite file is copied beside itself. Raises ArchiveError `no-backup` for PostgreSQL without a file to copy to,
    where the server's own pg_dump must have been run.
    """
    with connected(as_url(where)) as engine:
        with reading(engine) as connection:
            found = schema.revision(connection)
        if found == schema.newest():
            return found, found, None
        if found is None:
            schema.check(engine)
        kept = _copied_before(engine, where, found, backup_to)
        before, after = schema.upgrade(engine)
    return before, after, kept


def _copied_before(engine: Engine, where: str, found: str | None, backup_to: Path | None) -> Path:
    """An SQLite file is copied with SQLite's own backup, whatever its tables are; a server's dump must be there."""
    if engine.dialect.name != "sqlite":
        if backup_to is None or not backup_to.is_file():
            raise ArchiveError(
                "no-backup", "copy the database with pg_dump first, then name the dump: polemos migrate --backup FILE"
            )
        return backup_to
    path = Path(as_url(where).database or "")
    kept = backup_to or path.with_name(f"{path.name}.tables-{found}.backup")
    copy_file(path, kept)
    return kept
