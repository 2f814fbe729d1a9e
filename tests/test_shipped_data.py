"""What must hold for the data after every contribution."""

import os
from pathlib import Path

import pytest

import reformdata as rd
from reformdata.curation.checks import validate
from tests import ROOT

TEXTS = os.environ.get("REFORMDATA_TEXTS")

pytestmark = pytest.mark.shipped
needs_texts = pytest.mark.skipif(
    not TEXTS, reason="the texts of the sources are not part of the project: set REFORMDATA_TEXTS to their folder"
)


def _errors(report):
    return [finding for finding in report.findings if finding.rule.severity == "error"]


def test_the_data_has_no_error():
    """Reviewers of a contribution judge its warnings."""
    assert _errors(validate(ROOT)) == []


@needs_texts
def test_no_sentence_of_a_source_is_copied():
    """Eight words in a row are an error, RD501."""
    assert _errors(validate(ROOT, texts=Path(TEXTS))) == []


@needs_texts
def test_every_record_rests_on_an_existing_passage():
    """All passages are found in the texts of the folder, none changed and none moved."""
    ds = rd.load(ROOT)
    found = ds.hydrate(TEXTS)
    assert found.sources
    states = {record.id: found.passages(record).state for record in ds.records if record.id.source in found.sources}
    assert {id_: state for id_, state in states.items() if state != "exact"} == {}
