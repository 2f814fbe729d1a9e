"""Own data laid over other data: what is added, and which ids both have."""

from collections.abc import Iterator, Mapping
from dataclasses import fields
from types import MappingProxyType
from typing import Any

from reformdata.models import Corpus
from reformdata.models.ids import in_order

VOCABULARIES = frozenset({"areas", "themes", "target_groups"})
"""Tables whose entries own data may repeat, word for word: a repository of its own starts with a copy of them."""

_SIDECARS = frozenset({"fingerprints", "readings"})
"""What has the id of its source and none of its own."""


def lay(base: Corpus, own: Corpus) -> Corpus:
    """The entries of `base`, then those of `own` whose ids it has not.

    What is in `base` comes first in every table, so that a check which tells of the later of two entries tells of
    the own one; `ordered` puts them in the order of their ids.
    """
    used = frozenset(_ids(base))
    return Corpus(
        **{
            table: MappingProxyType(
                {**entries, **{id_: one for id_, one in _table(own, table).items() if (_space(table), id_) not in used}}
            )
            for table, entries in _tables(base)
        }
    )


def ordered(corpus: Corpus) -> Corpus:
    """`corpus` with each table in the order of its ids."""
    return Corpus(
        **{
            table: MappingProxyType({id_: entries[id_] for id_ in sorted(entries, key=in_order)})
            for table, entries in _tables(corpus)
        }
    )


def repeated(base: Corpus, own: Corpus) -> Iterator[tuple[str, str]]:
    """Table and id of each entry of a vocabulary that `own` has exactly as `base` has it."""
    for table in sorted(VOCABULARIES):
        known = _table(base, table)
        yield from ((table, id_) for id_, one in _table(own, table).items() if known.get(id_) == one)


def collisions(base: Corpus, own: Corpus) -> Iterator[tuple[str, str]]:
    """Table and id of each entry of `own` whose id `base` has for something else, or for what only it may hold."""
    used = frozenset(_ids(base))
    allowed = frozenset(repeated(base, own))
    for table, entries in _tables(own):
        if table not in _SIDECARS:
            yield from ((table, id_) for id_ in entries if (_space(table), id_) in used and (table, id_) not in allowed)


def _tables(corpus: Corpus) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for field in fields(corpus):
        yield field.name, _table(corpus, field.name)


def _table(corpus: Corpus, table: str) -> Mapping[str, Any]:
    entries: Mapping[str, Any] = getattr(corpus, table)
    return entries


def _ids(corpus: Corpus) -> Iterator[tuple[str, str]]:
    for table, entries in _tables(corpus):
        yield from ((_space(table), id_) for id_ in entries)


def _space(table: str) -> str:
    """Records and the tombstones of records share their ids."""
    return "records" if table == "retired" else table
