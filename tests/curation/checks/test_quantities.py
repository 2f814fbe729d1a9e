"""The figures of a record against its title and its text."""

from decimal import Decimal

import pytest

from reformdata.curation.checks.quantities import quantities_not_in_text
from reformdata.curation.checks.translation import numbers_differ
from reformdata.findings import Finding
from reformdata.models import Label, Quantity, Text
from tests.curation.checks.altering import STATEMENT, alter, base

NEITHER = "the number `{}` is in neither the title nor the text in {}"


def _findings(value: str, da: str, en: str) -> list[Finding]:
    quantity = Quantity(Decimal(value), Label("elever", "pupils"))
    checkout = alter(base(), "records", STATEMENT, text=Text(da, en), quantities=(quantity,))
    return list(quantities_not_in_text(checkout))


@pytest.mark.parametrize(
    ("value", "da", "en"),
    [
        ("13500", "Der er 13.500 elever.", "There are 13,500 pupils."),
        ("13.5", "Det er 13,5 procent.", "It is 13.5 per cent."),
        ("2.125", "Det er 2,125 procent.", "It is 2.125 per cent."),
        ("10000000", "Puljen er på 10 mio. kr.", "The pool is worth DKK 10 million."),
        ("500000", "En halv million elever.", "Half a million pupils."),
        ("7", "Der er 5-7 skoler.", "There are between five and seven schools."),
        ("6", "Den sjette minister.", "The sixth minister."),
        ("3", "Et treårigt forsøg.", "A three-year trial."),
        ("-3", "Udgifterne falder med 3 procent.", "Expenses fall by 3 per cent."),
    ],
)
def test_a_figure_in_both_texts_has_no_finding(value, da, en):
    """In digits, as a word up to twelve, as an ordinal, in a range; each text in its own notation."""
    assert _findings(value, da, en) == []


@pytest.mark.parametrize(
    ("value", "da", "en", "language", "advice", "fix"),
    [
        ("13.51", "13.510 elever", "13,510 pupils", "Danish or English", "the text has `13,510`: write `13510`", "13510"),
        ("10", "10 mio. kr.", "DKK 10 million", "Danish or English", "the text has `10 million`: write `10000000`", "10000000"),
        ("-2", "minus 20", "minus 20", "Danish or English", "the text has `20`: write `-20`", "-20"),
        ("6", "Den sjette minister", "Another minister", "English", None, None),
        ("8", "Der er 7 elever.", "There are 7 pupils.", "Danish or English", None, None),
        ("2", "20 eller 200", "20 or 200", "Danish or English", None, None),
        ("10", "Hjælp til tiden", "Help will be tendered", "Danish or English", None, None),
    ],
)  # fmt: skip
def test_a_figure_that_is_not_in_the_texts_is_found(value, da, en, language, advice, fix):
    """With the number to write if the texts have one with the same digits."""
    (found,) = _findings(value, da, en)
    assert (found.rule.code, found.loc) == ("RD420", ("quantities", 0, "value"))
    assert found.message.en == NEITHER.format(value, language)
    assert (found.fix.value if found.fix else None) == fix
    if advice:
        assert found.advice.en == advice


def test_a_decimal_that_ends_in_zero_is_never_taken_for_one_of_two_numbers():
    """Also if a text has it: who writes 13.500 in Danish means 13500."""
    (found,) = _findings("13.500", "13,5 procent", "13.5 per cent")
    assert found.rule.code == "RD205"
    assert found.advice.da == "det kan være to tal: skriv `13.5` eller `13500`"
    assert found.fix is None
    (found,) = _findings("2.50", "2,5 procent", "2.5 per cent")
    assert (found.rule.code, found.fix.value) == ("RD205", "2.5")


def test_a_number_in_the_notation_of_the_other_language_is_found_once():
    """As a difference of the texts, with how to write it in either."""
    assert _findings("13500", "13.500 elever", "13.500 pupils") == []
    checkout = alter(base(), "records", STATEMENT, title=Label("13.500 elever", "13.500 pupils"))
    advice = "det er to forskellige tal: skriv `13,500` på engelsk eller `13,5` på dansk"
    assert [(finding.found, finding.advice.da) for finding in numbers_differ(checkout)] == [("13.500", advice)] * 2
