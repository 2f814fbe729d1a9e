"""Which records may say the same as a new one: asked of the full-text index, weighed word by word, in both languages."""

from collections.abc import Mapping
from math import log
from typing import NamedTuple

from reformdata.errors import DanglingReferenceError
from reformdata.models import LANGUAGES, Corpus, Language
from reformdata.store.compiling import compile_corpus
from reformdata.store.file import Store
from reformdata.store.stems import danish, english, words

LIKELY = 0.5
"""Of the words of a new title a record must hold so many, weighed by how rare they are."""

_CANDIDATES = 20
_MOST = 5
_LETTERS = 4
"""Shorter words say little of what an act is about."""

_WORDS = 2
"""A single word is in many records and makes none of them a duplicate."""


class Likeness(NamedTuple):
    """A record, and how much of a new one it says: from 0 to 1."""

    id: str
    share: float


def likely_duplicates(corpus: Corpus, title: Mapping[Language, str]) -> list[Likeness]:
    """The records of `corpus` that hold most of what `title` says in either language, at most five, the likest first."""
    try:
        store = Store.of_bytes(compile_corpus(corpus))
    except DanglingReferenceError:
        return []  # a checkout in which something else is amiss; that is `validate`'s to tell
    shares: dict[str, float] = {}
    for language in LANGUAGES:
        for id_, share in _alike(store, corpus, title.get(language, ""), language):
            shares[id_] = max(share, shares.get(id_, 0))
    ranked = sorted(shares.items(), key=lambda pair: (-pair[1], pair[0]))
    return [Likeness(id_, share) for id_, share in ranked if share >= LIKELY][:_MOST]


def _alike(store: Store, corpus: Corpus, title: str, language: Language) -> list[Likeness]:
    wanted = _stems(title, language)
    if len(wanted) < _WORDS:
        return []
    weights = {stem: log((2 + len(corpus.records)) / (1 + _count(store, stem, language))) for stem in wanted}
    found = store.column(
        "SELECT bodies.id FROM search JOIN bodies ON bodies.key = search.rowid WHERE search MATCH ?"
        " ORDER BY bm25(search), bodies.id LIMIT ?",
        (_either(wanted, language), _CANDIDATES),
    )
    whole = sum(weights.values())
    return [Likeness(id_, _held(corpus, id_, language, weights) / whole) for id_ in found if id_ in corpus.records]


def _held(corpus: Corpus, id_: str, language: Language, weights: Mapping[str, float]) -> float:
    record = corpus.records[id_]
    said = _stems(f"{record.title.in_(language)} {record.text.in_(language)}", language)
    return sum(weight for stem, weight in weights.items() if stem in said)


def _count(store: Store, stem: str, language: Language) -> int:
    return int(store.column("SELECT count(*) FROM search WHERE search MATCH ?", (_either({stem}, language),))[0])


def _either(stems: set[str], language: Language) -> str:
    """The expression of FTS5 for records that hold any of `stems`."""
    quoted = " OR ".join(f'"{stem}"' for stem in sorted(stems))
    return f"{{title_{language} text_{language}}} : ({quoted})"


def _stems(text: str, language: Language) -> set[str]:
    stem = danish if language == "da" else english
    return {stem(word) for word in words(text) if len(word) >= _LETTERS}
