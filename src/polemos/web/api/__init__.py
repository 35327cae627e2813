"""Everything that the pages show, as JSON under /api/v1. The description of it is made from the same dataclasses."""

from typing import Any

from fastapi import APIRouter

from polemos.web.api import account, incidents, judgements, lookup, picture, reports
from polemos.web.api.schema import Problem

_STATUSES: tuple[int | str, ...] = (400, 401, 403, 404, 409, 413, 414, 422, 429, 500, 503)
PROBLEMS: dict[int | str, dict[str, Any]] = {status: {"model": Problem} for status in _STATUSES}

router = APIRouter(prefix="/api/v1", responses=PROBLEMS)
for part in (account, reports, incidents, judgements, picture, lookup):
    router.include_router(part.router)
