"""What went wrong, in one shape: a page for a person, JSON for a script."""

from fastapi import Request, Response
from fastapi.responses import JSONResponse

from polemos.web.render import page

_TITLES = {400: "That cannot be done", 401: "Sign in first", 403: "Not allowed", 404: "Not here", 409: "Changed meanwhile",
           422: "That cannot be read", 429: "Too fast", 500: "An error of the program"}  # fmt: skip


def problem(request: Request, status: int, told: str) -> Response:
    """`told` says what happened and what to do."""
    title = _TITLES.get(status, "That did not work")
    wants_page = "text/html" in request.headers.get("accept", "") and not request.url.path.startswith("/api/")
    if wants_page:
        return page(request, "problem.html", status=status, title=title, told=told)
    return JSONResponse({"status": status, "title": title, "detail": told}, status_code=status)
