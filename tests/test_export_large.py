"""Exports in other people's columns hold no more of many incidents than of few, and run no text of a report."""

import csv
import tracemalloc
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from datasets_of import Records
from polemos.export.datasets.acled import Acled
from polemos.export.datasets.dataset import Documented
from polemos.export.datasets.ged import Ged
from polemos.export.datasets.hxl import Hxl
from polemos.model.incident import Party
from told_incidents import ACTORS, HOMS, dead, told

EXPORTERS = (Ged(), Acled(), Hxl())
TABLES = {"ged": "ged.csv", "acled": "acled.csv", "hxl": "incidents.hxl.csv"}


@dataclass(frozen=True)
class Many(Records):
    """Incidents that are made as they are asked for, two a day."""

    count: int = 0

    def incidents(self) -> Iterator[Documented]:
        for number in range(self.count):
            day = (date(2000, 1, 1) + timedelta(days=number // 2)).isoformat()
            yield told(number, "battle", ("Syrian Army",), ("Karsa Front",), (dead(number % 7),), from_=day)


def peak(exporter: Any, folder: Path, count: int) -> int:
    tracemalloc.start()
    exporter.write(Many(actors=ACTORS, count=count), folder)
    held = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return held


@pytest.mark.parametrize("exporter", EXPORTERS, ids=lambda each: each.name)
def test_more_incidents_take_no_more_memory(exporter: Any, tmp_path: Path) -> None:
    peak(exporter, tmp_path, 50)  # what is read once: tables, packs, names
    few, many = (peak(exporter, tmp_path, count) for count in (200, 1400))
    assert many - few < 200_000, "1,200 incidents take some 4 MB"


@pytest.mark.parametrize("exporter", EXPORTERS, ids=lambda each: each.name)
@pytest.mark.parametrize("text", ["=1+1", "+cmd|'/c calc'!A1", "-2+3", "@SUM(A1)", "\t=1", "＝1+1"])
def test_no_cell_is_a_formula(exporter: Any, text: str, tmp_path: Path) -> None:
    place = replace(HOMS, name=text, text=text, adm1=text, place_id=None)
    found = told(1, "battle", ("Syrian Army",), ("Karsa Front",), (dead(3),), place=place, outlets=(text,))
    parties = (*found.incident.parties, Party(text, "actor"), Party(text, "recipient"))
    reports = tuple(replace(report, title=text, url=text) for report in found.reports)
    found = replace(found, incident=replace(found.incident, parties=parties), reports=reports)
    exporter.write(Records((found,), actors=ACTORS), tmp_path)
    with (tmp_path / TABLES[exporter.name]).open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    cells = [cell for row in rows for cell in row if cell[:1] and cell[0] in "=+-@\t\r＝＋－＠"]
    assert cells == []
    assert any(text in cell for row in rows for cell in row), "it is there, guarded"
