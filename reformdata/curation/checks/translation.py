"""The Danish is Danish and the English English."""

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from reformdata.curation.checks.fields import nodes, texts
from reformdata.curation.checks.places import at
from reformdata.curation.reading.checkout import Checkout
from reformdata.curation.rules import UNTRANSLATED
from reformdata.findings import Finding
from reformdata.models import Label, Language, Text

_NAME_WORDS = 2
"""Equal texts of so few words may be a name or a word that the languages share: `program`, `Facebook`."""


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


# Words that make up much of any text and are no word of the other language.
_COMMON: Mapping[Language, frozenset[str]] = MappingProxyType(
    {
        "da": _words("af at bør de den der det du en er et fra hvor ikke kan med og også på skal som til være"),
        "en": _words("an and are be by from is it must of on ought that the their they this which with"),
    }
)
_WORD = re.compile(r"[^\W\d_]+")


def untranslated(checkout: Checkout) -> Iterator[Finding]:
    """A text stands in two languages: neither the same words twice, nor one language under the other's key.

    Names are left alone: KL is called KL in both.
    """
    for table, key, node in nodes(checkout.corpus):
        for loc, text in texts(node):
            language = None if loc == ("name",) else untranslated_into(text)
            if language is not None:
                yield at(
                    checkout, UNTRANSLATED, table, key, (*loc, language),
                    language_da={"da": "dansk", "en": "engelsk"}[language],
                    language_en={"da": "Danish", "en": "English"}[language],
                )  # fmt: skip


def untranslated_into(text: Label | Text) -> Language | None:
    """The language in which `text` does not really stand, if there is one."""
    if written_in(text.en) == "da":
        return "en"
    if written_in(text.da) == "en":
        return "da"
    same = text.da.casefold() == text.en.casefold()
    return "en" if same and len(text.da.split()) > _NAME_WORDS else None


def written_in(text: str) -> Language | None:
    """The language whose common words stand in `text`, if there are three and twice as many as of the other."""
    words = _WORD.findall(text.casefold())
    danish = sum(map(_COMMON["da"].__contains__, words))
    english = sum(map(_COMMON["en"].__contains__, words))
    if max(danish, english) < 3 or max(danish, english) <= 2 * min(danish, english):
        return None
    return "da" if danish > english else "en"
