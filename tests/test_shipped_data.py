"""What must hold for the data after every contribution."""

import pytest

import reformdata as rd
from reformdata.curation.checks import validate
from tests import ROOT

pytestmark = pytest.mark.shipped


def _errors(report):
    return [finding for finding in report.findings if finding.rule.severity == "error"]


def test_the_data_has_no_error():
    """Reviewers of a contribution judge its warnings."""
    assert _errors(validate(ROOT)) == []


def test_no_sentence_of_a_source_is_copied(source_texts):
    """Eight words in a row are an error, RD501."""
    assert _errors(validate(ROOT, texts=source_texts)) == []


def test_every_record_rests_on_an_existing_passage(source_texts):
    """All passages are found in the texts of the sources, none changed and none moved."""
    ds = rd.load(ROOT)
    found = ds.hydrate(source_texts)
    assert found.sources
    states = {record.id: found.passages(record).state for record in ds.records if record.id.source in found.sources}
    assert {id_: state for id_, state in states.items() if state != "exact"} == {}
