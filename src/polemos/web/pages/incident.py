"""One incident: what each claim says of it, what was derived, and whether its claims belong together."""

from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse

from polemos.errors import UsageError
from polemos.service.decisions import Decision, decide, take_back
from polemos.service.permissions import require
from polemos.service.sides import members, sides
from polemos.web.comparing import rows
from polemos.web.render import page
from polemos.web.site import Site, asking, site

router = APIRouter(prefix="/incidents")
Here = Annotated[Site, Depends(site)]
Reason = Annotated[str, Form(max_length=2000)]


@router.get("/{incident_id}", response_class=HTMLResponse)
def incident(request: Request, incident_id: str, here: Here) -> HTMLResponse:
    shown = sides(here.archive, incident_id)
    return page(request, "incident.html", shown=shown, incident=shown.incident, rows=rows(shown))


@router.post("/{incident_id}/join")
def join(
    request: Request, incident_id: str, here: Here, other: Annotated[str, Form(max_length=200)], reason: Reason = ""
) -> RedirectResponse:
    """Two incidents are one happening."""
    who = require(asking(request), "adjudicate")
    own, more = members(here.archive, incident_id), members(here.archive, other.strip())
    if set(own) & set(more):
        raise UsageError("these are one incident already")
    decide(here.archive, who, Decision("merge", own, more, reason=reason))
    return _back(here, own[0])


@router.post("/{incident_id}/apart")
def apart(
    request: Request, incident_id: str, here: Here, other: Annotated[str, Form(max_length=200)], reason: Reason = ""
) -> RedirectResponse:
    """Two incidents are not the same, and are never to be put together."""
    who = require(asking(request), "adjudicate")
    own, more = members(here.archive, incident_id), members(here.archive, other.strip())
    decide(here.archive, who, Decision("split", own, more, reason=reason))
    return _back(here, own[0])


@router.post("/{incident_id}/split")
def split(
    request: Request,
    incident_id: str,
    here: Here,
    claim: Annotated[list[str] | None, Form()] = None,
    reason: Reason = "",
) -> RedirectResponse:
    """The chosen claims are another happening."""
    who = require(asking(request), "adjudicate")
    every = members(here.archive, incident_id)
    chosen = tuple(each for each in every if each in (claim or ()))
    rest = tuple(each for each in every if each not in chosen)
    if not chosen or not rest:
        raise UsageError("choose the claims that are another happening: some of them, not all")
    decide(here.archive, who, Decision("split", chosen, rest, reason=reason))
    return _back(here, rest[0])


@router.post("/{incident_id}/status")
def status(
    request: Request, incident_id: str, here: Here, action: Annotated[str, Form(max_length=20)], reason: Reason = ""
) -> RedirectResponse:
    """It happened, or it did not, as a person holds."""
    who = require(asking(request), "adjudicate")
    if action not in ("confirm", "refute"):
        raise UsageError("an incident is confirmed or refuted")
    own = members(here.archive, incident_id)
    decide(here.archive, who, Decision(action, own, reason=reason))  # type: ignore[arg-type]
    return _back(here, own[0])


@router.post("/{incident_id}/undo")
def undo(request: Request, incident_id: str, here: Here, number: Annotated[int, Form()]) -> RedirectResponse:
    """A decision about this incident's claims is taken back."""
    own = members(here.archive, incident_id)
    take_back(here.archive, asking(request), number)
    return _back(here, own[0])


def _back(here: Site, claim_id: str) -> RedirectResponse:
    """To the incident that holds the claim now; its own id may be another."""
    here.kept.changed_now()
    return RedirectResponse(f"/incidents/{quote(claim_id, safe='')}", status_code=303)
