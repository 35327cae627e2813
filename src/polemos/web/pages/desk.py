"""The desk: what came in, what is contested, what waits for a person."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse

from polemos.web.render import page
from polemos.web.site import Site, site

router = APIRouter()


@router.get("/", response_class=HTMLResponse)
def desk(request: Request, here: Annotated[Site, Depends(site)]) -> HTMLResponse:
    return page(request, "desk.html", counts=here.archive.counts())
