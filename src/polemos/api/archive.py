"""An archive of reports in a program: add to it, ask it, export it."""

import io
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self, TypeVar

from polemos.api import shapes
from polemos.api.records import Records
from polemos.errors import ArchiveError
from polemos.model import Claim, Quarantined, Report
from polemos.model.incident import Incident
from polemos.model.standing import ControlInterval, Standing
from polemos.pipeline.wire import Plan
from polemos.service import contradictions, incidents, picture, why
from polemos.service.archive import add, user_name, where_is
from polemos.service.coding import Request
from polemos.service.contradictions import Contradiction
from polemos.service.dataset import dataset
from polemos.service.evidence import Why
from polemos.service.export_formats import exporter
from polemos.service.exporting import Exported, export
from polemos.service.options import checked_date
from polemos.service.options import settings as changed
from polemos.service.redaction import redacted
from polemos.store import archive as store
from polemos.store.incident_search import IncidentQuery

Kept = TypeVar("Kept")


@dataclass(frozen=True, slots=True)
class Additions:
    """What became of the inputs: inputs = added + unchanged + quarantined. Copies and reports that were coded again are
    among the added."""

    added: tuple[str, ...]
    """Ids of reports."""
    unchanged: tuple[str, ...]
    quarantined: tuple[Quarantined, ...]


class Archive:
    """Open one with `Archive.open("polemos.db")` or make one with `Archive.create("polemos.db")`; either may be a
    `postgresql://` address. What people have judged is taken into account in everything it answers."""

    def __init__(self, kept: store.Archive) -> None:
        self._kept = kept

    @classmethod
    def open(cls, where: str | Path | None = None) -> Self:
        """The archive there; without `where` $POLEMOS_ARCHIVE, else polemos.db. Raises ArchiveError."""
        return cls(store.Archive.open(_where(where)))

    @classmethod
    def create(cls, where: str | Path | None = None, *, by: str | None = None) -> Self:
        """A new archive; nothing is ever written over. Raises ArchiveError."""
        return cls(store.Archive.create(_where(where), user_name(by)))

    def add(
        self,
        *inputs: str | Path,
        published: str | None = None,
        outlet: str | None = None,
        by: str | None = None,
        actors: Iterable[str | Path] = (),
        codebook: str | Path | None = None,
        settings: Iterable[str] = (),
    ) -> Additions:
        """Code files (text, HTML, PDF, JSONL) and keep them with their claims; the same again changes nothing.

        A broken file never stops the rest: it is told in `quarantined`. Coding runs in a process of its own.
        """
        own = Path(codebook) if codebook else None
        plan = Plan(settings=changed(settings), codebook=own, actors=tuple(Path(pack) for pack in actors))
        names = tuple(str(each) for each in inputs)
        request = Request(names, checked_date(published) if published else None, outlet, plan)
        added: list[str] = []
        unchanged: list[str] = []
        bad: list[Quarantined] = []
        for outcome in add(self._kept, request, io.BytesIO(), user_name(by)):
            if isinstance(outcome, Quarantined):
                bad.append(outcome)
            else:
                (unchanged if outcome.outcome == "unchanged" else added).append(outcome.report_id)
        return Additions(tuple(added), tuple(unchanged), tuple(bad))

    def reports(self) -> Records[Report]:
        """Every report, with its text, by id."""
        with dataset(self._kept) as whole:
            return Records(tuple(whole.reports()), shapes.REPORTS)

    def claims(self, **filters: str) -> Records[Claim]:
        """Claims by id. `filters`: type, actor, place, country, from_, to, status, words; see `polemos export`."""
        with dataset(self._kept, _query(filters)) as whole:
            claims = tuple(whole.claims())
            reports = {report.id: report for report in whole.reports()}
        return Records(claims, shapes.claims(reports))

    def incidents(self, **filters: str) -> Records[Incident]:
        """Incidents by their first day. `filters` as for claims."""
        with dataset(self._kept, _query(filters)) as whole:
            return Records(tuple(each.incident for each in whole.incidents()), shapes.INCIDENTS)

    def report(self, report_id: str) -> Report:
        """One report. Raises ArchiveError."""
        return _found(self._kept.report(report_id), "report", report_id)

    def claim(self, claim_id: str) -> Claim:
        """One claim as it was coded. Raises ArchiveError."""
        return _found(self._kept.claim(claim_id), "claim", claim_id)

    def incident(self, incident_id: str) -> Incident:
        """One incident, by its id or a claim's. Raises ArchiveError."""
        return incidents.show(self._kept, incident_id)

    def control(self, place: str | None = None, on: str | None = None) -> Records[ControlInterval]:
        """Who held what: of all places or of one, at all times or on a day (ISO)."""
        if on is None:
            return Records(picture.control_intervals(self._kept, place), shapes.CONTROL)
        return Records(picture.control_on(self._kept, checked_date(on)[:10], place), shapes.CONTROL)

    def standing(self, actor: str | None = None, on: str | None = None) -> Records[Standing]:
        """How actors stood to each other: all or one, at all times or on a day (ISO)."""
        day = checked_date(on)[:10] if on else None
        return Records(picture.standing_edges(self._kept, actor, day), shapes.STANDING)

    def contradictions(self, since: str | None = None, field: str | None = None) -> Records[Contradiction]:
        """What cannot all be true, newest first."""
        day = checked_date(since)[:10] if since else None
        return Records(contradictions.contradictions(self._kept, day, field), shapes.CONTRADICTIONS)

    def why(self, path: str) -> tuple[Why, ...]:
        """The words that a value rests on: `INCIDENT.field`, `control:PLACE@DATE`, `standing:A/B@DATE`."""
        return why.why(self._kept, path)

    def export(
        self, format: str, folder: str | Path, *, replace: bool = False, redact: str | None = None, **filters: str
    ) -> Exported:
        """Write a dataset into a new folder, as `polemos export` does. Raises UsageError, ArchiveError."""
        with dataset(self._kept, _query(filters)) as whole:
            shown = redacted(whole, redact) if redact else whole
            return export(shown, exporter(format), Path(folder), replace=replace)

    def close(self) -> None:
        """Give the connection back."""
        self._kept.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None) -> None:
        self.close()

    def __repr__(self) -> str:
        counts = self._kept.counts()
        return f"<Archive: {counts['reports']:,} reports, {counts['claims']:,} claims>"


def _where(where: str | Path | None) -> str:
    return where_is(str(where) if where is not None else None)


def _query(filters: dict[str, str]) -> IncidentQuery:
    known = IncidentQuery.__slots__
    unknown = sorted(set(filters) - set(known))
    if unknown:
        raise TypeError(f"no filter {', '.join(unknown)}; one of {', '.join(known)} is needed")
    return IncidentQuery(**filters)


def _found(kept: Kept | None, what: str, name: str) -> Kept:
    if kept is None:
        raise ArchiveError(f"no-{what}", f"the archive has no {what} {name}")
    return kept
