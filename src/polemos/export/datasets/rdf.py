"""RDF: claims as named graphs with their provenance, as N-Quads and as JSON-LD."""

from collections.abc import Iterator
from pathlib import Path

from polemos.codebook.loader import load
from polemos.export.datasets.dataset import Dataset
from polemos.export.datasets.exporter import Resource
from polemos.export.datasets.rdf_claims import claim_nodes, report_nodes
from polemos.export.datasets.rdf_incidents import incident_nodes
from polemos.export.datasets.rdf_terms import Node, iri, text, vocabulary
from polemos.export.datasets.rdf_write import context, line, objects, quads
from polemos.model.actor import Actor

RULES = (
    "What a claim says stands in a graph of its own, which bears the claim's name; contradictory accounts never meet "
    "in one graph. The default graph says only who says what in which words (PROV-O, Web Annotation), never that it is "
    "so.",
    "What was derived from the claims, incidents with chosen values and with what is contested, stands in the graph "
    "urn:polemos:incidents, each value with the claims that it was derived from.",
    "A claim is attributed to its innermost speaker; what the report says itself to the report's own voice. The stance "
    "of each speaker (a denial!) stands in its attribution, and the claim's factuality beside it: ask for both.",
    "A name that no actor pack has is nobody outside its claim: equal names are not joined.",
    "There are no blank nodes. The texts of the reports are left out; the words that carry a claim are quoted.",
    "Derived control and standing are in the native export; their claims are here. Terms of our own are described in "
    "the file itself and in docs/reference/vocabulary.md.",
)


class Rdf:
    """polemos.nq."""

    name = "rdf"
    title = "RDF as N-Quads"
    rules = RULES

    def write(self, dataset: Dataset, folder: Path) -> tuple[Resource, ...]:
        count = 0
        with (folder / "polemos.nq").open("w", encoding="utf-8", newline="\n") as file:
            for nodes in _records(dataset):
                for node in nodes:
                    file.write(quads(node))
                    count += len(node.told)
        about = "Statements with the graph that they stand in."
        return (Resource("polemos.nq", "nq", "application/n-quads", count, about=about),)


class JsonLd:
    """polemos.jsonld."""

    name = "jsonld"
    title = "RDF as JSON-LD"
    rules = RULES

    def write(self, dataset: Dataset, folder: Path) -> tuple[Resource, ...]:
        count = 0
        with (folder / "polemos.jsonld").open("w", encoding="utf-8", newline="\n") as file:
            file.write(f'{{"@context": {line(context())}, "@graph": [')
            for nodes in _records(dataset):
                for each in objects(nodes):
                    file.write(f"{',' if count else ''}\n{line(each)}")
                    count += 1
            file.write("\n]}\n")
        about = "The same statements as in the export rdf; a record of the context, a report or a claim a line."
        return (Resource("polemos.jsonld", "jsonld", "application/ld+json", count, about=about),)


def _records(dataset: Dataset) -> Iterator[tuple[Node, ...]]:
    """The nodes of one record after another. Actors come when they are first referred to; there are no more of them
    than the packs have."""
    seen: set[str] = set()
    yield from _terms()
    for report in dataset.reports():
        yield tuple(report_nodes(report))
    for claim in dataset.claims():
        people = [each.actor_id for each in claim.sources] + [p.actor_id for side in claim.parties() for p in side]
        yield from _actors(dataset, seen, people)
        yield tuple(claim_nodes(claim))
    for each in dataset.incidents():
        yield from _actors(dataset, seen, [party.actor_id for party in each.incident.parties])
        yield tuple(incident_nodes(each))


def _terms() -> Iterator[tuple[Node, ...]]:
    """Our own vocabulary and the codebook's types, so that the file explains itself."""
    start, types = vocabulary().prefixes["pol"], vocabulary().prefixes["type"]
    for kind, terms in (("rdfs:Class", vocabulary().classes), ("rdf:Property", vocabulary().properties)):
        for name, about in terms.items():
            yield (Node(start + name).add("a", kind).add("rdfs:label", name).add("rdfs:comment", about),)
    for name, each in load().types.items():
        made = Node(types + name).add("a", "skos:Concept", "sem:EventType").add("skos:prefLabel", name)
        yield (made.add("skos:definition", each.definition),)


def _actors(dataset: Dataset, seen: set[str], ids: list[str | None]) -> Iterator[tuple[Node, ...]]:
    for id_ in ids:
        actor = dataset.actor(id_) if id_ and id_ not in seen else None
        if id_ and actor:
            seen.add(id_)
            yield (_actor(id_, actor),)


def _actor(id_: str, actor: Actor) -> Node:
    made = Node(iri("actor", id_)).add("a", "prov:Agent", "sem:Actor").add("rdfs:label", text(actor.name))
    return made.add("pol:kind", actor.kind).add("schema:addressCountry", actor.country)
