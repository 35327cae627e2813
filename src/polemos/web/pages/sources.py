"""Who says what: speakers with their alignment, and how often each is contradicted and by whom."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from polemos.errors import ArchiveError
from polemos.service.finding import Query, search
from polemos.service.speakers import against, same_name
from polemos.web.api.asking import Here, Text, heard, opposed
from polemos.web.lists import Start, portion
from polemos.web.render import page

router = APIRouter()
CLAIMS = 100


@router.get("/sources", response_class=HTMLResponse)
def sources(request: Request, kind: Text = "", q: Text = "", start: Start = 0) -> HTMLResponse:
    """Every speaker; `kind` and `q`, a part of the name, narrow."""
    every = heard(request)
    found = [each for each in every if (not kind or kind in each.kinds) and q.casefold() in each.name.casefold()]
    kinds = sorted({name for each in every for name in each.kinds})
    shown = portion(found, start, kind=kind, q=q)
    return page(request, "sources.html", shown=shown, kinds=kinds, kind=kind, wanted=q)


@router.get("/sources/of", response_class=HTMLResponse)
def source(request: Request, here: Here, name: Text) -> HTMLResponse:
    """One speaker: what stands against it, and what it says, newest first."""
    found = next((each for each in heard(request) if same_name(each.name, name)), None)
    if found is None:
        raise ArchiveError("no-source", f"no claim has the speaker {name}")
    opposing = list(against(found.name, opposed(request)))
    own = search(here.archive, Query(actor=found.name, role="source", limit=CLAIMS))
    return page(request, "source.html", speaker=found, opposing=opposing[:CLAIMS], total=len(opposing), own=own)
