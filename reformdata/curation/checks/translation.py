"""The Danish and the English text say the same: both are translated, with the same numbers and the same strength."""

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from reformdata.curation.checks.entries import finding, folded_words, nodes, texts, words_of
from reformdata.curation.reading.checkout import Checkout
from reformdata.curation.reading.numbers import CARDINALS, in_digits, numbers, possible_numbers
from reformdata.curation.rules import LANGUAGE_NAMES, NUMBERS_DIFFER, STRENGTH_DIFFERS, TO_BE_TRANSLATED, UNTRANSLATED
from reformdata.findings import Finding
from reformdata.messages import Message
from reformdata.models import LANGUAGES, Label, Language, Proposal, Strength, Text
from reformdata.models.text import NEEDS_TRANSLATION

_NAME_WORDS = 2
"""Equal texts of up to so many words may be a name or a word of both languages: `program`, `Facebook`."""

_FREQUENT_WORDS: tuple[tuple[Language, str], ...] = (
    ("da", "af at bør de den der det du en er et fra hvor ikke kan med og også på skal som til være"),
    ("en", "an and are be by from is it must of on ought that the their they this which with"),
)
_FREQUENT = MappingProxyType({language: frozenset(words.split()) for language, words in _FREQUENT_WORDS})
"""Frequent words that are not words of the other language."""
_OTHER: Mapping[Language, Language] = MappingProxyType({"da": "en", "en": "da"})


def to_be_translated(checkout: Checkout) -> Iterator[Finding]:
    """A text of which a contributor wrote one language is a draft until somebody writes the other."""
    for table, key, node in nodes(checkout.corpus):
        for loc, text in texts(node):
            for language in LANGUAGES:
                if text.in_(language) == NEEDS_TRANSLATION:
                    name = LANGUAGE_NAMES[language]
                    yield finding(checkout, TO_BE_TRANSLATED, table, key, (*loc, language), language=name)


def untranslated(checkout: Checkout) -> Iterator[Finding]:
    """Every text is in both languages, except names, which may be the same: KL is called KL in both."""
    for table, key, node in nodes(checkout.corpus):
        for loc, text in texts(node):
            language = None if loc == ("name",) else untranslated_into(text)
            if language is not None:
                yield finding(checkout, UNTRANSLATED, table, key, (*loc, language), language=LANGUAGE_NAMES[language])


def untranslated_into(text: Label | Text) -> Language | None:
    """The language into which `text` is not translated, if there is one."""
    if is_written_in("da", text.en):
        return "en"
    if is_written_in("en", text.da):
        return "da"
    same = words_of(text.da) == words_of(text.en) and text.da.casefold() == text.en.casefold()
    return "en" if same and len(text.da.split()) > _NAME_WORDS else None


def is_written_in(language: Language, text: str) -> bool:
    """Whether `text` has at least three frequent words of `language` and more than twice as many as of the other."""
    own = _count_frequent(language, text)
    return own >= 3 and own > 2 * _count_frequent(_OTHER[language], text)


def _count_frequent(language: Language, text: str) -> int:
    """How many words of `text` are frequent ones of `language`."""
    found = folded_words(text) & _FREQUENT[language]
    return sum(map(words_of(text).count, found)) if found else 0


# ---- numbers


def numbers_differ(checkout: Checkout) -> Iterator[Finding]:
    """A number in one language is also in the other, in digits or, up to twelve, in letters."""
    for table, key, node in nodes(checkout.corpus):
        for loc, text in texts(node):
            if not (_may_have_number(text.da, "da") or _may_have_number(text.en, "en")):
                continue
            unmatched = list(unmatched_numbers(text.da, text.en))
            for language, words in unmatched:
                yield finding(
                    checkout,
                    NUMBERS_DIFFER,
                    table,
                    key,
                    (*loc, language),
                    found=words,
                    language=LANGUAGE_NAMES[language],
                    advice=_advice_on_notation(words) if {("da", words), ("en", words)} <= {*unmatched} else None,
                )


def _advice_on_notation(words: str) -> Message | None:
    """How to write in the other language what `words` are in one, where both texts have it: 1.200 is 1,200 or 1,2."""
    in_danish, in_english = (next(iter(numbers(words, language))).value for language in LANGUAGES)
    danish, english = in_digits(in_english, "da"), in_digits(in_danish, "en")
    return Message(
        f"det er to forskellige tal: skriv `{english}` på engelsk eller `{danish}` på dansk",
        f"these are two different numbers: write `{english}` in English or `{danish}` in Danish",
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


_DIGIT = re.compile("[0-9]")


def _may_have_number(text: str, language: Language) -> bool:
    """Whether there is a digit or a word for a number in `text`."""
    return _DIGIT.search(text) is not None or not folded_words(text).isdisjoint(CARDINALS[language])


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
            "may not": Strength.MUST, "may": Strength.MAY, "can": Strength.MAY, "could": Strength.MAY,
        },
    }
)  # fmt: skip

_MODAL_VERB: Mapping[Language, re.Pattern[str]] = MappingProxyType(
    {
        language: re.compile(rf"\b(?:{'|'.join(sorted(words, key=len, reverse=True))})\b", re.IGNORECASE)
        for language, words in _STRENGTHS.items()
    }
)

_CLEAR: Mapping[Language, frozenset[str]] = MappingProxyType(
    {
        language: frozenset(word.split()[0] for word, strength in words.items() if strength is not Strength.MAY)
        for language, words in _STRENGTHS.items()
    }
)
"""The first words of the modal verbs that advise or demand."""

_PERHAPS = re.compile(r"\b(?:måske|eventuelt|perhaps|maybe|possibly)\b", re.IGNORECASE)
"""Words that weaken a modal verb: "måske bør" is a may."""

_NOBODY = re.compile(r"(?:ingen|intet|no|nobody|none|neither)\b", re.IGNORECASE)
"""How a title begins that forbids: "No patient may wait" is a must."""

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
        if any(folded_words(record.text.in_(language)).isdisjoint(_CLEAR[language]) for language in LANGUAGES):
            continue
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
    return found[0] if found and not _PERHAPS.search(main) and not _NOBODY.match(main) else None


def _strengths(text: str, language: Language) -> dict[Strength, str]:
    """The strengths of the modal verbs in `text`, each with its first verb; kan and may have too many other meanings."""
    words = {_STRENGTHS[language][word.casefold()]: word for word in reversed(_MODAL_VERB[language].findall(text))}
    return {strength: word for strength, word in words.items() if strength is not Strength.MAY}
