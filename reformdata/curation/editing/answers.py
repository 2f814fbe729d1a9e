"""Reads what somebody typed into a form, a terminal or an option as a value of a record."""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any
from unicodedata import normalize

from reformdata.curation.editing.fields import Choice, Field, InputKind, term_choices
from reformdata.errors import RefusedError, refusal
from reformdata.findings import CLOSE, likeness, visible
from reformdata.models import Qualifier, RelationType
from reformdata.models.entries import fold
from reformdata.models.periods import Period
from reformdata.models.scalars import RECORD_ID

MOST_NUMBERS = 500
"""The most paragraphs in a span; `1-999999` is a typing error."""

_AROUND_DASH = re.compile(r"\s*[-–]\s*")
_SPAN = re.compile(r"([0-9]{1,6})(?:-([0-9]{1,6}))?")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_BILINGUAL = re.compile(r"(?P<head>[^=]+)=(?P<da>.+?) / (?P<en>.+)")
_FIGURE = re.compile(r"(?:(?P<qualifier>\D+?)\s+)?(?P<value>-?[0-9][0-9.,]*)")


def value_of(typed: str, field: Field, choices: Iterable[Choice]) -> Any:
    """The value of `field` that `typed` means, as a file holds it; names of `choices` become their ids.

    Returns:
        A text, or a tuple of texts or of mappings; an empty one for a blank.

    Raises:
        RefusedError: if it cannot be read as such a value.
    """
    text = normalize("NFC", typed.replace("\r\n", "\n").replace("\r", "\n")).strip()
    listed = tuple(choices)
    if field.input_kind == "one":
        return choice_id(_line(text), listed) if text else ""
    if field.input_kind == "many":
        return _choice_ids(text, listed)
    if field.input_kind == "evidence":
        return _for_each_line(lambda line: _evidence(line, listed))(text)
    return _READERS[field.input_kind](text)


def parse_day(text: str) -> date:
    """The day in `text`.

    Raises:
        RefusedError: if it has another form than 2020-10-28, or is not in the calendar.
    """
    try:
        # By itself it would take 20201028 too.
        if _DAY.fullmatch(text):
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise _refused(
        text, "er ikke en dato; skriv år-måned-dag: 2020-10-28", "is not a date; write year-month-day: 2020-10-28"
    )


def choice_id(name: str, choices: tuple[Choice, ...]) -> str:
    """The id of the one of `choices` that is called `name`.

    Raises:
        RefusedError: if no choice or several have that name; it suggests the nearest.
    """
    found = find_choice(name, choices)
    if found:
        return found
    near = nearest(name, choices)
    da = " eller ".join(f"`{choice.id}` ({choice.label.da})" for choice in near)
    en = " or ".join(f"`{choice.id}` ({choice.label.en})" for choice in near)
    raise refusal(
        f"`{visible(name)}` findes ikke" + (f"; mente du {da}?" if near else ""),
        f"there is no `{visible(name)}`" + (f"; did you mean {en}?" if near else ""),
    )


def find_choice(name: str, choices: Iterable[Choice]) -> str | None:
    """The id of the choice that is called `name`; None if no choice or several have that name."""
    listed = tuple(choices)
    if any(choice.id == name for choice in listed):
        return name
    wanted = fold(name)
    found = {choice.id for choice in listed if wanted in map(fold, choice.names)}
    return found.pop() if len(found) == 1 else None


_SHORTEST = 3
_LONGEST = 80
"""Characters that are compared: the time for it grows with their square."""


def nearest(name: str, choices: Iterable[Choice], *, most: int = 3) -> list[Choice]:
    """The values with a name that contains `name` or is spelt like it, the most similar first."""
    wanted = fold(name)[:_LONGEST]
    scores = [(max(_likeness(wanted, fold(each)) for each in choice.names), choice) for choice in choices]
    close = [(score, choice) for score, choice in scores if score >= CLOSE]
    return [choice for _, choice in sorted(close, key=lambda pair: -pair[0])[:most]]


def _likeness(wanted: str, name: str) -> float:
    score = likeness(wanted, name)
    return max(score, CLOSE) if len(wanted) >= _SHORTEST and wanted in name else score


def _choice_ids(text: str, choices: tuple[Choice, ...]) -> tuple[str, ...]:
    whole = find_choice(text, choices)  # a name may contain a comma
    parts = [whole] if whole else map(_line, re.split(r"[,;\n]", text))
    return tuple(dict.fromkeys(choice_id(part, choices) for part in parts if part))


def _line(text: str) -> str:
    return " ".join(text.split())


def _prose(text: str) -> str:
    return "\n".join(map(_line, text.split("\n")))


