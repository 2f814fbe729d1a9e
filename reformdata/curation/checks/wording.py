"""The form of a title and the length of a text."""

import re
from collections.abc import Iterator

from reformdata.curation.checks.places import at
from reformdata.curation.reading.checkout import Checkout
from reformdata.curation.rules import OVERLONG_TEXT, TITLE_NOT_A_CLAUSE
from reformdata.findings import Finding, Message
from reformdata.models import LANGUAGES

LONGEST_TITLE = 160
MOST_SENTENCES = 4
MOST_CHARACTERS = 900

# The end of a sentence: a mark, then a capital, a figure or the end; not behind a usual abbreviation or an initial.
# The mark comes first, since `re` then passes over all that is none; so each look behind it takes it in, too.
_END = re.compile(
    r"[.!?…](?<!\bfx.)(?<!\bbl\.a.)(?<!\bpct.)(?<!\bmio.)(?<!\bmia.)(?<!\bnr.)(?<!\bkl.)(?<!\bca.)(?<!\bNo.)(?<!\be\.g.)(?<!\bi\.e.)(?<!\b[A-ZÆØÅ].)"
    r"[.!?…]*[\"'\u201d\u2019»«)]*(?=\s+[\"'\u201c\u2018»«(]?[A-ZÆØÅ0-9]|\s*$)"
)


def titles_that_are_not_a_clause(checkout: Checkout) -> Iterator[Finding]:
    """A title is a clause: it starts with a capital, ends without a full stop, and has more than one word."""
    for record in checkout.corpus.records.values():
        for language in LANGUAGES:
            for fault in faults(record.title.in_(language)):
                yield at(
                    checkout, TITLE_NOT_A_CLAUSE, "records", record.id, ("title", language),
                    fault_da=fault.da, fault_en=fault.en, limit=LONGEST_TITLE,
                )  # fmt: skip


def faults(title: str) -> Iterator[Message]:
    """What keeps `title` from being a clause that can stand in a list."""
    if title.endswith("."):
        yield Message("slutter med punktum", "ends with a full stop")
    if title[0].islower():
        yield Message("begynder med lille bogstav", "starts with a lower-case letter")
    if len(title.split()) == 1:
        yield Message("er et enkelt ord", "is a single word")
    if len(title) > LONGEST_TITLE:
        yield Message(f"er på {len(title)} tegn", f"has {len(title)} characters")


def overlong_texts(checkout: Checkout) -> Iterator[Finding]:
    """A text has at most four sentences and 900 characters."""
    for record in checkout.corpus.records.values():
        for language in LANGUAGES:
            text = record.text.in_(language)
            count = sentences(text)
            if count > MOST_SENTENCES or len(text) > MOST_CHARACTERS:
                yield at(
                    checkout, OVERLONG_TEXT, "records", record.id, ("text", language),
                    sentences=count, characters=len(text),
                    most_sentences=MOST_SENTENCES, most_characters=MOST_CHARACTERS,
                )  # fmt: skip


def sentences(text: str) -> int:
    """The number of sentences in `text`; at least one."""
    return max(1, len(_END.findall(text)))
