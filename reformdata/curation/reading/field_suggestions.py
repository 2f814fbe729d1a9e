"""Suggestions for invalid values: the term for its name, a date in another format, a list without brackets.

There is a fix only if it is unambiguous: a date that can be two (`04-09-2020`) is never guessed.
"""

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import date
from typing import Any, get_args

from pydantic import TypeAdapter, ValidationError

from reformdata.curation.reading.numbers import readings
from reformdata.findings import Fix
from reformdata.messages import LONGEST_SHOWN, Message, closest_names, likely_correction
from reformdata.models.dates import MONTHS
from reformdata.models.fields import item_of
from reformdata.models.periods import Period
from reformdata.models.terms import Term

MOST_NUMBERS = 50
"""The most numbers in a span such as `3-5`."""

MOST_LISTED = 15
"""A vocabulary of up to so many values is listed when a value is not one of them."""


def suggest_term(found: str, wanted: Any) -> tuple[Message | None, Fix | None]:
    """The term with `found` as its name, in Danish or English or in capitals, or in its definition alone; or the most similar, or all."""
    if not (isinstance(wanted, type) and issubclass(wanted, Term)) or len(found) > LONGEST_SHOWN:
        return None, None
    said = found.casefold()
    names = {name.casefold(): each for each in wanted for name in term_names(each)}
    if said in names:
        da, en = _value_and_name(names[said])
        return Message(f"skriv {da}", f"write {en}"), Fix(names[said].value)
    defined = [
        each for each in wanted if said in re.findall(r"\w+", f"{each.definition.da} {each.definition.en}".casefold())
    ]
    if len(defined) == 1:  # `navigation` is furniture, however like it is to `narration`
        da, en = _value_and_name(defined[0])
        return Message(f"mente du {da}?", f"did you mean {en}?"), Fix(defined[0].value)
    close = closest_names(said, names)
    if not close and len(wanted) <= MOST_LISTED:
        da, en = (", ".join(each) for each in zip(*map(_value_and_name, wanted), strict=True))
        return Message(f"skriv en af dem: {da}", f"write one of them: {en}"), None
    if not close or names[close[0]].value == close[0]:
        return None, None  # similar values are suggested for every field with a list of values
    da, en = _value_and_name(names[close[0]])
    likely = likely_correction(said, names)
    return Message(f"mente du {da}?", f"did you mean {en}?"), Fix(names[likely].value) if likely else None


def term_names(term: Term) -> tuple[str, ...]:
    """What `term` is called in either language; of a label such as `besluttet eller fremlagt`, also either part."""
    parts = (*re.split(" eller ", term.label.da), *re.split(" or ", term.label.en))
    return tuple(dict.fromkeys((term.label.da, term.label.en, *parts, term.value)))


def _value_and_name(term: Term) -> tuple[str, str]:
    """A term with its name, in Danish and in English; without a name that equals the value."""
    value, label = term.value, term.label
    return (
        f"`{value}`" if label.da == value else f"`{value}` ({label.da})",
        f"`{value}`" if label.en in (value, value.replace("-", " ")) else f"`{value}` ({label.en})",
    )


# ---- days

_YEAR_FIRST = re.compile(r"(?P<year>\d{4})[-./](?P<month>\d{1,2})[-./](?P<day>\d{1,2})", re.ASCII)
_YEAR_LAST = re.compile(
    r"(?P<one>\d{1,2}) ?(?P<sign>[-./]) ?(?P<other>\d{1,2})(?: ?(?P<next>[-./]) ?| )(?P<year>\d{4})", re.ASCII
)
_DAY_NAMED = re.compile(
    r"(?:(?:[a-zæøå]{3,4}dag|[a-z]{3,6}day),? )?(?:den |the )?(?P<day>\d{1,2})(?:\.|st|nd|rd|th)? (?:of )?(?P<month>[a-z]{3,9})\.?,? (?P<year>\d{4})",
    re.ASCII | re.IGNORECASE,
)
_MONTH_NAMED = re.compile(
    r"(?P<month>[a-z]{3,9})\.? (?P<day>\d{1,2})(?:st|nd|rd|th)?,? (?P<year>\d{4})", re.ASCII | re.IGNORECASE
)
_MONTH_OF_YEAR = re.compile(r"(?P<month>[a-z]{3,9})\.? (?P<year>\d{4})", re.ASCII | re.IGNORECASE)
_SEASONS = (
    ("forår", "foråret", "spring"),
    ("sommer", "sommeren", "summer"),
    ("efterår", "efteråret", "autumn", "fall"),
    ("vinter", "vinteren", "winter"),
)
"""The names of the seasons, which EDTF numbers from 21."""
_SEASON_OF_YEAR = re.compile(
    rf"(?P<season>{'|'.join(name for names in _SEASONS for name in names)}) (?P<year>\d{{4}})", re.IGNORECASE
)
_BETWEEN_ENDS = re.compile(
    r"\s*[–—]\s*|\s+(?:-|/|til og med|t\.?o\.?m\.?|til|to and including|to)\s+|(?<=^\d{4})-(?=\d{4}$)",
    re.ASCII | re.IGNORECASE,
)


