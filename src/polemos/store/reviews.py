"""The judgements about the claims of one report, and the reports and judgements that a desk shows."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select

from polemos.model import Quarantined
from polemos.model.judgement import Judgement
from polemos.store.archive import Archive
from polemos.store.judgements import judgement_from
from polemos.store.tables import claim, judged, judgement, quarantine, report


@dataclass(frozen=True, slots=True)
class ReportLine:
    """A report in a list: `claims` counts those of its newest coding, `judged` those that a person looked at."""

    id: str
    title: str | None
    outlet: str | None
    published: str | None
    added_at: str
    added_by: str
    copy_of: str | None
    claims: int
    judged: int


@dataclass(frozen=True, slots=True)
class ReportPage:
    """Reports, the last added first; `total` counts all."""

    reports: tuple[ReportLine, ...]
    total: int


def about(archive: Archive, report_id: str, claim_ids: Sequence[str]) -> tuple[Judgement, ...]:
    """Judgements in order that name one of these claims or one that a person added to the report, undone ones too."""
    with archive.reading() as connection:
        added = connection.execute(
            select(judgement.c.change).where(
                judgement.c.action == "add", judgement.c.change.contains(json.dumps(report_id), autoescape=True)
            )
        ).scalars()
        ids = {*claim_ids, *(each["id"] for each in map(json.loads, added) if each["report_id"] == report_id)}
    return naming(archive, sorted(ids))


def naming(archive: Archive, claim_ids: Sequence[str]) -> tuple[Judgement, ...]:
    """Judgements in order that name one of these claims, undone ones too."""
    with archive.reading() as connection:
        named = select(judged.c.judgement).where(judged.c.claim_id.in_(claim_ids))
        query = select(judgement).where(judgement.c.seq.in_(named)).order_by(judgement.c.seq)
        return tuple(judgement_from(row) for row in connection.execute(query))


def latest(archive: Archive, limit: int) -> tuple[Judgement, ...]:
    """The last judgements, newest first."""
    with archive.reading() as connection:
        rows = connection.execute(select(judgement).order_by(judgement.c.seq.desc()).limit(limit))
        return tuple(judgement_from(row) for row in rows)


def reports(archive: Archive, limit: int, offset: int = 0, *, open_only: bool = False) -> ReportPage:
    """Reports with how far they are reviewed. `open_only`: those with claims that nobody has judged; no copies."""
    seen = select(func.count(func.distinct(claim.c.id))).where(
        claim.c.report_id == report.c.id, claim.c.current, claim.c.id.in_(select(judged.c.claim_id))
    )
    every = select(func.count()).where(claim.c.report_id == report.c.id, claim.c.current)
    untouched = select(claim.c.seq).where(
        claim.c.report_id == report.c.id, claim.c.current, claim.c.id.not_in(select(judged.c.claim_id))
    )
    wanted = [report.c.copy_of.is_(None), untouched.exists()] if open_only else []
    columns = (getattr(report.c, name) for name in ReportLine.__slots__[:7])
    query = select(*columns, every.scalar_subquery().label("claims"), seen.scalar_subquery().label("judged"))
    with archive.reading() as connection:
        total = connection.execute(select(func.count()).select_from(report).where(*wanted)).scalar() or 0
        rows = connection.execute(query.where(*wanted).order_by(report.c.seq.desc()).limit(limit).offset(offset))
        return ReportPage(tuple(ReportLine(**row._mapping) for row in rows), int(total))


def outlets(archive: Archive, report_ids: Iterable[str]) -> dict[str, tuple[str | None, str | None]]:
    """The outlet and date of reports."""
    with archive.reading() as connection:
        query = select(report.c.id, report.c.outlet, report.c.published).where(report.c.id.in_(list(report_ids)))
        return {row.id: (row.outlet, row.published) for row in connection.execute(query)}


def quarantined(archive: Archive, limit: int) -> tuple[Quarantined, ...]:
    """The last inputs that could not be coded, newest first."""
    with archive.reading() as connection:
        rows = connection.execute(select(quarantine).order_by(quarantine.c.seq.desc()).limit(limit))
        return tuple(Quarantined(row.name, row.stage, row.reason, row.message) for row in rows)
