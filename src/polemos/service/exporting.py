"""Makes an export: all files of it, with dictionary and descriptor, appear together or not at all."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from polemos import faults
from polemos.errors import UsageError
from polemos.export.datasets.dataset import Dataset
from polemos.export.datasets.exporter import Exporter, Resource
from polemos.export.datasets.package import PACKAGE, write_package


@dataclass(frozen=True, slots=True)
class Exported:
    """What was made and where; `withheld` as Dataset.withheld has it."""

    folder: Path
    resources: tuple[Resource, ...]
    withheld: tuple[tuple[str, int], ...]


def export(dataset: Dataset, exporter: Exporter, folder: Path, *, replace: bool = False) -> Exported:
    """Write an export into a new folder; with `replace` in the place of an earlier export.

    Raises UsageError where the folder is there already, is something else than an export, or cannot be written.
    """
    check(folder, replace=replace)
    try:
        with _beside(folder) as made:
            resources = exporter.write(dataset, made)
            faults.reach("export", exporter.name)
            write_package(exporter, dataset, made, resources)
            _settle(made)
            _put(made, folder)
    except OSError as error:
        why = error.strerror or str(error)
        raise UsageError(f"{folder} cannot be written: {why}; nothing was made, and nothing was replaced") from error
    return Exported(folder, tuple(resources), dataset.withheld())


def check(folder: Path, *, replace: bool = False) -> None:
    """Whether an export could be put there: before hours of work rather than after. Raises UsageError."""
    if not folder.exists():
        if not folder.absolute().parent.is_dir():
            raise UsageError(f"there is no folder {folder.absolute().parent}; make it first")
        return
    if not folder.is_dir():
        raise UsageError(f"{folder} is a file; an export is a folder of its own, so name another")
    if not replace:
        raise UsageError(f"{folder} is there already; name another folder, or replace an earlier export with --replace")
    if not (folder / PACKAGE).is_file():
        raise UsageError(f"{folder} is no earlier export (it has no {PACKAGE}), so it is left as it is; name another")


@contextmanager
def _beside(folder: Path) -> Iterator[Path]:
    """A folder on the same disk, so that it can be renamed; gone afterwards, whatever happened."""
    made = Path(tempfile.mkdtemp(dir=folder.absolute().parent, prefix=f".{folder.name}.", suffix=".tmp"))
    try:
        yield made
    finally:
        shutil.rmtree(made, ignore_errors=True)


def _settle(made: Path) -> None:
    """Everything on the disk, and open to whoever may read the user's other files."""
    mask = os.umask(0)
    os.umask(mask)
    made.chmod(0o777 & ~mask)
    for path in sorted(made.rglob("*")):
        if path.is_file():
            with path.open("rb+") as file:
                os.fsync(file.fileno())


def _put(made: Path, folder: Path) -> None:
    """Into its place; an earlier export is put aside first, and back should the second renaming fail."""
    if not folder.exists():
        made.rename(folder)
        return
    aside = made.with_name(made.name + ".old")
    folder.rename(aside)
    try:
        made.rename(folder)
    except OSError:
        aside.rename(folder)
        raise
    shutil.rmtree(aside, ignore_errors=True)
