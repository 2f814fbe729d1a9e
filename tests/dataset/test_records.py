"""Records as a sequence, and what `filter` takes out of it."""

import inspect
import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from itertools import pairwise

import pytest

import reformdata as rd
from reformdata.dataset.conditions import CONDITIONS, Conditions
from reformdata.store.file import Store
from tests.fixtures.corpus import BARE, CORPUS, INITIATIVE, PROPOSAL, STATEMENT

A, B, C, D = PROPOSAL, STATEMENT, INITIATIVE, BARE  # in the order of their ids


def test_behaves_as_a_sequence(ds):
    """Records answer all that a sequence answers."""
    records = ds.records

    assert isinstance(records, Sequence)
    assert (len(records), bool(records), bool(records[:0])) == (4, True, False)
    assert (records[0], records[-1], records.index(C), records.count(B)) == (A, D, 2, 1)
    assert list(reversed(records)) == [D, C, B, A]
    assert records.ids == (A.id, B.id, C.id, D.id)
    with pytest.raises(IndexError):
        records[4]


def test_slices_are_records(ds):
    """A slice gives records again, also backwards, and can be sliced on."""
    parts = (ds.records[1:3], ds.records[::-1], ds.records[1:][:1], ds.records[9:])

    assert [type(part) for part in parts] == [rd.Records] * 4
    assert [list(part) for part in parts] == [[B, C], [D, C, B, A], [B], []]


def test_records_are_indexed_by_position(ds):
    """An id is looked up in the data set."""
    with pytest.raises(TypeError, match=r"to look up an id, ask the data set: ds\['nordby-2018-blog\.02'\]"):
        ds.statements["nordby-2018-blog.02"]


def test_contains(ds):
    """Records hold a record, or the record of an id; nothing else."""
    asked = (A, A.id, C, "nordby", None, 7, ["x"])

    assert [one in ds.records[:2] for one in asked] == [True, True, False, False, False, False, False]


def test_equality(ds, compiled_file):
    """Records are equal if they hold equal records in the same order, wherever they were loaded."""
    other = rd.load(compiled_file)

    assert ds.records == other.records
    assert hash(ds.records) == hash(other.records)
    assert ds.records[:2] != ds.records[1:3]
    assert ds.records != ds.records[::-1]
    assert ds.records != [A, B, C, D]


def test_many_records_come_in_batches(ds, monkeypatch):
    """Iteration fetches the records in batches and keeps their order."""
    monkeypatch.setattr("reformdata.store.file._BATCH", 2)
    asked = []
    rows = Store.rows
    monkeypatch.setattr(Store, "rows", lambda store, *query: asked.append(query) or rows(store, *query))

    assert list(ds.records[:3]) == [A, B, C]
    assert len(asked) == 2


def test_a_sample_depends_on_the_seed_and_the_ids_alone(ds):
    """The records with the lowest SHA-256 of `SEED:ID` are drawn, and keep their order."""
    records = ds.records

    assert [list(records.sample(2, seed=seed)) for seed in range(4)] == [[A, D], [A, C], [A, D], [C, D]]
    assert list(records[::-1].sample(2, seed=1)) == list(reversed(records.sample(2, seed=1)))
    assert records.sample(2) == records.sample(2, seed=0)
    assert (records.sample(4, seed=1), records.sample(0).ids) == (records, ())


def test_a_larger_sample_holds_the_smaller_one(ds):
    """So that a sample can be extended."""
    samples = [set(ds.records.sample(n, seed=7).ids) for n in range(5)]

    assert all(smaller < larger for smaller, larger in pairwise(samples))


@pytest.mark.parametrize("n", [-1, 5])
def test_a_sample_of_more_records_than_there_are(ds, n):
    """It is an error: a smaller sample would pass for the one that was asked for."""
    with pytest.raises(rd.ConditionValueError, match=f"^n={n}: no such value; give a number from 0 to 4$"):
        ds.records.sample(n)


def test_the_citation_of_a_sample_says_how_it_was_drawn(ds):
    """The size and the seed stand after the conditions."""
    assert "since=2018; sample=2, seed=7" in ds.records.filter(since=2018).sample(2, seed=7).cite()


