"""The two charts of a network: that of actors, and that of records within one theme or one trace."""

from collections import Counter
from itertools import combinations, pairwise

import pytest

import reformdata as rd
from reformdata.dataset.network import EdgeType
from reformdata.dataset.plotting import network, related
from reformdata.dataset.plotting.arrows import Arrow
from reformdata.models import ActorKind, Kind
from tests.dataset.tracing.conftest import FORUM, NORDBY
from tests.fixtures.corpus import PROPOSAL

LANGUAGES = ("da", "en")


def _rows(chart, *fields):
    """The rows of the chart that have the fields."""
    rows = (row for values in chart.altair.to_dict()["datasets"].values() for row in values)
    return [row for row in rows if set(fields) <= set(row)]


def _names(chart):
    """The rows of the names of actors."""
    return _rows(chart, "left", "text")


def _arrows(chart):
    """From whom, how and to whom each arrow goes, and of how many records it is."""
    return {(row["from"], row["type"], row["to"]): row["records"] for row in _rows(chart, "from", "angle")}


def _facts(chart):
    """The rows of the small print below the titles of records."""
    return [row for row in _rows(chart, "text") if " · " in row["text"][0]]


def test_actors_and_what_they_have_to_do_with_each_other(ds):
    """An arrow for each edge of the network that is not a mere mention, and the same numbers in the table."""
    chart = ds.plot.network("en")

    assert _arrows(chart) == {
        ("Anna Holm", "asks", "the Danish parliament"): 1,
        ("Anna Holm", "asks", "the municipalities"): 1,
        ("Anna Holm", "answers", "Nordby Municipality"): 1,
        ("Anna Holm", "speaks for", "National Forum for Schools"): 1,
        ("Nordavisen", "reports", "Anna Holm"): 1,
        ("Nordavisen", "reports", "Nordby Municipality"): 1,
        ("National Forum for Schools", "reports", "Nordby Municipality"): 1,
        ("Nordby Municipality", "works with", "National Forum for Schools"): 1,
    }
    assert {(row["From"], row["Tie"], row["To"]): row["Records"] for row in chart.table} == _arrows(chart)
    assert {" ".join(row["text"]) for row in _names(chart)} == {
        "Anna Holm (1)", "National Forum for Schools (3)", "Nordavisen (2)", "Nordby Municipality (4)",
        "the Danish parliament (2)", "the municipalities (2)",
    }  # fmt: skip
    assert Counter((row["colour"], row["shape"]) for row in _rows(chart, "shape"))[network.MARKS[ActorKind.PERSON]] == 2


def test_only_the_strongest_actors(ds):
    """The chart says how many are left out, and no actor is left alone."""
    chart = ds.plot.network("en", most=3)

    assert len(_names(chart)) == 3
    assert "Left out: 3 actors" in chart.description
    assert "Udeladt: 3 aktører" in ds.plot.network("da", most=3).description
    ends = {end for one, _, other in _arrows(chart) for end in (one, other)}
    assert len(ends) == 3
    assert "Left out" not in ds.plot.network("en").description
    with pytest.raises(rd.ConditionValueError, match="most=0"):
        ds.plot.network(most=0)


def test_wider_means_more_records(web):
    """The width of an arrow grows with its weight; one record is never as wide as ten."""
    rows = _rows(web.plot.network(), "width", "records")
    widths = {row["records"]: row["width"] for row in rows}

    assert sorted(widths, key=widths.__getitem__) == sorted(widths)
    assert widths[1] == network._THINNEST
    assert max(widths.values()) < network._THICKEST


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("width", ["full", "two", "one"])
def test_no_name_is_cut_or_crossed(width, lang, ds):
    """Names lie within the picture, above or below each other, and outside the oval in which all arrows run."""
    chart = ds.plot.network(lang, width=width)
    room, size = chart.altair.to_dict()["vconcat"][0]["width"], 12
    points = [(row["x"], row["y"]) for row in _rows(chart, "line")]
    boxes = []
    for row in _names(chart):
        wide = max(network.text_width(line, size) for line in row["text"])
        left = row["x"] - wide if row["left"] else row["x"]
        boxes.append((left, row["y"] - size / 2, left + wide, row["y"] + size * (1.15 * len(row["text"]) - 0.5)))

    assert min(box[0] for box in boxes) >= -1
    assert max(box[2] for box in boxes) <= room + 1
    for (left, top, right, bottom), (left_2, top_2, right_2, bottom_2) in combinations(boxes, 2):
        assert right < left_2 or right_2 < left or bottom < top_2 or bottom_2 < top
    for left, top, right, bottom in boxes:
        assert not [(x, y) for x, y in points if left <= x <= right and top <= y <= bottom]


def test_types_and_kinds_are_told_apart_without_colour():
    """Each type of edge but mentions has its own dashes, and each kind of actor its own colour and shape."""
    dashes = [dashes for _, dashes in network.LINES.values()]

    assert {*network.LINES} == {*EdgeType} - {EdgeType.MENTIONS}
    assert len(set(dashes)) == len(dashes)
    assert {*network.MARKS} == {*ActorKind}
    assert len(set(network.MARKS.values())) == len(ActorKind)


