"""What counts as a paragraph, and what as the same text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reformdata.evidence.fingerprint import normalise, paragraphs, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        (" \n\t\n", []),
        ("a\n\n  \nb", ["a", "b"]),
        ("a\r\nb\rc\n", ["a", "b", "c"]),
        ("\u00a0\na\u00a0", ["a\u00a0"]),
        ("a\fb\x0bc\u2028d\u2029e\x85f", ["a\fb\x0bc\u2028d\u2029e\x85f"]),
        ("\u200b", ["\u200b"]),
    ],
)
def test_paragraph_is_a_line_with_more_than_white_space(text, expected):
    """LF, CRLF and CR end a line and nothing else does; a blank line is not a paragraph."""
    assert paragraphs(text) == expected


@pytest.mark.parametrize(
    ("typed", "same"),
    [
        ("”Ja,” sagde hun", '"Ja," sagde hun'),
        ("»Ja,« sagde hun", '"Ja," sagde hun'),
        ("''Ja,'' sagde hun", '"Ja," sagde hun'),
        ("KL\u2019s og KL\u00b4s", "KL's og KL's"),
        ("2018–2020 — og \u22122", "2018-2020 - og -2"),
        ("en\u00a0to \u2009 tre\t", "en to tre"),
        ("vel\u00adfærd\u200b", "velfærd"),
        ("a\u030a ﬁ ½ …", "å fi 1\u20442 ..."),
        ("  • Et punkt", "Et punkt"),
        ("- • Et punkt", "Et punkt"),
        ("– Et citat", "Et citat"),
        ("•", "•"),
        ("-2 grader", "-2 grader"),
        ("1. Et punkt", "1. Et punkt"),
        ("Social", "Social"),
    ],
)
def test_what_no_reader_sees_is_folded(typed, same):
    """Signs, spaces and bullets are folded; letters, case, figures and punctuation are kept."""
    assert normalise(typed) == same


@given(st.text())
def test_normalising_twice_is_normalising_once(text):
    """What is normalised is its own normal form."""
    assert normalise(normalise(text)) == normalise(text)


def test_words_are_runs_of_letters_and_digits_in_small_letters():
    """Signs and underscores part words; case is folded."""
    assert words("KL's 2020-mål: det_store Spring") == ["kl", "s", "2020", "mål", "det", "store", "spring"]
