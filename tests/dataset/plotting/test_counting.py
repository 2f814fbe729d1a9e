"""What the charts count: always what `filter` finds."""

import re
from collections import Counter

import pytest

import reformdata as rd
from reformdata.dataset.plotting import CHARTS
from reformdata.models import Kind
from tests.dataset.plotting.charts import rows_with, words

KINDS = {"Statements": "statement", "Proposals": "proposal", "Initiatives": "initiative"}


@pytest.fixture(scope="module", params=["all", "some"])
def shipped(request):
    """The data in `records/`: all records, and a selection."""
    records = rd.load().records
    return records if request.param == "all" else records.filter(kind=["proposal", "initiative"], until=2020)


@pytest.fixture(scope="module")
def ids():
    """The ids of the areas, themes and actors in `records/`, by their English names."""
    ds = rd.load()
    return {
        condition: {entry.name.en: id_ for id_, entry in entries.items()}
        for condition, entries in (("area", ds.areas), ("theme", ds.themes), ("actor", ds.actors))
    }


def _found(records, **conditions):
    return len(records.filter(**conditions))


@pytest.mark.shipped
def test_areas_agree_with_filter(shipped, ids):
    """For every area and kind that is shown; an area includes those within it."""
    table = shipped.plot.areas(most=1000).table

    assert {row["Policy area"] for row in table} == {
        name for name, id_ in ids["area"].items() if _found(shipped, area=id_)
    }
    for row in table:
        area = ids["area"][row["Policy area"]]
        counted = {kind: row.get(head, 0) for head, kind in KINDS.items()}
        assert counted == {kind: _found(shipped, area=area, kind=kind) for kind in KINDS.values()}
        assert row["Total"] == _found(shipped, area=area)


@pytest.mark.shipped
def test_outcomes_agree_with_filter(shipped, ids):
    """By area and verdict."""
    acts = shipped.filter(kind=["proposal", "initiative"])
    for row in shipped.plot.outcomes(most=1000).table:
        area = ids["area"][row["Policy area"]]
        assert row["Total"] == _found(acts, area=area)
        assert row["done"] == _found(acts, area=area, verdict="done", assessable=["action", "result"])
        assert row["cannot be assessed"] == _found(acts, area=area, assessable="no")


@pytest.mark.shipped
def test_themes_by_area_agrees_with_filter(shipped, ids):
    """In every cell."""
    table = shipped.plot.themes_by_area(most=1000).table
    for theme, *cells in (row.items() for row in table):
        for area, number in cells:
            assert number == _found(shipped, theme=ids["theme"][theme[1]], area=ids["area"][area])


@pytest.mark.shipped
def test_voices_agree_with_filter(shipped, ids):
    """By the voice, whomever it speaks for."""
    table = shipped.plot.kinds_by_voice(most=1000).table
    assert table
    for row in table:
        voice = ids["actor"].get(row["Voice"]) or ids["actor"][row["Voice"].rpartition(" (")[0].partition(" (")[0]]
        assert row["Total"] == _found(shipped, voice=voice)


@pytest.mark.shipped
def test_strength_by_addressee_agrees_with_filter(shipped, ids):
    """In every segment."""
    for row in shipped.plot.strength_by_addressee(most=1000).table:
        addressee = ids["actor"][row["Addressee"]]
        strengths = {
            strength: _found(shipped, addressee=addressee, strength=strength) for strength in ("must", "ought", "may")
        }
        assert {strength: row[strength] for strength in strengths} == strengths


@pytest.mark.shipped
def test_proposals_without_an_addressee_are_counted(shipped):
    """Beneath the title, since they have no row."""
    (number,) = re.findall(r"(\d+) without an addressee", shipped.plot.strength_by_addressee().description)
    assert int(number) == sum(not proposal.addressees for proposal in shipped.filter(kind="proposal"))


@pytest.mark.shipped
@pytest.mark.parametrize("name", CHARTS)
@pytest.mark.parametrize("lang", ["da", "en"])
def test_nothing_sticks_out_of_the_shipped_data(lang, name, shipped):
    """A chart in a column is as wide as the column, with the longest labels that there are."""
    chart = getattr(shipped.plot, name)(*([shipped[0].id] if name == "chain" else []), lang, width="one")
    assert ' width="321" ' in chart.svg[: chart.svg.index(">")]


def test_a_record_counts_in_each_of_its_areas(ds):
    """And in those above them; those within an area follow it, indented, and the chart says how it counts."""
    chart = ds.plot.areas("en")

    assert [(row["Policy area"], row["Total"]) for row in chart.table] == [("schools", 3), ("primary schools", 3)]
    assert chart.table[0] == {"Policy area": "schools", "Statements": 1, "Proposals": 1, "Initiatives": 1, "Total": 3}
    assert "A record counts in each of its areas, and an area includes the areas within it." in chart.description
    places = {" ".join(row["text"]): row["x"] for row in rows_with(chart, "text") if isinstance(row["text"], list)}
    assert places["schools"] < places["primary schools"]


