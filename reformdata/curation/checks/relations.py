"""Relations between records: they lead somewhere, fit the kinds, and make sense together."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Set
from types import MappingProxyType
from typing import TypeAlias

from reformdata.curation.checks.cycles import cycles
from reformdata.curation.checks.places import at, broken_records, source_of
from reformdata.curation.reading.checkout import Checkout
from reformdata.curation.rules import (
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
"""From which kind to which kinds each relation may run, as its definition says."""

MUTUAL = frozenset({RelationType.PAIRED_WITH, RelationType.CONTRASTS, RelationType.SAME_AS})
"""Relations that hold both ways; each is written at one end only, and circles of them mean nothing bad."""


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
            yield at(
                checkout, DANGLING_RELATION, "records", record.id, ("relations", place, "to"),
                found=relation.to, expected=_likely(relation.to, known - {record.id}),
            )  # fmt: skip


def _likely(found: RecordId, known: Set[str]) -> list[str]:
    """The ids that `found` may have been meant for: those of its source, if it has any."""
    same_source = sorted(id_ for id_ in known if source_of(id_) == found.source)
    return same_source or sorted(known)


def relations_to_retired(checkout: Checkout) -> Iterator[Finding]:
    """No relation leads to a withdrawn record; its successor, if it has one, is offered."""
    retired = checkout.corpus.retired
    for record, place, relation in _relations(checkout):
        if relation.to in retired:
            successor = retired[relation.to].replaced_by
            yield at(
                checkout, RELATION_TO_RETIRED, "records", record.id, ("relations", place, "to"),
                found=relation.to, advice=Message(f"skriv `{successor}`", f"write `{successor}`") if successor else None,
            )  # fmt: skip


def relation_kind_mismatches(checkout: Checkout) -> Iterator[Finding]:
    """Every relation runs from and to kinds of records that it has a meaning for."""
    records = checkout.corpus.records
    for record, place, relation in _relations(checkout):
        other = records.get(relation.to)
        if other is None or other is record or other.kind in KINDS[relation.type].get(record.kind, ()):
            continue
        yield at(
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
            yield at(checkout, SELF_RELATION, "records", record.id, ("relations", place, "to"), found=relation.to)


def repeated_relations(checkout: Checkout) -> Iterator[Finding]:
    """A relation stands once; one that holds both ways stands at one end only."""
    seen = set()
    for record, place, relation in _relations(checkout):
        ends = (record.id, relation.to)
        key = (relation.type, min(ends), max(ends)) if relation.type in MUTUAL else (relation.type, *ends)
        if key in seen:
            yield at(
                checkout, REPEATED_RELATION, "records", record.id, ("relations", place),
                found=relation.to, type=relation.type,
            )  # fmt: skip
        seen.add(key)


def relation_cycles(checkout: Checkout) -> Iterator[Finding]:
    """Nothing is, by way of others, its own reason, part, answer or elaboration."""
    edges: dict[RelationType, dict[str, dict[str, int]]] = defaultdict(lambda: defaultdict(dict))
    for record, place, relation in _relations(checkout):
        if relation.type not in MUTUAL:
            edges[relation.type][record.id].setdefault(relation.to, place)
    for type_, graph in edges.items():
        for circle in cycles(graph):
            yield at(
                checkout, RELATION_CYCLE, "records", circle[0], ("relations", graph[circle[0]][circle[1]], "to"),
                found=circle[1], type=type_, cycle=" → ".join((*circle, circle[0])),
            )  # fmt: skip


def pairs_across_sources(checkout: Checkout) -> Iterator[Finding]:
    """Only records of one source are halves of one move."""
    for record, place, relation in _relations(checkout):
        if relation.type is RelationType.PAIRED_WITH and relation.to.source != record.id.source:
            yield at(checkout, PAIR_ACROSS_SOURCES, "records", record.id, ("relations", place, "to"), found=relation.to)
