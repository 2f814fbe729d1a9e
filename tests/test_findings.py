"""Names that are suggested for others, and names that are written in their place."""

import pytest

from reformdata.messages import Message, closest_names, likely_correction, suggestion_message


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
