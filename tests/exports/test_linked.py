"""The graph: read back by rdflib, checked by SHACL shapes, whole in itself, and without a word of the sources."""

import json
import warnings
from pathlib import Path

import pyshacl
import pytest
import rdflib
from rdflib import RDF, SKOS, Literal, URIRef
from rdflib.namespace import DCTERMS, FOAF, PROV

import reformdata as rd
from reformdata.dataset.opening import open_store
from reformdata.exports.jsonld import document_bytes
from reformdata.models import RelationType
from tests import ROOT
from tests.fixtures.corpus import CORPUS

BASE = "urn:reformdata:"
OWN = f"{BASE}vocabulary:"
pytestmark = pytest.mark.shipped
SCHEMA = "https://schema.org/"
OA = "http://www.w3.org/ns/oa#"
PROPOSAL = URIRef(f"{BASE}records:landsforum-2019-nyhed.01")


def parsed(document):
    """The graph of a JSON-LD document."""
    return rdflib.Graph().parse(data=document, format="json-ld")


@pytest.fixture(scope="module")
def graph(exported):
    """The graph of the shared corpus; not to be changed."""
    return parsed((exported / "jsonld").read_bytes())


@pytest.fixture(scope="module")
def shipped():
    """The graph of the data of this project."""
    return parsed(document_bytes(open_store(ROOT)))


@pytest.fixture(params=["graph", "shipped"])
def any_graph(request):
    """The graph of the fixture, and that of the shipped data."""
    return request.getfixturevalue(request.param)


def conforms(graph):
    """Whether SHACL accepts `graph`, and what it says."""
    shapes = rdflib.Graph().parse(Path(__file__).parent / "shapes.ttl")
    accepted, _, text = pyshacl.validate(graph, shacl_graph=shapes, inference="none")
    return accepted, text


@pytest.mark.parametrize("name", ["graph", pytest.param("shipped", marks=pytest.mark.slow)])
def test_the_graph_conforms_to_the_shapes(name, request):
    """Every record, actor, paragraph, concept and property has what it must have."""
    accepted, text = conforms(request.getfixturevalue(name))

    assert accepted, text


@pytest.mark.slow
@pytest.mark.parametrize(
    ("subject", "predicate", "value"),
    [
        (PROPOSAL, URIRef(f"{SCHEMA}name"), None),
        (PROPOSAL, PROV.wasDerivedFrom, URIRef(f"{BASE}actors:nordby")),
        (PROPOSAL, URIRef(f"{OWN}areas"), URIRef(f"{BASE}areas:nowhere")),
        (URIRef(f"{PROPOSAL}#evidence"), URIRef(f"{OA}hasTarget"), None),
        (URIRef(f"{BASE}sources:landsforum-2019-nyhed#selector-1"), URIRef(f"{OWN}sha256"), Literal("not a digest")),
        (URIRef(f"{BASE}sources:landsforum-2019-nyhed#selector-1"), URIRef(f"{OA}exact"), Literal("a quote")),
        (URIRef(f"{BASE}actors:anna-holm"), FOAF.name, None),
        (URIRef(f"{BASE}areas:schools"), SKOS.definition, None),
        (URIRef(f"{OWN}tone"), rdflib.RDFS.comment, None),
    ],
    ids=lambda value: str(value).rpartition(":")[2].rpartition("/")[2],
)
def test_the_shapes_refuse_a_broken_graph(graph, subject, predicate, value):
    """A value that is missing, or replaced by a wrong one, is found."""
    broken = rdflib.Graph() + graph
    broken.remove((subject, predicate, None))
    if value is not None:
        broken.add((subject, predicate, value))

    assert not conforms(broken)[0]


def test_every_node_has_a_name(any_graph, exported):
    """There is no blank node, and every node of the document is a subject of its own."""
    assert [node for node in any_graph.all_nodes() if isinstance(node, rdflib.BNode)] == []
    nodes = json.loads((exported / "jsonld").read_bytes())["@graph"]
    assert len({node["id"] for node in nodes}) == len(nodes)


def test_every_name_of_our_own_is_described(any_graph):
    """Nodes, properties, classes and datatypes are subjects of the same graph."""
    subjects = set(any_graph.subjects())
    named = {node for triple in any_graph for node in triple if isinstance(node, URIRef)}
    named |= {value.datatype for value in any_graph.objects() if isinstance(value, Literal) and value.datatype}

    assert {name for name in named if name.startswith(BASE)} <= subjects


def test_nothing_of_the_source_is_quoted(graph):
    """A paragraph has its number, its digest and its sketch, and no text."""
    selector = URIRef(f"{BASE}sources:landsforum-2019-nyhed#selector-2")

    assert {(str(p), str(o)) for p, o in graph.predicate_objects(selector) if p != RDF.type} == {
        (f"{OWN}paragraph", "2"),
        (f"{OWN}words", "20"),
        (f"{OWN}sha256", "2" * 64),
        (f"{OWN}sketch", "0000000200000002"),
    }


