"""Exports in other people's columns hold no more of many incidents than of few, and run no text of a report."""

import csv
import gc
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
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
    """Incidents that are made as they are asked for, two a day; `held` notes how many of them are alive meanwhile."""

    count: int = 0
    held: list[int] = field(default_factory=list)

    def incidents(self) -> Iterator[Documented]:
        for number in range(self.count):
            if number % 100 == 99:
                self.held.append(sum(isinstance(each, Documented) for each in gc.get_objects()))
            day = (date(2000, 1, 1) + timedelta(days=number // 2)).isoformat()
            yield told(number, "battle", ("Syrian Army",), ("Karsa Front",), (dead(number % 7),), from_=day)


@pytest.mark.parametrize("exporter", EXPORTERS, ids=lambda each: each.name)
def test_no_more_than_a_few_incidents_are_held_at_a_time(exporter: Any, tmp_path: Path) -> None:
    gc.collect()
    before = sum(isinstance(each, Documented) for each in gc.get_objects())
    dataset = Many(actors=ACTORS, count=600)
    exporter.write(dataset, tmp_path)
    assert len(dataset.held) >= 6
    assert max(dataset.held) - before < 10


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
