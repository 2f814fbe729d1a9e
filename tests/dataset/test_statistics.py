"""`ds.stats`: counts by one dimension or by two."""

import sqlite3
from dataclasses import replace
from functools import cache

import pytest

import reformdata as rd
from reformdata.dataset.conditions import CONDITIONS
from reformdata.dataset.statistics import DIMENSIONS
from reformdata.errors import ConditionValueError
from reformdata.store.compiling import compile_corpus
from reformdata.store.file import Store
from tests import ROOT
from tests.fixtures.corpus import CORPUS, INITIATIVE, STATEMENT

_loaded = cache(rd.load)


def test_the_most_come_first_and_years_in_their_order(ds):
    """Equal counts by their names."""
    assert list(ds.stats().items()) == [("initiative", 2), ("proposal", 1), ("statement", 1)]
    assert list(ds.stats("area").items()) == [("primary-schools", 3), ("schools", 3)]
    assert list(ds.stats("year").items()) == [(2018, 3), (2019, 1)]
    assert list(ds.stats("addressee")) == ["folketinget", "kommunerne"]
    assert dict(ds.stats("organisation")) == {"nordby": 3, "landsforum": 1}


def test_names_in_one_language(ds):
    """Of entries, sources and terms; a year is its own."""
    assert dict(ds.stats("organisation", lang="da")) == {"Nordby Kommune": 3, "Landsforum for Skoler": 1}
    assert list(ds.stats("source", lang="en"))[1] == "Less paper, more school"
    assert next(iter(ds.stats(["year", "kind"], lang="da"))) == (2018, "initiativ")


def test_two_values_of_one_name_are_kept_apart():
    """By their ids."""
    actors = dict(CORPUS.actors)
    actors["landsforum"] = replace(actors["landsforum"], name=actors["nordby"].name)
    data = rd.Dataset(Store.of_bytes(compile_corpus(replace(CORPUS, actors=actors))))

    assert list(data.stats("organisation", lang="da")) == ["Nordby Kommune (nordby)", "Nordby Kommune (landsforum)"]


def test_two_dimensions_are_crossed(ds):
    """A pair that no record has is left out of the mapping, and 0 in the table."""
    counts = ds.stats(("kind", "year"))

    assert dict(counts) == {
        ("initiative", 2018): 2, ("proposal", 2019): 1, ("statement", 2018): 1,
    }  # fmt: skip
    assert counts["initiative", 2018] == 2
    assert ("initiative", 2019) not in counts
    assert str(counts).splitlines() == [
        "kind / year  2018  2019",
        "initiative      2     0",
        "proposal        0     1",
        "statement       1     0",
        "n = 4 records from 2 sources",
    ]
    assert "<td" in counts._repr_html_()
    frame = counts.to_pandas()
    assert (frame.loc["proposal", 2019], frame.loc["statement", 2019]) == (1, 0)
    assert (frame.index.name, frame.columns.name) == ("kind", "year")
    named = ds.stats("kind", "year", lang="da")
    assert (named.to_pandas().index.name, named.to_pandas().columns.name) == ("Art", "År")
    assert str(named).splitlines()[-1] == "n = 4 poster fra 2 kilder"
    for ask in (["kind", "years"], ("kinds", "year")):
        assert ds.stats(ask) == counts


@pytest.mark.parametrize("dimension", DIMENSIONS)
def test_a_dimension_crossed_with_itself_is_what_goes_together(ds, dimension):
    """On the diagonal stand its own counts."""
    crossed = ds.stats((dimension, dimension))

    assert {one: number for (one, other), number in crossed.items() if one == other} == ds.stats(dimension)


def test_one_dimension_as_series_and_as_text(ds):
    """With bars, as on the command line."""
    counts = ds.stats("kind")

    assert counts.to_pandas().to_dict() == dict(counts)
    assert (counts.to_pandas().name, counts.to_pandas().index.name) == ("records", "kind")
    assert str(counts).splitlines()[0] == "  initiative  2  ▇▇"
    assert repr(counts) == "<Counts by kind: initiative 2, proposal 1, statement 1; 4 records from 2 sources>"
    assert repr(ds.stats("mentions")).endswith(">")
    with pytest.raises(KeyError, match="'statment' is not among the counts by kind; did you mean 'statement'"):
        counts["statment"]
    with pytest.raises(KeyError, match=r"ask for a pair, as in counts\[\('initiative', 2018\)\]"):
        ds.stats("kind", "year")["initiative"]


