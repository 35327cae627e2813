"""What went wrong, in one shape: a page for a person, JSON for a script."""

from fastapi import Request, Response
from fastapi.responses import JSONResponse

from polemos.errors import ArchiveError, NotAllowed, PolemosError
from polemos.service.kept import NOT_YET
from polemos.web.render import page

_TITLES = {
    400: "That cannot be done",
    401: "Sign in first",
    403: "Not allowed",
    404: "Not here",
    405: "Not here in this way",
    408: "Too slow",
    409: "Changed meanwhile",
    413: "Too large",
    414: "Too long",
    422: "That cannot be read",
    429: "Too fast",
    500: "An error of the program",
    503: "Not now",
}
_CODES = {400: "bad-request", 401: "not-signed-in", 403: "not-allowed", 404: "not-here", 405: "no-such-method",
          408: "too-slow", 413: "too-large", 414: "too-long", 421: "wrong-host", 422: "unreadable", 429: "too-fast",
          500: "error"}  # fmt: skip
_CONFLICTS = frozenset({"undone", "exists", "last-admin"})
_NOT_NOW = frozenset(
    {"locked", "disk-full", "disk", "no-server", "read-only", "database", "damaged", "not-found", NOT_YET}
)


def status_of(error: PolemosError) -> int:
    """The status of HTTP that an error of ours is."""
    if isinstance(error, NotAllowed):
        return 401 if error.reason == "not-signed-in" else 403
    if isinstance(error, ArchiveError):
        if error.reason in _CONFLICTS:
            return 409
        return 503 if error.reason in _NOT_NOW else 404 if error.reason.startswith("no-") else 400
    return 400


def problem(request: Request, status: int, told: str, code: str = "") -> Response:
    """`told` says what happened and what to do; `code` is a short one for programs that stays the same."""
    title = _TITLES.get(status, "That did not work")
    wants_page = "text/html" in request.headers.get("accept", "") and not request.url.path.startswith("/api/")
    if wants_page:
        if code == NOT_YET:
            return page(request, "working.html", status=status, told=told)
        return page(request, "problem.html", status=status, title=title, told=told)
    content = {"status": status, "code": code or _CODES.get(status, "failed"), "title": title, "detail": told}
    return JSONResponse(content, status_code=status)
