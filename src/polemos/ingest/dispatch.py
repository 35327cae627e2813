"""One document of bytes to one report: what it is, told by its content first and by its name second."""

from pathlib import PurePath
from typing import Literal

from polemos import faults
from polemos.errors import Unreadable
from polemos.ingest.decode import check_length, check_size, decode
from polemos.ingest.defaults import ReportDefaults
from polemos.ingest.plain import digest, report_from_text
from polemos.model import Report
from polemos.settings import DEFAULTS, Settings

Format = Literal["text", "html", "pdf", "jsonl"]
_LINES = (".jsonl", ".ndjson", ".json")
_PAGES = (".html", ".htm", ".xhtml", ".mhtml")
_TEXTS = (".txt", ".md", ".text")
_HEAD = 2048


def sniff(head: bytes, name: str) -> Format:
    """The format of an input, from its first bytes and its name; `jsonl` goes to jsonl.py."""
    if b"%PDF-" in head[:1024]:
        return "pdf"
    suffix = PurePath(name).suffix.lower()
    start = head[:_HEAD].removeprefix(b"\xef\xbb\xbf").lstrip()
    if suffix in _LINES or (start.startswith((b'{"', b"{ ")) and suffix not in (*_TEXTS, *_PAGES)):
        return "jsonl"
    lower = start.replace(b"\0", b"").lower()  # UTF-16 too
    if suffix in _TEXTS and not lower.startswith((b"<!doctype html", b"<html")):
        return "text"
    marks = (b"<!doctype html", b"<html", b"<head", b"<body")
    return "html" if suffix in _PAGES or (b"<" in lower[:16] and any(mark in lower for mark in marks)) else "text"


def read_reports(data: bytes, name: str, defaults: ReportDefaults, settings: Settings = DEFAULTS) -> Report:
    """The report in a text, a page or a PDF. Raises InputError with a reason and what to do about it, nothing else."""
    check_size(data, settings)
    kind = sniff(data[:_HEAD], name)
    if kind == "pdf":
        from polemos.ingest.pdf import report_from_pdf

        faults.reach("decode", name)
        faults.reach("ingest", name)
        return report_from_pdf(data, digest(data), name, defaults, settings)
    if kind == "jsonl":
        raise Unreadable("not-json", "this looks like JSON lines; name it with .jsonl, or give one report a line")
    text = decode(data, name, settings, page=kind == "html")
    faults.reach("ingest", name)
    if kind == "html":
        from polemos.ingest.html import report_from_page

        return report_from_page(text, digest(data), name, defaults, settings)
    check_length(len(text), settings)
    return report_from_text(text, digest(data), name, defaults)