def test_nothing_to_count():
    """An empty data set has no counts, in one dimension or in two."""
    empty = rd.Dataset(
        Store.of_bytes(compile_corpus(replace(CORPUS, records={}, retired={}, readings={}, outcomes={})))
    )

    for by in ("kind", ("kind", "year")):
        counts = empty.stats(by)
        assert (len(counts), repr(counts).endswith(": none>"), len(counts.to_pandas())) == (0, True, 0)
        assert str(counts).splitlines()[-1].strip() == "n = 0 records from 0 sources"


def test_only_what_had_been_said(compiled_file):
    """As of a day."""
    assert dict(rd.load(compiled_file, as_of="2018-09-28").stats()) == {"initiative": 1}


@pytest.mark.parametrize("dimension", [one for one in DIMENSIONS if one in CONDITIONS and one != "office"])
@pytest.mark.parametrize("path", [None, pytest.param(ROOT, marks=pytest.mark.shipped)], ids=["invented", "shipped"])
def test_a_value_counts_the_records_that_filter_finds(ds, path, dimension):
    """Of all records and of a selection; so do `value_counts` and the plural."""
    data = _loaded(path) if path else ds
    records = data.records
    for chosen in (records, records[::3]):
        counts = chosen.stats(dimension)

        assert dict(counts) == {value: len(chosen.filter(**{dimension: value})) for value in counts}
        assert (
            chosen.value_counts(dimension) == chosen.value_counts(CONDITIONS[dimension].column or dimension) == counts
        )
        assert counts.records <= len(chosen)
    assert records.stats(dimension) == data.stats(dimension)


def test_the_government_counts_every_government():
    """Where records name it, as in `filter`."""
    governments = {
        "regeringen": replace(CORPUS.actors["folketinget"], id="regeringen"),
        "regeringen-x": replace(CORPUS.actors["folketinget"], id="regeringen-x", part_of="regeringen"),
    }
    records = dict(CORPUS.records)
    for id_, voice in ((STATEMENT.id, "regeringen-x"), (INITIATIVE.id, "regeringen")):
        records[id_] = replace(records[id_], voice=rd.Voice(voice))
    actors = dict(sorted({**CORPUS.actors, **governments}.items()))
    data = rd.Dataset(Store.of_bytes(compile_corpus(replace(CORPUS, actors=actors, records=records))))

    assert {one: data.stats("voice")[one] for one in governments} == {"regeringen": 2, "regeringen-x": 1}
    assert dict(data.statements.stats("voice")) == {"regeringen-x": 1, "regeringen": 1}
    assert data.stats("voice").records == 4


def test_offices_and_verdicts(ds):
    """An office is counted by itself, in Danish without `lang`; an act without a verdict by the reason."""
    assert (dict(ds.stats("office")), dict(ds.stats("office", lang="en"))) == ({"formand": 1}, {"chair": 1})
    assert dict(ds.initiatives.stats("verdict")) == {"not-assessable": 1, "under-way": 1}
    assert dict(ds.statements.stats("verdict")) == {}


@pytest.mark.parametrize(
    ("by", "message"),
    [
        ("colour", r"by='colour': no such value \(there are: kind, source, year"),
        ("thems", "did you mean 'theme'"),
        ("speakers", "did you mean one of these: 'voice', 'organisation'"),
        (["kind", "year", "theme"], "give one dimension, or two to cross them"),
        ([], "give one dimension, or two"),
        (7, "by=7: no such value"),
    ],
    ids=str,
)
def test_what_cannot_be_counted_by(ds, by, message):
    """The known dimensions are listed."""
    with pytest.raises(ConditionValueError, match=message):
        ds.stats(by)


def test_a_value_that_is_newer_than_this_version_has_the_label_of_the_data():
    """As in a frame; without one it is its own label."""
    content = sqlite3.connect(":memory:")
    content.deserialize(compile_corpus(CORPUS))
    for change in (
        "UPDATE terms SET value = 'ironical', label_da = 'ironisk' WHERE value = 'critical'",
        "UPDATE records SET tone = 'ironical' WHERE tone = 'critical'",
    ):
        assert content.execute(change).rowcount == 1
    content.commit()
    assert dict(rd.Dataset(Store.of_bytes(content.serialize())).stats("tone", lang="da")) == {"ironisk": 1}

    content.execute("DELETE FROM terms WHERE value = 'ironical'")
    content.commit()
    assert dict(rd.Dataset(Store.of_bytes(content.serialize())).stats("tone", lang="da")) == {"ironical": 1}
    content.close()
