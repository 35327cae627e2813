"""Incidents and changes of control along time; every mark is a link, so nothing here needs JavaScript."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from polemos.service.finding import Found, types
from polemos.service.map_data import Holders, map_control
from polemos.service.overview import Overview
from polemos.service.timeline import Entry, Timeline, entries, timeline
from polemos.service.type_groups import type_groups
from polemos.web.filters import Filtered, Filters
from polemos.web.pages.map import MOST, Here, everything, found_for, holders_for
from polemos.web.render import page
from polemos.web.site import kept

router = APIRouter()
PAGE = 60
Lines = tuple[Timeline | None, tuple[Entry, ...]]


@router.get("/timeline", response_class=HTMLResponse)
def timeline_page(request: Request, filters: Filtered, here: Here, start: int = 0) -> HTMLResponse:
    found, holders = found_for(request, here, filters), holders_for(request, filters)
    # Without a choice it is asked for most often, and takes longest.
    lines: Lines = _lines(found, holders, filters) if filters else kept(request, "timeline", _whole)
    drawn, listed = lines
    start = max(0, start)
    return page(
        request, "timeline.html", filters=filters, q=filters.q, types=types(here.archive), found=found, most=MOST,
        drawn=drawn, groups=type_groups(), listed=listed[start : start + PAGE], total=len(listed), start=start,
        size=PAGE, holders=holders.holders,
    )  # fmt: skip


def _whole(of: Overview) -> Lines:
    return _lines(everything(of), map_control(of.picture.control), Filters())


def _lines(found: Found, holders: Holders, filters: Filters) -> Lines:
    """The picture, and what happened in the days that are asked for, the newest first."""
    drawn = timeline(found.incidents, holders.control, filters.from_, filters.to)
    listed = entries(found.incidents, (each.interval for each in holders.control))
    return drawn, tuple(
        each for each in listed if (not filters.to or each.day <= filters.to)
        and (not filters.from_ or (each.until or each.day) >= filters.from_)
    )  # fmt: skip
