"""Names that users of other libraries try are errors that say what to write."""

import copy
import pickle

import pytest

import reformdata as rd
from reformdata.dataset.hints import _HINTS
from reformdata.dataset.plotting.chart import Chart
from tests.fixtures.corpus import BARE, INITIATIVE, PROPOSAL, STATEMENT


@pytest.fixture
def made(ds):
    """An object of each class that has hints."""
    return {
        "Tabular": ds.tables["records"], "Records": ds.records, "Entries": ds.actors, "Tables": ds.tables, "Dataset": ds,
        "Plot": ds.plot, "Chart": Chart(None, [], ""), "Network": ds.network(), "Counts": ds.stats(),
    }  # fmt: skip


@pytest.mark.parametrize(("owner", "name"), [(owner, name) for owner, names in _HINTS.items() for name in names])
def test_a_name_of_another_library(made, owner, name):
    """It is missing, and the error says what to write."""
    with pytest.raises(AttributeError) as caught:
        getattr(made[owner], name)
    assert (
        str(caught.value) == f"{type(made[owner]).__name__!r} object has no attribute {name!r}: {_HINTS[owner][name]}"
    )


def test_any_other_name(made):
    """It is missing as from any object; copies are made as before."""
    for one in made.values():
        with pytest.raises(AttributeError, match=r"object has no attribute 'qwerty'$"):
            _ = one.qwerty
        assert not hasattr(one, "__qwerty__")
    assert pickle.loads(pickle.dumps(made["Records"])) == copy.copy(made["Records"]) == made["Records"]  # noqa: S301 - our own


def test_the_charts_are_named_where_none_is_chosen(ds):
    """As for a chart that does not exist."""
    with pytest.raises(TypeError, match="plot is no function: the charts are timeline, areas"):
        ds.proposals.plot(kind="bar")


def test_a_selection_is_cited_by_itself(ds):
    """The error says how."""
    with pytest.raises(rd.ConditionValueError, match=r"ask the selection itself: selection\.cite\(\)"):
        ds.cite(ds.proposals)


def test_selections_are_not_added(ds):
    """They are joined."""
    with pytest.raises(TypeError, match=r"selections are joined by \|, as in a \| b"):
        ds.proposals + ds.statements


@pytest.mark.parametrize(
    ("value", "named"),
    [
        ("deregulation", "filter(theme='deregulation')"),
        ("skole", "filter(area='skole')"),
        ("LFS", "filter(organisation='LFS') or filter(actor='LFS')"),
        ("formand", "filter(office='formand')"),
        ("eleverne", "filter(text='eleverne')"),
    ],
)
def test_a_value_without_the_name_of_its_condition(ds, value, named):
    """The error names the conditions that it fits."""
    with pytest.raises(rd.UnknownConditionError) as caught:
        ds.records.filter(value)
    assert str(caught.value).endswith(f"conditions are given by their names, as in {named}")


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("speaker", "'actor' or 'voice'"),
        ("party", "'organisation'"),
        ("minister", "'office'"),
        ("unanswered", "'answered=False'"),
        ("done", "\"verdict='done'\""),
    ],
)
def test_a_condition_of_another_name(ds, name, meant):
    """The error names the right one."""
    with pytest.raises(rd.UnknownConditionError, match=f"has no condition '{name}'; did you mean {meant}"):
        ds.records.filter(**{name: "x"})


def test_the_outcomes_of_a_selection(ds):
    """In its order, as a mapping and as rows; of a record outside it there is none."""
    chosen = ds.records.filter(kind="initiative")[::-1]

    assert list(chosen.outcomes) == [BARE.id, INITIATIVE.id]
    assert [row["record"] for row in chosen.outcomes.to_dicts()] == [BARE.id, INITIATIVE.id]
    assert chosen.outcomes[INITIATIVE] == ds.outcomes[INITIATIVE.id]
    assert (PROPOSAL.id in chosen.outcomes, PROPOSAL.id in ds.records.outcomes) == (False, True)
    with pytest.raises(KeyError, match="it is of none of these records"):
        chosen.outcomes[PROPOSAL.id]
    assert len(ds.statements.outcomes) == 0


def test_the_tables_of_a_selection(ds):
    """With the rows that belong to its records."""
    assert {row["record"] for row in ds.statements.tables["quantities"].to_dicts()} == {STATEMENT.id}
    assert list(ds.statements.tables) == list(ds.tables)
