"""Accounts, sessions and tokens as rows. What a browser or a program keeps is never stored, only its digest; every
change has its row in the log, without anything secret."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, delete, func, select, update

from polemos.errors import ArchiveError
from polemos.store import audit
from polemos.store.archive import Archive
from polemos.store.tables import account, session, token


@dataclass(frozen=True, slots=True)
class Account:
    """A name that may sign. `password` is an argon2id hash; None where only tokens open it. Times are ISO, in UTC."""

    name: str
    role: str
    password: str | None
    made_at: str
    made_by: str


@dataclass(frozen=True, slots=True)
class Token:
    """What a program signs with, less the secret. `ends_at` None: until it is taken back."""

    number: int
    account: str
    note: str
    made_at: str
    ends_at: str | None


def accounts(archive: Archive) -> tuple[Account, ...]:
    """In order of names."""
    with archive.reading() as connection:
        return tuple(Account(*row) for row in connection.execute(select(account).order_by(account.c.name)))


def find(archive: Archive, name: str) -> Account | None:
    with archive.reading() as connection:
        row = connection.execute(select(account).where(account.c.name == name)).first()
        return Account(*row) if row else None


def add(archive: Archive, who: str, name: str, role: str, password: str | None) -> None:
    """Raises ArchiveError where the name is taken."""
    with archive.writing() as connection:
        if connection.execute(select(account.c.name).where(account.c.name == name)).first():
            raise ArchiveError("exists", f"there is an account {name} already; polemos users list shows them")
        at = archive.at()
        connection.execute(account.insert().values(name=name, role=role, password=password, made_at=at, made_by=who))
        audit.record(connection, at, who, "account-add", name, {"role": role})


def change(archive: Archive, who: str, name: str, *, role: str | None = None, password: str | None = None) -> None:
    """A new role or password; a new password ends every session. Raises ArchiveError for no such account."""
    with archive.writing() as connection:
        _known(connection, name)
        if role is not None:
            _admin_left(connection, name, role)
            connection.execute(update(account).where(account.c.name == name).values(role=role))
        if password is not None:
            connection.execute(update(account).where(account.c.name == name).values(password=password))
            connection.execute(delete(session).where(session.c.account == name))
        audit.record(connection, archive.at(), who, "account-change", name, {"role": role, "password": bool(password)})


def remove(archive: Archive, who: str, name: str) -> None:
    """With its sessions and tokens; what it signed stays signed. Raises ArchiveError for no such account."""
    with archive.writing() as connection:
        _known(connection, name)
        _admin_left(connection, name, None)
        for table in (session, token):
            connection.execute(delete(table).where(table.c.account == name))
        connection.execute(delete(account).where(account.c.name == name))
        audit.record(connection, archive.at(), who, "account-remove", name)


def open_session(archive: Archive, name: str, digest: str, ends_at: str) -> None:
    """Sessions that are over go at the same time."""
    with archive.writing() as connection:
        at = archive.at()
        connection.execute(delete(session).where(session.c.ends_at <= at))
        connection.execute(session.insert().values(digest=digest, account=name, made_at=at, ends_at=ends_at))
        audit.record(connection, at, name, "sign-in", name)


def close_session(archive: Archive, digest: str) -> None:
    with archive.writing() as connection:
        name = connection.execute(select(session.c.account).where(session.c.digest == digest)).scalar()
        if name is not None:
            connection.execute(delete(session).where(session.c.digest == digest))
            audit.record(connection, archive.at(), name, "sign-out", name)


def of_session(archive: Archive, digest: str) -> Account | None:
    """Whose session it is, while it lasts."""
    return _owner(archive, session, session.c.digest == digest, session.c.ends_at > archive.at())


def add_token(archive: Archive, who: str, name: str, digest: str, note: str, ends_at: str | None) -> int:
    """Gives its number. Raises ArchiveError for no such account."""
    with archive.writing() as connection:
        _known(connection, name)
        at = archive.at()
        row = token.insert().values(digest=digest, account=name, note=note, made_at=at, ends_at=ends_at)
        number = int(connection.execute(row.returning(token.c.number)).scalar_one())
        audit.record(connection, at, who, "token-add", name, {"token": number, "ends_at": ends_at})
        return number


def tokens(archive: Archive, name: str | None = None) -> tuple[Token, ...]:
    """Of one account or of all, oldest first."""
    columns = (token.c.number, token.c.account, token.c.note, token.c.made_at, token.c.ends_at)
    query = select(*columns).order_by(token.c.number)
    with archive.reading() as connection:
        found = connection.execute(query if name is None else query.where(token.c.account == name))
        return tuple(Token(*row) for row in found)


def remove_token(archive: Archive, who: str, number: int, name: str | None = None) -> None:
    """One of an account's, or whosever it is. Raises ArchiveError for no such token."""
    with archive.writing() as connection:
        owner = connection.execute(select(token.c.account).where(token.c.number == number)).scalar()
        if owner is None or name not in (None, owner):
            raise ArchiveError("no-token", f"there is no token {number}; polemos users list shows them")
        connection.execute(delete(token).where(token.c.number == number))
        audit.record(connection, archive.at(), who, "token-remove", owner, {"token": number})


def of_token(archive: Archive, digest: str) -> Account | None:
    """Whose token it is, while it lasts."""
    return _owner(
        archive, token, token.c.digest == digest, token.c.ends_at.is_(None) | (token.c.ends_at > archive.at())
    )


def _owner(archive: Archive, keys: Any, *wanted: Any) -> Account | None:
    query = select(account).join(keys, keys.c.account == account.c.name).where(*wanted)
    with archive.reading() as connection:
        row = connection.execute(query).first()
        return Account(*row) if row else None


def _known(connection: Connection, name: str) -> None:
    if not connection.execute(select(account.c.name).where(account.c.name == name)).first():
        raise ArchiveError("no-account", f"there is no account {name}; polemos users list shows them")


def _admin_left(connection: Connection, name: str, role: str | None) -> None:
    """The last admin stays one while there are others: somebody must be able to let people in."""
    own = connection.execute(select(account.c.role).where(account.c.name == name)).scalar()
    others = select(func.count()).select_from(account).where(account.c.name != name)
    admins = connection.execute(others.where(account.c.role == "admin")).scalar()
    if own == "admin" and role != "admin" and not admins and connection.execute(others).scalar():
        raise ArchiveError("last-admin", f"{name} is the last admin; make another first: polemos users add NAME")
