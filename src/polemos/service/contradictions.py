"""Claims of an archive that cannot all be true, each value with its speakers and claims."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from polemos.model.incident import Contested, ContestedValue, Incident
from polemos.model.standing import ControlInterval, Dispute, Standing
from polemos.service.incidents import refresh
from polemos.service.picture import derived_control, derived_standing, evidence
from polemos.store.archive import Archive
from polemos.store.derived import list_incidents

FIELDS = ("actor", "factuality", "holder", "losses", "place", "relation", "time")


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A field of an incident, a place's control or two actors' standing on which claims cannot all be true."""

    subject: str
    """What it is about: an incident's id, a place, or two actors."""
    about: str
    on: str | None
    field: Contested


def contradictions(archive: Archive, since: str | None = None, field: str | None = None) -> tuple[Contradiction, ...]:
    """Everything that cannot all be true, newest first, each once. `since` leaves out what is older or undated,
    `field` all but one of FIELDS ("losses" means every figure)."""
    refresh(archive)
    told = evidence(archive)
    return tuple(
        each
        for each in opposed(list_incidents(archive), derived_control(told), derived_standing(told))
        if (since is None or (each.on or "") >= since) and field in (None, each.field.field.split(".")[0])
    )


def opposed(
    incidents: Iterable[Incident], control: Iterable[ControlInterval], standing: Iterable[Standing]
) -> tuple[Contradiction, ...]:
    """The same, all of it, of what was derived already."""
    found = (*_of_incidents(incidents), *_of_control(control), *_of_standing(standing))
    kept = {(each.subject, each.about, each.on, each.field): each for each in found}
    ordered = sorted(kept.values(), key=lambda each: (each.subject, each.about, str(each.field)))
    return tuple(sorted(ordered, key=lambda each: each.on or "", reverse=True))


def _of_incidents(incidents: Iterable[Incident]) -> Iterator[Contradiction]:
    for each in incidents:
        place = f" at {each.place.name}" if each.place else ""
        for field in each.contested:
            yield Contradiction(each.id, f"{each.type}{place}", each.to or each.from_, field)


def _of_control(intervals: Iterable[ControlInterval]) -> Iterator[Contradiction]:
    for each in intervals:
        holder = each.holder or "nobody named"
        where = each.place if each.scope == "place" else f"{each.place} ({each.scope})"
        for dispute in each.disputes:
            values = _sides(f"{holder} {each.status}" if dispute.kind == "denial" else holder, each, dispute)
            field = Contested("holder", values)
            yield Contradiction(each.place_id or each.place, f"who holds {where}", dispute.from_, field)


def _of_standing(edges: Iterable[Standing]) -> Iterator[Contradiction]:
    for each in edges:
        one, other = sorted((each.subject, each.object))
        for dispute in each.disputes:
            values = _sides(f"{each.subject} {each.relation} {each.object}", each, dispute)
            field = Contested("relation", values)
            yield Contradiction(f"{one} / {other}", f"how {one} stands to {other}", dispute.from_, field)


def _sides(value: str, each: ControlInterval | Standing, dispute: Dispute) -> tuple[ContestedValue, ...]:
    """Both values in one order, so that a pair of rivals is one contradiction from whichever side it is seen."""
    name = "denied" if dispute.kind == "denial" else dispute.by
    own = ContestedValue(value, each.said_by, each.claims)
    against = ContestedValue(name, dispute.said_by, dispute.claims)
    return tuple(sorted((own, against), key=lambda v: (v.value, v.claim_ids)))
