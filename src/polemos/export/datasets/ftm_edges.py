"""How actors stand to each other, as edges between their entities."""

from polemos.export.datasets.ftm_entity import Entity, day, key, shared_date
from polemos.export.datasets.ftm_rules import Edge, ftm_rules
from polemos.model.standing import Dispute, Standing

_ANY = Edge("UnknownLink", "subject", "object")
_PERSONS = Edge("Associate", "person", "associate")
_ORGANISATIONS = ("Organization", "PublicBody")


def edge(each: Standing, subject: str, object_: str) -> Entity:
    """An edge between two actors that have entities of these schemata. Vague dates are cut to what is sure of them."""
    rules = ftm_rules()
    kind = _kind(each, subject, object_)
    ends = (each.subject_id or "", each.object_id or "")
    made = Entity(key("standing", f"{ends[0]}.{each.relation}.{ends[1]}.{each.from_ or 'undated'}"), kind.schema)
    made.put(kind.subject, [key("actor", ends[0])])
    made.put(kind.object, [key("actor", ends[1])])
    told = [*each.titles] or [rules.roles[each.relation]]
    made.add("relationship" if kind is _PERSONS else "role", told)
    made.put("startDate", [shared_date(each.from_, each.from_latest or each.from_)])
    made.put("endDate", [shared_date(each.to, each.to_latest or each.to)])
    made.put("date", [day(each.last_told)])
    said = f"According to {', '.join(each.said_by)}" if each.said_by else None
    pack = "From the actor packs, not from a report" if each.origin == "pack" else None
    made.add("summary", [said, pack], "text")
    made.add("description", map(_dispute, each.disputes), "text")
    made.add("recordId", each.claims)
    return made


def _kind(each: Standing, subject: str, object_: str) -> Edge:
    named = ftm_rules().relations.get(each.relation)
    if named and object_ in _ORGANISATIONS:
        return named
    return _PERSONS if subject == object_ == "Person" else _ANY


def _dispute(each: Dispute) -> str:
    what = "Denied by" if each.kind == "denial" else "Contested by"
    said = f" ({', '.join(each.said_by)})" if each.said_by else ""
    return f"{what} {each.by}{said}"