def test_actors_lie_still(ds, compiled_file):
    """In the same places each time."""

    def places(data):
        return [(row["text"], row["x"], row["y"]) for row in _names(data.plot.network())]

    assert places(ds) == places(ds) == places(rd.load(compiled_file))


def test_an_arrow_touches_neither_end():
    """It keeps its distance from both marks, and its head points at the end."""
    arrow = Arrow(start=(0, 0), control=(50, 0), end=(100, 0), gap=8, width=2, words={})
    line, head = arrow.line(), arrow.head()

    assert 8 <= line[0][0] < 9
    assert line[-1][0] < head["x"] < 92
    assert head["angle"] == 0
    assert Arrow(start=(0, 0), control=(0, 50), end=(0, 100), gap=8, width=2, words={}).head()["angle"] == 90


def test_records_of_a_theme(web):
    """A row for each record that is related, an arrow for each relation, which is written below where it starts."""
    chart = web.plot.network("en", of="records")

    assert len(_rows(chart, "angle")) == len(web.tables["relations"])
    assert len(_rows(chart, "shape")) == len(web.records) + len(Kind)
    facts = {" ".join(row["text"]).replace("\xa0", " ") for row in _facts(chart)}
    assert f"{NORDBY}.04 · Nordby Municipality · 2018-05-03 · implements .03" in facts
    assert f"{FORUM}.01 · Nordby Municipality · 2019-05-03 · contrasts with {NORDBY}.02 · answers {NORDBY}.03" in facts
    assert chart.table[0] == {
        "From": f"{FORUM}.01: Title 01", "Relation": "contrasts with", "To": f"{NORDBY}.02: Title 02",
    }  # fmt: skip


def test_records_without_relations_are_left_out(web):
    """The chart says how many; groups that no relation connects lie apart, each with its oldest record first."""
    chart = web.records.filter(kind="statement").plot.network("en", of="records")
    rows = sorted(_facts(chart), key=lambda row: row["y"])
    steps = [later["y"] - row["y"] for row, later in pairwise(rows)]

    assert "Left out: 1 record with no relation to the others" in chart.description
    assert [row["text"][0].split(" ")[0] for row in rows] == [
        f"{NORDBY}.02", f"{FORUM}.01", f"{NORDBY}.06", f"{NORDBY}.07",
    ]  # fmt: skip
    assert steps[1] == pytest.approx(steps[0] + related._APART, abs=0.2)
    assert steps[2] == pytest.approx(steps[0], abs=0.2)


def test_too_many_records(web):
    """Are refused; the error says what to choose."""
    with pytest.raises(
        rd.TooManyRecordsError, match=r'9 of the records .* at most 8 .*filter\(theme="trust"\)'
    ) as raised:
        web.plot.network(of="records", most=8)
    assert (raised.value.number, raised.value.most) == (9, 8)
    assert web.plot.network(of="records", most=9).table


def test_no_line_crosses_a_title(web):
    """All arrows run to the left of the titles."""
    chart = web.plot.network("da", of="records")
    assert max(row["x"] for row in _rows(chart, "line")) < min(row["x"] for row in _facts(chart))
    assert min(row["x"] for row in _rows(chart, "line")) >= 0


def test_records_of_a_trace(ds):
    """The small print names the trace."""
    records = ds.trace(PROPOSAL.id).records
    chart = records.plot.network("en", of="records")

    assert f"Selection: trace={PROPOSAL.id}. n = {len(records)} records" in chart.description
    assert len(_facts(chart)) == len(records)


@pytest.mark.parametrize("of", ["actors", "records"])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_nothing_to_draw(of, lang, ds):
    """The chart says so in words."""
    none = ds.records[:0].plot.network(lang, of=of)
    assert (none.table, _rows(none, "line")) == ((), [])
    assert len(_rows(none, "words")) == 1


def test_of_something_else(ds):
    """The error lists what there is; a theme of reform is not a theme of the chart."""
    with pytest.raises(rd.ConditionValueError, match=r"of='people': .*actors, records"):
        ds.plot.network(of="people")
    with pytest.raises(rd.ConditionValueError, match=r"theme='deregulation': .*filter\(theme='deregulation'\)\.plot"):
        ds.plot.network(theme="deregulation")


@pytest.mark.parametrize("of", ["actors", "records"])
def test_networks_are_drawn(of, ds, tmp_path):
    """As a picture that holds the words and nothing to load."""
    pytest.importorskip("vl_convert", reason="pictures need vl-convert-python")
    chart = ds.plot.network("da", of=of)
    assert chart.save(tmp_path / "network.png", scale=1).read_bytes().startswith(b"\x89PNG")
    assert ("Anna Holm" if of == "actors" else "Nordby udgiver en vejledning") in chart.svg
