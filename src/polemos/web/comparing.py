"""An incident's claims as a table: a column a claim, a row a field, and what each cell contests."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from polemos.model import EventClaim, Participant, Place
from polemos.model.incident import Incident, IncidentLoss
from polemos.service.sides import Side, Sides
from polemos.service.why_incident import RULES
from polemos.service.wording import wording


@dataclass(frozen=True, slots=True)
class Cell:
    """What one claim says of a field; `words` as its report has it, `contested` where others rule it out."""

    value: str
    words: str
    contested: bool


@dataclass(frozen=True, slots=True)
class Row:
    """A field: the derived value with its range and rule, then a cell for each claim."""

    name: str
    value: str
    range: str
    rule: str
    contested: bool
    cells: tuple[Cell, ...]


def rows(shown: Sides) -> tuple[Row, ...]:
    """Type, when, where, who, to whom, every heading of losses, and whether it happened at all."""
    incident = shown.incident
    return (
        _row("what", wording.label(incident.type), "", "type", shown, _type),
        _row("when", wording.interval(incident.from_, incident.to) or "", _precision(incident), "from", shown, _time),
        _row("where", incident.place.name if incident.place else "", _where(incident.place), "place", shown, _place),
        _row("who", _names(incident, "actor"), "", "parties", shown, _actors),
        _row("to whom", _names(incident, "recipient"), "", "parties", shown, _recipients),
        *(_loss_row(loss, shown) for loss in incident.losses),
        _row("happened", incident.status, "", "status", shown, _stance),
    )


Told = tuple[str, str]
_FIELDS = {"what": "type", "when": "time", "where": "place", "who": "actor", "happened": "factuality"}


def _row(name: str, value: str, span: str, rule: str, shown: Sides, told: Callable[[EventClaim], Told]) -> Row:
    marked = _contested(shown.incident, _FIELDS.get(name, name))
    cells = tuple(Cell(*told(each.claim), each.claim.id in marked) for each in shown.claims)
    return Row(name, value, span, RULES[rule], bool(marked), cells)


def _loss_row(loss: IncidentLoss, shown: Sides) -> Row:
    """Figures of one status; the heading tells whose people they are."""
    name = " ".join(
        filter(None, (loss.status, "civilians" if loss.civilians else "", f"of {loss.side}" if loss.side else ""))
    )
    key = ".".join(filter(None, ("losses", loss.status, loss.side, "civilians" if loss.civilians else "")))
    marked = _contested(shown.incident, key)
    span = f"{loss.low if loss.low is not None else '?'} to {loss.high if loss.high is not None else '?'}"
    cells = tuple(_figures(each, loss, each.claim.id in marked) for each in shown.claims)
    best = "" if loss.best is None else f"{loss.best:,}"
    return Row(name, best or wording.figure(loss), span, RULES["losses"], bool(marked), cells)


def _figures(each: Side, loss: IncidentLoss, contested: bool) -> Cell:
    if each.claim.id not in loss.claims:
        return Cell("", "", False)
    own = [one for one in each.claim.losses if one.status == loss.status]
    return Cell("; ".join(map(wording.figure, own)), "; ".join(one.figure.text for one in own), contested)


def _contested(incident: Incident, field: str) -> frozenset[str]:
    """The claims that a contested field is about."""
    return frozenset(
        claim_id
        for each in incident.contested
        if each.field == field
        for value in each.values
        for claim_id in value.claim_ids
    )


def _type(claim: EventClaim) -> Told:
    return wording.label(claim.type), claim.trigger.text


def _time(claim: EventClaim) -> Told:
    if claim.time is None:
        return "", ""
    days = wording.dates(claim.time) or ""
    return (f"{days} (not said, assumed)", "") if claim.time.assumed else (days, claim.time.text or "")


def _place(claim: EventClaim) -> Told:
    place = claim.place
    return (" ".join(filter(None, (place.relation, place.name))), place.text) if place else ("", "")


def _actors(claim: EventClaim) -> Told:
    return _people(claim.actors)


def _recipients(claim: EventClaim) -> Told:
    return _people(claim.recipients)


def _people(parties: Iterable[Participant]) -> Told:
    everybody = tuple(parties)
    return ", ".join(who.name for who in everybody), "; ".join(who.text for who in everybody if who.text != who.name)


def _stance(claim: EventClaim) -> Told:
    stance = claim.sources[-1].stance if claim.sources else "asserts"
    return {"denies": "denied", "doubts": "doubted"}.get(stance, claim.factuality), ""


def _names(incident: Incident, side: str) -> str:
    return ", ".join(party.name for party in incident.parties if party.side == side)


def _precision(incident: Incident) -> str:
    return {1: "exact day", 2: "within days", 3: "within a week", 4: "within a month", 5: "over a month"}.get(
        incident.date_precision or 0, ""
    )


def _where(place: Place | None) -> str:
    if place is None:
        return ""
    return ", ".join(filter(None, (wording.place_precision(place.precision), place.adm1, place.country)))
