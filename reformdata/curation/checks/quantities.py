"""The figures of a record are in its title or its text, in each language as that language writes them."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from reformdata.curation.checks.entries import finding
from reformdata.curation.reading.checkout import Checkout
from reformdata.curation.reading.field_suggestions import suggest_number
from reformdata.curation.reading.numbers import numbers, possible_numbers
from reformdata.curation.rules import BAD_VALUE, LANGUAGE_NAMES, QUANTITY_NOT_IN_TEXT
from reformdata.findings import Finding, Fix
from reformdata.messages import Message
from reformdata.models import LANGUAGES, Initiative, Language, Proposal, Statement

_BOTH = Message("dansk eller engelsk", "Danish or English")


@dataclass(frozen=True, slots=True)
class _Written:
    """The numbers in the title and the text of a record in one language."""

    language: Language
    exact: dict[Decimal, str]
    """Each as it is written."""
    possible: frozenset[Decimal]
    """Those that other words may mean: `first`, `both`."""


def quantities_not_in_text(checkout: Checkout) -> Iterator[Finding]:
    """Every figure is in both languages; where only one of them has the number, RD402 reports that."""
    for record in checkout.corpus.records.values():
        written = [_written(record, language) for language in LANGUAGES if record.quantities]
        for index, quantity in enumerate(record.quantities):
            found, loc = f"{quantity.value:f}", ("quantities", index, "value")
            if "." in found and found.endswith("0"):  # the Danish 13.500 is 13500
                advice, fix = suggest_number(found)
                yield finding(
                    checkout, BAD_VALUE, "records", record.id, loc, found=found, field="value", advice=advice, fix=fix
                )
            elif absent := _absent(abs(quantity.value), written):
                advice, fix = _suggest(quantity.value, absent)
                languages = LANGUAGE_NAMES[absent[0].language] if len(absent) == 1 else _BOTH
                yield finding(
                    checkout, QUANTITY_NOT_IN_TEXT, "records", record.id, loc,
                    found=found, language=languages, advice=advice, fix=fix,
                )  # fmt: skip


def _written(record: Proposal | Statement | Initiative, language: Language) -> _Written:
    text = f"{record.title.in_(language)}\n{record.text.in_(language)}"
    exact = {number.value: words for number, words in numbers(text, language).items()}
    return _Written(language, exact, frozenset(number.value for number in possible_numbers(text, language)))


def _absent(value: Decimal, written: list[_Written]) -> list[_Written]:
    """The languages without `value`; none if RD402 reports the number in the other language."""
    absent = [each for each in written if value not in each.exact and value not in each.possible]
    return [] if any(value in each.exact for each in written) else absent


def _suggest(value: Decimal, absent: list[_Written]) -> tuple[Message | None, Fix | None]:
    """The number that each of the languages has with the same digits, if there is one: 13500 for 13.5, 10000000 for 10."""
    digits = _digits(value)
    likely = [
        number
        for number in absent[0].exact
        if all(_digits(number) == digits and number in each.exact for each in absent)
    ]
    if len(likely) != 1:
        return None, None
    danish, english = absent[0].exact[likely[0]], absent[-1].exact[likely[0]]
    right = f"{likely[0].copy_sign(value):f}"
    return Message(f"teksten har `{danish}`: skriv `{right}`", f"the text has `{english}`: write `{right}`"), Fix(right)


def _digits(value: Decimal) -> tuple[int, ...]:
    return value.normalize().as_tuple().digits
