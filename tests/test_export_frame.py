"""The frame of all exports: whole or not at all, never over something else, in bounded memory, told in plain words."""

import json
import os
import tracemalloc
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from datasets_of import Records, at, dead, incident, interval
from polemos import faults
from polemos.errors import UsageError
from polemos.export.datasets.dataset import Documented
from polemos.export.datasets.exporter import Exporter, Resource
from polemos.export.datasets.native import NativeCsv, NativeParquet, NativeXlsx
from polemos.export.datasets.native_jsonl import NativeJsonl
from polemos.export.datasets.table import Column, Table, table, tables
from polemos.export.datasets.xlsx_file import write_xlsx
from polemos.model import Report
from polemos.service import exporting
from polemos.service.dataset import ArchiveDataset
from polemos.service.export_formats import NAMES, exporter
from polemos.service.exporting import export

RECORDS = Records(
    tuple(Documented(incident(n, at("Karsa", 1, 10.0, 20.0), losses=(dead(n, n, n),)), (), ()) for n in range(300)),
    held=(interval("Karsa", 1, 10.0, 20.0),),
)


@dataclass(frozen=True)
class Dying(Records):
    """Ends the process at the n-th incident that is asked for."""

    last: int = 0

    def incidents(self) -> Iterator[Documented]:
        for number, each in enumerate(self.found):
            if number == self.last:
                os._exit(9)
            yield each


def _killed(work: Any) -> int:
    """Runs it in a process of its own; how that ended."""
    child = os.fork()
    if child == 0:
        try:
            work()
        finally:
            os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def _replaced(records: Records, folder: Path) -> None:
    export(records, NativeCsv(), folder, replace=True)


def _whole(folder: Path) -> bool:
    """Every file that the descriptor names is there, as long as it says."""
    described = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    return all((folder / each["path"]).stat().st_size == each["bytes"] for each in described["resources"])


def _dying_at_rename(number: int) -> None:
    count, rename = iter(range(10)), Path.rename

    def counted(self: Path, target: Path) -> Path:
        if next(count) == number:
            os._exit(9)
        return rename(self, target)

    Path.rename = counted  # type: ignore[method-assign,assignment]


@pytest.mark.parametrize("made", [NativeCsv(), NativeJsonl(), NativeXlsx()], ids=lambda each: each.name)
def test_a_kill_while_writing_leaves_no_half_export(made: Exporter, tmp_path: Path) -> None:
    folder = tmp_path / "new"
    for number in range(0, 300, 30):
        assert _killed(lambda last=number: export(Dying(RECORDS.found, last=last), made, folder)) == 9
        assert not folder.exists()


def test_a_kill_while_replacing_leaves_the_old_export(tmp_path: Path) -> None:
    folder = tmp_path / "out"
    export(Records(RECORDS.found[:5]), NativeCsv(), folder)
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    for number in range(0, 300, 30):
        assert _killed(lambda last=number: _replaced(Dying(RECORDS.found, last=last), folder)) == 9
        assert {path.name: path.read_bytes() for path in folder.iterdir()} == before

    def planted() -> None:
        faults.PLANTED["export"] = "kill"
        export(RECORDS, NativeCsv(), folder, replace=True)

    assert _killed(planted) == 9
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


@pytest.mark.parametrize("number", [0, 1])
def test_a_kill_between_the_renames_loses_neither(tmp_path: Path, number: int) -> None:
    folder = tmp_path / "out"
    export(Records(RECORDS.found[:5]), NativeCsv(), folder)

    def work() -> None:
        _dying_at_rename(number)
        export(RECORDS, NativeCsv(), folder, replace=True)

    assert _killed(work) == 9
    found = [path for path in tmp_path.iterdir() if (path / "datapackage.json").is_file()]
    assert all(map(_whole, found))
    assert len(found) == 2, "the old one and the new one, whole"
    assert folder.exists() is (number == 0)


def test_what_fails_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(faults.PLANTED, "export", "error")
    for made in (NativeCsv(), NativeParquet(), NativeXlsx(), NativeJsonl()):
        with pytest.raises(ValueError, match="planted"):
            export(RECORDS, made, tmp_path / "out")
    assert list(tmp_path.iterdir()) == []


def test_a_failing_stream_leaves_no_open_files(tmp_path: Path) -> None:
    @dataclass(frozen=True)
    class Broken(Records):
        def control(self) -> Iterator[Any]:
            raise UsageError("broken")

    for made in (NativeCsv(), NativeParquet(), NativeXlsx(), NativeJsonl()):
        with pytest.raises(UsageError, match="broken"):
            export(Broken(RECORDS.found), made, tmp_path / "out")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), PermissionError(13, "Permission denied")])
def test_a_full_or_closed_disk_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: OSError) -> None:
    def full(made: Path) -> None:
        raise error

    monkeypatch.setattr(exporting, "_settle", full)
    with pytest.raises(UsageError, match=rf"cannot be written: {error.strerror}; nothing was made"):
        export(RECORDS, NativeCsv(), tmp_path / "out")
    assert list(tmp_path.iterdir()) == []


