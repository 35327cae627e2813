"""What cannot all be true, each value with who says it and the claims that lead to their words."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from polemos.service.contradictions import FIELDS
from polemos.service.speakers import against
from polemos.web.api.asking import Day, Text, day, opposed
from polemos.web.lists import Start, portion
from polemos.web.render import page

router = APIRouter()


@router.get("/contradictions", response_class=HTMLResponse)
def contradictions(
    request: Request, field: Text = "", since: Day = "", source: Text = "", start: Start = 0
) -> HTMLResponse:
    """Newest first; `field` one of what may be contested, `source` a speaker whose word is opposed."""
    first, every = day(since), opposed(request)
    chosen = list(against(source, every)) if source else every
    found = [
        each
        for each in chosen
        if (first is None or (each.on or "") >= first) and field in ("", each.field.field.split(".")[0])
    ]
    shown = portion(found, start, 50, field=field, since=since, source=source)
    return page(request, "contradictions.html", shown=shown, fields=FIELDS, field=field, since=since, source=source)
