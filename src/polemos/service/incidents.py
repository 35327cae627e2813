"""Incidents of an archive, derived anew whenever claims or judgements have changed."""

from collections.abc import Sequence

from polemos.errors import ArchiveError
from polemos.incidents.build import explained
from polemos.incidents.compare import Comparison
from polemos.incidents.derive import DERIVATION
from polemos.incidents.reviewed import reviewed
from polemos.incidents.told import Told
from polemos.model.incident import Incident
from polemos.model.judgement import Judgement, standing_judgements
from polemos.service.following import Following, told_of
from polemos.store.archive import Archive
from polemos.store.derived import fresh, incident_by_id
from polemos.store.judgements import Decision, judge, judgements
from polemos.store.sources import sources


def up_to_date(archive: Archive) -> bool:
    """Whether the stored incidents are those of the claims and judgements as they are."""
    return fresh(archive, DERIVATION)


def refresh(archive: Archive) -> bool:
    """Derive the incidents anew if anything has changed since; whether it had."""
    if fresh(archive, DERIVATION):
        return False
    Following(archive).refresh()
    return True


def told(archive: Archive) -> tuple[Told, ...]:
    """Every event claim as reviewed, with what its report tells of it."""
    _, claims, reports = sources(archive)
    return told_of(reviewed(claims, standing_judgements(judgements(archive))), reports)


def show(archive: Archive, incident_id: str) -> Incident:
    """An incident by its id or by a claim's, as of now. Raises ArchiveError where there is none."""
    refresh(archive)
    return stored(archive, incident_id)


def stored(archive: Archive, incident_id: str) -> Incident:
    """The same as last derived, without waiting for what has changed since."""
    found = incident_by_id(archive, incident_id)
    if found is None:
        raise ArchiveError("no-incident", f"no incident or claim is called {incident_id}; see polemos incidents list")
    return found


def explain(archive: Archive, one: str, other: str) -> Comparison | None:
    """Why two claims are, or are not, held for one happening; None for two types that never are.

    Raises ArchiveError for a claim that is not there or is no event.
    """
    return explain_of(told(archive), one, other)


def explain_of(everything: Sequence[Told], one: str, other: str) -> Comparison | None:
    """The same of claims that were read already."""
    known = {each.id for each in everything}
    missing = [claim_id for claim_id in (one, other) if claim_id not in known]
    if missing:
        raise ArchiveError("no-claim", f"the archive has no event claim {', '.join(missing)}")
    return explained(everything, one, other)


def join(archive: Archive, who: str, ids: tuple[str, ...], reason: str = "") -> Judgement:
    """Incidents (or claims) are one happening: kept as a judgement, and never undone by a later derivation.

    Incidents are those last derived: what a person has seen, not what they may have become meanwhile.
    """
    found = [stored(archive, each) for each in ids]
    first, *others = [tuple(role.claim_id for role in each.claims) for each in found]
    rest = tuple(claim for claims in others for claim in claims if claim not in first)
    if not rest:
        raise ArchiveError("bad-judgement", "these are one incident already")
    return judge(archive, who, Decision("merge", first, rest, None, reason))


def split(archive: Archive, who: str, incident_id: str, claims: tuple[str, ...], reason: str = "") -> Judgement:
    """Some claims of an incident, as last derived, are another happening. Raises ArchiveError for claims that are not
    in it."""
    found = stored(archive, incident_id)
    members = tuple(role.claim_id for role in found.claims)
    foreign = [claim for claim in claims if claim not in members]
    rest = tuple(claim for claim in members if claim not in claims)
    if foreign or not claims or not rest:
        problem = f"{', '.join(foreign)} is no claim of it" if foreign else "name some of its claims, not all"
        raise ArchiveError("bad-judgement", f"{incident_id} cannot be split so: {problem}")
    return judge(archive, who, Decision("split", claims, rest, None, reason))
