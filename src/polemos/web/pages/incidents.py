"""The list of incidents, under the filters of the address."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse

from polemos.service.finding import IncidentQuery, find, types
from polemos.web.filters import Filtered, Filters
from polemos.web.render import page
from polemos.web.site import Site, site

router = APIRouter()
PAGE = 50
MOST = 10_000_000
"""Incidents into a list that an address may lead."""


@router.get("/incidents", response_class=HTMLResponse)
def incidents(
    request: Request, filters: Filtered, here: Annotated[Site, Depends(site)], start: int = 0
) -> HTMLResponse:
    start = min(max(0, start), MOST)
    found = find(here.archive, query_of(filters), PAGE, start)
    return page(
        request, "incidents.html", filters=filters, q=filters.q, found=found, types=types(here.archive),
        start=start, size=PAGE,
    )  # fmt: skip


def query_of(filters: Filters) -> IncidentQuery:
    """The filters of the address as the archive takes them."""
    return IncidentQuery(
        filters.q,
        filters.type,
        filters.actor,
        filters.place,
        filters.country,
        filters.from_,
        filters.to,
        filters.status,
    )
