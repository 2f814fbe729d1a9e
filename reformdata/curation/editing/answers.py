"""Reads what somebody typed into a form, a terminal or an option as a value of a record."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from itertools import chain
from types import MappingProxyType
from typing import Any, TypeAlias
from unicodedata import normalize

from reformdata.curation.editing.fields import Answers, Choice, Field, InputKind, term_choices
from reformdata.curation.reading.field_suggestions import MOST_LISTED, possible_dates, possible_periods
from reformdata.curation.reading.numbers import numbers, readings
from reformdata.errors import RefusedError, refusal
from reformdata.messages import CLOSE, Message, likeness, visible
from reformdata.models import LANGUAGES, Qualifier, RelationType, Text
from reformdata.models.ids import RECORD_ID
from reformdata.models.names import fold
from reformdata.store.stems import danish

MOST_NUMBERS = 500
"""The most paragraphs in a span; `1-999999` is a typing error."""

_LONGEST_LIST = 500
"""Characters of a list with `og`; names are compared at each of them."""

_WRITE_DAY = Message(
    "skriv 26. september 2022, 26/9-2022 eller 2022-09-26", "write 26 September 2022, 26/9-2022 or 2022-09-26"
)
_NO_DAY = Message(f"er ikke en dato; {_WRITE_DAY.da}", f"is not a date; {_WRITE_DAY.en}")
_NOT_THAT_DAY = Message("findes ikke i kalenderen", "does not exist in the calendar")
_NO_YEAR = Message(f"har ikke hele årstallet; {_WRITE_DAY.da}", f"does not have the whole year; {_WRITE_DAY.en}")
_ONLY_MONTH = Message(
    "mangler dagen; står den ikke på siden, så se efter den i sidens metadata, eller spørg projektet i en issue",
    "has no day; where the page does not say it, look for it in the metadata of the page, or ask the project in an issue",
)
_SHORT_YEAR = re.compile(
    r"(?:\d{1,2}[-./ ]+){2}\d{2}|\d{1,2}[-./ ]+\d{1,2}\.?|\d{1,2}\. [a-zæøå]+(?: \d{2})?", re.ASCII | re.IGNORECASE
)
_NO_PERIOD = Message(
    "er ikke en periode; skriv et år, en måned (oktober 2020), en årstid (sommer 2020), en dag, fra og til (1. juli 2023 til 31. december 2026) eller "
    "uden slutning (2020/..)",
    "is not a period; write a year, a month (October 2020), a season (summer 2020), a day, from and to (1 July 2023 to 31 December 2026) or "
    "without an end (2020/..)",
)

_DASH = re.compile(r"\s*[-–—]\s*|\s+(?:til|to)\s+", re.IGNORECASE)
_BETWEEN_NUMBERS = re.compile(r"(?:[,;&\s]|\b(?:og|and|afsnit|paragraphs?)\b)+", re.IGNORECASE)
_SPAN = re.compile(r"([0-9]{1,6})(?:-([0-9]{1,6}))?")
_AND = re.compile(r"\s+(?:og|and|&)\s+", re.IGNORECASE)
_BILINGUAL = re.compile(r"(?P<head>[^=]+)=(?P<da>.+?) / (?P<en>.+)")


Which: TypeAlias = Callable[[str, Sequence[Decimal]], Decimal]
"""Chooses what a number means that can be two: the Danish `13.500` is 13500, the English 13.5."""


def refuse_open(typed: str, values: Sequence[Decimal]) -> Decimal:
    """Refuse a number that can be several `values`.

    Raises:
        RefusedError: always; it says how each of them is written.
    """
    plain = [in_plain(value) for value in values]
    da, en = " eller ".join(each.da for each in plain), " or ".join(each.en for each in plain)
    raise _refused(typed, f"kan være to tal; skriv {da}", f"can be two numbers; write {en}")


def in_plain(value: Decimal) -> Message:
    """`value` as it cannot be misread: without a sign between thousands."""
    return Message(f"{value:f}".replace(".", ","), f"{value:f}")


def by_texts(answers: Answers, otherwise: Which = refuse_open) -> Which:
    """Chooses the number that the title or the text in `answers` has; where that says nothing, `otherwise` chooses."""

    def which(typed: str, values: Sequence[Decimal]) -> Decimal:
        written = written_numbers(answers)
        said = [value for value in values if abs(value) in written]
        return said[0] if len(said) == 1 else otherwise(typed, values)

    return which


def written_numbers(answers: Answers) -> set[Decimal]:
    """The numbers in the title and the text of a record, each in the notation of its language."""
    texts = ((language, answers.get((name, language), "")) for name in ("title", "text") for language in LANGUAGES)
    return {number.value for language, text in texts for number in numbers(text, language)}


def value_of(typed: str, field: Field, choices: Iterable[Choice], which: Which = refuse_open) -> Any:
    """The value of `field` that `typed` means, as a file holds it; names of `choices` become their ids.

    Args:
        typed: what was typed.
        field: what it is to be the value of.
        choices: the values that `field` can have; none if it is typed freely.
        which: chooses what a figure means that can be two numbers.

    Returns:
        A text, or a tuple of texts or of mappings; an empty one for a blank.

    Raises:
        RefusedError: if it cannot be read as such a value.
    """
    text = normalize("NFC", typed.replace("\r\n", "\n").replace("\r", "\n")).strip()
    listed = tuple(choices)
    if field.input_kind == "one":
        return choice_id(_line(text), listed, table=field.table) if text else ""
    if field.input_kind == "many":
        return _choice_ids(text, listed, field.table)
    if field.loc == ("sources",):
        return tuple(dict.fromkeys(filter(None, re.split(r"[,;]?\s+|;", text))))
    if field.input_kind == "evidence":
        return _for_each_line(lambda line: _evidence(line, listed))(text)
    if field.input_kind == "figures":
        return _for_each_line(lambda line: _figure(line, which))(text)
    return _READERS[field.input_kind](text)


def parse_day(text: str) -> date:
    """The day in `text`, as people write it: 2020-10-01, 1. oktober 2020, 1/10-2020, 1 October 2020.

    Raises:
        RefusedError: if it is not a day, or can be two.
    """
    days = possible_dates(_line(text))
    return date.fromisoformat(_only(text, map(str, days), _why_no_day(_line(text))))


def _why_no_day(text: str) -> Message:
    periods = possible_periods(text)
    if periods and len(periods[0]) == len("2022-09"):
        return _ONLY_MONTH
    if _SHORT_YEAR.fullmatch(text):
        return _NO_YEAR
    return _NOT_THAT_DAY if possible_dates(re.sub(r"(?<!\d)(?:29|3\d)(?!\d)", "28", text)) else _NO_DAY


def choice_id(name: str, choices: tuple[Choice, ...], *, table: str | None = None) -> str:
    """The id of the one of `choices` that is called `name`.

    Args:
        name: an id, or a name in either language.
        choices: the values that exist.
        table: the reference table that they are the entries of, if they are.

    Raises:
        RefusedError: if no choice or several have that name; it lists the values if they are few, or else suggests
            the nearest and names the command that lists all.
    """
    found = _called(name, choices) or (_inflected(name, choices) if table in _COMMON_NOUNS else [])
    if len(found) == 1:
        return found[0].id
    if found:
        said = _listed(found, " eller ", " or ")
        raise _refused(name, f"kan være {said.da}; skriv id'et", f"can be {said.en}; write the id")
    several = [_called(part, choices) for part in _AND.split(name)]
    if len(several) > 1 and all(several):
        said = _listed([each[0] for each in several], " og ", " and ")
        raise _refused(name, f"er flere: {said.da}; skriv én af dem", f"is several: {said.en}; write one of them")
    close = nearest(name, choices)
    near = _listed(close, " eller ", " or ")
    da, en = (f"; mente du {near.da}?", f"; did you mean {near.en}?") if near.da else ("", "")
    if len(close) < len(choices) <= MOST_LISTED:
        every = _listed(choices, ", ", ", ")
        da, en = f"{da or '.'} Værdierne er {every.da}", f"{en or '.'} The values are {every.en}"
    elif table and len(choices) > MOST_LISTED:
        da, en = f"{da or '.'} Se alle: reformdata show {table}", f"{en or '.'} To see all: reformdata show {table}"
    raise refusal(f"`{visible(name)}` findes ikke{da}", f"there is no `{visible(name)}`{en}")


def _listed(choices: Iterable[Choice], last_da: str, last_en: str) -> Message:
    """The ids of `choices`, each with its name unless that is the same."""
    listed = tuple(choices)
    da = [_with_name(choice.id, choice.label.da) for choice in listed]
    en = [_with_name(choice.id, choice.label.en) for choice in listed]
    return Message(_joined(da, last_da), _joined(en, last_en))


def _joined(parts: list[str], last: str) -> str:
    return last.join([", ".join(parts[:-1]), *parts[-1:]] if len(parts) > 1 else parts)


def _with_name(id_: str, name: str) -> str:
    return f"`{id_}`" if fold(name) == fold(id_) else f"`{id_}` ({name})"


def find_choice(name: str, choices: Iterable[Choice]) -> str | None:
    """The id of the choice that is called `name`; None if no choice or several have that name."""
    found = _called(name, choices)
    return found[0].id if len(found) == 1 else None


def _called(name: str, choices: Iterable[Choice]) -> list[Choice]:
    """The choices that are called `name`: the one with that id, or else those with that name."""
    listed = tuple(choices)
    wanted = fold(name)
    return [choice for choice in listed if choice.id == name][:1] or [
        choice for choice in listed if wanted in map(fold, choice.names)
    ]


_COMMON_NOUNS = ("areas", "themes", "target_groups")
"""The tables with names of which another form means the same; of actors, one municipality is not all of them."""


def _inflected(name: str, choices: Iterable[Choice]) -> list[Choice]:
    """The one choice with a name that is another form of the Danish word `name`: `Folkeskole`, `Folkeskolen`."""
    wanted = danish(name.casefold())
    found = [choice for choice in choices if any(danish(each.casefold()) == wanted for each in choice.names)]
    return found if len(found) == 1 and " " not in name else []


_SHORTEST = 3
_MANY = 3
"""A word of more names than this says little about any of them."""
_ALIKE = 0.85
"""The likeness of names from which they may be of the same; `Hillerød` and `Allerød` are less alike."""
_LONGEST = 80
"""Characters that are compared: the time for it grows with their square."""


def nearest(name: str, choices: Iterable[Choice], *, most: int = 3) -> list[Choice]:
    """The values with a name that contains `name` or is spelt like it, the most similar first; else those that it defines."""
    wanted = fold(name)[:_LONGEST]
    listed = tuple(choices)
    scores = [(max(_likeness(wanted, fold(each)) for each in choice.names), choice) for choice in listed]
    close = [(score, choice) for score, choice in scores if score >= CLOSE]
    if close or len(wanted) < _SHORTEST:
        return [choice for _, choice in sorted(close, key=lambda pair: -pair[0])[:most]]
    return [choice for choice in listed if choice.definition and _says(choice.definition, wanted)][:most]


def _says(definition: Text, wanted: str) -> bool:
    """Whether `wanted` is among the words of `definition` in either language."""
    return any(f" {wanted} " in f" {fold(definition.in_(language))} " for language in LANGUAGES)


def similar_names(names: Iterable[str], choices: Sequence[Choice], *, most: int = 3) -> list[Choice]:
    """The values with a name almost like one of `names`, the most similar first; words of many names do not count."""
    counts = Counter(word for choice in choices for word in {*chain.from_iterable(map(_words, choice.names))})
    common = {word for word, count in counts.items() if count > _MANY}
    wanted = [words for name in names if (words := [word for word in _words(name) if word not in common])]

    def score(choice: Choice) -> float:
        own = [[word for word in _words(name) if word not in common] for name in choice.names]
        pairs = ((one, other) for one in wanted for other in own if other)
        return max((_likeness_of_words(one, other) for one, other in pairs), default=0)

    scores = [(score(choice), choice) for choice in choices]
    return [choice for share, choice in sorted(scores, key=lambda pair: -pair[0])[:most] if share >= _ALIKE]


def _words(name: str) -> list[str]:
    return re.findall(r"\w+", fold(name))


def _likeness_of_words(one: list[str], other: list[str]) -> float:
    if set(one) <= set(other) or set(other) <= set(one):
        return 1
    return likeness(" ".join(one)[:_LONGEST], " ".join(other)[:_LONGEST])


def _likeness(wanted: str, name: str) -> float:
    score = likeness(wanted, name)
    return max(score, CLOSE) if len(wanted) >= _SHORTEST and wanted in name else score


def _choice_ids(text: str, choices: tuple[Choice, ...], table: str | None) -> tuple[str, ...]:
    """The ids in a list with commas, semicolons, line breaks or `og` between them; a name may contain these too."""
    found = _called(text, choices)
    parts = [text] if found else [_line(part) for part in re.split(r"[,;\n]", text)]
    ids = [id_ for part in parts if part for id_ in _ids_of_part(part, choices, table)]
    return tuple(dict.fromkeys(ids))


def _ids_of_part(part: str, choices: tuple[Choice, ...], table: str | None) -> Iterator[str]:
    """The ids of names with `og` between them; of several ways to divide them, the one with the shortest first name."""
    while len(part) <= _LONGEST_LIST and not _called(part, choices):
        places = (place for place in _AND.finditer(part) if _called(part[: place.start()], choices))
        place = next(places, None)
        if place is None:
            break
        yield choice_id(part[: place.start()], choices, table=table)
        part = part[place.end() :]
    yield choice_id(part, choices, table=table)


def _line(text: str) -> str:
    return " ".join(text.split())


def _prose(text: str) -> str:
    return "\n".join(map(_line, text.split("\n")))


def _numbers(text: str) -> tuple[str, ...]:
    found: list[int] = []
    for part in filter(None, _BETWEEN_NUMBERS.split(_DASH.sub("-", text))):
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
    return _only(text, possible_periods(_line(text)), _NO_PERIOD) if text else ""


def _only(text: str, values: Iterable[str], otherwise: Message) -> str:
    """The one of `values`, which `text` can mean; the refusal says `otherwise` if there is none."""
    match tuple(values):
        case (value,):
            return value
        case (one, other):
            raise _refused(
                text, f"kan være to datoer; skriv {one} eller {other}", f"can be two dates; write {one} or {other}"
            )
        case _:
            raise _refused(text, otherwise.da, otherwise.en)


def _for_each_line(read: Callable[[str], Mapping[str, Any]]) -> Callable[[str], tuple[Mapping[str, Any], ...]]:
    return lambda text: tuple(read(line) for line in map(_line, text.split("\n")) if line)


def _figure(line: str, which: Which) -> Mapping[str, Any]:
    """The figure in `at least 7 = kommuner / municipalities`; the number in the notation of either language."""
    both = _BILINGUAL.fullmatch(line)
    words = both["head"].split() if both else []
    numbers = (" ".join(words[-count:]) for count in (2, 1) if count <= len(words))  # `10 mio.` is one number
    typed = next(filter(readings, numbers), None)
    if counted := re.fullmatch(r"(.*\d\S*(?: (?:mio|mia)\.?)?) ([^\d=/]+)", line):
        number, of = counted.groups()
        raise _refused(
            line,
            f"siger ikke på engelsk, hvad der tælles; skriv tallet, et lighedstegn og det, der tælles, på dansk og engelsk: {number} = {of} / …",
            f"does not say in both languages what is counted; write the number, an equals sign and what is counted, in Danish and English: {number} = {of} / …",
        )
    if not both or typed is None:
        raise _refused(
            line,
            "kan ikke læses som et tal; skriv det sådan: 7 = kommuner / municipalities, 2,5 mio. = kroner / kroner",
            "cannot be read as a figure; write it like this: 7 = kommuner / municipalities, 2.5 million = kroner / kroner",
        )
    values = readings(typed)
    value = values[0] if len(values) == 1 else which(typed, values)
    before = " ".join(words[: -len(typed.split())])
    qualifier = choice_id(before, term_choices(Qualifier)) if before else None
    return {"value": f"{value:f}", "of": _label(both), **({"qualifier": qualifier} if qualifier else {})}


def _relation(line: str) -> Mapping[str, Any]:
    """The relation in `motivates eksempel-2020.06 = Den er grunden / It is the reason`."""
    both = _BILINGUAL.fullmatch(line)
    type_, _, to = both["head"].strip().rpartition(" ") if both else ("", "", "")
    if not both or not type_:
        example = "motivates eksempel-2020.06 = grunden på dansk / the reason in English"
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
    return {"document": choice_id(name, documents, table="documents"), "says": _label(both)}


def _search(line: str) -> Mapping[str, str]:
    """The search in `eksempel.dk = søgeord`."""
    place, sign, query = line.partition(" = ")
    if not sign:
        raise _refused(
            line,
            "kan ikke læses som en søgning; skriv den sådan: eksempel.dk = søgeord",
            "cannot be read as a search; write it like this: eksempel.dk = søgeord",
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
        "lines": lambda text: tuple(dict.fromkeys(filter(None, map(_line, re.split(r"[;\n]", text))))),
        "relations": _for_each_line(_relation),
        "searches": _for_each_line(_search),
    }
)
