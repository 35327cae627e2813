"""A PDF to a report: lines joined to paragraphs, words joined where a line broke them, running heads left out."""

import io
import logging
import re
from collections import Counter
from collections.abc import Iterator

from polemos.errors import InputError, Unreadable
from polemos.ingest.decode import check_length, check_size
from polemos.ingest.defaults import ReportDefaults
from polemos.ingest.plain import report_from_text
from polemos.model import Report
from polemos.settings import Settings

logging.getLogger("pypdf").addHandler(logging.NullHandler())
_ENDS = re.compile(r"""[.!?:…]["'”’)\]]{0,2}$""")
_SHORT = 0.75
"""A line that ends a sentence and is shorter than this share of the page's width ends a paragraph."""


def report_from_pdf(data: bytes, sha256: str, name: str, defaults: ReportDefaults, settings: Settings) -> Report:
    """The report in a PDF. Raises Unreadable `encrypted`, `broken-pdf` or `no-text`, or TooLarge."""
    check_size(data, settings)
    pages = list(_pages(data, settings))
    text = "\n\n".join(_paragraphs(_without_running_heads(pages)))
    if not text.strip():
        raise Unreadable("no-text", "the PDF holds no text, only pictures of it; run text recognition on it first")
    check_length(len(text), settings)
    return report_from_text(text, sha256, name, defaults)


def _pages(data: bytes, settings: Settings) -> Iterator[list[str]]:
    """The lines of each page; stops with TooLarge as soon as they are too many."""
    from pypdf import PdfReader

    length = 0
    try:
        reader = PdfReader(io.BytesIO(data), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise _encrypted()
        for page in reader.pages:
            text = page.extract_text()
            length += len(text)
            if length > 2 * settings.max_text:
                check_length(length, settings)
            yield [" ".join(_clean(line).split()) for line in text.splitlines()]
    except (MemoryError, InputError):
        raise
    except Exception as error:  # pypdf raises whatever a broken file makes it stumble on
        if type(error).__name__ == "DependencyError" or "decrypt" in str(error):
            raise _encrypted() from None
        message = "the PDF is broken and cannot be read; print it to a new PDF, or save its text"
        raise Unreadable("broken-pdf", message) from None


def _encrypted() -> Unreadable:
    return Unreadable("encrypted", "the PDF is locked with a password; save it without one and try again")


def _clean(line: str) -> str:
    """No NUL and no half of a surrogate pair, which broken fonts yield."""
    return line.replace("\0", "").encode("utf-8", "replace").decode("utf-8")


def _without_running_heads(pages: list[list[str]]) -> Iterator[list[str]]:
    """Pages without page numbers and without the first and last lines that three pages share."""
    edges = Counter(_shape(line) for page in pages for line in {*_edge(page)})
    for page in pages:
        edge = _edge(page)
        yield [
            line
            for line in page
            if not (
                line in edge
                and (edges[_shape(line)] >= 3 or re.fullmatch(r"(?:page )?\d{1,4}(?: of \d{1,4})?", line.lower()))
            )
        ]


def _edge(page: list[str]) -> tuple[str, ...]:
    lines = [line for line in page if line]
    return (*lines[:1], *lines[1:][-1:])


def _shape(line: str) -> str:
    return re.sub(r"\d+", "0", line)


def _paragraphs(pages: Iterator[list[str]]) -> Iterator[str]:
    """Paragraphs, also across pages: one ends at a blank line or where a sentence ends on a short line."""
    lines: list[str] = []
    for page in pages:
        width = max((len(line) for line in page), default=0)
        for line in page:
            if line:
                lines.append(line)
            if lines and (not line or (_ENDS.search(line[-4:]) and len(line) < _SHORT * width)):
                yield _joined(lines)
                lines = []
        if lines and _ENDS.search(lines[-1][-4:]):
            yield _joined(lines)
            lines = []
    if lines:
        yield _joined(lines)


def _joined(lines: list[str]) -> str:
    """One line. A hyphen at a line's end goes where a small letter follows: "govern-" "ment"."""
    pieces = [lines[0]]
    for line in lines[1:]:
        last = pieces[-1]
        broken = len(last) > 2 and last[-1] == "-" and last[-2].isalpha() and line[0].islower()
        if broken or last.endswith("\u00ad"):
            pieces[-1] = last[:-1]
        else:
            pieces.append(" ")
        pieces.append(line)
    return "".join(pieces)
