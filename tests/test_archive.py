"""One behaviour for both databases: what goes into an archive comes out, once, whole, and traceable."""

import random
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import text, update

from archives import AUTHOR, KINDS, address, archive, coded, event
from polemos import faults
from polemos.errors import ArchiveError
from polemos.model import Quarantined
from polemos.store import audit, schema
from polemos.store.archive import Archive
from polemos.store.backup import backup, restore
from polemos.store.database import as_url, connected
from polemos.store.search import Query, search
from polemos.store.tables import audit as audit_table
from polemos.store.tables import metadata

TEXT = "Fighters of the Northern League attacked Barsa on 3 May, killing 12 soldiers."
CLAIM = event(
    "r-1", TEXT, "attacked", "attack", actors=("Northern League",), place="Barsa", day="2021-05-03", killed=12
)
ITEM = coded("r-1", TEXT, CLAIM, published="2021-05-04", outlet="The Courier")


@pytest.fixture(params=KINDS)
def kept(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Archive]:
    with archive(request.param, tmp_path) as made:
        yield made


def test_a_report_comes_back_as_it_was_added(kept: Archive) -> None:
    added = kept.add(ITEM, AUTHOR)
    assert (added.outcome, added.claims) == ("new", 1)
    assert kept.report("r-1") == ITEM.report
    assert kept.claims("r-1") == (CLAIM,)
    assert kept.claim(CLAIM.id) == CLAIM


@pytest.mark.parametrize("odd", ["a\0b killed", "lone \ud800 surrogate", "emoji 😀 and دير الزور", "CR\r\nLF", ""])
def test_odd_characters_come_back(kept: Archive, odd: str) -> None:
    kept.add(coded("r-odd", odd), AUTHOR)
    found = kept.report("r-odd")
    assert found is not None
    assert found.text == odd


def test_the_same_again_changes_nothing(kept: Archive) -> None:
    kept.add(ITEM, AUTHOR)
    before = kept.counts()
    assert kept.add(ITEM, AUTHOR).outcome == "unchanged"
    assert kept.counts() == before


def test_a_report_coded_again_keeps_its_old_claims(kept: Archive) -> None:
    kept.add(ITEM, AUTHOR)
    newer = replace(CLAIM, factuality="negated")
    assert kept.add(replace(ITEM, claims=(newer,)), AUTHOR).outcome == "recoded"
    assert kept.claims("r-1") == (newer,)
    assert kept.claims("r-1", superseded=True) == (CLAIM,)
    assert kept.claim(CLAIM.id) == newer


def test_another_text_under_an_old_id_is_refused_and_changes_nothing(kept: Archive) -> None:
    kept.add(ITEM, AUTHOR)
    with pytest.raises(ArchiveError, match="another text"):
        kept.add_all((coded("r-2", "New."), coded("r-1", "Something else.")), AUTHOR)
    assert kept.report("r-2") is None


def test_near_copies_are_found_and_point_to_the_first(kept: Archive) -> None:
    words = random.Random(7).choices([f"word{n}" for n in range(900)], k=300)
    first, longer, shorter = " ".join(words), " ".join([*words, "and", "a", "new", "end"]), " ".join(words[:200])
    other = " ".join(random.Random(8).choices([f"word{n}" for n in range(900)], k=300))
    outcomes = [
        kept.add(coded(f"r-{n}", body), AUTHOR) for n, body in enumerate((first, longer, shorter, other, first))
    ]
    assert [(each.outcome, each.copy_of) for each in outcomes] == [
        ("new", None),
        ("copy", "r-0"),
        ("copy", "r-0"),
        ("new", None),
        ("copy", "r-0"),
    ]
    assert kept.counts()["copies"] == 3


def test_short_texts_are_no_near_copies_of_each_other(kept: Archive) -> None:
    kept.add(coded("r-a", "Two people died in the market on Sunday, police said."), AUTHOR)
    assert kept.add(coded("r-b", "Two people died in the market on Monday, police said."), AUTHOR).outcome == "new"


