"""Numbers in texts and alone, in the notation of each language."""

from decimal import Decimal

import pytest

from reformdata.curation.reading.numbers import in_digits, numbers, possible_numbers, readings


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("7", ["7"]), ("syv", ["7"]), ("Twelve", ["12"]), ("-3", ["-3"]),
        ("13.500", ["13.5", "13500"]), ("13,500", ["13.5", "13500"]), ("-1.250", ["-1250", "-1.25"]),
        ("13,5", ["13.5"]), ("13.5", ["13.5"]), ("2.50", ["2.5"]), ("0.125", ["0.125"]), ("0,125", ["0.125"]),
        ("13500", ["13500"]), ("1.234,5", ["1234.5"]), ("1,234.5", ["1234.5"]),
        ("10.000.000", ["10000000"]), ("10,000,000", ["10000000"]),
        ("10 mio.", ["10000000"]), ("10 million", ["10000000"]), ("2,5 mia", ["2500000000"]),
        ("fem hundrede", ["500"]), ("five hundred", ["500"]),
        ("", []), ("-", []), ("12 skoler", []), ("40 %", []), ("1.2.3", []), ("1 000", []), ("٣", []), ("to", []),
    ],
)  # fmt: skip
def test_a_number_alone_has_the_readings_of_both_languages(text, values):
    """Three digits after a single point or comma can be thousands or decimals."""
    assert [f"{reading:f}" for reading in readings(text)] == values


@pytest.mark.parametrize(
    ("text", "language", "values"),
    [
        ("13.500 elever", "da", [13500]), ("13.500 pupils", "en", [Decimal("13.5")]),
        ("5-7 skoler", "da", [5, 7]), ("10 mio. kr.", "da", [10_000_000]), ("DKK 10 million", "en", [10_000_000]),
        ("L 91 og L91", "da", [91]), ("til tiden på et niveau", "da", []),
    ],
)  # fmt: skip
def test_the_numbers_of_a_text_are_read_in_its_language(text, language, values):
    """Ranges have both their ends; a letter before a digit makes a name of it."""
    assert [number.value for number in numbers(text, language)] == values


@pytest.mark.parametrize(
    ("text", "language", "values"),
    [
        ("den sjette statsminister", "da", {6}), ("the sixth prime minister", "en", {6}),
        ("et treårigt forsøg", "da", {1, 3}), ("tenfold", "en", {10}), ("et dusin", "da", {1, 12}),
        ("halvanden million", "da", {1_500_000}), ("half a million", "en", {1, 2, 500_000}),
        ("En milliard", "da", {1, 1_000_000_000}), ("two thousand", "en", {2, 2000}),
        ("til tiden er femininum på niveau", "da", set()),
    ],
)  # fmt: skip
def test_words_may_mean_numbers(text, language, values):
    """Ordinals, compounds and words before a thousand or a million; not words that begin with the same letters."""
    assert {number.value for number in possible_numbers(text, language)} == values


@pytest.mark.parametrize(
    ("value", "da", "en"), [("13500.5", "13.500,5", "13,500.5"), ("1.35E+4", "13.500", "13,500"), ("-7", "-7", "-7")]
)
def test_a_number_is_written_in_the_notation_of_a_language(value, da, en):
    """With separators, and never with an exponent."""
    assert (in_digits(Decimal(value), "da"), in_digits(Decimal(value), "en")) == (da, en)
