"""The Danish and the English text say the same: both are translated, with the same numbers and the same strength."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType

from reformdata.curation.checks.entries import finding, folded_words, nodes, texts
from reformdata.curation.reading.checkout import Checkout
from reformdata.curation.rules import LANGUAGE_NAMES, NUMBERS_DIFFER, STRENGTH_DIFFERS, UNTRANSLATED
from reformdata.findings import Finding
from reformdata.models import LANGUAGES, Label, Language, Proposal, Strength, Text

_NAME_WORDS = 2
"""Equal texts of up to so many words may be a name or a word of both languages: `program`, `Facebook`."""

_FREQUENT_WORDS: tuple[tuple[Language, str], ...] = (
    ("da", "af at bør de den der det du en er et fra hvor ikke kan med og også på skal som til være"),
    ("en", "an and are be by from is it must of on ought that the their they this which with"),
)
_FREQUENT = MappingProxyType({language: frozenset(words.split()) for language, words in _FREQUENT_WORDS})
"""Frequent words that are not words of the other language."""

_LETTERS = re.compile(r"[^\W\d_]+")


def untranslated(checkout: Checkout) -> Iterator[Finding]:
    """Every text is in both languages, except names, which may be the same: KL is called KL in both."""
    for table, key, node in nodes(checkout.corpus):
        for loc, text in texts(node):
            language = None if loc == ("name",) else untranslated_into(text)
            if language is not None:
                yield finding(checkout, UNTRANSLATED, table, key, (*loc, language), language=LANGUAGE_NAMES[language])


def untranslated_into(text: Label | Text) -> Language | None:
    """The language into which `text` is not translated, if there is one."""
    if written_in(text.en) == "da":
        return "en"
    if written_in(text.da) == "en":
        return "da"
    same = text.da.casefold() == text.en.casefold()
    return "en" if same and len(text.da.split()) > _NAME_WORDS else None


def written_in(text: str) -> Language | None:
    """The language of `text`, if it has at least three of its frequent words and twice as many as of the other."""
    words = _LETTERS.findall(text.casefold())
    danish, english = (sum(map(_FREQUENT[language].__contains__, words)) for language in LANGUAGES)
    if max(danish, english) < 3 or max(danish, english) <= 2 * min(danish, english):
        return None
    return "da" if danish > english else "en"


# ---- numbers


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a text; 40 per cent differs from 40."""

    value: Decimal
    percent: bool = False


def _table(words: str) -> Mapping[str, int]:
    return MappingProxyType({word: int(value) for word, value in (pair.split(":") for pair in words.split())})


