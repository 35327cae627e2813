"""Requests that another site made a browser send: told by where they come from, and by a token that only we know."""

import hashlib
import hmac
from urllib.parse import parse_qs, urlsplit

FIELD = "csrf_token"
HEADER = "x-csrf-token"
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


def token_for(secret: str) -> str:
    """What pages of one session carry; the session's secret cannot be worked out from it."""
    return hashlib.sha256(f"csrf {secret}".encode()).hexdigest()


def from_elsewhere(headers: dict[str, str]) -> bool:
    """Whether the browser says that another site asks."""
    if headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return True
    origin = headers.get("origin")
    return origin is not None and urlsplit(origin).netloc != headers.get("host")


def from_no_page(headers: dict[str, str]) -> bool:
    """A program: no page of any browser can send JSON without saying where it comes from."""
    kind = headers.get("content-type", "").partition(";")[0].strip().lower()
    return "origin" not in headers and "sec-fetch-site" not in headers and kind == "application/json"


def carries(expected: str, headers: dict[str, str], body: bytes) -> bool:
    """Whether the token came, as a header or as a field of a form."""
    given = headers.get(HEADER)
    if given is None and headers.get("content-type", "").startswith("application/x-www-form-urlencoded"):
        try:
            given = parse_qs(body.decode("latin-1"), max_num_fields=1000).get(FIELD, [""])[0]
        except ValueError:
            return False
    return given is not None and hmac.compare_digest(given.encode(), expected.encode())
