"""Relations between records, and circles in them and in the parents of entries."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Set
from graphlib import CycleError, TopologicalSorter
from types import MappingProxyType
from typing import TypeAlias

from reformdata.curation.checks.entries import broken_records, finding, source_of
from reformdata.curation.reading.checkout import Checkout
from reformdata.curation.rules import (
    CIRCULAR_PARENT,
    DANGLING_RELATION,
    PAIR_ACROSS_SOURCES,
    RELATION_CYCLE,
    RELATION_KIND_MISMATCH,
    RELATION_TO_RETIRED,
    REPEATED_RELATION,
    SELF_RELATION,
)
from reformdata.findings import Finding, Message
from reformdata.models import Initiative, Kind, Proposal, RecordId, Relation, RelationType, Statement

_ANY = frozenset(Kind)
_Kinds: TypeAlias = Mapping[Kind, frozenset[Kind]]

KINDS: Mapping[RelationType, _Kinds] = MappingProxyType(
    {
        RelationType.MOTIVATES: {Kind.STATEMENT: frozenset({Kind.PROPOSAL, Kind.INITIATIVE})},
        RelationType.SUPPORTS: {Kind.STATEMENT: frozenset({Kind.STATEMENT})},
        RelationType.ANSWERS: dict.fromkeys(Kind, _ANY),
        RelationType.IMPLEMENTS: {Kind.INITIATIVE: _ANY},
        RelationType.PART_OF: {
            Kind.PROPOSAL: frozenset({Kind.PROPOSAL, Kind.INITIATIVE}),
            Kind.INITIATIVE: frozenset({Kind.INITIATIVE}),
        },
        RelationType.ELABORATES: dict.fromkeys(Kind, _ANY),
        RelationType.PAIRED_WITH: {Kind.PROPOSAL: frozenset({Kind.PROPOSAL})},
        RelationType.CONTRASTS: dict.fromkeys(Kind, _ANY),
        RelationType.SAME_AS: {kind: frozenset({kind}) for kind in Kind},
    }
)
"""The kinds that each type of relation may go from and to, as in its definition."""

MUTUAL = frozenset({RelationType.PAIRED_WITH, RelationType.CONTRASTS, RelationType.SAME_AS})
"""Relations that hold both ways; each is written in one record only, and circles of them are allowed."""


def _relations(checkout: Checkout) -> Iterator[tuple[Proposal | Statement | Initiative, int, Relation]]:
    for record in checkout.corpus.records.values():
        for place, relation in enumerate(record.relations):
            yield record, place, relation


def dangling_relations(checkout: Checkout) -> Iterator[Finding]:
    """Every relation leads to a record."""
    corpus = checkout.corpus
    known = corpus.records.keys() | corpus.retired.keys() | broken_records(checkout)
    for record, place, relation in _relations(checkout):
        if relation.to not in known:
            yield finding(
                checkout, DANGLING_RELATION, "records", record.id, ("relations", place, "to"),
                found=relation.to, expected=_likely(relation.to, known - {record.id}),
            )  # fmt: skip


def _likely(found: RecordId, known: Set[str]) -> list[str]:
    """The ids to suggest for `found`: those of its source, if it has any."""
    same_source = sorted(id_ for id_ in known if source_of(id_) == found.source)
    return same_source or sorted(known)


def relations_to_retired(checkout: Checkout) -> Iterator[Finding]:
    """No relation leads to a withdrawn record; its successor, if any, is suggested."""
    retired = checkout.corpus.retired
    for record, place, relation in _relations(checkout):
        if relation.to in retired:
            successor = retired[relation.to].replaced_by
            yield finding(
                checkout, RELATION_TO_RETIRED, "records", record.id, ("relations", place, "to"),
                found=relation.to, advice=Message(f"skriv `{successor}`", f"write `{successor}`") if successor else None,
            )  # fmt: skip


def relation_kind_mismatches(checkout: Checkout) -> Iterator[Finding]:
    """Every relation goes from and to kinds of records for which its type is defined."""
    records = checkout.corpus.records
    for record, place, relation in _relations(checkout):
        other = records.get(relation.to)
        if other is None or other is record or other.kind in KINDS[relation.type].get(record.kind, ()):
            continue
        yield finding(
            checkout, RELATION_KIND_MISMATCH, "records", record.id, ("relations", place, "type"),
            found=relation.type, expected=_fitting(record.kind, other.kind),
            advice=RELATION_KIND_MISMATCH.advice,
            from_da=record.kind.label.da, from_en=record.kind.label.en,
            to_da=other.kind.label.da, to_en=other.kind.label.en,
        )  # fmt: skip


def _fitting(start: Kind, end: Kind) -> list[str]:
    return [type_ for type_, kinds in KINDS.items() if end in kinds.get(start, ())]


def self_relations(checkout: Checkout) -> Iterator[Finding]:
    """No record is related to itself."""
    for record, place, relation in _relations(checkout):
        if relation.to == record.id:
            yield finding(checkout, SELF_RELATION, "records", record.id, ("relations", place, "to"), found=relation.to)


def repeated_relations(checkout: Checkout) -> Iterator[Finding]:
    """A relation is written once, a mutual relation in one of the two records only."""
    seen = set()
    for record, place, relation in _relations(checkout):
        ends = (record.id, relation.to)
        key = (relation.type, min(ends), max(ends)) if relation.type in MUTUAL else (relation.type, *ends)
        if key in seen:
            yield finding(
                checkout, REPEATED_RELATION, "records", record.id, ("relations", place),
                found=relation.to, type=relation.type,
            )  # fmt: skip
        seen.add(key)


def relation_cycles(checkout: Checkout) -> Iterator[Finding]:
    """No record is, through others, its own reason, part, answer or elaboration."""
    edges: dict[RelationType, dict[str, dict[str, int]]] = defaultdict(lambda: defaultdict(dict))
    for record, place, relation in _relations(checkout):
        if relation.type not in MUTUAL:
            edges[relation.type][record.id].setdefault(relation.to, place)
    for type_, graph in edges.items():
        for circle in cycles(graph):
            yield finding(
                checkout, RELATION_CYCLE, "records", circle[0], ("relations", graph[circle[0]][circle[1]], "to"),
                found=circle[1], type=type_, cycle=" → ".join((*circle, circle[0])),
            )  # fmt: skip


def pairs_across_sources(checkout: Checkout) -> Iterator[Finding]:
    """Only records of the same source are paired."""
    for record, place, relation in _relations(checkout):
        if relation.type is RelationType.PAIRED_WITH and relation.to.source != record.id.source:
            yield finding(
                checkout, PAIR_ACROSS_SOURCES, "records", record.id, ("relations", place, "to"), found=relation.to
            )


_PARENTS = (("areas", "parent"), ("actors", "part_of"), ("reforms", "part_of"), ("retired", "replaced_by"))
"""The tables whose entries have a parent or a successor, and its field."""


def circular_parents(checkout: Checkout) -> Iterator[Finding]:
    """No area, actor or reform is part of itself, and no withdrawn record is its own successor."""
    for table, field in _PARENTS:
        parents = {key: getattr(entry, field) for key, entry in getattr(checkout.corpus, table).items()}
        itself = ((key,) for key, parent in parents.items() if key == parent)
        circles = cycles({key: [parent] for key, parent in parents.items() if parent is not None})
        for circle in (*itself, *circles):
            yield finding(
                checkout, CIRCULAR_PARENT, table, circle[0], (field,),
                found=parents[circle[0]], field=field, cycle=" → ".join((*circle, circle[0])),
            )  # fmt: skip


def cycles(edges: Mapping[str, Iterable[str]]) -> Iterator[tuple[str, ...]]:
    """Circles of `edges`, each from its smallest id: `{a: [b], b: [a]}` gives `(a, b)`.

    There are as many as must be cut until none is left. An edge from an id to itself is not counted.
    """
    left = {start: {end for end in ends if end != start} for start, ends in edges.items()}
    while circle := _first_cycle(left):
        left[circle[0]].discard(circle[1])
        yield circle


def _first_cycle(edges: Mapping[str, Iterable[str]]) -> tuple[str, ...]:
    """A circle of `edges`, or an empty tuple."""
    # Sorted, so that findings do not depend on the order of the edges.
    sorter = TopologicalSorter({start: sorted(ends) for start, ends in sorted(edges.items())})
    try:
        sorter.prepare()
    except CycleError as error:
        _, *backwards = error.args[1]  # first and last are the same; each comes *before* its predecessor
        circle = backwards[::-1]
        first = circle.index(min(circle))
        return (*circle[first:], *circle[:first])
    return ()
