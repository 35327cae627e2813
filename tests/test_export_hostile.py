"""Hostile names in exports: a spreadsheet program opens every table and runs nothing of it (reliability R23)."""

import csv
import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from archives import AUTHOR, clock
from exported import ALEPPO, Told, opened
from polemos.model import EventClaim, Place
from polemos.service.export_formats import NAMES, exporter
from polemos.service.exporting import export
from polemos.store.archive import Archive
from spreadsheets import Sheet
from spreadsheets import opened as in_office

PAYLOADS = (
    "=1+1", "=cmd|'/c calc'!A0", '=HYPERLINK("http://evil.example","x")', "=SUM(A1:A9)", "==1", "+1+1",
    "+cmd|' /c x'!A0", "-1+1", "-2+3+cmd|' /c calc'!A0", "@SUM(1+1)", "@Brigade", "\t=1+1", "\r=1+1", "\n=1+1",
    "\0=1+1", "\0\0=1+1", "\x01=1+1", "＝1+1", "＋1+1", "－1+1", "＠SUM(1)", " =1+1", "\u00a0=1+1", "\u200b=1+1",
    "\ufeff=1+1", "'=1+1", '"=1+1"', '"', '""', "a,b", "a;b", "a\tb", "a\nb", "a\r\nb", 'a","=1+1', "a'b", "{=1+1}",
    "=1+1\n=2+2", "http://evil.example/", "%0A=1+1", "＂=1+1", "𝒳=1", "\u202e=1+1", "1,5", "007", "1e5", "2014-03-04",
    "TRUE", "#REF!", "_x0041_", "</t><f>1+1</f>",
)  # fmt: skip
"""Names that a report may have by malice or bad luck."""
COUNT = len(PAYLOADS)
BOOLEANS = ("of:=TRUE()", "of:=FALSE()")
"""What LibreOffice makes of the cells of a workbook that hold a truth value."""


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """An archive with a report, an event and a place for each payload; the event's dead are 100 and its number."""
    made = Archive.create(tmp_path_factory.mktemp("hostile") / "h.db", "Ann", clock())
    for number, payload in enumerate(PAYLOADS):
        told = Told(f"r-{number:02}", payload, "2014-06-01", title=payload, byline=payload, name=payload)
        place = Place(payload, payload, 0, 0, 1, None, None, ALEPPO.latitude, ALEPPO.longitude, "SY", payload)
        day = f"2014-{1 + number // 28:02}-{1 + number % 28:02}"
        told.event(
            f"{payload} killed {100 + number} people in it, {payload} says.", "killed", "attack", (payload,),
            (payload,), place, day, losses=(("killed", str(100 + number), payload, None, *(100 + number,) * 3),),
            said_by=payload, hedges=(payload,),
        )  # fmt: skip
        made.add(told.coded(), AUTHOR)
    with opened(made) as whole:
        yield whole
    made.close()


