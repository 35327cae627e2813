"""Signing in and out, and what a person sees of the own account."""

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from polemos.errors import NotAllowed, PolemosError
from polemos.service import people
from polemos.service.permissions import GRANTS, Person
from polemos.web.api.asking import Asking, Here
from polemos.web.problems import status_of
from polemos.web.render import page
from polemos.web.security import COOKIE, cookie

router = APIRouter()
Word = Annotated[str, Form(max_length=2_000)]


@router.get("/login", response_class=HTMLResponse)
def login(request: Request, next: str = "/") -> Response:
    """The form; whoever is in already goes on."""
    if request.state.person is not None:
        return RedirectResponse(inside(next), 303)
    return page(request, "login.html", next=inside(next), name="", wrong="")


@router.post("/login")
def sign_in(request: Request, here: Here, name: Word, password: Word, next: Word = "/") -> Response:
    """Give the browser a session; the form again where name or password is not right."""
    try:
        secret = people.sign_in(here.archive, name, password)
    except NotAllowed as error:
        return page(request, "login.html", status=403, next=inside(next), name=name, wrong=str(error))
    answer = RedirectResponse(inside(next), 303)
    answer.set_cookie(
        COOKIE, secret, max_age=people.SESSION_HOURS * 3600, httponly=True, samesite="lax",
        secure=request.url.scheme == "https",
    )  # fmt: skip
    return answer


@router.post("/logout")
def sign_out(request: Request, here: Here) -> Response:
    """The session is over on our side too."""
    people.sign_out(here.archive, cookie(request.headers.get("cookie", "")))
    answer = RedirectResponse("/login", 303)
    answer.delete_cookie(COOKIE)
    return answer


@router.get("/account", response_class=HTMLResponse)
def account(request: Request, here: Here, person: Asking) -> HTMLResponse:
    """Name, role, password and tokens; for admins all accounts."""
    return _account(request, here, person)


@router.post("/account/password")
def password(request: Request, here: Here, person: Asking, old: Word, new: Word) -> Response:
    """A new password ends every session, so the next page is the form to sign in."""
    try:
        people.change_own_password(here.archive, person, old, new)
    except PolemosError as error:
        return _account(request, here, person, told=str(error), status=status_of(error))
    return RedirectResponse("/login", 303)


@router.post("/account/tokens")
def token(
    request: Request, here: Here, person: Asking, note: Word = "", days: Annotated[int, Form(ge=1, le=3_650)] = 90
) -> Response:
    """A token, shown this once."""
    number, secret = people.own_token(here.archive, person, note, days)
    return _account(request, here, person, made=(number, secret))


@router.post("/account/tokens/revoke")
def revoke(here: Here, person: Asking, number: Annotated[int, Form(ge=1, le=2**53)]) -> Response:
    """Take a token back."""
    people.revoke_own_token(here.archive, person, number)
    return RedirectResponse("/account", 303)


def inside(address: str) -> str:
    """An address of ours, else the desk: "//host" and "/\\host" would lead to others."""
    sound = address.startswith("/") and not address.startswith(("//", "/\\")) and address.isprintable()
    return address if sound else "/"


def _account(
    request: Request, here: Here, person: Person, *, told: str = "", made: tuple[int, str] | None = None,
    status: int = 200,
) -> HTMLResponse:  # fmt: skip
    everybody = people.listed(here.archive, person) if person.may("accounts") else ()
    return page(
        request, "account.html", status=status, person=person, may=sorted(GRANTS[person.role]), told=told, made=made,
        tokens=people.own_tokens(here.archive, person), everybody=everybody,
    )  # fmt: skip
