"""Nothing that a profile withholds is in any file of any export, in any spelling; without redaction all of it is."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from leaks import ALL, PERSONS, TRACES, leaks
from polemos.service.dataset import dataset
from polemos.service.export_formats import NAMES, exporter
from polemos.service.exporting import export
from polemos.service.redaction import redacted
from polemos.store.archive import Archive
from redaction_archive import TODAY, planted_archive

WHAT = {"public": ALL, "partners": PERSONS | TRACES}


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    made = planted_archive(tmp_path_factory.mktemp("planted"))
    yield made
    made.close()


@contextmanager
def seen(archive: Archive, profile: str | None) -> Iterator[Any]:
    with dataset(archive, title="Planted") as whole:
        yield redacted(whole, profile, date.fromisoformat(TODAY)) if profile else whole


@pytest.mark.parametrize("profile", ["public", "partners"])
@pytest.mark.parametrize("name", NAMES)
def test_no_file_of_an_export_holds_what_is_withheld(archive: Archive, tmp_path: Path, name: str, profile: str) -> None:
    with seen(archive, profile) as told:
        made = export(told, exporter(name), tmp_path / "out")
    assert leaks(tmp_path / "out", WHAT[profile]) == {}
    assert dict(made.withheld)["names of persons"] == 3, "the victim, the witness and the dead of the market"


SAID = {
    "csv",
    "parquet",
    "xlsx",
    "jsonl",
    "ged",
    "acled",
    "hxl",
    "geojson",
    "geoparquet",
    "ftm",
    "rdf",
    "jsonld",
    "polecat",
    "plover",
}


@pytest.mark.parametrize("name", sorted(SAID))
def test_without_redaction_the_same_search_finds_it(archive: Archive, tmp_path: Path, name: str) -> None:
    with seen(archive, None) as told:
        export(told, exporter(name), tmp_path / "out")
    found = leaks(tmp_path / "out", ALL)
    assert {"the victim", "the village"} <= set(found), name
    if name in ("csv", "parquet", "xlsx", "jsonl"):
        assert set(found) == set(ALL), "an export of everything says all of it"


def test_what_is_withheld_is_counted_in_every_place(archive: Archive, tmp_path: Path) -> None:
    with seen(archive, "public") as told:
        made = export(told, exporter("jsonl"), tmp_path / "out")
    counts = dict(made.withheld)
    assert counts["texts of reports"] == 2
    assert counts["reports under embargo"] == 1
    assert counts["claims under embargo"] == 1
    assert counts["incidents under embargo"] == 1
    assert counts["places told less exactly"] == 2
    assert counts["fields report.byline"] == 1
    readme = (tmp_path / "out" / "README.md").read_text(encoding="utf-8")
    package = (tmp_path / "out" / "datapackage.json").read_text(encoding="utf-8")
    assert "redacted by the profile public" in readme
    for what, count in made.withheld:
        assert f"{count} {what}" in readme
        assert f'"{what}": {count}' in package
