"""Terms in the English of a text: translations that the glossary rejects, and abbreviations that nobody explains."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from reformdata.curation.checks.entries import finding, folded_words, nodes, once, texts, words_of
from reformdata.curation.reading.checkout import Checkout
from reformdata.curation.rules import REJECTED_TRANSLATION, UNEXPLAINED_ABBREVIATION
from reformdata.findings import Finding
from reformdata.models import Actor, Corpus, GlossaryTerm, Law, Reform

_PROSE = frozenset({"title", "text", "reason", "description", "definition"})
"""The fields with sentences; names are official, and the glossary itself writes about words."""


class Pattern(NamedTuple):
    """A term of the glossary, and what finds it in a text."""

    term: GlossaryTerm
    danish: re.Pattern[str]
    """The forms of the term, with any ending."""
    rejected: re.Pattern[str]
    """The English that must not translate it."""


def compile_glossary(terms: Iterable[GlossaryTerm]) -> list[Pattern]:
    """The patterns of `terms`, in their order."""
    return [
        Pattern(
            term,
            re.compile(rf"(?<!\w)(?:{_any_of(term.forms or (term.name.da,))})", re.IGNORECASE),
            re.compile(rf"(?<!\w)(?:{_any_of(term.rejected)})(?!\w)", re.IGNORECASE),
        )
        for term in terms
    ]


def terms_in(danish: str, glossary: Iterable[Pattern]) -> Iterator[Pattern]:
    """The terms of `glossary` that occur in a Danish text."""
    return (one for one in glossary if one.danish.search(danish))


def _any_of(words: Iterable[str]) -> str:
    # (?!) matches nothing if there is no word.
    return "|".join(map(re.escape, words)) or "(?!)"


def rejected_translations(checkout: Checkout) -> Iterator[Finding]:
    """No English text has a word that the glossary rejects for a term of its Danish text."""
    glossary, by_word = _glossary(checkout.names)
    for table, key, node in nodes(checkout.corpus):
        for loc, text in texts(node):
            if loc[-1] not in _PROSE:
                continue
            words = folded_words(text.en)
            if by_word.keys().isdisjoint(words):
                continue
            likely = {
                number
                for word in by_word.keys() & words
                for number, others in by_word[word]
                if words.issuperset(others)
            }
            for term, danish, rejected in (glossary[number] for number in sorted(likely)):
                wrong = rejected.search(text.en)
                if wrong and danish.search(text.da):
                    yield finding(
                        checkout, REJECTED_TRANSLATION, table, key, (*loc, "en"),
                        found=wrong[0], danish=term.name.da, english=term.name.en,
                    )  # fmt: skip


@once
def _glossary(corpus: Corpus) -> tuple[list[Pattern], Mapping[str, list[tuple[int, tuple[str, ...]]]]]:
    """The patterns of the glossary, and their numbers with the words of each translation that they reject, by the longest."""
    by_word: dict[str, list[tuple[int, tuple[str, ...]]]] = defaultdict(list)
    for number, term in enumerate(corpus.glossary.values()):
        for rejected in term.rejected:
            words = words_of(rejected)
            by_word[max(words, key=len, default="")].append((number, words))
    return compile_glossary(corpus.glossary.values()), by_word


# ---- abbreviations

_ABBREVIATION = re.compile(r"[A-ZÆØÅ](?<![\w-].)[A-ZÆØÅ]+(?=s?(?![\w-]))")
"""It looks back after the first letter, since a search for a set of letters is fast."""
_WELL_KNOWN = re.compile(r"AI|CV|EU|GDP|ID|IT|NGO|OECD|PDF|TV|UK|UN|USA?|WHO|[IVX]+")
"""Abbreviations that every reader knows, and Roman numerals."""
_NO_NOUN = (
    "a|about|after|an|and|are|as|at|before|between|but|by|for|from|had|has|have|if|in|into|is|near|not|of|on|or|over|so|than|that|the"
    "|then|through|to|under|via|was|were|when|where|whether|which|while|who|with|within|without"
)


def unexplained_abbreviations(checkout: Checkout) -> Iterator[Finding]:
    """An abbreviation in a title or text is explained in the English of one of them, except those that all know."""
    written_out = _full_names(checkout.names)
    for record in checkout.corpus.records.values():
        row = f"{record.title.en}\n{record.text.en}"
        reported: set[str] = set()
        for field, words in (("title", record.title.en), ("text", record.text.en)):
            for abbreviation in _ABBREVIATION.findall(words):
                known = _WELL_KNOWN.fullmatch(abbreviation) or abbreviation in reported
                if known or is_explained(abbreviation, row, written_out.get(abbreviation, ())):
                    continue
                reported.add(abbreviation)
                yield finding(
                    checkout, UNEXPLAINED_ABBREVIATION, "records", record.id, (field, "en"), found=abbreviation
                )


def is_explained(abbreviation: str, row: str, full_names: Iterable[str] = ()) -> bool:
    """Whether `row` says what `abbreviation` stands for or is.

    It does with an apposition (`KL, the association of …`), with brackets around or after it (`(KL)`, `KKR (…)`),
    with a noun before it (`the consultancy KLK`, `its consultancy, KLK`), or with one of its `full_names`.
    """
    short = re.escape(abbreviation)
    explained = re.compile(
        rf"\([^()]*\b{short}\b|\b{short}(?: [\w-]+)? \("
        rf"|\b{short}, (?:the|an?|which|whose|[\w-]+['\u2019]s) "
        rf"|\b(?:[Tt]he|[Aa]n?|its|their) (?:[\w-]+ )*(?!(?:{_NO_NOUN})\b)[a-zæøå-]+,? {short}\b"
    )
    return bool(explained.search(row)) or any(name.casefold() in row.casefold() for name in full_names)


@once
def _full_names(corpus: Corpus) -> Mapping[str, list[str]]:
    """The English names of the actors, laws and reforms that have an abbreviation, by the abbreviation."""
    names: dict[str, list[str]] = {}
    entries: list[Actor | Law | Reform] = [*corpus.actors.values(), *corpus.laws.values(), *corpus.reforms.values()]
    for entry in entries:
        name = entry.name.en.removeprefix(f"{entry.abbreviation} – ")
        if entry.abbreviation and entry.abbreviation != name:
            names.setdefault(entry.abbreviation, []).append(name)
    return names
