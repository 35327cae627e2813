"""What the user named, as jobs: one for a file, one for each line of a JSONL file. Nothing is parsed here.

Every name gives at least one job or quarantine entry, so that no input can vanish.
"""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from polemos.model import Quarantined
from polemos.pipeline.job import Job
from polemos.settings import DEFAULTS, Settings

STDIN = "-"
JSONL_SUFFIXES = (".jsonl", ".ndjson")
OTHER_SUFFIXES = (".txt", ".text", ".md", ".html", ".htm", ".xhtml", ".pdf", ".json")
"""Files that are one report each, whatever they begin with."""
_URL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")
_RECORD = re.compile(rb'(?:\xef\xbb\xbf)?\s*\{\s*["}]')
_HEAD = 4096


def jobs(
    names: Iterable[str],
    stdin: BinaryIO,
    *,
    published: str | None = None,
    outlet: str | None = None,
    settings: Settings = DEFAULTS,
) -> Iterator[Job | Quarantined]:
    """Read the inputs one at a time, lines of JSONL as they come: a file of gigabytes is never held."""
    for name in names:
        for job in _open(name, stdin, settings):
            if isinstance(job, Job):
                job = Job(job.name, job.data, job.kind, published, outlet)
            yield job


def _open(name: str, stdin: BinaryIO, settings: Settings) -> Iterator[Job | Quarantined]:
    if name == STDIN:
        yield from _read(name, stdin, None, settings)
        return
    if _URL.match(name):
        yield _refused(name, "url", "addresses are not fetched; save the page and code the file")
        return
    path = Path(name)
    try:
        if path.is_dir():
            yield _refused(name, "folder", f"is a folder; name its files, for instance {name.rstrip('/')}/*.txt")
            return
        with path.open("rb") as file:
            suffix = path.suffix.lower()
            lines = True if suffix in JSONL_SUFFIXES else False if suffix in OTHER_SUFFIXES else None
            yield from _read(name, file, lines, settings)
    except FileNotFoundError:
        yield _refused(name, "missing", "there is no such file; check the path")
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        yield _refused(name, "unreadable", f"cannot be read ({reason}); check its permissions and the disk")


def _read(name: str, file: BinaryIO, lines: bool | None, settings: Settings) -> Iterator[Job | Quarantined]:
    """Lines where the name says so or, if it says nothing, the first bytes. A packed or binary file is not taken for
    thousands of lines."""
    first = _line(file, settings)
    if lines is None:
        lines = first is not None and bool(_RECORD.match(first))
    if lines and first is not None and b"\0" not in first[:_HEAD]:
        yield from _lines(name, first, file, settings)
        return
    # One byte over the limit is enough for the step that checks sizes to say so.
    rest = b"" if first is None else file.read(max(0, settings.max_bytes + 1 - len(first)))
    yield Job(name, (first or b"") + rest)


def _lines(name: str, first: bytes, file: BinaryIO, settings: Settings) -> Iterator[Job | Quarantined]:
    line: bytes | None = first.removeprefix(b"\xef\xbb\xbf")
    number, found = 1, False
    while line is not None:
        at = f"{name}:{number}"
        if len(line) > settings.max_bytes:
            limit = f"{settings.max_bytes:,}"
            yield Quarantined(at, "ingest", "too-large", f"the line is over {limit} bytes; split or shorten the report")
            found = True
            while line is not None and not line.endswith(b"\n"):
                line = _line(file, settings)
        elif line.strip():
            yield Job(at, line, "line")
            found = True
        line, number = _line(file, settings), number + 1
    if not found:
        yield _refused(name, "empty", "the file holds no reports; give a file with one JSON object a line")


def _line(file: BinaryIO, settings: Settings) -> bytes | None:
    """The next line, or as much of it as shows that it is too long; None at the end."""
    return file.readline(settings.max_bytes + 1) or None


def _refused(name: str, reason: str, message: str) -> Quarantined:
    return Quarantined(name, "ingest", reason, message)
