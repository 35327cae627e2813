"""A native export of JSON lines or Parquet, read back as the very records that were written."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeVar

from polemos.errors import InputError, UsageError
from polemos.export.datasets.package import PACKAGE
from polemos.model import Claim, Report
from polemos.model.claim import SCHEMA_VERSION
from polemos.model.incident import Incident
from polemos.model.serial import claim_from_dict, from_dict
from polemos.model.standing import ControlInterval, Standing

FORMATS = ("jsonl", "parquet")
_BATCH = 500
Record = TypeVar("Record")


@dataclass(frozen=True, slots=True)
class NativeFolder:
    """An export's folder. Each stream can be asked for again; it raises InputError that names file, line and every
    wrong field: a field that this version does not know is never dropped."""

    folder: Path
    format: str
    title: str
    redaction: str | None

    def reports(self) -> Iterator[Report]:
        for where, data, text in self._records("reports"):
            report = _told(where, data, lambda given: from_dict(Report, given))
            yield replace(report, text=text) if text is not None and not report.text else report

    def claims(self) -> Iterator[Claim]:
        for where, data, _ in self._records("claims"):
            yield _told(where, data, claim_from_dict)

    def incidents(self) -> Iterator[Incident]:
        for where, data, _ in self._records("incidents"):
            yield _told(where, data, lambda given: from_dict(Incident, given))

    def control(self) -> Iterator[ControlInterval]:
        for where, data, _ in self._records("control"):
            yield _told(where, data, lambda given: from_dict(ControlInterval, given))

    def standing(self) -> Iterator[Standing]:
        for where, data, _ in self._records("standing"):
            yield _told(where, data, lambda given: from_dict(Standing, given))

    def _records(self, name: str) -> Iterator[tuple[str, str, str | None]]:
        """Where each stands, its JSON, and the report's text where it stands beside it."""
        path = self.folder / f"{name}.{self.format}"
        if not path.is_file():
            raise InputError("no-file", f"{path} is missing; the export is not whole")
        return _lines(path) if self.format == "jsonl" else _rows(path, text=name == "reports")


def native_folder(folder: Path) -> NativeFolder:
    """Raises UsageError where the folder is no native export that can be read back."""
    try:
        described = json.loads((folder / PACKAGE).read_text(encoding="utf-8"))
        about = described["polemos"]
        found = NativeFolder(folder, about["format"], described["title"], about.get("redaction"))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise UsageError(f"{folder} is no export of Polemos: its {PACKAGE} is missing or damaged") from error
    if found.format not in FORMATS:
        raise UsageError(
            f"{folder} is an export as {found.format}, which does not hold everything; only jsonl and parquet are read"
        )
    return found


def _lines(path: Path) -> Iterator[tuple[str, str, None]]:
    with path.open("rb") as file:
        for number, line in enumerate(file, 1):
            where = f"{path.name}, line {number}"
            if not line.endswith(b"\n"):
                raise InputError("cut-off", f"{where}: the file ends in the middle of it")
            try:
                yield where, line.decode("utf-8"), None
            except UnicodeDecodeError as error:
                raise InputError("encoding", f"{where}: not UTF-8") from error


def _rows(path: Path, *, text: bool) -> Iterator[tuple[str, str, str | None]]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    columns = ["record", "text"] if text else ["record"]
    try:
        with pq.ParquetFile(path) as file:
            number = 0
            for batch in file.iter_batches(_BATCH, columns=columns):
                for row in batch.to_pylist():
                    number += 1
                    yield f"{path.name}, row {number}", row["record"], row.get("text")
    except (pa.ArrowException, KeyError) as error:
        raise InputError("damaged", f"{path} cannot be read as Parquet: {error}") from error


def _told(where: str, line: str, build: Callable[[dict[str, Any]], Record]) -> Record:
    try:
        data = json.loads(line)
        version = data.get("schema_version", SCHEMA_VERSION) if isinstance(data, dict) else SCHEMA_VERSION
        if version != SCHEMA_VERSION:
            raise InputError("version", f"records of version {version}; this Polemos reads {SCHEMA_VERSION}")
        return build(data)
    except InputError as error:
        raise InputError(error.reason, f"{where}: {error}") from error
    except (ValueError, RecursionError, TypeError) as error:
        raise InputError("not-json", f"{where}: no JSON that can be read ({error})") from error
