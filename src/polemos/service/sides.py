"""One incident as its claims tell it, side by side, and incidents that may be the same with the reasons."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from polemos.errors import ArchiveError
from polemos.incidents.cluster import UNCOMPARED
from polemos.incidents.compare import Comparison, Reason, compare
from polemos.incidents.knowledge import types
from polemos.incidents.reviewed import reviewed
from polemos.incidents.told import Told
from polemos.model import EventClaim, Place, Report
from polemos.model.incident import ClaimRoleName, Incident
from polemos.model.judgement import ON_HAPPENINGS, PAIRING, Judgement, standing_judgements
from polemos.store.archive import Archive
from polemos.store.derived import incident_by_id
from polemos.store.near import Around, claims_of, near, origins
from polemos.store.reviews import naming

_LEAST = -3.0
"""Log-odds below which two incidents are not worth a look."""
_MOST = 5
LISTED = PAIRING | ON_HAPPENINGS
"""Decisions about the whole incident, not about one of its claims."""


@dataclass(frozen=True, slots=True)
class Side:
    """One claim of an incident with who tells it."""

    told: Told
    role: ClaimRoleName
    report: Report

    @property
    def speaker(self) -> str:
        """Who says it; for a report's own voice its outlet."""
        return self.told.speaker if self.claim.sources else self.report.outlet or "the report itself"

    @property
    def claim(self) -> EventClaim:
        return self.told.claim


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Another incident that may be the same one; `score` is in log-odds, `reasons` those of the likest two claims."""

    incident: Incident
    score: float
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Sides:
    """`decisions` are those in force about which claims belong together, and whether it happened."""

    incident: Incident
    claims: tuple[Side, ...]
    suggestions: tuple[Suggestion, ...]
    decisions: tuple[Judgement, ...]


def found(archive: Archive, incident_id: str) -> Incident:
    """An incident by its id or a claim's, as last derived. Raises ArchiveError."""
    incident = incident_by_id(archive, incident_id)
    if incident is None:
        raise ArchiveError(
            "no-incident", f"no incident or claim is called {incident_id}; it may have been joined to another"
        )
    return incident


def sides(archive: Archive, incident_id: str) -> Sides:
    """Raises ArchiveError where there is none."""
    incident = found(archive, incident_id)
    roles = {role.claim_id: role.role for role in incident.claims}
    told = _told(archive, tuple(roles))
    reports: dict[str, Report] = {}
    for report_id in sorted({each.claim.report_id for each in told}):
        report = archive.report(report_id)
        if report is not None:
            reports[report_id] = report
    ordered = sorted(told, key=lambda each: (each.published or "", each.claim.report_id, each.claim.trigger.start))
    own = tuple(Side(each, roles[each.id], reports[each.claim.report_id]) for each in ordered)
    decided = [each for each in standing_judgements(naming(archive, tuple(roles))) if each.action in LISTED]
    return Sides(incident, own, _suggestions(archive, incident, told), tuple(decided))


def members(archive: Archive, incident_id: str) -> tuple[str, ...]:
    """The ids of an incident's claims."""
    return tuple(role.claim_id for role in found(archive, incident_id).claims)


def _told(archive: Archive, ids: Sequence[str]) -> tuple[Told, ...]:
    """Event claims as people have reviewed them, with what their reports tell."""
    in_force = standing_judgements(naming(archive, ids))
    wanted = set(ids)
    claims = [each for each in reviewed(claims_of(archive, ids), in_force) if each.id in wanted]
    events = [each for each in claims if isinstance(each, EventClaim)]
    known = origins(archive, {each.report_id for each in events})
    return tuple(Told(each, *known.get(each.report_id, (each.report_id, None, None))) for each in events)


def _suggestions(archive: Archive, incident: Incident, told: Sequence[Told]) -> tuple[Suggestion, ...]:
    if incident.from_ is None or incident.to is None:
        return ()
    place = incident.place
    kinds = sorted({kind for each in told for kind in types().near(each.claim.type)})
    around = Around(
        kinds, incident.from_, incident.to, place.name if place else None, _point(place),
        sorted({party.name for party in incident.parties}),
    )  # fmt: skip
    homes = {claim_id: home for claim_id, home in near(archive, around).items() if home != incident.id}
    scored = _scores(told, _told(archive, tuple(homes)), homes)
    best = sorted(scored, key=lambda each: (-each[1], each[0]))[:_MOST]
    return tuple(Suggestion(found(archive, home), score, reasons) for home, score, reasons in best if score >= _LEAST)


def _point(place: Place | None) -> tuple[float, float] | None:
    if place is None or place.latitude is None or place.longitude is None:
        return None
    return place.latitude, place.longitude


def _scores(
    own: Sequence[Told], others: Sequence[Told], homes: Mapping[str, str]
) -> list[tuple[str, float, tuple[Reason, ...]]]:
    """Each other incident with the mean of the comparisons, and the reasons of the likest pair."""
    groups: dict[str, list[Comparison | None]] = {}
    for other in others:
        groups.setdefault(homes[other.id], []).extend(compare(each, other) for each in own)
    scored = []
    for home, pairs in groups.items():
        known = [pair for pair in pairs if pair is not None]
        if known:
            total = sum(pair.score for pair in known) + UNCOMPARED * (len(pairs) - len(known))
            likest = max(known, key=lambda pair: (pair.score, pair.one, pair.other))
            reasons = tuple(sorted(likest.reasons, key=lambda reason: -abs(reason.weight)))
            scored.append((home, round(total / len(pairs), 2), reasons))
    return scored
