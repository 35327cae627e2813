"""Codes texts in this very process: for programs that have the text in hand, without a worker and its limits."""

import json
from dataclasses import replace
from functools import cache

from polemos.ingest.jsonl import report_from_line
from polemos.model import CodedReport
from polemos.pipeline.assembly import assemble
from polemos.pipeline.steps import Steps
from polemos.pipeline.wire import Plan
from polemos.service.options import checked_date
from polemos.settings import Settings


@cache
def steps(plan: Plan) -> Steps:
    """The loaded parser and rules (1 s, 270 MB), once for each plan. Raises CodebookError, PackError."""
    return assemble(plan)


def coded_text(text: str, plan: Plan, **about: str | None) -> CodedReport:
    """A text with its claims; `about` are fields of a report (published, outlet, title, url, id ...).

    Offsets count in `text`. Raises InputError for a text that cannot be coded, UsageError for a date that is none.
    """
    published = about.get("published")
    if published:
        checked_date(published)
    known = {key: value for key, value in about.items() if value is not None}
    line = json.dumps({**known, "text": text}).encode()
    report = report_from_line(line, known.get("title") or known.get("id") or "text", settings=_roomy(plan.settings))
    return steps(plan).coded(report, lambda stage: None)


def _roomy(settings: Settings) -> Settings:
    """JSON writes a character in up to twelve bytes; the text's own limit holds as always."""
    return replace(settings, max_bytes=settings.max_bytes * 12)
