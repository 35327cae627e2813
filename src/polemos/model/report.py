"""One report as it was read."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Report:
    """A report. `text` is what all offsets count in; for a plain-text input it is the decoded file as it is.

    `body` is the part of `text` to code, as (start, end) pairs in order: title, standfirst, captions, date lines and
    subscription notices of a saved page lie outside. None means the whole text.
    """

    id: str
    text: str
    sha256: str
    url: str | None = None
    outlet: str | None = None
    title: str | None = None
    byline: str | None = None
    published: str | None = None
    """ISO date or date-time with offset."""
    fetched: str | None = None
    language: str | None = None
    topics: tuple[str, ...] = ()
    captions: tuple[str, ...] = ()
    truncated: bool = False
    """The page ends at a subscription notice."""
    copy_of: str | None = None
    licence: str | None = None
    body: tuple[tuple[int, int], ...] | None = None
    name: str | None = None
    """What the user called the input: a file name, or a file name and line."""
    schema_version: int = 1