SEARCHES = [
    (Query(words="attacked soldiers"), 1),
    (Query(words='"attacked Barsa"'), 1),
    (Query(words='"Barsa attacked"'), 0),
    (Query(words="attacked AND"), 0),  # no operators: AND is a word like others
    (Query(words='"'), 1),
    (Query(words="* ( NEAR"), 0),
    (Query(actor="northern league"), 1),
    (Query(actor="Northern League", role="recipient"), 0),
    (Query(place="Bārsa"), 1),
    (Query(labels=("shelling",)), 0),
    (Query(labels=("shelling", "attack")), 1),
    (Query(kind="control"), 0),
    (Query(from_="2021-05-03", to="2021-05-03"), 1),
    (Query(from_="2021-05-04"), 0),
    (Query(outlet="The Courier"), 1),
    (Query(outlet="Another"), 0),
    (Query(min_confidence=0.95), 0),
]


@pytest.mark.parametrize(("query", "hits"), SEARCHES, ids=[str(query.words or query)[:60] for query, _ in SEARCHES])
def test_search_finds_by_words_and_filters(kept: Archive, query: Query, hits: int) -> None:
    kept.add(ITEM, AUTHOR)
    assert len(search(kept, query).claims) == hits


ARTICLES = [
    ("Deir el-Zour", "Deir ez-Zor", True),
    ("Deir el-Zour", "deir al zor", True),
    ("Abu al-Shamat", "Abu ash-Shamat", True),
    ("Deir el-Zour", "Deir Hafir", False),
    ("Salt", "As", False),
]


@pytest.mark.parametrize(("told", "asked", "met"), ARTICLES, ids=[f"{told}, {asked}" for told, asked, _ in ARTICLES])
def test_search_meets_a_place_under_another_spelling_of_its_article(
    kept: Archive, told: str, asked: str, met: bool
) -> None:
    body = f"Militants attacked a post near {told}."
    kept.add(coded("r-9", body, event("r-9", body, "attacked", "attack", place=told)), AUTHOR)
    assert bool(search(kept, Query(place=asked)).claims) is met


def test_search_goes_on_page_by_page_newest_first(kept: Archive) -> None:
    for n in range(5):
        body = f"Item {n}: {TEXT}"
        kept.add(coded(f"r-{n}", body, event(f"r-{n}", body, "attacked", "attack")), AUTHOR)
    seen: list[str] = []
    before = None
    for _ in range(3):
        page = search(kept, Query(words="attacked", limit=2, before=before))
        seen += [claim.report_id for claim in page.claims]
        before = page.last
    assert seen == ["r-4", "r-3", "r-2", "r-1", "r-0"]
    assert before is None


def test_search_leaves_copies_out_unless_asked(kept: Archive) -> None:
    kept.add(ITEM, AUTHOR)
    kept.add(coded("r-2", TEXT, replace(CLAIM, report_id="r-2").identified()), AUTHOR)
    assert len(search(kept, Query(words="Barsa")).claims) == 1
    assert len(search(kept, Query(words="Barsa", copies=True)).claims) == 2


@pytest.mark.parametrize("point", ["report", "claims", "commit"])
@pytest.mark.parametrize("kind", ["error", "memory"])
def test_a_failure_on_the_way_leaves_nothing(
    kept: Archive, monkeypatch: pytest.MonkeyPatch, point: str, kind: str
) -> None:
    monkeypatch.setitem(faults.PLANTED, point, kind)
    with pytest.raises((ValueError, MemoryError)):
        kept.add(ITEM, AUTHOR)
    monkeypatch.delitem(faults.PLANTED, point)
    assert kept.report("r-1") is None
    assert search(kept, Query(words="Barsa")).claims == ()
    assert kept.add(ITEM, AUTHOR).outcome == "new"


def test_every_change_has_its_row_in_the_log(kept: Archive) -> None:
    kept.add(ITEM, AUTHOR)
    kept.set_aside(Quarantined("b.pdf", "ingest", "unreadable", "no text in it"), "Ben")
    with kept.reading() as connection:
        rows = audit.rows(connection)
        assert audit.verify(connection) == 3
    assert [(row.who, row.what, row.subject) for row in rows] == [
        ("Ann", "init", "archive"),
        ("Ann", "add", "r-1"),
        ("Ben", "quarantine", "b.pdf"),
    ]