def possible_dates(text: str) -> tuple[date, ...]:
    """The dates that `text` can mean, in order: none, one, or two if day and month cannot be distinguished.

    The day comes first in `1.10.2020` and `1/10-2020`; `1/10/2020` and `1-10-2020` can be American too.
    """
    if found := _YEAR_FIRST.fullmatch(text):
        return tuple(_existing([(found["year"], found["month"], found["day"])]))
    if found := _YEAR_LAST.fullmatch(text):
        year, one, other = found["year"], found["one"], found["other"]
        is_american = found["sign"] == found["next"] != "."
        return tuple(sorted(set(_existing([(year, other, one), *[(year, one, other)] * is_american]))))
    if found := _DAY_NAMED.fullmatch(text) or _MONTH_NAMED.fullmatch(text):
        return tuple(_existing((found["year"], month, found["day"]) for month in _months(found["month"])))
    return ()


def possible_periods(text: str) -> tuple[str, ...]:
    """The periods that `text` can mean, as they are written in a file: `oktober 2020` and `2019-2021` can be one."""
    if _is_period(text):
        return (text,)
    if days := possible_dates(text):
        return tuple(map(str, days))
    if found := _SEASON_OF_YEAR.fullmatch(text):
        season = next(number for number, names in enumerate(_SEASONS, 21) if found["season"].casefold() in names)
        return (f"{found['year']}-{season}",)
    if found := _MONTH_OF_YEAR.fullmatch(text):
        return tuple(f"{found['year']}-{month:02}" for month in _months(found["month"]))
    ends = _BETWEEN_ENDS.split(text)
    if len(ends) != 2:
        return ()
    firsts, lasts = map(possible_periods, ends)
    return tuple(period for first in firsts for last in lasts if _is_period(period := f"{first}/{last}"))


def _is_period(text: str) -> bool:
    try:
        Period(text)
    except ValueError:
        return False
    return True


def _months(name: str) -> Iterator[int]:
    start = name.casefold()
    return (
        number
        for number, names in enumerate(zip(*MONTHS.values(), strict=True), 1)
        if any(each.casefold().startswith(start) for each in names)
    )


def _existing(found: Iterable[tuple[str | int, ...]]) -> Iterator[date]:
    for year, month, day in found:
        with suppress(ValueError):
            yield date(int(year), int(month), int(day))


def suggest_date(text: str) -> tuple[Message | None, Fix | None]:
    """How to write the date that `text` means, and that date if it is unambiguous."""
    return _suggest(tuple(map(str, possible_dates(text))), "datoer", "dates")


def suggest_period(text: str) -> tuple[Message | None, Fix | None]:
    """How to write the period that `text` means, and that period if it is unambiguous."""
    return _suggest(possible_periods(text), "datoer", "dates")


def _suggest(values: tuple[str, ...], da: str, en: str) -> tuple[Message | None, Fix | None]:
    """How to write the one of `values`, which it can be; or that it can be two `da`, or in English `en`."""
    match values:
        case (one,):
            return Message(f"skriv `{one}`", f"write `{one}`"), Fix(one)
        case (one, other):
            return Message(
                f"det kan være to {da}: skriv `{one}` eller `{other}`",
                f"this can be two {en}: write `{one}` or `{other}`",
            ), None
        case _:
            return None, None


# ---- numbers and lists


def suggest_number(text: str) -> tuple[Message | None, Fix | None]:
    """How to write the number that `text` means in the notation of a language, and that number if there is only one."""
    return _suggest(tuple(f"{reading:f}" for reading in readings(text)), "tal", "numbers")


_SPAN = re.compile(r"(?P<first>\d{1,6}) ?[-–] ?(?P<last>\d{1,6})")


def suggest_numbers(text: str) -> Message | None:
    """How to write the numbers of a span, or the only number among words."""
    numbers, single = _expand_span(text), re.findall(r"[0-9]+", text)
    if len(numbers) > 1:
        return Message(f"skriv {', '.join(numbers)}", f"write {', '.join(numbers)}")
    if len(single) != 1 or single[0] == text or len(text) > LONGEST_SHOWN:
        return None
    return Message(f"skriv kun tallet: {single[0]}", f"write only the number: {single[0]}")


def suggest_list(text: str, wanted: Any) -> Fix | None:
    """The list for a single `text` in place of a list.

    A list of the one value means the same, so that fix is safe. Otherwise the parts between commas are suggested,
    unless the whole text is a valid value: a name may contain a comma.
    """
    if item_of(wanted) is None:
        return None
    item = TypeAdapter(get_args(wanted)[0])  # with its constraints
    if _fits(text, item):
        return None if "," in text else Fix((text,), safe=True)
    parts = tuple(part for said in text.split(",") for part in _expand_span(said.strip()))
    return Fix(parts) if all(_fits(part, item) for part in parts) else None


def _expand_span(text: str) -> tuple[str, ...]:
    """The numbers of a span (`3-5`), or else `text` alone."""
    found = _SPAN.fullmatch(text)
    first, last = (int(found["first"]), int(found["last"])) if found else (0, 0)
    return tuple(map(str, range(first, last + 1))) if first < last < first + MOST_NUMBERS else (text,)


def _fits(text: str, item: TypeAdapter[Any]) -> bool:
    try:
        item.validate_python(text)
    except ValidationError:
        return False
    return True
