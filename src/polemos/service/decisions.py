"""Decisions with the right to make them: what pages and programs call rather than the store."""

from polemos.errors import ArchiveError
from polemos.model.judgement import ON_HAPPENINGS, AuditRow, Judgement
from polemos.service import incidents
from polemos.service.permissions import Permission, Person, require
from polemos.store import audit
from polemos.store.archive import Archive
from polemos.store.judgements import Decision, judge, judgements, undo

__all__ = ["Decision", "decide", "every_judgement", "join", "log", "split", "take_back", "whole"]


def decide(archive: Archive, person: Person | None, decision: Decision) -> Judgement:
    """Keep a decision under the person's name. Raises NotAllowed, and ArchiveError where it makes no sense."""
    return judge(archive, require(person, needed(decision.action)).name, decision)


def needed(action: str) -> Permission:
    """Happenings as a whole are an adjudicator's; claims and pairs of them a coder's."""
    return "adjudicate" if action in ON_HAPPENINGS | {"merge", "split"} else "code"


def take_back(archive: Archive, person: Person | None, number: int, reason: str = "") -> Judgement:
    """Undo one's own decision, or as an adjudicator anybody's. Raises NotAllowed and ArchiveError."""
    who = require(person, "code")
    own = next((each for each in judgements(archive) if each.seq == number), None)
    if own is None:
        raise ArchiveError("no-judgement", f"there is no judgement {number}")
    if own.who != who.name:
        require(who, "adjudicate")
    else:
        require(who, needed(own.action))
    return undo(archive, who.name, number, reason)


def join(archive: Archive, person: Person | None, ids: tuple[str, ...], reason: str = "") -> Judgement:
    """Incidents are one happening. Raises NotAllowed and ArchiveError."""
    return incidents.join(archive, require(person, "adjudicate").name, ids, reason)


def split(
    archive: Archive, person: Person | None, incident_id: str, claims: tuple[str, ...], reason: str = ""
) -> Judgement:
    """Some claims of an incident are another happening. Raises NotAllowed and ArchiveError."""
    return incidents.split(archive, require(person, "adjudicate").name, incident_id, claims, reason)


def every_judgement(archive: Archive, person: Person | None, claim_id: str | None = None) -> tuple[Judgement, ...]:
    """In order, all or those about one claim. Raises NotAllowed."""
    require(person, "read")
    return judgements(archive, claim_id)


def whole(archive: Archive, person: Person | None) -> bool:
    """Whether the log of changes stands as it was written. Raises NotAllowed."""
    require(person, "audit")
    try:
        with archive.reading() as connection:
            audit.verify(connection)
    except ArchiveError as error:
        if error.reason != "audit-broken":
            raise
        return False
    return True


def log(archive: Archive, person: Person | None, after: int = 0, limit: int | None = None) -> tuple[AuditRow, ...]:
    """The log of changes from the row after number `after`. Raises NotAllowed."""
    require(person, "audit")
    with archive.reading() as connection:
        return audit.rows(connection, after, limit)
