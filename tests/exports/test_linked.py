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
OUTCOME = URIRef(f"{BASE}outcomes:landsforum-2019-nyhed.01")


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
        (URIRef(f"{OWN}verdict"), rdflib.RDFS.comment, None),
        (URIRef(f"{BASE}documents:skoleloven-2020"), URIRef(f"{SCHEMA}name"), None),
        (OUTCOME, URIRef(f"{SCHEMA}about"), URIRef(f"{BASE}records:nordby-2018-blog.02")),
        (OUTCOME, URIRef(f"{OWN}test"), None),
        (URIRef(f"{OUTCOME}#assessment-1"), URIRef(f"{OWN}searched"), None),
        (URIRef(f"{OUTCOME}#assessment-2"), URIRef(f"{OWN}evidence"), None),
        (URIRef(f"{OUTCOME}#assessment-2-evidence-1"), URIRef(f"{OWN}document"), None),
        (URIRef(f"{BASE}actors:anna-holm#office-1"), URIRef(f"{OWN}period"), None),
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


def test_an_outcome_leads_to_its_documents(graph):
    """From a record to what became of it: verdict, when, and what each document says, in order of the days."""
    rows = graph.query(
        "SELECT ?day ?verdict ?since ?document ?says WHERE { ?outcome schema:about ?record; rd:assessments ?one."
        " ?one rd:as_of ?day; rd:verdict/skos:notation ?verdict. OPTIONAL { ?one rd:since ?since }"
        " OPTIONAL { ?one rd:evidence [ rd:document/schema:identifier ?document; schema:description ?says ]"
        " FILTER (lang(?says) = 'en') } } ORDER BY ?day",
        initNs={"rd": OWN, "skos": SKOS, "schema": SCHEMA},
        initBindings={"record": PROPOSAL},
    )

    assert [tuple(value and str(value) for value in row) for row in rows] == [
        ("2019-12-31", "no-trace", None, None, None),
        ("2021-01-01", "done", "2020-08", "skoleloven-2020", "The duty to fill in the form is gone."),
    ]


def test_an_assessment_has_scope_link_readers_and_searches(exported):
    """What an assessment says beside its verdict, and where a search was made, are in the document."""
    nodes = {node["id"]: node for node in json.loads((exported / "jsonld").read_bytes())["@graph"]}
    outcome = "outcomes:landsforum-2019-nyhed.01"
    found = nodes[f"{outcome}#assessment-2"]

    assert (found["rd:scope"], found["rd:link"], found["rd:readers"], found["rd:agreed"]) == (
        {"id": "terms:scope:country"},
        {"id": "terms:link:same-content"},
        2,
        False,
    )
    assert found["rd:period_earliest"]["@value"] == "2020-08-01"
    assert nodes[f"{outcome}#assessment-2-evidence-2"]["rd:record"] == {"id": "records:nordby-2018-blog.03"}
    assert nodes[f"{outcome}#assessment-1-search-2"] == {
        "id": f"{outcome}#assessment-1-search-2",
        "type": ["rd:Search"],
        "rd:place": "nordby.example",
        "rd:query": "skema",
    }


def test_a_record_that_cannot_be_assessed_says_why(graph):
    """There is a reason and no assessment."""
    outcome = URIRef(f"{BASE}outcomes:nordby-2018-blog.04")

    assert graph.value(outcome, URIRef(f"{OWN}why_not")) == URIRef(f"{BASE}terms:why_not:vague")
    assert graph.value(outcome, URIRef(f"{OWN}assessments")) is None


def test_a_document_is_of_a_type_of_schema_org(graph):
    """A law is legislation, and what a newspaper wrote is an article."""
    types = {
        name: {str(one).removeprefix(SCHEMA) for one in graph.objects(URIRef(f"{BASE}documents:{name}"), RDF.type)}
        for name in ("skoleloven-2020", "skolernes-blad-2019")
    }

    others = {"CreativeWork", f"{OWN}Document", str(PROV.Entity)}
    assert types == {
        "skoleloven-2020": {"Legislation", *others},
        "skolernes-blad-2019": {"NewsArticle", *others},
    }


def test_offices_and_parties_are_memberships(exported):
    """A person is a member of their party, and holds an office in an organisation for a period."""
    nodes = {node["id"]: node for node in json.loads((exported / "jsonld").read_bytes())["@graph"]}
    person, office = nodes["actors:anna-holm"], nodes["actors:anna-holm#office-2"]

    assert person["memberships"] == [{"id": "actors:landsforum"}]
    assert person["rd:parties"] == [{"id": "actors:landsforum"}]
    assert person["org:hasMembership"] == [{"id": f"actors:anna-holm#office-{number}"} for number in (1, 2)]
    assert office["type"] == ["Membership"]
    assert (office["person"], office["role"]["en"], office["organization"]) == (
        {"id": "actors:anna-holm"},
        "mayor",
        {"id": "actors:nordby"},
    )
    assert office["rd:period"] == {"@type": "edtf:EDTF", "@value": "2012-01-01/2015-12-31"}


@pytest.mark.parametrize(
    ("entry", "abbreviation", "period", "earliest", "address"),
    [
        ("actors:anna-holm", "AH", "1970/..", "1970-01-01", "anna-holm"),
        ("reforms:friere-skoler", "FS", "2018-21/..", "2018-03-01", "friere-skoler"),
        ("laws:skoleloven", "SKL", "2014/..", "2014-01-01", "skoleloven"),
    ],
)
def test_entries_have_period_abbreviation_and_pages(graph, entry, abbreviation, period, earliest, address):
    """An actor, a reform and a law have the same keys for them; an open end has no last day."""
    names = ("abbreviation", "period", "period_earliest", "period_latest", "sources")
    found = [graph.value(URIRef(BASE + entry), URIRef(OWN + name)) for name in names]

    assert [value and str(value) for value in found] == [
        abbreviation, period, earliest, None, f"https://example.org/{address}",
    ]  # fmt: skip


def test_the_glossary_is_a_scheme(graph):
    """A term has its names, the English that it must not have, and when which word is right."""
    term = URIRef(f"{BASE}glossary:effekt")

    assert graph.value(term, SKOS.inScheme) == URIRef(f"{BASE}schemes:glossary")
    assert set(graph.objects(term, SKOS.prefLabel)) == {Literal("effekt", lang="da"), Literal("outcome", lang="en")}
    assert set(graph.objects(term, URIRef(f"{OWN}rejected"))) == {Literal("effect"), Literal("effects")}
    assert Literal("Of teaching.", lang="en") in set(graph.objects(term, SKOS.scopeNote))


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
