"""The network of actors and that of records: what an edge sums up, and its graph in the formats of other programs."""

import pickle
import sys
from collections import Counter
from dataclasses import replace

import pytest

import reformdata as rd
from reformdata.dataset.network import EdgeType
from reformdata.models import ActorKind, Kind
from reformdata.store.compiling import write
from tests.dataset.tracing.conftest import FORUM, NORDBY
from tests.fixtures.corpus import CORPUS, INITIATIVE, PROPOSAL, STATEMENT, by_id

READERS = {"graphml": "read_graphml", "gexf": "read_gexf"}


def _edges(network):
    return {(edge.from_, edge.type.value, edge.to): edge.weight for edge in network.edges}


def test_actors_are_connected_by_what_records_say_of_them(ds):
    """Each field of a record that names an actor makes an edge; an own undertaking makes none."""
    assert _edges(ds.network()) == {
        ("anna-holm", "asks", "folketinget"): 1,
        ("anna-holm", "asks", "kommunerne"): 1,
        ("anna-holm", "answers", "nordby"): 1,
        ("anna-holm", "speaks-for", "landsforum"): 1,
        ("anna-holm", "mentions", "nordby"): 1,
        ("nordavisen", "reports", "anna-holm"): 1,
        ("nordavisen", "reports", "nordby"): 1,
        ("landsforum", "reports", "nordby"): 1,
        ("nordby", "mentions", "folketinget"): 1,
        ("nordby", "mentions", "kommunerne"): 1,
        ("nordby", "mentions", "landsforum"): 1,
        ("nordby", "works-with", "landsforum"): 1,
    }


def test_nodes_know_their_records(ds):
    """The actors with the most records come first; a record counts once, in however many parts the actor is."""
    nodes = ds.network().nodes

    assert {id_: node.weight for id_, node in nodes.items()} == {
        "nordby": 4, "landsforum": 3, "folketinget": 2, "kommunerne": 2, "nordavisen": 2, "anna-holm": 1,
    }  # fmt: skip
    assert next(iter(nodes)) == "nordby"
    anna = nodes["anna-holm"]
    assert (anna.kind, anna.name.en, anna.records) == (ActorKind.PERSON, "Anna Holm", (PROPOSAL.id,))


def test_an_edge_names_its_records(web):
    """Its weight is their number, and the heaviest comes first."""
    first, *others = web.network().edges

    assert first.weight == len(set(first.records)) == max(edge.weight for edge in (first, *others))
    assert all(id_ in web for edge in (first, *others) for id_ in edge.records)
    counted = Counter(record.reported_by for record in web.records if record.reported_by != record.voice.actor)
    reports = Counter()
    for edge in (first, *others):
        if edge.type is EdgeType.REPORTS:
            reports[edge.from_] += edge.weight
    assert reports == {reporter: number for reporter, number in counted.items() if reporter}


def test_network_of_a_selection(ds):
    """An edge sums up the records of the selection; what one of them answers need not be chosen."""
    network = ds.records.filter(kind="proposal").network()

    assert ("anna-holm", "answers", "nordby") in _edges(network)
    assert {id_ for edge in network.edges for id_ in edge.records} == {PROPOSAL.id}
    assert network.number == 1
    assert (dict(ds.records[:0].network().nodes), ds.records[:0].network().edges) == ({}, ())


def test_a_voice_presents_the_initiative_of_another(tmp_path):
    """An initiative whose owner is not its voice."""
    path = tmp_path / "reformdata.sqlite"
    write(
        replace(
            CORPUS,
            records=by_id([replace(INITIATIVE, owners=("landsforum", "nordby"), relations=())]),
            readings={},
            outcomes={},
        ),
        path,
    )
    edges = _edges(rd.load(path).network())

    assert edges["nordby", "presents", "landsforum"] == 1
    assert edges["nordby", "works-with", "landsforum"] == 1


def test_network_of_records(web):
    """Its nodes are the records, its edges their relations to each other."""
    network = web.network("records")
    node = network.nodes[f"{NORDBY}.03"]

    assert (next(iter(network.nodes)), node.kind, node.name.da, node.records) == (
        f"{NORDBY}.02", Kind.PROPOSAL, "Titel 03", (f"{NORDBY}.03",),
    )  # fmt: skip
    assert len(network) == len(web.tables["relations"])
    assert (f"{FORUM}.01", "answers", f"{NORDBY}.03") in _edges(network)
    assert _edges(web.records.filter(source=FORUM).network("records")) == {
        (f"{FORUM}.02", "elaborates", f"{FORUM}.01"): 1
    }


