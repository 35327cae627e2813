"""The workbench: pages over one archive, each a full document with an address of its own."""

import pkgutil
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

from fastapi import APIRouter, FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.staticfiles import StaticFiles
from starlette.exceptions import HTTPException

from polemos.errors import PolemosError
from polemos.service import people
from polemos.service.archive import user_name
from polemos.service.incidents import refresh
from polemos.service.kept import Kept
from polemos.store.archive import Archive
from polemos.version import __version__
from polemos.web import api, pages
from polemos.web.problems import problem, status_of
from polemos.web.security import Guard, Shield
from polemos.web.site import Site


def create_app(
    archive: Archive,
    who: str | None = None,
    *,
    tiles: str | None = None,
    guard: Guard | None = None,
    where: str | None = None,
) -> FastAPI:
    """The application over an open archive.

    With `where`, the archive's address, everything is derived while it answers (see service/kept.py); else the
    incidents are before. Without a `guard` it is for whoever is alone on this machine, and answers under a name of
    loopback only.
    """
    kept = Kept(archive, where)
    if where is None:
        refresh(archive)
    else:
        kept.begin()
    app = FastAPI(
        title="Polemos", version=__version__, docs_url=None, redoc_url=None, openapi_url="/api/v1/openapi.json"
    )
    app.state.site = Site(archive, user_name(who), kept, tiles)
    app.include_router(api.router)
    for router in _routers():
        app.include_router(router, include_in_schema=False)
    app.mount("/static", StaticFiles(directory=Path(__file__).parent / "static"), name="static")
    app.state.paths = frozenset(str(getattr(route, "path", "")) for router in _routers() for route in router.routes)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(PolemosError, _ours)
    app.add_middleware(Shield, guard=guard or Guard(archive, people.local_person(user_name(who)), tiles))
    return app


def _routers() -> Iterator[APIRouter]:
    """The `router` of every module in pages/: a page is added by adding its module."""
    for found in sorted(pkgutil.iter_modules(pages.__path__), key=lambda module: module.name):
        router = getattr(import_module(f"{pages.__name__}.{found.name}"), "router", None)
        if isinstance(router, APIRouter):
            yield router


async def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    told = "There is nothing at this address." if error.status_code == 404 else str(error.detail)
    return problem(request, error.status_code, told)


async def _invalid(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    told = "; ".join(f"{'.'.join(str(part) for part in each['loc'][1:])}: {each['msg']}" for each in error.errors())
    return problem(request, 422, f"The request cannot be read: {told}")


async def _ours(request: Request, error: Exception) -> Response:
    assert isinstance(error, PolemosError)
    answer = problem(request, status_of(error), str(error), getattr(error, "reason", ""))
    if answer.status_code == 503:
        answer.headers["Retry-After"] = "2"
    return answer
