"""The dialect: what it reads it reads as plain YAML does, but for the types of scalars."""

from typing import Any

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from reformdata.curation.reading.files import is_clean
from reformdata.curation.reading.strict_yaml import MAX_DEPTH, Tree, parse, spans
from reformdata.findings import Span
from tests.curation.reading.good import FILES, RECORD

FILE = "records/actors/a.yaml"


@pytest.mark.parametrize(
    "scalar",
    ["no", "on", "0017", "12:09", "1_000", "1.10", "0x1F", "1e3", ".nan", "~", "null", "true", "2020-10-28", "=", "٣"],
)
def test_every_scalar_is_a_text(scalar: str):
    """What YAML 1.1 would take for a number, a date or a truth is read as a text."""
    assert parse(f"a: {scalar}\n", FILE) == ({"a": scalar}, [])


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("", ""),
        ("# only a comment\n", ""),
        ("a:\n", {"a": ""}),
        ("---\na: b\n...\n", {"a": "b"}),
        ("a: [b, {c: d}]\n", {"a": ("b", {"c": "d"})}),
        ("a: []\nb: {}\n", {"a": (), "b": {}}),
        ("- a\n-\n", ("a", "")),
        ("a: |-\n  b: c\n\n  d # e\nf: g\n", {"a": "b: c\n\nd # e", "f": "g"}),
        ("a: 'b: c # d'\n", {"a": "b: c # d"}),
        ("a: 'd''e'\nb: \"f\\u00e6\"\n", {"a": "d'e", "b": "fæ"}),
        ('{"a": "b", "c": ["d"]}\n', {"a": "b", "c": ("d",)}),
        ("a: b  # a word, two blanks, a remark\n", {"a": "b"}),
        ("a:  # nothing yet\n  b: c\n", {"a": {"b": "c"}}),
        ("a: b#c https://d/#e\n", {"a": "b#c https://d/#e"}),
        ("# a remark #1\na: [b] # a remark #2\n", {"a": ("b",)}),
        ("a1_b: c\n", {"a1_b": "c"}),
    ],
)
def test_the_forms_of_the_dialect(text: str, tree: Tree):
    """Block and flow style, quotes, literal blocks and set-off comments are all that a record needs."""
    assert parse(text, FILE) == (tree, [])


def test_every_key_and_every_value_has_its_span():
    """Lines and columns count from 1; a block ends at its last character, an empty value where it would start."""
    text = "æ_: |-\n  x\n  yy\n\nb: {c: [d, 'é']}  # e\nf:\n  - g: h\n    i:\n\n".replace("æ_", "a")
    assert spans(text) == {
        ((), False): Span(1, 1, 8, 7),
        (("a",), True): Span(1, 1, 1, 2),
        (("a",), False): Span(1, 4, 3, 5),
        (("b",), True): Span(5, 1, 5, 2),
        (("b",), False): Span(5, 4, 5, 17),
        (("b", "c"), True): Span(5, 5, 5, 6),
        (("b", "c"), False): Span(5, 8, 5, 16),
        (("b", "c", 0), False): Span(5, 9, 5, 10),
        (("b", "c", 1), False): Span(5, 12, 5, 15),
        (("f",), True): Span(6, 1, 6, 2),
        (("f",), False): Span(7, 3, 8, 7),
        (("f", 0), False): Span(7, 5, 8, 7),
        (("f", 0, "g"), True): Span(7, 5, 7, 6),
        (("f", 0, "g"), False): Span(7, 8, 7, 9),
        (("f", 0, "i"), True): Span(8, 5, 8, 6),
        (("f", 0, "i"), False): Span(8, 7, 8, 7),
    }


def test_columns_are_counted_in_characters():
    """Danish letters and emoji before a value do not shift its column."""
    assert spans("a: {b: 'æøå 🙂', c: d}\n")[("a", "c"), False] == Span(1, 20, 1, 21)


UNCLOSED = "invalid YAML: the quotation mark is not closed on its line"
FOLDED = "the text runs over several lines"


@pytest.mark.parametrize(
    ("text", "column", "message"),
    [
        ('a: "b', 4, UNCLOSED),
        ("a: 'b\n", 4, UNCLOSED),
        ('a: "b\n---\n', 4, UNCLOSED),
        ("a: 'b\n...\n", 4, UNCLOSED),
        ('a: "b\n  c" d\n', 4, UNCLOSED),
        ('a: {b: "c\n  d" e}\n', 8, UNCLOSED),
        ("a: 'b\n- c'\n", 4, UNCLOSED),
        ('"a\n  b: c"\n', 1, UNCLOSED),
        ('a: "b\n  c"\n', 4, FOLDED),
        ('a: "b\n  c"  # d\n', 4, FOLDED),
        ("a: ['b\n  c', d]\n", 5, FOLDED),
        ('{a: "b\n  c"}\n', 5, FOLDED),
        ('a: "b\n  c:d"\n', 4, FOLDED),
        ('a: "b \\q"\n', 7, "invalid YAML: \\ is followed by an unknown code"),
    ],
)
def test_a_quoted_text_ends_on_its_line(text: str, column: int, message: str):
    """One that takes in an entry, or has text after it, lacks its closing mark; another one runs over several lines."""
    tree, (finding,) = parse(text, FILE)

    assert tree is None
    assert (finding.span, finding.message.en) == (Span(1, column, 1, column + 1), message)


