"""`ds.stats`: counts by one dimension or by two."""

import pickle
import sqlite3
from dataclasses import replace
from datetime import date
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
    assert str(named).startswith("Art / År ")
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
    assert repr(ds.stats("kind", lang="da")) == (
        "<Optælling efter Art: initiativ 2, forslag 1, udsagn 1; 4 poster fra 2 kilder>"
    )
    assert ">poster<" in ds.stats("kind", lang="da")._repr_html_()
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

    assert dict(data.stats("voice")).items() >= {"regeringen": 2, "regeringen-x": 1}.items()
    assert dict(data.statements.stats("voice")) == {"regeringen-x": 1, "regeringen": 1}
    assert data.stats("voice").records == 4


@pytest.mark.parametrize("lang", [None, "da", "en"])
def test_governments_that_are_counted_each_by_itself(lang):
    """Are looked up together, and said below the counts; no sum has them twice."""
    governments = {
        id_: replace(CORPUS.actors["folketinget"], id=id_, name=rd.Label(*names), part_of=part_of)
        for id_, names, part_of in (
            ("regeringen", ("Regeringen", "The government"), None),
            ("regeringen-x", ("Regeringen X", "The X government"), "regeringen"),
            ("regeringen-y", ("Regeringen Y", "The Y government"), "regeringen"),
        )
    }
    voices = {STATEMENT.id: "regeringen-x", INITIATIVE.id: "regeringen-y"}
    records = {
        **CORPUS.records,
        **{id_: replace(CORPUS.records[id_], voice=rd.Voice(one)) for id_, one in voices.items()},
    }
    actors = dict(sorted({**CORPUS.actors, **governments}.items()))
    data = rd.Dataset(Store.of_bytes(compile_corpus(replace(CORPUS, actors=actors, records=records))))
    counts, by_kind = data.stats("voice", lang=lang), data.stats("voice", "kind", lang=lang)

    for asked in ("regeringen", "government", "The Government", data.actors["regeringen"]):
        assert (counts[asked], by_kind[asked, "udsagn"], by_kind[asked, "initiative"]) == (2, 1, 1)
        assert asked in counts
    assert len(data.records.filter(voice="regeringen")) == 2
    assert (sum(counts.values()), sum(by_kind.values())) == (4, 4)
    assert {"regeringen", "Regeringen", "The government"}.isdisjoint(counts)
    name = {"da": "Regeringen: 2 for alle disse regeringer tilsammen"}.get(
        lang, f"{'The government' if lang else 'regeringen'}: 2 for all of these governments together"
    )
    assert str(counts).splitlines()[-1].strip() == name
    assert repr(counts).endswith(f"; {name}>")
    assert sum(counts.to_pandas()) == 4
    assert len(by_kind.to_pandas()) == len(counts)
    assert data.statements.stats("voice")["regeringen"] == 1
    assert "tilsammen" not in str(data.proposals.stats("voice", lang="da"))
    assert pickle.loads(pickle.dumps(counts))["regeringen"] == 2  # noqa: S301 - our own


def test_a_count_by_a_name(ds):
    """In either language, whatever the language of the counts; by an abbreviation or an object; a year as text."""
    for lang in (None, "da", "en"):
        voices = ds.stats("organisation", lang=lang)
        for asked in ("landsforum", "LFS", "national forum for schools", ds.actors["landsforum"]):
            assert (voices[asked], asked in voices) == (1, True)
        assert ds.stats("kind", lang=lang)["Forslag"] == ds.stats("kind", lang=lang)["proposal"] == 1
        assert ds.stats("office", lang=lang)["chair"] == ds.stats("office", lang=lang)["formand"] == 1
        assert ds.stats("area", lang=lang)["Folkeskole"] == 3
        assert ds.stats("kind", "year", lang=lang)["Initiative", "2018"] == 2
        with pytest.raises(KeyError, match=r"'Folketinget' is not among the counts by organisation: no record has it$"):
            voices["Folketinget"]
        with pytest.raises(KeyError, match="'lansforum' is not among the actors; did you mean 'landsforum'"):
            voices["lansforum"]
        for missing in ("last", "2017", 2017):
            assert missing not in ds.stats("year", lang=lang)


def test_years_without_records():
    """Are named below the counts, and have none."""
    later = replace(CORPUS.records[STATEMENT.id], stated_date=date(2021, 3, 4))
    data = rd.Dataset(Store.of_bytes(compile_corpus(replace(CORPUS, records={**CORPUS.records, later.id: later}))))

    assert dict(data.stats("year")) == {2018: 2, 2019: 1, 2021: 1}
    assert str(data.stats("year")).splitlines()[-1] == "  no records of 2020"
    assert repr(data.stats("year", lang="da")).endswith("; ingen poster fra 2020>")
    assert str(data.stats("kind", "year", lang="da")).splitlines()[-1] == "ingen poster fra 2020"
    assert "no records" not in str(data.statements.stats("year"))


def test_three_dimensions(ds):
    """Are an error that says how pandas counts by three; the line in it does."""
    for ask in (("kind", "area", "year"), (["kind", "area"], "year"), (["kind", "area", "year"],)):
        with pytest.raises(ConditionValueError) as caught:
            ds.stats(*ask)
        with pytest.raises(ConditionValueError):
            ds.records.stats(*ask)
    danish = caught.value.message.da
    assert "angiv én dimension, eller to, der skal krydses; pandas tæller efter tre: ds.records.to_pandas" in danish
    counted = eval(str(caught.value).rpartition(": ")[2], {"ds": ds})  # noqa: S307 - our own line
    assert counted.index.names == ["kind", "areas", "year"]
    assert counted.sum() >= len(ds.records.filter(area=list(ds.areas)))


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
        ("proposer", "did you mean one of these: 'voice', 'organisation'"),
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
