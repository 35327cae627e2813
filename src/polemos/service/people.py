"""Accounts, how they sign in, and when a workbench may be opened to others."""

import hashlib
import ipaddress
import re
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING

from polemos.errors import NotAllowed, UsageError
from polemos.service.permissions import ROLES, Person, Role, require
from polemos.store import accounts
from polemos.store.accounts import Account, Token
from polemos.store.archive import Archive

if TYPE_CHECKING:
    from argon2 import PasswordHasher

SESSION_HOURS = 12
SHORTEST_PASSWORD = 12
LONGEST_PASSWORD = 1024
TOKEN_MARK = "pol_"
"""So that a token in a log or a file is known for one."""
_NAME = re.compile(r"[\w.@+-]{1,64}")


@dataclass(frozen=True, slots=True)
class Entry:
    """An account without its secrets; `password` tells whether it has one."""

    name: str
    role: str
    password: bool
    made_at: str
    made_by: str
    tokens: tuple[Token, ...]


def may_serve(archive: Archive, host: str) -> bool:
    """Whether it is for one person alone, on loopback. Raises UsageError for another address without an account."""
    if is_loopback(host):
        return True
    if not any(each.password for each in accounts.accounts(archive)):
        raise UsageError(
            f"{host} can be reached by others, and the archive has no account to sign in with; make one first: "
            "polemos users add NAME --role admin"
        )
    return False


def is_loopback(host: str) -> bool:
    """Addresses of this machine alone; a name other than localhost may lead anywhere."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def local_person(name: str) -> Person:
    """Whoever is alone at this machine may do everything."""
    return Person(name, "admin", "local")


def add_account(archive: Archive, who: str, name: str, role: str, password: str | None) -> None:
    """Raises UsageError for a name, role or password that cannot be, ArchiveError where the name is taken."""
    if not _NAME.fullmatch(name):
        raise UsageError(f"{name!r} is no name for an account: letters, digits and . _ @ + -, 64 at most")
    accounts.add(archive, who, name, checked_role(role), hashed(password) if password is not None else None)


def change_account(
    archive: Archive, who: str, name: str, *, role: str | None = None, password: str | None = None
) -> None:
    """A new role or password. Raises UsageError and ArchiveError."""
    secret = hashed(password) if password is not None else None
    accounts.change(archive, who, name, role=checked_role(role) if role else None, password=secret)


def change_own_password(archive: Archive, person: Person | None, old: str, new: str) -> None:
    """Ends every session of the account. Raises NotAllowed for a wrong old one, UsageError for a weak new one."""
    who = require(person, "read")
    if person is None or person.via != "session" or not _right(accounts.find(archive, who.name), old):
        raise NotAllowed("wrong-password", "the old password is not right")
    change_account(archive, who.name, who.name, password=new)


def checked_role(role: str) -> Role:
    if role not in ROLES:
        raise UsageError(f"{role!r} is no role; one of {', '.join(ROLES)} is needed")
    return role


def sign_in(archive: Archive, name: str, password: str) -> str:
    """A secret for the browser to keep, good for SESSION_HOURS. Raises NotAllowed, and never tells which was wrong."""
    found = accounts.find(archive, name)
    if not _right(found, password) or found is None:
        raise NotAllowed("wrong-password", "name or password is not right")
    secret = secrets.token_urlsafe(32)
    accounts.open_session(archive, found.name, digest(secret), _ahead(archive, timedelta(hours=SESSION_HOURS)))
    return secret


def sign_out(archive: Archive, secret: str) -> None:
    accounts.close_session(archive, digest(secret))


def of_session(archive: Archive, secret: str) -> Person | None:
    """Whose browser it is; None for a session that is over or never was."""
    found = accounts.of_session(archive, digest(secret))
    return Person(found.name, checked_role(found.role), "session") if found else None


def of_token(archive: Archive, secret: str) -> Person | None:
    """Whose program it is; None for a token that is over, taken back or never was."""
    found = accounts.of_token(archive, digest(secret)) if secret.startswith(TOKEN_MARK) else None
    return Person(found.name, checked_role(found.role), "token") if found else None


def new_token(archive: Archive, who: str, name: str, note: str, days: int | None) -> tuple[int, str]:
    """Its number, and the token itself, which is shown this once. Raises UsageError and ArchiveError."""
    if days is not None and not 1 <= days <= 3650:
        raise UsageError(f"{days} days is no life for a token; 1 to 3650 is")
    secret = TOKEN_MARK + secrets.token_urlsafe(32)
    ends = _ahead(archive, timedelta(days=days)) if days is not None else None
    return accounts.add_token(archive, who, name, digest(secret), note[:200], ends), secret


def own_token(archive: Archive, person: Person | None, note: str, days: int | None) -> tuple[int, str]:
    """A token for one's own programs. Raises NotAllowed for one that signed with a token: no key makes further keys."""
    who = require(person, "read")
    if who.via != "session":
        raise NotAllowed("not-allowed", "a token is made by a person who signed in, or with polemos users token")
    return new_token(archive, who.name, who.name, note, days)


def own_tokens(archive: Archive, person: Person | None) -> tuple[Token, ...]:
    return accounts.tokens(archive, require(person, "read").name)


def revoke_own_token(archive: Archive, person: Person | None, number: int) -> None:
    """Raises NotAllowed, and ArchiveError for a token of somebody else."""
    who = require(person, "read")
    accounts.remove_token(archive, who.name, number, who.name)


def revoke_token(archive: Archive, who: str, name: str, number: int) -> None:
    """Raises ArchiveError for a token that is not the account's."""
    accounts.remove_token(archive, who, number, name)


def entries(archive: Archive) -> tuple[Entry, ...]:
    """Every account as it may be shown."""
    return tuple(
        Entry(
            each.name,
            each.role,
            each.password is not None,
            each.made_at,
            each.made_by,
            accounts.tokens(archive, each.name),
        )
        for each in accounts.accounts(archive)
    )


def listed(archive: Archive, person: Person | None) -> tuple[Entry, ...]:
    """The same for whoever may see it. Raises NotAllowed."""
    require(person, "accounts")
    return entries(archive)


def hashed(password: str) -> str:
    """As argon2id. Raises UsageError for a password that is too short or too long."""
    if not SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD:
        raise UsageError(f"a password needs {SHORTEST_PASSWORD} to {LONGEST_PASSWORD} characters")
    return _hasher().hash(password)


def digest(secret: str) -> str:
    """Enough for a secret of 256 random bits, which nobody can guess."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def _right(found: Account | None, password: str) -> bool:
    """As slow for a name that is not there as for a wrong password, so that time does not tell which names are."""
    from argon2.exceptions import InvalidHashError, VerificationError

    known = found.password if found and found.password else _nobody()
    try:
        matched = len(password) <= LONGEST_PASSWORD and _hasher().verify(known, password)
    except (VerificationError, InvalidHashError, UnicodeEncodeError):
        return False
    return matched and found is not None and found.password is not None


@cache
def _hasher() -> "PasswordHasher":
    from argon2 import PasswordHasher

    return PasswordHasher()


@cache
def _nobody() -> str:
    return _hasher().hash(secrets.token_urlsafe(32))


def _ahead(archive: Archive, by: timedelta) -> str:
    return (datetime.fromisoformat(archive.at()) + by).astimezone(UTC).isoformat(timespec="microseconds")


def remove_account(archive: Archive, who: str, name: str) -> None:
    """With its sessions and tokens. Raises ArchiveError for no such account, and for the last admin of several."""
    accounts.remove(archive, who, name)
