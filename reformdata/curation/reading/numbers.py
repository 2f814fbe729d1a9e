"""Numbers as Danish and English write them: 13.500 and 13,500; 2,5 and 2.5; 10 mio. and 10 million; syv and seven."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from types import MappingProxyType

from reformdata.models import LANGUAGES, Language


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a text; 40 per cent differs from 40."""

    value: Decimal
    percent: bool = False


def _table(words: str) -> Mapping[str, int]:
    return MappingProxyType({word: int(value) for word, value in (pair.split(":") for pair in words.split())})


# Two is left out: `begge` and `both`, `et par` and `a couple` say it without the word.
CARDINALS: Mapping[Language, Mapping[str, int]] = MappingProxyType(
    {
        "da": _table("tre:3 fire:4 fem:5 seks:6 syv:7 otte:8 ni:9 ti:10 elleve:11 tolv:12"),
        "en": _table("three:3 four:4 five:5 six:6 seven:7 eight:8 nine:9 ten:10 eleven:11 twelve:12"),
    }
)
_POSSIBLE: Mapping[Language, Mapping[str, int]] = MappingProxyType(
    {
        "da": _table(
            "en:1 et:1 én:1 ét:1 ene:1 første:1 to:2 begge:2 par:2 anden:2 andet:2 halv:2 halvt:6 halve:6 halvår:6 dobbelt:2 tredje:3 tredjedel:3 "
            "fjerde:4 fjerdedel:4 kvart:4 femte:5 sjette:6 syvende:7 ottende:8 niende:9 tiende:10 ellevte:11 tolvte:12 dusin:12"
        ),
        "en": _table(
            "one:1 a:1 an:1 single:1 first:1 once:1 two:2 both:2 couple:2 pair:2 second:2 half:2 double:2 twice:2 third:3 "
            "thirds:3 triple:3 fourth:4 quarter:4 quarters:4 fifth:5 sixth:6 seventh:7 eighth:8 ninth:9 tenth:10 "
            "eleventh:11 twelfth:12 dozen:12"
        ),
    }
)
"""Words that may match a number of the other language but need not."""

_SCALES: Mapping[Language, Mapping[str, int]] = MappingProxyType(
    {
        "da": _table(
            "hundrede:2 tusind:3 tusinde:3 mio:6 million:6 millioner:6 mia:9 milliard:9 milliarder:9 billioner:12"
        ),
        "en": _table("hundred:2 thousand:3 million:6 millions:6 billion:9 billions:9 trillion:12"),
    }
)
"""Words after a number that multiply it, by powers of ten; a Danish billion is an English trillion."""

_BEFORE_SCALES: Mapping[Language, Mapping[str, str]] = MappingProxyType(
    {
        "da": {
            "en": "1", "et": "1", "én": "1", "ét": "1", "to": "2", "halv": "0.5", "kvart": "0.25", "trekvart": "0.75",
            "halvanden": "1.5", "halvandet": "1.5",
        },
        "en": {
            "a": "1", "one": "1", "two": "2", "half a": "0.5", "quarter of a": "0.25", "three quarters of a": "0.75",
            "one and a half": "1.5",
        },
    }
)  # fmt: skip
"""Words that make a number only together with one of `_SCALES`: a million, halvanden million."""

_DIGITS: Mapping[Language, str] = MappingProxyType(
    {
        "da": r"[1-9][0-9]{0,2}(?:\.[0-9]{3})+(?![0-9])(?:,[0-9]+)?|[0-9]+(?:,[0-9]+)?",
        "en": r"[1-9][0-9]{0,2}(?:,[0-9]{3})+(?![0-9])(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?",
    }
)
_NUMBER: Mapping[Language, re.Pattern[str]] = MappingProxyType(
    {
        language: re.compile(
            rf"(?<!\w)(?:(?P<digits>{_DIGITS[language]})|(?P<word>{'|'.join(CARDINALS[language])})(?!\w))"
            rf"(?:\s(?P<scale>{'|'.join(_SCALES[language])})\b\.?)?"
            r"(?P<percent>\s?%|\s?pct\b|\s?procent|\s?per\s?cent)?",
            re.IGNORECASE,
        )
        for language in LANGUAGES
    }
)


