"""The names of actors, reforms and laws in running text."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from types import MappingProxyType
from typing import NamedTuple

from reformdata.curation.checks.entries import finding, folded_words, once, texts, words_of
from reformdata.curation.reading.checkout import Checkout
from reformdata.curation.rules import LANGUAGE_NAMES, NAMES_DIFFER, PROPOSAL_WITHOUT_ADDRESSEE
from reformdata.findings import Finding
from reformdata.models import LANGUAGES, Actor, ActorKind, Corpus, Language, Law, Proposal, Reform

_Named = Actor | Reform | Law
_TABLES: Mapping[type[_Named], str] = MappingProxyType({Actor: "actors", Reform: "reforms", Law: "laws"})

_COMMON_NOUNS = frozenset({ActorKind.GROUP, ActorKind.GOVERNMENT})
"""Kinds of actors with common nouns as names, in many forms: municipalities, the government."""

_ARTICLE = re.compile(r"^(?:the|den|det|de) ", re.IGNORECASE)
_DANISH_ENDING = re.compile(r"(?<=\w\w\w\w)(?:erne|ene|en|et|ne|n|t|s)$")
_MODAL: Mapping[Language, str] = MappingProxyType({"da": "bør|skal", "en": "ought|must|should"})
_RIGHT: Mapping[Language, str] = MappingProxyType(
    {
        "da": r"(?: ikke| også)?(?: kunne| turde| slippe| \w\w+es"
        r"| (?:have|få)(?: \w+)? (?:lov|ret|frihed|mulighed|adgang|hænder|råderum))\b",
        "en": "(?: not| also)?(?: to)?(?: be (?:able|allowed|free|exempt|permitted)"
        r"| be \w+(?:ed|en)| (?:have|get)(?: \w+)? (?:right|freedom|power|option|leeway|discretion|hands?))\b",
    }
)
"""What follows the modal verb if its subject is not asked to act, but is to be free to, or something is done with it."""


class Name(NamedTuple):
    """A name as it may be written."""

    rank: int
    """Its place in the order in which names are looked for: a name inside a longer one comes later."""
    first: str
    """Its first letter, small and as a capital unless one of them makes it another word."""
    rest: str
    words: tuple[str, ...]
    owners: tuple[_Named, ...]
    """The entries with this name."""


_GENITIVE = r"(?:['\u2019]?s|['\u2019])?(?!\w)"


@dataclass(frozen=True, slots=True)
class Names:
    """The names of some entries."""

    by_word: Mapping[str, tuple[Name, ...]]
    """By the longest word, also in the genitive; a text without the words of a name does not have it."""
    before: re.Pattern[str] | None
    """What must be right before a name."""
    after: re.Pattern[str]
    """What must be right after a name."""

    def in_(self, text: str) -> list[tuple[str, tuple[_Named, ...]]]:
        """The names in `text`, the longest at each place, each with the entries of that name."""
        words = folded_words(text)
        if self.by_word.keys().isdisjoint(words):
            return []
        likely = {
            name.rank: name
            for word in self.by_word.keys() & words
            for name in self.by_word[word]
            if name.rest in text and words.issuperset(name.words)
        }
        return list(self.found(likely, text)) if likely else []

    def found(self, likely: Mapping[int, Name], text: str) -> Iterator[tuple[str, tuple[_Named, ...]]]:
        """Those of the `likely` names that are in `text`."""
        starts = {match.end(): match.start() for match in self.before.finditer(text)} if self.before else None
        end = 0
        for start, rank, place, after in sorted(
            (place if starts is None else starts[place], rank, place, after)
            for rank, name in likely.items()
            for place, after in self.places(name, text)
            if starts is None or place in starts
        ):
            if start >= end:
                end = after
                yield text[place : place + 1 + len(likely[rank].rest)], likely[rank].owners

    def places(self, name: Name, text: str) -> Iterator[tuple[int, int]]:
        """The place of each first letter of `name` in `text`, and the end of what is after the name."""
        start = text.find(name.rest, 1)
        while start > 0:
            begins = text[start - 1] in name.first and (start == 1 or not _is_letter(text[start - 2]))
            match = self.after.match(text, start + len(name.rest)) if begins else None
            if match:
                yield start - 1, match.end()
            start = text.find(name.rest, match.end() if match else start + 1)


def _is_letter(character: str) -> bool:
    """Whether it is one in words: a letter, a digit or `_`."""
    return character.isalnum() or character == "_"


def compile_names(entries: Iterable[_Named], language: Language, *, before: str = "", after: str = "") -> Names:
    """The names of `entries` in `language`; `before` and `after` are patterns of what must be around them."""
    owners: dict[str, tuple[_Named, ...]] = {}
    written: dict[tuple[str, str], str] = {}
    for entry in entries:
        for name in _names(entry, language):
            others = owners.get(name.casefold(), ())
            owners[name.casefold()] = others if entry in others else (*others, entry)
            written[_first_letters(name, entry), name[1:]] = name
    by_word: dict[str, tuple[Name, ...]] = {}
    for rank, (first, rest) in enumerate(sorted(written, key=lambda one: (-len(written[one]), one))):
        name = written[first, rest]
        *words_before, last = words_of(name) or ("",)
        for words in ((*words_before, last), (*words_before, f"{last}s")):
            longest = max(words, key=len)
            by_word[longest] = (*by_word.get(longest, ()), Name(rank, first, rest, words, owners[name.casefold()]))
    return Names(by_word, re.compile(before) if before else None, re.compile(f"{_GENITIVE}{after}"))


def _names(entry: _Named, language: Language) -> Iterator[str]:
    for name in (entry.name.in_(language), *entry.aliases):
        yield _ARTICLE.sub("", name, count=1)


def _first_letters(name: str, entry: _Named) -> str:
    """The first letter of `name`, small and as a capital where that does not make it another word.

    KL is not `kl.`, and the programme "Sammen med borgeren" is not those three words in a sentence.
    """
    fixed = name.isupper() or (isinstance(entry, Reform) and " " in name)
    return name[0] if fixed else name[0].lower() + name[0].upper()


def names_differ(checkout: Checkout) -> Iterator[Finding]:
    """An entry that is named in one language is also named in the other, by any of its names.

    Only full names and aliases count, and not those of groups and the government, which are common nouns.
    """
    known, stems = _proper_names(checkout.names)
    for record in checkout.corpus.records.values():
        for loc, text in texts(record):
            found = [(language, known[language].in_(text.in_(language))) for language in LANGUAGES]
            if not any(names for _, names in found):
                continue
            in_danish, in_english = ({id(owner) for _, owners in names for owner in owners} for _, names in found)
            for language, names in found:
                other = text.en if language == "da" else text.da
                for name, owners in names:
                    if not (
                        any(id(owner) in in_danish and id(owner) in in_english for owner in owners)
                        or any(_is_named(stems[type(owner), owner.id], other) for owner in owners)
                    ):
                        yield finding(
                            checkout, NAMES_DIFFER, "records", record.id, (*loc, language),
                            found=name, file=checkout.places[_TABLES[type(owners[0])], owners[0].id].file,
                            language=LANGUAGE_NAMES[language],
                        )  # fmt: skip


@once
def _proper_names(corpus: Corpus) -> tuple[Mapping[Language, Names], Mapping[tuple[type[_Named], str], frozenset[str]]]:
    """The names that are no common nouns, by language, and the stems of all names of each entry, by its type and id."""
    proper = [actor for actor in corpus.actors.values() if actor.kind not in _COMMON_NOUNS]
    entries: list[_Named] = [*proper, *corpus.reforms.values(), *corpus.laws.values()]
    stems = {(type(entry), entry.id): _stems(entry) for entry in entries}
    return {language: compile_names(entries, language) for language in LANGUAGES}, stems


def _stems(entry: _Named) -> frozenset[str]:
    """The names of `entry` without their Danish endings, in small letters unless it has capitals alone."""
    stems = (_DANISH_ENDING.sub("", name) for language in LANGUAGES for name in _names(entry, language))
    return frozenset(stem if stem.isupper() else stem.lower() for stem in stems)


def _is_named(stems: Iterable[str], text: str) -> bool:
    """Whether a word of `text` begins one of the `stems`, with any ending: `nærhedsreformens`, `KL's`."""
    lowered = text.lower()
    return any(_begins_a_word(stem, text if stem.isupper() else lowered) for stem in stems)


def _begins_a_word(part: str, text: str) -> bool:
    start = text.find(part)
    while start > 0 and _is_letter(text[start - 1]):
        start = text.find(part, start + 1)
    return start >= 0


def proposals_without_addressee(checkout: Checkout) -> Iterator[Finding]:
    """A proposal that says who must or ought to act has an addressee.

    Only known actors right before or after the verb count: "kommunerne bør", "bør KL", "KL ought".
    """
    patterns_by_language = _names_beside_a_verb(checkout.names)
    for record in checkout.corpus.records.values():
        if not isinstance(record, Proposal) or record.addressees:
            continue
        found = (
            (field, language, name, owners[0].id)
            for field, text in (("title", record.title), ("text", record.text))
            for language, names in patterns_by_language
            for name, owners in names.in_(text.in_(language))
        )
        for field, language, name, actor in islice(found, 1):  # one is enough
            yield finding(
                checkout, PROPOSAL_WITHOUT_ADDRESSEE, "records", record.id, (field, language), found=name, actor=actor
            )


@once
def _names_beside_a_verb(corpus: Corpus) -> list[tuple[Language, Names]]:
    """What finds an actor that must or ought to do something, in each language."""
    actors = list(corpus.actors.values())
    return [
        (language, compile_names(actors, language, before=before, after=after))
        for language, verbs in _MODAL.items()
        for before, after in (
            ("", rf"\s(?i:{verbs})\b(?!{_RIGHT[language]})"),
            (rf"\b(?i:{verbs})\s", rf"(?!{_RIGHT[language]})"),
        )
    ]
