"""How days and periods are written in a sentence of a language."""

from collections.abc import Mapping
from datetime import date

from reformdata.messages import Message
from reformdata.models.languages import LANGUAGES, Language
from reformdata.models.periods import Period

MONTHS: Mapping[Language, tuple[str, ...]] = {
    "da": (
        "januar", "februar", "marts", "april", "maj", "juni", "juli", "august", "september", "oktober", "november",
        "december",
    ),
    "en": (
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ),
}  # fmt: skip
"""The names of the months in each language."""
_SEASONS: Mapping[Language, tuple[str, ...]] = {
    "da": ("foråret", "sommeren", "efteråret", "vinteren"),
    "en": ("spring", "summer", "autumn", "winter"),
}
_ABOUT = {"da": "omkring {}", "en": "around {}"}
_UNSURE = {"da": "{} (usikkert)", "en": "{} (uncertain)"}
_DECADE = {"da": "{}'erne", "en": "the {}s"}
_CENTURY = {"da": "{}-tallet", "en": "the {}s"}
_FROM = {"da": "fra {}", "en": "from {}"}
_UNTIL = {"da": "til {}", "en": "until {}"}


def format_date(day: date, language: Language) -> str:
    """`28. oktober 2020`, `28 October 2020`."""
    dot = "." if language == "da" else ""
    return f"{day.day}{dot} {MONTHS[language][day.month - 1]} {day.year}"


def format_period(period: Period | str | None, language: Language) -> str:
    """A period in words: `2018`, `omkring maj 2019`, `2018–2022`, `from 2019`."""
    if not period:
        return ""
    start, slash, end = str(period).partition("/")
    if not slash:
        return _moment(start, language)
    if start == "..":
        return _UNTIL[language].format(_moment(end, language))
    if end == "..":
        return _FROM[language].format(_moment(start, language))
    dash = "–" if len(start) == len(end) == 4 else " – "
    return f"{_moment(start, language)}{dash}{_moment(end, language)}"


def in_words(day: date | Period) -> Message:
    """A day or a period, as a sentence of each language has it: `2. marts 2020`, `2 March 2020`."""
    return Message(
        *(format_period(day, each) if isinstance(day, Period) else format_date(day, each) for each in LANGUAGES)
    )


def _moment(text: str, language: Language) -> str:
    plain = text.rstrip("?~%")
    mark = text[len(plain) :]
    year, *rest = (part for part in plain.split("-") if part != "XX")
    if year.endswith("XX"):
        written = _CENTURY[language].format(f"{year[:2]}00")
    elif year.endswith("X"):
        written = _DECADE[language].format(f"{year[:3]}0")
    elif not rest:
        written = year
    elif int(rest[0]) > 20:
        written = f"{_SEASONS[language][int(rest[0]) - 21]} {year}"
    elif len(rest) == 1:
        written = f"{MONTHS[language][int(rest[0]) - 1]} {year}"
    else:
        written = format_date(date(int(year), int(rest[0]), int(rest[1])), language)
    if mark in ("~", "%"):
        written = _ABOUT[language].format(written)
    return _UNSURE[language].format(written) if mark in ("?", "%") else written
