"""The names of actors, reforms and laws in running text."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import islice
from types import MappingProxyType

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


@dataclass(frozen=True, slots=True)
class Names:
    """The names of some entries, and a pattern that finds them in texts."""

    pattern: re.Pattern[str]
    owners: Mapping[str, tuple[_Named, ...]]
    """The entries with a name, by the name in lower case."""
    words: Mapping[str, tuple[frozenset[str], ...]]
    """The words of each name, also in the genitive, by the first: a text without them does not have it."""

    def in_(self, text: str) -> Iterator[tuple[str, tuple[_Named, ...]]]:
        """The names in `text`, the longest at each place, each with the entries of that name."""
        words = folded_words(text)
        if any(own <= words for first in self.words.keys() & words for own in self.words[first]):
            for match in self.pattern.finditer(text):
                yield match["name"], self.owners[match["name"].casefold()]


def compile_names(entries: Iterable[_Named], language: Language, *, around: str = "{}") -> Names:
    """The names of `entries` in `language`; `around` is a pattern with `{}` for the name."""
    owners: dict[str, tuple[_Named, ...]] = {}
    patterns = {}
    for entry in entries:
        for name in _names(entry, language):
            others = owners.get(name.casefold(), ())
            owners[name.casefold()] = others if entry in others else (*others, entry)
            patterns[_as_written(name, entry)] = name
    # The longest first, so that a name inside a longer one is not found; (?!) matches nothing if there is no name.
    longest = sorted(patterns, key=lambda pattern: (-len(patterns[pattern]), pattern))
    # By their first letter, so that at most places in a text only one look at it is needed for each letter.
    by_letter: dict[str, list[str]] = {}
    for pattern in longest:
        by_letter.setdefault(patterns[pattern][0].casefold(), []).append(pattern)
    names = "|".join(f"(?=(?i:{re.escape(one)}))(?:{'|'.join(each)})" for one, each in by_letter.items()) or "(?!)"
    return Names(
        re.compile(around.format(rf"(?<!\w)(?P<name>{names})(?:['\u2019]?s|['\u2019])?(?!\w)")),
        owners,
        _by_first_word(owners),
    )


def _by_first_word(names: Iterable[str]) -> Mapping[str, tuple[frozenset[str], ...]]:
    found: dict[str, tuple[frozenset[str], ...]] = {}
    for name in names:
        *before, last = words_of(name)
        for words in ((*before, last), (*before, f"{last}s")):
            found[words[0]] = (*found.get(words[0], ()), frozenset(words))
    return found


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
