"""The form of titles and texts, and texts that repeat each other."""

import re
from array import array
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import combinations
from types import MappingProxyType

from reformdata.curation.checks.digests import count_repeated, digest_of, own_texts, text_hashes
from reformdata.curation.checks.entries import Node, finding, nodes, texts, words_of
from reformdata.curation.checks.references import MUTUAL
from reformdata.curation.reading.checkout import Checkout
from reformdata.curation.rules import (
    BOILERPLATE,
    DEPENDENT_OPENING,
    EQUAL_TITLES,
    LANGUAGE_NAMES,
    NEAR_DUPLICATE,
    OVERLONG_TEXT,
    REASON_WITHOUT_VERB,
    TEXT_REPEATS_TITLE,
    TITLE_NOT_A_CLAUSE,
    WRONG_QUOTATION_MARKS,
)
from reformdata.findings import Finding, Fix, Loc
from reformdata.messages import Message
from reformdata.models import LANGUAGES, Language
from reformdata.store.stems import danish, english

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


def boilerplate(checkout: Checkout) -> Iterator[Finding]:
    """No text or reason is used three times; it is reported once, at its third use."""
    # Reasons for withdrawing are often the same: records were merged.
    written = [(table, key, node) for table, key, node in nodes(checkout.corpus) if table != "retired"]
    hashes = [_text_hashes(checkout, table, node) for table, _, node in written]
    often = {
        one for one, count in count_repeated([array("q", sorted(each)) for each in hashes]).items() if count >= _MANY
    }
    places: dict[int, list[tuple[str, str, Loc]]] = defaultdict(list)
    for (table, key, node), each in zip(written, hashes, strict=True):
        if not often.isdisjoint(each):
            locs = ((*loc, language) for loc, _ in own_texts(node) for language in LANGUAGES)
            for one, loc in zip(each, locs, strict=True):
                if one in often:
                    places[one].append((table, key, loc))
    reported = set()
    for found in places.values():
        table, key, loc = found[_MANY - 1]
        if (table, key, loc[:-1]) not in reported:  # in one language is enough
            reported.add((table, key, loc[:-1]))
            yield finding(checkout, BOILERPLATE, table, key, loc, count=len(found), first=found[0][1])


def _text_hashes(checkout: Checkout, table: str, node: Node) -> "array[int]":
    known = checkout.digests.get(node.id) if table == "records" else None
    return known.texts if known else text_hashes(node)


def near_duplicates(checkout: Checkout) -> Iterator[Finding]:
    """No two records have nearly the same words, unless a mutual relation such as `same-as` joins them."""
    records = list(checkout.corpus.records.values())
    digests = [digest_of(checkout, record).triples for record in records]
    related = {
        frozenset({record.id, relation.to})
        for record in records
        for relation in record.relations
        if relation.type in MUTUAL
    }
    for number, language in enumerate(LANGUAGES):
        triples = [each[number] for each in digests]
        for one, other in _candidates(triples):
            first, second = records[one].id, records[other].id
            this, that = set(triples[one]), set(triples[other])
            if {first, second} in related or len(this & that) / len(this | that) < SIMILAR:
                continue
            related.add(frozenset({first, second}))
            yield finding(checkout, NEAR_DUPLICATE, "records", second, ("text", language), found=first)


def equal_titles(checkout: Checkout) -> Iterator[Finding]:
    """No two records of a source have the same title in a language, whatever its capitals; the later one is reported."""
    first: dict[tuple[str, Language, int], str] = {}
    for record in checkout.corpus.records.values():
        # The title is the first text of a record.
        for language, one in zip(LANGUAGES, _text_hashes(checkout, "records", record), strict=False):
            other = first.setdefault((record.id.source, language, one), record.id)
            if other != record.id:
                yield finding(checkout, EQUAL_TITLES, "records", record.id, ("title", language), other=other)
                break  # in one language is enough


