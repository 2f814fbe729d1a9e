"""The same numbers in Danish and in English."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType

from reformdata.curation.checks.fields import nodes, texts
from reformdata.curation.checks.places import at
from reformdata.curation.reading.checkout import Checkout
from reformdata.curation.rules import NUMBERS_DIFFER
from reformdata.findings import Finding
from reformdata.models import LANGUAGES, Language


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a text: 40 per cent is another number than 40."""

    value: Decimal
    percent: bool = False


def _table(words: str) -> Mapping[str, int]:
    return MappingProxyType({word: int(value) for word, value in (pair.split(":") for pair in words.split())})


# Two is not here: `begge` and `both`, `et par` and `a couple` say it without the word.
_CARDINALS: Mapping[Language, Mapping[str, int]] = MappingProxyType(
    {
        "da": _table("tre:3 fire:4 fem:5 seks:6 syv:7 otte:8 ni:9 ti:10 elleve:11 tolv:12"),
        "en": _table("three:3 four:4 five:5 six:6 seven:7 eight:8 nine:9 ten:10 eleven:11 twelve:12"),
    }
)
_LOOSE: Mapping[Language, Mapping[str, int]] = MappingProxyType(
    {
        "da": _table(
            "en:1 et:1 én:1 ét:1 ene:1 første:1 to:2 begge:2 par:2 anden:2 andet:2 halv:2 halvt:6 halve:6 halvår:6 dobbelt:2 tredje:3 tredjedel:3 "
            "fjerde:4 fjerdedel:4 kvart:4 femte:5 sjette:6 syvende:7 ottende:8 niende:9 tiende:10 ellevte:11 tolvte:12"
        ),
        "en": _table(
            "one:1 a:1 an:1 single:1 first:1 once:1 two:2 both:2 couple:2 pair:2 second:2 half:2 double:2 twice:2 third:3 "
            "thirds:3 triple:3 fourth:4 quarter:4 quarters:4 fifth:5 sixth:6 seventh:7 eighth:8 ninth:9 tenth:10 "
            "eleventh:11 twelfth:12"
        ),
    }
)
"""Words that may stand for a number of the other language, and need not."""

_SCALES: Mapping[Language, Mapping[str, int]] = MappingProxyType(
    {
        "da": _table("tusind:3 tusinde:3 mio:6 million:6 millioner:6 mia:9 milliard:9 milliarder:9 billioner:12"),
        "en": _table("thousand:3 million:6 millions:6 billion:9 billions:9 trillion:12"),
    }
)
"""Words behind a number that multiply it, by powers of ten; a Danish billion is an English trillion."""

_DIGITS: Mapping[Language, str] = MappingProxyType(
    {
        "da": r"[0-9]{1,3}(?:\.[0-9]{3})+(?![0-9])(?:,[0-9]+)?|[0-9]+(?:,[0-9]+)?",
        "en": r"[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?",
    }
)
_NUMBER: Mapping[Language, re.Pattern[str]] = MappingProxyType(
    {
        language: re.compile(
            rf"(?<!\w)(?:(?P<digits>{_DIGITS[language]})|(?P<word>{'|'.join(_CARDINALS[language])})(?!\w))"
            rf"(?:\s(?P<scale>{'|'.join(_SCALES[language])})\b\.?)?"
            r"(?P<percent>\s?%|\s?pct\b|\s?procent|\s?per\s?cent)?",
            re.IGNORECASE,
        )
        for language in LANGUAGES
    }
)
_WORD = re.compile(r"[^\W\d_]+")


def numbers_differ(checkout: Checkout) -> Iterator[Finding]:
    """A number in one language stands in the other, in digits or, up to twelve, in letters."""
    for table, key, node in nodes(checkout.corpus):
        for loc, text in texts(node):
            for language, words in unmatched(text.da, text.en):
                yield at(
                    checkout, NUMBERS_DIFFER, table, key, (*loc, language),
                    found=words,
                    language_da={"da": "dansk", "en": "engelsk"}[language],
                    language_en={"da": "Danish", "en": "English"}[language],
                )  # fmt: skip


def unmatched(danish: str, english: str) -> Iterator[tuple[Language, str]]:
    """The numbers that stand in one of two texts only, as they are written, each with the language of its text."""
    firm_da, firm_en = numbers(danish, "da"), numbers(english, "en")
    for number, words in firm_da.items():
        if number not in firm_en and number not in loose(english, "en"):
            yield "da", words
    for number, words in firm_en.items():
        if number not in firm_da and number not in loose(danish, "da"):
            yield "en", words


def numbers(text: str, language: Language) -> dict[Number, str]:
    """The numbers that `text` gives in digits or as words from three to twelve, each as it is first written."""
    found: dict[Number, str] = {}
    for match in _NUMBER[language].finditer(text):
        found.setdefault(_number(match, language), match[0])
    return found


def _number(match: re.Match[str], language: Language) -> Number:
    point, comma = (",", ".") if language == "da" else (".", ",")
    digits = match["digits"]
    if digits:
        value = Decimal(digits.replace(comma, "").replace(point, "."))
    else:
        value = Decimal(_CARDINALS[language][match["word"].casefold()])
    scale = match["scale"]
    power = _SCALES[language][scale.casefold()] if scale else 0
    return Number(value.scaleb(power).normalize(), bool(match["percent"]))


def loose(text: str, language: Language) -> set[Number]:
    """The numbers that words of `text` may stand for: `first`, `both`, and `treårig` for three."""
    found = set()
    for word in map(str.casefold, _WORD.findall(text)):
        if word in _LOOSE[language]:
            found.add(Number(Decimal(_LOOSE[language][word])))
        found |= {Number(Decimal(n).normalize()) for stem, n in _CARDINALS[language].items() if word.startswith(stem)}
    return found
