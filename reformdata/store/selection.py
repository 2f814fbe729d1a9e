"""Some records as a compiled file of their own, with what they refer to: what an export of a selection writes.

- The records keep the order of the selection.
- With them are their outcomes, their sources with the fingerprints, and every entry that one of these refers to,
  directly or through another entry.
- A relation to a record outside the selection is left out, and so is evidence that is such a record.
- Withdrawn records, readings and the glossary are left out.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from reformdata.models import Corpus, Outcome
from reformdata.models.fields import follow, references
from reformdata.store.compiling import compile_corpus
from reformdata.store.file import Store
from reformdata.store.overlay import sort_by_id


def select_records(store: Store, ids: Sequence[str], facts: Mapping[str, str]) -> Store:
    """The records `ids` of `store` as a store.

    Args:
        store: the data.
        ids: of records, each at most once.
        facts: what the table `meta` says of the selection, beside what that of `store` says.
    """
    inside = frozenset(ids)
    records = {
        record.id: replace(record, relations=tuple(one for one in record.relations if one.to in inside))
        for record in store.objects("records", ids)
    }
    outcomes = {id_: _limit_evidence(one, inside) for id_ in ids if (one := store.get("outcomes", id_))}
    sources = {record.id.source for record in records.values()}
    fingerprints = {id_: one for id_ in sources if (one := store.get("fingerprints", id_))}
    entries = _entries_of(store, [("sources", id_) for id_ in sources], [*records.values(), *outcomes.values()])
    corpus = sort_by_id(Corpus(outcomes=outcomes, fingerprints=fingerprints, **entries))
    known: dict[str, str] = dict(store.rows("SELECT name, value FROM meta"))
    return Store.of_bytes(compile_corpus(replace(corpus, records=MappingProxyType(records)), facts={**known, **facts}))


def _limit_evidence(outcome: Outcome, inside: frozenset[str]) -> Outcome:
    """`outcome` without evidence that is a record which is not `inside`."""
    return replace(
        outcome,
        assessments=tuple(
            replace(each, evidence=tuple(one for one in each.evidence if one.record is None or one.record in inside))
            for each in outcome.assessments
        ),
    )


def _entries_of(store: Store, wanted: list[tuple[str, str]], nodes: list[Any]) -> dict[str, dict[str, Any]]:
    """The entries `wanted` and those that `nodes` refer to, and those that these refer to in turn, by table and id."""
    found: dict[str, dict[str, Any]] = {}
    while wanted or nodes:
        if nodes:
            node = nodes.pop()
            for path, table in references(type(node)):
                wanted += [(table, id_) for _, id_ in follow(node, path) if table != "records"]
        else:
            table, id_ = wanted.pop()
            if id_ not in found.setdefault(table, {}):
                found[table][id_] = store.get(table, id_)
                nodes.append(found[table][id_])
    return found
