"""Claims as a flat table, one row a claim, for spreadsheets and statistics.

Lists stand in one cell with "; " between; JSON Lines keep everything.
"""

import csv
import io
from collections.abc import Iterable
from typing import Any

from polemos.export.guard import guarded
from polemos.model import Claim, CodedReport, ControlClaim, EventClaim, Loss, Participant, Place, RelationClaim, Report

COLUMNS = (
    "report", "report_id", "published", "outlet", "claim_id", "kind", "type", "trigger", "actors", "recipients",
    "holder", "subject", "object", "title", "place", "place_precision", "also_at", "origin", "hit", "instrument",
    "factuality", "hedges", "sources", "losses", "time_text", "time_from", "time_to", "time_precision",
    "time_assumed", "confidence", "coder", "start", "end", "sentence",
)  # fmt: skip


class CsvRows:
    """RFC 4180 with a header; text that a spreadsheet would run as a formula gets an apostrophe before it."""

    def begin(self) -> str:
        return _lines([COLUMNS])

    def report(self, item: CodedReport) -> str:
        return _lines([guarded(row(item.report, claim)[name]) for name in COLUMNS] for claim in item.claims)

    def end(self) -> str:
        return ""


def row(report: Report, claim: Claim) -> dict[str, Any]:
    """The cells of one claim; a field that its kind does not have is left empty."""
    time = claim.time
    cells: dict[str, Any] = dict.fromkeys(COLUMNS)
    cells |= {
        "report": report.name,
        "report_id": claim.report_id,
        "published": report.published,
        "outlet": report.outlet,
        "claim_id": claim.id,
        "kind": claim.kind,
        "type": claim.label,
        "trigger": claim.trigger.text,
        "place": claim.place.name if claim.place else None,
        "place_precision": claim.place.precision if claim.place else None,
        "factuality": claim.factuality,
        "hedges": joined(span.text for span in claim.hedges),
        "sources": joined(f"{source.name} ({source.kind}, {source.stance})" for source in claim.sources),
        "confidence": claim.confidence,
        "coder": claim.coder,
        "start": claim.trigger.start,
        "end": claim.trigger.end,
        "sentence": claim.sentence.text,
    }
    if time is not None:
        cells |= {
            "time_text": time.text,
            "time_from": time.from_,
            "time_to": time.to,
            "time_precision": time.precision,
            "time_assumed": time.assumed,
        }
    return cells | _own(claim)


def _own(claim: Claim) -> dict[str, Any]:
    if isinstance(claim, EventClaim):
        return {
            "actors": _names(claim.actors),
            "recipients": _names(claim.recipients),
            "also_at": _names(claim.also_at),
            "origin": claim.origin.name if claim.origin else None,
            "hit": joined(thing.text for thing in claim.hit),
            "instrument": claim.instrument.text if claim.instrument else None,
            "losses": joined(map(_loss, claim.losses)),
        }
    if isinstance(claim, ControlClaim):
        return {"holder": claim.holder.name if claim.holder else None}
    if isinstance(claim, RelationClaim):
        return {
            "subject": claim.subject.name,
            "object": claim.object.name if claim.object else None,
            "title": claim.title.text if claim.title else None,
        }
    return {}


def _loss(loss: Loss) -> str:
    """Status, people and low/best/high, "?" where the text gives none."""
    figures = "/".join("?" if figure is None else str(figure) for figure in (loss.low, loss.best, loss.high))
    return f"{loss.status}: {loss.who.text} {figures}"


def _names(items: Iterable[Participant | Place]) -> str | None:
    return joined(item.name for item in items)


def joined(items: Iterable[str]) -> str | None:
    """A list in one cell; None for an empty one."""
    return "; ".join(items) or None


def _lines(rows: Iterable[Iterable[Any]]) -> str:
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue()
