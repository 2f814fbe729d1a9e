"""The shared corpus with something altered, as a data set."""

from dataclasses import replace
from datetime import date
from types import MappingProxyType

from reformdata.dataset.dataset import Dataset
from reformdata.models import Label, Retired
from reformdata.models.ids import RecordId, id_sort_key
from reformdata.store.compiling import compile_corpus
from reformdata.store.file import Store
from tests.fixtures import corpus

CORPUS = replace(corpus.CORPUS, outcomes=MappingProxyType({}))
"""The shared corpus without outcomes, so that each of its records can be withdrawn."""

DAY = date(2026, 12, 1)


def opened(corpus):
    """The corpus as a data set."""
    return Dataset(Store.of_bytes(compile_corpus(corpus)))


def put(corpus, table, entry):
    """The corpus with an entry more, or with another of the same id."""
    entries = {**getattr(corpus, table), entry.id: entry}
    return replace(
        corpus, **{table: MappingProxyType(dict(sorted(entries.items(), key=lambda item: id_sort_key(item[0]))))}
    )


def drop(corpus, table, id_):
    """The corpus without an entry."""
    left = {key: entry for key, entry in getattr(corpus, table).items() if key != id_}
    return replace(corpus, **{table: MappingProxyType(left)})


def alter(corpus, table, id_, **fields):
    """The corpus with other values in an entry."""
    return put(corpus, table, replace(getattr(corpus, table)[id_], **fields))


def withdraw(corpus, id_, to=None, reason=None):
    """The corpus with a tombstone in the place of a record, and without the relations that led to it."""
    for record in tuple(corpus.records.values()):
        kept = tuple(relation for relation in record.relations if relation.to != id_)
        if kept != record.relations:
            corpus = alter(corpus, "records", record.id, relations=kept)
    tombstone = Retired(id=RecordId(id_), status="retired", replaced_by=to and RecordId(to), reason=reason, retired=DAY)
    return put(drop(corpus, "records", id_), "retired", tombstone)


def renumber(corpus, id_, to):
    """The corpus with a record under another id, and a tombstone that says so."""
    record = corpus.records[id_]
    return withdraw(put(corpus, "records", replace(record, id=RecordId(to))), id_, to)


REASON = Label("Den siger to ting", "It says two things")
