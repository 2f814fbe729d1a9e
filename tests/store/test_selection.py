"""Some records as a compiled file of their own."""

import pytest

from reformdata.store.selection import select_records
from tests.fixtures.corpus import BARE, CORPUS, INITIATIVE, PROPOSAL, STATEMENT


def ids_of(store, table):
    """The ids of `table`, as a set."""
    return set(store.ids(table))


def test_the_records_keep_the_order_of_the_selection(store):
    """The table has them as they were given."""
    part = select_records(store, [INITIATIVE.id, PROPOSAL.id], {})

    assert part.column("SELECT id FROM records ORDER BY rowid") == (INITIATIVE.id, PROPOSAL.id)


def test_what_the_records_refer_to_is_there_and_nothing_else(store):
    """The actors, areas and so on, also through other entries; sources with their fingerprints; no withdrawn records."""
    part = select_records(store, [BARE.id], {})

    assert ids_of(part, "sources") == {"nordby-2018-blog"}
    assert ids_of(part, "actors") == {"nordby", "kommunerne"}  # the municipalities, of which Nordby is a part
    for table in ("areas", "themes", "target_groups", "reforms", "laws", "retired", "glossary", "fingerprints"):
        assert part.ids(table) == ()


def test_entries_are_followed_to_the_end(store):
    """An area within another, a reform of somebody, and the document of the evidence of an outcome."""
    part = select_records(store, [PROPOSAL.id], {})

    assert ids_of(part, "areas") == {"schools", "primary-schools"}
    assert {"friere-skoler"} <= ids_of(part, "reforms")
    assert ids_of(part, "documents") == {"skoleloven-2020"}
    assert ids_of(part, "fingerprints") == {"landsforum-2019-nyhed"}
    assert part.rows("PRAGMA foreign_key_check") == []


@pytest.mark.parametrize(("ids", "kept"), [([STATEMENT.id], 0), ([STATEMENT.id, INITIATIVE.id], 1)])
def test_a_relation_to_a_record_outside_is_left_out(store, ids, kept):
    """In the table and in the object."""
    part = select_records(store, ids, {})

    assert part.rows('SELECT count(*) FROM relations WHERE "record" = ?', (STATEMENT.id,)) == [(kept,)]
    assert len(part.get("records", STATEMENT.id).relations) == kept


def test_evidence_that_is_a_record_outside_is_left_out(store):
    """The other evidence of the assessment stays."""
    everything = [
        id_ for id_, one in CORPUS.outcomes.items() for each in one.assessments for e in each.evidence if e.record
    ]
    assert everything
    part = select_records(store, [everything[0]], {})

    assert part.rows("SELECT count(*) FROM evidence WHERE other_record IS NOT NULL") == [(0,)]
    kept = [e.document for each in CORPUS.outcomes[everything[0]].assessments for e in each.evidence if e.document]
    assert sorted(part.column("SELECT document FROM evidence")) == sorted(kept)


def test_the_facts_of_the_data_are_kept(store):
    """The version is that of the data; what is said of the selection stands beside it."""
    part = select_records(store, [], {"citation": "Cited so.", "selection.da": "Henvist så."})

    assert (part.version, part.citation, part.selection) == (store.version, "Cited so.", {"da": "Henvist så."})
    assert (store.selection, part.record_ids()) == ({}, ())
