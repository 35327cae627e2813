"""Stands before every route: who asks, whether they may ask now, and what the answer tells the browser.

A route cannot be left out by mistake: what is not listed in OPEN needs somebody who may read.
"""

import asyncio
import logging
import math
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.cookies import CookieError, SimpleCookie
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from polemos.service import people
from polemos.service.permissions import Person
from polemos.store.archive import Archive
from polemos.web import forgery
from polemos.web.headers import FIXED, policy
from polemos.web.limits import Rate, network
from polemos.web.problems import problem

COOKIE = "polemos_session"
OPEN = ("/login", "/static/", "/favicon.ico")
"""Addresses, or beginnings of them, that answer without signing in."""
OWN = ("/login", "/logout", "/account/", "/api/v1/me/")
"""Addresses at which somebody changes nothing but the own account. All other changes need at least the right to code,
whatever their route says; what else they need, the services decide."""
MAX_BODY = 2_000_000
MAX_ADDRESS = 8_192
BODY_SECONDS = 30.0
_log = logging.getLogger("polemos.web")


@dataclass(frozen=True, slots=True)
class Guard:
    """How a workbench is kept. `alone` is who works on this machine without signing in; None: everybody signs in.

    `signed`, `unsigned` and `tries` (of a password) are requests a minute, the latter two for an address.
    """

    archive: Archive
    alone: Person | None
    tiles: str | None = None
    signed: int = 600
    unsigned: int = 60
    tries: int = 10
    secret: str = field(default_factory=lambda: secrets.token_urlsafe(32), repr=False)
    """Of this process, for the forms of whoever is alone."""


