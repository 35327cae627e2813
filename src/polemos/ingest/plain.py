"""Decoded text to a report: the layout's findings, the user's values, and the ids."""

import hashlib

from polemos.ingest.dates import checked_date
from polemos.ingest.defaults import ReportDefaults
from polemos.ingest.layout import lay_out
from polemos.model import Report


def digest(data: bytes) -> str:
    """SHA-256 as records carry it."""
    return hashlib.sha256(data).hexdigest()


def report_id(text: str) -> str:
    """The id of a report that brings none: the same text has the same id, whatever file it lies in."""
    return "r-" + digest(text.encode("utf-8"))[:16]


def report_from_text(text: str, sha256: str, name: str, defaults: ReportDefaults) -> Report:
    """A report whose `text` is exactly the text given; what is not the article lies outside `body`."""
    layout = lay_out(text)
    return Report(
        id=report_id(text),
        text=text,
        sha256=sha256,
        outlet=defaults.outlet,
        title=layout.title,
        byline=layout.byline,
        published=checked_date(defaults.published) if defaults.published else layout.published,
        topics=layout.topics,
        captions=layout.captions,
        truncated=layout.truncated,
        body=layout.body,
        name=name,
    )
