"""The log of every change: each row holds the hash of the one before, so that no row can be altered unnoticed."""

import hashlib
import json
from dataclasses import astuple
from typing import Any

from sqlalchemy import Connection, select

from polemos.errors import ArchiveError
from polemos.model.judgement import AuditRow
from polemos.store.tables import audit

START = "0" * 64


def record(connection: Connection, at: str, who: str, what: str, subject: str, detail: Any = None) -> None:
    """One row for one change, in the change's own transaction."""
    last = connection.execute(select(audit.c.seq, audit.c.hash).order_by(audit.c.seq.desc()).limit(1)).first()
    seq, previous = (last.seq + 1, last.hash) if last else (1, START)
    text = json.dumps(detail, sort_keys=True) if detail is not None else ""
    row = AuditRow(seq, at, who, what, subject, text, previous, "")
    connection.execute(audit.insert().values(**_values(row), hash=digest(row)))


def digest(row: AuditRow) -> str:
    """SHA-256 over everything in the row but its own hash."""
    return hashlib.sha256(json.dumps(astuple(row)[:-1]).encode()).hexdigest()


def rows(connection: Connection, after: int = 0, limit: int | None = None) -> tuple[AuditRow, ...]:
    """Rows in order, from the one after number `after`."""
    query = select(audit).where(audit.c.seq > after).order_by(audit.c.seq)
    return tuple(AuditRow(**row._mapping) for row in connection.execute(query.limit(limit) if limit else query))


def verify(connection: Connection) -> int:
    """The number of rows, where each stands as written. Raises ArchiveError that names the first wrong one."""
    previous, count = START, 0
    for row in connection.execute(select(audit).order_by(audit.c.seq)):
        entry = AuditRow(**row._mapping)
        count += 1
        if entry.seq != count or entry.previous != previous or entry.hash != digest(entry):
            raise ArchiveError("audit-broken", f"the log of changes was altered at row {count}; restore a backup")
        previous = entry.hash
    return count


def _values(row: AuditRow) -> dict[str, Any]:
    return {name: getattr(row, name) for name in ("seq", "at", "who", "what", "subject", "detail", "previous")}
