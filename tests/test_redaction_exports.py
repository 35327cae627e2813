"""Nothing that a profile withholds is in any file of any export, in any spelling; without redaction all of it is."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from leaks import ALL, PERSONS, TRACES, leaks
from polemos.service.dataset import dataset
from polemos.service.export_formats import NAMES, exporter
from polemos.service.exporting import export
from polemos.service.redaction import redacted
from redaction_archive import TODAY, planted_archive

WHAT = {"public": ALL, "partners": PERSONS | TRACES}


@pytest.fixture(scope="module")
def views(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Any]]:
    """The planted dataset as each profile lets it be seen, and as it is."""
    made = planted_archive(tmp_path_factory.mktemp("planted"))
    with dataset(made, title="Planted") as whole:
        day = date.fromisoformat(TODAY)
        yield {"all": whole, **{name: redacted(whole, name, day) for name in WHAT}}
    made.close()


@pytest.mark.parametrize("profile", ["public", "partners"])
@pytest.mark.parametrize("name", NAMES)
def test_no_file_of_an_export_holds_what_is_withheld(views: Any, tmp_path: Path, name: str, profile: str) -> None:
    made = export(views[profile], exporter(name), tmp_path / "out")
    assert leaks(tmp_path / "out", WHAT[profile]) == {}
    assert dict(made.withheld)["names of persons"] >= 3, "the victim, the witness and the dead of the market"


@pytest.mark.parametrize("name", NAMES)
def test_without_redaction_the_same_search_finds_it(views: Any, tmp_path: Path, name: str) -> None:
    export(views["all"], exporter(name), tmp_path / "out")
    found = set(leaks(tmp_path / "out", ALL))
    assert "the victim" in found
    assert name == "cameo" or "the village" in found, "CAMEO's dyads have no place"
    if name in ("parquet", "jsonl"):
        assert found == set(ALL), "an export of everything says all of it"
    elif name in ("csv", "xlsx"):
        assert found == set(ALL) - {"addresses and numbers"}, "texts of reports do not go into tables of cells"


def test_what_is_withheld_is_counted_in_every_place(views: Any, tmp_path: Path) -> None:
    made = export(views["public"], exporter("jsonl"), tmp_path / "out")
    counts = dict(made.withheld)
    assert counts["texts of reports"] == 2
    assert counts["reports under embargo"] == 1
    assert counts["claims under embargo"] == 1
    assert counts["incidents under embargo"] == 1
    assert counts["places told less exactly"] == 2
    assert counts["names of persons"] == 3
    assert counts["fields report.byline"] == 1
    readme = (tmp_path / "out" / "README.md").read_text(encoding="utf-8")
    package = (tmp_path / "out" / "datapackage.json").read_text(encoding="utf-8")
    assert "redacted by the profile public" in readme
    for what, count in made.withheld:
        assert f"{count} {what}" in readme
        assert f'"{what}": {count}' in package
