"""What the routes of the API are asked with, and the pictures that several of them draw from."""

from datetime import date
from typing import Annotated

from fastapi import Depends, Query, Request

from polemos.errors import UsageError
from polemos.service.contradictions import Contradiction
from polemos.service.permissions import Person, require
from polemos.service.picture import Picture
from polemos.service.speakers import Speaker
from polemos.service.unnamed import Unnamed
from polemos.web.site import Site, overview, site

Here = Annotated[Site, Depends(site)]
Text = Annotated[str, Query(max_length=500)]
Day = Annotated[str, Query(description="ISO day, as 2014-02-12.", max_length=10)]
From = Annotated[str, Query(alias="from", description="ISO day: not over before it.", max_length=10)]
To = Annotated[str, Query(description="ISO day: begun by it.", max_length=10)]


def person(request: Request) -> Person:
    """Who asks; the guard before the routes put it there."""
    return require(getattr(request.state, "person", None), "read")


Asking = Annotated[Person, Depends(person)]


def day(text: str) -> str | None:
    """An ISO day or None for an empty text. Raises UsageError."""
    if not text:
        return None
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise UsageError(f"{text!r} is no day; write it as 2014-02-12") from None


def picture(request: Request) -> Picture:
    """Claims as reviewed, control and standing."""
    return overview(request).picture


def opposed(request: Request) -> tuple[Contradiction, ...]:
    return overview(request).contradictions


def heard(request: Request) -> tuple[Speaker, ...]:
    return overview(request).speakers


def nameless(request: Request) -> tuple[Unnamed, ...]:
    return overview(request).unnamed
