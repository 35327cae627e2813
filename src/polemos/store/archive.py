"""An archive of reports and what they say: add and read. What was added is never changed; a report coded again keeps
its old claims, superseded."""

import hashlib
import weakref
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal, Self

from sqlalchemy import Connection, Engine, func, select, text, update

from polemos import faults
from polemos.errors import ArchiveError
from polemos.model import Claim, CodedReport, Quarantined, Report
from polemos.store import audit, copies, schema
from polemos.store.database import as_url, connect, reading, writing
from polemos.store.records import claim_from, claim_row, party_rows, report_from, report_row
from polemos.store.tables import claim, coding, party, quarantine, report

Clock = Callable[[], datetime]
Outcome = Literal["new", "copy", "recoded", "unchanged"]


@dataclass(frozen=True, slots=True)
class Added:
    """What became of a report. "copy": new here, but a repetition of `copy_of`; `claims` counts those written."""

    report_id: str
    outcome: Outcome
    claims: int
    copy_of: str | None = None
    likeness: float | None = None


@dataclass(frozen=True, slots=True)
class Author:
    """Who changes the archive, and with what a report was coded (a mark of versions, codebook and settings)."""

    who: str
    plan: str = ""


@dataclass(frozen=True, slots=True)
class _Ready:
    """What can be worked out of a report before the lock is taken."""

    item: CodedReport
    mark: copies.Print
    claims: list[dict[str, Any]]
    digest: str


def now() -> datetime:
    return datetime.now(UTC)


