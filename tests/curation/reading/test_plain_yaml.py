"""What is read without a parser is what the parser reads; everything else is left to it."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reformdata.curation.reading.files import character_findings
from reformdata.curation.reading.plain_yaml import read_plain
from reformdata.curation.reading.strict_yaml import MAX_DEPTH, MAX_NODES, Tree, parse
from tests import ROOT
from tests.curation.reading.good import FILES

FILE = "records/actors/a.yaml"


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("# a comment\na: b\n", {"a": "b"}),
        ("a: b", {"a": "b"}),
        ("a:\n  b: 12:09\n  c: x#y\nd: no\n", {"a": {"b": "12:09", "c": "x#y"}, "d": "no"}),
        ("a: \"b: c # d\"\ne: ''\n", {"a": "b: c # d", "e": ""}),
        ('a: [b-1, 2, "c: d"]\ne: []\n', {"a": ("b-1", "2", "c: d"), "e": ()}),
        ('a: {b: c, d: "e: f"}\n', {"a": {"b": "c", "d": "e: f"}}),
        ("a: |-\n  b: c\n  d # e\nf: g\n", {"a": "b: c\nd # e", "f": "g"}),
        ("a:\n  - b: c\n    d:\n      e: f\n  - b: g\n", {"a": ({"b": "c", "d": {"e": "f"}}, {"b": "g"})}),
        ("- a: b\n- c\n", ({"a": "b"}, "c")),
    ],
)
def test_simple_yaml_is_read(text: str, tree: Tree):
    """Keys with texts, blocks, lists and mappings of words, and lists of mappings."""
    assert read_plain(text) == tree
    assert parse(text, FILE) == (tree, [])


@pytest.mark.parametrize(
    "text",
    [
        "a", "a:\n", "a: b: c\n", "a: b:\n", "a: b # c\n", "a: b #c\n", "a:b\n", "a: b \n", "a: -b\n", "a: &b c\n", "a: *b\n",
        "a: !b c\n", "a: 'b''c'\n", 'a: "b\\n"\n', "a: >-\n  b\n", "a: |\n  b\n", "a: |-\n    b\n  c\n", "a: |-\n  b\n\n  c\n",
        "a: b\n  c\n", "a:\n   b: c\n", "a:\n    b: c\n", "a: b\n  c: d\n", "a: [b, [c]]\n", "a: {b: c, b: d}\n", "a: b\na: c\n",
        "- a\nb: c\n", "a: b\n- c\n", "- - a\n", "? a\n: b\n", "<<: a\n", "A: b\n", "--- a\n", "%YAML 1.1\n---\na: b\n", "a: b\n...\n",
        "a: b\n\n", "a: [b", "- a: |-\n  b\n",
        "".join(f"{'  ' * depth}a:\n" for depth in range(MAX_DEPTH)) + "  " * MAX_DEPTH + "a: b\n",
        "".join(f"a{number}: b\n" for number in range(MAX_NODES // 2 + 1)),
    ],
)  # fmt: skip
def test_everything_else_is_left_to_the_parser(text: str):
    """Whether it is wrong, or only another way to write it."""
    assert read_plain(text) is None


def test_files_share_no_value():
    """A line is looked at once, even if several files have it."""
    first, second = read_plain("a: {b: c}\n"), read_plain("a: {b: c}\n")
    assert isinstance(first, dict)
    assert isinstance(second, dict)
    assert first["a"] is not second["a"]


_SIGNS = [
    ": ", "  ", "\n", "\n\n", "#", " # x", ":", "\n- ", "  - ", "[", "]", "{", "}", ", ", "'", '"', "''", '""', "&a ", "*a", "!t ", "? ",
    "~", "---\n", "...\n", "\\", ">", "|", "|-", "-", "key:\n", "  a: b\n", "é", "²",
]  # fmt: skip


@given(
    text=st.sampled_from(sorted(FILES.values())),
    edits=st.lists(st.tuples(st.floats(0, 1), st.integers(0, 3), st.sampled_from(_SIGNS)), max_size=3),
    lines=st.none() | st.tuples(st.floats(0, 1), st.integers(1, 8)),
)
@example(text="a: b\n", edits=[], lines=None)
def test_what_is_read_is_what_the_parser_reads(
    text: str, edits: list[tuple[float, int, str]], lines: tuple[float, int] | None
):
    """In files with signs of YAML put in and taken out, and in some of their lines."""
    for place, cut, sign in edits:
        at = int(place * len(text))
        text = text[:at] + sign + text[at + cut :]
    if lines:
        first = int(lines[0] * text.count("\n"))
        text = "\n".join(text.split("\n")[first : first + lines[1]])
    tree = None if character_findings(text, FILE) else read_plain(text)
    assert tree is None or (tree, []) == parse(text, FILE)


@pytest.mark.shipped
def test_nearly_all_files_are_read_without_a_parser():
    """Else this reader would save nothing."""
    texts = [path.read_text("utf-8") for path in sorted((ROOT / "records").rglob("*.yaml"))]
    trees = [read_plain(text) for text in texts]
    assert all((tree, []) == parse(text, FILE) for tree, text in zip(trees, texts, strict=True) if tree is not None)
    assert trees.count(None) < len(texts) / 50