def _candidates(triples: Sequence["array[int]"]) -> list[tuple[int, int]]:
    """The pairs that share a rare triple and may be similar, in order; only these are compared.

    Similar records share half of the triples of each. So of its triples, the rarest first, one among so many that only
    half of them are left must be shared, and the first that is shared is rare. Most are in one record only.
    """
    counts = count_repeated(triples)
    holders: dict[int, list[int]] = defaultdict(list)
    for number, own in enumerate(triples):
        shared = sorted((counts[one], one) for one in counts.keys() & own)
        alone = len(own) - len(shared)
        for count, one in shared[: max(0, len(own) // 2 + 1 - alone)]:
            if count < _COMMON:
                holders[one].append(number)
    return sorted({pair for numbers in holders.values() for pair in combinations(numbers, 2)})


# ---- texts that depend on others

_LETTERS = 4
"""Shorter words say little."""
STEMMERS: Mapping[Language, Callable[[str], str]] = MappingProxyType({"da": danish, "en": english})
"""The stemmers of the languages."""


def texts_that_repeat_the_title(checkout: Checkout) -> Iterator[Finding]:
    """A text has words that its title does not have; it is reported in one language, since the two say the same."""
    for record in checkout.corpus.records.values():
        for language in LANGUAGES:
            title = content_stems(record.title.in_(language), language)
            if all(stem in title for stem in _content_stems(record.text.in_(language), language)):
                yield finding(checkout, TEXT_REPEATS_TITLE, "records", record.id, ("text", language))
                break


def content_stems(text: str, language: Language) -> set[str]:
    """The stems of the longer words of `text`."""
    return set(_content_stems(text, language))


def _content_stems(text: str, language: Language) -> Iterator[str]:
    return (STEMMERS[language](word) for word in words_of(text) if len(word) >= _LETTERS)


_VERB = r"(?= (?:\w*r|skal|kan|vil|må|skyldes)\b)"
_DEPENDENT: Mapping[Language, re.Pattern[str]] = MappingProxyType(
    {
        "da": re.compile(
            r"(?:Dette|Denne|Disse|Samme|Andre|Sådan(?:ne|t)?|Derfor|Dermed|På (?:den|samme) måde|Han|Hun)\b(?!-)"
            rf"|(?:Her|Så){_VERB}"
            r"|D(?:en|et|e) (?:samme|andre|andet|øvrige)\b"
            r"|De[nm]?(?= (?:er|har|var|skal|bør|kan|må|vil|gælder)\b)"
            # `Det bør drøftes, hvad …` refers forward, to a clause; `Det er en betingelse for, at …` does not.
            rf"|Det{_VERB}(?![^.!?]*\b(?!(?:af|for|i|med|om|på|til|ved)\b)\w+(?: at|, (?:at|der|hv\w+|om))\b)"
        ),
        "en": re.compile(
            r"The (?:same|others?|former|latter)\b"
            r"|(?:Others?|Another|This|These|That|Such|Here|Therefore|So|(?:Only )?[Tt]hen|In (?:this|the same) way)\b(?!-)"
            r"|(?:They|He|She|Its|Their|His|Her)\b"
            r"|Those\b(?! (?:in|of|who\w*|with)\b)"
            r"|It\b(?![^.!?]* (?:that|to|who|whether|how|what|if)\b)"
        ),
    }
)
"""Words at the start of a title or text whose meaning is elsewhere."""


def dependent_openings(checkout: Checkout) -> Iterator[Finding]:
    """A title and a text can be read alone: neither opens with a word that refers back."""
    for record in checkout.corpus.records.values():
        for field, text in (("title", record.title), ("text", record.text)):
            for language in LANGUAGES:
                if opening := _DEPENDENT[language].match(text.in_(language)):
                    yield finding(
                        checkout, DEPENDENT_OPENING, "records", record.id, (field, language), found=opening[0]
                    )


# ---- reasons

_NO_VERB_WORDS: tuple[tuple[Language, str], ...] = (
    (
        "da",
        "både bare bedste der efter eller eneste flere før første her hver hvor især mer mindste når over par sidste største under år",
    ),
    ("en", "across always as its less perhaps plus this thus towards unless us various"),
)
_NO_VERB = MappingProxyType({language: frozenset(words.split()) for language, words in _NO_VERB_WORDS})
"""Frequent words that end like a verb."""

_FINITE: Mapping[Language, re.Pattern[str]] = MappingProxyType(
    {
        "da": re.compile(r"\w+(?:r|de|te|(?<!en|et|ne)s)|blev|fik|gav|gik|kan|kom|lod|må|skal|stod|tog|vil"),
        "en": re.compile(
            r"\w+(?:ed|(?<!s)s)|are|can|could|did|do|gave|had|have|held|kept|led|made|may|might|must|ought|put|said|saw"
            r"|set|shall|should|spoke|took|want|went|were|will|would|wrote"
        ),
    }
)
"""Words that can be finite verbs, whatever else they can be."""

_PLAIN_WORD = re.compile(r"[^\W\d_]+(?![\w'\u2019])")
"""A word that is not a genitive with an apostrophe."""


def reasons_without_verb(checkout: Checkout) -> Iterator[Finding]:
    """The reason of a relation is a sentence: in one of its languages a word can be a finite verb."""
    for record in checkout.corpus.records.values():
        for number, relation in enumerate(record.relations):
            if not any(has_finite_verb(relation.reason.in_(language), language) for language in LANGUAGES):
                yield finding(
                    checkout, REASON_WITHOUT_VERB, "records", record.id, ("relations", number, "reason", "da")
                )


def has_finite_verb(text: str, language: Language) -> bool:
    """Whether a word of `text` can be a finite verb, by its ending or since it is a frequent one."""
    found = (word.casefold() for word in _PLAIN_WORD.findall(text))
    return any(_FINITE[language].fullmatch(word) and word not in _NO_VERB[language] for word in found)


_QUOTED: Mapping[Language, tuple[re.Pattern[str], str]] = MappingProxyType(
    {
        "da": (re.compile(r"(?<!\w)[\"“”„]([^\"“”„»«\u2018\u2019\n]+)[\"“”](?!\w)"), r"»\1«"),
        "en": (re.compile(r"(?<!\w)[\"“”„»]([^\"“”„»«\u2018\n]+)[\"“”«](?!\w)"), "\u2018\\1\u2019"),
    }
)
"""What stands in the wrong quotation marks of a language, without others inside, and how it is written."""


def wrong_quotation_marks(checkout: Checkout) -> Iterator[Finding]:
    """Quotation marks are »…« in Danish and single in English; the titles of documents are left as their own."""
    for table, key, node in nodes(checkout.corpus):
        for loc, text in texts(node) if table not in ("sources", "documents") else ():
            for language, (quoted, written) in _QUOTED.items():
                if found := quoted.search(value := text.in_(language)):
                    yield finding(
                        checkout, WRONG_QUOTATION_MARKS, table, key, (*loc, language),
                        found=found[0], right=found.expand(written), language=LANGUAGE_NAMES[language],
                        fix=Fix(quoted.sub(written, value), safe=True),
                    )  # fmt: skip
