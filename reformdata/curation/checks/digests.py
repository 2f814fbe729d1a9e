"""Digests of records: what the checks across records compare, as hashes, which are small and the same in every process."""

import re
from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import fields
from functools import lru_cache
from hashlib import blake2b
from itertools import chain
from operator import xor
from typing import Any

from reformdata.curation.checks.entries import REFERENCES, Node, texts
from reformdata.curation.reading.checkout import Checkout, Digest
from reformdata.findings import Loc
from reformdata.models import LANGUAGES, Initiative, Label, Language, Proposal, Statement, Text
from reformdata.models.fields import follow

Record = Proposal | Statement | Initiative

_OFTEN_SAME = frozenset({"name", "office", "of", "says"})
"""Fields with names, which are often the same, and with what a document says, which may bear on several records."""
_LEFT_OUT = Label("…", "…")
_WORD = re.compile(r"\w+")


def digest_of(checkout: Checkout, record: Record) -> Digest:
    """The digest of `record`, which is made unless the record was read without its texts."""
    return checkout.digests.get(record.id) or digest(record)


def digest(record: Record) -> Digest:
    """The digest of a whole record."""
    both = [f"{record.title.in_(language)} {record.text.in_(language)}" for language in LANGUAGES]
    return Digest(text_hashes(record), (_triples(both[0]), _triples(both[1])), tuple(dict.fromkeys(references(record))))


def without_texts(record: Record) -> Record:
    """`record` with an ellipsis for each text that its digest has a hash of, and without quantities."""
    relations = tuple(_with(relation, reason=_LEFT_OUT) for relation in record.relations)
    left: Record = _with(record, title=_LEFT_OUT, text=_LEFT_OUT, quantities=(), relations=relations)
    return left


def _with(model: Any, **values: Any) -> Any:
    """A copy of a frozen model with other values, which are not validated again."""
    changed = object.__new__(type(model))
    for field in fields(model):
        object.__setattr__(changed, field.name, values.get(field.name, getattr(model, field.name)))
    return changed


def references(node: Node) -> Iterator[tuple[str, str]]:
    """What `node` refers to: table and id."""
    for path, table in REFERENCES[type(node)]:
        for _, found in follow(node, path):
            yield table, found


def own_texts(node: Node) -> Iterator[tuple[Loc, Label | Text]]:
    """The bilingual texts of `node` that no other entry should have, each with its place."""
    return ((loc, text) for loc, text in texts(node) if loc[-1] not in _OFTEN_SAME)


def text_hashes(node: Node) -> "array[int]":
    """A hash of each of the `own_texts` in each language, whatever its capitals and blanks."""
    return array(
        "Q", (_text_hash(text.in_(language), language) for _, text in own_texts(node) for language in LANGUAGES)
    )


def _text_hash(text: str, language: Language) -> int:
    return _numbers(f"{language} {' '.join(text.casefold().split())}", 1)[0]


def _triples(text: str) -> "array[int]":
    """The hashes of the word triples of `text`, in ascending order; that of a triple is made of those of its words."""
    hashes = [_word_hashes(word) for word in _WORD.findall(text.casefold())]
    first, second, third = ([one[place] for one in hashes[place:]] for place in range(3))
    return array("Q", sorted(set(map(xor, map(xor, first, second), third))))


@lru_cache(maxsize=1 << 16)
def _word_hashes(word: str) -> tuple[int, ...]:
    """The hashes of a word as the first, the second and the third of a triple."""
    return _numbers(word, 3)


def _numbers(text: str, count: int) -> tuple[int, ...]:
    whole = blake2b(text.encode(), digest_size=8 * count).digest()
    return tuple(int.from_bytes(whole[at : at + 8], "little") for at in range(0, len(whole), 8))


_AT_ONCE = 1 << 19
"""So many hashes are counted at once, which keeps the memory for it small."""


def count_repeated(hashes: Sequence["array[int]"]) -> dict[int, int]:
    """How often each hash is there that is there twice or more; each array is in ascending order."""
    steps = 1 + sum(map(len, hashes)) // _AT_ONCE
    limits = [(step << 64) // steps for step in range(1, steps)]
    repeated: dict[int, int] = {}
    starts = [0] * len(hashes)
    for limit in (*limits, None):
        ends = [len(one) if limit is None else bisect_left(one, limit) for one in hashes]
        parts = (one[start:end] for one, start, end in zip(hashes, starts, ends, strict=True))
        counts = Counter(chain.from_iterable(parts))
        repeated.update((one, count) for one, count in counts.items() if count > 1)
        starts = ends
    return repeated
