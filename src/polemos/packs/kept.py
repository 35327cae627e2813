"""What was worked out of the packs, kept in the user's cache folder under a name that changes with what it depends on.

Reading 3,000 actors from YAML and indexing them takes more than a second, what is kept a tenth of one. A file that
cannot be read or written is no error.
"""

import contextlib
import hashlib
import json
import os
import tempfile
from collections.abc import Callable, Iterable
from importlib.resources import files
from pathlib import Path
from typing import Any

from polemos.folders import cache_folder

_SOURCES = ("polemos.packs", "polemos.text", "polemos.resolution.actors")
_MOST_FILES = 6
"""Each set of packs and each version leaves a file; the oldest go."""


def kept(digests: Iterable[str], make: Callable[[], Any]) -> Any:
    """What `make` gives, as JSON has it, or what it gave before for the same packs and program."""
    mark = hashlib.sha256("\n".join((*digests, _program())).encode()).hexdigest()[:24]
    folder = cache_folder()
    path = folder / f"actors-{mark}.json"
    with contextlib.suppress(OSError, ValueError):
        return json.loads(path.read_bytes())
    made = make()
    with contextlib.suppress(OSError):
        _write(path, json.dumps(made, ensure_ascii=False, separators=(",", ":")).encode())
    return made


def _program() -> str:
    """A mark of the code and knowledge that the kept file depends on."""
    digest = hashlib.sha256()
    for package in _SOURCES:
        for folder in (files(package), files(package) / "knowledge"):
            if folder.is_dir():
                for item in sorted(folder.iterdir(), key=lambda f: f.name):
                    if item.name.endswith((".py", ".yaml")):
                        digest.update(item.read_bytes())
    return digest.hexdigest()


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".actors-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(name).replace(path)
    finally:
        Path(name).unlink(missing_ok=True)
    held = sorted(path.parent.glob("actors-*.json"), key=lambda f: f.stat().st_mtime, reverse=True)
    for old in held[_MOST_FILES:]:
        old.unlink(missing_ok=True)
