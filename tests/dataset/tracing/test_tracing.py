"""What led to a record and what came of it."""

from copy import copy
from datetime import date

import pytest

import reformdata as rd
from reformdata.dataset.steps import Edge
from reformdata.errors import ConditionValueError
from reformdata.models import Label, RelationType, Verdict
from reformdata.models.cards import PASSIVE
from reformdata.store.file import Store
from tests.dataset.tracing.conftest import FORUM, NORDBY
from tests.fixtures.corpus import PROPOSAL

REASON = Label("Derfor", "Because")


def _edge(record, type_, to):
    return Edge(record, RelationType(type_), to, REASON)


def _steps(trace):
    """The steps, in short."""
    short = {FORUM: "F", NORDBY: "N"}
    return [
        (one.way[0], one.distance, *(f"{short[id_.source]}{id_.number}" for id_ in (one.start, one.end)), one.first)
        for one in trace.steps
    ]


def test_a_trace_goes_both_ways(web):
    """From a proposal: back to its reason, on to its answers, its elaboration, its part and its implementation."""
    assert _steps(web.trace(f"{NORDBY}.03")) == [
        ("b", 1, "N3", "N2", True),
        ("f", 1, "N3", "F1", True),  # answers it
        ("f", 1, "N3", "F2", True),  # the same, later
        ("f", 1, "N3", "N4", True),
        ("f", 1, "N3", "N5", True),
        ("f", 1, "N3", "N6", True),
        ("f", 1, "N3", "N8", True),  # its other half
        ("f", 2, "F1", "F2", False),
        ("f", 2, "N6", "N7", True),
        ("f", 3, "N7", "N6", False),  # a cycle ends here
    ]


def test_records_of_a_trace_are_the_oldest_first(web):
    """The record itself is among them."""
    trace = web.trace(f"{NORDBY}.03")

    assert trace.records.ids == (*(f"{NORDBY}.0{number}" for number in range(2, 9)), f"{FORUM}.01", f"{FORUM}.02")
    assert isinstance(trace.records, rd.Records)
    assert repr(trace) == "<Trace of nordby-2018-blog.03: 1 before, 7 after>"


def test_sideways_relations_lead_to_the_later_record(web):
    """A contrast of 2018 and 2019 leads forward from the one and backward from the other."""
    contrast = _edge(f"{FORUM}.01", "contrasts", f"{NORDBY}.02")

    assert contrast in web.trace(f"{NORDBY}.02", direction="forward", depth=1).edges
    assert contrast in web.trace(f"{FORUM}.01", direction="backward", depth=1).edges
    assert contrast not in web.trace(f"{FORUM}.01", "forward").edges
    assert contrast not in web.trace(f"{NORDBY}.02", direction="backward").edges


def test_two_of_one_day_lead_forward_to_each_other(web):
    """Neither half of a pair came before the other."""
    assert _steps(web.trace(f"{NORDBY}.08", depth=1)) == [("f", 1, "N8", "N3", True)]
    assert ("f", 1, "N3", "N8", True) in _steps(web.trace(f"{NORDBY}.03", depth=1))


@pytest.mark.parametrize(
    ("options", "reached"),
    [
        ({}, 8),
        ({"depth": None}, 8),
        ({"depth": 1}, 7),
        ({"depth": 0}, 0),
        ({"direction": "backward"}, 1),
        ({"direction": "forward", "depth": 1}, 6),
    ],
)
def test_direction_and_depth(options, reached, web):
    """How many records a trace of the proposal comes to."""
    assert len(web.trace(f"{NORDBY}.03", **options).records) == reached + 1


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (
            {"direction": "forwards"},
            "direction='forwards': no such value; did you mean 'forward'? (there are: both, backward, forward)",
        ),
        ({"depth": -1}, "depth=-1: no such value; give the number of relations to follow, or None for all"),
    ],
)
def test_wrong_direction_and_depth(options, message, web):
    """The error says what is possible."""
    with pytest.raises(rd.ConditionValueError) as raised:
        web.trace(f"{NORDBY}.03", **options)
    assert str(raised.value) == message


@pytest.mark.parametrize("ask", ["trace", "related"])
def test_ids_of_records_that_are_not_there(ask, web):
    """An unknown id is an error with similar ids; a withdrawn one is followed."""
    with pytest.raises(rd.UnknownIdError, match=r"did you mean 'nordby-2018-blog\.0"):
        getattr(web, ask)(f"{NORDBY}.09")
    with pytest.warns(rd.RetiredRecordWarning):
        assert getattr(web, ask)(f"{NORDBY}.01") is not None