def test_rows(ds):
    """A row for each edge, with names in both languages or in one."""
    row = next(row for row in ds.network().to_dicts() if row["type"] == "speaks-for")

    assert row == {
        "from": "anna-holm", "from_kind": "person", "from_name_da": "Anna Holm", "from_name_en": "Anna Holm",
        "type": "speaks-for", "type_da": "taler for", "type_en": "speaks for",
        "to": "landsforum", "to_kind": "association",
        "to_name_da": "Landsforum for Skoler", "to_name_en": "National Forum for Schools",
        "weight": 1, "records": [PROPOSAL.id],
    }  # fmt: skip
    short = next(row for row in ds.network().to_dicts("da") if row["type"] == "speaks-for")
    assert (short["to_name"], short["type_da"], len(short)) == ("Landsforum for Skoler", "taler for", 10)
    with pytest.raises(rd.ConditionValueError, match="lang='sv'"):
        ds.network().to_dicts("sv")


@pytest.mark.parametrize("library", ["pandas", "polars"])
def test_frames(library, ds):
    """They have the columns and types of an empty network too."""
    pytest.importorskip(library)
    full, none = (getattr(network, f"to_{library}")("en") for network in (ds.network(), ds.records[:0].network()))

    assert list(full.columns) == list(none.columns) == list(ds.network().to_dicts("en")[0])
    assert (len(full), len(none)) == (12, 0)
    assert list(full.dtypes) == list(none.dtypes)


@pytest.mark.parametrize("format_", READERS)
def test_export(format_, ds, tmp_path):
    """What NetworkX reads back has every node, edge and attribute, with its type; the bytes are the same each time."""
    networkx = pytest.importorskip("networkx")
    network = ds.network()
    path = network.export(format_, tmp_path / f"network.{format_}")
    again = network.export(format_, tmp_path / f"again.{format_}")
    graph = getattr(networkx, READERS[format_])(path)

    assert (path, path.read_bytes()) == (tmp_path / f"network.{format_}", again.read_bytes())
    assert {id_: data["weight"] for id_, data in graph.nodes(data=True)} == {
        id_: node.weight for id_, node in network.nodes.items()
    }
    assert graph.nodes["landsforum"]["name_da"] == "Landsforum for Skoler"
    assert {(one, data["edge_type"], other): data["weight"] for one, other, data in graph.edges(data=True)} == _edges(
        network
    )
    edges = [data for *_, data in graph.edges(data=True)]
    assert {(data["edge_type_da"], data["edge_type_en"], data["records"]) for data in edges if data["edge_type"] == "reports"} == {
        ("gengiver", "reports", PROPOSAL.id), ("gengiver", "reports", STATEMENT.id), ("gengiver", "reports", INITIATIVE.id),
    }  # fmt: skip
    assert len({data["id"] for data in edges}) == len(network)
    assert "CC BY 4.0" in path.read_text()


def test_export_in_no_such_format(ds, tmp_path):
    """The error lists the formats, and an existing file is kept."""
    pytest.importorskip("networkx")
    with pytest.raises(rd.UnknownFormatError, match="graphml"):
        ds.network().export("graphm", tmp_path / "network.graphml")
    path = ds.network().export("gexf", str(tmp_path / "network.gexf"))
    with pytest.raises(FileExistsError):
        ds.network("records").export("gexf", path)
    assert ds.network("records").export("gexf", path, overwrite=True) == path


def test_network_of_something_else(ds):
    """The error lists what there is."""
    with pytest.raises(rd.ConditionValueError, match=r"of='record': .*did you mean 'records'"):
        ds.network("record")


def test_a_missing_library_is_named(ds, monkeypatch):
    """The error names the extra."""
    monkeypatch.setitem(sys.modules, "networkx", None)
    with pytest.raises(rd.MissingExtraError, match=r'pip install "reformdata\[graph\]"'):
        ds.network().to_networkx()
    with pytest.raises(rd.MissingExtraError, match=r'pip install "reformdata\[graph\]"'):
        ds.network().export("gexf", "network.gexf")


def test_how_a_network_is_shown(ds):
    """In one line, and in a notebook with its edges."""
    network = ds.network()

    assert repr(network) == "<Network of 6 actors, 12 edges from 4 records>"
    assert repr(ds.network("records")) == "<Network of 4 records, 3 edges>"
    assert network._repr_html_().count("<tr>") == 1 + len(network.edges)
    edge = next(edge for edge in network.edges if edge.type is EdgeType.SPEAKS_FOR)
    assert (repr(edge), repr(network.nodes["nordby"])) == (
        "<NetworkEdge anna-holm speaks for landsforum, weight 1>",
        "<NetworkNode nordby: Nordby Municipality>",
    )
    assert _edges(pickle.loads(pickle.dumps(network))) == _edges(network)  # noqa: S301 - our own bytes
