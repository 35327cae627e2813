"""A report under review, and the list of reports."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse

from polemos.service.editing import WORDS
from polemos.service.labels import choices
from polemos.service.queues import reports as list_reports
from polemos.service.review import claim_of, review
from polemos.service.wording import FIELDS
from polemos.web.filters import Filters
from polemos.web.reading import pieces, view
from polemos.web.render import page
from polemos.web.site import Site, site

router = APIRouter()
PAGE = 50


@router.get("/reports", response_class=HTMLResponse)
def reports(request: Request, here: Annotated[Site, Depends(site)], start: int = 0, waiting: int = 0) -> HTMLResponse:
    start = max(0, start)
    found = list_reports(here.archive, PAGE, start, open_only=bool(waiting))
    return page(request, "reports.html", found=found, start=start, size=PAGE, waiting=waiting, filters=Filters())


@router.get("/reports/{report_id:path}", response_class=HTMLResponse)
def report(request: Request, report_id: str, here: Annotated[Site, Depends(site)]) -> HTMLResponse:
    shown = view(review(here.archive, report_id))
    return page(request, "report.html", view=shown, pieces=pieces, fields=FIELDS, words=WORDS, choices=choices())


@router.get("/parts/edit/{claim_id}", response_class=HTMLResponse)
def edit(request: Request, claim_id: str, here: Annotated[Site, Depends(site)]) -> HTMLResponse:
    """The form inside a card in which its values are changed."""
    found = review(here.archive, claim_of(here.archive, claim_id)).claim(claim_id)
    return page(request, "edit.html", claim=found.claim, words=WORDS, choices=choices())
