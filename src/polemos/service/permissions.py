"""Who may do what: the one place where it is decided, for pages, programs and the command line alike."""

from dataclasses import dataclass
from typing import Literal, get_args

from polemos.errors import NotAllowed

Role = Literal["viewer", "coder", "adjudicator", "admin"]
Permission = Literal["read", "code", "adjudicate", "audit", "accounts"]
ROLES: tuple[Role, ...] = get_args(Role)

GRANTS: dict[Role, frozenset[Permission]] = {
    "viewer": frozenset({"read"}),
    "coder": frozenset({"read", "code"}),
    "adjudicator": frozenset({"read", "code", "adjudicate", "audit"}),
    "admin": frozenset({"read", "code", "adjudicate", "audit", "accounts"}),
}
"""code: judge single claims and pairs, take back one's own. adjudicate: join, split, confirm, refute, take back those
of anybody."""


@dataclass(frozen=True, slots=True)
class Person:
    """Who asks. `via`: "local" alone on this machine, "session" a browser, "token" a program."""

    name: str
    role: Role
    via: Literal["local", "session", "token"] = "local"

    def may(self, permission: Permission) -> bool:
        return permission in GRANTS[self.role]


def require(person: Person | None, permission: Permission) -> Person:
    """The person, who may. Raises NotAllowed that tells whether to sign in or to ask for a role."""
    if person is None:
        raise NotAllowed("not-signed-in", "sign in first, or send a token: Authorization: Bearer TOKEN")
    if not person.may(permission):
        needed = next(role for role in ROLES if permission in GRANTS[role])
        raise NotAllowed("not-allowed", f"{person.name} is a {person.role}; this needs the role {needed}: ask an admin")
    return person
