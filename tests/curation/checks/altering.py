"""The base checkout, and what it is with something altered."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from types import MappingProxyType
from typing import Any

from reformdata.curation.reading.checkout import Checkout, Place, read_checkout
from reformdata.findings import Finding, Loc
from reformdata.models import Corpus, Label, Relation, RelationType, Retired
from reformdata.models.ids import RecordId
from tests import FIXTURE

PROPOSAL, STATEMENT, INITIATIVE = (RecordId(f"skovby-2020-brev.0{number}") for number in (1, 2, 3))
SOURCE = "skovby-2020-brev"


@cache
def base() -> Checkout:
    """The base checkout, which is without findings."""
    return read_checkout(FIXTURE)


def put(checkout: Checkout, table: str, key: str, entry: Any) -> Checkout:
    """`checkout` with `entry` as `key` of `table`."""
    entries = dict(sorted({**getattr(checkout.corpus, table), key: entry}.items()))
    corpus = replace(checkout.corpus, **{table: MappingProxyType(entries)})
    place = checkout.places.get((table, key), Place(file=f"records/{table}/{key}.yaml"))
    return replace(checkout, corpus=corpus, places=MappingProxyType({**checkout.places, (table, key): place}))


def alter(checkout: Checkout, table: str, key: str, **fields: Any) -> Checkout:
    """`checkout` with other values of some fields of the entry `key` of `table`."""
    return put(checkout, table, key, replace(getattr(checkout.corpus, table)[key], **fields))


def add_copy(checkout: Checkout, key: str, number: int, **fields: Any) -> Checkout:
    """`checkout` with a further record like `key`, of the number `number`, that differs in `fields`."""
    id_ = RecordId(f"{SOURCE}.{number:02}")
    return put(checkout, "records", id_, replace(checkout.corpus.records[key], id=id_, **fields))


def without(checkout: Checkout, table: str, key: str) -> Checkout:
    """`checkout` without the entry `key` of `table`."""
    left = {id_: entry for id_, entry in getattr(checkout.corpus, table).items() if id_ != key}
    return replace(checkout, corpus=replace(checkout.corpus, **{table: MappingProxyType(left)}))


def broken(checkout: Checkout, table: str, *keys: str) -> Checkout:
    """`checkout` in which the files of `keys` could not be read."""
    for key in keys:
        checkout = without(checkout, table, key)
    return replace(checkout, broken=MappingProxyType({table: frozenset(keys)}))


def relation(type_: str, to: str) -> Relation:
    """A relation of `type_` to the record `to`."""
    return Relation(RelationType(type_), RecordId(to), Label("Sådan er det", "So it is"))


def tombstone(number: int, **fields: Any) -> Retired:
    """The tombstone of the record of that number."""
    date = base().corpus.sources[SOURCE].date
    return Retired(id=RecordId(f"{SOURCE}.{number:02}"), status="retired", retired=date, **fields)


def empty() -> Checkout:
    """A checkout in which nothing is."""
    return replace(base(), corpus=Corpus(), places=MappingProxyType({}))


def findings_of(check: Callable[[Checkout], Iterator[Finding]], checkout: Checkout) -> list[tuple[str, str, Loc, str]]:
    """What `check` says of `checkout`: code, file name, place and message of each finding."""
    return [
        (finding.rule.code, finding.file.rpartition("/")[2], finding.loc, finding.message.en)
        for finding in check(checkout)
    ]
