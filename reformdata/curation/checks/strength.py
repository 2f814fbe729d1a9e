"""A proposal binds as strongly in both languages as its field `strength` says: bør is ought, never must."""

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from reformdata.curation.checks.places import at
from reformdata.curation.reading.checkout import Checkout
from reformdata.curation.rules import STRENGTH_DIFFERS
from reformdata.findings import Finding
from reformdata.models import LANGUAGES, Language, Proposal, Strength

_WORDS: Mapping[Language, Mapping[str, Strength]] = MappingProxyType(
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

_WORD: Mapping[Language, re.Pattern[str]] = MappingProxyType(
    {
        language: re.compile(rf"\b(?:{'|'.join(sorted(words, key=len, reverse=True))})\b", re.IGNORECASE)
        for language, words in _WORDS.items()
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
            if word is not None and _WORDS[language][word.casefold()] is not record.strength:
                yield at(
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
            yield at(
                checkout, STRENGTH_DIFFERS, "records", record.id, ("text", "en"),
                found=next(iter(english.values())), other=f"`{next(iter(danish.values()))}`",
            )  # fmt: skip


def verb(title: str, language: Language) -> str | None:
    """The modal verb of the main clause of `title`, if it has one that stands for a strength."""
    inner = _INNER[language].search(title)
    main = title[: inner.start()] if inner else title
    found = _WORD[language].search(main)
    return found[0] if found and not _PERHAPS.search(main) else None


def _strengths(text: str, language: Language) -> dict[Strength, str]:
    """The strengths that `text` puts into words, each with its first word; kan and may say too many things else."""
    words = {_WORDS[language][word.casefold()]: word for word in reversed(_WORD[language].findall(text))}
    return {strength: word for strength, word in words.items() if strength is not Strength.MAY}
