"""Writing a new file from values."""

import datetime
from decimal import Decimal

import pytest

from reformdata.curation.formatting import KINDS, dump, format_text
from reformdata.curation.reading.checkout import read_checkout
from reformdata.models import Kind
from tests.curation.rules.pages import lay


def test_a_record_is_written_with_its_modeline_in_the_canonical_form():
    """Values of the models stand for their texts; what is None or empty is left out."""
    tree = {
        "text": {"da": "Et: to", "en": "One: two"},
        "kind": Kind.PROPOSAL,
        "id": "by-2020.01",
        "date": datetime.date(2020, 1, 2),
        "paragraphs": (1, 2),
        "areas": [],
        "voice": {"actor": "byen", "for": None},
        "quantities": [{"of": {"da": "ord", "en": "words"}, "value": Decimal("1E+3")}],
        "curation": {"codebook": "1.1", "added": "2020-01-03"},
    }
    text = dump("records", tree)
    assert (
        text
        == """\
# yaml-language-server: $schema=../../../schemas/record.schema.json
id: by-2020.01
kind: proposal
text:
  da: |-
    Et: to
  en: |-
    One: two
paragraphs: [1, 2]
date: 2020-01-02
voice:
  actor: byen
quantities:
  - value: 1000
    of:
      da: ord
      en: words
curation:
  added: 2020-01-03
  codebook: "1.1"
"""
    )
    assert format_text(text) == text


def test_a_tombstone_has_the_order_of_its_model():
    """It is told from a record by its status."""
    tree = {"retired": "2020-01-02", "status": "retired", "id": "by-2020.01", "reason": {"da": "Ja", "en": "So"}}
    keys = [line.partition(":")[0] for line in dump("records", tree).split("\n")[1:] if line[:1].strip()]
    assert keys == ["id", "status", "reason", "retired"]


def test_a_list_file_has_no_modeline():
    """Its entries are written in the order of their fields."""
    assert dump("themes", [{"name": {"en": "A", "da": "B"}, "id": "x"}]) == "- id: x\n  name:\n    da: B\n    en: A\n"


def test_what_is_dumped_can_be_read(tmp_path):
    """An actor that was dumped is in the checkout."""
    tree = {"id": "by", "kind": "authority", "name": {"da": "By", "en": "no"}, "description": {"da": "A", "en": "B"}}
    root = lay({"records/actors/by.yaml": dump("actors", tree)}, tmp_path)
    assert str(read_checkout(root).corpus.actors["by"].name.en) == "no"


def test_a_kind_of_file_that_there_is_not_is_named():
    """With those that there are."""
    with pytest.raises(ValueError, match="no kind of file: 'record'; there are actors, areas, "):
        dump("record", {})
    assert "records" in KINDS
