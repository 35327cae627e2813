"""Records as answers: pages with cursors, and marks that spare sending what has not changed."""

import base64
import binascii
import hashlib
import json
from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Annotated, Any

from fastapi import Query, Request, Response

from polemos.errors import UsageError
from polemos.model.serial import to_dict

DEFAULT, MOST = 100, 1_000
Limit = Annotated[int, Query(ge=1, le=MOST, description="Records a page.")]
Cursor = Annotated[str, Query(max_length=200, description="`next` of the page before.")]


def answer(request: Request, content: Any) -> Response:
    """JSON with a mark of itself; 304 and nothing more where the client has just that already."""
    body = _bytes(content)
    mark = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    headers = {"ETag": mark, "Cache-Control": "private, no-cache"}
    known = request.headers.get("if-none-match", "")
    if known == "*" or mark in (each.strip().removeprefix("W/") for each in known.split(",")):
        return Response(status_code=304, headers=headers)
    return Response(body, media_type="application/json", headers=headers)


def _bytes(content: Any) -> bytes:
    try:
        return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()
    except UnicodeEncodeError:  # half surrogates of a broken report: written as escapes
        return json.dumps(content, separators=(",", ":")).encode()


def record(request: Request, found: Any) -> Response:
    """One record."""
    return answer(request, to_dict(found))


def page(request: Request, items: Iterable[Any], following: str | None) -> Response:
    """Records of one page and the cursor of the next."""
    return answer(request, {"items": [to_dict(each) for each in items], "next": following})


def part(request: Request, everything: Iterable[Any], cursor: str, limit: int) -> Response:
    """A page of what is at hand as a whole."""
    start = place(cursor)
    found: Sequence[Any] = tuple(islice(everything, start, start + limit + 1))
    return page(request, found[:limit], cursor_at(start + limit) if len(found) > limit else None)


def cursor_at(number: int) -> str:
    """A number as a cursor; clients take it as it is."""
    return base64.urlsafe_b64encode(f"1.{number}".encode()).decode().rstrip("=")


def place(cursor: str) -> int:
    """The number in a cursor, 0 for none. Raises UsageError for what we did not write."""
    if not cursor:
        return 0
    try:
        mark, _, number = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode("ascii").partition(".")
    except (binascii.Error, ValueError):
        mark, number = "", ""
    if mark != "1" or not number.isascii() or not number.isdigit() or len(number) > 15:
        raise UsageError("the cursor is none of ours; begin without one, then give `next` of each page")
    return int(number)