@pytest.mark.parametrize(
    ("end", "is_named"), [("\u201d", True), ("\u201d, ", True), ("\xbb}]", True), ("\u201dX", False), ("", False)]
)
def test_a_curly_mark_at_the_end_of_the_text_is_named(end: str, is_named: bool):
    """Before commas, brackets and blanks, not before more text."""
    _, (finding,) = parse(f'a: "b{end}\n', FILE)

    assert finding.message.en == UNCLOSED
    assert finding.advice is not None
    assert finding.advice.en.startswith('the text ends with a curly quotation mark: write "') == is_named


@pytest.mark.parametrize(
    ("text", "code", "column"),
    [
        ("a:b\nc: d\n", "RD101", 2),
        ("da:b\n  c: d\n", "RD101", 3),
        ("a: {b: c: d}\n", "RD111", 9),
        ("a: {b: c:\n", "RD111", 9),
        ("a: [b: c:\n  d]\n", "RD111", 9),
    ],
)
def test_a_colon_that_ends_no_key_is_found_where_it_is(text: str, code: str, column: int):
    """Also on the first line."""
    _, (finding,) = parse(text, FILE)

    assert (finding.rule.code, finding.span) == (code, Span(1, column, 1, column + 1))


# ---- random damage

PIECES = st.lists(
    st.sampled_from([*"\n  \t:#-[]{}|>&*!%@`'\"\\,?~a1æ_.", "---", ": ", " #", "\n  ", "\\u202e", "\u00a0"]),
    max_size=30,
).map("".join)
"""Texts of the characters that mean something in YAML."""


@st.composite
def damaged(draw: st.DrawFn) -> str:
    """A good file with a few characters taken out, put in or doubled."""
    text = draw(st.sampled_from(sorted(FILES.values())))
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(text)))
        end = draw(st.integers(start, min(start + 8, len(text))))
        text = text[:start] + draw(st.sampled_from(["", text[start:end] * 2])) + draw(PIECES)[:4] + text[end:]
    return text


def _plain(value: Any) -> Any:
    """What PyYAML's BaseLoader made, with our tuples for its lists."""
    if isinstance(value, list):
        return tuple(map(_plain, value))
    return {key: _plain(item) for key, item in value.items()} if isinstance(value, dict) else value


@given(damaged() | PIECES)
@example(FILES[RECORD])
def test_any_text_is_reported_or_read_as_pyyaml_reads_it(text: str):
    """Random damage to a good file, or any characters that mean something in YAML, never raise an error."""
    tree, findings = parse(text, RECORD)
    if findings:
        assert tree is None
        assert len(findings) == 1
        assert findings[0].span is None or 1 <= findings[0].span.line <= text.count("\n") + 2
        assert findings[0].message.da
        assert findings[0].message.en
        return
    plain = yaml.load(text, Loader=yaml.CBaseLoader)  # noqa: S506 - BaseLoader makes texts only
    assert tree == ("" if plain is None else _plain(plain))
    if plain is not None:
        assert spans(text)[(), False].line >= 1


class Wordless(yaml.CSafeLoader):
    """A loader whose errors have their places and other words."""

    def get_event(self) -> yaml.Event:
        """The next event, as in the class above it."""
        try:
            return super().get_event()
        except yaml.MarkedYAMLError as error:
            begin = error.context_mark and "somewhere"
            raise type(error)(begin, error.context_mark, "something", error.problem_mark) from None


@given(damaged() | PIECES)
def test_no_finding_depends_on_the_wording_of_the_parser(text: str):
    """Another release of PyYAML can word its errors otherwise: code, place and message stay."""
    expected = parse(text, RECORD)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(yaml, "CSafeLoader", Wordless)
        assert parse(text, RECORD) == expected


VALUES = st.recursive(
    st.text(),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.from_regex("[a-z]{1,5}", fullmatch=True), inner, max_size=3)
    ),
    max_leaves=8,
)


def _texts(value: Any) -> list[str]:
    """Every text in `value`."""
    if isinstance(value, str):
        return [value]
    return [text for item in (value.values() if isinstance(value, dict) else value) for text in _texts(item)]


def _depth(value: Any) -> int:
    if isinstance(value, str):
        return 0
    return 1 + max(map(_depth, value.values() if isinstance(value, dict) else value), default=0)


@given(VALUES)
def test_what_pyyaml_writes_is_read_back(value: Any):
    """A value that PyYAML wrote in quotes is read as it was, unless it has a character that is not allowed or is too deep."""
    text = yaml.dump(value, default_style='"', width=10**6)
    tree, findings = parse(text, FILE)
    if all(map(is_clean, _texts(value))) and _depth(value) <= MAX_DEPTH:
        assert (tree, findings) == (_plain(value), [])
    else:
        assert {finding.rule.code for finding in findings} <= {"RD004", "RD005", "RD107"}
        assert len(findings) == 1


def test_a_conflict_is_marked_from_the_start_to_the_end_of_its_mark():
    """Neither the name of the branch nor the line after it."""
    (finding,) = parse("id: a\n<<<<<<< HEAD\nkind: b\n=======\n", "a.yaml")[1]
    assert finding.span == Span(2, 1, 2, 8)


def test_a_comment_in_a_text_is_at_its_sign():
    """The place is the number sign alone."""
    _, findings = parse("a: b\nc: d e # f\n", FILE)
    assert [(finding.rule.code, finding.span) for finding in findings] == [("RD114", Span(2, 8, 2, 9))]
