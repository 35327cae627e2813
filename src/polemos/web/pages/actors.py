"""Actors: the list, one page each, and the network of how they stand to each other."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, JSONResponse

from polemos.service.actor_page import actor_page, chosen
from polemos.service.actors import shared
from polemos.service.finding import IncidentQuery, find
from polemos.service.network import edges_on, network
from polemos.web.api.asking import picture
from polemos.web.pages.map import Day, Here
from polemos.web.render import page
from polemos.web.site import overview

router = APIRouter()
PAGE = 80
ROWS = 200


@router.get("/actors", response_class=HTMLResponse)
def actors_page(request: Request, q: str = "", start: int = 0, kind: str = "") -> HTMLResponse:
    everybody = overview(request).actors
    found = chosen(everybody, q, kind)
    kinds = sorted({each.kind for each in everybody})
    start = max(0, start)
    return page(
        request, "actors.html", q=q, kind=kind, kinds=kinds, total=len(found), start=start, size=PAGE,
        chosen=found[start : start + PAGE],
    )  # fmt: skip


@router.get("/actors/network", response_class=HTMLResponse)
def network_page(request: Request, on: Day = "") -> HTMLResponse:
    found = picture(request).standing
    days = sorted(day for each in found for day in (each.from_, each.last_told, each.to) if day)
    day = on or (days[-1] if days else "")
    rows = edges_on(found, day)
    return page(
        request, "network.html", day=day, first=days[0] if days else "", last=days[-1] if days else "",
        rows=rows[:ROWS], total=len(rows), everything=len(found),
    )  # fmt: skip


@router.get("/actors/network.json")
def network_json(request: Request) -> JSONResponse:
    """Every edge of the most connected actors with its dates; the page chooses those of a day."""
    found = network(picture(request).standing)
    nodes = [{"key": each.key, "name": each.name, "edges": each.edges} for each in found.nodes]
    edges = [
        {
            "source": each.source,
            "target": each.target,
            "relation": each.standing.relation,
            "from": each.standing.from_,
            "to": each.standing.to,
            "to_latest": each.standing.to_latest,
            "contested": each.standing.contested,
            "claims": len(each.standing.claims),
        }
        for each in found.edges
    ]
    return JSONResponse({"nodes": nodes, "edges": edges, "left_out": found.left_out})


@router.get("/actors/{key:path}", response_class=HTMLResponse)
def one_actor(request: Request, here: Here, key: str) -> HTMLResponse:
    """`key` is an id of the packs or a name."""
    everything = overview(request)
    found = actor_page(everything.picture, shared(), everything.actors, key)
    incidents = find(here.archive, IncidentQuery(actor=found.entry.key), 15)
    return page(request, "actor.html", found=found, entry=found.entry, actor=found.actor, incidents=incidents)
