"""Imports of other people's datasets: each release's columns, damaged rows, names, and that nothing mixes with ours."""

import csv
import io
import json
import random
import zipfile
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from archives import KINDS, archive
from polemos.cli.main import app
from polemos.errors import ArchiveError, UsageError
from polemos.export.datasets.acled import Acled
from polemos.export.datasets.ged import Ged
from polemos.export.datasets.native import NativeCsv
from polemos.ingest.lists.reading import opened
from polemos.model.listed import BadRow, ListedEvent
from polemos.service.exporting import export
from polemos.service.listing import bring
from polemos.store.audit import verify
from polemos.store.backup import backup, restore
from polemos.store.listed import bad_rows, events, remove, sources
from told_incidents import dead, records, told

GED = {
    "id": "244657", "relid": "IRQ-1", "year": "2017", "type_of_violence": "1", "side_a": "Government of Iraq",
    "side_b": "IS", "where_prec": "1", "where_coordinates": "Mosul city", "adm_1": "Ninawa", "latitude": "36.34",
    "longitude": "43.13", "country": "Yemen (North Yemen)", "date_prec": "1", "date_start": "2017-07-31 00:00:00.000",
    "date_end": "2017-07-31 00:00:00.000", "best": "13", "high": "14", "low": "12",
}  # fmt: skip
ACLED = {
    "event_id_cnty": "SYR1", "event_date": "04 March 2021", "time_precision": "1", "event_type": "Battles",
    "sub_event_type": "Armed clash", "actor1": "Military Forces of Syria", "inter1": "State forces", "actor2": "IS",
    "country": "Syria", "admin1": "Homs", "location": "Homs", "latitude": "34.73", "longitude": "36.71",
    "geo_precision": "1", "fatalities": "3",
}  # fmt: skip
POLECAT = {
    "Event ID": "20230101-1", "Event Date": "2023-01-01", "Event Type": "ASSAULT", "Event Mode": "aerial",
    "Quad Code": "MATERIAL CONFLICT", "Actor Name": "Turkey", "Actor Name Raw": "Turkish jets",
    "Recipient Name": "Karsa;Front", "Recipient Sectors": "REB", "Placename": "Kobani", "City": "Kobani",
    "Province": "Aleppo", "Country": "SYR", "Latitude": "36.89", "Longitude": "38.35", "Feature Type": "PPL",
}  # fmt: skip


def table(rows: list[dict[str, str]], delimiter: str = ",") -> str:
    out = io.StringIO()
    made = csv.DictWriter(out, list(rows[0]), delimiter=delimiter, lineterminator="\n")
    made.writeheader()
    made.writerows(rows)
    return out.getvalue()


def read(path: Path, form: str | None = None) -> list[ListedEvent | BadRow]:
    with opened(path, form) as file:
        return list(file.rows)


def one(folder: Path, row: dict[str, str], delimiter: str = ",") -> ListedEvent:
    (folder / "list.csv").write_text(table([row], delimiter), encoding="utf-8")
    found = read(folder / "list.csv")
    assert len(found) == 1
    assert isinstance(found[0], ListedEvent), found[0]
    return found[0]


def test_an_event_of_ged(tmp_path: Path) -> None:
    assert one(tmp_path, GED) == ListedEvent(
        "244657", "state-based", "fighting", "2017-07-31", "2017-07-31", 1, ("Government of Iraq",), ("IS",),
        "Mosul city", "YE", "Ninawa", 36.34, 43.13, 1, 12, 13, 14,
    )  # fmt: skip
    candidate = {name: value for name, value in GED.items() if name not in ("relid", "year")} | {"code_status": "Clear"}
    assert one(tmp_path, {**candidate, "type_of_violence": "3"}).kind == "civilians"


def test_an_event_of_acled_of_today_and_of_before(tmp_path: Path) -> None:
    assert one(tmp_path, ACLED) == ListedEvent(
        "SYR1", "Armed clash", "fighting", "2021-03-04", "2021-03-04", 1, ("Military Forces of Syria",), ("IS",),
        "Homs", "SY", "Homs", 34.73, 36.71, 1, None, 3, None,
    )  # fmt: skip
    old = {name.upper(): value for name, value in ACLED.items() if name != "sub_event_type"}
    old |= {"INTER1": "1", "EVENT_TYPE": "Battle-No change of territory", "EVENT_DATE": "04-Mar-21"}
    assert (one(tmp_path, old).kind, one(tmp_path, old).from_) == ("fighting", "2021-03-04")


@pytest.mark.parametrize(
    ("time", "place", "days", "precisions"),
    [("2", "2", ("2021-03-01", "2021-03-07"), (3, 2)), ("3", "3", ("2021-02-17", "2021-03-19"), (4, 4))],
)
def test_acleds_precisions_become_ucdps(tmp_path: Path, time: str, place: str, days: Any, precisions: Any) -> None:
    made = one(tmp_path, {**ACLED, "time_precision": time, "geo_precision": place})
    assert (made.from_, made.to) == days
    assert (made.date_precision, made.place_precision) == precisions


