"""What an archive's pictures are derived from, with a mark of the state that it was read in."""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, func, select

from polemos.model import Claim
from polemos.store.archive import Archive
from polemos.store.records import claim_from
from polemos.store.tables import claim, coding, judgement, report

_BATCH = 1000
Origin = tuple[str, str | None, str | None]


def state(connection: Connection, rules: str) -> str:
    """A mark that changes with every report, coding, judgement and rule; quick to ask for in any archive."""
    parts = [connection.execute(select(func.max(table.c.seq))).scalar() for table in (coding, judgement)]
    return json.dumps([rules, *parts])


def state_now(archive: Archive) -> str:
    """The mark of claims and judgements as they are, without rules."""
    with archive.reading() as connection:
        return state(connection, "")


def sources(archive: Archive) -> tuple[str, tuple[Claim, ...], dict[str, Origin]]:
    """In one view: the state's mark (without rules), every current claim by id, and for each report the report that it
    repeats (itself where none), its date and outlet."""
    return Sources(archive).read()


class Sources:
    """What is derived from, read again and again: each claim is built once, however often it is read."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._claims: dict[int, Claim] = {}

    def read(self) -> tuple[str, tuple[Claim, ...], dict[str, Origin]]:
        """As `sources`; a claim that was there before is the same object as before."""
        with self._archive.reading() as connection:
            current = select(claim.c.seq).where(claim.c.current).order_by(claim.c.id)
            numbers = tuple(connection.execute(current).scalars())
            self._claims = self._with_new(connection, numbers)
            columns = select(report.c.id, report.c.copy_of, report.c.published, report.c.outlet)
            reports = _voices({row.id: row for row in connection.execute(columns)})
            return state(connection, ""), tuple(self._claims[number] for number in numbers), reports

    def _with_new(self, connection: Connection, numbers: Sequence[int]) -> dict[int, Claim]:
        found = {number: self._claims[number] for number in numbers if number in self._claims}
        missing = sorted(number for number in numbers if number not in found)
        for at in range(0, len(missing), _BATCH):
            part = missing[at : at + _BATCH]
            query = select(claim.c.seq, claim.c.record).where(claim.c.seq.between(part[0], part[-1]), claim.c.current)
            found |= {row.seq: found.get(row.seq) or claim_from(row) for row in connection.execute(query)}
        return found


def _voices(rows: Mapping[str, Any]) -> dict[str, Origin]:
    """A copy speaks with the voice of the text that it repeats: of a group of copies the one published first, whichever
    of them came into the archive first."""
    groups: dict[str, list[Any]] = defaultdict(list)
    for row in rows.values():
        groups[row.copy_of or row.id].append(row)
    first = {
        root: min(members, key=lambda row: (row.published is None, row.published or "", row.id))
        for root, members in groups.items()
    }
    found = {}
    for row in rows.values():
        root = row.copy_of or row.id
        # A report that says itself what it repeats may name one that is not here.
        voice = first[root] if root in rows else row
        found[row.id] = (voice.id if root in rows else root, row.published, voice.outlet)
    return found
