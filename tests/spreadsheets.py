"""What a spreadsheet program makes of files: LibreOffice opens them without a screen, and its own format is read."""

import shutil
import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

import pytest

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
_NAMES = {
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "xlink": "http://www.w3.org/1999/xlink",
}
_MANY = 1000
"""Empty cells and rows up to a sheet's end are told as one, repeated."""


@dataclass(frozen=True)
class Cell:
    """`kind` is LibreOffice's: float, string, date, boolean; "" where it is empty."""

    kind: str
    text: str
    formula: str | None = None


Sheet = tuple[tuple[Cell, ...], ...]


def opened(files: Iterable[Path], folder: Path) -> dict[str, dict[str, Sheet]]:
    """Each file's sheets by name, as a user sees them who opens it: comma or tab, UTF-8, numbers and formulas taken for
    what they look like."""
    if OFFICE is None:
        pytest.skip("no LibreOffice here: .ci/run installs it")
    found: dict[str, dict[str, Sheet]] = {}
    by_kind: dict[str, list[Path]] = {}
    for file in files:
        by_kind.setdefault(file.suffix, []).append(file)
    for suffix, group in sorted(by_kind.items()):
        separator = {".csv": 44, ".tsv": 9, ".txt": 9}.get(suffix)
        given = [f"--infilter=CSV:{separator},34,76,1,,0,false,true"]
        out = folder / f"opened{suffix}"
        subprocess.run(
            [
                OFFICE, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--norestore",
                *(given if separator else []), "--convert-to", "fods", "--outdir", str(out), *map(str, group),
            ],
            check=True, capture_output=True, timeout=300,
        )  # fmt: skip
        for file in group:
            found[file.name] = dict(_sheets(out / f"{file.stem}.fods"))
    return found


def _sheets(path: Path) -> Iterator[tuple[str, Sheet]]:
    root = ElementTree.parse(path).getroot()
    for sheet in root.iter(_q("table:table")):
        rows: list[tuple[Cell, ...]] = []
        for row in sheet.iter(_q("table:table-row")):
            times = int(row.get(_q("table:number-rows-repeated"), "1"))
            cells = _cells(row)
            rows.extend([cells] * (times if times < _MANY else 0))
        while rows and not rows[-1]:
            rows.pop()
        yield str(sheet.get(_q("table:name"))), tuple(rows)


def _cells(row: ElementTree.Element) -> tuple[Cell, ...]:
    cells: list[Cell] = []
    for cell in row:
        times = int(cell.get(_q("table:number-columns-repeated"), "1"))
        kind, formula = cell.get(_q("office:value-type"), ""), cell.get(_q("table:formula"))
        text = "\n".join("".join(each.itertext()) for each in cell.iter(_q("text:p")))
        if kind == "float":
            text = str(cell.get(_q("office:value")))
        link = next((each.get(_q("xlink:href")) for each in cell.iter(_q("text:a"))), None)
        cells.extend([Cell(kind, text, formula or link)] * (times if times < _MANY else 0))
    while cells and cells[-1] == Cell("", ""):
        cells.pop()
    return tuple(cells)


def _q(name: str) -> str:
    space, _, local = name.partition(":")
    return f"{{{_NAMES[space]}}}{local}"
