"""Claims: who says it and where it stands, and in the claim's own graph what it says."""

from collections.abc import Iterator

from polemos.export.datasets.rdf_terms import (
    Iri,
    Literal,
    Node,
    address,
    dated,
    decimal,
    iri,
    ref,
    text,
    whole,
    yes,
)
from polemos.model import Claim, ControlClaim, EventClaim, Loss, Moment, Participant, Place, RelationClaim, Report, Span


def report_nodes(report: Report) -> Iterator[Node]:
    """The report without its text, and its own voice, to whom is attributed what it says itself."""
    voice = iri("report", report.id, "voice")
    made = Node(iri("report", report.id)).add("a", "prov:Entity", "schema:Article")
    made.add("dcterms:title", report.title).add("dcterms:creator", report.byline)
    made.add("dcterms:publisher", report.outlet).add("schema:url", address(report.url))
    made.add("schema:datePublished", dated(report.published)).add("dcterms:language", report.language)
    made.add("dcterms:license", report.licence).add("prov:wasAttributedTo", Iri(voice))
    if report.copy_of:
        made.add("prov:wasRevisionOf", ref("report", report.copy_of))
    yield made
    yield Node(voice).add("a", "prov:Agent").add("rdfs:label", report.outlet or report.id)


def claim_nodes(claim: Claim) -> Iterator[Node]:
    """Provenance first, then the graph."""
    own = iri("claim", claim.id)
    made = Node(own).add("a", "pol:Claim", "prov:Entity", "oa:Annotation")
    made.add("pol:kind", claim.kind).add("pol:factuality", claim.factuality)
    made.add("pol:confidence", decimal(claim.confidence)).add("pol:coder", claim.coder)
    made.add("prov:wasQuotedFrom", ref("report", claim.report_id))
    made.add("oa:hasBody", Iri(own)).add("oa:hasTarget", _part(claim, "trigger"), _part(claim, "sentence"))
    made.add("prov:wasAttributedTo", _speaker(claim))
    for number in range(len(claim.sources)):
        made.add("prov:qualifiedAttribution", _part(claim, f"attribution-{number}"))
    yield made
    yield from _target(claim, "trigger", claim.trigger)
    yield from _target(claim, "sentence", claim.sentence)
    yield from _attributions(claim)
    for number, loss in enumerate(_losses(claim)):
        yield from _target(claim, f"figure-{number}", loss.figure)
    yield from _statement(claim, own)


def _attributions(claim: Claim) -> Iterator[Node]:
    for number, source in enumerate(claim.sources):
        agent = ref("actor", source.actor_id) if source.actor_id else _part(claim, f"speaker-{number}")
        made = Node(_part(claim, f"attribution-{number}").name).add("a", "prov:Attribution").add("prov:agent", agent)
        made.add("rdfs:label", source.name).add("pol:stance", source.stance).add("pol:sourceKind", source.kind).add(
            "pol:order", whole(number)
        )
        yield made.add("pol:alignedWith", source.aligned_with)
        if not source.actor_id:
            # A name that no pack has is nobody outside this claim: two witnesses of one name stay two.
            yield Node(agent.name).add("a", "prov:Agent").add("rdfs:label", source.name)


def _speaker(claim: Claim) -> Iri:
    if not claim.sources:
        return ref("report", claim.report_id, "voice")
    last = claim.sources[-1]
    return ref("actor", last.actor_id) if last.actor_id else _part(claim, f"speaker-{len(claim.sources) - 1}")


def _target(claim: Claim, name: str, span: Span) -> Iterator[Node]:
    """Words of the report by their place and as a quotation (Web Annotation Data Model, 4.2.4 and 4.2.5). Positions
    count code points, as the model has it."""
    position, quoted = _part(claim, f"{name}-position"), _part(claim, f"{name}-quote")
    made = Node(_part(claim, name).name).add("a", "oa:SpecificResource")
    yield made.add("oa:hasSource", ref("report", claim.report_id)).add("oa:hasSelector", position, quoted)
    made = Node(position.name).add("a", "oa:TextPositionSelector")
    yield made.add("oa:start", whole(span.start)).add("oa:end", whole(span.end))
    yield Node(quoted.name).add("a", "oa:TextQuoteSelector").add("oa:exact", text(span.text))


