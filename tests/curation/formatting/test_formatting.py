"""The canonical form: the same values and the same comments, written in one way."""

import re
from collections import Counter

import pytest
from hypothesis import assume, example, given

from reformdata.curation.formatting import format_text
from reformdata.curation.reading.characters import is_clean
from reformdata.curation.reading.strict_yaml import parse
from reformdata.evidence.fingerprint import fingerprints_yaml
from reformdata.models import Fingerprint, Fingerprints
from tests import ROOT
from tests.curation.formatting.messy import messy
from tests.curation.reading.good import FILES
from tests.curation.reading.test_strict_yaml import PIECES, damaged

FILE = "records/sources/by-2020/readings.yaml"


def keeps_values(text: str) -> None:
    """Whatever the strict reader reads in `text` it reads in its canonical form, which is its own."""
    assume(is_clean(text))
    tree, findings = parse(text, FILE)
    assume(not findings)
    formatted = format_text(text)
    assert (tree, []) == parse(formatted, FILE)
    assert formatted == format_text(formatted)
    assert not re.search(r"[ \t]$|\r", "".join(line for line in formatted.split("\n")[:-1]), re.MULTILINE)


@given(messy())
def test_values_are_never_changed(text: str):
    """Values stay what they were, and what has the canonical form keeps it."""
    keeps_values(text)


@given(damaged())
@example(FILES["records/themes.yaml"])
def test_values_of_damaged_files_are_never_changed(text: str):
    """So do those of a file that chance has damaged, as long as it can be read."""
    keeps_values(text)


@given(PIECES)
def test_values_of_any_text_are_never_changed(text: str):
    """So do those of any short text of the characters that mean something in YAML."""
    keeps_values(text)


@given(messy())
def test_every_comment_is_kept(text: str):
    """Every comment that says something is there once it is formatted, as often as it was."""
    assume(is_clean(text) and parse(text, FILE)[0] is not None)
    assert _comments(text) == _comments(format_text(text))


def _comments(text: str) -> Counter[str]:
    """How often each comment stands in `text`; where a block has swallowed one, it is text and stays text."""
    said = re.compile(r"above|at the edge|deep|behind|near|tight|begins|ends|within|yaml-language-server")
    return Counter(said.findall(text))


TABLE = [
    ("keys in the order of the models", "kind: kl\nid: kl\n", "id: kl\nkind: kl\n"),
    ("an unknown key stays behind the one before", "x: 1\nkind: a\ny: 2\nid: b\n", "x: 1\nid: b\nkind: a\ny: 2\n"),
    ("quotes only where needed", "id: 'kl'\nname: {da: \"Ja\", en: 'no'}\n", 'id: kl\nname:\n  da: Ja\n  en: "no"\n'),
    ("a quotation mark in single quotes", 'id: "a: \\"b\\""\n', "id: 'a: \"b\"'\n"),
    ("what looks like a number", "date: '2020-01-02'\nperiod: 2018\ntitle: {da: 20 ord}\n", 'title:\n  da: "20 ord"\ndate: 2020-01-02\nperiod: "2018"\n'),
    ("prose in a block", "description:\n  da: Et.\n  en: 'To: tre.'\n", "description:\n  da: |-\n    Et.\n  en: |-\n    To: tre.\n"),
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
    """Each part of the form, one case at a time."""
    assert format_text(messy_text) == canonical


@pytest.mark.shipped
def test_the_files_of_the_data_have_the_form():
    """Every file of records/ is as the formatter would write it."""
    records = ROOT / "records"
    texts = {path: path.read_text(encoding="utf-8") for path in sorted(records.rglob("*.yaml"))}
    assert len(texts) > 200
    assert [path for path, text in texts.items() if format_text(text) != text] == []


def test_fingerprints_have_the_form():
    """What `source fingerprint` writes is in it already, hashes in quotes whatever their digits."""
    one = Fingerprint(paragraph=1, words=12, sha256="1" * 64, sketch="")
    text = fingerprints_yaml(Fingerprints(sha256="a" * 64, paragraphs=(one,)))
    assert format_text(text) == text
