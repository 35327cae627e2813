"""One report's claims as the machine has them and as people have them, and what a person decides about one."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from polemos.errors import ArchiveError
from polemos.incidents.reviewed import reviewed
from polemos.model import Claim, Report
from polemos.model.judgement import ON_CLAIMS, Action, Judgement, standing_judgements
from polemos.model.serial import to_json
from polemos.service.actors import shared
from polemos.service.decisions import Decision, decide, take_back
from polemos.service.permissions import Person, require
from polemos.store.archive import Archive
from polemos.store.judgements import judgements
from polemos.store.reviews import about

State = Literal["open", "accepted", "rejected", "corrected", "added"]
_STATES: Mapping[Action, State] = {
    "accept": "accepted", "reject": "rejected", "correct": "corrected", "add": "added",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class ReviewedClaim:
    """`claim` as it stands now (a rejected one as it was); `coded` as the machine has it, None where a person added
    it; `last` the judgement that `state` comes from."""

    claim: Claim
    coded: Claim | None
    state: State
    last: Judgement | None

    @property
    def differs(self) -> bool:
        return self.coded is not None and self.state == "corrected"


@dataclass(frozen=True, slots=True)
class Review:
    """A report with its claims in reading order; `known` names actors of the packs by id."""

    report: Report
    claims: tuple[ReviewedClaim, ...]
    known: Mapping[str, str]

    def claim(self, claim_id: str) -> ReviewedClaim:
        """Raises ArchiveError where it is not of this report."""
        for each in self.claims:
            if each.claim.id == claim_id:
                return each
        raise ArchiveError("no-claim", f"report {self.report.id} has no claim {claim_id}")


def review(archive: Archive, report_id: str) -> Review:
    """Raises ArchiveError where there is no such report."""
    report = archive.report(report_id)
    if report is None:
        raise ArchiveError("no-report", f"the archive has no report {report_id}")
    coded = archive.claims(report_id)
    decided = about(archive, report_id, [claim.id for claim in coded])
    claims = tuple(sorted(_reviewed(coded, decided), key=lambda each: _reading_order(each.claim)))
    return Review(report, claims, names(each.claim for each in claims))


def correct(archive: Archive, person: Person | None, stands: ReviewedClaim, changed: Claim) -> Judgement | None:
    """Put a person's version beside the machine's; None where nothing has changed."""
    if changed == stands.claim:
        return None
    return decide(archive, person, Decision("correct", (stands.claim.id,), change=to_json(changed)))


def add(archive: Archive, person: Person | None, claim: Claim) -> Claim:
    """Keep a claim that a person found, under the id that its words give it."""
    made = claim.identified()
    decide(archive, person, Decision("add", (made.id,), change=to_json(made)))
    return made


def undo_last(archive: Archive, person: Person | None, report_id: str) -> Judgement:
    """Take back the last judgement in force that this person made on a report's claims. Raises ArchiveError if none."""
    who = require(person, "code").name
    ids = [claim.id for claim in archive.claims(report_id)]
    mine = [
        each
        for each in standing_judgements(about(archive, report_id, ids))
        if each.who == who and each.action in ON_CLAIMS
    ]
    if not mine:
        raise ArchiveError("nothing-to-undo", "you have no judgement here that could be taken back")
    take_back(archive, person, mine[-1].seq)
    return mine[-1]


def state_of(archive: Archive, claim_id: str) -> State:
    """What people have made of one claim."""
    in_force = [each for each in standing_judgements(judgements(archive, claim_id)) if each.action in ON_CLAIMS]
    return _STATES[in_force[-1].action] if in_force else "open"


def claim_of(archive: Archive, claim_id: str) -> str:
    """The report of a claim, also of an added one. Raises ArchiveError."""
    found = archive.claim(claim_id)
    if found is not None:
        return found.report_id
    for each in judgements(archive, claim_id):
        if each.action == "add" and each.change is not None:
            return reviewed((), (each,))[0].report_id
    raise ArchiveError("no-claim", f"the archive has no claim {claim_id}")


def names(claims: Iterable[Claim]) -> dict[str, str]:
    """The packs' names for the actors in claims, by id."""
    actors = shared()
    ids = {who.actor_id for claim in claims for side in claim.parties() for who in side}
    found = {id_: actors.get(id_) for id_ in sorted(id_ for id_ in ids if id_)}
    return {id_: actor.name for id_, actor in found.items() if actor is not None}


def _reviewed(coded: tuple[Claim, ...], decided: tuple[Judgement, ...]) -> Iterable[ReviewedClaim]:
    in_force = [each for each in standing_judgements(decided) if each.action in ON_CLAIMS]
    machine = {claim.id: claim for claim in coded}
    kept = reviewed(coded, [each for each in in_force if each.action != "reject"])
    for claim in kept:
        own = [each for each in in_force if each.claims[0] == claim.id]
        last = own[-1] if own else None
        state: State = _STATES[last.action] if last else "open"
        yield ReviewedClaim(claim, machine.get(claim.id), state, last)


def _reading_order(claim: Claim) -> tuple[int, int, str]:
    return claim.trigger.start, claim.trigger.end, claim.id
