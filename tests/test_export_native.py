"""Native exports: opened by the tools that they are for, and read back to the very records."""

import json
import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import frictionless
import openpyxl
import pandas
import polars
import pyarrow.parquet as pq
import pytest

from archives import AUTHOR, archive, clock
from datasets_of import Records
from exported import ARABIC, EMOJI, FORMULA, opened, reports
from polemos.errors import ArchiveError, InputError, UsageError
from polemos.export.datasets.native import TABLES, NativeCsv, NativeParquet, NativeXlsx
from polemos.export.datasets.native_jsonl import NativeJsonl
from polemos.export.datasets.native_read import native_folder
from polemos.model import Report
from polemos.service.dataset import ArchiveDataset
from polemos.service.digest import digest
from polemos.service.exporting import export
from polemos.service.native_import import import_native
from polemos.store.archive import Archive

FULL = (NativeJsonl(), NativeParquet())


@pytest.fixture(scope="module")
def made(exported: ArchiveDataset, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Samples and invented reports in every native format."""
    folder = tmp_path_factory.mktemp("native")
    for exporter in (NativeCsv(), NativeXlsx(), *FULL):
        export(exported, exporter, folder / exporter.name)
    return folder


def test_pandas_reads_the_csv_tables_and_they_join(made: Path, exported: ArchiveDataset) -> None:
    incidents = pandas.read_csv(made / "csv" / "incidents.csv", parse_dates=["from", "to"])
    links = pandas.read_csv(made / "csv" / "incident_claims.csv")
    claims = pandas.read_csv(made / "csv" / "claims.csv")
    told = {each.incident.id: each.incident for each in exported.incidents()}
    assert list(incidents["id"]) == list(told)
    joined = incidents.merge(links, left_on="id", right_on="incident_id").merge(
        claims, left_on="claim_id", right_on="id", suffixes=("", "_claim")
    )
    assert len(joined) == sum(len(each.claims) for each in told.values())
    assert (joined["type"] == joined["label"]).mean() > 0.8
    shelling = (
        incidents[incidents["status"] == "contested"].set_index("id").loc[lambda f: f["place"] == "Aleppo"].iloc[0]
    )
    assert (shelling["killed_low"], shelling["killed_best"], shelling["killed_high"]) == (12, 40, 40)
    assert shelling["from"] == pandas.Timestamp("2014-03-04")


def test_every_offset_of_the_tables_leads_to_its_words(made: Path, exported: ArchiveDataset) -> None:
    texts = {each.id: each.text for each in exported.reports()}
    read = {name: polars.read_parquet(made / "parquet" / f"{name}.parquet") for name in TABLES}
    of = dict(read["claims"].select("id", "report_id").iter_rows())
    checked = 0
    for name, frame in read.items():
        for column in frame.columns:
            if not column.endswith("_start"):
                continue
            words = {"place_start": "place_text", "date_start": "date_text"}.get(column, column.removesuffix("_start"))
            for row in frame.iter_rows(named=True):
                if row[column] is None or row[words] is None:
                    continue
                if words == "place_text" and row["place_precision"] is None:
                    continue
                text = texts[row["report_id"] if name == "claims" else of[row["claim_id"]]]
                assert text[row[column] : row[words.removesuffix("_text") + "_end"]] == row[words], (name, column)
                checked += 1
    assert checked > 1000
    assert dict(read["reports"].select("id", "text").iter_rows()) == texts


def test_what_is_told_of_an_incident_can_be_filtered(made: Path) -> None:
    frame = pandas.read_parquet(made / "parquet" / "incidents.parquet").set_index("place")
    own = frame[frame["from"].isna() & (frame.index == "Azaz")]
    assert list(own["factuality"]) == ["planned"]
    assert frame.loc["Syria", "status"] == "denied"
    assert frame.loc["Syria", "factuality"] == "negated"
    assert frame.loc["Latakia coast", "from"] == date(2014, 3, 8)
    assert frame.loc["Azaz District", "actors"] == f"{EMOJI}; {ARABIC}"
    assert frame.loc["+Velm", "actors"] == FORMULA, "Parquet holds what was said, as it was said"


def test_the_workbook_has_typed_cells_and_says_what_they_mean(made: Path, exported: ArchiveDataset) -> None:
    book = openpyxl.load_workbook(made / "xlsx" / "polemos.xlsx", read_only=True)
    assert book.sheetnames == [*TABLES, "columns"]
    head, *rows = book["incidents"].iter_rows(values_only=True)
    frame = [dict(zip(head, row, strict=False)) for row in rows]
    assert len(frame) == sum(1 for _ in exported.incidents())
    one = next(row for row in frame if row["place"] == "Latakia coast")
    assert one["from"].date() == date(2014, 3, 8)
    assert (one["place_precision"], one["killed_best"]) == (7, 2)
    assert next(row for row in frame if row["place"] == "'+Velm")["actors"] == "'" + FORMULA
    meant = {row[:2] for row in book["columns"].iter_rows(values_only=True)}
    for name in TABLES:
        for cell in next(book[name].iter_rows(values_only=True)):
            assert (name, cell) in meant


@pytest.mark.parametrize("name", ["csv", "xlsx"])
def test_frictionless_finds_types_keys_and_references_as_told(made: Path, name: str) -> None:
    described = json.loads((made / name / "datapackage.json").read_text(encoding="utf-8"))
    assert any("foreignKeys" in each["schema"] for each in described["resources"])
    found = frictionless.validate(str(made / name / "datapackage.json"))
    assert [each.message for each in found.errors] == []
    assert [error.message for task in found.tasks for error in task.errors] == []
    assert len(found.tasks) == len(TABLES) + (name == "xlsx")


@pytest.mark.parametrize("name", ["csv", "xlsx", "parquet", "jsonl"])
def test_the_dictionary_lists_every_file_and_column(made: Path, name: str) -> None:
    told = (made / name / "README.md").read_text(encoding="utf-8")
    described = json.loads((made / name / "datapackage.json").read_text(encoding="utf-8"))
    files = {each["path"] for each in described["resources"]}
    assert files == {each.name for each in (made / name).iterdir()} - {"README.md", "datapackage.json"}
    for each in described["resources"]:
        heading = f"## {each['path']}"
        section = told.split(heading + (f", sheet {each['dialect']['excel']['sheet']}\n" if name == "xlsx" else "\n"))[
            1
        ]
        for field in each.get("schema", {}).get("fields", []):
            assert f"\n| `{field['name']}` | {field['type']} | {field['description'][:20]}" in section.split("\n## ")[0]


@pytest.mark.parametrize("exporter", FULL, ids=lambda each: each.name)
def test_a_full_export_is_read_back_to_the_very_records(made: Path, exported: ArchiveDataset, exporter: Any) -> None:
    found = native_folder(made / exporter.name)
    assert list(found.reports()) == list(exported.reports())
    assert list(found.claims()) == list(exported.claims())
    assert list(found.incidents()) == [each.incident for each in exported.incidents()]
    assert list(found.control()) == list(exported.control())
    assert list(found.standing()) == list(exported.standing())


@pytest.mark.parametrize("exporter", FULL, ids=lambda each: each.name)
def test_an_archive_made_of_an_export_tells_the_same(
    made: Path, exported_archive: Archive, exporter: Any, tmp_path: Path
) -> None:
    with archive("sqlite", tmp_path) as again:
        told = import_native(again, made / exporter.name, "Ann")
        counts = exported_archive.counts()
        assert (told.reports, told.claims) == (counts["reports"], counts["claims"] - 1), "one claim was rejected"
        assert told.alike == told.incidents > 20
        assert digest(again) == digest(exported_archive)


def test_what_no_encoding_holds_is_read_back_too(tmp_path: Path) -> None:
    odd = Report("r-1", "half \ud83d of one, NUL \0, 𝒳 and \u2028 breaks\r\n", "0" * 64, title="\udfff=1")
    for exporter in FULL:
        export(Records(read=(odd,)), exporter, tmp_path / exporter.name)
        assert list(native_folder(tmp_path / exporter.name).reports()) == [odd]


@pytest.fixture
def lines(handmade: ArchiveDataset, tmp_path: Path) -> Path:
    """A small export as JSON lines that a test may damage."""
    export(handmade, NativeJsonl(), tmp_path / "lines")
    return tmp_path / "lines"


def _altered(path: Path, number: int, **fields: Any) -> None:
    rows = path.read_text(encoding="utf-8").splitlines()
    rows[number - 1] = json.dumps(json.loads(rows[number - 1]) | fields)
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "fields", "told"),
    [
        pytest.param("claims", {"weight": 3}, r"claims\.jsonl, line 2: .*weight is not a field", id="unknown field"),
        pytest.param("incidents", {"mood": "x"}, r"incidents\.jsonl, line 2: .*mood is not", id="of an incident"),
        pytest.param("control", {"flag": 1}, r"control\.jsonl, line 2: .*flag is not", id="of an interval"),
        pytest.param("claims", {"confidence": "high"}, r"confidence must be float", id="wrong type"),
        pytest.param("claims", {"schema_version": 2}, r"line 2: records of version 2", id="newer version"),
        pytest.param("claims", {"report_id": "r-none"}, r"1 claims stand in reports that", id="no report"),
        pytest.param("reports", {"text": "other"}, r"quotes words that report .* does not have", id="another text"),
    ],
)
def test_a_wrong_record_is_refused_with_its_place(
    lines: Path, tmp_path: Path, name: str, fields: dict[str, Any], told: str
) -> None:
    number = 3 if name == "reports" else 2
    _altered(lines / f"{name}.jsonl", number, **fields)
    with archive("sqlite", tmp_path) as empty:
        with pytest.raises(InputError, match=told):
            import_native(empty, lines, "Ann")
        assert empty.counts()["reports"] == 0, "nothing was written"


def test_a_cut_file_is_told(lines: Path, tmp_path: Path) -> None:
    whole = (lines / "claims.jsonl").read_bytes()
    with archive("sqlite", tmp_path) as empty:
        for at in (1, len(whole) // 2, len(whole) - 1):
            (lines / "claims.jsonl").write_bytes(whole[:at])
            with pytest.raises(InputError, match=r"claims\.jsonl, line \d+"):
                import_native(empty, lines, "Ann")
        (lines / "claims.jsonl").unlink()
        with pytest.raises(InputError, match="is missing"):
            import_native(empty, lines, "Ann")


def test_only_what_holds_everything_is_imported_and_only_into_nothing(
    lines: Path, handmade_archive: Archive, handmade: ArchiveDataset, tmp_path: Path
) -> None:
    export(handmade, NativeCsv(), tmp_path / "csv")
    with archive("sqlite", tmp_path) as empty:
        with pytest.raises(UsageError, match="only jsonl and parquet"):
            import_native(empty, tmp_path / "csv", "Ann")
        with pytest.raises(UsageError, match="no export of Polemos"):
            import_native(empty, tmp_path, "Ann")
        described = json.loads((lines / "datapackage.json").read_text(encoding="utf-8"))
        described["polemos"]["redaction"] = "public"
        (lines / "datapackage.json").write_text(json.dumps(described), encoding="utf-8")
        with pytest.raises(UsageError, match="redacted"):
            import_native(empty, lines, "Ann")
    export(handmade, NativeJsonl(), tmp_path / "again")
    with pytest.raises(ArchiveError, match="empty archive"):
        import_native(handmade_archive, tmp_path / "again", "Ann")


def test_copies_stay_copies_of_the_same(tmp_path: Path) -> None:
    first = reports()[0]
    words = " ".join(f"word{n}" for n in range(80))
    original = replace(first, report=replace(first.report, id="z-first", text=words), claims=())
    repeat = replace(first, report=replace(first.report, id="a-second", text=words, outlet="Copy"), claims=())
    with archive("sqlite", tmp_path) as made:
        made.add_all((original, repeat), AUTHOR)
        assert made.report("a-second").copy_of == "z-first"  # type: ignore[union-attr]
        with opened(made) as whole:
            export(whole, NativeParquet(), tmp_path / "out")
    again = Archive.create(tmp_path / "again.db", "Ann", clock())
    import_native(again, tmp_path / "out", "Ann")
    assert again.report("a-second").copy_of == "z-first"  # type: ignore[union-attr]
    assert again.report("z-first").copy_of is None  # type: ignore[union-attr]
    again.close()


def test_the_same_archive_makes_the_same_bytes(handmade_archive: Archive, tmp_path: Path) -> None:
    for exporter in (NativeCsv(), NativeXlsx(), *FULL):
        folders = [tmp_path / f"{exporter.name}{n}" for n in (1, 2)]
        for folder in folders:
            with opened(handmade_archive) as whole:
                export(whole, exporter, folder)
        one, other = ({p.name: p.read_bytes() for p in sorted(f.iterdir())} for f in folders)
        assert one == other
        shutil.rmtree(folders[0])


def test_parquet_columns_say_what_they_mean(made: Path) -> None:
    schema = pq.read_schema(made / "parquet" / "claims.parquet")
    for field in schema:
        assert field.metadata[b"description"]
    assert str(schema.field("from").type) == "date32[day]"


@pytest.mark.parametrize(
    ("filters", "held", "edges"),
    [
        pytest.param({}, 2, 4, id="everything"),
        pytest.param({"country": "SY"}, 2, 3, id="what is told of the country"),
        pytest.param({"country": "ML"}, 0, 0, id="another country"),
        pytest.param({"actor": "islamic-state"}, 2, 3, id="an actor"),
        pytest.param({"actor": "Nobody of Nowhere"}, 0, 0, id="an actor whom nobody tells of"),
        pytest.param({"type": "battle"}, 0, 1, id="a type of events"),
        pytest.param({"to": "2014-03-19"}, 1, 4, id="days"),
    ],
)
def test_filters_hold_for_control_and_standing_too(
    handmade_archive: Archive, filters: dict[str, str], held: int, edges: int
) -> None:
    with opened(handmade_archive, **filters) as whole:
        assert (len(list(whole.control())), len(list(whole.standing()))) == (held, edges)