@pytest.fixture(scope="module")
def folders(hostile: Any, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Every export format there is."""
    folder = tmp_path_factory.mktemp("formats")
    return {name: export(hostile, exporter(name), folder / name).folder for name in NAMES}


@pytest.fixture(scope="module")
def sheets(folders: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Sheet]]:
    """What LibreOffice makes of each table, and of a file that is as dangerous as can be."""
    flat = tmp_path_factory.mktemp("flat")
    files = [_copied(flat, name, path) for name, folder in folders.items() for path in _tables(folder)]
    control = flat / "control.csv"
    control.write_text("n,x\n1,=1+1\n2,ok\n", encoding="utf-8")
    return in_office([*files, control], tmp_path_factory.mktemp("office"))


def _tables(folder: Path) -> list[Path]:
    return [path for path in sorted(folder.rglob("*")) if path.suffix in (".csv", ".tsv", ".txt", ".xlsx")]


def _copied(flat: Path, name: str, path: Path) -> Path:
    return Path(shutil.copyfile(path, flat / f"{name}--{path.name}"))


def test_there_are_enough_payloads_and_each_is_another() -> None:
    assert len(set(PAYLOADS)) == COUNT >= 40


def test_nothing_of_any_table_is_run(sheets: dict[str, dict[str, Sheet]]) -> None:
    assert sheets["control.csv"]["control"][1][1].formula, "the program would run one if it were there"
    found = [
        (file, name, cell)
        for file, book in sheets.items()
        if file != "control.csv"
        for name, sheet in book.items()
        for row in sheet
        for cell in row
        if cell.formula is not None and cell.formula not in BOOLEANS
    ]
    assert found == []


def test_every_table_has_the_rows_and_columns_that_it_should(
    folders: dict[str, Path], sheets: dict[str, dict[str, Sheet]]
) -> None:
    checked = 0
    for name, folder in folders.items():
        described = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
        for each in described["resources"]:
            book = sheets.get(f"{name}--{Path(each['path']).name}")
            if book is None or "schema" not in each:
                continue
            sheet = book[each["dialect"]["excel"]["sheet"]] if each["format"] == "xlsx" else next(iter(book.values()))
            tags = [cell.text for row in sheet[1:2] for cell in row if cell.text]  # HXL's second row
            tagged = bool(tags) and all(tag.startswith("#") for tag in tags)
            rows = len(sheet) - (2 if tagged else 1)
            assert rows == each["rows"], (name, each["path"])
            width = len(each["schema"]["fields"])
            assert [len(row) for row in sheet if len(row) > width] == [], (name, each["path"])
            checked += 1
    assert checked >= 30


@pytest.mark.parametrize("name", ["csv", "xlsx"])
def test_numbers_stay_numbers_and_names_stay_whole(sheets: dict[str, dict[str, Sheet]], name: str) -> None:
    if name == "csv":
        head, *rows = next(iter(sheets["csv--incidents.csv"].values()))
    else:
        head, *rows = sheets["xlsx--polemos.xlsx"]["incidents"]
    names = [cell.text for cell in head]
    dead, lat, who = (names.index(column) for column in ("killed_best", "latitude", "actors"))
    assert sorted(row[dead].text for row in rows) == [str(100 + n) for n in range(COUNT)]
    assert {row[dead].kind for row in rows} == {row[lat].kind for row in rows} == {"float"}
    for row in rows:
        payload = PAYLOADS[int(row[dead].text) - 100]
        wanted = "".join(letter for letter in payload if letter.isalnum())
        assert wanted in "".join(letter for letter in row[who].text if letter.isalnum()) or row[who].kind != "string"


def test_csv_readers_of_programs_see_whole_rows_too(folders: dict[str, Path]) -> None:
    for name, folder in folders.items():
        for path in _tables(folder):
            if path.suffix == ".xlsx":
                continue
            with path.open(encoding="utf-8", newline="") as file:
                rows = list(csv.reader(file, delimiter="\t" if path.suffix in (".tsv", ".txt") else ","))
            assert {len(row) for row in rows} == {len(rows[0])}, (name, path.name)
            dangerous = [cell for row in rows[1:] for cell in row if cell.startswith(("=", "+", "@", "\t", "\r", "\n"))]
            assert [cell for cell in dangerous if not cell[1:].replace(".", "").isdigit()] == [], (name, path.name)


def test_the_originals_can_be_had_from_json_lines(folders: dict[str, Path]) -> None:
    with (folders["jsonl"] / "reports.jsonl").open(encoding="utf-8") as file:
        titles = [json.loads(line)["title"] for line in file]
    assert titles == list(PAYLOADS)
    with (folders["jsonl"] / "claims.jsonl").open(encoding="utf-8") as file:
        claims = [json.loads(line) for line in file]
    assert sorted(claim["actors"][0]["name"] for claim in claims) == sorted(PAYLOADS)
    assert all(set(claim) - {"kind"} <= set(EventClaim.__dataclass_fields__) for claim in claims)
