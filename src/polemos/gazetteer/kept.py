"""Place lists in the user's cache folder: made once, read by every later process.

A file's name tells what it was made of, so that a new version never meets an old file. Several processes may make one
at once: each writes a file of its own and moves it into place. A damaged file is made anew. Where the cache cannot be
written, the list is made in the system's folder for temporary files and read into memory.
"""

import contextlib
import os
import sqlite3
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from polemos.errors import UsageError
from polemos.folders import cache_folder

_KEPT = 3
"""So many files of one kind stay, those of other versions among them."""
_DAY = 86_400.0


def kept(kind: str, mark: str, fill: Callable[[Path], None]) -> sqlite3.Connection:
    """The list that `fill` writes into a path, read-only: from the cache where it is there and whole."""
    path = cache_folder() / f"{kind}-{mark}.sqlite"
    base = _read(path)
    if base is None:
        with contextlib.suppress(OSError, sqlite3.Error):
            path.parent.mkdir(parents=True, exist_ok=True)
            _make(path, fill)
            _tidy(path)
        base = _read(path)
    return base or _in_memory(fill)


def _read(path: Path) -> sqlite3.Connection | None:
    """The list in a file, None where there is none or it is not whole."""
    try:
        with path.open("rb") as file:
            head = file.read(32)
        page = int.from_bytes(head[16:18], "big")
        if path.stat().st_size != (65536 if page == 1 else page) * int.from_bytes(head[28:32], "big"):
            return None
        base = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)
    except (OSError, sqlite3.Error):
        return None
    with contextlib.suppress(sqlite3.Error):
        if base.execute("SELECT count(*) FROM meta WHERE name = 'whole'").fetchone() == (1,):
            return base
    base.close()
    return None


def _make(path: Path, fill: Callable[[Path], None]) -> None:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.stem}-")
    os.close(handle)
    try:
        fill(Path(name))
        with contextlib.closing(sqlite3.connect(name)) as base, base:
            base.execute("INSERT OR REPLACE INTO meta VALUES ('whole', '1')")
        Path(name).replace(path)
    finally:
        Path(name).unlink(missing_ok=True)


def _tidy(path: Path) -> None:
    """Take away files of older versions, and what processes left that were killed while they made one."""
    kind = path.stem.split("-")[0]
    made = sorted(path.parent.glob(f"{kind}-*.sqlite"), key=lambda f: f.stat().st_mtime, reverse=True)
    left = [f for f in path.parent.glob(f".{kind}-*") if f.stat().st_mtime < time.time() - _DAY]
    for old in (*made[_KEPT:], *left):
        old.unlink(missing_ok=True)


def _in_memory(fill: Callable[[Path], None]) -> sqlite3.Connection:
    try:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "places.sqlite"
            fill(path)
            data = path.read_bytes()
    except OSError as error:
        raise UsageError(
            f"the place list cannot be unpacked ({error}); make {cache_folder()} or the folder of TMPDIR writable, with"
            " 100 MB free"
        ) from error
    base = sqlite3.connect(":memory:", check_same_thread=False)
    base.deserialize(data)
    return base
