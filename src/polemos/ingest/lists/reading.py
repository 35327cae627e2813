"""Opens a file of events: CSV or TSV, plain or alone in a zip."""

import csv
import io
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from polemos.errors import UsageError
from polemos.ingest.lists.formats import Format, fits, formats, plain, recognised
from polemos.ingest.lists.rows import NoEventError, RowReader, reader
from polemos.model.listed import BadRow, ListedEvent

CELL = 1_000_000
"""Characters of the first line: a file without line ends is no table."""
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
"""How a zip begins, the second if it is empty."""
_EXCEL = "xl/workbook.xml"


@dataclass(frozen=True, slots=True)
class ListedFile:
    """A file that is being read; `rows` gives each row once, in order, as an event or as why it is none."""

    form: Format
    rows: Iterator[ListedEvent | BadRow]


@contextmanager
def opened(path: Path, name: str | None = None) -> Iterator[ListedFile]:
    """`name` is the format's; without it the header tells. Raises UsageError for a file that is none of them."""
    with _text(path) as file:
        form, rows = _read(path, file, name)
        yield ListedFile(form, rows)


@contextmanager
def _text(path: Path) -> Iterator[IO[str]]:
    """A damaged zip may show itself only while it is read."""
    with ExitStack() as open_:
        try:
            file = _opened(path, open_)
        except OSError as error:
            raise UsageError(f"{path} cannot be read: {error.strerror or error}") from error
        except (RuntimeError, NotImplementedError) as error:
            raise _damaged(path, error) from error
        try:
            yield file
        except (zipfile.BadZipFile, zlib.error, EOFError) as error:
            raise _damaged(path, error) from error


def _opened(path: Path, open_: ExitStack) -> IO[str]:
    with path.open("rb") as raw:
        start = raw.read(4)
    if start not in _ZIP:
        return open_.enter_context(path.open(encoding="utf-8-sig", errors="replace", newline=""))
    try:
        packed = open_.enter_context(zipfile.ZipFile(path))
        member = open_.enter_context(packed.open(_member(path, packed)))
    except zipfile.BadZipFile as error:
        raise _damaged(path, error) from error
    return io.TextIOWrapper(member, encoding="utf-8-sig", errors="replace", newline="")


def _damaged(path: Path, error: Exception) -> UsageError:
    return UsageError(f"{path} is a zip that cannot be opened ({error}); unpack it and name the file in it")


def _member(path: Path, packed: zipfile.ZipFile) -> str:
    names = packed.namelist()
    if _EXCEL in names:
        raise UsageError(f"{path} is an Excel workbook; save it as CSV (UTF-8) and name that")
    tables = [name for name in names if name.lower().endswith((".csv", ".tsv", ".txt")) and "__MACOSX" not in name]
    if len(tables) != 1:
        raise UsageError(f"{path} holds {len(tables)} tables where one is needed; unpack it and name the file")
    return tables[0]


def _read(path: Path, file: IO[str], name: str | None) -> tuple[Format, Iterator[ListedEvent | BadRow]]:
    first = file.readline(CELL)
    delimiter = max("\t,;", key=first.count)
    header = next(csv.reader([first], delimiter=delimiter), [])
    found = recognised(header) if name is None else next(each for each in formats() if each.name == name)
    if found is None:
        known = ", ".join(each.title for each in formats())
        raise UsageError(f"{path} has no columns of {known}; its header begins {first[:80]!r}")
    names = frozenset(map(plain, header))
    if not fits(found, names):
        missing = [" or ".join(any_of) for any_of in found.needs if names.isdisjoint(any_of)]
        raise UsageError(f"{path} is no file of {found.title}: it has no column {', '.join(missing)}")
    return found, _rows(file, delimiter, header, found)


def _rows(file: IO[str], delimiter: str, header: list[str], form: Format) -> Iterator[ListedEvent | BadRow]:
    """A row's line is that at which it begins. A second row of HXL tags is no row."""
    made = reader(form, header)
    rows = csv.reader(file, delimiter=delimiter)
    line = 2
    while True:
        try:
            cells = next(rows, None)
        except csv.Error as error:
            yield BadRow(line, "bad-csv", str(error))
            cells = []
        if cells is None:
            return
        if cells and any(cells) and not (line == 2 and _tags(cells)):
            yield _row(made, cells, len(header), line)
        line = rows.line_num + 2


def _row(made: RowReader, cells: list[str], width: int, line: int) -> ListedEvent | BadRow:
    if len(cells) != width:
        return BadRow(line, "bad-width", f"it has {len(cells)} cells where the header has {width}")
    try:
        event = made.event(cells)
    except NoEventError as error:
        return BadRow(line, error.reason, str(error))
    return event if event.id else BadRow(line, "no-id", "it has no id")


def _tags(cells: list[str]) -> bool:
    return all(not cell or cell.startswith("#") for cell in cells)
