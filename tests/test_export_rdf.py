"""RDF: both forms hold the same graph, contradictory accounts stay apart, and questions get answers."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import rdflib
from rdflib import Dataset, Literal, URIRef
from rdflib.namespace import PROV, RDF, RDFS, SKOS, TIME, XSD

from datasets_of import Records, at
from exported import FORMULA
from polemos.codebook.loader import load
from polemos.export.datasets.rdf import JsonLd, Rdf
from polemos.export.datasets.rdf_terms import vocabulary
from polemos.model import ControlClaim, Moment, Participant, RelationClaim, Source, Span
from polemos.model.incident import Contested, ContestedValue
from polemos.service.dataset import ArchiveDataset
from polemos.service.exporting import export
from told_incidents import HOMS, records, told

ROOT = Path(__file__).parent.parent
POL = rdflib.Namespace("urn:polemos:vocabulary#")
OA = rdflib.Namespace("http://www.w3.org/ns/oa#")
SEM = rdflib.Namespace("http://semanticweb.cs.vu.nl/2009/11/sem/")
GEO = rdflib.Namespace("http://www.opengis.net/ont/geosparql#")
PREFIXES = "".join(f"PREFIX {name}: <{start}>\n" for name, start in vocabulary().prefixes.items())
ARMY, FRONT = ("Syrian Army",), ("Karsa Front",)
Quads = set[tuple[Any, ...]]


def parsed(path: Path, form: str) -> Dataset:
    return Dataset(default_union=False).parse(path, format=form)  # type: ignore[return-value]


def quads(of: Dataset) -> Quads:
    return {(s, p, o, str(graph)) for s, p, o, graph in of.quads()}


def read(whole: Any, folder: Path) -> Dataset:
    """The export as rdflib reads it, once it is the same in both forms."""
    Rdf().write(whole, folder)
    JsonLd().write(whole, folder)
    one, other = parsed(folder / "polemos.nq", "nquads"), parsed(folder / "polemos.jsonld", "json-ld")
    assert quads(one) == quads(other)
    return one


@pytest.fixture(scope="module")
def everything(handmade: ArchiveDataset, tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    return read(handmade, tmp_path_factory.mktemp("rdf"))


def asked(of: Dataset, question: str) -> set[tuple[str, ...]]:
    rows: Iterator[Any] = iter(of.query(PREFIXES + question))
    return {tuple(str(cell) for cell in row) for row in rows}


def test_who_says_how_many_were_killed(everything: Dataset) -> None:
    found = asked(
        everything,
        """SELECT ?who ?number ?words WHERE {
          ?claim prov:wasAttributedTo ?agent ; pol:factuality ?told .
          ?agent rdfs:label ?who .
          GRAPH ?claim { ?event sem:eventType type:shelling ; sem:hasPlace ?place ; pol:loss ?loss .
                         ?place rdfs:label "Aleppo" .
                         ?loss pol:lossStatus "killed" ; pol:best ?number ; pol:figure ?figure }
          ?figure oa:hasSelector ?quote . ?quote oa:exact ?words }""",
    )
    assert found == {("Gazette", "12", "12"), ("United Nations", "40", "40")}


def test_where_a_claim_stands_in_its_report(everything: Dataset, handmade: ArchiveDataset) -> None:
    texts = {f"urn:polemos:report:{each.id}": each.text for each in handmade.reports()}
    found = asked(
        everything,
        """SELECT ?report ?start ?end ?words WHERE {
          ?claim a pol:Claim ; oa:hasTarget ?target ; prov:wasQuotedFrom ?report .
          ?target oa:hasSource ?report ; oa:hasSelector ?position, ?quote .
          ?position a oa:TextPositionSelector ; oa:start ?start ; oa:end ?end .
          ?quote a oa:TextQuoteSelector ; oa:exact ?words }""",
    )
    assert len(found) > 20
    for report, start, end, words in found:
        assert texts[report][int(start) : int(end)] == words


def test_nothing_about_the_world_stands_outside_a_named_graph(everything: Dataset) -> None:
    default = everything.default_graph
    for predicate in (
        POL.actor,
        POL.recipient,
        POL.loss,
        SEM.hasPlace,
        SEM.hasTime,
        POL.best,
        POL.holder,
        SEM.hasActor,
    ):
        assert not list(default.subject_objects(predicate))
    claims = set(default.subjects(RDF.type, POL.Claim))
    graphs = {graph.identifier for graph in everything.graphs() if len(graph)}
    assert claims == graphs - {default.identifier, URIRef("urn:polemos:incidents")}


def test_a_denial_is_told_as_one(everything: Dataset) -> None:
    found = asked(
        everything,
        """SELECT ?type ?who ?stance WHERE {
          ?claim pol:factuality "negated" ; prov:qualifiedAttribution ?said .
          ?said pol:stance ?stance ; prov:agent ?agent . ?agent rdfs:label ?who .
          GRAPH ?claim { ?event sem:eventType ?type } }""",
    )
    assert found == {("urn:polemos:codebook#killing", "Syrian Arab Army", "denies")}


def test_contested_values_lead_to_their_claims(tmp_path: Path) -> None:
    values = (ContestedValue("12", ("The Wire",), ("c-1-0",)), ContestedValue("40", ("the UN",), ("c-1-1",)))
    made = told(1, "shelling", ARMY, said=((), ()))
    made = replace(made, incident=replace(made.incident, contested=(Contested("killed", values),)))
    found = asked(
        read(records(made), tmp_path),
        """SELECT ?field ?value ?who ?claim WHERE { GRAPH <urn:polemos:incidents> {
          ?incident pol:contested ?contested . ?contested pol:field ?field ; pol:value ?one .
          ?one rdfs:label ?value ; pol:saidBy ?who ; prov:wasDerivedFrom ?claim } }""",
    )
    assert found == {
        ("killed", "12", "The Wire", "urn:polemos:claim:c-1-0"), ("killed", "40", "the UN", "urn:polemos:claim:c-1-1")
    }  # fmt: skip


def test_places_and_times(tmp_path: Path) -> None:
    made = told(1, "attack", ARMY)
    claim = replace(made.claims[0], time=Moment("in March", 1, 9, "2021-03-01", "2021-03-31", 4))
    found = read(Records((made,), told=(claim,), read=made.reports), tmp_path)
    graph = found.graph(URIRef("urn:polemos:claim:c-1-0"))
    event = graph.value(URIRef("urn:polemos:claim:c-1-0"), POL.states)
    place, time = graph.value(event, SEM.hasPlace), graph.value(event, SEM.hasTime)
    wkt = graph.value(graph.value(place, GEO.hasGeometry), GEO.asWKT)
    assert wkt == Literal("POINT(36.71 34.73)", datatype=GEO.wktLiteral), "longitude first"
    assert graph.value(place, RDFS.seeAlso) == URIRef("https://sws.geonames.org/169577/")
    assert graph.value(place, POL.placePrecision) == Literal(1)
    last = graph.value(graph.value(time, TIME.hasEnd), TIME.inXSDDate)
    assert last == Literal("2021-03-31", datatype=XSD.date)
    derived = found.graph(URIRef("urn:polemos:incidents"))
    assert derived.value(URIRef("urn:polemos:incident:i-1"), POL.supportedBy) == URIRef("urn:polemos:claim:c-1-0")


def test_control_and_relations_are_told_too(tmp_path: Path) -> None:
    span, who = Span(0, 1, "x"), Participant("Karsa Front", "the Front", 0, 1, "armed-group", "karsa")
    common: dict[str, Any] = {"report_id": "r", "trigger": span, "sentence": span, "coder": "t", "confidence": 1.0}
    told_ = (
        ControlClaim(**common, status="gained", holder=who, place=HOMS, id="c-1"),
        RelationClaim(**common, relation="leads", subject=Participant("Abu", "Abu", 0, 1, "person"), object=who,
                      title=Span(0, 4, "emir"), id="c-2"),
    )  # fmt: skip
    found = read(Records(told=told_, actors=records().actors), tmp_path)
    assert asked(
        found,
        """SELECT ?who ?status WHERE { GRAPH ?c { ?it a pol:Control ; pol:holder ?a ; pol:status ?status }
           ?a rdfs:label ?who }""",
    ) == {("Karsa Front", "gained")}  # fmt: skip
    assert asked(
        found,
        """SELECT ?one ?title ?other WHERE { GRAPH ?c { ?it pol:relation "leads" ; pol:title ?title ; pol:subject ?s ;
           pol:object ?o . ?s rdfs:label ?one } ?o rdfs:label ?other }""",
    ) == {("Abu", "emir", "Karsa Front")}


def test_who_passes_it_on_keeps_its_place(tmp_path: Path) -> None:
    chain = (Source("a paper", "a paper", 0, 1, "media"), Source("the mayor", "mayor", 0, 1, "local"))
    found = read(records(told(1, "attack", ARMY, by=chain, said=((), ()))), tmp_path)
    assert asked(
        found,
        """SELECT ?who ?at WHERE { ?c prov:qualifiedAttribution ?s .
           ?s prov:agent [rdfs:label ?who] ; pol:order ?at }""",
    ) == {("a paper", "0"), ("the mayor", "1")}  # fmt: skip
    mayors = asked(found, 'SELECT ?agent WHERE { ?c prov:wasAttributedTo ?agent . ?agent rdfs:label "the mayor" }')
    assert len(mayors) == 2, "a name alone joins nobody"


def test_hostile_words_break_neither_form(tmp_path: Path) -> None:
    names = (
        '"quoted"\n<a> .',
        "half \ud800 sign",
        "right\u202eleft",
        FORMULA,
        "line\u2028end\x85",
        "\\u0041\t",
        "\0nul",
    )
    made = told(1, "attack", names, place=at("=a\nb\ud801", 1, 34.0, 36.0, "SY"))
    report = replace(made.reports[0], id="r> <b\n\ud800", url="https://x.example/a b>", title='\\"\r', outlet="<o>")
    claims = tuple(replace(claim, report_id=report.id) for claim in made.claims)
    found = read(Records((replace(made, claims=claims),), told=claims, read=(report,)), tmp_path)
    graph = found.graph(URIRef("urn:polemos:claim:c-1-0"))
    labels = {str(label) for label in graph.objects(None, RDFS.label)}
    assert {'"quoted"\n<a> .', "half ? sign", "right\u202eleft", "line\u2028end\x85", "\\u0041\t", "nul"} <= labels
    assert FORMULA in labels
    urls = {str(url) for url in found.default_graph.objects(None, URIRef("https://schema.org/url"))}
    assert urls == {"https://x.example/a b>"}


def test_only_defined_terms_are_written(everything: Dataset) -> None:
    ours = {**vocabulary().classes, **vocabulary().properties}
    start = str(POL)
    default = everything.default_graph
    for s, p, o, _ in everything.quads():
        for term in (s, p, o):
            if str(term).startswith(start):
                assert str(term).removeprefix(start) in ours, term
        if isinstance(p, URIRef) and str(p).startswith(str(PROV)):
            assert str(p).removeprefix(str(PROV)) in dir(PROV) or p in PROV
    for name, about in ours.items():
        assert default.value(POL[name], RDFS.comment) == Literal(about)
    concepts = {str(each).rpartition("#")[2] for each in default.subjects(RDF.type, SKOS.Concept)}
    assert concepts == set(load().types)


def test_every_term_of_ours_is_written_somewhere() -> None:
    folder = ROOT / "src" / "polemos" / "export" / "datasets"
    source = "".join(path.read_text(encoding="utf-8") for path in folder.glob("rdf*.py"))
    used = set(re.findall(r"pol:(\w+)", source)) | {"actor", "recipient"}
    assert set(vocabulary().classes) | set(vocabulary().properties) == used


def test_the_vocabulary_is_documented() -> None:
    page = (ROOT / "docs" / "reference" / "vocabulary.md").read_text(encoding="utf-8")
    for name, about in {**vocabulary().classes, **vocabulary().properties}.items():
        assert f"| `pol:{name}` | {about} |" in page
    for prefix, start in vocabulary().prefixes.items():
        assert f"| `{prefix}` | `{start}` |" in page


@pytest.mark.parametrize("made", [Rdf(), JsonLd()], ids=["rdf", "jsonld"])
def test_an_export_of_nothing_is_valid(made: Any, tmp_path: Path) -> None:
    done = export(Records(), made, tmp_path / "out")
    path = tmp_path / "out" / done.resources[0].path
    found = parsed(path, "nquads" if made.name == "rdf" else "json-ld")
    assert len(found.default_graph) > 100, "the vocabulary"
    if made.name == "jsonld":
        assert set(json.loads(path.read_text())) == {"@context", "@graph"}
