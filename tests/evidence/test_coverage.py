"""What the records make of each source."""

from dataclasses import replace
from types import MappingProxyType

from reformdata.curation.reading.checkout import read_checkout
from reformdata.evidence import Coverage, SourceCoverage, coverage_of
from reformdata.models import Corpus, Kind, SkipReason
from tests.evidence.conftest import SOURCE

SKIPPED = dict.fromkeys(SkipReason, 0) | {SkipReason.FURNITURE: 6, SkipReason.HEADING: 3, SkipReason.BYLINE: 1}
RECORDS = {Kind.PROPOSAL: 0, Kind.STATEMENT: 3, Kind.INITIATIVE: 0}


def test_every_paragraph_is_counted_once(checkout):
    """Cited, skipped by a reason, or neither; records by kind; and the same in total."""
    one = SourceCoverage(paragraphs=21, cited=11, skipped=SKIPPED, uncovered=0, records=RECORDS)
    assert coverage_of(read_checkout(checkout).corpus) == Coverage(sources={SOURCE: one}, total=one)


def test_paragraph_that_nothing_accounts_for_is_uncovered(checkout):
    """Without one record its paragraphs are neither cited nor skipped."""
    corpus = read_checkout(checkout).corpus
    fewer = {id_: record for id_, record in corpus.records.items() if not id_.endswith(".03")}
    total = coverage_of(replace(corpus, records=MappingProxyType(fewer))).total
    assert (total.cited, total.uncovered, sum(total.skipped.values())) == (5, 6, 10)


def test_record_of_a_source_that_is_not_there_is_not_counted(checkout):
    """It is for `validate` to report."""
    corpus = read_checkout(checkout).corpus
    total = coverage_of(Corpus(records=corpus.records)).total
    assert (total.paragraphs, total.cited, total.uncovered, set(total.records.values())) == (0, 0, 0, {0})
