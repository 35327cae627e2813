"""What the claims draw together: control, standing, contradictions, speakers, names that nobody knows."""

from typing import Literal

from fastapi import APIRouter, Request, Response

from polemos.model.serial import to_json
from polemos.model.standing import ControlInterval, Standing
from polemos.service.contradictions import FIELDS, Contradiction
from polemos.service.picking import held, stood
from polemos.service.picture import standing_edges
from polemos.service.speakers import Speaker, against
from polemos.service.unnamed import Unnamed, queue
from polemos.web.api.answers import Cursor, Limit, part
from polemos.web.api.asking import Day, Here, Text, day, heard, nameless, opposed, picture
from polemos.web.api.schema import model_of, page_of

router = APIRouter(tags=["picture"])
assert FIELDS == ("actor", "factuality", "holder", "losses", "place", "relation", "time")
Field = Literal["", "actor", "factuality", "holder", "losses", "place", "relation", "time"]


@router.get("/control", response_model=page_of(model_of(ControlInterval), "Control"))
def control(request: Request, place: Text = "", on: Day = "", limit: Limit = 100, cursor: Cursor = "") -> Response:
    """Who held which place from when to when, of all times or on a day; rivals stand side by side."""
    return part(request, held(picture(request).control, place or None, day(on)), cursor, limit)


@router.get("/standing", response_model=page_of(model_of(Standing), "Standing"))
def standing(
    request: Request, here: Here, actor: Text = "", on: Day = "", packs: bool = False, limit: Limit = 100,
    cursor: Cursor = "",
) -> Response:  # fmt: skip
    """How actors stand to each other, of all times or on a day; `packs` adds what the actor packs know of one actor."""
    if packs:
        return part(request, standing_edges(here.archive, actor or None, day(on), packs=True), cursor, limit)
    return part(request, stood(picture(request).standing, actor or None, day(on)), cursor, limit)


@router.get("/contradictions", response_model=page_of(model_of(Contradiction), "Contradiction"))
def contradictions(
    request: Request, since: Day = "", field: Field = "", source: Text = "", limit: Limit = 100, cursor: Cursor = ""
) -> Response:
    """What cannot all be true, newest first; `source` leaves those in which that speaker's word is opposed."""
    first = day(since)
    found = (
        each
        for each in (against(source, opposed(request)) if source else opposed(request))
        if (first is None or (each.on or "") >= first) and field in ("", each.field.field.split(".")[0])
    )
    return part(request, found, cursor, limit)


@router.get("/sources", response_model=page_of(model_of(Speaker), "Source"))
def sources(request: Request, kind: Text = "", limit: Limit = 100, cursor: Cursor = "") -> Response:
    """Who says what, who is aligned with whom, and how often each is contradicted and by whom; most claims first."""
    return part(request, (each for each in heard(request) if not kind or kind in each.kinds), cursor, limit)


@router.get("/unresolved", response_model=page_of(model_of(Unnamed), "Unresolved"))
def unresolved(request: Request, limit: Limit = 100, cursor: Cursor = "") -> Response:
    """Names in claims that no pack knows, with sentences they stand in; those of most claims first."""
    return part(request, nameless(request), cursor, limit)


@router.get("/unresolved/queue", response_class=Response, responses={200: {"content": {"application/x-ndjson": {}}}})
def unresolved_queue(request: Request) -> Response:
    """The same as lines that `polemos actors draft` reads."""
    lines = "".join(f"{to_json(each)}\n" for each in queue(nameless(request)))
    headers = {"Content-Disposition": 'attachment; filename="unresolved.jsonl"'}
    return Response(lines.encode("utf-8", "replace"), media_type="application/x-ndjson", headers=headers)
