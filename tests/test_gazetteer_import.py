"""Users' place files: all in or not at all, every unusable row named, hostile files harmless."""

import csv
import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest
from typer.testing import CliRunner

from polemos.cli.main import app
from polemos.errors import InputError, UsageError
from polemos.gazetteer import keys
from polemos.gazetteer.importing import rows
from polemos.gazetteer.importing.imports import Imported, imported, path, remove
from polemos.gazetteer.load import packaged, with_imports
from polemos.service.gazetteer import bounds, take_in


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))


def row(id_: int, name: str, latitude: object = 35.5, longitude: object = 40.5, **told: str) -> str:
    cells = {
        "others": "", "class": "P", "feature": "PPL", "country": "SY", "cc2": "", "adm1": "07", "adm2": "",
        "adm3": "", "adm4": "", "population": "0", "elevation": "", "dem": "200",
        "zone": "Asia/Damascus", "day": "2020-01-01",
    } | told  # fmt: skip
    return "\t".join((str(id_), name, name, cells.pop("others"), str(latitude), str(longitude), *cells.values()))


def written(tmp_path: Path, *lines: str, name: str = "SY.txt") -> Path:
    file = tmp_path / name
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return file


def brought(file: Path, *mapped: str) -> Imported:
    return take_in(file, mapped, None, lambda line: None)


def ids(name: str, country: str = "SY") -> list[str]:
    return [hit.place.id for hit in with_imports().exact(name, country)]


def snapshot() -> bytes:
    with sqlite3.connect(path()) as base:
        dump = "\n".join(base.iterdump()).encode()
    base.close()
    return dump


def test_a_geonames_file_adds_its_places_with_their_units_and_names(tmp_path: Path) -> None:
    file = written(tmp_path, row(90000001, "Qaryat Zarqun", others="Zarqoon Village,زرقون,https://example.org/x"))
    assert brought(file) == Imported("SY.txt", 1)
    (hit,) = with_imports().exact("زرقون", "SY")
    assert (hit.place.id, hit.place.name, hit.place.adm1) == ("gn:90000001", "Qaryat Zarqun", "Deir ez-Zor")
    assert (hit.place.feature, hit.place.source) == ("PPL", "SY.txt")
    assert [each.place.id for each in with_imports().sounding("Qaryat Zarqoun", "SY")] == ["gn:90000001"]
    assert "gn:90000001" in [each.place.id for each in with_imports().proposals("Karyat Zarkon", "SY")]
    assert "gn:90000001" in [place.id for place, _ in with_imports().near(35.5, 40.5, 1)]
    assert packaged().exact("زرقون", "SY") == ()


def test_a_listed_unit_keeps_its_name_and_gains_others(tmp_path: Path) -> None:
    file = written(tmp_path, row(170792, "Muhafazat Dayr Zor", feature="ADM1", others="Zorland"))
    brought(file)
    (hit,) = with_imports().exact("Zorland", "SY")
    assert (hit.place.id, hit.place.name) == ("a1:SY.07", "Deir ez-Zor")


