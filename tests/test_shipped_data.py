"""The data itself: what must hold of every record that we publish, beside what the rules say of any."""

import os
from collections import Counter
from pathlib import Path

import pytest

import reformdata as rd
from reformdata.curation.checks import validate
from reformdata.curation.reading.checkout import read_checkout
from reformdata.models import Initiative, Proposal, Review, Statement
from tests import ROOT

TEXTS = os.environ.get("REFORMDATA_TEXTS")
needs_texts = pytest.mark.skipif(
    not TEXTS, reason="the texts of the sources are not part of the project: set REFORMDATA_TEXTS to their folder"
)


@pytest.fixture(scope="module")
def corpus():
    """All records and entries."""
    return read_checkout(ROOT).corpus


@pytest.fixture(scope="module")
def ds():
    """The same as analysts see it."""
    return rd.load(ROOT)


def test_nothing_is_found_wrong():
    """No error and no warning."""
    assert validate(ROOT).findings == ()


def test_every_source_was_read_twice_and_has_its_fingerprints(corpus):
    """And every record says so."""
    assert set(corpus.readings) == set(corpus.sources)
    assert set(corpus.fingerprints) == set(corpus.sources)
    assert {record.curation.review for record in corpus.records.values()} == {Review.SECOND}


def test_every_record_can_be_found_by_area_and_theme(corpus):
    """A rule asks for one of the two; what we ship has both."""
    assert [record.id for record in corpus.records.values() if not (record.areas and record.themes)] == []


def test_no_source_is_all_of_one_kind(corpus):
    """Each source gave proposals, statements and initiatives."""
    kinds = {(record.id.source, type(record)) for record in corpus.records.values()}
    assert kinds == {(source, kind) for source in corpus.sources for kind in (Proposal, Statement, Initiative)}


def test_relations_run_within_sources_and_across_them(corpus):
    """In each direction of time: what was asked for, what answered it."""
    ends = [(record.id, relation.to) for record in corpus.records.values() for relation in record.relations]
    across = Counter(one.source != other.source for one, other in ends)
    assert across[True] >= 10
    assert across[False] >= 100


def test_only_two_wikidata_ids_are_certain(corpus):
    """Another one has to be looked up before it is added here."""
    entries = [*corpus.actors.values(), *corpus.reforms.values(), *corpus.laws.values()]
    assert {entry.id: entry.wikidata for entry in entries if entry.wikidata} == {
        "sophie-loehde": "Q12336452",
        "troels-lund-poulsen": "Q3080572",
    }


@needs_texts
def test_no_sentence_of_a_source_is_copied():
    """No eight words in a row."""
    assert validate(ROOT, texts=Path(TEXTS)).findings == ()


@needs_texts
def test_every_record_rests_on_a_passage_that_is_there(ds):
    """All passages are found, none changed and none moved."""
    found = ds.hydrate(TEXTS)
    assert Counter(record.passages(found).state for record in ds.records) == {"exact": len(ds.records)}
