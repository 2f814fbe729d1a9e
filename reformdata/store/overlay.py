"""An overlay: other data added to a data set, and the ids that both use."""

from collections.abc import Iterator, Mapping
from dataclasses import fields
from types import MappingProxyType
from typing import Any

from reformdata.models import Corpus
from reformdata.models.ids import id_sort_key

VOCABULARIES = frozenset({"areas", "themes", "target_groups", "glossary"})
"""The tables whose entries an overlay may repeat unchanged: a repository may start with a copy of them."""

_SIDECARS = frozenset({"fingerprints", "readings"})
"""Tables whose entries have the id of their source."""


def add_overlay(base: Corpus, overlay: Corpus) -> Corpus:
    """The entries of `base`, then those of `overlay` whose ids are not used in `base`.

    In every table the entries of `base` come first, so that a check which reports the later of two entries reports
    that of the overlay.
    """
    used, added = frozenset(_keys(base)), _tables(overlay)
    return Corpus(
        **{
            table: MappingProxyType(
                {**entries, **{id_: one for id_, one in added[table].items() if _key(table, id_) not in used}}
            )
            for table, entries in _tables(base).items()
        }
    )


def sort_by_id(corpus: Corpus) -> Corpus:
    """`corpus` with each table in the order of its ids."""
    return Corpus(
        **{
            table: MappingProxyType({id_: entries[id_] for id_ in sorted(entries, key=id_sort_key)})
            for table, entries in _tables(corpus).items()
        }
    )


def repetitions(base: Corpus, overlay: Corpus) -> Iterator[tuple[str, str]]:
    """Table and id of each entry of a vocabulary that is the same in both."""
    for table in sorted(VOCABULARIES):
        known = getattr(base, table)
        yield from ((table, id_) for id_, one in getattr(overlay, table).items() if known.get(id_) == one)


def collisions(base: Corpus, overlay: Corpus) -> Iterator[tuple[str, str]]:
    """Table and id of each entry of `overlay` whose id is used in `base`, except for repetitions."""
    used = frozenset(_keys(base))
    allowed = frozenset(repetitions(base, overlay))
    for table, entries in _tables(overlay).items():
        if table not in _SIDECARS:
            yield from ((table, id_) for id_ in entries if _key(table, id_) in used and (table, id_) not in allowed)


def _tables(corpus: Corpus) -> dict[str, Mapping[str, Any]]:
    return {field.name: getattr(corpus, field.name) for field in fields(corpus)}


def _keys(corpus: Corpus) -> Iterator[tuple[str, str]]:
    for table, entries in _tables(corpus).items():
        yield from (_key(table, id_) for id_ in entries)


def _key(table: str, id_: str) -> tuple[str, str]:
    """What must be unique: an id in its table, where records and retired records count as one table."""
    return "records" if table == "retired" else table, id_
