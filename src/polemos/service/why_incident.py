"""What each value of an incident rests on."""

from collections.abc import Mapping

from polemos.errors import ArchiveError
from polemos.incidents.derive import DERIVATION
from polemos.incidents.figures import RULE
from polemos.incidents.signals import Origin
from polemos.model import EventClaim, Span
from polemos.model.incident import Incident, IncidentLoss
from polemos.service.evidence import Evidence, Why, evidence_of, party_words, place_words, time_words
from polemos.service.picture import Evidence as Gathered

FIELDS = ("type", "from", "to", "place", "parties", "losses", "status", "contested")
RULES = {
    "type": "the type that most claims give; of several the most specific",
    "from": "the days that all dated claims allow; where they allow none together, those of the most exact one",
    "to": "the days that all dated claims allow; where they allow none together, those of the most exact one",
    "place": "the place that is told most exactly; of several the one that most claims name",
    "parties": "everybody whom a claim names, under the name that most claims use",
    "losses": f"{RULE}: low the lowest and high the highest figure of any source; best the most specific figure of the "
    "latest independent source, ties take the lower",
    "status": "a person's decision, else denied if no claim supports it, contested if a field is, reported",
    "contested": "two claims by different speakers that cannot both be true",
}


def why_incident(incident: Incident, told: Gathered, rest: list[str]) -> tuple[Why, ...]:
    """`rest` is a field, of losses also with a status ("losses", "killed"); empty explains every field.

    Raises ArchiveError for a field that is not there.
    """
    field = rest[0] if rest else None
    if field is not None and field not in FIELDS:
        raise ArchiveError("no-field", f"an incident has no {field}; it has {', '.join(FIELDS)}")
    roles = {role.claim_id: role.role for role in incident.claims}
    claims = {each.id: each for each in told.claims if each.id in roles and isinstance(each, EventClaim)}
    found: list[Why] = []
    for name in (field,) if field else FIELDS:
        for label, value, behind in _values(incident, name, rest[1:]):
            evidence = _evidence(name, rest[1:], [(roles[i], claims[i]) for i in behind if i in claims], told.reports)
            found.append(Why(incident.id, label, value, RULES[name], DERIVATION, evidence))
    if not found and field is not None:
        raise ArchiveError("no-field", f"incident {incident.id} tells nothing of {'.'.join(rest)}")
    return tuple(found)


def _evidence(
    name: str, rest: list[str], claims: list[tuple[str, EventClaim]], reports: Mapping[str, Origin]
) -> tuple[Evidence, ...]:
    return tuple(
        evidence_of(claim, role, said, words, reports)
        for role, claim in claims
        for words, said in _words(claim, name, rest)
    )


def _values(incident: Incident, name: str, rest: list[str]) -> list[tuple[str, str, tuple[str, ...]]]:
    everybody = tuple(role.claim_id for role in incident.claims)
    match name:
        case "losses":
            wanted = [loss for loss in incident.losses if not rest or loss.status == rest[0]]
            return [(_label(loss), figure_words(loss.low, loss.best, loss.high), loss.claims) for loss in wanted]
        case "parties":
            return [(f"parties.{party.side}", party.name, party.claims) for party in incident.parties]
        case "contested":
            return [
                (f"contested.{field.field}", value.value, value.claim_ids)
                for field in incident.contested
                for value in field.values
            ]
        case "place":
            return [("place", incident.place.name, everybody)] if incident.place else []
        case "from" | "to":
            day = incident.from_ if name == "from" else incident.to
            return [(name, day, everybody)] if day else []
        case _:
            return [(name, str(getattr(incident, name)), everybody)]


def _words(claim: EventClaim, name: str, rest: list[str]) -> list[tuple[Span, str]]:
    """The characters that a claim has for a field, with what they say; its trigger where it says nothing of its own."""
    match name:
        case "losses":
            return [
                (loss.figure, figure_words(loss.low, loss.best, loss.high))
                for loss in claim.losses
                if not rest or loss.status == rest[0]
            ]
        case "place":
            return place_words(claim)
        case "from" | "to":
            return time_words(claim)
        case "parties":
            return party_words(claim)
        case _:
            return [(claim.trigger, claim.type)]


def _label(loss: IncidentLoss) -> str:
    return ".".join(part for part in ("losses", loss.status, loss.side) if part)


def figure_words(low: int | None, best: int | None, high: int | None) -> str:
    """A figure as people read it."""
    words = (f"{name} {value}" for name, value in (("low", low), ("best", best), ("high", high)) if value is not None)
    return ", ".join(words) or "no figure"