def test_a_zip_as_it_is_fetched(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "SY.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("readme.txt", "what the columns are")
        archive.writestr("SY.txt", row(90000001, "Zarqun") + "\n")
    assert brought(tmp_path / "SY.zip").places == 1
    assert ids("Zarqun") == ["gn:90000001"]


LONG = "admin1Name_en,admin1Pcode,admin2Name_en,admin2Pcode,admin4Name_en,admin4Name_ar,admin4Pcode,lat,lon"
SHORT = "ADM1_EN,ADM1_AR,ADM1_PCODE,ADM3_EN,ADM3_AR,ADM3_PCODE,Latitude,Longitude"


def test_p_codes_in_the_long_style(tmp_path: Path) -> None:
    line = "Deir-ez-Zor,SY09,Al Mayadin,SY0903,Zarqun,زرقون,C9999,34.9,40.6"
    file = written(tmp_path, LONG, line, line.replace("C9999", "SY090399"), name="long.csv")
    done = brought(file)
    assert (done.places, [wrong.line for wrong in done.wrong]) == (1, [2])
    (hit,) = with_imports().exact("زرقون", "SY")
    assert (hit.place.id, hit.place.name, hit.place.latitude) == ("pc:SY090399", "Zarqun", 34.9)
    assert (hit.place.adm1, hit.place.adm2, hit.place.feature) == ("Deir ez-Zor", "Al Mayadin", "PPL")


def test_p_codes_in_the_short_style(tmp_path: Path) -> None:
    file = written(tmp_path, SHORT, "Deir-ez-Zor,دير الزور,SY09,Zarqun,زرقون,SY090301,34.9,40.6", name="short.csv")
    assert brought(file).places == 1
    (hit,) = with_imports().exact("Zarqun", "SY")
    assert (hit.place.id, hit.place.feature, hit.place.adm1) == ("pc:SY090301", "ADM3", "Deir ez-Zor")


def test_p_codes_without_points_take_those_of_the_listed_namesake_in_the_unit(tmp_path: Path) -> None:
    header = SHORT.removesuffix(",Latitude,Longitude")
    lines = ("Deir-ez-Zor,x,SY09,Hajin,x,SY090401", "Aleppo,x,SY02,Hajin,x,SY020401", "Aleppo,x,SY02,Zarqun,x,SY020402")
    done = brought(written(tmp_path, header, *lines, name="short.csv"))
    assert done.places == 1
    assert [(wrong.line, "Hajin in Aleppo" in wrong.why) for wrong in done.wrong] == [(3, True), (4, False)]
    place = with_imports().get("pc:SY090401")
    assert place is not None
    assert (round(place.latitude, 1), round(place.longitude, 1)) == (34.7, 40.8)


def test_a_table_of_ones_own(tmp_path: Path) -> None:
    text = (
        "Village;Y;X;Land;Also",
        'Zarqun;35,1;40;Syria;""',
        "Zarqun;35.1;40.2;Syria;Zarkoun;",
        "Nowhere;1;2;Atlantis;",
    )
    mapped = ("name=village", "latitude=Y", "longitude=X", "country=Land", "other_names=Also")
    done = brought(written(tmp_path, *text, name="own.csv"), *mapped)
    assert (done.places, [wrong.line for wrong in done.wrong]) == (1, [2, 4])
    assert ids("Zarkoun") == ["my:own.csv:3"]


def test_what_is_exported_can_be_imported(tmp_path: Path) -> None:
    out = tmp_path / "south.csv"
    assert (
        CliRunner().invoke(app, ["gazetteer", "export", "--bbox", "124,7.5,124.5,8.2", "-o", str(out)]).exit_code == 0
    )
    told = list(csv.DictReader(out.read_text(encoding="utf-8").splitlines()))
    for place in told:
        known = packaged().get(place["id"])
        assert known is not None
        assert (float(place["latitude"]), float(place["longitude"])) == (known.latitude, known.longitude)
    done = brought(out)
    assert done.places == len(told)
    assert done.wrong == ()


BAD = [
    (row(1, "No point", "north", 40), "no point"),
    (row(1, "Off earth", 91, 40), "no point"),
    (row(1, "Nan", "nan", 40), "no point"),
    (row(1, "Many", population="many"), "population"),
    (row(1, "Superscript", population="²"), "population"),
    (row(1, " "), "no name"),
    ("x" + row(1, "No number"), "no number"),
    (row(1, "Short")[:-30], "columns"),
    (row(1, "A\0NUL"), "NUL"),
    (row(1, "Long", others="x" * 1_100_000), "longer"),
]


@pytest.mark.parametrize(("line", "why"), BAD, ids=[why + str(i) for i, (_, why) in enumerate(BAD)])
def test_an_unusable_row_is_named_and_the_others_come_in(tmp_path: Path, line: str, why: str) -> None:
    done = brought(written(tmp_path, row(90000001, "Zarqun"), line, row(90000002, "Zarqun II")))
    assert done.places == 2
    (wrong,) = done.wrong
    assert wrong.line == 2
    assert why in wrong.why


def test_bytes_that_are_no_text_cost_their_row_alone(tmp_path: Path) -> None:
    file = tmp_path / "SY.txt"
    file.write_bytes(b"\n".join((row(90000001, "Zarqun").encode(), b"1\t\xff\xfe", row(90000002, "II").encode(), b"")))
    assert [(wrong.line, wrong.why) for wrong in brought(file).wrong] == [(2, "is no UTF-8")]


def test_a_quotation_mark_that_never_closes_is_said(tmp_path: Path) -> None:
    lines = [f"Deir-ez-Zor,x,SY09,Place{i},x,SY09{i:04},35,40" for i in range(20)]
    lines[5] = lines[5].replace("Place5", '"Place5')
    done = brought(written(tmp_path, SHORT, *lines, name="short.csv"))
    assert done.places == 5
    assert [(wrong.line, "down to line 21" in wrong.why) for wrong in done.wrong] == [(7, True)]


@pytest.mark.parametrize("length", [200_000, 10_000_000])
def test_a_vast_cell_costs_its_row_alone(tmp_path: Path, length: int) -> None:
    lines = [f"Deir-ez-Zor,x,SY09,Place{i},x,SY09{i:04},35,40" for i in range(5)]
    lines[2] = lines[2].replace("Place2", "x" * length)
    done = brought(written(tmp_path, SHORT, *lines, name="short.csv"))
    assert (done.places, [wrong.line for wrong in done.wrong]) == (4, [4])


@pytest.mark.parametrize(
    "text",
    ["", "\n\n", "hello\n", "a,b,c\n1,2,3\n", "ADM1_EN,ADM1_PCODE\n", "name,latitude\nx,1\n", "\0" * 100, '"' * 1000],
    ids=range(8),
)
def test_a_file_that_is_no_list_changes_nothing(tmp_path: Path, text: str) -> None:
    brought(written(tmp_path, row(90000001, "Zarqun")))
    before = snapshot()
    (tmp_path / "bad.csv").write_text(text, encoding="utf-8")
    with pytest.raises(InputError):
        brought(tmp_path / "bad.csv")
    assert snapshot() == before


def test_a_zip_bomb_is_not_unpacked(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "SY.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("SY.txt", b"x" * 30_000_000)
    with pytest.raises(InputError, match="no list of places"):
        brought(tmp_path / "SY.zip")


def test_a_file_over_the_limit_is_not_read_to_its_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rows, "MOST", 1000)
    with pytest.raises(InputError, match="cut the file"):
        brought(written(tmp_path, *(row(90000000 + i, f"Zarqun {i}") for i in range(50))))
    assert imported() == ()


def test_zips_that_are_damaged_or_hold_several_lists(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "two.zip", "w") as archive:
        archive.writestr("SY.txt", row(1, "A"))
        archive.writestr("IQ.txt", row(2, "B"))
    with pytest.raises(InputError, match=r"found SY\.txt, IQ\.txt"):
        brought(tmp_path / "two.zip")
    data = bytearray((tmp_path / "two.zip").read_bytes())
    data[40:60] = b"z" * 20
    (tmp_path / "broken.zip").write_bytes(bytes(data).replace(b"IQ.txt", b"IQ.bin"))
    with pytest.raises(InputError):
        brought(tmp_path / "broken.zip")
    with pytest.raises(InputError, match="check the path"):
        brought(tmp_path / "absent.txt")


def test_the_same_file_again_changes_nothing(tmp_path: Path) -> None:
    file = written(tmp_path, row(90000001, "Zarqun"), row(90000002, "Zarqun II"), "bad row")
    brought(file)
    before = snapshot()
    again = brought(file)
    assert (again.again, again.places) == (True, 2)
    assert snapshot() == before


def test_a_new_version_of_a_file_replaces_the_old_one(tmp_path: Path) -> None:
    brought(written(tmp_path, row(90000001, "Zarqun"), row(90000002, "Hamra Zarqun")))
    brought(written(tmp_path, row(90000001, "Zarqun", 35.9)))
    assert ids("Hamra Zarqun") == []
    assert [hit.place.latitude for hit in with_imports().exact("Zarqun", "SY")] == [35.9]
    assert [each.places for each in imported()] == [1]


def test_a_place_that_stands_twice_comes_in_once_with_both_names(tmp_path: Path) -> None:
    between = [row(90001000 + i, f"P{i}") for i in range(1500)]
    brought(written(tmp_path, row(90000001, "Zarqun"), *between, row(90000001, "Azraq Zar")))
    assert ids("Zarqun") == ids("Azraq Zar") == ["gn:90000001"]


def test_removing_leaves_what_ships_and_the_other_imports(tmp_path: Path) -> None:
    brought(written(tmp_path, row(90000001, "Zarqun"), row(170794, "Dayr Zor City", 35.0, 40.0)))
    brought(written(tmp_path, row(90000003, "Zarqun III"), name="more.txt"))
    changed = with_imports().get("gn:170794")
    assert changed is not None
    assert changed.latitude == 35.0
    assert remove("SY.txt") == 2
    assert with_imports().get("gn:170794") == packaged().get("gn:170794")
    assert (ids("Zarqun"), ids("Zarqun III")) == ([], ["gn:90000003"])
    with pytest.raises(UsageError, match=r"there are: more\.txt"):
        remove("SY.txt")


def test_changed_keys_are_worked_out_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    brought(written(tmp_path, row(90000001, "Zarqun")))
    with sqlite3.connect(path()) as base:
        base.execute("UPDATE folded SET key = 'stale'")
    base.close()
    assert ids("Zarqun") == []
    monkeypatch.setattr(keys, "VERSION", keys.VERSION + 1)
    assert ids("Zarqun") == ["gn:90000001"]
    assert [each.places for each in imported()] == [1]


def test_killed_in_the_middle_it_leaves_what_was_there(tmp_path: Path) -> None:
    brought(written(tmp_path, row(90000001, "Zarqun"), name="first.txt"))
    before = snapshot()
    large = written(tmp_path, *(row(90000100 + i, f"Zarqun {i}", others="a,b,c,d") for i in range(60_000)))
    code = "import sys; from polemos.cli.main import run; run()"
    child = subprocess.Popen(
        [sys.executable, "-c", code, "gazetteer", "import", str(large)], stderr=subprocess.DEVNULL, env=dict(os.environ)
    )
    deadline = time.monotonic() + 60
    journal = path().with_name(path().name + "-journal")
    while time.monotonic() < deadline and not (journal.exists() and path().stat().st_size > 1_000_000):
        time.sleep(0.05)
    child.send_signal(signal.SIGKILL)
    assert child.wait() == -signal.SIGKILL
    assert snapshot() == before
    assert ids("Zarqun") == ["gn:90000001"]


def test_a_list_of_imports_that_is_damaged_is_told(tmp_path: Path) -> None:
    path().parent.mkdir(parents=True)
    path().write_bytes(b"no database" * 1000)
    for use in (imported, with_imports):
        with pytest.raises(UsageError, match="move the file away"):
            use()


@pytest.mark.parametrize("text", ["1,2,3", "a,b,c,d", "1,5,2,4", "200,0,1,1", "nan,0,1,1", ""])
def test_bounds_that_are_none(text: str) -> None:
    with pytest.raises(UsageError):
        bounds(text)


def test_the_commands(tmp_path: Path) -> None:
    file = written(tmp_path, row(90000001, "Zarqun"), "bad", "worse")
    reasons = tmp_path / "wrong.tsv"
    run = CliRunner().invoke(app, ["gazetteer", "import", str(file), "--wrong", str(reasons)])
    assert run.exit_code == 1
    assert "line 2: 1 columns, not 19; left out" in run.stderr
    assert "SY.txt: 1 places, 2 rows left out" in run.stderr
    assert reasons.read_text(encoding="utf-8") == "2\t1 columns, not 19\n3\t1 columns, not 19\n"
    assert CliRunner().invoke(app, ["gazetteer", "list"]).stdout.startswith("SY.txt: 1 places, 2 rows left out, ")
    shown = json.loads(CliRunner().invoke(app, ["gazetteer", "info", "--country", "Syria", "--json"]).stdout)
    assert list(shown["countries"]) == ["SY"]
    assert [each["name"] for each in shown["imports"]] == ["SY.txt"]
    out = CliRunner().invoke(app, ["gazetteer", "export", "--bbox", "40.49,35.49,40.51,35.51", "--format", "geojson"])
    assert "gn:90000001" in [each["id"] for each in json.loads(out.stdout)["features"]]
    assert CliRunner().invoke(app, ["gazetteer", "remove", "SY.txt"]).exit_code == 0
    assert CliRunner().invoke(app, ["gazetteer", "remove", "SY.txt"]).exit_code == 2
    assert CliRunner().invoke(app, ["gazetteer", "export", "--country", "Atlantis"]).exit_code == 2
    assert CliRunner().invoke(app, ["gazetteer", "import", str(file), "--map", "name"]).exit_code == 2
