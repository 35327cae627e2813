"""The map: incidents by type and date, who holds which place as of a day, and both as tables."""

from dataclasses import replace
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request, Response
from fastapi.responses import HTMLResponse, JSONResponse

from polemos.errors import ArchiveError
from polemos.model.incident import Incident
from polemos.service.finding import Found, find_ids, types
from polemos.service.incidents import stored
from polemos.service.map_areas import Area
from polemos.service.map_data import ControlChoice, Holders, bounds, last_day, map_control, map_incidents
from polemos.service.overview import Overview
from polemos.service.type_groups import type_groups
from polemos.service.why_picture import why_control
from polemos.web.api.asking import picture
from polemos.web.filters import Filtered, Filters
from polemos.web.pages.incidents import query_of
from polemos.web.render import page
from polemos.web.site import Site, kept, overview, site

router = APIRouter()
MOST = 20_000
"""Incidents that are drawn; the page says where there are more."""
ROWS = 100
"""Of each table beneath the map."""
COLUMNS = (
    "id", "type", "group", "from", "to", "place", "longitude", "latitude", "area", "status", "contested", "who",
)  # fmt: skip
Here = Annotated[Site, Depends(site)]
Day = Annotated[str, Query(pattern=r"^(\d{4}-\d{2}-\d{2})?$")]


@router.get("/map", response_class=HTMLResponse)
def map_page(request: Request, filters: Filtered, here: Here, on: Day = "") -> HTMLResponse:
    found, holders = found_for(request, here, filters), holders_for(request, filters)
    intervals = [each.interval for each in holders.control]
    day = on or last_day(found.incidents, intervals) or ""
    box = bounds(found.incidents, intervals)
    held = [each for each in holders.control if day and each.interval.covers(day)]
    corners = ",".join(map(str, box)) if box else ""
    return page(
        request, "map.html", filters=filters, q=filters.q, types=types(here.archive), found=found, shown=ROWS,
        held=held, holders=holders, day=day, most=MOST, groups=type_groups(), tiles=here.tiles or "",
        bounds=corners,
    )  # fmt: skip


@router.get("/map/incidents.json")
def incidents_json(request: Request, filters: Filtered, here: Here) -> Response:
    """Incidents as rows under `columns`; `areas` are GeoJSON geometries that rows name by their place in the list."""
    # The map asks for everything most often, and writing it out takes longer than reading it.
    body: bytes = (
        written(found_for(request, here, filters))
        if filters
        else kept(request, "map incidents as JSON", lambda whole: written(everything(whole)))
    )
    return Response(body, media_type="application/json")


def written(found: Found) -> bytes:
    """Incidents for the map, as JSON."""
    drawn = map_incidents(found.incidents)
    at = {area.key: i for i, area in enumerate(drawn.areas)}
    rows = [
        [
            each.id, each.type, each.group, each.from_, each.to, each.place, each.longitude, each.latitude,
            at[each.area] if each.area else None, each.status, each.contested, each.who[:80],
        ]
        for each in drawn.incidents
    ]  # fmt: skip
    told = {"columns": COLUMNS, "rows": rows, "areas": [_feature(area) for area in drawn.areas]}
    return bytes(JSONResponse({**told, "undrawn": drawn.undrawn, "total": found.total}).body)


@router.get("/map/control.json")
def control_json(request: Request, filters: Filtered) -> JSONResponse:
    """Intervals of control with the holders' colours, and the areas of those told of more than a place."""
    holders = holders_for(request, filters)
    at = {area.key: i for i, area in enumerate(holders.areas)}
    intervals = [
        {
            "place": each.interval.place,
            "place_id": each.interval.place_id,
            "longitude": each.interval.longitude,
            "latitude": each.interval.latitude,
            "area": at[each.area] if each.area else None,
            "holder": each.interval.holder,
            "colour": each.colour,
            "status": each.interval.status,
            "from": each.interval.from_,
            "to": each.interval.to,
            "to_latest": each.interval.to_latest,
            "last_told": each.interval.last_told,
            "contested": each.interval.contested,
            "besieged_by": each.interval.besieged_by,
        }
        for each in holders.control
    ]
    areas = [_feature(area) for area in holders.areas]
    return JSONResponse(
        {"intervals": intervals, "areas": areas, "map holders": holders.holders, "undrawn": holders.undrawn}
    )


@router.get("/map/incident/{incident_id}", response_class=HTMLResponse)
def incident_part(request: Request, incident_id: str, here: Here) -> HTMLResponse:
    """What is told of one incident, for the panel beside the map."""
    return page(request, "map_incident.html", each=stored(here.archive, incident_id))


@router.get("/map/control", response_class=HTMLResponse)
def control_part(request: Request, place: str, on: Day = "") -> HTMLResponse:
    """Who holds a place on a day and the words that say so, for the panel beside the map."""
    try:
        told = why_control(picture(request), f"{place}@{on}" if on else place)
    except ArchiveError as error:
        if error.reason != "no-interval":
            raise
        told = ()
    name = next((value.value for value in told if value.field == "place"), place)
    return page(request, "map_control.html", name=name, on=on, told=told)


def found_for(request: Request, here: Site, filters: Filters) -> Found:
    """The incidents of a choice, newest first, as the overview has them."""
    if not filters:
        return everything(overview(request))
    by_id: dict[str, Incident] = kept(request, "incidents by id", lambda whole: {e.id: e for e in whole.incidents})
    ids, total = find_ids(here.archive, query_of(filters), MOST)
    return Found(tuple(by_id[each] for each in ids if each in by_id), total)


def everything(whole: Overview) -> Found:
    """All incidents, as far as they are drawn."""
    return Found(whole.incidents[:MOST], len(whole.incidents))


def holders_for(request: Request, filters: Filters) -> Holders:
    """Intervals of a choice. The filters of words, type, country and status are of incidents alone."""
    choice = choice_of(filters)
    found: Holders = kept(request, "map holders", lambda whole: map_control(whole.picture.control))
    return replace(found, control=tuple(each for each in found.control if choice.fits(each.interval)))


def choice_of(filters: Filters) -> ControlChoice:
    """What filters mean to control: it began before the last day, and had not ended on the first."""
    return ControlChoice(filters.actor, filters.place, filters.from_, filters.to)


def _feature(area: Area) -> dict[str, Any]:
    """GeoJSON (RFC 7946)."""
    return {
        "type": "Feature",
        "properties": {"name": area.name, "told": area.told, "shape": area.kind, "precision": area.precision},
        "geometry": {"type": "MultiPolygon", "coordinates": area.polygons},
    }
