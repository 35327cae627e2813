"""What every page needs: the archive, whose judgements are kept, and pictures of the archive worked out once."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from fastapi import Request
from starlette.datastructures import State

from polemos.service.kept import Kept
from polemos.service.overview import Overview
from polemos.service.permissions import Person
from polemos.store.archive import Archive

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Site:
    """One workbench over one archive. `who` makes the judgements where nobody has signed in (alone on one machine)."""

    archive: Archive
    who: str
    kept: Kept
    tiles: str | None = None
    """Address of the user's own map tiles, with {z}, {x} and {y}; None draws the packaged map alone."""
    extra: Mapping[str, Any] = field(default_factory=dict)


def site(request: Request) -> Site:
    """The workbench that answers a request; pages take it as `Depends(site)`."""
    found = request.app.state.site
    assert isinstance(found, Site)
    return found


def author(request: Request) -> str:
    """Whose name a judgement gets: who has signed in, else the user of the machine."""
    state: State = request.state
    return str(getattr(state, "who", None) or site(request).who)


def asking(request: Request) -> Person | None:
    """Who asks, with their role; None where nobody has signed in."""
    found = getattr(request.state, "person", None)
    assert found is None or isinstance(found, Person)
    return found


def overview(request: Request) -> Overview:
    """What the archive tells as a whole, as last derived. Raises ArchiveError where there is nothing yet."""
    return site(request).kept.overview()


def kept(request: Request, name: str, make: Callable[[Overview], Value]) -> Value:
    """Something slow that follows from the overview, made once for each (see service/kept.py)."""
    return site(request).kept.value(name, make)