def test_evidence_is_paragraphs_of_the_source(graph):
    """The annotation of a record leads to its paragraphs, and by them to their digests."""
    rows = graph.query(
        "SELECT ?number WHERE { ?note oa:hasBody ?record; oa:hasTarget ?target."
        " ?target oa:hasSource ?source; oa:hasSelector [ rd:paragraph ?number ] } ORDER BY ?number",
        initNs={"oa": OA, "rd": OWN},
        initBindings={"record": PROPOSAL, "source": URIRef(f"{BASE}sources:landsforum-2019-nyhed")},
    )

    assert [int(row.number) for row in rows] == [2, 4]


def test_a_parent_area_finds_its_children(graph):
    """By the tree of areas, a query for schools finds what is said of primary schools."""
    rows = graph.query(
        "SELECT DISTINCT ?id WHERE { ?record rd:areas/skos:broader* ?area; schema:identifier ?id } ORDER BY ?id",
        initNs={"rd": OWN, "skos": SKOS, "schema": SCHEMA},
        initBindings={"area": URIRef(f"{BASE}areas:schools")},
    )

    assert [str(row.id) for row in rows] == ["landsforum-2019-nyhed.01", "nordby-2018-blog.02", "nordby-2018-blog.03"]


def test_areas_are_a_tree_with_codes(graph):
    """Broader and narrower mirror each other; a code has the name of its classification."""
    area, parent = URIRef(f"{BASE}areas:primary-schools"), URIRef(f"{BASE}areas:schools")

    assert (area, SKOS.broader, parent) in graph
    assert (parent, SKOS.narrower, area) in graph
    assert set(graph.objects(area, SKOS.notation)) == {
        Literal("primary-schools"),
        Literal("09.1.2", datatype=URIRef(f"{OWN}cofog1999")),
        Literal("09.2.1", datatype=URIRef(f"{OWN}cofog1999")),
        Literal("602", datatype=URIRef(f"{OWN}cap")),
    }


def test_actors_have_the_keys_of_popolo(exported, graph):
    """A person, an organisation and a group have Popolo's keys in JSON, and its meaning in the graph."""
    nodes = {node["id"]: node for node in json.loads((exported / "jsonld").read_bytes())["@graph"]}
    person, voice = nodes["actors:anna-holm"], nodes["records:landsforum-2019-nyhed.01#voice"]

    assert (person["type"][0], person["name"]["da"], person["other_names"]) == ("Person", "Anna Holm", ["A. Holm"])
    assert (nodes["actors:landsforum"]["type"][0], nodes["actors:kommunerne"]["type"][0]) == ("Organization", "Group")
    assert (voice["role"], voice["on_behalf_of"]) == ({"da": "formand", "en": "chair"}, {"id": "actors:landsforum"})
    assert set(graph.objects(URIRef(f"{BASE}actors:anna-holm"), FOAF.name)) == {
        Literal("Anna Holm", lang="da"),
        Literal("Anna Holm", lang="en"),
    }
    assert (
        URIRef(f"{PROPOSAL}#voice"),
        URIRef("http://www.w3.org/ns/opengov#onBehalfOf"),
        URIRef(f"{BASE}actors:landsforum"),
    ) in graph


def test_a_relation_is_an_edge_and_has_a_reason(graph):
    """One record answers another: as a plain edge, and as a node that says why."""
    (relation,) = graph.objects(PROPOSAL, URIRef(f"{OWN}relations"))
    other = URIRef(f"{BASE}records:nordby-2018-blog.02")

    assert (PROPOSAL, URIRef(f"{OWN}answers"), other) in graph
    assert graph.value(relation, URIRef(f"{OWN}to")) == other
    assert {str(text) for text in graph.objects(relation, URIRef(f"{SCHEMA}description"))} == {
        "Forslaget svarer på klagen over skemaet",
        "The proposal responds to the complaint about the form",
    }


def test_no_relation_has_the_name_of_a_property(graph):
    """An edge between records is not taken for a field."""
    fields = {"kind", "areas", "type", "to", "status", "paragraph", "retired", "period", "review", "form"}

    assert fields.isdisjoint(RelationType)
    assert all((URIRef(f"{OWN}{one}"), RDF.type, RDF.Property) in graph for one in RelationType)


def test_a_withdrawn_record_names_what_took_its_place(graph):
    """A withdrawn record is a node, but not a record."""
    retired = URIRef(f"{BASE}records:nordby-2018-blog.01")

    assert graph.value(retired, DCTERMS.isReplacedBy) == URIRef(f"{BASE}records:nordby-2018-blog.02")
    assert set(graph.objects(retired, RDF.type)) == {URIRef(f"{OWN}Retired"), PROV.Entity}


def test_every_record_is_there(any_graph, graph):
    """There are as many nodes of records as there are records."""
    kinds = [URIRef(f"{OWN}{kind}") for kind in ("Proposal", "Statement", "Initiative")]
    count = sum(len(set(any_graph.subjects(RDF.type, kind))) for kind in kinds)

    assert count == (len(CORPUS.records) if any_graph is graph else len(rd.load(ROOT).records))


def test_turtle_is_the_same_graph(ds, graph, tmp_path):
    """Turtle and JSON-LD have the same triples, and writing it gives no warning."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        ds.export("turtle", tmp_path / "out.ttl")

    assert set(rdflib.Graph().parse(tmp_path / "out.ttl", format="turtle")) == set(graph)