def _statement(claim: Claim, graph: str) -> Iterator[Node]:
    """What it says, in the graph that bears the claim's name."""
    thing = _part(claim, "it")
    yield Node(graph, graph).add("pol:states", thing)
    made = Node(thing.name, graph)
    if isinstance(claim, EventClaim):
        made.add("a", "sem:Event").add("sem:eventType", Iri(f"type:{claim.type}"))
        made.add("pol:instrument", claim.instrument.text if claim.instrument else None)
        yield from _people(claim, made, "pol:actor", claim.actors)
        yield from _people(claim, made, "pol:recipient", claim.recipients)
        for number, loss in enumerate(claim.losses):
            made.add("pol:loss", _part(claim, f"loss-{number}"))
            yield _loss(claim, number, loss, graph)
    elif isinstance(claim, ControlClaim):
        made.add("a", "pol:Control").add("pol:status", claim.status)
        yield from _people(claim, made, "pol:holder", (claim.holder,) if claim.holder else ())
    elif isinstance(claim, RelationClaim):
        made.add("a", "pol:Standing").add("pol:relation", claim.relation)
        made.add("pol:title", claim.title.text if claim.title else None)
        yield from _people(claim, made, "pol:subject", (claim.subject,))
        yield from _people(claim, made, "pol:object", (claim.object,) if claim.object else ())
    if claim.place:
        made.add("sem:hasPlace", _part(claim, "place"))
        yield from place_nodes(claim.place, _part(claim, "place").name, graph)
    if claim.time and claim.time.from_:
        made.add("sem:hasTime", _part(claim, "time"))
        yield from time_nodes(claim.time, _part(claim, "time").name, graph)
    yield made


def _people(claim: Claim, made: Node, role: str, people: tuple[Participant, ...]) -> Iterator[Node]:
    for number, who in enumerate(people):
        part = _part(claim, f"{role.partition(':')[2]}-{number}")
        who_ = ref("actor", who.actor_id) if who.actor_id else part
        made.add(role, who_)
        if role in ("pol:actor", "pol:recipient"):
            made.add("sem:hasActor", who_)
        if not who.actor_id:
            yield (
                Node(part.name, made.graph).add("a", "sem:Actor").add("rdfs:label", who.name).add("pol:kind", who.kind)
            )


def _loss(claim: Claim, number: int, loss: Loss, graph: str) -> Node:
    made = Node(_part(claim, f"loss-{number}").name, graph).add("a", "pol:Loss").add("pol:lossStatus", loss.status)
    made.add("pol:low", whole(loss.low)).add("pol:best", whole(loss.best)).add("pol:high", whole(loss.high))
    made.add("pol:side", loss.side).add("pol:civilians", yes(loss.civilians))
    return made.add("pol:figure", _part(claim, f"figure-{number}"))


def place_nodes(place: Place, id_: str, graph: str) -> Iterator[Node]:
    """A place as it is told; a point only where the gazetteer has one, longitude first in WKT."""
    made = Node(id_, graph).add("a", "sem:Place", "geo:Feature").add("rdfs:label", place.name)
    made.add("pol:placePrecision", whole(place.precision)).add("pol:relationToPlace", place.relation)
    made.add("schema:addressCountry", place.country).add("schema:addressRegion", place.adm1)
    system, _, number = (place.place_id or "").partition(":")
    if system == "gn" and number.isdigit():
        made.add("rdfs:seeAlso", Iri(f"https://sws.geonames.org/{number}/"))
    if place.latitude is not None and place.longitude is not None:
        latitude, longitude = decimal(place.latitude), decimal(place.longitude)
        made.add("wgs84:lat", latitude).add("wgs84:long", longitude).add("geo:hasGeometry", Iri(f"{id_}-point"))
        if latitude and longitude:
            wkt = Literal(f"POINT({longitude.text} {latitude.text})", "geo:wktLiteral")
            yield Node(f"{id_}-point", graph).add("a", "geo:Geometry").add("geo:asWKT", wkt)
    yield made


def time_nodes(time: Moment, id_: str, graph: str) -> Iterator[Node]:
    """First and last day that it may have been."""
    made = Node(id_, graph).add("a", "sem:Time", "time:ProperInterval").add("pol:datePrecision", whole(time.precision))
    yield made.add("time:hasBeginning", Iri(f"{id_}-first")).add("time:hasEnd", Iri(f"{id_}-last"))
    for part, told in (("first", time.from_), ("last", time.to)):
        yield Node(f"{id_}-{part}", graph).add("a", "time:Instant").add("time:inXSDDate", dated(told))


def _losses(claim: Claim) -> tuple[Loss, ...]:
    return claim.losses if isinstance(claim, EventClaim) else ()


def _part(claim: Claim, name: str) -> Iri:
    return ref("claim", claim.id, name)
