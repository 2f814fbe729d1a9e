"""When a proposal is answered: by a record that answers it or carries it out, and by no other relation."""

from dataclasses import replace
from datetime import date
from types import MappingProxyType

import pytest

import reformdata as rd
from reformdata.errors import ConditionValueError
from reformdata.models import Label, Relation, RelationType
from reformdata.store.compiling import compile_corpus
from reformdata.store.file import Store
from tests.fixtures.corpus import BARE, CORPUS, INITIATIVE, PROPOSAL, STATEMENT

_ANSWERED_ON, _CARRIED_OUT_ON = "2019-06-01", "2020-01-01"


def _to_the_proposal(type_):
    return (Relation(type_, PROPOSAL.id, Label("fordi", "because")),)


def _opened(*changed, as_of=None):
    records = {**CORPUS.records, **{one.id: one for one in changed}}
    corpus = replace(CORPUS, records=MappingProxyType(records))
    return rd.Dataset(Store.of_bytes(compile_corpus(corpus), as_of and date.fromisoformat(as_of)))


@pytest.fixture(scope="module")
def records():
    """A statement that answers the proposal, and an initiative that carries it out later."""
    return (
        replace(
            STATEMENT, relations=_to_the_proposal(RelationType.ANSWERS), stated_date=date.fromisoformat(_ANSWERED_ON)
        ),
        replace(
            BARE, relations=_to_the_proposal(RelationType.IMPLEMENTS), stated_date=date.fromisoformat(_CARRIED_OUT_ON)
        ),
    )


@pytest.mark.parametrize(
    ("as_of", "answers"),
    [
        (None, [STATEMENT.id, BARE.id]),
        (_CARRIED_OUT_ON, [STATEMENT.id, BARE.id]),
        (_ANSWERED_ON, [STATEMENT.id]),
        ("2019-05-31", []),
    ],
)
def test_a_proposal_is_answered_by_what_answers_it_or_carries_it_out(records, as_of, answers):
    """The method, the condition and the columns say the same; an answer that came later is hidden."""
    ds = _opened(*records, as_of=as_of)

    assert ds[PROPOSAL.id].answered_by == tuple(answers)
    assert ds.answered_by(PROPOSAL).ids == ds.answered_by(PROPOSAL.id).ids == tuple(answers)
    assert list(ds.proposals.filter(answered=True).ids) == [PROPOSAL.id] * bool(answers)
    assert list(ds.records.filter(answered=False).ids) == [PROPOSAL.id] * (not answers)
    (row,) = ds.proposals.to_dicts(columns=["answered", "answered_by"])
    assert row == {"answered": bool(answers), "answered_by": answers}


@pytest.mark.parametrize("type_", [one for one in RelationType if one.value not in {"answers", "implements"}])
def test_no_other_relation_is_an_answer(type_):
    """Nor is one that only a statement could have."""
    ds = _opened(replace(INITIATIVE, relations=_to_the_proposal(type_)))

    assert not ds.answered_by(PROPOSAL)
    assert not ds.records.filter(answered=True)
    assert ds.proposals.to_dicts(columns=["answered"]) == [{"answered": False}]


@pytest.mark.parametrize("as_of", [None, "2019-12-31"])
def test_only_proposals_are_answered(records, as_of):
    """The cells of other kinds are empty, and to ask by whom one was answered is an error that says so."""
    ds = _opened(*records, as_of=as_of)

    for row in ds.statements.to_dicts(columns=["answered", "answered_by"]):
        assert row == {"answered": None, "answered_by": None}
    with pytest.raises(ConditionValueError, match="of the kind statement, and only proposals are answered"):
        ds.answered_by(STATEMENT.id)


def test_answered_by_a_kind_of_record(records):
    """By a value or a label; of several kinds one is enough."""
    proposals = _opened(records[0]).proposals  # a statement answers it

    assert [len(proposals.filter(answered=kind)) for kind in ("statement", "udsagn", "initiative")] == [1, 1, 0]
    assert len(proposals.filter(answered=["initiative", "statement"])) == 1
    assert "answered=initiative/statement" in proposals.filter(answered=["statement", "initiative"]).cite()


@pytest.mark.parametrize("value", ["yes", 1, None, []])
def test_answered_is_true_or_false(records, value):
    """Or a kind of record; anything else is an error."""
    with pytest.raises(
        ConditionValueError,
        match=r"^answered=.*: no such value.*; give True, False or a kind of record; what no initiative answers is ds\.",
    ):
        _opened(*records).proposals.filter(answered=value)


def test_a_proposal_of_no_data_set_does_not_know_what_answers_it():
    """It is an error that says whom to ask, and not that nothing answers it."""
    with pytest.raises(AttributeError, match=r"only a data set knows what answers a proposal: ds\[id\]\.answered_by"):
        _ = PROPOSAL.answered_by