class Archive:
    """One open archive. Raises ArchiveError where there is none, or one of another version."""

    def __init__(self, engine: Engine, clock: Clock = now) -> None:
        self.engine, self.clock = engine, clock
        weakref.finalize(self, engine.dispose)  # the connection that the engine keeps goes with the archive

    @classmethod
    def open(cls, where: str | Path, clock: Clock = now, *, read_only: bool = False) -> Self:
        """An archive that exists, of this program's version."""
        made = cls(connect(as_url(where), read_only=read_only), clock)
        schema.check(made.engine)
        return made

    @classmethod
    def create(cls, where: str | Path, who: str, clock: Clock = now) -> Self:
        """A new archive. Raises ArchiveError where there is one already."""
        made = cls(connect(as_url(where), create=True), clock)
        with made.reading() as connection:
            if schema.revision(connection) is not None:
                raise ArchiveError("exists", f"there is an archive at {where} already; polemos add adds to it")
        schema.upgrade(made.engine)
        with made.writing() as connection:
            audit.record(connection, made.at(), who, "init", "archive", {"tables": schema.newest()})
        return made

    def at(self) -> str:
        """The time as it is stored: UTC, to the microsecond, so that it sorts as text."""
        return self.clock().astimezone(UTC).isoformat(timespec="microseconds")

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """One transaction: all of it, with its rows in the log, or nothing."""
        with writing(self.engine) as connection:
            yield connection
            faults.reach("commit")

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """One consistent view."""
        with reading(self.engine) as connection:
            yield connection

    def add(self, coded: CodedReport, author: Author) -> Added:
        """Store a report with its claims in one transaction."""
        return self.add_all((coded,), author)[0]

    def add_all(self, batch: Sequence[CodedReport], author: Author) -> tuple[Added, ...]:
        """Store reports, all or none, in order; one transaction a batch is many times faster than one a report."""
        ready = [_ready(item) for item in batch]
        with self.writing() as connection:
            return tuple(self._add(connection, each, author) for each in ready)

    def close(self) -> None:
        """Give the connection back; the archive can still be used, and connects anew."""
        self.engine.dispose()

    def set_aside(self, entry: Quarantined, who: str) -> None:
        """Keep that an input was not coded, and why."""
        with self.writing() as connection:
            values = {key: getattr(entry, key) for key in ("name", "stage", "reason", "message")}
            connection.execute(quarantine.insert().values(at=self.at(), by=who, **values))
            audit.record(connection, self.at(), who, "quarantine", entry.name, {"reason": entry.reason})

    def report(self, report_id: str) -> Report | None:
        """A report as it was added, with what it copies."""
        with self.reading() as connection:
            row = connection.execute(select(report).where(report.c.id == report_id)).first()
            return report_from(row) if row else None

    def claims(self, report_id: str, *, superseded: bool = False) -> tuple[Claim, ...]:
        """The claims of a report in reading order: those of its newest coding, or those of the older ones."""
        with self.reading() as connection:
            query = select(claim).where(claim.c.report_id == report_id, claim.c.current == (not superseded))
            return tuple(claim_from(row) for row in connection.execute(query.order_by(claim.c.seq)))

    def claim(self, claim_id: str) -> Claim | None:
        """A claim by its id: the current one, else the newest superseded."""
        with self.reading() as connection:
            query = select(claim).where(claim.c.id == claim_id).order_by(claim.c.current.desc(), claim.c.seq.desc())
            row = connection.execute(query.limit(1)).first()
            return claim_from(row) if row else None

    def current_claims(self) -> Iterator[Claim]:
        """Every current claim, in the order of their ids, which is the same whatever way they came in."""
        with self.reading() as connection:
            query = select(claim.c.record).where(claim.c.current).order_by(claim.c.id)
            for row in connection.execution_options(yield_per=1000).execute(query):
                yield claim_from(row)

    def counts(self) -> dict[str, int]:
        """How many reports, copies among them, current and superseded claims, inputs set aside."""
        with self.reading() as connection:

            def count(query: object) -> int:
                return int(connection.execute(query).scalar() or 0)  # type: ignore[call-overload]

            return {
                "reports": count(select(func.count()).select_from(report)),
                "copies": count(select(func.count()).where(report.c.copy_of.is_not(None))),
                "claims": count(select(func.count()).where(claim.c.current)),
                "superseded": count(select(func.count()).where(~claim.c.current)),
                "quarantined": count(select(func.count()).select_from(quarantine)),
            }

    def _add(self, connection: Connection, ready: _Ready, author: Author) -> Added:
        item = ready.item
        found = connection.execute(
            select(report.c.copy_of, report.c.text_digest, report.c.likeness).where(report.c.id == item.report.id)
        ).first()
        values = report_row(item.report)
        if found is not None and found.text_digest != values["text_digest"]:
            raise ArchiveError(
                "other-text",
                f"report {item.report.id} is in the archive with another text; give this one an id of its own",
            )
        if found is None:
            return self._add_new(connection, ready, values, author)
        return self._code_again(connection, ready, author, found.copy_of, found.likeness)

    def _add_new(self, connection: Connection, ready: _Ready, values: dict[str, Any], author: Author) -> Added:
        item = ready.item
        faults.reach("report", item.report.id)
        first = copies.original(connection, values["text_digest"], ready.mark)
        copy_of, likeness = first or (item.report.copy_of, None)
        made = connection.execute(
            report.insert()
            .values(added_at=self.at(), added_by=author.who, copy_of=copy_of, likeness=likeness, **values)
            .returning(report.c.seq)
        ).scalar_one()
        if connection.dialect.name == "sqlite":
            connection.execute(
                text("INSERT INTO report_search(rowid, title, text) VALUES (:seq, :title, :text)"),
                {"seq": made, "title": values["title"], "text": values["text"]},
            )
        if copy_of is None:
            copies.keep(connection, made, ready.mark)
        self._write_claims(connection, ready, author)
        outcome: Outcome = "copy" if copy_of else "new"
        detail = {"claims": len(item.claims), "copy_of": copy_of}
        audit.record(connection, self.at(), author.who, "add", item.report.id, detail)
        return Added(item.report.id, outcome, len(item.claims), copy_of, likeness)

    def _code_again(
        self, connection: Connection, ready: _Ready, author: Author, copy_of: str | None, likeness: float | None
    ) -> Added:
        item = ready.item
        last = connection.execute(
            select(coding.c.seq, coding.c.digest).where(coding.c.report_id == item.report.id, coding.c.current)
        ).one()
        if last.digest == ready.digest:
            return Added(item.report.id, "unchanged", 0, copy_of, likeness)
        connection.execute(update(coding).where(coding.c.seq == last.seq).values(current=False))
        connection.execute(update(claim).where(claim.c.coding == last.seq).values(current=False))
        self._write_claims(connection, ready, author)
        detail = {"claims": len(item.claims), "supersedes": last.seq}
        audit.record(connection, self.at(), author.who, "recode", item.report.id, detail)
        return Added(item.report.id, "recoded", len(item.claims), copy_of, likeness)

    def _write_claims(self, connection: Connection, ready: _Ready, author: Author) -> None:
        item = ready.item
        faults.reach("claims", item.report.id)
        made = connection.execute(
            coding.insert()
            .values(
                report_id=item.report.id,
                coded_at=self.at(),
                plan=author.plan,
                digest=ready.digest,
                current=True,
            )
            .returning(coding.c.seq)
        ).scalar_one()
        if not item.claims:
            return
        # The writer holds the lock, so it can number the rows itself and write them in three statements.
        first = (connection.execute(select(func.max(claim.c.seq))).scalar() or 0) + 1
        rows = [
            {"seq": first + at, "coding": made, "current": True, **claim_row(c)} for at, c in enumerate(item.claims)
        ]
        connection.execute(claim.insert(), rows)
        people = [{"claim": first + at, **who} for at, c in enumerate(item.claims) for who in party_rows(c)]
        if people:
            connection.execute(party.insert(), people)
        if connection.dialect.name == "sqlite":
            connection.execute(
                text("INSERT INTO claim_search(rowid, sentence, names, keys) VALUES (:seq, :sentence, :names, :keys)"),
                rows,
            )


def _ready(item: CodedReport) -> _Ready:
    rows = [claim_row(each) for each in item.claims]
    digest = hashlib.sha256("\n".join(sorted(row["digest"] for row in rows)).encode()).hexdigest()
    return _Ready(item, copies.fingerprint(item.report.text), rows, digest)
