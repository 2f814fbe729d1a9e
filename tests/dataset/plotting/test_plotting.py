"""The charts: what they count, what they are called, and that they can be printed."""

import math
import re
import sys
from contextlib import closing
from itertools import combinations, pairwise
from types import SimpleNamespace

import pytest

import reformdata as rd
from reformdata.dataset.plotting import CHARTS
from reformdata.dataset.plotting.counting import KINDS
from reformdata.dataset.plotting.network import _place_clouds
from reformdata.models import Kind
from tests.dataset.tracing.conftest import FORUM, NORDBY


def _values(chart):
    """All rows that a chart holds, of all its layers."""
    return [row for rows in chart.to_dict()["datasets"].values() for row in rows]


@pytest.mark.parametrize("name", CHARTS)
def test_a_chart_is_valid_and_has_titles(name, ds):
    """Altair checks it against the schema of Vega-Lite; title, subtitle and description are in the language."""
    specs = [getattr(ds.plot, name)(lang).to_dict() for lang in ("da", "en")]

    for spec in specs:
        assert spec["description"] == f"{spec['title']['text']}. {spec['title']['subtitle']}."
        assert (spec["config"]["axis"]["labelLimit"], spec["background"]) == (0, "white")
    da, en = (spec["title"] for spec in specs)
    assert (da["text"] != en["text"], da["subtitle"] != en["subtitle"]) == (True, True)


def test_timeline_counts_years_and_kinds(ds):
    """A year without records keeps its place."""
    chart = ds.plot.timeline("da")
    counted = {(row["of"], row["kind"]): row["count"] for row in _values(chart)}

    assert counted == {("2018", "initiativ"): 2, ("2018", "udsagn"): 1, ("2019", "forslag"): 1}

    chart = ds.records.filter(kind=["proposal", "initiative"]).plot.timeline().to_dict()
    assert chart["layer"][0]["encoding"]["x"]["scale"]["domain"] == ["2018", "2019"]


def test_areas_counts_a_record_in_each_of_its_areas(ds):
    """By the names of the areas, the most frequent first; the others are left out if there are too many."""
    chart = ds.plot.areas("en")

    assert {(row["of"], row["kind"]): row["count"] for row in _values(chart)} == {
        ("primary schools", "statement"): 1,
        ("primary schools", "proposal"): 1,
        ("primary schools", "initiative"): 1,
        ("schools", "proposal"): 1,
    }
    assert chart.to_dict()["spec"]["layer"][0]["encoding"]["y"]["sort"] == ["primary schools", "schools"]
    assert {row["of"] for row in _values(ds.plot.areas("en", most=1))} == {"primary schools"}


def test_actors_names_the_organisation_of_a_person(ds):
    """In brackets; an organisation speaks for itself."""
    assert {(row["of"], row["count"]) for row in _values(ds.plot.actors("en"))} == {
        ("Anna Holm (National Forum for Schools)", 1),
        ("Nordby Municipality", 1),
        ("Nordby Municipality", 2),
    }


def test_charts_of_a_selection(ds):
    """Any records can be drawn: those chosen and no other."""
    (row,) = _values(ds.proposals.filter(area="schools").plot.actors("da"))
    assert (row["of"], row["kinds"], row["count"]) == ("Anna Holm (Landsforum for Skoler)", "Forslag", 1)


@pytest.mark.parametrize("name", CHARTS)
def test_charts_of_nothing(name, ds):
    """They have no marks, and the subtitle says so."""
    chart = getattr(ds.records[:0].plot, name)("da")
    assert (_values(chart), chart.to_dict()["title"]["subtitle"]) == ([], "Ingen poster at vise")


def test_network_holds_what_is_related(web):
    """A point for each record with relations, a line for each relation, a heading for each source."""
    rows = _values(web.plot.network("en"))
    points = [row for row in rows if "voice" in row]
    lines = [row for row in rows if "reason" in row]
    headings = [row["text"] for row in rows if "text" in row]

    assert sorted(row["id"] for row in points) == sorted(web.records.ids)
    with closing(web.connect()) as connection:
        assert len(lines) == connection.execute("SELECT count(*) FROM relations").fetchone()[0]
    assert {row["relation"] for row in lines if row["across"]} == {"answers", "contrasts with", "is the same as"}
    assert headings[0] == ["2018-05-03", "On measuring what counts"]