def test_a_tree_cuts_cycles(web):
    """A record that was reached before is a leaf; every step is in the tree once."""
    trace = web.trace(f"{NORDBY}.06", depth=None)

    def outline(branches):
        return [(branch.step.end[-2:], outline(branch.branches)) for branch in branches]

    assert outline(trace.tree("forward")) == [("07", [("06", [])])]
    assert outline(trace.tree("backward")) == [("03", [("02", [])]), ("07", [("06", [])])]


def test_one_query_for_each_distance(web, monkeypatch):
    """Whatever the number of records; no record becomes an object."""
    asked = []
    rows = Store.rows
    monkeypatch.setattr(Store, "rows", lambda store, *query: asked.append(query) or rows(store, *query))
    monkeypatch.setattr(Store, "objects", None)
    trace = web.trace(f"{NORDBY}.03", direction="forward", depth=1)

    assert len(trace) == 6
    assert len(asked) == 3  # the record itself, its relations, what is shown of the records


def test_table_of_edges(web):
    """A row for each relation, with the facts of both records."""
    (row,) = web.trace(f"{NORDBY}.03", direction="backward").to_dicts()

    assert row == {
        "record": f"{NORDBY}.02", "type": "motivates", "to": f"{NORDBY}.03", "reason_da": "Derfor", "reason_en": "Because",
        "record_kind": "statement", "record_date": date(2018, 5, 3),
        "record_voice_da": "Nordby Kommune", "record_voice_en": "Nordby Municipality",
        "record_title_da": "Titel 02", "record_title_en": "Title 02",
        "record_verdict": None, "record_outcome_da": None, "record_outcome_en": None,
        "to_kind": "proposal", "to_date": date(2018, 5, 3),
        "to_voice_da": "Anna Holm", "to_voice_en": "Anna Holm",
        "to_title_da": "Titel 03", "to_title_en": "Title 03",
        "to_verdict": "under-way",
        "to_outcome_da": "i gang · forsøg · henført", "to_outcome_en": "under way · trial · credited",
    }  # fmt: skip


def test_table_of_edges_in_one_language(web):
    """Its columns have no suffix; an unsupported language is an error."""
    (row,) = web.trace(f"{NORDBY}.03", direction="backward").to_dicts("da")

    assert (row["reason"], row["to_title"], len(row)) == ("Derfor", "Titel 03", 16)
    with pytest.raises(ValueError, match=r"lang='sv': no such value \(there are: da, en\)"):
        web.trace(f"{NORDBY}.03").to_dicts("sv")


def test_frame_of_edges(web):
    """Text and dates have their types, with rows and without."""
    pytest.importorskip("pandas")
    full = web.trace(f"{NORDBY}.03").to_pandas()
    none = web.trace(f"{NORDBY}.03", depth=0).to_pandas()

    assert (len(full), len(none)) == (10, 0)
    assert full.dtypes.astype(str).to_dict() == none.dtypes.astype(str).to_dict()
    assert str(full["to_date"].dtype) == "datetime64[s]"
    assert full["type"].value_counts().to_dict()["elaborates"] == 2


def test_polars_frame_of_edges(web):
    """It holds what the table holds, in the same types with rows and without."""
    polars = pytest.importorskip("polars")
    trace = web.trace(f"{NORDBY}.03")
    full, none = trace.to_polars("da"), web.trace(f"{NORDBY}.03", depth=0).to_polars("da")

    assert full.schema == none.schema
    assert full.schema["to_date"] == polars.Date
    assert full.to_dicts() == trace.to_dicts("da")


def test_graph(web):
    """Every record is a node and every relation an edge of a NetworkX graph, which GraphML can hold."""
    networkx = pytest.importorskip("networkx")
    trace = web.trace(f"{NORDBY}.03")
    graph = trace.to_networkx()

    assert sorted(graph) == sorted(trace.records.ids)
    assert sorted(graph.edges(keys=True)) == sorted((edge.record, edge.to, edge.type.value) for edge in trace.edges)
    assert graph.nodes[f"{NORDBY}.04"] == {
        "kind": "initiative", "date": "2018-05-03", "voice_da": "Nordby Kommune", "voice_en": "Nordby Municipality",
        "title_da": "Titel 04", "title_en": "Title 04",
        "outcome_da": "kan ikke vurderes: for uklart", "outcome_en": "cannot be assessed: too vague",
    }  # fmt: skip
    assert graph.nodes[f"{NORDBY}.03"]["verdict"] == "under-way"
    assert not {"verdict", "outcome_da"} & set(graph.nodes[f"{NORDBY}.02"])
    assert networkx.parse_graphml("\n".join(networkx.generate_graphml(graph))).number_of_edges() == 10


