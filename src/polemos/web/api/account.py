"""Who asks, with which rights, and the tokens of their programs."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Path, Request, Response

from polemos.service import people
from polemos.service.people import Entry
from polemos.service.permissions import GRANTS
from polemos.service.versions import versions
from polemos.store.accounts import Token
from polemos.web.api.answers import Cursor, Limit, answer, part, record
from polemos.web.api.asking import Asking, Here
from polemos.web.api.schema import model_of, page_of

router = APIRouter(tags=["account"])


@dataclass(frozen=True, slots=True)
class Me:
    """`via`: "local", "session" or "token"."""

    name: str
    role: str
    via: str
    may: tuple[str, ...]


@router.get("/status", response_model=dict[str, dict[str, int | str]])
def status(request: Request, here: Here) -> Response:
    """How much the archive holds, and the versions of all that claims depend on."""
    return answer(request, {"counts": here.archive.counts(), "versions": dict(versions())})


@router.get("/me", response_model=model_of(Me))
def me(request: Request, person: Asking) -> Response:
    """Who asks, and what they may do."""
    return record(request, Me(person.name, person.role, person.via, tuple(sorted(GRANTS[person.role]))))


@router.get("/me/tokens", response_model=page_of(model_of(Token), "Token"))
def tokens(request: Request, here: Here, person: Asking, limit: Limit = 100, cursor: Cursor = "") -> Response:
    """One's own tokens, less the secrets."""
    return part(request, people.own_tokens(here.archive, person), cursor, limit)


@router.delete("/me/tokens/{number}", status_code=204, response_class=Response)
def revoke(here: Here, person: Asking, number: Annotated[int, Path(ge=1, le=2**53)]) -> Response:
    """Take one of one's own tokens back, at once."""
    people.revoke_own_token(here.archive, person, number)
    return Response(status_code=204)


@router.get("/accounts", response_model=page_of(model_of(Entry), "Account"))
def accounts(request: Request, here: Here, person: Asking, limit: Limit = 100, cursor: Cursor = "") -> Response:
    """All accounts, for admins."""
    return part(request, people.listed(here.archive, person), cursor, limit)