def _numbers(text: str) -> tuple[str, ...]:
    found: list[int] = []
    for part in filter(None, re.split(r"[,;\s]+", _AROUND_DASH.sub("-", text))):
        span = _SPAN.fullmatch(part)
        first, last = (int(span[1]), int(span[2] or span[1])) if span else (0, 0)
        if not 1 <= first <= last < first + MOST_NUMBERS:
            raise _refused(
                part,
                "er ikke et afsnitsnummer; skriv numre med komma imellem: 3, 5-7",
                "is not a paragraph number; write numbers with commas between: 3, 5-7",
            )
        found += range(first, last + 1)
    return tuple(str(number) for number in dict.fromkeys(found))


def _day(text: str) -> str:
    return str(parse_day(text)) if text else ""


def _period(text: str) -> str:
    try:
        return str(Period(text)) if text else ""
    except ValueError as error:
        raise _refused(
            text,
            "er ikke en periode; skriv 2020, 2020-10, 2019/2021 eller 2020/..",
            "is not a period; write 2020, 2020-10, 2019/2021 or 2020/..",
        ) from error


def _for_each_line(read: Callable[[str], Mapping[str, Any]]) -> Callable[[str], tuple[Mapping[str, Any], ...]]:
    return lambda text: tuple(read(line) for line in map(_line, text.split("\n")) if line)


def _figure(line: str) -> Mapping[str, Any]:
    """The figure in `at least 7 = kommuner / municipalities`."""
    both = _BILINGUAL.fullmatch(line)
    figure = _FIGURE.fullmatch(both["head"].strip()) if both else None
    if not both or not figure:
        raise _refused(
            line,
            "kan ikke læses som et tal; skriv det sådan: 7 = kommuner / municipalities",
            "cannot be read as a figure; write it like this: 7 = kommuner / municipalities",
        )
    qualifier = choice_id(figure["qualifier"], term_choices(Qualifier)) if figure["qualifier"] else None
    return {"value": figure["value"], "of": _label(both), **({"qualifier": qualifier} if qualifier else {})}


def _relation(line: str) -> Mapping[str, Any]:
    """The relation in `motivates kl-2020-temaside.06 = Den er grunden / It is the reason`."""
    both = _BILINGUAL.fullmatch(line)
    type_, _, to = both["head"].strip().rpartition(" ") if both else ("", "", "")
    if not both or not type_:
        example = "motivates kl-2020-temaside.06 = grunden på dansk / the reason in English"
        raise _refused(
            line,
            f"kan ikke læses som en forbindelse; skriv den sådan: {example}",
            f"cannot be read as a relation; write it like this: {example}",
        )
    return {"type": choice_id(type_, term_choices(RelationType)), "to": to, "reason": _label(both)}


def _evidence(line: str, documents: tuple[Choice, ...]) -> Mapping[str, Any]:
    """The evidence in `lov-880-2021 = Den giver frie hænder / It gives a free hand`, or with the id of a record."""
    both = _BILINGUAL.fullmatch(line)
    if not both:
        example = "ID = på dansk / in English"
        raise _refused(
            line,
            f"kan ikke læses som et belæg; skriv det sådan, med id på et dokument eller en post: {example}",
            f"cannot be read as evidence; write it like this, with the id of a document or a record: {example}",
        )
    name = both["head"].strip()
    if re.fullmatch(RECORD_ID, name):
        return {"record": name, "says": _label(both)}
    return {"document": choice_id(name, documents), "says": _label(both)}


def _search(line: str) -> Mapping[str, str]:
    """The search in `folketinget.dk = skema og skole`."""
    place, sign, query = line.partition(" = ")
    if not sign:
        raise _refused(
            line,
            "kan ikke læses som en søgning; skriv den sådan: folketinget.dk = skema og skole",
            "cannot be read as a search; write it like this: folketinget.dk = skema og skole",
        )
    return {"place": place, "query": query}


def _label(both: re.Match[str]) -> Mapping[str, str]:
    return {"da": both["da"].strip(), "en": both["en"].strip()}


def _refused(text: str, da: str, en: str) -> RefusedError:
    return refusal(f"`{visible(text)}` {da}", f"`{visible(text)}` {en}")


_READERS: Mapping[InputKind, Callable[[str], Any]] = MappingProxyType(
    {
        "line": _line,
        "prose": _prose,
        "numbers": _numbers,
        "day": _day,
        "period": _period,
        "lines": lambda text: tuple(dict.fromkeys(filter(None, map(_line, text.split("\n"))))),
        "figures": _for_each_line(_figure),
        "relations": _for_each_line(_relation),
        "searches": _for_each_line(_search),
    }
)