def test_what_became_of_a_record(web):
    """The latest verdict, or in words why there is none; nothing of a statement."""
    nodes = web.trace(f"{NORDBY}.03").nodes

    assert {
        id_[-2:]: (node.verdict, node.outcome and node.outcome.en) for id_, node in nodes.items() if NORDBY in id_
    } == {
        "02": (None, None),
        "03": (Verdict.UNDER_WAY, "under way · trial · credited"),
        "04": (None, "cannot be assessed: too vague"),
        "05": (None, None),
        "06": (None, None),
        "07": (None, None),
        "08": (None, "nobody has looked into it yet"),
    }


@pytest.mark.parametrize(
    ("day", "verdict", "outcome"),
    [
        ("2019-12-30", None, "nobody has looked into it yet"),
        ("2020-12-31", "no-trace", "no trace"),
        ("2021-01-01", "done", "done · the whole country · same content · since 2020-08"),
    ],
)
def test_the_outcome_in_a_trace_is_that_of_the_day(day, verdict, outcome, compiled_file):
    """Of data as of a day."""
    node = rd.load(compiled_file, as_of=day).trace(PROPOSAL.id).nodes[PROPOSAL.id]

    assert (node.verdict, node.outcome.en) == (verdict, outcome)


def test_relations_of_one_record(web):
    """What it says of others and what they say of it, asked by id or by record."""
    related = web.related(f"{NORDBY}.06")

    assert related.outgoing == (
        _edge(f"{NORDBY}.06", "part-of", f"{NORDBY}.03"),
        _edge(f"{NORDBY}.06", "supports", f"{NORDBY}.07"),
    )
    assert related.incoming == (_edge(f"{NORDBY}.07", "supports", f"{NORDBY}.06"),)
    assert web.related(web[f"{NORDBY}.06"]) == related
    assert str(related.incoming[0]) == "nordby-2018-blog.07 supports nordby-2018-blog.06: Because"


def test_every_relation_is_read_from_both_ends():
    """In words of its own where it has a direction, in the same where it has none."""
    assert list(PASSIVE) == list(RelationType)
    same = [type_.value for type_, label in PASSIVE.items() if label == type_.label]
    assert same == ["paired-with", "contrasts", "same-as"]


def test_what_is_newer_than_this_version(web_file, tmp_path):
    """An unknown relation is followed from the later to the earlier, an unknown kind left out, an unknown verdict shown."""
    newer = tmp_path / "newer.sqlite"
    newer.write_bytes(web_file.read_bytes())
    import sqlite3

    with sqlite3.connect(newer) as connection:
        connection.execute("PRAGMA ignore_check_constraints = ON")
        connection.execute("UPDATE relations SET type = 'cites' WHERE type = 'elaborates'")
        connection.execute("UPDATE records SET kind = 'question' WHERE id = ?", (f"{NORDBY}.04",))
        connection.execute(
            "UPDATE bodies SET json = json_set(json, '$.assessments[0].verdict', 'disputed') WHERE table_name = 'outcomes' AND id = ?",
            (f"{NORDBY}.03",),
        )
    connection.close()
    trace = rd.load(newer).trace(f"{NORDBY}.03", direction="forward", depth=1)

    assert [(edge.type.value, edge.record) for edge in trace.edges if edge.type == "cites"] == [
        ("cites", f"{NORDBY}.05")
    ]
    assert trace.steps[0].edge.seen_from(f"{NORDBY}.03")[1].en == "is answered by"
    assert f"{NORDBY}.04" not in trace.nodes
    assert (trace.nodes[f"{NORDBY}.03"].verdict, trace.nodes[f"{NORDBY}.03"].outcome.en) == (
        "disputed",
        "disputed · trial · credited",
    )
    assert next(edge for edge in trace.edges if edge.type == "cites").seen_from(f"{NORDBY}.03")[1].en == "cites"


def test_print_shows_the_tree_of_the_command_line(web, web_file, command):
    """In English; `to_text` in either language, and only the way that was asked for."""
    printed = command("trace", f"{NORDBY}.06", "--data", web_file, "--lang", "en")
    assert printed == (0, f"{web.trace(f'{NORDBY}.06')}\n", "")

    danish = web.trace(f"{NORDBY}.02", direction="forward").to_text("da")
    assert "Hvad der kom af det" in danish
    assert "Hvad der kom før" not in danish
    with pytest.raises(ConditionValueError, match="lang='sv'"):
        web.trace(f"{NORDBY}.06").to_text("sv")


def test_a_copy_of_a_trace_knows_its_direction(web):
    """So that it does not say of the other way that nothing is there."""
    trace = web.trace(f"{NORDBY}.02", direction="forward")

    assert str(copy(trace)) == str(trace)


def test_long_titles_are_wrapped(web, monkeypatch):
    """Even in a deep branch a line has some words."""
    monkeypatch.setattr("reformdata.dataset.tracing._WIDTH", 10)
    lines = web.trace("nordby-2018-blog.05", depth=1, direction="backward").to_text().splitlines()

    assert lines[1:3] == ["The form takes time, and time", "is what pupils need"]