@pytest.mark.parametrize(
    ("conditions", "expected"),
    [
        ({}, [A, B, C, D]),
        ({"id": A}, [A]),
        ({"id": [B.id, C.id.upper()]}, [B, C]),
        ({"source_kind": "news"}, [A]),
        ({"publisher": "LFS"}, [A]),
        ({"voice": A.voice}, [A]),
        ({"voice_for": "landsforum"}, [A]),
        ({"voice_for": A.voice}, [A]),
        ({"organisation": A.voice}, [A]),
        ({"areas": "skole"}, [A, B, C]),
        ({"themes": CORPUS.themes["documentation"]}, [B]),
        ({"target_groups": ("lærere",)}, [A, C]),
        ({"reforms": "FS"}, [A, C]),
        ({"laws": "The Schools Act"}, [A, B, C]),
        ({"addressees": "kommunerne"}, [A]),
        ({"owners": "nordby"}, [C]),
        ({"partner": "LFS"}, [C]),
        ({"partners": "landsforum"}, [C]),
        ({"review": "single-reader"}, [C]),
        ({"year": 2019}, [A]),
        ({"year": [2017, "2018"]}, [B, C, D]),
        ({"date": 2018}, [B, C, D]),
        ({"date": "2018-09-29"}, [B]),
        ({"kind": "Udsagn"}, [B]),
        ({"strength": "bør"}, [A]),
        ({"tone": "Kritisk"}, [B]),
        ({"kind": "initiative"}, [C, D]),
        ({"kind": ["proposal", "statement"]}, [A, B]),
        ({"kind": []}, []),
        ({"source": "nordby-2018-blog"}, [B, C, D]),
        ({"area": "schools"}, [A, B, C]),  # its part, primary-schools, included
        ({"area": "primary-schools"}, [A, B, C]),
        ({"theme": {"documentation"}}, [B]),
        ({"target_group": "teachers"}, [A, C]),
        ({"target_group": ("teachers", "pupils")}, [A, B, C]),
        ({"actor": "nordby"}, [B, C, D]),
        ({"actor": "landsforum"}, [A]),  # what Anna Holm says on its behalf
        ({"actor": A.voice}, [A]),
        ({"voice": "landsforum"}, []),
        ({"office": "formand"}, [A]),
        ({"office": ["CHAIR"]}, [A]),
        ({"office": "mand"}, [A]),  # as the end of a compound
        ({"organisation": "landsforum"}, [A]),
        ({"organisation": "anna-holm"}, []),  # whoever speaks for somebody else is not the organisation
        ({"organisation": ["landsforum", "nordby"]}, [A, B, C, D]),
        ({"reported_by": "nordavisen"}, [A, C]),
        ({"reform": "skoleforsoeg"}, [B, C]),
        ({"law": "skoleloven"}, [A, B, C]),
        ({"owner": "nordby"}, [C]),
        ({"addressee": "kommunerne"}, [A]),
        ({"mentions": "kommunerne"}, [C]),
        ({"action": rd.Proposal and A.action}, [A]),
        ({"strength": "ought"}, [A]),
        ({"strength": "must"}, []),
        ({"claim": "diagnosis"}, [B]),
        ({"tone": "critical"}, [B]),
        ({"form": ["trial", "publication"]}, [C, D]),
        ({"status": "running"}, [C]),
        ({"answered": True}, []),  # see test_answered.py
        ({"answered": False}, [A]),
        ({"assessable": "action"}, [A, C]),
        ({"assessable": ["no", "result"]}, [D]),
        ({"verdict": "done"}, [A]),  # the latest; the first was no-trace
        ({"verdict": "no-trace"}, []),
        ({"verdict": ["not-assessable", "done"]}, [A, D]),
        ({"verdict": "kan ikke vurderes"}, [D]),
        ({"verdict": "not-looked"}, []),
        ({"since": 2019}, [A]),
        ({"until": 2018}, [B, C, D]),
        ({"since": "2018-10"}, [A]),
        ({"until": "2018-09"}, [B, C, D]),
        ({"since": "2018-09-29", "until": date(2018, 9, 29)}, [B]),
        ({"since": datetime(2018, 9, 29, 23, 59)}, [A, B, D]),
        ({"since": 2019, "until": 2018}, []),
        ({"text": "skemaet"}, [A, B, C]),
        ({"area": "schools", "actor": "nordby", "until": "2018-09-28"}, [C]),
    ],
    ids=str,
)
def test_filter(ds, conditions, expected):
    """A filter keeps the records that meet every condition, in their order."""
    assert list(ds.records.filter(**conditions)) == expected


