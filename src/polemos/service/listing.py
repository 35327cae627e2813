"""Imports other people's datasets of events into an archive, under a name of their own."""

import hashlib
import json
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from polemos.errors import UsageError
from polemos.ingest.lists.reading import opened
from polemos.model.listed import BadRow, ListedEvent
from polemos.model.serial import from_dict, to_json
from polemos.store.archive import Archive
from polemos.store.listed import ListedSource, put

_PIECE = 1 << 20


def bring(archive: Archive, form: str, path: Path, name: str, who: str, *, replace: bool = False) -> ListedSource:
    """Import a file; rows = events + bad, each bad one kept with its line and reason.

    The file is read before the archive is locked, so that others can write meanwhile. Raises UsageError for a file that
    is none of the format, ArchiveError for a name that is taken.
    """
    if not name.strip():
        raise UsageError("the import needs a name, such as --name 'UCDP GED 24.1'")
    with tempfile.TemporaryFile("w+", encoding="utf-8") as spool:
        with opened(path, form) as file:
            for row in file.rows:
                spool.write(("b" if isinstance(row, BadRow) else "e") + to_json(row) + "\n")
        spool.seek(0)
        source = ListedSource(name.strip(), form, path.name, _hash(path), 0, 0)
        return put(archive, source, _spooled(spool), who, replace=replace)


def _spooled(spool: IO[str]) -> Iterator[ListedEvent | BadRow]:
    for line in spool:
        record = json.loads(line[1:])
        yield from_dict(BadRow, record) if line[0] == "b" else from_dict(ListedEvent, record)


def _hash(path: Path) -> str:
    found = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            found.update(piece)
    return found.hexdigest()
