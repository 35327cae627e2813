"""Accounts: who may sign, with what, for how long; and archives that were made before there were any."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from importlib.resources import as_file, files
from itertools import pairwise
from pathlib import Path

import pytest
from alembic import command
from sqlalchemy import select

from archives import AUTHOR, KINDS, address, archive, coded
from polemos.errors import ArchiveError, NotAllowed, UsageError
from polemos.service import decisions, people
from polemos.service.archive import migrated
from polemos.service.permissions import GRANTS, ROLES, Person, require
from polemos.store import accounts, audit, schema
from polemos.store.archive import Archive
from polemos.store.database import as_url, connect, writing
from polemos.store.tables import session, token

PASSWORD = "a long enough word"


@pytest.fixture(params=KINDS)
def kept(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Archive]:
    with archive(request.param, tmp_path) as made:
        yield made


def test_who_signs_in_is_known_until_they_sign_out(kept: Archive) -> None:
    people.add_account(kept, "Ann", "bo", "coder", PASSWORD)
    secret = people.sign_in(kept, "bo", PASSWORD)
    assert people.of_session(kept, secret) == Person("bo", "coder", "session")
    people.sign_out(kept, secret)
    assert people.of_session(kept, secret) is None


@pytest.mark.parametrize(("name", "password"), [("bo", "another long word"), ("cy", PASSWORD), ("bo", ""), ("", "")])
def test_a_wrong_name_and_a_wrong_password_are_refused_in_the_same_words(
    kept: Archive, name: str, password: str
) -> None:
    people.add_account(kept, "Ann", "bo", "coder", PASSWORD)
    with pytest.raises(NotAllowed, match="name or password is not right"):
        people.sign_in(kept, name, password)


def test_a_session_and_a_token_end_when_they_said_they_would(tmp_path: Path) -> None:
    moment = [datetime(2026, 1, 1, tzinfo=UTC)]
    with address("sqlite", tmp_path) as where:
        made = Archive.create(where, "Ann", lambda: moment[0])
        people.add_account(made, "Ann", "bo", "coder", PASSWORD)
        secret = people.sign_in(made, "bo", PASSWORD)
        _, key = people.new_token(made, "Ann", "bo", "script", 1)
        _, lasting = people.new_token(made, "Ann", "bo", "script", None)
        moment[0] += timedelta(hours=11, minutes=59)
        assert people.of_session(made, secret)
        moment[0] += timedelta(minutes=2)
        assert people.of_session(made, secret) is None
        assert people.of_token(made, key)
        moment[0] += timedelta(hours=12)
        assert people.of_token(made, key) is None
        assert people.of_token(made, lasting) == Person("bo", "coder", "token")


def test_a_removed_account_takes_its_sessions_and_tokens_along(kept: Archive) -> None:
    people.add_account(kept, "Ann", "root", "admin", None)
    people.add_account(kept, "Ann", "bo", "coder", PASSWORD)
    secret, (_, key) = people.sign_in(kept, "bo", PASSWORD), people.new_token(kept, "Ann", "bo", "", None)
    people.remove_account(kept, "Ann", "bo")
    assert people.of_session(kept, secret) is None
    assert people.of_token(kept, key) is None


def test_a_new_password_ends_the_old_sessions(kept: Archive) -> None:
    people.add_account(kept, "Ann", "bo", "coder", PASSWORD)
    secret = people.sign_in(kept, "bo", PASSWORD)
    person = people.of_session(kept, secret)
    with pytest.raises(NotAllowed, match="old password"):
        people.change_own_password(kept, person, "not the old one", "something new and long")
    people.change_own_password(kept, person, PASSWORD, "something new and long")
    assert people.of_session(kept, secret) is None
    assert people.sign_in(kept, "bo", "something new and long")


def test_the_last_admin_stays_while_there_are_others(kept: Archive) -> None:
    people.add_account(kept, "Ann", "root", "admin", PASSWORD)
    people.add_account(kept, "Ann", "bo", "coder", PASSWORD)
    for change in (lambda: people.remove_account(kept, "Ann", "root"),
                   lambda: people.change_account(kept, "Ann", "root", role="viewer")):  # fmt: skip
        with pytest.raises(ArchiveError, match="last admin"):
            change()
    people.remove_account(kept, "Ann", "bo")
    people.remove_account(kept, "Ann", "root")
    assert accounts.accounts(kept) == ()


def test_nothing_secret_is_stored_and_every_change_is_in_the_log(kept: Archive) -> None:
    people.add_account(kept, "Ann", "bo", "coder", PASSWORD)
    secret, (number, key) = people.sign_in(kept, "bo", PASSWORD), people.new_token(kept, "Ann", "bo", "x", 3)
    accounts.remove_token(kept, "Ann", number)
    with kept.reading() as connection:
        rows = audit.rows(connection)
        stored = [str(row) for table in (session, token) for row in connection.execute(select(table))]
        assert audit.verify(connection) == len(rows)
    assert [row.what for row in rows] == ["init", "account-add", "sign-in", "token-add", "token-remove"]
    everything = "\n".join([*map(str, rows), *stored, *map(str, accounts.accounts(kept))])
    assert [word for word in (PASSWORD, secret, key) if word in everything] == []


@pytest.mark.parametrize("name", ["", "a b", "x" * 65, "a\nb", "<b>", "a/b"])
def test_a_name_that_cannot_be_is_refused(kept: Archive, name: str) -> None:
    with pytest.raises(UsageError, match="no name for an account"):
        people.add_account(kept, "Ann", name, "coder", PASSWORD)


@pytest.mark.parametrize("password", ["", "short", "x" * 1025])
def test_a_password_that_is_too_short_or_long_is_refused(kept: Archive, password: str) -> None:
    with pytest.raises(UsageError, match="12 to 1024"):
        people.add_account(kept, "Ann", "bo", "coder", password)


def test_each_role_may_what_the_one_before_may() -> None:
    for lesser, greater in pairwise(ROLES):
        assert GRANTS[lesser] < GRANTS[greater]
    with pytest.raises(NotAllowed, match="sign in first"):
        require(None, "read")
    with pytest.raises(NotAllowed, match="needs the role adjudicator"):
        require(Person("bo", "coder"), "adjudicate")


def test_a_coder_takes_back_only_what_is_their_own(kept: Archive) -> None:
    from archives import event

    claim = event("r1", "Rebels shelled Tarum.", "shelled", "shelling")
    kept.add(coded("r1", "Rebels shelled Tarum.", claim), AUTHOR)
    bo, cy, adi = Person("bo", "coder"), Person("cy", "coder"), Person("adi", "adjudicator")
    made = decisions.decide(kept, bo, decisions.Decision("accept", (claim.id,)))
    with pytest.raises(NotAllowed):
        decisions.take_back(kept, cy, made.seq)
    assert decisions.take_back(kept, bo, made.seq).who == "bo"
    again = decisions.decide(kept, bo, decisions.Decision("reject", (claim.id,)))
    assert decisions.take_back(kept, adi, again.seq).undoes == again.seq
    with pytest.raises(NotAllowed):
        decisions.decide(kept, bo, decisions.Decision("confirm", (claim.id,)))
    with pytest.raises(NotAllowed):
        decisions.decide(kept, Person("v", "viewer"), decisions.Decision("accept", (claim.id,)))


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.7", "workbench.example.org"])
def test_an_address_that_others_reach_needs_an_account_with_a_password(kept: Archive, host: str) -> None:
    with pytest.raises(UsageError, match="polemos users add"):
        people.may_serve(kept, host)
    people.add_account(kept, "Ann", "robot", "viewer", None)
    with pytest.raises(UsageError, match="polemos users add"):
        people.may_serve(kept, host)
    people.add_account(kept, "Ann", "root", "admin", PASSWORD)
    assert people.may_serve(kept, host) is False


@pytest.mark.parametrize("host", ["127.0.0.1", "127.1.2.3", "::1", "[::1]", "localhost"])
def test_loopback_is_for_one_person_without_an_account(kept: Archive, host: str) -> None:
    assert people.may_serve(kept, host) is True


def test_an_archive_from_before_accounts_migrates_with_a_backup(tmp_path: Path) -> None:
    where = tmp_path / "old.db"
    engine = connect(as_url(where), create=True)
    with writing(engine) as connection, as_file(files("polemos.store") / "migrations") as folder:
        config = schema._config(str(folder))
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
    old = Archive(engine)
    old.add(coded("r1", "Rebels shelled Tarum."), AUTHOR)
    old.close()
    with pytest.raises(ArchiveError, match="polemos migrate"):
        Archive.open(where)
    before, after, backup = migrated(str(where), None)
    assert (before, after) == ("0001", schema.newest())
    assert backup is not None
    assert backup.exists()
    new = Archive.open(where)
    assert new.report("r1")
    people.add_account(new, "Ann", "bo", "admin", PASSWORD)
    assert people.sign_in(new, "bo", PASSWORD)