def test_every_condition_is_tried():
    """The cases above try each condition that there is, by all of its names, which type checkers know too."""
    tried = {name for mark in test_filter.pytestmark for case in mark.args[1] for name in case[0]}
    names = {name for condition, one in CONDITIONS.items() for name in (condition, one.column) if name}

    assert tried == names == set(Conditions.__annotations__)


def test_a_condition_has_the_name_of_its_column(ds):
    """A column that can be asked for by value can be a condition, and finds the records with the value in the column."""
    for row in ds.records.to_dicts(
        columns=[name for name in ds.records.to_dicts()[0] if name in Conditions.__annotations__ and name != "text"]
    ):
        for name, value in row.items():
            if value not in (None, []):
                found = ds.records.filter(**{name: value}).to_dicts(columns=["id", name])
                assert row["id"] in [one["id"] for one in found], name
                if not isinstance(value, list):
                    assert {one[name] for one in found} == {value}


def test_help_and_completion_know_the_conditions(ds):
    """Each stands in the signature and, with its type and meaning, in the docstring."""
    assert list(inspect.signature(ds.records.filter).parameters) == sorted(
        Conditions.__annotations__, key=lambda name: name not in CONDITIONS
    )
    text = inspect.getdoc(rd.Records.filter)
    assert "    strength (must, ought, may): how strongly the source puts it. Of proposals." in text.splitlines()
    assert "    area, areas (Area): a policy area; areas within it are included." in text.splitlines()
    assert all(
        re.search(rf"^    (?:\w+, )?{name}(?:, \w+)? \(.+\): .+", text, re.MULTILINE)
        for name in Conditions.__annotations__
    )


@pytest.mark.parametrize(
    ("ask", "message"),
    [
        (
            lambda ds: ds.proposals.filter(tone="critical"),
            "filter() has no condition 'tone' here: it belongs to statements, and these are proposals, which have action,"
            " strength, addressee, answered, assessable, verdict",
        ),
        (
            lambda ds: ds.records.filter(tone="critical", kind="proposal"),
            "'tone' here: it belongs to statements, and these are proposals,",
        ),
        (
            lambda ds: ds.records.filter(kind="forslag").filter(tone="critical"),
            "'tone' here: it belongs to statements, and these are proposals,",
        ),
        (
            lambda ds: ds.proposals[:1].sample(1)[::-1].filter(owners="nordby"),
            "'owners' here: it belongs to initiatives,",
        ),
        (
            lambda ds: ds.statements.filter(verdict="done"),
            "'verdict' here: it belongs to proposals and initiatives, and these are statements,",
        ),
        (
            lambda ds: ds.records.filter(tone="critical", strength="must"),
            "'strength' here: it belongs to proposals, and these are statements,",
        ),
    ],
)
def test_condition_of_another_kind(ds, ask, message):
    """What no record of the kind can meet is an error, not an empty answer."""
    with pytest.raises(rd.UnknownConditionError, match=re.escape(message)):
        ask(ds)


def test_condition_of_another_kind_among_several(ds):
    """Of records of several kinds, those of the right kind are found; a search can find any kind."""
    assert list(ds.records.filter(kind=["proposal", "statement"], tone="critical")) == [B]
    assert list(ds.search("teachers").filter(kind="proposal")) == [A]
    assert list(ds.search("exempt").filter(tone="critical")) == []


@pytest.mark.parametrize(
    ("conditions", "message"),
    [
        ({"area": b"x"}, "area=b'x': no such value; give an id, a name, or an object of the same data"),
        ({"area": CORPUS.themes["documentation"]}, "area=Theme(id='documentation', "),
        ({"theme": None}, "theme=None: no such value; leave the condition out to ask for every value"),
        ({"tone": None}, "tone=None: no such value; leave the condition out to ask for every value"),
        ({"since": [2018]}, "since=[2018]: no such value; give a year as 2018, "),
        ({"year": "last"}, "year='last': no such value; give a year as 2018, or several"),
        ({"year": True}, "year=True: no such value; give a year as 2018, or several"),
        ({"actor": "mayor"}, "actor='mayor': no such value; did you mean 'anna-holm' (Anna Holm)?"),
        (
            {"area": "sch"},
            "area='sch': no such value; did you mean one of these: 'primary-schools' (folkeskole / primary",
        ),
        ({"area": "nordby"}, "area='nordby': no such value; it is among the actors, see .actors['nordby']"),
        ({"voices": "nordby"}, "filter() has no condition 'voices'; did you mean 'voice'?"),
    ],
    ids=str,
)
def test_values_without_internals(ds, conditions, message):
    """What can be no value is said in the words of the caller."""
    with pytest.raises(rd.ReformdataError, match="^" + re.escape(message)):
        ds.records.filter(**conditions)