class Refused(Exception):
    """The request goes no further."""

    def __init__(self, status: int, told: str, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(told)
        self.status, self.told, self.headers = status, told, headers or {}


class Shield:
    """The outermost layer of the application."""

    def __init__(self, app: ASGIApp, guard: Guard) -> None:
        self.app, self.guard = app, guard
        self._rate = Rate()
        self._policy = policy(guard.tiles)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            await self._answer(scope, receive, send)
        elif scope["type"] == "lifespan":
            await self.app(scope, receive, send)

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        begun = False

        async def telling(message: Message) -> None:
            nonlocal begun
            if message["type"] == "http.response.start":
                begun = True
                self._mark(scope, MutableHeaders(scope=message))
            await send(message)

        request = Request(scope)
        try:
            heard = await self._admitted(request, receive)
            await self.app(scope, heard, telling)
        except Refused as refused:
            answer = _refusal(request, refused)
            await answer(scope, receive, telling)
        except Exception:
            _log.exception("%s %s failed", scope["method"], scope["path"])
            if begun:
                raise
            told = "Something went wrong here; nothing was changed. The terminal tells more."
            await problem(request, 500, told)(scope, receive, telling)

    async def _admitted(self, request: Request, receive: Receive) -> Receive:
        """Raises Refused; else `request.state` has `person`, `who` and `csrf`, and the result gives the body."""
        headers = {key.lower(): value for key, value in request.headers.items()}
        request.state.person, request.state.who, request.state.csrf = None, "not signed in", ""
        _check_address(request, headers, self.guard.alone is not None)
        is_open = request.url.path.startswith(OPEN)
        person, secret = await self._who(headers, request.url.path)
        self._count(request, person)
        if person is None and not is_open:
            raise Refused(
                401, "Sign in first, or send a token: Authorization: Bearer TOKEN", {"WWW-Authenticate": "Bearer"}
            )
        if person is not None:
            request.state.person, request.state.who = person, person.name
            request.state.csrf = forgery.token_for(secret) if secret else ""
        if request.method in forgery.SAFE:
            return receive
        if person is not None and not person.may("code") and not request.url.path.startswith(OWN):
            raise Refused(403, f"{person.name} is a {person.role} and changes nothing here; ask an admin for a role.")
        body = await _body(headers, receive)
        self._check_forgery(request, headers, body)
        return _replayed(body, receive)

    async def _who(self, headers: dict[str, str], path: str) -> tuple[Person | None, str]:
        """Who asks, and what their pages' tokens are made from (nothing for a program)."""
        if path.startswith("/static/"):
            return None, ""
        given = headers.get("authorization")
        if given is not None:
            scheme, _, token = given.partition(" ")
            found = await run_in_threadpool(people.of_token, self.guard.archive, token.strip())
            return (found if scheme.lower() == "bearer" else None), ""
        if self.guard.alone is not None:
            return self.guard.alone, self.guard.secret
        secret = cookie(headers.get("cookie", ""))
        if not secret:
            return None, ""
        return await run_in_threadpool(people.of_session, self.guard.archive, secret), secret

    def _count(self, request: Request, person: Person | None) -> None:
        if person == self.guard.alone is not None or request.url.path.startswith("/static/"):
            return
        address = network(request.client.host if request.client else "")
        key, most = (f"person {person.name}", self.guard.signed) if person else (f"from {address}", self.guard.unsigned)
        wait = self._rate.wait(key, most)
        if request.url.path == "/login" and request.method == "POST":
            wait = max(wait, self._rate.wait(f"tries {address}", self.guard.tries))
        if wait:
            seconds = math.ceil(wait)
            raise Refused(429, f"Too many requests; try again in {seconds} s.", {"Retry-After": str(seconds)})

    def _check_forgery(self, request: Request, headers: dict[str, str], body: bytes) -> None:
        if "authorization" in headers:
            return
        path, token = request.url.path, request.state.csrf
        if not forgery.from_elsewhere(headers):
            if path == "/login" or (token and forgery.carries(token, headers, body)):
                return
            if self.guard.alone is not None and path.startswith("/api/") and forgery.from_no_page(headers):
                return
        raise Refused(403, "This did not come from a page of this workbench, or the page is old: load it again.")

    def _mark(self, scope: Scope, headers: MutableHeaders) -> None:
        headers["content-security-policy"] = self._policy
        for name, value in FIXED:
            headers[name] = value
        if not scope["path"].startswith("/static/"):
            headers.setdefault("cache-control", "no-store")


def cookie(header: str) -> str:
    """What the browser keeps for us; empty where it keeps nothing."""
    try:
        found = SimpleCookie(header).get(COOKIE)
    except CookieError:
        return ""
    return found.value if found else ""


def _check_address(request: Request, headers: dict[str, str], alone: bool) -> None:
    raw = len(request.scope.get("raw_path") or b"") + len(request.scope.get("query_string") or b"")
    if raw > MAX_ADDRESS:
        raise Refused(414, f"The address is longer than {MAX_ADDRESS:,} characters.")
    query = request.scope.get("query_string") or b""
    if "\0" in request.url.path or b"%00" in query or b"\0" in query:
        raise Refused(400, "The address holds a NUL character.")
    # A site elsewhere can give its own name this machine's number: only names of this machine may lead here.
    if alone and not people.is_loopback(_host_name(headers.get("host", ""))):
        raise Refused(421, "This workbench answers to 127.0.0.1 and localhost alone.")


def _host_name(host: str) -> str:
    if host.startswith("["):
        return host.partition("]")[0][1:]
    return host.partition(":")[0]


async def _body(headers: dict[str, str], receive: Receive) -> bytes:
    too_large = Refused(413, f"More than {MAX_BODY:,} bytes at once; send less.")
    if headers.get("content-length", "0").isdigit() and int(headers.get("content-length", "0")) > MAX_BODY:
        raise too_large
    parts, size = [], 0
    try:
        async with asyncio.timeout(BODY_SECONDS):
            while True:
                message = await receive()
                if message["type"] == "http.disconnect":
                    raise Refused(400, "The request was broken off.")
                parts.append(message.get("body", b""))
                size += len(parts[-1])
                if size > MAX_BODY:
                    raise too_large
                if not message.get("more_body"):
                    return b"".join(parts)
    except TimeoutError as error:
        raise Refused(408, f"The request took longer than {BODY_SECONDS:g} s to arrive.") from error


def _replayed(body: bytes, receive: Receive) -> Receive:
    told = False

    async def heard() -> Message:
        nonlocal told
        if told:
            return await receive()
        told = True
        return {"type": "http.request", "body": body, "more_body": False}

    return heard


def _refusal(request: Request, refused: Refused) -> Response:
    """A person who is not signed in is led to where they can; all else is told."""
    wants_page = "text/html" in request.headers.get("accept", "") and not request.url.path.startswith("/api/")
    if refused.status == 401 and wants_page and request.method == "GET":
        asked = request.url.path + (f"?{request.url.query}" if request.url.query else "")
        return RedirectResponse(f"/login?next={quote(asked, safe='/')}", 303)
    answer = problem(request, refused.status, refused.told)
    answer.headers.update(refused.headers)
    return answer
