"""Digests of records: what the checks across records compare, as hashes, which are small and the same in every process."""

from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from hashlib import blake2b
from itertools import chain
from typing import Any

from reformdata.curation.checks.entries import REFERENCES, Node, texts, words_of
from reformdata.curation.reading.checkout import Checkout, Digest
from reformdata.findings import Loc
from reformdata.models import LANGUAGES, Initiative, Label, Language, Proposal, Statement, Text
from reformdata.models.fields import follow

Record = Proposal | Statement | Initiative

_OFTEN_SAME = frozenset({"name", "office", "of", "says"})
"""Fields with names, which are often the same, and with what a document says, which may bear on several records."""
_LEFT_OUT = Label("…", "…")


def digest_of(checkout: Checkout, record: Record) -> Digest:
    """The digest of `record`, which is made unless the record was read without its texts."""
    return checkout.digests.get(record.id) or digest(record)


def digest(record: Record) -> Digest:
    """The digest of a whole record."""
    triples = (_triples(record, "da"), _triples(record, "en"))
    return Digest(
        text_hashes(record), triples, tuple(_shared.setdefault(one, one) for one in dict.fromkeys(references(record)))
    )


def without_texts(record: Record) -> Record:
    """`record` with an ellipsis for each text that its digest has a hash of, and without quantities.

    What it has in common with other records is there once.
    """
    relations = tuple(_with(relation, reason=_LEFT_OUT) for relation in record.relations)
    left: Record = _with(record, title=_LEFT_OUT, text=_LEFT_OUT, quantities=(), relations=relations)
    return left


def _with(model: Any, **values: Any) -> Any:
    """A copy of a frozen model with other values, which are not validated again."""
    changed = object.__new__(type(model))
    for name in type(model).__dataclass_fields__:
        value = values[name] if name in values else getattr(model, name)
        object.__setattr__(changed, name, value if name in values else _shared.setdefault(value, value))
    return changed


_shared: dict[Any, Any] = {}
"""The values of the records that were read in this process."""


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
        "q", (_text_hash(text.in_(language), language) for _, text in own_texts(node) for language in LANGUAGES)
    )


def _text_hash(text: str, language: Language) -> int:
    folded = text.casefold()
    if "  " in folded or "\n" in folded:  # the only blanks in a file that are more than one, or no space
        folded = " ".join(folded.split())
    return _hash(f"{language} {folded}")


def _triples(record: Record, language: Language) -> "array[int]":
    """The hashes of the word triples of title and text, in ascending order; that of a triple is made of those of its words."""
    first = list(
        map(_word_hashes.__getitem__, words_of(record.title.in_(language)) + words_of(record.text.in_(language)))
    )
    # Python hashes numbers, and tuples of them, in the same way in every process.
    return array("q", sorted(set(map(hash, zip(first, first[1:], first[2:], strict=False)))))


class _Hashes(dict[str, int]):
    """The hashes of words; a cache that counts uses would cost more than it saves."""

    def __missing__(self, word: str) -> int:
        self[word] = known = _hash(word)
        return known


_word_hashes = _Hashes()


def _hash(text: str) -> int:
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "little", signed=True)


_AT_ONCE = 1 << 17
"""So many hashes are counted at once, which keeps the memory for it small; or an eighth of all, since each portion takes time."""
_MOST_PORTIONS = 8


def count_repeated(hashes: Sequence["array[int]"]) -> dict[int, int]:
    """How often each hash is there that is there twice or more; each array is in ascending order."""
    steps = min(1 + sum(map(len, hashes)) // _AT_ONCE, _MOST_PORTIONS)
    limits = [(step << 64) // steps - (1 << 63) for step in range(1, steps)]
    repeated: dict[int, int] = {}
    starts = [0] * len(hashes)
    for limit in (*limits, None):
        ends = [len(one) if limit is None else bisect_left(one, limit) for one in hashes]
        parts = (one[start:end] for one, start, end in zip(hashes, starts, ends, strict=True))
        counts = Counter(chain.from_iterable(parts))
        repeated.update((one, count) for one, count in counts.items() if count > 1)
        starts = ends
    return repeated