_SCALED: Mapping[Language, re.Pattern[str]] = MappingProxyType(
    {
        language: re.compile(
            rf"(?<!\w)(?P<word>{'|'.join(sorted(_BEFORE_SCALES[language], key=len, reverse=True))})"
            rf"\s(?P<scale>{'|'.join(_SCALES[language])})\b",
            re.IGNORECASE,
        )
        for language in LANGUAGES
    }
)

_COMPOUND: Mapping[Language, re.Pattern[str]] = MappingProxyType(
    {
        "da": re.compile(
            rf"({'|'.join(CARDINALS['da'])})"
            r"(?:år|måned|uge|døgn|dag|time|minut|cifr|del|dobbel|fold|led|part|punkt|spor|sprog|tal|trin)"
        ),
        "en": re.compile(rf"({'|'.join(CARDINALS['en'])})fold"),
    }
)
"""Words that begin with a number: `treårig` and `tenfold`, but not `niveau` and `til`."""

_WORDS = re.compile(r"[^\W\d_]+")


def numbers(text: str, language: Language) -> dict[Number, str]:
    """The numbers in `text`, in digits or as words from three to twelve, each as it is first written."""
    found: dict[Number, str] = {}
    for match in _NUMBER[language].finditer(text):
        found.setdefault(_number(*match.group("digits", "word", "scale", "percent"), language), match[0])
    return found


def possible_numbers(text: str, language: Language) -> set[Number]:
    """The numbers that words of `text` may mean: `first`, `both`, `half a million`, and `treårig` for three."""
    words = [word.casefold() for word in _WORDS.findall(text)]
    found = {Decimal(_POSSIBLE[language][word]) for word in words if word in _POSSIBLE[language]}
    found |= {Decimal(CARDINALS[language][match[1]]) for match in map(_COMPOUND[language].match, words) if match}
    for match in _SCALED[language].finditer(text):
        value = Decimal(_BEFORE_SCALES[language][match["word"].casefold()])
        found.add(value.scaleb(_SCALES[language][match["scale"].casefold()]))
    return {Number(value.normalize()) for value in found}


def readings(text: str, languages: Iterable[Language] = LANGUAGES) -> tuple[Decimal, ...]:
    """What a number that stands alone can mean in the notation of one of `languages`, in order.

    `13.500` is 13.5 in English and 13500 in Danish; `13,5` is 13.5 only, and `syv` is 7. A text without a number, and
    one with per cent, has no reading.
    """
    sign, plain = (-1, text[1:]) if text.startswith("-") else (1, text)
    matches = ((_NUMBER[language].fullmatch(plain), language) for language in languages)
    found = {
        sign * _number(match["digits"], match["word"], match["scale"], None, language).value
        for match, language in matches
        if match and not match["percent"]
    }
    return tuple(sorted(found))


def in_digits(value: Decimal, language: Language) -> str:
    """`value` in the notation of `language`: 13.500,5 in Danish, 13,500.5 in English."""
    digits = f"{value:,f}"
    return digits.translate(_SWAPPED) if language == "da" else digits


_SWAPPED = str.maketrans(",.", ".,")


@lru_cache(maxsize=1 << 12)
def _number(digits: str | None, word: str | None, scale: str | None, percent: str | None, language: Language) -> Number:
    point, comma = (",", ".") if language == "da" else (".", ",")
    plain = digits.replace(comma, "").replace(point, ".") if digits else CARDINALS[language][(word or "").casefold()]
    power = _SCALES[language][scale.casefold()] if scale else 0
    return Number(Decimal(plain).scaleb(power).normalize(), bool(percent))
