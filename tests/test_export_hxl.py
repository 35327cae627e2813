"""The HXL export: its tags as libhxl reads them, and what its figures may say."""

import csv
from dataclasses import replace
from pathlib import Path
from typing import Any

import hxl
import pytest
from frictionless import Package

from datasets_of import at
from polemos.export.datasets.hxl import Hxl
from polemos.export.datasets.table import table
from polemos.model import Report, Source
from polemos.model.incident import IncidentLoss
from polemos.service.exporting import export
from told_incidents import HOMS, dead, records, told

OCHA = (
    "#event+code", "#event+type", "#description", "#date+start", "#date+end", "#date+year", "#group+name+first",
    "#group+name+first+assoc", "#group+name+second", "#group+name+second+assoc", "#country+name", "#adm1+name",
    "#adm2+name", "#loc+name", "#geo+lat", "#geo+lon", "#meta+source",
)  # fmt: skip
"""Tags that OCHA gives its event data."""


@pytest.mark.parametrize("tag", OCHA)
def test_the_usual_tags_of_event_data_are_there(tag: str) -> None:
    assert tag in [column.hxl for column in table("hxl").columns]


def test_every_column_has_a_tag_that_holds_as_hxl() -> None:
    tags = [column.hxl for column in table("hxl").columns]
    assert len(set(tags)) == len(tags)
    for tag in tags:
        assert hxl.model.Column.parse(tag, use_exception=True)


def by_pattern(folder: Path, pattern: str, *found: Any) -> list[str]:
    """The values under a tag pattern, as a user of HXL asks for them."""
    Hxl().write(records(*found), folder)
    with (folder / "incidents.hxl.csv").open("rb") as file, hxl.data(file) as data:
        return [row.get(pattern) or "" for row in data]


@pytest.mark.parametrize(
    ("pattern", "value"),
    [
        ("#affected+killed+best", "4"), ("#affected+killed+min", "3"), ("#affected+killed+max", "6"),
        ("#affected+killed+civilians", "1"), ("#affected+killed+side_a", "0"), ("#affected+killed+side_b", "3"),
        ("#affected+injured", "9"), ("#affected+displaced", "40"), ("#affected+captured", ""),
        ("#meta+claim+source", "Field Hospital"), ("#meta+stance", "asserts"), ("#meta+confidence", "0.9"),
        ("#date+reported", "2021-03-05"), ("#status+review", "reported"), ("#meta+source-claim", "The Wire"),
        ("#meta+id", "c-1-0"), ("#event+code", "i-1"), ("#date+start", "2021-03-04"),
        ("#group+name+first", "Syrian Army"), ("#group+name+second", "Karsa Front"), ("#country+code", "SYR"),
        ("#geo+lat", "34.73"),
    ],
)  # fmt: skip
def test_values_are_found_by_their_tags(tmp_path: Path, pattern: str, value: str) -> None:
    losses = (
        dead(3, "Karsa Front", low=2, high=5), dead(1, None, True),
        IncidentLoss("wounded", "Karsa Front", None, 4, 4, 4, "t"), IncidentLoss("wounded", None, True, 5, 5, 5, "t"),
        IncidentLoss("wounded", None, None, 7, 7, 7, "t"), IncidentLoss("displaced", None, None, 40, None, None, "t"),
    )  # fmt: skip
    by = (Source("Field Hospital", "x", 0, 1, "civil"),)
    found = told(1, "attack", ("Syrian Army",), ("Karsa Front",), losses, by=by)
    assert by_pattern(tmp_path, pattern, found) == [value]


def test_nobody_told_of_is_no_zero_and_a_vague_place_has_no_point(tmp_path: Path) -> None:
    vague = told(1, "attack", ("Syrian Army",), ("Karsa Front",), place=replace(HOMS, precision=4))
    assert by_pattern(tmp_path, "#affected+killed+best", vague) == [""]
    assert by_pattern(tmp_path, "#geo+lat", vague) == [""]
    none = told(1, "attack", ("Syrian Army",), ("Karsa Front",), (dead(0),), place=at("Nowhere", None), from_=None)
    assert by_pattern(tmp_path, "#affected+killed+best", none) == ["0"]
    assert by_pattern(tmp_path, "#country+name", none) == [""]


def test_what_did_not_happen_is_left_out_and_counted(tmp_path: Path) -> None:
    made = Hxl().write(records(told(1, status="denied"), told(2, factuality="planned"), told(3)), tmp_path)
    assert made[0].records == 1
    assert made[0].about.startswith("2 incidents left out")


def test_frictionless_skips_the_row_of_tags(tmp_path: Path, handmade: Any) -> None:
    made = export(handmade, Hxl(), tmp_path / "out")
    package = Package(str(made.folder / "datapackage.json"))
    report = package.validate()
    assert report.valid, report.flatten(["type", "note"])
    assert len(package.resources[0].read_rows()) == made.resources[0].records > 0
    with (made.folder / "incidents.hxl.csv").open(encoding="utf-8", newline="") as file:
        header, tags, *_ = list(csv.reader(file))
    assert len(header) == len(tags)
    assert all(tag.startswith("#") for tag in tags)


def test_a_report_without_anything_is_no_trouble(tmp_path: Path) -> None:
    found = told(1, "attack")
    bare = replace(found, reports=(Report("r-1-0", "Text.", "0"),))
    assert by_pattern(tmp_path, "#meta+source-claim", bare) == [""]
