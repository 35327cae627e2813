"""People's decisions: append-only, each in one transaction with its row in the log, taken back by another."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, select

from polemos import faults
from polemos.errors import ArchiveError, InputError
from polemos.model import Claim
from polemos.model.judgement import ON_CLAIMS, ON_HAPPENINGS, PAIRING, Action, Judgement
from polemos.model.serial import claim_from_dict
from polemos.store import audit
from polemos.store.archive import Archive
from polemos.store.tables import claim, judged, judgement, report


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person wants to have kept; `change` is the whole corrected or added claim, as JSON."""

    action: Action
    claims: tuple[str, ...]
    others: tuple[str, ...] = ()
    change: str | None = None
    reason: str = ""


def judge(archive: Archive, who: str, decision: Decision) -> Judgement:
    """Keep a decision. Raises ArchiveError for claims that are not there, and for a decision that makes no sense."""
    _check(decision, who)
    with archive.writing() as connection:
        if decision.change is not None and decision.action == "add":
            _addable(connection, decision.claims[0], corrected(decision.change))
            return _keep(archive, connection, who, decision, None, None)
        versions = _versions(connection, (*decision.claims, *decision.others))
        version = versions.get(decision.claims[0]) if len(decision.claims) == 1 else None
        return _keep(archive, connection, who, decision, version, None)


def undo(archive: Archive, who: str, seq: int, reason: str = "") -> Judgement:
    """Take a decision back, or an undo, which brings the decision back. Raises ArchiveError if it is not in force."""
    _named(who)
    with archive.writing() as connection:
        known = {each.seq: each for each in _all(connection)}
        target = known.get(seq)
        if target is None:
            raise ArchiveError("no-judgement", f"there is no judgement {seq}")
        if any(each.undoes == seq and each.seq in _in_force(known.values()) for each in known.values()):
            raise ArchiveError("undone", f"judgement {seq} was taken back already")
        decision = Decision("undo", target.claims, target.others, None, reason)
        return _keep(archive, connection, who, decision, None, seq)


def judgements(archive: Archive, claim_id: str | None = None) -> tuple[Judgement, ...]:
    """All decisions in order, or those that name a claim."""
    with archive.reading() as connection:
        return _all(connection, claim_id)


def _all(connection: Connection, claim_id: str | None = None) -> tuple[Judgement, ...]:
    query = select(judgement).order_by(judgement.c.seq)
    if claim_id is not None:
        query = query.join(judged, judged.c.judgement == judgement.c.seq).where(judged.c.claim_id == claim_id)
    return tuple(judgement_from(row) for row in connection.execute(query))


def _in_force(every: Any) -> set[int]:
    """Numbers of what was not taken back, undos among them."""
    undone: set[int] = set()
    for each in sorted(every, key=lambda j: -j.seq):
        if each.undoes is not None and each.seq not in undone:
            undone.add(each.undoes)
    return {each.seq for each in every if each.seq not in undone}


def _keep(
    archive: Archive, connection: Connection, who: str, decision: Decision, version: str | None, undoes: int | None
) -> Judgement:
    faults.reach("judgement", who)
    made = Judgement(
        0, archive.at(), who, decision.action, decision.claims, decision.others, decision.change, version,
        decision.reason, undoes,
    )  # fmt: skip
    seq = connection.execute(
        judgement.insert()
        .values(
            at=made.at,
            who=who,
            action=made.action,
            claims=json.dumps(made.claims),
            others=json.dumps(made.others),
            change=made.change,
            version=made.version,
            reason=made.reason,
            undoes=undoes,
        )
        .returning(judgement.c.seq)
    ).scalar_one()
    named = sorted({*made.claims, *made.others})
    connection.execute(judged.insert(), [{"claim_id": each, "judgement": seq} for each in named])
    detail = {"judgement": seq, "others": list(made.others), "undoes": undoes}
    audit.record(connection, made.at, who, made.action, ",".join(made.claims), detail)
    return replace(made, seq=seq)


def _versions(connection: Connection, ids: Sequence[str]) -> dict[str, str]:
    """Each claim's newest record as a digest. Raises ArchiveError that names every id that no claim has."""
    found: dict[str, str] = {}
    for row in connection.execute(
        select(claim.c.id, claim.c.digest).where(claim.c.id.in_(set(ids))).order_by(claim.c.seq)
    ):
        found[row.id] = row.digest
    missing = sorted(set(ids) - set(found))
    added = select(judged.c.claim_id).join(judgement, judgement.c.seq == judged.c.judgement)
    known = connection.execute(added.where(judgement.c.action == "add", judged.c.claim_id.in_(missing))).scalars()
    missing = sorted(set(missing) - set(known)) if missing else []
    if missing:
        raise ArchiveError("no-claim", f"the archive has no claim {', '.join(missing)}")
    return found


def _addable(connection: Connection, named: str, made: Claim) -> None:
    """A claim that a person found goes to a report that is there, under the id that its words give it."""
    if named != made.id or made.identified().id != made.id:
        raise ArchiveError("bad-judgement", f"the added claim's id is {made.identified().id}; name it so")
    if connection.execute(select(report.c.id).where(report.c.id == made.report_id)).first() is None:
        raise ArchiveError("no-report", f"the archive has no report {made.report_id}")
    if connection.execute(select(claim.c.id).where(claim.c.id == made.id, claim.c.current)).first() is not None:
        raise ArchiveError("bad-judgement", "the report has this very claim already; accept or correct that one")


def _check(decision: Decision, who: str) -> None:
    _named(who)
    pairing = decision.action in PAIRING
    if not decision.claims or pairing != bool(decision.others):
        raise ArchiveError(
            "bad-judgement", f"{decision.action} needs claims{' on both sides' if pairing else ' alone'}"
        )
    if pairing and set(decision.claims) & set(decision.others):
        raise ArchiveError("bad-judgement", f"{decision.action} names a claim on both sides")
    if decision.action not in PAIRING | ON_CLAIMS | ON_HAPPENINGS:
        raise ArchiveError("bad-judgement", f"{decision.action} is no decision; undo is a call of its own")
    if (decision.action in ("correct", "add")) != (decision.change is not None):
        raise ArchiveError(
            "bad-judgement", f"{decision.action} {'needs' if decision.change is None else 'takes no'} claim"
        )
    if decision.action in ON_CLAIMS and len(decision.claims) != 1:
        raise ArchiveError("bad-judgement", f"{decision.action} is about one claim at a time")
    if decision.change is not None:
        corrected(decision.change)


def corrected(change: str) -> Claim:
    """The claim as a person has it. Raises ArchiveError that names every wrong field."""
    try:
        return claim_from_dict(json.loads(change))
    except (ValueError, InputError) as error:
        raise ArchiveError("bad-judgement", f"the corrected claim cannot be kept: {error}") from error


def _named(who: str) -> None:
    if not who.strip():
        raise ArchiveError("no-name", "a judgement needs the name of who makes it; give --by NAME")


def judgement_from(row: Any) -> Judgement:
    """A row of the table as a record."""
    return Judgement(
        row.seq, row.at, row.who, row.action, tuple(json.loads(row.claims)), tuple(json.loads(row.others)),
        row.change, row.version, row.reason, row.undoes,
    )  # fmt: skip
