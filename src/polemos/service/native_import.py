"""A native export as an archive again: its reports and claims as they were told, everything else derived anew."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from polemos.errors import ArchiveError, InputError, UsageError
from polemos.export.datasets.groups import groups
from polemos.export.datasets.native_read import NativeFolder, native_folder
from polemos.model import Claim, CodedReport, Report
from polemos.model.judgement import Action
from polemos.model.serial import claim_from_dict, to_json
from polemos.service.archive import BATCH
from polemos.service.incidents import refresh
from polemos.store.archive import Archive, Author
from polemos.store.derived import incident_by_id
from polemos.store.judgements import Decision, judge

_DECIDED: dict[str, Action] = {"confirmed": "confirm", "rejected": "refute"}


@dataclass(frozen=True, slots=True)
class Imported:
    """`incidents` are those of the export, `alike` those of them that the archive derives with the same values: others
    had been joined or parted by people, whose judgements an export does not have, or by another version's rules."""

    reports: int
    claims: int
    incidents: int
    alike: int


def import_native(archive: Archive, folder: Path, who: str) -> Imported:
    """Fill an empty archive. Everything is read and checked before anything is written.

    Raises UsageError for what is no native export, or redacted; InputError that names the file and line of a wrong
    record; ArchiveError where the archive is not empty.
    """
    found = native_folder(folder)
    if found.redaction is not None:
        raise UsageError(f"{folder} was redacted ({found.redaction}): without its texts no claim can be checked")
    if archive.counts()["reports"]:
        raise ArchiveError("not-empty", "an export is imported into an empty archive; make one with polemos init")
    with _by_report(found) as claims_of:
        reports = claims = 0
        for part in groups(_coded(found, claims_of), BATCH):
            archive.add_all(part, Author(who, json.dumps({"imported": found.title})))
            reports, claims = reports + len(part), claims + sum(len(each.claims) for each in part)
    refresh(archive)
    return Imported(reports, claims, *_decided(archive, found, who))


def _decided(archive: Archive, found: NativeFolder, who: str) -> tuple[int, int]:
    """Says again of whole happenings what people had said; how many incidents there are, and how many are the same."""
    for each in found.incidents():
        if each.status in _DECIDED:
            claims = tuple(role.claim_id for role in each.claims)
            reason = f"{each.status} in {found.title}"
            judge(archive, who, Decision(_DECIDED[each.status], claims, reason=reason))
    refresh(archive)
    same = [incident_by_id(archive, each.id) == each for each in found.incidents()]
    return len(same), sum(same)


class _Claims:
    """Claims in a file of SQLite's own that goes with its connection: a million of them fit into no memory."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        connection.execute("CREATE TABLE claim (report TEXT, starts INTEGER, id TEXT PRIMARY KEY, record TEXT)")

    def fill(self, found: NativeFolder) -> None:
        texts = 0
        for claim in found.claims():
            row = (claim.report_id, claim.trigger.start, claim.id, to_json(claim).encode("utf-8", "surrogatepass"))
            try:
                self._connection.execute("INSERT INTO claim VALUES (?, ?, ?, ?)", row)
            except sqlite3.IntegrityError as error:
                raise InputError("twice", f"claim {claim.id} is there twice") from error
        self._connection.execute("CREATE INDEX by_report ON claim (report, starts, id)")
        for report in found.reports():
            texts += sum(1 for claim in self.of(report) if _quoted(claim, report))
        total = self._connection.execute("SELECT count(*) FROM claim").fetchone()[0]
        if texts != total:
            raise InputError("no-report", f"{total - texts} claims stand in reports that the export does not have")

    def of(self, report: Report) -> Iterator[Claim]:
        """In reading order."""
        query = "SELECT record FROM claim WHERE report = ? ORDER BY starts, id"
        for (record,) in self._connection.execute(query, (report.id,)):
            yield claim_from_dict(json.loads(record.decode("utf-8", "surrogatepass")))


@contextmanager
def _by_report(found: NativeFolder) -> Iterator[_Claims]:
    with closing(sqlite3.connect("")) as connection:
        claims = _Claims(connection)
        claims.fill(found)
        for _ in chain(found.incidents(), found.control(), found.standing()):
            pass  # so that a wrong one is told before anything is written
        yield claims


def _coded(found: NativeFolder, claims: _Claims) -> Iterator[CodedReport]:
    """Originals before what repeats them, so that each is told from its copies as it was."""
    for copies in (False, True):
        for report in found.reports():
            if (report.copy_of is not None) == copies:
                yield CodedReport(report, tuple(claims.of(report)))


def _quoted(claim: Claim, report: Report) -> bool:
    """Raises InputError where the words that a claim quotes do not stand where it says."""
    for span in (claim.trigger, claim.sentence, *claim.hedges):
        if report.text[span.start : span.end] != span.text:
            raise InputError("not-quoted", f"claim {claim.id} quotes words that report {report.id} does not have there")
    return True
