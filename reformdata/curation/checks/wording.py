"""The form of titles and texts, and texts that repeat each other."""

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from reformdata.curation.checks.entries import finding, nodes, texts
from reformdata.curation.checks.references import MUTUAL
from reformdata.curation.reading.checkout import Checkout
from reformdata.curation.rules import BOILERPLATE, NEAR_DUPLICATE, OVERLONG_TEXT, TITLE_NOT_A_CLAUSE
from reformdata.findings import Finding, Loc, Message
from reformdata.models import LANGUAGES, Initiative, Language, Proposal, Statement

LONGEST_TITLE = 160
MOST_SENTENCES = 4
MOST_CHARACTERS = 900

# The end of a sentence: a mark, then a capital, a figure or the end; not after a common abbreviation or an initial.
# The mark comes first, which is faster; so each look-behind includes it.
_END = re.compile(
    r"[.!?…](?<!\bfx.)(?<!\bbl\.a.)(?<!\bpct.)(?<!\bmio.)(?<!\bmia.)(?<!\bnr.)(?<!\bkl.)(?<!\bca.)(?<!\bNo.)(?<!\be\.g.)(?<!\bi\.e.)(?<!\b[A-ZÆØÅ].)"
    r"[.!?…]*[\"'\u201d\u2019»«)]*(?=\s+[\"'\u201c\u2018»«(]?[A-ZÆØÅ0-9]|\s*$)"
)


def titles_that_are_not_a_clause(checkout: Checkout) -> Iterator[Finding]:
    """A title is a clause: it starts with a capital, ends without a full stop, and has more than one word."""
    for record in checkout.corpus.records.values():
        for language in LANGUAGES:
            for fault in title_faults(record.title.in_(language)):
                yield finding(
                    checkout, TITLE_NOT_A_CLAUSE, "records", record.id, ("title", language),
                    fault=fault, limit=LONGEST_TITLE,
                )  # fmt: skip


def title_faults(title: str) -> Iterator[Message]:
    """Why `title` is not a clause that can be listed."""
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
                yield finding(
                    checkout, OVERLONG_TEXT, "records", record.id, ("text", language),
                    sentences=count, characters=len(text),
                    most_sentences=MOST_SENTENCES, most_characters=MOST_CHARACTERS,
                )  # fmt: skip


def sentences(text: str) -> int:
    """The number of sentences in `text`; at least one."""
    return max(1, len(_END.findall(text)))


_MANY = 3
"""From so many uses on a text is reported; two records may share a reason."""

SIMILAR = 0.5
"""Records are near-duplicates if they share half of their word triples (Jaccard) in either language.

In the titles of two blind readings of the five sources (442 acts), two acts of one reading share
at most 0.41, one act in the words of both readers 0.17 in the median. A copy with every tenth
word changed shares about 0.54.
"""

_COMMON = 20
"""Triples of so many records are set phrases and are ignored."""

_OFTEN_SAME = frozenset({"name", "office", "of", "says"})
"""Fields with names, which are often the same, and with what a document says, which may bear on several records."""

_Record = Proposal | Statement | Initiative
_ANY_WORD = re.compile(r"\w+")


def boilerplate(checkout: Checkout) -> Iterator[Finding]:
    """No text or reason is used three times; it is reported once, at its third use."""
    reported = set()
    places: dict[tuple[Language, str], list[tuple[str, str, Loc]]] = defaultdict(list)
    for table, key, node in nodes(checkout.corpus):
        for loc, text in texts(node):
            # Reasons for withdrawing are often the same: records were merged.
            if table != "retired" and loc[-1] not in _OFTEN_SAME:
                for language in LANGUAGES:
                    words = " ".join(text.in_(language).casefold().split())
                    places[language, words].append((table, key, (*loc, language)))
    for found in places.values():
        if len(found) < _MANY:
            continue
        table, key, loc = found[_MANY - 1]
        if (table, key, loc[:-1]) not in reported:  # in one language is enough
            reported.add((table, key, loc[:-1]))
            yield finding(checkout, BOILERPLATE, table, key, loc, count=len(found), first=found[0][1])


def near_duplicates(checkout: Checkout) -> Iterator[Finding]:
    """No two records have nearly the same words, unless a mutual relation such as `same-as` joins them."""
    records = list(checkout.corpus.records.values())
    related = {
        frozenset({record.id, relation.to})
        for record in records
        for relation in record.relations
        if relation.type in MUTUAL
    }
    for language in LANGUAGES:
        triples = [_triples(record, language) for record in records]
        for one, other in _candidates(triples):
            first, second = records[one].id, records[other].id
            likeness = len(triples[one] & triples[other]) / len(triples[one] | triples[other])
            if {first, second} in related or likeness < SIMILAR:
                continue
            related.add(frozenset({first, second}))
            yield finding(checkout, NEAR_DUPLICATE, "records", second, ("text", language), found=first)


def _triples(record: _Record, language: Language) -> frozenset[tuple[str, ...]]:
    words = _ANY_WORD.findall(f"{record.title.in_(language)} {record.text.in_(language)}".casefold())
    return frozenset(zip(words, words[1:], words[2:], strict=False))


def _candidates(triples: list[frozenset[tuple[str, ...]]]) -> list[tuple[int, int]]:
    """The pairs that share a rare triple, in order; only these are compared."""
    holders: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for number, own in enumerate(triples):
        for triple in own:
            holders[triple].append(number)
    pairs = (combinations(numbers, 2) for numbers in holders.values() if len(numbers) < _COMMON)
    return sorted({pair for some in pairs for pair in some})