def test_network_of_a_selection_leaves_out_the_others(web):
    """A record that is related only to records outside the selection is left out, with the relation."""
    rows = _values(web.records.filter(source=FORUM).plot.network("en"))

    assert [row["id"] for row in rows if "voice" in row] == [f"{FORUM}.01", f"{FORUM}.02"]
    assert [row["relation"] for row in rows if "reason" in row] == ["elaborates"]
    assert _values(web.records.filter(text="form takes").plot.network("en")) == []
    assert f"{NORDBY}.05" in web.records.filter(text="form takes").ids


def test_network_lies_still(web, web_file):
    """The same records lie in the same places, each time and in each language."""

    def places(data, lang):
        return [(row["id"], row["x"], row["y"]) for row in _values(data.plot.network(lang)) if "voice" in row]

    assert places(web, "da") == places(web, "da") == places(rd.load(web_file), "en")


def test_no_two_records_cover_each_other(web):
    """Whether or not relations connect them."""
    points = [(row["x"], row["y"]) for row in _values(web.plot.network()) if "voice" in row]
    assert min(math.dist(one, other) for one, other in combinations(points, 2)) > 8


def test_rows_of_clouds_are_about_as_long_as_each_other():
    """And hold all of them, in their order."""
    clouds = [SimpleNamespace(width=width, height=100) for width in (300, 480, 300, 100, 120, 150)]

    assert [corner for _, corner in _place_clouds(clouds)] == [
        (0, 64), (340, 64), (0, 268), (340, 268), (480, 268), (640, 268),
    ]  # fmt: skip
    assert _place_clouds([]) == []


def test_colours_can_be_distinguished():
    """They come from the palette of Okabe and Ito, and differ in lightness."""
    palette = {"#000000", "#E69F00", "#56B4E9", "#009E73", "#F0E442", "#0072B2", "#D55E00", "#CC79A7"}

    def lightness(colour):
        parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
        return sum(weight * part**2.2 for weight, part in zip((0.2126, 0.7152, 0.0722), parts, strict=True))

    assert set(KINDS) == set(Kind)
    assert set(KINDS.values()) <= palette
    light = sorted(map(lightness, KINDS.values()))
    assert min(upper - lower for lower, upper in pairwise(light)) > 0.08


@pytest.mark.parametrize("name", CHARTS)
def test_unknown_language(name, ds):
    """The error lists the languages."""
    with pytest.raises(ValueError, match=r"lang='sv': no such value \(there are: da, en\)"):
        getattr(ds.plot, name)("sv")


@pytest.mark.parametrize("name", ["areas", "actors"])
@pytest.mark.parametrize("most", [0, -1])
def test_no_number_of_bars(name, most, ds):
    """It is an error, not a slice from the end."""
    with pytest.raises(
        rd.ConditionValueError, match=f"most={most!r}: no such value; give how many to show, at least 1"
    ):
        getattr(ds.plot, name)(most=most)


@pytest.mark.parametrize(("records", "ticks"), [(slice(0, 1), ["0", "1"]), (slice(1, 4), ["0", "1", "2", "3"])])
def test_few_records_are_not_counted_by_halves(records, ticks, ds):
    """The axis has whole numbers."""
    convert = pytest.importorskip("vl_convert", reason="pictures need vl-convert-python")
    svg = convert.vegalite_to_svg(ds.records[records].plot.timeline().to_dict())
    axis = svg[svg.index("Y-axis") :]

    assert re.findall(r">([0-9.]+)</text>", axis)[: len(ticks)] == ticks


@pytest.mark.parametrize(("library", "name"), [("altair", "timeline"), ("networkx", "network"), ("numpy", "network")])
def test_a_missing_library_is_named(library, name, ds, monkeypatch):
    """The error names the extra."""
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(rd.MissingExtraError, match=r'pip install "reformdata\[plot\]"'):
        getattr(ds.plot, name)()


@pytest.mark.parametrize("name", CHARTS)
def test_charts_are_drawn(name, ds, tmp_path):
    """As a picture, by the renderer of Vega."""
    pytest.importorskip("vl_convert", reason="pictures need vl-convert-python")
    getattr(ds.plot, name)("da").save(tmp_path / "chart.png", ppi=72)
    assert (tmp_path / "chart.png").read_bytes().startswith(b"\x89PNG")
