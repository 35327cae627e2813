"""Incidents and changes of control along time; every mark is a link, so nothing here needs JavaScript."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from polemos.service.finding import types
from polemos.service.timeline import entries, timeline
from polemos.service.type_groups import type_groups
from polemos.web.filters import Filtered
from polemos.web.pages.map import MOST, Here, found_for, holders_for
from polemos.web.render import page

router = APIRouter()
PAGE = 60


@router.get("/timeline", response_class=HTMLResponse)
def timeline_page(request: Request, filters: Filtered, here: Here, start: int = 0) -> HTMLResponse:
    found, holders = found_for(request, here, filters), holders_for(request, filters)
    drawn = timeline(found.incidents, holders.control, filters.from_, filters.to)
    listed = entries(found.incidents, (each.interval for each in holders.control))
    listed = tuple(
        each for each in listed if (not filters.to or each.day <= filters.to)
        and (not filters.from_ or (each.until or each.day) >= filters.from_)
    )  # fmt: skip
    start = max(0, start)
    return page(
        request, "timeline.html", filters=filters, q=filters.q, types=types(here.archive), found=found, most=MOST,
        drawn=drawn, groups=type_groups(), listed=listed[start : start + PAGE], total=len(listed), start=start,
        size=PAGE, holders=holders.holders,
    )  # fmt: skip
