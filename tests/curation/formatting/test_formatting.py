"""The canonical form: the same values and the same comments, written in one way."""

import datetime
import re
from collections import Counter
from decimal import Decimal

import pytest
from hypothesis import assume, example, given

from reformdata.curation.formatting import dump, format_text
from reformdata.curation.formatting.layout import MODELINES
from reformdata.curation.reading.files import is_clean
from reformdata.curation.reading.strict_yaml import parse
from reformdata.evidence.fingerprint import fingerprints_yaml
from reformdata.models import Fingerprint, Fingerprints, Kind
from tests import ROOT
from tests.curation.formatting.messy import messy
from tests.curation.reading.good import FILES
from tests.curation.reading.test_strict_yaml import PIECES, damaged

FILE = "records/sources/by-2020/readings.yaml"


@given(messy() | damaged() | PIECES)
@example(FILES["records/themes.yaml"])
@example('text: {da: "\\n\\nEt.", en: "\\n # One"}\n')
def test_values_are_never_changed(text: str):
    """The canonical form of what can be read has the same values, and is its own canonical form."""
    assume(is_clean(text))
    tree, findings = parse(text, FILE)
    assume(not findings)
    formatted = format_text(text)
    assert (tree, []) == parse(formatted, FILE)
    assert formatted == format_text(formatted)
    assert not re.search(r"[ \t]$|\r", "".join(line for line in formatted.split("\n")[:-1]), re.MULTILINE)


@given(messy())
def test_every_comment_is_kept(text: str):
    """Every comment with a text occurs as often as before."""
    assume(is_clean(text) and parse(text, FILE)[0] is not None)
    assert _comments(text) == _comments(format_text(text))


def _comments(text: str) -> Counter[str]:
    """How often each comment occurs in `text`; one in a block is text and stays text."""
    known = re.compile(r"above|at the edge|deep|behind|near|tight|begins|ends|within|yaml-language-server")
    return Counter(known.findall(text))


TABLE = [
    ("keys in the order of the models", "kind: kl\nid: kl\n", "id: kl\nkind: kl\n"),
    ("an unknown key stays behind the one before", "x: 1\nkind: a\ny: 2\nid: b\n", "x: 1\nid: b\nkind: a\ny: 2\n"),
    ("quotes only where needed", "id: 'kl'\nname: {da: \"Ja\", en: 'no'}\n", 'id: kl\nname:\n  da: Ja\n  en: "no"\n'),
    ("a quotation mark in single quotes", 'id: "a: \\"b\\""\n', "id: 'a: \"b\"'\n"),
    ("what looks like a number", "date: '2020-01-02'\nperiod: 2018\ntitle: {da: 20 ord}\n", 'title:\n  da: "20 ord"\ndate: 2020-01-02\nperiod: "2018"\n'),
    ("prose in a block", "description:\n  da: Et.\n  en: 'To: tre.'\n", "description:\n  da: |-\n    Et.\n  en: |-\n    To: tre.\n"),
    ("prose that begins with empty lines in a block", "description: {da: \"\\n\\nEt.\\n\\nTo.\"}\n", "description:\n  da: |-\n\n\n    Et.\n\n    To.\n"),
    ("prose that begins with an empty line and a blank in quotes", 'description: {da: "\\n Et."}\n', 'description:\n  da: "\\n Et."\n'),
    ("prose that ends with an empty line in quotes", 'description: {da: "Et.\\n"}\n', 'description:\n  da: "Et.\\n"\n'),
    ("empty lines alone in quotes", 'description: {da: "\\n"}\n', 'description:\n  da: "\\n"\n'),
    ("a text with blanks at its ends in quotes", "description: {da: ' a'}\n", 'description:\n  da: " a"\n'),
    ("ids on one line", "areas:\n- a\n- b\n", "areas: [a, b]\n"),
    ("names on lines of their own", "id: a\naliases: [B C, 'D']\n", "id: a\naliases:\n  - B C\n  - D\n"),
    ("a list with comments on lines of its own", "areas: [a, # x\n b]\n", "areas:\n  - a  # x\n  - b\n"),
    ("blank lines and document marks go", "---\n\nid: a\n\n\nkind: b\n...\n", "id: a\nkind: b\n"),
    ("the head of a file stays at its top", "# top\nkind: b\nid: a\n", "# top\nid: a\nkind: b\n"),
    ("a comment goes with its key", "kind: b\n# on id\nid: a  # id\n", "# on id\nid: a  # id\nkind: b\n"),
    ("a comment behind several words needs quotes", 'title: {da: "a b"} # c\n', "title:  # c\n  da: a b\n"),
    ("a comment below stays below", "title:\n  da: a\n  # c\ntext: b\n", "title:\n  da: a\n  # c\ntext: b\n"),
    ("nothing at all", "", ""),
    ("an empty value is left for its writer", "id:\nkind: ''\n", "id:\nkind:\n"),
]  # fmt: skip


@pytest.mark.parametrize(("messy_text", "canonical"), [row[1:] for row in TABLE], ids=[row[0] for row in TABLE])
def test_the_canonical_form(messy_text, canonical):
    """One part of the form in each case."""
    assert format_text(messy_text) == canonical


@pytest.mark.shipped
def test_the_files_of_the_data_have_the_form():
    """Every file of records/ is as the formatter would write it."""
    records = ROOT / "records"
    texts = {path: path.read_text(encoding="utf-8") for path in sorted(records.rglob("*.yaml"))}
    assert len(texts) > 200
    assert [path for path, text in texts.items() if format_text(text) != text] == []


def test_fingerprints_have_the_form():
    """As `source fingerprint` writes them, with hashes in quotes."""
    one = Fingerprint(paragraph=1, words=12, sha256="1" * 64, sketch="")
    text = fingerprints_yaml(Fingerprints(sha256="a" * 64, paragraphs=(one,)))
    assert format_text(text) == text


# ---- new files


def test_a_record_is_written_with_its_modeline_in_the_canonical_form():
    """Values of the models are written as texts; None and empty lists are left out."""
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


@pytest.mark.parametrize(
    ("kind", "tree", "text"),
    [
        (
            "records",
            {"retired": "2020-01-02", "status": "retired", "id": "by-2020.01"},
            f"{MODELINES['records']}\nid: by-2020.01\nstatus: retired\nretired: 2020-01-02\n",
        ),
        (
            "outcomes",
            {
                "assessments": [{"agreed": False, "readers": 2, "since": "2021"}],
                "readings": {"second": "no", "first": "action"},
                "id": "by-2020.01",
            },
            f'{MODELINES["outcomes"]}\nid: by-2020.01\nreadings: {{first: action, second: "no"}}\n'
            'assessments:\n  - since: "2021"\n    readers: 2\n    agreed: false\n',
        ),
        (
            "documents",
            {"seen": datetime.date(2026, 11, 28), "date": "2021-06", "kind": "law", "id": "loven"},
            f'{MODELINES["documents"]}\nid: loven\nkind: law\ndate: "2021-06"\nseen: 2026-11-28\n',
        ),
        ("themes", [{"name": {"en": "A", "da": "no"}, "id": "x"}], '- id: x\n  name:\n    da: "no"\n    en: A\n'),
    ],
)
def test_keys_are_in_the_order_of_the_model(kind, tree, text):
    """A withdrawn record is recognised by its status; a list file has no modeline."""
    assert dump(kind, tree) == text


def test_an_unknown_kind_of_file_is_named():
    """With those that exist."""
    with pytest.raises(ValueError, match="no kind of file: 'record'; there are actors, areas, "):
        dump("record", {})