def test_an_event_of_polecat_whatever_its_headers(tmp_path: Path) -> None:
    expected = ListedEvent(
        "20230101-1", "ASSAULT-aerial", "remote", "2023-01-01", "2023-01-01", 1, ("Turkey",), ("Karsa", "Front"),
        "Kobani", "SY", "Aleppo", 36.89, 38.35, 1, None, None, None,
    )  # fmt: skip
    assert one(tmp_path, POLECAT, "\t") == expected
    other = {name.replace(" ", "_").lower(): value for name, value in POLECAT.items()}
    other["#!event_id"] = other.pop("event_id")
    assert one(tmp_path, other, "\t") == expected
    assert one(tmp_path, {**POLECAT, "Recipient Sectors": "CVL;AGR"}, "\t").kind == "civilians"
    vague = one(tmp_path, {**POLECAT, "City": "None", "Placename": "Syria", "Province": "None", "Feature Type": "PCLI"})
    assert (vague.place_precision, vague.adm1) == (6, None)


def test_a_workbook_two_tables_and_what_is_no_list_are_refused_with_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "list.zip"
    for names, words in ((("xl/workbook.xml",), "save it as CSV"), (("a.csv", "b.csv"), "2 tables"), ((), "0 tables")):
        with zipfile.ZipFile(path, "w") as packed:
            for name in names:
                packed.writestr(name, table([GED]))
        with pytest.raises(UsageError, match=words):
            read(path)
    path.write_text("a,b\n1,2\n")
    with pytest.raises(UsageError, match="no columns of ACLED"):
        read(path)
    path.write_text(table([ACLED]))
    with pytest.raises(UsageError, match="no file of UCDP GED: it has no column"):
        read(path, "ged")
    with pytest.raises(UsageError, match="cannot be read"):
        read(tmp_path / "none.csv")


def test_a_damaged_zip_is_told_of(tmp_path: Path) -> None:
    path = tmp_path / "list.zip"
    rows = [{**GED, "id": str(random.Random(number).random())} for number in range(3000)]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("a.csv", table(rows))
    whole = path.read_bytes()
    for data in (whole[:1000], whole[:500] + bytes(200) + whole[700:]):
        path.write_bytes(data)
        with pytest.raises(UsageError, match="cannot be opened"):
            read(path)


def test_a_zip_a_byte_order_mark_and_semicolons_are_read(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "ged.zip", "w") as packed:
        packed.writestr("ged/GEDEvent.csv", "\ufeff" + table([GED], ";"))
        packed.writestr("__MACOSX/._GEDEvent.csv", "x")
        packed.writestr("README.md", "x")
    assert [type(row) for row in read(tmp_path / "ged.zip")] == [ListedEvent]


DAMAGED = (
    ({"date_start": ""}, "no-date"),
    ({"date_start": "soon"}, "bad-date"),
    ({"date_end": "2017-07-01"}, "bad-date"),
    ({"latitude": "north"}, "bad-number"),
    ({"latitude": "nan"}, "bad-number"),
    ({"longitude": "361"}, "bad-place"),
    ({"best": "-1"}, "bad-number"),
    ({"best": "1.5"}, "bad-number"),
    ({"best": "1e300"}, "bad-number"),
    ({"id": ""}, "no-id"),
)


def test_a_damaged_row_is_set_aside_with_its_line_and_reason(tmp_path: Path) -> None:
    rows = [GED, *({**GED, **damage} for damage, _ in DAMAGED), {**GED, "side_b": "two\nlines"}]
    text = table(rows) + "1,2,3\n"
    (tmp_path / "ged.csv").write_text(text, encoding="utf-8")
    found = read(tmp_path / "ged.csv")
    assert len(found) == len(rows) + 1
    bad = [row for row in found if isinstance(row, BadRow)]
    assert [(row.line, row.reason) for row in bad] == [
        *((at, reason) for at, (_, reason) in enumerate(DAMAGED, 3)), (len(DAMAGED) + 5, "bad-width")
    ]  # fmt: skip


def test_no_bytes_break_it(tmp_path: Path) -> None:
    """Every row is told of once, whatever was done to the file."""
    chance, path = random.Random(3), tmp_path / "ged.csv"
    whole = table([{**GED, "id": str(number)} for number in range(30)]).encode()
    for _ in range(150):
        data = bytearray(whole)
        for _ in range(chance.randrange(1, 8)):
            data[chance.randrange(300, len(data))] = chance.randrange(256)
        path.write_bytes(bytes(data[: chance.randrange(300, len(data))]))
        for row in read(path, "ged"):
            assert isinstance(row, ListedEvent) or row.message


