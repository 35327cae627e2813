"""Names that no pack knows: the queue from which packs grow."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from polemos.web.api.asking import Text, nameless
from polemos.web.lists import Start, portion
from polemos.web.render import page

router = APIRouter()


@router.get("/unresolved", response_class=HTMLResponse)
def unresolved(request: Request, kind: Text = "", country: Text = "", start: Start = 0) -> HTMLResponse:
    """Those of the most claims first."""
    every = nameless(request)
    found = [e for e in every if (not kind or kind in e.kinds) and (not country or country.upper() in e.countries)]
    shown = portion(found, start, 50, kind=kind, country=country)
    kinds = sorted({name for each in every for name in each.kinds})
    return page(request, "unresolved.html", shown=shown, kinds=kinds, kind=kind, country=country)