def test_filters_chain(ds):
    """A filter of a filter narrows it, and keeps the order of a search."""
    found = ds.search("skemaet")

    assert (list(found), list(found.filter(since="2018-09-29"))) == ([B, A, C], [B, A])
    assert list(ds.records[::-1].filter(kind="initiative").filter(status="running")) == [C]
    assert list(ds.statements.filter(kind="proposal")) == []


@pytest.mark.parametrize(
    ("conditions", "message"),
    [
        ({"area": ["schools", "roads"]}, "area='roads': no such value (there are: primary-schools, schools)"),
        ({"strength": "most"}, "strength='most': no such value; did you mean 'must'? (there are: must, ought, may)"),
        (
            {"since": "28/10/2020"},
            "since='28/10/2020': no such value; give a year as 2018, a month as \"2018-11\","
            ' a day as "2018-11-02" or as a date',
        ),
        ({"text": ""}, "text='': no such value; give a word to look for"),
        (
            {"office": "forman"},
            "office='forman': no such value; did you mean 'formand'?; ds.stats(\"office\") has them all",
        ),
        ({"office": None}, 'office=None: no such value; give words of an office, as in office="minister"'),
    ],
    ids=str,
)
def test_value_that_a_condition_cannot_have(ds, conditions, message):
    """A wrong value is a ValueError that carries it and says which there are."""
    with pytest.raises(ValueError, match="no such value") as caught:
        ds.records.filter(**conditions)

    assert (type(caught.value), str(caught.value)) == (rd.ConditionValueError, message)
    assert caught.value.name in conditions


@pytest.mark.parametrize("value", [18, 20182, "2018/..", "..", "2018-13", ""])
def test_no_day(ds, value):
    """Only a day, month or year can be a bound."""
    with pytest.raises(rd.ConditionValueError) as caught:
        ds.records.filter(until=value)

    assert (caught.value.name, caught.value.value) == ("until", value)


@pytest.mark.parametrize(
    ("condition", "suggested"),
    [("for_", "'organisation'"), ("query", "'text'")],
)
def test_other_names_of_conditions(ds, condition, suggested):
    """The error suggests the condition for the name of a field or another word."""
    with pytest.raises(rd.UnknownConditionError, match=f"no condition '{condition}'; did you mean {suggested}?"):
        ds.records.filter(**{condition: "x"})


def test_the_citation_has_ids_and_the_names_of_conditions(ds):
    """Whatever the user gave."""
    assert (
        "Query: area=primary-schools, strength=ought." in ds.records.filter(areas="Folkeskole", strength="bør").cite()
    )


def test_unknown_condition(ds):
    """A wrong name is a TypeError that suggests the nearest and lists all."""
    with pytest.raises(TypeError) as caught:
        ds.records.filter(aria="schools")

    assert type(caught.value) is rd.UnknownConditionError
    assert caught.value.known == tuple(CONDITIONS)
    assert str(caught.value) == (
        f"filter() has no condition 'aria'; did you mean 'area'? (there are: {', '.join(CONDITIONS)})"
    )


def test_entries_are_a_mapping(ds):
    """A reference table can be asked as any mapping, and does not change."""
    assert isinstance(ds.actors, Mapping)
    assert [actor.name.en for actor in ds.actors.values()][:2] == ["Anna Holm", "the Danish parliament"]
    with pytest.raises(TypeError):
        ds.actors["new"] = ds.actors["nordby"]


def test_records_do_not_change(ds):
    """Neither a record nor an attribute can be set."""
    with pytest.raises(TypeError):
        ds.records[0] = ds.records[1]
    with pytest.raises(AttributeError):
        ds.records.ids = ()
