"""The names of actors, reforms and laws in running text."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import islice
from operator import itemgetter
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
    pattern: str
    words: tuple[str, ...]
    owners: tuple[_Named, ...]
    """The entries with this name."""


@dataclass(frozen=True, slots=True)
class Names:
    """The names of some entries."""

    by_word: Mapping[str, tuple[Name, ...]]
    """By the longest word, also in the genitive; a text without the words of a name does not have it."""

    def in_(self, text: str) -> Iterator[tuple[str, tuple[_Named, ...]]]:
        """The names in `text`, the longest at each place, each with the entries of that name."""
        words = folded_words(text)
        likely = {
            name.rank: name
            for word in self.by_word.keys() & words
            for name in self.by_word[word]
            if words.issuperset(name.words)
        }
        found = [
            (match.start(), name.rank, match)
            for name in likely.values()
            for match in _compiled(name.pattern).finditer(text)
        ]
        end = 0
        for start, rank, match in sorted(found, key=itemgetter(0, 1)):
            if start >= end:
                end = match.end()
                yield match["name"], likely[rank].owners


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """The compiled `pattern`; most names are in no text, and are never compiled."""
    return re.compile(pattern)


def compile_names(entries: Iterable[_Named], language: Language, *, around: str = "{}") -> Names:
    """The names of `entries` in `language`; `around` is a pattern with `{}` for the name."""
    owners: dict[str, tuple[_Named, ...]] = {}
    patterns = {}
    for entry in entries:
        for name in _names(entry, language):
            others = owners.get(name.casefold(), ())
            owners[name.casefold()] = others if entry in others else (*others, entry)
            patterns[_as_written(name, entry)] = name
    by_word: dict[str, tuple[Name, ...]] = {}
    for rank, written in enumerate(sorted(patterns, key=lambda pattern: (-len(patterns[pattern]), pattern))):
        pattern = around.format(rf"(?<!\w)(?P<name>{written})(?:['\u2019]?s|['\u2019])?(?!\w)")
        *before, last = words_of(patterns[written]) or ("",)
        for words in ((*before, last), (*before, f"{last}s")):
            found = Name(rank, pattern, words, owners[patterns[written].casefold()])
            longest = max(words, key=len)
            by_word[longest] = (*by_word.get(longest, ()), found)
    return Names(by_word)


def _names(entry: _Named, language: Language) -> Iterator[str]:
    for name in (entry.name.in_(language), *entry.aliases):
        yield _ARTICLE.sub("", name, count=1)


def _as_written(name: str, entry: _Named) -> str:
    """A pattern of `name`, with a small or capital first letter where that does not make it another word.

    KL is not `kl.`, and the programme "Sammen med borgeren" is not those three words in a sentence.
    """
    if name.isupper() or (isinstance(entry, Reform) and " " in name):
        return re.escape(name)
    return f"(?i:{re.escape(name[0])}){re.escape(name[1:])}"


def names_differ(checkout: Checkout) -> Iterator[Finding]:
    """An entry that is named in one language is also named in the other, by any of its names.

    Only full names and aliases count, and not those of groups and the government, which are common nouns.
    """
    known, anywhere = _proper_names(checkout.names)
    for record in checkout.corpus.records.values():
        for loc, text in texts(record):
            for language in LANGUAGES:
                other = text.en if language == "da" else text.da
                for name, owners in known[language].in_(text.in_(language)):
                    if not any(anywhere(owner).search(other) for owner in owners):
                        yield finding(
                            checkout, NAMES_DIFFER, "records", record.id, (*loc, language),
                            found=name, file=checkout.places[_TABLES[type(owners[0])], owners[0].id].file,
                            language=LANGUAGE_NAMES[language],
                        )  # fmt: skip


@once
def _proper_names(corpus: Corpus) -> tuple[Mapping[Language, Names], Callable[[_Named], re.Pattern[str]]]:
    """The names that are no common nouns, by language, and what finds an entry by any of its names."""
    proper = [actor for actor in corpus.actors.values() if actor.kind not in _COMMON_NOUNS]
    entries: list[_Named] = [*proper, *corpus.reforms.values(), *corpus.laws.values()]
    return {language: compile_names(entries, language) for language in LANGUAGES}, cache(_anywhere)


def _anywhere(entry: _Named) -> re.Pattern[str]:
    """A pattern of all names of `entry`, with any ending: `nærhedsreformens`, `KL's`."""
    names = {name for language in LANGUAGES for name in _names(entry, language)}
    stems = (re.escape(_DANISH_ENDING.sub("", name)) for name in sorted(names))
    either = (stem if stem.isupper() else f"(?i:{stem})" for stem in stems)
    return re.compile(rf"(?<!\w)(?:{'|'.join(either)})")


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
        (language, compile_names(actors, language, around=around.replace("VERB", f"(?i:{verbs})")))
        for language, verbs in _MODAL.items()
        for around in (rf"{{}}\sVERB\b(?!{_RIGHT[language]})", rf"\bVERB\s{{}}(?!{_RIGHT[language]})")
    ]
