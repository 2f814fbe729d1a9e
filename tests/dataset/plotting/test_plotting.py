"""The charts: what they count, what they are called, and that they can be printed."""

import re
import sys
from itertools import pairwise

import pytest

import reformdata as rd
from reformdata.dataset.plotting import CHARTS
from reformdata.dataset.plotting.counting import KINDS
from reformdata.dataset.plotting.outcomes import COLOURS, VERDICTS
from reformdata.dataset.statistics import count
from reformdata.models import Kind, Verdict
from tests.dataset.tracing.conftest import FORUM, NORDBY
from tests.fixtures.corpus import BARE, INITIATIVE, PROPOSAL, STATEMENT


def _draw(plot, name, lang="en", **options):
    """The chart with the name; a chain is that of the proposal of the corpus."""
    before = (PROPOSAL.id,) if name == "chain" else ()
    return getattr(plot, name)(*before, lang, **options)


def _values(chart):
    """All rows that a chart holds, of all its layers."""
    return [row for rows in chart.to_dict()["datasets"].values() for row in rows]


@pytest.mark.parametrize("name", CHARTS)
def test_a_chart_is_valid_and_has_titles(name, ds):
    """Altair checks it against the schema of Vega-Lite; title, subtitle and description are in the language."""
    specs = [_draw(ds.plot, name, lang).to_dict() for lang in ("da", "en")]

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
    chart = _draw(ds.records[:0].plot, name, "da")
    assert (_values(chart), chart.to_dict()["title"]["subtitle"]) == ([], "Ingen poster at vise")


def test_outcomes_counts_acts_by_area_and_latest_verdict(ds):
    """An act counts in each of its areas, once in the legend and in n; what is not known is in the legend if nothing is."""
    chart = ds.plot.outcomes("en")
    spec = chart.to_dict()

    assert {(row["of"], row["verdict"]): row["count"] for row in _values(chart)} == {
        ("primary schools", "done"): 1,
        ("primary schools", "under way"): 1,
        ("schools", "done"): 1,
    }
    scale = spec["layer"][0]["encoding"]["color"]["scale"]
    assert scale["domain"] == [
        "done (1)", "partly (0)", "under way (1)", "decided (0)", "rejected (0)", "dropped (0)", "reversed (0)",
        "no trace (0)", "cannot be assessed (1)", "not looked into yet (0)",
    ]  # fmt: skip
    assert "(n = 3; sources: 2)" in spec["title"]["subtitle"]
    assert {row["of"] for row in _values(ds.plot.outcomes(most=1))} == {"primary schools"}


def test_acts_that_nobody_has_looked_into(web):
    """They are segments of their own, as in the statistics; statements are not counted."""
    rows = _values(web.plot.outcomes("da"))
    number = count(web, "verdict")["not-looked"]
    assert ("endnu ikke undersøgt", f"endnu ikke undersøgt ({number})") in {
        (row["verdict"], row["entry"]) for row in rows
    }


def _rows_with(chart, field):
    return [row for row in _values(chart) if field in row]


def _labels(chart):
    """What is written at each mark, from top to bottom: the title and the facts, on one line each."""
    rows = (
        [row for row in _rows_with(chart, field) if field != "title" or "main" in row] for field in ("title", "facts")
    )
    titles, facts = (sorted(some, key=lambda row: row["y"]) for some in rows)
    return [
        (" ".join(title["title"]), " ".join(fact["facts"]).replace("\xa0", " "))
        for title, fact in zip(titles, facts, strict=True)
    ]


def test_chain_is_a_trace_and_a_verdict(ds):
    """A row for each record, the oldest first, and the outcome at the end, at the days since which it holds."""
    chart = ds.plot.chain(PROPOSAL.id, "en")
    ids = list(ds.trace(PROPOSAL.id, depth=2).nodes)
    *records, outcome = _labels(chart)

    assert [row["id"] for row in _rows_with(chart, "id")] == ids
    assert [title for title, _ in records] == [ds[id_].title.en for id_ in ids]
    assert outcome == (
        "What became of it: done",
        "An act has abolished the form. the whole country · since 2020-08 · assessed 2021-01-01",
    )
    (mark,) = _rows_with(chart, "said")
    assert (mark["y"], mark["x"] < mark["x2"]) == (max(row["y"] for row in _rows_with(chart, "main")), True)


def test_chain_says_how_records_are_related(web):
    """Each record to the one from which it was reached; lines are dark at the record that the chain is of."""
    root = f"{NORDBY}.03"
    chart = web.plot.chain(root, "en")
    facts = [facts for _, facts in _labels(chart)]

    assert f"{NORDBY}.04 · initiative · 2018-05-03 · Nordby Municipality · implements .03" in facts
    assert f"{FORUM}.01 · statement · 2019-05-03 · Nordby Municipality · answers {root}" in facts
    lines = {row["line"]: row["near"] for row in _rows_with(chart, "line")}
    steps = web.trace(root, depth=2).steps
    assert lines == {number: root in {step.start, step.end} for number, step in enumerate(steps)}


