"""The pages that the header leads to, in order; one that this build does not have is left out."""

from dataclasses import dataclass

from fastapi import FastAPI

_ALL = (
    ("Desk", "/"),
    ("Reports", "/reports"),
    ("Incidents", "/incidents"),
    ("Map", "/map"),
    ("Timeline", "/timeline"),
    ("Actors", "/actors"),
    ("Sources", "/sources"),
    ("Contradictions", "/contradictions"),
    ("Unresolved", "/unresolved"),
    ("Judgements", "/judgements"),
)


@dataclass(frozen=True, slots=True)
class Entry:
    """A page in the header."""

    name: str
    path: str


def entries(app: FastAPI) -> tuple[Entry, ...]:
    """Those whose address answers."""
    known = app.state.paths
    return tuple(Entry(name, path) for name, path in _ALL if path in known)
