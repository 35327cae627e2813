"""Reports, their claims, and search over all claims."""

from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request, Response

from polemos.errors import ArchiveError
from polemos.model import Report
from polemos.service.finding import Query as Wanted
from polemos.service.finding import ReportEntry, ReportQuery, find_reports, search
from polemos.web.api.answers import Cursor, Limit, cursor_at, page, part, place, record
from polemos.web.api.asking import From, Here, Text, To, day
from polemos.web.api.schema import AnyClaim, model_of, page_of

router = APIRouter(tags=["reports and claims"])
Label = Annotated[list[str] | None, Query(alias="type", description="A type, status or relation; may be repeated.")]


@router.get("/reports", response_model=page_of(model_of(ReportEntry), "Report"))
def reports(
    request: Request, here: Here, q: Text = "", outlet: Text = "", from_: From = "", to: To = "",
    copies: bool = True, limit: Limit = 100, cursor: Cursor = "",
) -> Response:  # fmt: skip
    """Reports without their texts, the last added first; days are those of publication."""
    before = place(cursor) if cursor else None
    query = ReportQuery(q, outlet, day(from_) or "", day(to) or "", copies, before, limit)
    found, last = find_reports(here.archive, query)
    return page(request, found, cursor_at(last) if last is not None else None)


@router.get("/reports/{report_id:path}/claims", response_model=page_of(AnyClaim, "Claim"))
def claims_of_report(
    request: Request, here: Here, report_id: str, superseded: bool = False, limit: Limit = 100, cursor: Cursor = ""
) -> Response:
    """The claims of a report in reading order, as the machine coded them: of its newest coding, or of older ones."""
    _known(here, report_id)
    return part(request, here.archive.claims(report_id, superseded=superseded), cursor, limit)


@router.get("/reports/{report_id:path}", response_model=model_of(Report))
def report(request: Request, here: Here, report_id: str) -> Response:
    """One report with its text, in which all offsets count (in code points)."""
    return record(request, _known(here, report_id))


@router.get("/claims", response_model=page_of(AnyClaim, "Claim"))
def claims(
    request: Request, here: Here, q: Text = "", kind: Literal["", "event", "control", "relation"] = "",
    type_: Label = None, actor: Text = "", role: Text = "", place_: Annotated[Text, Query(alias="place")] = "",
    country: Text = "", from_: From = "", to: To = "", factuality: Text = "", report: Text = "", outlet: Text = "",
    incident: Text = "", min_confidence: Annotated[float, Query(ge=0, le=1)] = 0.0, copies: bool = False,
    limit: Limit = 100, cursor: Cursor = "",
) -> Response:  # fmt: skip
    """Claims that fit, newest first. "..." is a phrase; `actor` and `place` are an id or a name in any spelling."""
    wanted = Wanted(
        q, kind or None, tuple((type_ or ())[:100]), actor or None, role or None, place_ or None, country or None,
        day(from_), day(to), factuality or None, report or None, outlet or None, incident or None, min_confidence,
        copies, place(cursor) if cursor else None, limit,
    )  # fmt: skip
    found = search(here.archive, wanted)
    return page(request, found.claims, cursor_at(found.last) if found.last is not None else None)


@router.get("/claims/{claim_id}", response_model=AnyClaim)
def claim(request: Request, here: Here, claim_id: str) -> Response:
    """One claim as the machine coded it; what people decided about it is under /judgements?claim=."""
    found = here.archive.claim(claim_id)
    if found is None:
        raise ArchiveError("no-claim", f"the archive has no claim {claim_id}")
    return record(request, found)


def _known(here: Here, report_id: str) -> Report:
    found = here.archive.report(report_id)
    if found is None:
        raise ArchiveError("no-report", f"the archive has no report {report_id}")
    return found
