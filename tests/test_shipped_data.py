"""The data itself: what must hold of whatever is contributed to it."""

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
    """A warning is left to the judgement of whoever reviews the contribution."""
    assert _errors(validate(ROOT)) == []


@needs_texts
def test_no_sentence_of_a_source_is_copied():
    """Eight words in a row are an error, RD501."""
    assert _errors(validate(ROOT, texts=Path(TEXTS))) == []


@needs_texts
def test_every_record_rests_on_a_passage_that_is_there():
    """In the texts of the folder all passages are found, none changed and none moved."""
    ds = rd.load(ROOT)
    found = ds.hydrate(TEXTS)
    assert found.sources
    states = {record.id: found.passages(record).state for record in ds.records if record.id.source in found.sources}
    assert {id_: state for id_, state in states.items() if state != "exact"} == {}
