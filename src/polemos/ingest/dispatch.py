"""One document of bytes to one report: what it is, told by its content first and by its name second."""

from pathlib import PurePath
from typing import Literal

from polemos import faults
from polemos.ingest.decode import check_length, check_size, decode
from polemos.ingest.defaults import ReportDefaults
from polemos.ingest.plain import digest, report_from_text
from polemos.model import Report
from polemos.settings import DEFAULTS, Settings

Format = Literal["text", "html", "pdf", "json"]
_RECORDS = (".json", ".jsonl", ".ndjson")
_PAGES = (".html", ".htm", ".xhtml")
_TEXTS = (".txt", ".md", ".text")
_HEAD = 2048


def sniff(data: bytes, name: str) -> Format:
    """The format of a document, from its first bytes and its name."""
    if b"%PDF-" in data[:1024]:
        return "pdf"
    suffix = PurePath(name).suffix.lower()
    start = data[:_HEAD].removeprefix(b"\xef\xbb\xbf").lstrip()
    if suffix in _RECORDS or (start.startswith(b"{") and start[1:].lstrip().startswith(b'"') and suffix not in _TEXTS):
        return "json"
    lower = start.replace(b"\0", b"").removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff").lower()  # UTF-16 too
    if lower.startswith((b"<!doctype html", b"<html")) or suffix in _PAGES:
        return "html"
    marks = (b"<!doctype html", b"<html", b"<head>", b"<body")
    return (
        "html" if suffix not in _TEXTS and lower.startswith(b"<") and any(mark in lower for mark in marks) else "text"
    )


def read_reports(data: bytes, name: str, defaults: ReportDefaults, settings: Settings = DEFAULTS) -> Report:
    """The report in a text, a page, a PDF or a JSON object.

    Raises InputError, with a reason and what to do about it, and nothing else (but MemoryError).
    """
    check_size(data, settings)
    kind = sniff(data, name)
    if kind == "json":
        from polemos.ingest.jsonl import report_from_line

        return report_from_line(data, name, defaults, settings)
    if kind == "pdf":
        from polemos.ingest.pdf import report_from_pdf

        faults.reach("decode", name)
        return report_from_pdf(data, digest(data), name, defaults, settings)
    text = decode(data, name, settings, page=kind == "html")
    if kind == "html":
        from polemos.ingest.html import report_from_page

        return report_from_page(text, digest(data), name, defaults, settings)
    check_length(len(text), settings)
    return report_from_text(text, digest(data), name, defaults)
