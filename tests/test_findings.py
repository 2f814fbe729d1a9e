"""Names that are suggested for others, and names that are written in their place."""

import pytest

from reformdata.messages import Message, closest_names, is_visible, likely_correction, suggestion_message, visible


@pytest.mark.parametrize(
    ("found", "known", "expected"),
    [
        ("primary-scool", ["elder-care", "primary-school"], ("primary-school",)),
        ("RD20", ["RD203", "rd201"], ("RD203", "rd201")),
        ("OUGHT", ["may", "ought"], ("ought",)),
        ("a.7", ["a.97", "a.07"], ("a.07", "a.97")),
        ("abc", ["abcd", "abce", "abcf", "abcg"], ("abcd", "abce", "abcf")),
        ("kommune", ["region"], ()),
        ("", ["kl"], ()),
    ],
)
def test_the_closest_names_are_suggested(found, known, expected):
    """At most three, the closest first, whatever the capitals."""
    assert closest_names(found, known) == expected


@pytest.mark.parametrize(
    ("found", "known", "expected"),
    [
        ("primary-scool", ["elder-care", "primary-school"], "primary-school"),
        ("kl-2020", ["kl-2021", "kl-2022"], None),
        ("kl-2020", ["kl-2020", "kl-2021"], "kl-2020"),
        ("skole", ["folkeskole"], None),
    ],
)
def test_a_name_is_corrected_only_if_one_other_is_clearly_meant(found, known, expected):
    """Of two that are as like it, and of one that is not very like it, none is written."""
    assert likely_correction(found, known) == expected


def test_the_nearest_name_is_asked_for_in_both_languages():
    """Nothing is compared with a very long text."""
    assert suggestion_message("tils", ["til"]) == Message("mente du `til`?", "did you mean `til`?")
    assert suggestion_message("x" * 1000, ["x" * 999]) is None
    assert suggestion_message(None, ["til"]) is None


UNSEEN = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b\u180e\u180f\u200b\u202e\u2060\u2064\u206f\u2800\u3164\ufe00\ufe0f\ufeff\uffa0"
    "\ufff9\ufffb\U00016fe4\U0001bca0\U0001d159\U0001d173\U000e0001\U000e0041\U000e007f\U000e0100\U000e01ef"
)
"""Of each block with characters that Unicode calls invisible."""


@pytest.mark.parametrize("character", UNSEEN)
def test_a_character_that_is_not_seen_is_shown_as_its_escape(character):
    """Also where Python takes it for printable: fillers, joiners, selectors, tags, marks without width."""
    code = ord(character)
    escape = f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
    assert visible(f"å{character}漢") == f"å{escape}漢"
    assert not is_visible(f"å{character}漢")


def test_what_is_seen_is_shown_as_it_is():
    """Letters of any script, accents, symbols, and marks that are drawn."""
    seen = "Æøå – »citat« 漢字 한글 ☃ 😀 e\u0301 ½ €"
    assert visible(seen) == seen
    assert is_visible(seen)
