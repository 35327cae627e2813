"""Incidents: found, explained, joined and split."""

import json
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from pydantic import BaseModel, Field

from polemos.incidents.compare import Comparison
from polemos.model.incident import Incident
from polemos.model.judgement import Judgement
from polemos.model.serial import to_dict
from polemos.service import decisions
from polemos.service.finding import IncidentQuery, find
from polemos.service.following import told_of
from polemos.service.incidents import explain_of, stored
from polemos.service.why import Why, why
from polemos.web.api.answers import Cursor, Limit, answer, cursor_at, page, part, place, record
from polemos.web.api.asking import Asking, From, Here, Text, To, day, picture
from polemos.web.api.schema import model_of, page_of

PlaceName = Annotated[str, Query(alias="place", max_length=500)]
router = APIRouter(tags=["incidents"])
Id = Annotated[str, Field(max_length=200)]
Reason = Annotated[str, Field(max_length=2_000)]


class Join(BaseModel):
    """Incidents, or claims of them, that are one happening."""

    incidents: list[Id] = Field(min_length=2, max_length=100)
    reason: Reason = ""


class Split(BaseModel):
    """Claims of an incident that are another happening."""

    claims: list[Id] = Field(min_length=1, max_length=1_000)
    reason: Reason = ""


@router.get("/incidents", response_model=page_of(model_of(Incident), "Incident"))
def incidents(
    request: Request, here: Here, q: Text = "", type: Text = "", actor: Text = "", place_: PlaceName = "",
    country: Text = "", from_: From = "", to: To = "", status: Text = "", limit: Limit = 100, cursor: Cursor = "",
) -> Response:  # fmt: skip
    """Incidents as last derived, newest first, under the filters of the pages."""
    start = place(cursor)
    query = IncidentQuery(q, type, actor, place_, country, day(from_) or "", day(to) or "", status)
    found = find(here.archive, query, limit, start)
    more = start + limit < found.total
    return page(request, found.incidents, cursor_at(start + limit) if more else None)


@router.get("/incidents/explain", response_model=model_of(Comparison) | None)
def explained(request: Request, here: Here, one: Text, other: Text) -> Response:
    """Why two claims are, or are not, held for one happening; null for two types that never are."""
    known = picture(request).told
    found = explain_of(told_of(known.claims, known.reports), one, other)
    return answer(request, to_dict(found) if found else None)


@router.post("/incidents/join", response_model=model_of(Judgement), status_code=201)
def join(request: Request, here: Here, person: Asking, asked: Join) -> Response:
    """Say that incidents are one happening. It is kept as a judgement and can be taken back."""
    made = decisions.join(here.archive, person, tuple(asked.incidents), asked.reason)
    return told(here, made)


@router.post("/incidents/{incident_id}/split", response_model=model_of(Judgement), status_code=201)
def split(request: Request, here: Here, person: Asking, incident_id: str, asked: Split) -> Response:
    """Say that some claims of an incident are another happening. It is kept as a judgement and can be taken back."""
    made = decisions.split(here.archive, person, incident_id, tuple(asked.claims), asked.reason)
    return told(here, made)


@router.get("/incidents/{incident_id}", response_model=model_of(Incident))
def incident(request: Request, here: Here, incident_id: str) -> Response:
    """One incident by its id or by a claim's; if anything has changed, derived anew as far as a second allows."""
    here.kept.soon()
    return record(request, stored(here.archive, incident_id))


@router.get("/why", response_model=page_of(model_of(Why), "Why"))
def why_value(request: Request, here: Here, path: Text, limit: Limit = 100, cursor: Cursor = "") -> Response:
    """What a value rests on: INCIDENT[.field], control:PLACE[@DATE] or standing:A[/B][@DATE]."""
    return part(request, why(here.archive, path, picture(request)), cursor, limit)


def told(here: Here, made: Judgement) -> Response:
    """A judgement that was kept; what is derived follows at once, or in the background where it takes long."""
    here.kept.changed_now()
    return Response(json.dumps(to_dict(made)), 201, media_type="application/json")
