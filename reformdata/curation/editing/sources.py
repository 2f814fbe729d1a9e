"""A new source: the files of its folder, an id, and an overview of its paragraphs for the person who writes the records."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date

from reformdata.curation.formatting import dump
from reformdata.curation.reading.names import slug
from reformdata.evidence.fingerprint import fingerprint_text, fingerprints_yaml, normalise, paragraphs, words
from reformdata.models import Label, SkipReason, SourceKind

FIRST_WORDS = 6
"""The number of words that are shown of a paragraph: enough to find it, too few to replace it."""

_LONGEST_ID = 40

_FURNITURE = re.compile(
    r"(menu|søg|search|log ?ind|del( på)?|share|print|læs (også|mere)|read more|se også|tilmeld|nyhedsbrev|newsletter|"
    r"annonce|reklame|cookies?|kontakt|kommentarer|skriv (en )?kommentar|facebook|twitter|linkedin|©|copyright)\b",
    re.IGNORECASE,
)
_BYLINE = re.compile(
    r"(af|by|tekst|foto|publiceret|opdateret)[: ]|(\d{1,2}\.? ?\w{3,9}\.? ?\d{4}|\d{1,2}[./-]\d{1,2}[./-]\d{2,4})\b",
    re.IGNORECASE,
)
_SHORT = 8
"""Words; a longer line is neither a menu nor a byline."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewSource:
    """The description of a source that has no records yet."""

    id: str
    title: Label
    kind: SourceKind
    publisher: str | None
    authors: tuple[str, ...]
    date: date
    url: str | None

    def files(self, content: bytes) -> dict[str, bytes]:
        """The files of its folder by name, made from its text in UTF-8; they contain no sentence of it."""
        fingerprints = fingerprint_text(content)
        description = asdict(self) | {"paragraphs": len(fingerprints.paragraphs)}
        return {
            "source.yaml": dump("sources", description).encode(),
            "fingerprints.yaml": fingerprints_yaml(fingerprints).encode(),
        }


def suggest_id(publisher: str | None, day: date, title: str) -> str:
    """An id in the usual form: publisher, year, and the first words of the title."""
    start = f"{publisher}-{day.year}" if publisher else str(day.year)
    return f"{start}-{slug(title, longest=max(_LONGEST_ID - len(start), 8))}"


def first_words(content: bytes) -> list[str]:
    """The first words of each paragraph of a text in UTF-8."""
    return list(map(shortened, paragraphs(content.decode("utf-8-sig"))))


def shortened(paragraph: str) -> str:
    """The first words of a paragraph."""
    found = normalise(paragraph).split()
    return " ".join(found[:FIRST_WORDS]) + " …" * (len(found) > FIRST_WORDS)


def suggest_skipped(content: bytes) -> Iterator[tuple[SkipReason, list[int]]]:
    """The paragraphs that are probably to be skipped, by reason; a guess from their form that needs checking."""
    found = [normalise(paragraph) for paragraph in paragraphs(content.decode("utf-8-sig"))]
    repeated = {line for line, count in Counter(found).items() if count > 1}
    for reason in (SkipReason.FURNITURE, SkipReason.BYLINE):
        numbers = [number for number, line in enumerate(found, 1) if _skip_reason(line, repeated) == reason]
        if numbers:
            yield reason, numbers


def _skip_reason(line: str, repeated: set[str]) -> SkipReason | None:
    if len(words(line)) > _SHORT:
        return None
    if _FURNITURE.match(line) or line in repeated:
        return SkipReason.FURNITURE
    return SkipReason.BYLINE if _BYLINE.match(line) else None