def test_bars_are_to_scale(ds):
    """Bars of the same number are equally long, and one of twice as many is twice as long."""
    bars = rows_with(ds.plot.kinds_by_voice(), "x2")
    lengths = Counter(round(bar["x2"] - bar["x"]) for bar in bars)
    shortest, longest = sorted(lengths)
    assert abs(longest - 2 * shortest) <= 1


def test_kinds_that_are_not_there_have_no_column(ds):
    """Of proposals alone there is one column."""
    assert set(ds.proposals.plot.areas().table[0]) == {"Policy area", "Proposals", "Total"}
    assert not {"Statements", "Initiatives"} & set(words(ds.proposals.plot.areas()))


def test_what_is_left_out_is_said(ds):
    """The most frequent are kept, an area never without the one above it."""
    chart = ds.plot.areas(most=1)
    assert [row["Policy area"] for row in chart.table] == ["schools"]
    assert "Shown: the 1 most frequent of 2" in chart.description
    assert "Shown" not in ds.plot.areas().description


def test_voices_name_whom_they_speak_for(ds):
    """In brackets; an organisation speaks for itself."""
    assert {row["Voice"]: row["Total"] for row in ds.plot.kinds_by_voice().table} == {
        "Nordby Municipality": 3,
        "Anna Holm (National Forum for Schools)": 1,
    }


def test_timeline_has_one_mark_for_each_source(ds):
    """At its date and as large as any other, with the number of its records of each kind."""
    chart = ds.plot.timeline("da")
    marks = rows_with(chart, "x2", "colour")

    assert [(row["Dato"], row["I alt"]) for row in chart.table] == [
        (source.date.isoformat(), _found(ds.records, source=source.id))
        for source in sorted(ds.sources.values(), key=lambda one: one.date)
    ]
    assert {(round(mark["x2"] - mark["x"], 1), round(mark["y2"] - mark["y"], 1)) for mark in marks} == {(4.0, 15.6)}
    assert [mark["x"] for mark in marks] == sorted(mark["x"] for mark in marks)
    numbers = [
        str(number)
        for row in chart.table
        for head, number in row.items()
        if head in {"Udsagn", "Forslag", "Initiativer"} and number
    ]
    assert sorted(row["text"] for row in rows_with(chart, "shape", "text")) == sorted(numbers)


def test_timeline_keeps_years_without_sources(web):
    """Every year from the first to the end of the last has its line."""
    years = {source.date.year for source in web.sources.values() if _found(web.records, source=source.id)}
    lines = [row for row in rows_with(web.plot.timeline(), "x2") if row["x"] == row["x2"]]
    assert len(lines) == max(years) - min(years) + 2


def test_outcomes_count_acts_once_in_legend_and_n(ds):
    """In the legend, which has what is drawn, and in the subtitle, which says how many are not."""
    chart = ds.plot.outcomes("en")

    assert {"done (1)", "under way (1)"} <= set(words(chart))
    assert "(n = 2)" in chart.description
    assert "1 without a policy area is left out" in chart.description
    assert [text for text in words(chart) if "(0)" in text] == []


def test_statements_are_not_assessed(ds):
    """A chart of their outcomes says so."""
    assert "what became of statements is not assessed" in ds.statements.plot.outcomes().description


@pytest.mark.shipped
@pytest.mark.parametrize("name", ["outcomes", "strength_by_addressee"])
def test_the_legend_counts_what_is_drawn(shipped, name):
    """No act that has no bar is in it, and n is the sum: each is in one segment of the legend."""
    for most in (1, 25):
        chart = getattr(shipped.plot, name)("en", most=most)
        legend = [int(one) for text in words(chart) for one in re.findall(r"^[a-z][a-z ,]+ \((\d+)\)$", text)]
        n = re.findall(r"n = (\d+)", chart.description)
        assert n == [str(sum(legend))] * 2


def test_acts_that_nobody_has_looked_into(web):
    """They are segments of their own; statements are not counted."""
    acts = [record for record in web.records if record.kind is not Kind.STATEMENT and record.id not in web.outcomes]
    assert f"endnu ikke undersøgt ({len(acts)})" in words(web.plot.outcomes("da"))


def test_strength_stands_in_its_order(ds):
    """The strongest first."""
    assert list(ds.plot.strength_by_addressee().table[0]) == ["Addressee", "must", "ought", "may", "Total"]
    assert "without an addressee" not in ds.plot.strength_by_addressee().description


def test_matrix_leaves_out_the_rarest_areas_that_do_not_fit(ds):
    """And says how many themes and areas are left out."""
    assert "Left out" not in ds.plot.themes_by_area().description
    assert re.search(r"Left out as the rarest: \d+ themes?\.", ds.plot.themes_by_area(most=1).description)
