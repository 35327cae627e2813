"""Incidents: what was derived from the claims, all in one graph, each value leading to its claims."""

from collections.abc import Iterator

from polemos.export.datasets.dataset import Documented
from polemos.export.datasets.rdf_claims import place_nodes, time_nodes
from polemos.export.datasets.rdf_terms import DERIVED, Iri, Node, iri, ref, refs, whole, yes
from polemos.model import Moment
from polemos.model.incident import Contested, Incident

_ROLES = {"supports": "pol:supportedBy", "denies": "pol:deniedBy", "doubts": "pol:doubtedBy"}


def incident_nodes(each: Documented) -> Iterator[Node]:
    told = each.incident
    made = Node(iri("incident", told.id), DERIVED).add("a", "pol:Incident", "sem:Event", "prov:Entity")
    made.add("sem:eventType", Iri(f"type:{told.type}")).add("pol:status", told.status)
    made.add("pol:derivation", told.derivation).add("pol:reports", whole(told.reports))
    made.add("pol:independentSources", whole(told.independent_sources))
    for role in told.claims:
        made.add(_ROLES[role.role], ref("claim", role.claim_id)).add("prov:wasDerivedFrom", ref("claim", role.claim_id))
    yield from _parties(told, made)
    yield from _losses(told, made)
    if told.place:
        made.add("sem:hasPlace", _part(told, "place"))
        yield from place_nodes(told.place, _part(told, "place").name, DERIVED)
    if told.from_:
        made.add("sem:hasTime", _part(told, "time"))
        moment = Moment(None, None, None, told.from_, told.to, told.date_precision)
        yield from time_nodes(moment, _part(told, "time").name, DERIVED)
    for number, field in enumerate(told.contested):
        made.add("pol:contested", _part(told, f"contested-{number}"))
        yield from _contested(told, number, field)
    yield made


def _parties(told: Incident, made: Node) -> Iterator[Node]:
    for number, party in enumerate(told.parties):
        who = ref("actor", party.actor_id) if party.actor_id else _part(told, f"party-{number}")
        made.add(f"pol:{party.side}", who).add("sem:hasActor", who)
        if not party.actor_id:
            yield Node(who.name, DERIVED).add("a", "sem:Actor").add("rdfs:label", party.name)


def _losses(told: Incident, made: Node) -> Iterator[Node]:
    for number, loss in enumerate(told.losses):
        part = _part(told, f"loss-{number}")
        made.add("pol:loss", part)
        node = Node(part.name, DERIVED).add("a", "pol:Loss").add("pol:lossStatus", loss.status)
        node.add("pol:low", whole(loss.low)).add("pol:best", whole(loss.best)).add("pol:high", whole(loss.high))
        node.add("pol:side", loss.side).add("pol:civilians", yes(loss.civilians)).add("pol:rule", loss.rule)
        yield node.add("prov:wasDerivedFrom", *refs("claim", loss.claims))


def _contested(told: Incident, number: int, field: Contested) -> Iterator[Node]:
    part = _part(told, f"contested-{number}")
    made = Node(part.name, DERIVED).add("a", "pol:Contested").add("pol:field", field.field)
    for at, value in enumerate(field.values):
        own = _part(told, f"contested-{number}-{at}")
        made.add("pol:value", own)
        node = Node(own.name, DERIVED).add("a", "pol:ContestedValue").add("rdfs:label", value.value)
        yield node.add("pol:saidBy", *value.said_by).add("prov:wasDerivedFrom", *refs("claim", value.claim_ids))
    yield made


def _part(told: Incident, name: str) -> Iri:
    return ref("incident", told.id, name)
