"""What was meant by a value that does not fit: a term by its name, a day written otherwise, a list without brackets.

Only what has one answer is offered. A day that can be two (`04-09-2020`) is never guessed.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from difflib import get_close_matches
from typing import Any, get_args

from pydantic import TypeAdapter, ValidationError

from reformdata.findings import LONGEST_SHOWN, Fix, Message
from reformdata.models.fields import item_of
from reformdata.models.terms import Term

_CLOSE = 0.7
"""How alike a word and the name of a term must be, from 0 to 1, for it to be offered."""
MOST_NUMBERS = 50
"""So many numbers a span such as `3-5` may stand for."""


def term(found: str, wanted: Any) -> tuple[Message | None, Fix | None]:
    """The term whose Danish or English name, or value in capitals, was written; else one whose name is like it."""
    if not (isinstance(wanted, type) and issubclass(wanted, Term)) or len(found) > LONGEST_SHOWN:
        return None, None
    said = found.casefold()
    names = {name.casefold(): each for each in wanted for name in (each.label.da, each.label.en, each.value)}
    if said in names:
        da, en = _named(names[said])
        return Message(f"skriv {da}", f"write {en}"), Fix(names[said].value)
    close = get_close_matches(said, names, n=1, cutoff=_CLOSE)
    if not close or names[close[0]].value == close[0]:
        return None, None  # what is like the value itself is offered for any list of values
    da, en = _named(names[close[0]])
    return Message(f"mente du {da}?", f"did you mean {en}?"), None


def _named(term: Term) -> tuple[str, str]:
    """A term with its name, in Danish and in English; without it where it would say the same again."""
    value, label = term.value, term.label
    return (
        f"`{value}`" if label.da == value else f"`{value}` ({label.da})",
        f"`{value}`" if label.en == value.replace("-", " ") else f"`{value}` ({label.en})",
    )


# ---- days

_MONTHS = (
    ("januar", "january"), ("februar", "february"), ("marts", "march"), ("april",), ("maj", "may"), ("juni", "june"),
    ("juli", "july"), ("august",), ("september",), ("oktober", "october"), ("november",), ("december",),
)  # fmt: skip
_YEAR_FIRST = re.compile(r"(?P<year>\d{4})[-./](?P<month>\d{1,2})[-./](?P<day>\d{1,2})")
_YEAR_LAST = re.compile(r"(?P<one>\d{1,2}) ?[-./] ?(?P<other>\d{1,2})(?: ?[-./] ?| )(?P<year>\d{4})")
_DAY_NAMED = re.compile(r"(?:den )?(?P<day>\d{1,2})\.? (?P<month>[^\W\d]{3,9})\.? (?P<year>\d{4})")
_MONTH_NAMED = re.compile(r"(?P<month>[^\W\d]{3,9})\.? (?P<day>\d{1,2}),? (?P<year>\d{4})")


def days(text: str) -> tuple[date, ...]:
    """The days that `text` can mean, in their order: none, one, or two where day and month cannot be told apart."""
    if found := _YEAR_FIRST.fullmatch(text):
        return tuple(_real([(found["year"], found["month"], found["day"])]))
    if found := _YEAR_LAST.fullmatch(text):
        year, one, other = found["year"], found["one"], found["other"]
        return tuple(sorted(set(_real([(year, other, one), (year, one, other)]))))
    if found := _DAY_NAMED.fullmatch(text) or _MONTH_NAMED.fullmatch(text):
        return tuple(_real((found["year"], month, found["day"]) for month in _months(found["month"])))
    return ()


def _months(name: str) -> Iterator[int]:
    """The number of the month called `name`, in full or short."""
    said = name.casefold()
    for number, names in enumerate(_MONTHS, 1):
        if any(each.startswith(said) for each in names):
            yield number


def _real(found: Iterable[tuple[str | int, ...]]) -> Iterator[date]:
    """Those of year, month and day that the calendar has."""
    for year, month, day in found:
        try:
            yield date(int(year), int(month), int(day))
        except ValueError:
            continue


def day(text: str) -> tuple[Message | None, Fix | None]:
    """How to write the day that `text` means, and that day if it is only one."""
    found = days(text)
    if not found:
        return None, None
    if len(found) == 1:
        return Message(f"skriv `{found[0]}`", f"write `{found[0]}`"), Fix(str(found[0]))
    one, other = found
    return Message(
        f"det kan være to datoer: skriv `{one}` eller `{other}`", f"this can be two dates: write `{one}` or `{other}`"
    ), None


# ---- numbers and lists

_SPAN = re.compile(r"(?P<first>\d{1,6}) ?[-–] ?(?P<last>\d{1,6})")


def whole_numbers(text: str) -> Message | None:
    """How to write the numbers of a span, or the one number that stands among words."""
    spelt, single = _spelt_out(text), re.findall(r"[0-9]+", text)
    if len(spelt) > 1:
        return Message(f"skriv {', '.join(spelt)}", f"write {', '.join(spelt)}")
    if len(single) != 1 or single[0] == text or len(text) > LONGEST_SHOWN:
        return None
    return Message(f"skriv kun tallet: {single[0]}", f"write only the number: {single[0]}")


def as_list(text: str, wanted: Any) -> Fix | None:
    """The list that a lone `text` was meant to be.

    A list of one value says what the value said: that is safe. Parts between commas are what was most likely meant,
    unless the whole of it can be a value too: a name may have a comma in it.
    """
    if item_of(wanted) is None:
        return None
    item = TypeAdapter(get_args(wanted)[0])  # with its constraints
    if _fits(text, item):
        return None if "," in text else Fix((text,), safe=True)
    parts = tuple(part for said in text.split(",") for part in _spelt_out(said.strip()))
    return Fix(parts) if all(_fits(part, item) for part in parts) else None


def _spelt_out(text: str) -> tuple[str, ...]:
    """The numbers of a span (`3-5`), else `text` alone."""
    found = _SPAN.fullmatch(text)
    first, last = (int(found["first"]), int(found["last"])) if found else (0, 0)
    return tuple(map(str, range(first, last + 1))) if first < last < first + MOST_NUMBERS else (text,)


def _fits(text: str, item: TypeAdapter[Any]) -> bool:
    try:
        item.validate_python(text)
    except ValidationError:
        return False
    return True