@pytest.mark.parametrize("change", [{"who": "Eve"}, {"detail": "{}"}, {"previous": "0" * 64}, {"seq": 9}])
def test_an_altered_log_is_found(kept: Archive, change: dict[str, object]) -> None:
    for n in range(3):
        kept.add(coded(f"r-{n}", f"Text {n}."), AUTHOR)
    with kept.writing() as connection:
        connection.execute(update(audit_table).where(audit_table.c.seq == 3).values(**change))
    with kept.reading() as connection, pytest.raises(ArchiveError, match="altered"):
        audit.verify(connection)


def test_a_removed_row_of_the_log_is_found(kept: Archive) -> None:
    for n in range(3):
        kept.add(coded(f"r-{n}", f"Text {n}."), AUTHOR)
    with kept.writing() as connection:
        connection.execute(audit_table.delete().where(audit_table.c.seq == 2))
    with kept.reading() as connection, pytest.raises(ArchiveError, match="altered"):
        audit.verify(connection)


@pytest.mark.parametrize("target", KINDS)
def test_a_backup_is_restored_into_either_database(kept: Archive, tmp_path: Path, target: str) -> None:
    kept.add(ITEM, AUTHOR)
    mark = backup(kept, tmp_path / "copy.db")
    with address(target, tmp_path) as where:
        assert restore(tmp_path / "copy.db", where) == mark
        back = Archive.open(where)
        assert back.report("r-1") == ITEM.report
        assert len(search(back, Query(words="Barsa")).claims) == 1
        assert back.add(coded("r-9", "Later."), AUTHOR).outcome == "new"
        with pytest.raises(ArchiveError, match="already"):
            restore(tmp_path / "copy.db", where)
    assert sorted(path.name for path in tmp_path.glob(".backup*")) == []


def test_a_backup_never_writes_over_a_file(kept: Archive, tmp_path: Path) -> None:
    (tmp_path / "copy.db").write_text("mine")
    with pytest.raises(ArchiveError, match="exists already"):
        backup(kept, tmp_path / "copy.db")
    assert (tmp_path / "copy.db").read_text() == "mine"


def test_the_tables_are_those_that_the_migrations_make(kept: Archive) -> None:
    with kept.reading() as connection:
        context = MigrationContext.configure(
            connection, opts={"include_name": lambda name, type_, parents: "search" not in (name or "")}
        )
        assert compare_metadata(context, metadata) == []


@pytest.mark.parametrize(("found", "words"), [("0000", "newer Polemos"), ("9999", "newer Polemos")])
def test_another_version_of_the_tables_is_refused_untouched(kept: Archive, found: str, words: str) -> None:
    with kept.writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = :found"), {"found": found})
    with pytest.raises(ArchiveError, match=words):
        schema.check(kept.engine)
    with pytest.raises(ArchiveError, match=words):
        schema.upgrade(kept.engine)


def test_there_is_one_archive_a_place(kept: Archive) -> None:
    where = kept.engine.url if kept.engine.dialect.name == "postgresql" else None
    if where is not None:
        with pytest.raises(ArchiveError, match="already"):
            Archive.create(where.render_as_string(hide_password=False), "Ann")


def test_no_archive_and_no_database_are_told_apart(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match="polemos init"):
        Archive.open(tmp_path / "none.db")
    (tmp_path / "text.db").write_text("this is no database, however long it may be " * 50)
    with pytest.raises(ArchiveError, match="no archive"):
        Archive.open(tmp_path / "text.db")
    with pytest.raises(ArchiveError, match="no database address"):
        Archive.open("postgres//://")
    with connected(as_url(tmp_path / "empty.db"), create=True) as engine:
        engine.connect().close()
    with pytest.raises(ArchiveError, match="polemos init"):
        Archive.open(tmp_path / "empty.db")
