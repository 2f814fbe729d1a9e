"""The entries of a checkout: how to walk over them and their fields, and how to report a finding in one of them."""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from operator import attrgetter
from types import MappingProxyType
from typing import Any, TypeAlias, TypeVar

from reformdata.curation.reading.checkout import Checkout
from reformdata.findings import Finding, Loc, Rule
from reformdata.models import (
    TABLES,
    Corpus,
    Entry,
    Initiative,
    Label,
    Outcome,
    Proposal,
    Retired,
    Statement,
    Text,
)
from reformdata.models.fields import Path, follow, paths, references

Node: TypeAlias = Proposal | Statement | Initiative | Retired | Outcome | Entry
"""A record, a tombstone, an outcome or an entry of a reference table."""


def nodes(corpus: Corpus) -> Iterator[tuple[str, str, Node]]:
    """All records, tombstones, outcomes and entries, each with its table and id."""
    for table, entries in zip(_TABLES, _entries(corpus), strict=True):
        if entries:
            for key, node in entries.items():
                yield table, key, node


_TABLES = ("records", "retired", "outcomes", *TABLES)
_entries = attrgetter(*_TABLES)


_MODELS: tuple[type[Node], ...] = (Proposal, Statement, Initiative, Retired, Outcome, *TABLES.values())

REFERENCES: Mapping[type[Node], tuple[tuple[Path, str], ...]] = MappingProxyType(
    {model: references(model) for model in _MODELS}
)
"""The paths to the references of a model, each with the table that it refers to."""

BILINGUAL: Mapping[type[Node], tuple[Path, ...]] = MappingProxyType(
    {model: tuple(path for path, field in paths(model) if field.base in (Label, Text)) for model in _MODELS}
)
"""The paths to the bilingual texts of a model."""

LISTS: Mapping[type[Node], tuple[Path, ...]] = MappingProxyType(
    {model: tuple(path for path, field in paths(model) if field.many) for model in _MODELS}
)
"""The paths to the lists of a model."""


_S = TypeVar("_S")
_T = TypeVar("_T")
_WORD = re.compile(r"\w+")


@lru_cache(maxsize=1 << 10)
def folded_words(text: str) -> frozenset[str]:
    """The words of `text`, whatever their capitals, and the empty word."""
    return frozenset(("", *words_of(text)))


@lru_cache(maxsize=1 << 10)
def words_of(text: str) -> tuple[str, ...]:
    """The words of `text` in their order, whatever their capitals; several checks ask for those of the same text."""
    return tuple(_WORD.findall(text.casefold()))


def once(make: Callable[[_S], _T]) -> Callable[[_S], _T]:
    """`make`, which keeps what it made of the latest object: one record after another is checked against the same names."""
    latest: list[tuple[_S, _T]] = []

    def made(of: _S) -> _T:
        if not latest or latest[0][0] is not of:
            latest[:] = [(of, make(of))]
        return latest[0][1]

    return made


@once
def texts(node: Node) -> tuple[tuple[Loc, Label | Text], ...]:
    """The bilingual texts of `node`, each with its place."""
    return tuple(found for path in BILINGUAL[type(node)] for found in follow(node, path))


def finding(checkout: Checkout, rule: Rule, table: str, key: str, loc: Loc = (), /, **details: Any) -> Finding:
    """A finding of `rule` at `loc` in the entry `key` of `table`; `details` are those of `Rule.finding`."""
    place = checkout.places[table, key]
    return rule.finding(place.file, (*place.loc, *loc), **details)


def broken(checkout: Checkout, table: str) -> frozenset[str]:
    """The ids of `table` whose file could not be read; references to them are not reported."""
    return checkout.broken.get(table, frozenset())


def source_of(record: str) -> str:
    """The source in the id of a record, or in an invalid id of a file that could not be read."""
    return record.rpartition(".")[0]


def broken_records(checkout: Checkout) -> frozenset[str]:
    """The ids of records and tombstones whose file could not be read."""
    return broken(checkout, "records") | broken(checkout, "retired")


def uncertain_sources(checkout: Checkout) -> frozenset[str]:
    """The sources with a record that could not be read or does not count: what others cite of them says little."""
    return checkout.uncertain | {source_of(id_) for id_ in broken_records(checkout)}
