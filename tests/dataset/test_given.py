"""What a record can be asked of the data set that gave it."""

import copy
import dataclasses
import pickle

import pytest

import reformdata as rd
from tests.fixtures.corpus import CORPUS, PROPOSAL, STATEMENT

WAYS = {
    "by its id": lambda ds: ds[PROPOSAL.id],
    "by its place": lambda ds: ds.records[0],
    "in a loop": lambda ds: next(iter(ds.proposals)),
    "filtered": lambda ds: ds.records.filter(kind="proposal")[:1][0],
    "found": lambda ds: ds.search("skemaet").filter(kind="proposal")[0],
    "traced": lambda ds: next(one for one in ds.trace(STATEMENT.id).records if one.id == PROPOSAL.id),
}


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_a_record_asks_the_data_set_that_gave_it(ds, way):
    """However it was come by, it knows its neighbours and its citation."""
    record = way(ds)

    assert record == PROPOSAL
    assert record.related() == ds.related(PROPOSAL.id)
    assert record.cite(style="ris", lang="da") == ds.cite(PROPOSAL.id, style="ris", lang="da")


def test_a_neighbour_can_be_asked_on(ds):
    """From record to record, without the data set at hand."""
    [first, *_] = ds[PROPOSAL.id].related().outgoing

    assert ds[first.to].related().incoming


def test_a_record_outlives_the_name_of_its_data_set(compiled_file):
    """Nothing has to be kept but the record."""
    assert rd.load(compiled_file)[PROPOSAL.id].cite()


def test_a_record_of_a_day_knows_what_had_been_said_by_then(ds, compiled_file):
    """The data set that it asks is the one that was cut."""
    early = rd.load(compiled_file, as_of=2018)

    assert early[STATEMENT.id].related().incoming == ()
    assert [edge.record for edge in ds[STATEMENT.id].related().incoming] == [PROPOSAL.id]


@pytest.mark.parametrize(
    "copied",
    [
        lambda _: CORPUS.records[PROPOSAL.id],
        lambda record: dataclasses.replace(record),
        copy.copy,
        lambda record: pickle.loads(pickle.dumps(record)),  # noqa: S301 - our own
    ],
    ids=["of a corpus", "replaced", "copied", "pickled"],
)
def test_a_copy_belongs_to_no_data_set(ds, copied):
    """It is the same record, and says whom to ask instead."""
    record = copied(ds[PROPOSAL.id])

    assert record == ds[PROPOSAL.id]
    assert hash(record) == hash(ds[PROPOSAL.id])
    for ask, instead in ((record.related, "related(id)"), (record.cite, "cite(id)")):
        with pytest.raises(ValueError, match="no data set gave") as told:
            ask()
        assert str(told.value) == f"no data set gave {PROPOSAL.id}: ask one, ds.{instead}"