def test_our_own_exports_are_read_again(tmp_path: Path) -> None:
    found = records(told(1, "battle", ("Syrian Army",), ("Karsa Front",), (dead(4, "Karsa Front"),)))
    for exporter, name, form in ((Ged(), "ged.csv", "ged"), (Acled(), "acled.csv", "acled")):
        exporter.write(found, tmp_path)
        (made,) = read(tmp_path / name, form)
        assert isinstance(made, ListedEvent)
        assert (made.best, made.country, made.place_precision, made.from_) == (4, "SY", 1, "2021-03-04")


def test_our_own_incidents_are_read_without_what_did_not_happen(tmp_path: Path, handmade: Any) -> None:
    made = export(handmade, NativeCsv(), tmp_path / "out")
    found = read(made.folder / "incidents.csv")
    events_ = [row for row in found if isinstance(row, ListedEvent)]
    told_of = {each.incident.id: each.incident for each in handmade.incidents()}
    assert len(found) == len(told_of)
    assert {each.reason for each in found if isinstance(each, BadRow)} <= {"not-happened", "no-date"}
    assert len(events_) < len(found)
    for event in events_:
        incident = told_of[event.id]
        assert (event.label, event.from_, event.to) == (incident.type, incident.from_, incident.to)
        assert incident.status not in ("denied", "rejected")


@pytest.mark.parametrize("kind", KINDS)
def test_an_import_is_kept_by_name_replaced_and_removed_and_in_the_backup(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "ged.csv"
    path.write_text(table([GED, {**GED, "id": "2"}, {**GED, "date_start": ""}]))
    with archive(kind, tmp_path) as made:
        before = made.counts()
        stored = bring(made, "ged", path, "UCDP GED 24.1", "Ann")
        assert (stored.events, stored.bad, stored.file, stored.by) == (2, 1, "ged.csv", "Ann")
        assert [event.id for event in events(made, "UCDP GED 24.1")] == ["244657", "2"]
        assert [row.line for row in bad_rows(made, "UCDP GED 24.1")] == [4]
        assert made.counts() == before, "nothing of it is among reports, claims or what was set aside"
        with pytest.raises(ArchiveError, match="--replace"):
            bring(made, "ged", path, "UCDP GED 24.1", "Ann")
        path.write_text(table([GED]))
        assert bring(made, "ged", path, "UCDP GED 24.1", "Ann", replace=True).events == 1
        path.write_text(table([ACLED]))
        bring(made, "acled", path, "ACLED", "Ben")
        assert [(each.name, each.events) for each in sources(made)] == [("ACLED", 1), ("UCDP GED 24.1", 1)]
        backup(made, tmp_path / "copy.db")
        restore(tmp_path / "copy.db", tmp_path / "back.db")
        assert remove(made, "ACLED", "Ann") == 1
        with pytest.raises(ArchiveError, match="polemos import list"):
            list(events(made, "ACLED"))
        with made.reading() as connection:
            assert verify(connection) == 5  # made, imported, replaced, imported, removed


def test_an_import_that_fails_midway_leaves_what_was_there(tmp_path: Path) -> None:
    path = tmp_path / "ged.csv"
    path.write_text(table([GED]))
    with archive("sqlite", tmp_path) as made:
        bring(made, "ged", path, "GED", "Ann")
        path.write_text("no,such\ncolumns,here\n")
        with pytest.raises(UsageError):
            bring(made, "ged", path, "GED", "Ann", replace=True)
        with pytest.raises(UsageError, match="name"):
            bring(made, "ged", path, " ", "Ann")
        assert [event.id for event in events(made, "GED")] == ["244657"]


def test_the_commands_tell_what_they_did(tmp_path: Path) -> None:
    path = tmp_path / "ged.csv"
    path.write_text(table([GED, {**GED, "date_start": ""}]))
    with archive("sqlite", tmp_path):
        pass
    where = str(next(tmp_path.glob("*.db")))
    run = CliRunner()
    done = run.invoke(app, ["import", "ged", str(path), "--name", "GED", "--archive", where])
    assert done.exit_code == 1
    assert "line 3: no-date" in done.output
    assert "2 rows: 1 events, 1 set aside" in done.output
    done = run.invoke(app, ["import", "list", "--archive", where, "--format", "jsonl"])
    assert json.loads(done.stdout)["name"] == "GED"
    done = run.invoke(app, ["import", "list", "--archive", where, "--bad", "GED", "--format", "table"])
    assert done.stdout == "line 3: no-date: it has no date\n"
    assert run.invoke(app, ["import", "ged", str(path), "--name", "GED", "--archive", where]).exit_code == 2
    assert run.invoke(app, ["import", "remove", "GED", "--archive", where]).exit_code == 0
    assert run.invoke(app, ["import", "remove", "GED", "--archive", where]).exit_code == 2
