"""Killed writers and crowds of writers, in small; `polemos bench-archive` has the large figures."""

import os
import stat
from pathlib import Path

import pytest
from sqlalchemy import event, text

from archives import AUTHOR, KINDS, address, coded
from polemos.errors import ArchiveError
from polemos.service import bench_archive as bench
from polemos.store import database
from polemos.store.archive import Archive

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="kills its own children, which needs fork")


@pytest.mark.parametrize("kind", KINDS)
def test_a_killed_writer_loses_nothing_that_it_acknowledged(kind: str, tmp_path: Path) -> None:
    with address(kind, tmp_path) as where:
        Archive.create(where, "Ann")
        found = bench.killed(where, rounds=15)
    assert found.acknowledged > 15
    assert (found.lost, found.torn) == (0, 0)


@pytest.mark.parametrize("kind", KINDS)
def test_a_crowd_of_writers_loses_no_update(kind: str, tmp_path: Path) -> None:
    with address(kind, tmp_path) as where:
        Archive.create(where, "Ann")
        found = bench.crowded(where, writers=8, adds=8)
    assert (found.acknowledged, found.lost, found.torn) == (64, 0, 0)


def test_a_full_disk_is_told_and_nothing_is_half_done(tmp_path: Path) -> None:
    """SQLite's own page limit stands in for the disk."""
    kept = Archive.create(tmp_path / "a.db", "Ann")
    kept.add(bench.synthetic(1), AUTHOR)
    with kept.reading() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
    sizes = []

    def limited(dbapi: object, record: object) -> None:
        sizes.append(dbapi.execute(f"PRAGMA max_page_count={pages}").fetchone())  # type: ignore[attr-defined]

    kept.close()
    event.listen(kept.engine, "connect", limited)
    many = [bench.synthetic(number) for number in range(2, 60)]
    with pytest.raises(ArchiveError, match="disk is full") as told:
        kept.add_all(many, AUTHOR)
    assert told.value.reason == "disk-full"
    assert sizes
    event.remove(kept.engine, "connect", limited)
    assert kept.report("bench-1") == bench.synthetic(1).report
    assert kept.counts()["claims"] == 15 * kept.counts()["reports"]


def test_a_file_that_may_not_be_written_is_told(tmp_path: Path) -> None:
    if os.geteuid() == 0:
        pytest.skip("root may write every file")
    Archive.create(tmp_path / "a.db", "Ann")
    (tmp_path / "a.db").chmod(stat.S_IRUSR)
    tmp_path.chmod(stat.S_IRUSR | stat.S_IXUSR)
    try:
        with pytest.raises(ArchiveError, match="may not be written"):
            Archive.open(tmp_path / "a.db").add(coded("r-1", "Text."), AUTHOR)
    finally:
        tmp_path.chmod(stat.S_IRWXU)


def test_a_lock_that_is_never_given_back_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "WAIT_SECONDS", 0.2)
    kept = Archive.create(tmp_path / "a.db", "Ann")
    with kept.writing() as connection:
        connection.execute(text("DELETE FROM derived"))
        with pytest.raises(ArchiveError, match="another program held it"):
            Archive.open(tmp_path / "a.db").add(coded("r-1", "Text."), AUTHOR)
    assert kept.add(coded("r-1", "Text."), AUTHOR).outcome == "new"


def test_a_damaged_file_is_told(tmp_path: Path) -> None:
    kept = Archive.create(tmp_path / "a.db", "Ann")
    for number in range(30):
        kept.add(bench.synthetic(number), AUTHOR)
    kept.close()  # the last connection puts everything into the one file
    body = bytearray((tmp_path / "a.db").read_bytes())
    body[8192:] = os.urandom(len(body) - 8192)
    (tmp_path / "a.db").write_bytes(body)
    with pytest.raises(ArchiveError, match=r"damaged|no archive"):
        list(Archive.open(tmp_path / "a.db").current_claims())