def test_something_else_is_never_replaced(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "thesis.txt").write_text("all of it", encoding="utf-8")
    (tmp_path / "file").write_text("x", encoding="utf-8")
    for name, replaced, told in (
        ("mine", False, "is there already; .*--replace"),
        ("mine", True, "is no earlier export"),
        ("file", True, "is a file"),
        ("none/out", False, "there is no folder .*none; make it first"),
    ):
        with pytest.raises(UsageError, match=told):
            export(RECORDS, NativeCsv(), tmp_path / name, replace=replaced)
    assert (tmp_path / "mine" / "thesis.txt").read_text(encoding="utf-8") == "all of it"
    export(RECORDS, NativeCsv(), tmp_path / "out")
    export(Records(), NativeJsonl(), tmp_path / "out", replace=True)
    assert not (tmp_path / "out" / "incidents.csv").exists(), "nothing of the earlier export is left"
    assert _whole(tmp_path / "out")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "mine", "out"]


def test_others_may_read_an_export_as_they_may_the_users_files(tmp_path: Path) -> None:
    old = os.umask(0o022)
    try:
        folder = export(Records(), NativeCsv(), tmp_path / "out").folder
    finally:
        os.umask(old)
    assert folder.stat().st_mode & 0o777 == 0o755
    assert {path.stat().st_mode & 0o777 for path in folder.iterdir()} == {0o644}


@pytest.mark.parametrize("name", NAMES)
def test_every_format_is_made_with_its_rules_and_dictionary(
    handmade: ArchiveDataset, tmp_path: Path, name: str
) -> None:
    made = exporter(name)
    found = export(handmade, made, tmp_path / name)
    assert made.name == name
    assert made.rules
    assert _whole(found.folder)
    files = {str(path.relative_to(found.folder)) for path in found.folder.rglob("*") if path.is_file()}
    assert files == {each.path for each in found.resources} | {"datapackage.json", "README.md"}
    told = (found.folder / "README.md").read_text(encoding="utf-8")
    assert all(rule in told for rule in made.rules)
    for each in found.resources:
        assert each.records > 0 or each.table is None or each.path not in ("", None)
        for column in each.table.columns if each.table else ():
            assert f"| `{column.name}` |" in told


@pytest.mark.parametrize("name", NAMES)
def test_every_format_of_an_empty_archive_is_whole(tmp_path: Path, name: str) -> None:
    found = export(Records(), exporter(name), tmp_path / name)
    assert _whole(found.folder)
    assert sum(each.records for each in found.resources if each.path.startswith("incidents")) == 0


def test_an_unknown_format_is_told_with_those_there_are() -> None:
    with pytest.raises(UsageError, match="no export format 'dbf'; one of csv, parquet"):
        exporter("dbf")


@pytest.mark.parametrize("name", tables())
def test_every_column_is_explained(name: str) -> None:
    made = table(name)
    assert made.title
    assert made.about
    assert len(set(made.names)) == len(made.names)
    assert set(made.key) <= set(made.names)
    for own, there, column in made.foreign:
        assert own in made.names
        assert column in table(there).names
    for column in made.columns:
        assert column.about.endswith((".", ")", '"')), (name, column.name)


@dataclass(frozen=True)
class Endless(Records):
    """Makes each record when it is asked for, and keeps none."""

    count: int = 0

    def incidents(self) -> Iterator[Documented]:
        for number in range(self.count):
            each = replace(RECORDS.found[number % 300].incident, id=f"i-{number}")
            yield Documented(each, (), ())

    def reports(self) -> Iterator[Report]:
        for number in range(self.count // 100):
            yield Report(f"r-{number}", f"{number} " * 2000, "0" * 64)


@pytest.mark.parametrize(
    "made", [NativeCsv(), NativeJsonl(), NativeXlsx(), NativeParquet()], ids=lambda each: each.name
)
def test_memory_does_not_grow_with_the_dataset(made: Exporter, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("polemos.export.datasets.parquet_file.GROUP", 200)
    peaks = []
    for count in (1_000, 4_000):
        tracemalloc.start()
        try:
            found = export(Endless(count=count), made, tmp_path / str(count))
            peaks.append(tracemalloc.get_traced_memory()[1])
        finally:
            tracemalloc.stop()
        told = next(each for each in found.resources if "incidents" in (Path(each.path).stem, each.sheet))
        assert told.records == count
    assert peaks[1] < peaks[0] + 1_500_000, "3,000 incidents held would take twice that"


def test_a_full_sheet_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("polemos.export.datasets.xlsx_file.ROWS", 3)
    made = Table("few", "Few", "Few.", (Column("n", "integer", "A number."),))
    with pytest.raises(UsageError, match="a sheet holds 3 rows and few has more; narrow it with filters, or use csv"):
        write_xlsx([(made, [(n,) for n in range(4)])], tmp_path / "few.xlsx")
    assert not (tmp_path / "few.xlsx").exists()


def test_what_was_left_out_stands_in_dictionary_and_descriptor(tmp_path: Path) -> None:
    made = Table("few", "Few", "Few.", (Column("n", "integer", "A number."),))

    class Some:
        name, title, rules = "some", "Some", ("None.",)

        def write(self, dataset: Any, folder: Path) -> tuple[Resource, ...]:
            (folder / "few.csv").write_text("n\n", encoding="utf-8")
            return (Resource("few.csv", "csv", "text/csv", 0, made, "3 incidents left out: 3 denied."),)

    export(Records(), Some(), tmp_path / "out")
    assert "3 incidents left out: 3 denied." in (tmp_path / "out" / "README.md").read_text(encoding="utf-8")
    described = json.loads((tmp_path / "out" / "datapackage.json").read_text(encoding="utf-8"))
    assert described["resources"][0]["description"] == "Few. 3 incidents left out: 3 denied."
