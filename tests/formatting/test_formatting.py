"""The canonical form: the same values and the same comments, written in one way."""

import re
from collections import Counter

from hypothesis import assume, example, given

from reformdata.formatting import format_text
from reformdata.reading.characters import is_clean
from reformdata.reading.strict_yaml import parse
from tests.formatting.messy import messy
from tests.reading.good import FILES
from tests.reading.test_strict_yaml import PIECES, damaged

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
