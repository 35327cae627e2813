"""From any figure of an incident to the characters of the reports it rests on, through named rules."""

from dataclasses import dataclass

from polemos.errors import ArchiveError
from polemos.incidents.derive import DERIVATION
from polemos.incidents.figures import RULE
from polemos.incidents.told import Told
from polemos.model import EventClaim, Span
from polemos.model.incident import Incident, IncidentLoss
from polemos.service.incidents import show, told
from polemos.store.archive import Archive

FIELDS = ("type", "from", "to", "place", "parties", "losses", "status", "contested")
_RULES = {
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


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words that one claim rests on: `words` are characters `start` to `end` of the report's text."""

    claim_id: str
    role: str
    value: str
    said_by: tuple[str, ...]
    report_id: str
    outlet: str | None
    published: str | None
    start: int
    end: int
    words: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Why:
    """One value of an incident, the rule that gave it, and all its evidence."""

    incident: str
    field: str
    value: str
    rule: str
    derivation: str
    evidence: tuple[Evidence, ...]


def why(archive: Archive, path: str) -> tuple[Why, ...]:
    """`INCIDENT.field`, for losses also `INCIDENT.losses.killed`; an incident alone explains every field.

    Raises ArchiveError for an incident or field that is not there.
    """
    incident_id, *rest = path.split(".")
    incident = show(archive, incident_id)
    field = rest[0] if rest else None
    if field is not None and field not in FIELDS:
        raise ArchiveError("no-field", f"an incident has no {field}; it has {', '.join(FIELDS)}")
    members = {each.id: each for each in told(archive)}
    known = {role.claim_id: (role.role, members[role.claim_id]) for role in incident.claims if role.claim_id in members}
    found: list[Why] = []
    for name in (field,) if field else FIELDS:
        for label, value, claims in _values(incident, name, rest[1:]):
            evidence = []
            for claim_id in claims:
                if claim_id not in known:
                    continue
                role, each = known[claim_id]
                for words, said in _words(each.claim, name, rest[1:]):
                    evidence.append(_evidence(each, role, said, words))
            found.append(Why(incident.id, label, value, _RULES[name], DERIVATION, tuple(evidence)))
    if not found and field is not None:
        raise ArchiveError("no-field", f"incident {incident.id} tells nothing of {'.'.join(rest)}")
    return tuple(found)


def _evidence(each: Told, role: str, said: str, words: Span) -> Evidence:
    return Evidence(
        claim_id=each.id,
        role=role,
        value=said,
        said_by=tuple(source.name for source in each.claim.sources),
        report_id=each.claim.report_id,
        outlet=each.outlet,
        published=each.published,
        start=words.start,
        end=words.end,
        words=words.text,
        sentence=each.claim.sentence.text.strip(),
    )


def _values(incident: Incident, name: str, rest: list[str]) -> list[tuple[str, str, tuple[str, ...]]]:
    everybody = tuple(role.claim_id for role in incident.claims)
    match name:
        case "losses":
            wanted = [loss for loss in incident.losses if not rest or loss.status == rest[0]]
            return [(_label(loss), _figure(loss), loss.claims) for loss in wanted]
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
            place = claim.place
            return [(Span(place.start, place.end, place.text), place.name)] if place else []
        case "from" | "to":
            time = claim.time
            if time is None or time.start is None or time.end is None or time.text is None:
                return []
            return [(Span(time.start, time.end, time.text), f"{time.from_} to {time.to}")]
        case "parties":
            return [
                (Span(who.start, who.end, who.text), who.name)
                for who in (*claim.actors, *claim.recipients)
                if who.start is not None and who.end is not None
            ]
        case _:
            return [(claim.trigger, claim.type)]


def _label(loss: IncidentLoss) -> str:
    return ".".join(part for part in ("losses", loss.status, loss.side) if part)


def _figure(loss: IncidentLoss) -> str:
    return figure_words(loss.low, loss.best, loss.high)


def figure_words(low: int | None, best: int | None, high: int | None) -> str:
    """A figure as people read it."""
    words = (f"{name} {value}" for name, value in (("low", low), ("best", best), ("high", high)) if value is not None)
    return ", ".join(words) or "no figure"