# Two is left out: `begge` and `both`, `et par` and `a couple` say it without the word.
_CARDINALS: Mapping[Language, Mapping[str, int]] = MappingProxyType(
    {
        "da": _table("tre:3 fire:4 fem:5 seks:6 syv:7 otte:8 ni:9 ti:10 elleve:11 tolv:12"),
        "en": _table("three:3 four:4 five:5 six:6 seven:7 eight:8 nine:9 ten:10 eleven:11 twelve:12"),
    }
)
_POSSIBLE: Mapping[Language, Mapping[str, int]] = MappingProxyType(
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
"""Words that may match a number of the other language but need not."""

_SCALES: Mapping[Language, Mapping[str, int]] = MappingProxyType(
    {
        "da": _table("tusind:3 tusinde:3 mio:6 million:6 millioner:6 mia:9 milliard:9 milliarder:9 billioner:12"),
        "en": _table("thousand:3 million:6 millions:6 billion:9 billions:9 trillion:12"),
    }
)
"""Words after a number that multiply it, by powers of ten; a Danish billion is an English trillion."""

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


_DIGIT = re.compile("[0-9]")


def numbers_differ(checkout: Checkout) -> Iterator[Finding]:
    """A number in one language is also in the other, in digits or, up to twelve, in letters."""
    for table, key, node in nodes(checkout.corpus):
        for loc, text in texts(node):
            for language, words in unmatched_numbers(text.da, text.en):
                yield finding(
                    checkout,
                    NUMBERS_DIFFER,
                    table,
                    key,
                    (*loc, language),
                    found=words,
                    language=LANGUAGE_NAMES[language],
                )


def unmatched_numbers(danish: str, english: str) -> Iterator[tuple[Language, str]]:
    """The numbers in only one of two texts, as they are written, each with the language of its text."""
    danish_numbers, english_numbers = numbers(danish, "da"), numbers(english, "en")
    for number, words in danish_numbers.items():
        if number not in english_numbers and number not in possible_numbers(english, "en"):
            yield "da", words
    for number, words in english_numbers.items():
        if number not in danish_numbers and number not in possible_numbers(danish, "da"):
            yield "en", words


def numbers(text: str, language: Language) -> dict[Number, str]:
    """The numbers in `text`, in digits or as words from three to twelve, each as it is first written."""
    found: dict[Number, str] = {}
    if folded_words(text).isdisjoint(_CARDINALS[language]) and not _DIGIT.search(text):
        return found
    for match in _NUMBER[language].finditer(text):
        found.setdefault(_number(match, language), match[0])
    return found


def _number(match: re.Match[str], language: Language) -> Number:
    point, comma = (",", ".") if language == "da" else (".", ",")
    digits = match["digits"]
    plain = digits.replace(comma, "").replace(point, ".") if digits else _CARDINALS[language][match["word"].casefold()]
    value, scale = Decimal(plain), match["scale"]
    power = _SCALES[language][scale.casefold()] if scale else 0
    return Number(value.scaleb(power).normalize(), bool(match["percent"]))


def possible_numbers(text: str, language: Language) -> set[Number]:
    """The numbers that words of `text` may mean: `first`, `both`, and `treårig` for three."""
    found = set()
    for word in map(str.casefold, _LETTERS.findall(text)):
        if word in _POSSIBLE[language]:
            found.add(Number(Decimal(_POSSIBLE[language][word])))
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
"""Words that weaken a modal verb: "måske bør" is a may."""

# What starts a subordinate clause of the title: a modal verb after it belongs to that clause only.
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
    """A modal verb in the title of a proposal matches the field `strength`; a title in the imperative has none."""
    for record in checkout.corpus.records.values():
        if not isinstance(record, Proposal):
            continue
        for language in LANGUAGES:
            word = modal_verb(record.title.in_(language), language)
            if word is not None and _STRENGTHS[language][word.casefold()] is not record.strength:
                yield finding(
                    checkout, STRENGTH_DIFFERS, "records", record.id, ("title", language),
                    found=word, other=f"strength: {record.strength}",
                )  # fmt: skip


def texts_differ_in_strength(checkout: Checkout) -> Iterator[Finding]:
    """No text advises throughout in one language and demands throughout in the other: bør and must, skal and ought."""
    for record in checkout.corpus.records.values():
        danish, english = (_strengths(record.text.in_(language), language) for language in LANGUAGES)
        if danish and english and danish.keys().isdisjoint(english):
            yield finding(
                checkout, STRENGTH_DIFFERS, "records", record.id, ("text", "en"),
                found=next(iter(english.values())), other=f"`{next(iter(danish.values()))}`",
            )  # fmt: skip


def modal_verb(title: str, language: Language) -> str | None:
    """The modal verb of the main clause of `title`, if it has one with a strength."""
    inner = _INNER[language].search(title)
    main = title[: inner.start()] if inner else title
    found = _MODAL_VERB[language].search(main)
    return found[0] if found and not _PERHAPS.search(main) else None


def _strengths(text: str, language: Language) -> dict[Strength, str]:
    """The strengths of the modal verbs in `text`, each with its first verb; kan and may have too many other meanings."""
    words = {_STRENGTHS[language][word.casefold()]: word for word in reversed(_MODAL_VERB[language].findall(text))}
    return {strength: word for strength, word in words.items() if strength is not Strength.MAY}
