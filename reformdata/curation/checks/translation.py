"""The Danish and the English text say the same: both are translated, with the same numbers and the same strength."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType

from reformdata.curation.checks.entries import (
    finding,
    nodes,
    texts,
)
from reformdata.curation.reading.checkout import Checkout
from reformdata.curation.rules import LANGUAGE_NAMES, NUMBERS_DIFFER, STRENGTH_DIFFERS, UNTRANSLATED
from reformdata.findings import Finding
from reformdata.models import LANGUAGES, Label, Language, Proposal, Strength, Text

# ---- translated

_NAME_LETTERSS = 2
"""Equal texts of so few words may be a name or a word that the languages share: `program`, `Facebook`."""


def _word_set(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


# Words that make up much of any text and are no word of the other language.
_COMMON: Mapping[Language, frozenset[str]] = MappingProxyType(
    {
        "da": _word_set("af at bør de den der det du en er et fra hvor ikke kan med og også på skal som til være"),
        "en": _word_set("an and are be by from is it must of on ought that the their they this which with"),
    }
)
_LETTERS = re.compile(r"[^\W\d_]+")


def untranslated(checkout: Checkout) -> Iterator[Finding]:
    """A text stands in two languages: neither the same words twice, nor one language under the other's key.

    Names are left alone: KL is called KL in both.
    """
    for table, key, node in nodes(checkout.corpus):
        for loc, text in texts(node):
            language = None if loc == ("name",) else untranslated_into(text)
            if language is not None:
                yield finding(
                    checkout, UNTRANSLATED, table, key, (*loc, language),
                    **LANGUAGE_NAMES[language],
                )  # fmt: skip


def untranslated_into(text: Label | Text) -> Language | None:
    """The language in which `text` does not really stand, if there is one."""
    if written_in(text.en) == "da":
        return "en"
    if written_in(text.da) == "en":
        return "da"
    same = text.da.casefold() == text.en.casefold()
    return "en" if same and len(text.da.split()) > _NAME_LETTERSS else None


def written_in(text: str) -> Language | None:
    """The language whose common words stand in `text`, if there are three and twice as many as of the other."""
    words = _LETTERS.findall(text.casefold())
    danish = sum(map(_COMMON["da"].__contains__, words))
    english = sum(map(_COMMON["en"].__contains__, words))
    if max(danish, english) < 3 or max(danish, english) <= 2 * min(danish, english):
        return None
    return "da" if danish > english else "en"


# ---- numbers


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


def numbers_differ(checkout: Checkout) -> Iterator[Finding]:
    """A number in one language stands in the other, in digits or, up to twelve, in letters."""
    for table, key, node in nodes(checkout.corpus):
        for loc, text in texts(node):
            for language, words in unmatched(text.da, text.en):
                yield finding(
                    checkout, NUMBERS_DIFFER, table, key, (*loc, language),
                    found=words,
                    **LANGUAGE_NAMES[language],
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
    for word in map(str.casefold, _LETTERS.findall(text)):
        if word in _LOOSE[language]:
            found.add(Number(Decimal(_LOOSE[language][word])))
        found |= {Number(Decimal(n).normalize()) for stem, n in _CARDINALS[language].items() if word.startswith(stem)}
    return found


# ---- strength

_STRENGTHS: Mapping[Language, Mapping[str, Strength]] = MappingProxyType(
    {
        "da": {
            "skal": Strength.MUST, "må ikke": Strength.MUST,
            "bør": Strength.OUGHT, "burde": Strength.OUGHT,
            "kan": Strength.MAY,
        },
        "en": {
            "must": Strength.MUST, "must not": Strength.MUST, "has to": Strength.MUST, "have to": Strength.MUST,
            "ought": Strength.OUGHT, "should": Strength.OUGHT,
            "may": Strength.MAY, "can": Strength.MAY, "could": Strength.MAY,
        },
    }
)  # fmt: skip

_MODAL_VERB: Mapping[Language, re.Pattern[str]] = MappingProxyType(
    {
        language: re.compile(rf"\b(?:{'|'.join(sorted(words, key=len, reverse=True))})\b", re.IGNORECASE)
        for language, words in _STRENGTHS.items()
    }
)

_PERHAPS = re.compile(r"\b(?:måske|eventuelt|perhaps|maybe|possibly)\b", re.IGNORECASE)
"""Words that take the force from a modal verb: "måske bør" is a may."""

# What opens a clause inside the title: a modal verb behind it says something of that clause only.
_INNER: Mapping[Language, re.Pattern[str]] = MappingProxyType(
    {
        "da": re.compile(r"[,:;–(]|\b(?:at|der|som|hvad|hvem|hvilke[nt]?|hvis|hvor|hvordan|når|så|om|end)\b", re.IGNORECASE),
        "en": re.compile(
            r"[,:;–(]|\b(?:that|who|whom|whose|what|which|when|where|whether|why|how|if|so|than|as|because|for)\b",
            re.IGNORECASE,
        ),
    }
)  # fmt: skip


def strength_differs(checkout: Checkout) -> Iterator[Finding]:
    """The verb of a proposal's title, where it is one of strength, is that of the field `strength`.

    A title in the imperative has none. As both languages are held to the field, they also agree.
    """
    for record in checkout.corpus.records.values():
        if not isinstance(record, Proposal):
            continue
        for language in LANGUAGES:
            word = verb(record.title.in_(language), language)
            if word is not None and _STRENGTHS[language][word.casefold()] is not record.strength:
                yield finding(
                    checkout, STRENGTH_DIFFERS, "records", record.id, ("title", language),
                    found=word, other=f"strength: {record.strength}",
                )  # fmt: skip


def texts_differ_in_strength(checkout: Checkout) -> Iterator[Finding]:
    """What is advised in one language is not demanded in the other: bør beside must, ought beside skal.

    Only a text that advises throughout in one language and demands throughout in the other is reported.
    """
    for record in checkout.corpus.records.values():
        danish, english = (_strengths(record.text.in_(language), language) for language in LANGUAGES)
        if danish and english and danish.keys().isdisjoint(english):
            yield finding(
                checkout, STRENGTH_DIFFERS, "records", record.id, ("text", "en"),
                found=next(iter(english.values())), other=f"`{next(iter(danish.values()))}`",
            )  # fmt: skip


def verb(title: str, language: Language) -> str | None:
    """The modal verb of the main clause of `title`, if it has one that stands for a strength."""
    inner = _INNER[language].search(title)
    main = title[: inner.start()] if inner else title
    found = _MODAL_VERB[language].search(main)
    return found[0] if found and not _PERHAPS.search(main) else None


def _strengths(text: str, language: Language) -> dict[Strength, str]:
    """The strengths that `text` puts into words, each with its first word; kan and may say too many things else."""
    words = {_STRENGTHS[language][word.casefold()]: word for word in reversed(_MODAL_VERB[language].findall(text))}
    return {strength: word for strength, word in words.items() if strength is not Strength.MAY}
