"""What the readers of place files have in common: bounded lines out of a file or a zip, rows, and what is wrong."""

import contextlib
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from polemos.errors import TooLarge, Unreadable
from polemos.gazetteer.writer import Listing

LONGEST = 1_000_000
"""Bytes a line may have. GeoNames' longest, with 10,000 letters of names, stays far below."""
MOST = 4_000_000_000
"""Bytes a file may have unpacked: GeoNames' list of the whole world has 1.7 GB."""
RATIO = 200
"""A zip that unpacks to more than this many times its size is no list of places; GeoNames' shrink to a quarter."""


@dataclass(frozen=True, slots=True)
class Wrong:
    """A row that cannot be used, by its line in the file, counted from 1."""

    line: int
    why: str


Found = Listing | Wrong


@dataclass(frozen=True, slots=True)
class Line:
    """`text` is None where it is no line of text; `why` then says so."""

    number: int
    text: str | None
    why: str = ""


@contextlib.contextmanager
def opened(path: Path) -> Iterator[IO[bytes]]:
    """The file, or the one list of places in a zip. Raises InputError."""
    try:
        if not zipfile.is_zipfile(path):
            with path.open("rb") as file:
                yield file
            return
        with zipfile.ZipFile(path) as archive:
            member = _member(path, archive)
            with archive.open(member) as inner:
                yield inner
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError) as error:
        raise Unreadable("damaged-zip", f"{path}: the zip cannot be unpacked ({error}); fetch it again") from error
    except OSError as error:
        raise Unreadable("unreadable", f"{path}: {error.strerror or error}; check the path") from error


def _member(path: Path, archive: zipfile.ZipFile) -> zipfile.ZipInfo:
    lists = [
        info
        for info in archive.infolist()
        if info.filename.lower().endswith((".txt", ".csv", ".tsv")) and "readme" not in info.filename.lower()
    ]
    if len(lists) != 1:
        names = ", ".join(info.filename for info in lists[:5]) or "none"
        raise Unreadable("zip-content", f"{path}: one list of places is looked for in a zip, found {names}; unpack it")
    member = lists[0]
    if member.file_size > MOST or member.file_size > RATIO * max(member.compress_size, 1000):
        raise TooLarge(
            "zip-bomb", f"{path}: {member.filename} unpacks to {member.file_size:,} bytes, which no list of places does"
        )
    return member


def lines(file: IO[bytes], progress: Callable[[int], None]) -> Iterator[Line]:
    """The lines, without their ends. `progress` is told the number of every thousandth. Raises TooLarge."""
    number = size = 0
    while raw := file.readline(LONGEST + 1):
        number += 1
        size += len(raw)
        if number == 1:
            raw = raw.removeprefix(b"\xef\xbb\xbf")
        if size > MOST:
            raise TooLarge("too-large", f"more than {MOST:,} bytes from line {number:,} on; cut the file by country")
        if number % 1000 == 0:
            progress(number)
        if len(raw) > LONGEST and not raw.endswith(b"\n"):
            while (rest := file.readline(LONGEST)) and not rest.endswith(b"\n"):
                size += len(rest)
            yield Line(number, None, f"longer than {LONGEST:,} bytes")
        elif b"\0" in raw:
            yield Line(number, None, "holds a NUL")
        else:
            try:
                yield Line(number, raw.decode("utf-8").rstrip("\r\n"))
            except UnicodeDecodeError:
                yield Line(number, None, "is no UTF-8")


def degrees(text: str, most: int) -> float | None:
    """A latitude or longitude, None where it is none on earth."""
    try:
        value = float(text)
    except ValueError:
        return None
    return value if -most <= value <= most else None


def whole(text: str) -> int | None:
    """A population: at most twelve digits, 0 for none told; None where it is no number."""
    if not text:
        return 0
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 12 else None