def test_chain_of_a_selection(web):
    """Only its records are shown, and only those that are reached through them."""
    chosen = web.records.filter(kind="proposal")
    assert [row["id"] for row in _rows_with(chosen.plot.chain(f"{NORDBY}.03"), "id")] == [
        f"{NORDBY}.03", f"{NORDBY}.08", f"{FORUM}.02",
    ]  # fmt: skip
    assert [row["id"] for row in _rows_with(web.plot.chain(f"{NORDBY}.03", depth=0), "id")] == [f"{NORDBY}.03"]


@pytest.mark.parametrize(
    ("record", "said", "placed"),
    [
        (BARE, ("What became of it: cannot be assessed", "too vague"), False),
        (STATEMENT, None, False),
        (INITIATIVE, ("What became of it: under way", "The trial goes on. trial · assessed 2019-06-30"), True),
    ],
)
def test_verdicts_without_a_day(record, said, placed, ds):
    """A verdict without a day is placed at its assessment; what has none is only written; a statement has no outcome."""
    chart = ds.plot.chain(record.id, depth=0)

    assert _labels(chart)[1:] == ([said] if said else [])
    assert bool(_rows_with(chart, "said")) == placed


def test_an_empty_mark_stands_at_the_day_of_the_assessment(ds):
    """If the day since which the verdict holds is not known; it is filled otherwise."""

    def fills(record):
        layers = ds.plot.chain(record.id).to_dict()["layer"]
        return [layer["mark"]["fill"] for layer in layers if layer["mark"].get("shape") == "diamond"]

    assert (fills(INITIATIVE), fills(PROPOSAL)) == (["white"], [COLOURS[Verdict.DONE]])


def test_chain_of_no_record(ds):
    """An unknown id and a negative depth are errors."""
    with pytest.raises(rd.UnknownIdError):
        ds.plot.chain("nordby-2018-blog.99")
    with pytest.raises(rd.ConditionValueError, match="depth=-1"):
        ds.plot.chain(PROPOSAL.id, depth=-1)


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

    greys = [COLOURS[one] for one in VERDICTS if one not in {*Verdict} - {Verdict.NO_TRACE}]
    assert list(COLOURS) == list(VERDICTS)
    assert set(COLOURS.values()) - set(greys) <= palette
    assert all(len({grey[at : at + 2] for at in (1, 3, 5)}) == 1 for grey in greys)
    assert min(abs(one - next_) for one, next_ in pairwise(map(lightness, COLOURS.values()))) > 0.08


@pytest.mark.parametrize("name", CHARTS)
def test_unknown_language(name, ds):
    """The error lists the languages."""
    with pytest.raises(ValueError, match=r"lang='sv': no such value \(there are: da, en\)"):
        _draw(ds.plot, name, "sv")


@pytest.mark.parametrize("name", ["areas", "actors", "outcomes"])
@pytest.mark.parametrize("most", [0, -1])
def test_no_number_of_bars(name, most, ds):
    """It is an error, not a slice from the end."""
    with pytest.raises(
        rd.ConditionValueError, match=f"most={most!r}: no such value; give how many to show, at least 1"
    ):
        _draw(ds.plot, name, most=most)


@pytest.mark.parametrize(("records", "ticks"), [(slice(0, 1), ["0", "1"]), (slice(1, 4), ["0", "1", "2", "3"])])
def test_few_records_are_not_counted_by_halves(records, ticks, ds):
    """The axis has whole numbers."""
    convert = pytest.importorskip("vl_convert", reason="pictures need vl-convert-python")
    svg = convert.vegalite_to_svg(ds.records[records].plot.timeline().to_dict())
    axis = svg[svg.index("Y-axis") :]

    assert re.findall(r">([0-9.]+)</text>", axis)[: len(ticks)] == ticks


@pytest.mark.parametrize(("library", "name"), [("altair", "timeline"), ("altair", "network"), ("altair", "chain")])
def test_a_missing_library_is_named(library, name, ds, monkeypatch):
    """The error names the extra."""
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(rd.MissingExtraError, match=r'pip install "reformdata\[plot\]"'):
        _draw(ds.plot, name)


@pytest.mark.parametrize("name", CHARTS)
def test_charts_are_drawn(name, ds, tmp_path):
    """As a picture, by the renderer of Vega."""
    pytest.importorskip("vl_convert", reason="pictures need vl-convert-python")
    _draw(ds.plot, name, "da").save(tmp_path / "chart.png", ppi=72)
    assert (tmp_path / "chart.png").read_bytes().startswith(b"\x89PNG")
