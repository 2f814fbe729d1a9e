"""From what somebody typed, into a form, a terminal or an option, to a value of a record."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import Any
from unicodedata import normalize

from reformdata.curation.editing.choices import Choice, nearest, of_terms, resolve
from reformdata.curation.editing.errors import CuratingError
from reformdata.curation.editing.fields import Field, Sort
from reformdata.findings import Message, visible
from reformdata.models import Qualifier, RelationType
from reformdata.models.periods import Period

MOST_NUMBERS = 500
"""So many paragraphs a span may hold; `1-999999` is a slip of the hand."""

_AROUND_DASH = re.compile(r"\s*[-–]\s*")
_SPAN = re.compile(r"([0-9]{1,6})(?:-([0-9]{1,6}))?")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_BOTH = re.compile(r"(?P<head>[^=]+)=(?P<da>.+?) / (?P<en>.+)")
_FIGURE = re.compile(r"(?:(?P<qualifier>\D+?)\s+)?(?P<value>-?[0-9][0-9.,]*)")


class TypedError(CuratingError):
    """What was typed is no value of the field.

    Attributes:
        message: why, and what would be one.
        found: the part of it that is none.
        near: the values that exist and are like it.
    """

    def __init__(self, message: Message, found: str, near: Sequence[Choice] = ()) -> None:
        super().__init__(message)
        self.found = found
        self.near = tuple(near)


def value_of(said: str, field: Field, choices: Iterable[Choice]) -> Any:
    """The value that `said` stands for, as a record's file holds it; names of `choices` become their ids.

    Returns:
        A text, or a tuple of texts or of mappings; an empty one for a blank.

    Raises:
        TypedError: if it stands for none.
    """
    text = normalize("NFC", said.replace("\r\n", "\n").replace("\r", "\n")).strip()
    if field.sort in ("one", "many"):
        listed = tuple(choices)
        return _several(text, listed) if field.sort == "many" else _one(" ".join(text.split()), listed)
    return _READERS[field.sort](text)


def _line(text: str) -> str:
    return " ".join(text.split())


def _prose(text: str) -> str:
    return "\n".join(map(_line, text.split("\n")))


def _one(text: str, choices: tuple[Choice, ...]) -> str:
    return chosen(text, choices) if text else ""


def _several(text: str, choices: tuple[Choice, ...]) -> tuple[str, ...]:
    # A name may have a comma in it.
    whole = resolve(text, choices)
    if whole:
        return (whole,)
    parts = map(_line, re.split(r"[,;\n]", text))
    return tuple(dict.fromkeys(chosen(part, choices) for part in parts if part))


def chosen(said: str, choices: tuple[Choice, ...]) -> str:
    """The id of the one of `choices` that is called `said`.

    Raises:
        TypedError: if none is; it offers the nearest.
    """
    found = resolve(said, choices)
    if found:
        return found
    near = nearest(said, choices)
    offer_da = " eller ".join(f"`{choice.id}` ({choice.label.da})" for choice in near)
    offer_en = " or ".join(f"`{choice.id}` ({choice.label.en})" for choice in near)
    raise TypedError(
        Message(
            f"`{visible(said)}` findes ikke" + (f"; mente du {offer_da}?" if near else ""),
            f"there is no `{visible(said)}`" + (f"; did you mean {offer_en}?" if near else ""),
        ),
        said,
        near,
    )


def _numbers(text: str) -> tuple[str, ...]:
    found: list[int] = []
    for part in filter(None, re.split(r"[,;\s]+", _AROUND_DASH.sub("-", text))):
        span = _SPAN.fullmatch(part)
        first, last = (int(span[1]), int(span[2] or span[1])) if span else (0, 0)
        if not 1 <= first <= last < first + MOST_NUMBERS:
            raise TypedError(
                Message(
                    f"`{visible(part)}` er ikke et afsnit; skriv numre med komma imellem: 3, 5-7",
                    f"`{visible(part)}` is no paragraph; write numbers with commas between: 3, 5-7",
                ),
                part,
            )
        found += range(first, last + 1)
    return tuple(str(number) for number in dict.fromkeys(found))


def day(text: str) -> str:
    """`text` if it is a day, or empty.

    Raises:
        TypedError: if it is neither.
    """
    if not text or (_DAY.fullmatch(text) and _is_in_calendar(text)):
        return text
    raise TypedError(
        Message(
            f"`{visible(text)}` er ikke en dag; skriv år-måned-dag: 2020-10-28",
            f"`{visible(text)}` is no day; write year-month-day: 2020-10-28",
        ),
        text,
    )


def _is_in_calendar(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _period(text: str) -> str:
    try:
        return str(Period(text)) if text else ""
    except ValueError as error:
        raise TypedError(
            Message(
                f"`{visible(text)}` er ikke en periode; skriv 2020, 2020-10, 2019/2021 eller 2020/..",
                f"`{visible(text)}` is no period; write 2020, 2020-10, 2019/2021 or 2020/..",
            ),
            text,
        ) from error


def _figures(text: str) -> tuple[Mapping[str, Any], ...]:
    return tuple(_figure(line) for line in map(_line, text.split("\n")) if line)


def _figure(line: str) -> Mapping[str, Any]:
    """`at least 7 = kommuner / municipalities`."""
    both = _BOTH.fullmatch(line)
    figure = _FIGURE.fullmatch(both["head"].strip()) if both else None
    if not both or not figure:
        raise TypedError(
            Message(
                f"`{visible(line)}` kan ikke læses som et tal; skriv det sådan: 7 = kommuner / municipalities",
                f"`{visible(line)}` cannot be read as a figure; write it so: 7 = kommuner / municipalities",
            ),
            line,
        )
    qualifier = chosen(figure["qualifier"], of_terms(Qualifier)) if figure["qualifier"] else None
    of = {"da": both["da"].strip(), "en": both["en"].strip()}
    return {"value": figure["value"], "of": of, **({"qualifier": qualifier} if qualifier else {})}


def _relations(text: str) -> tuple[Mapping[str, Any], ...]:
    return tuple(_relation(line) for line in map(_line, text.split("\n")) if line)


def _relation(line: str) -> Mapping[str, Any]:
    """`motivates kl-2020-temaside.06 = Den er grunden / It is the reason`."""
    both = _BOTH.fullmatch(line)
    type_, _, to = both["head"].strip().rpartition(" ") if both else ("", "", "")
    if not both or not type_:
        raise TypedError(
            Message(
                f"`{visible(line)}` kan ikke læses som en forbindelse; skriv den sådan: "
                "motivates kl-2020-temaside.06 = grunden på dansk / the reason in English",
                f"`{visible(line)}` cannot be read as a relation; write it so: "
                "motivates kl-2020-temaside.06 = grunden på dansk / the reason in English",
            ),
            line,
        )
    reason = {"da": both["da"].strip(), "en": both["en"].strip()}
    return {"type": chosen(type_, of_terms(RelationType)), "to": to, "reason": reason}


_READERS: Mapping[Sort, Callable[[str], Any]] = MappingProxyType(
    {
        "line": _line,
        "prose": _prose,
        "numbers": _numbers,
        "day": day,
        "period": _period,
        "figures": _figures,
        "relations": _relations,
    }
)
