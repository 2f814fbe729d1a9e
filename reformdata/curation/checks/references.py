"""References of entries to the tables, relations between records, circles in them, and repeated values of lists."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from graphlib import CycleError, TopologicalSorter
from types import MappingProxyType
from typing import TypeAlias

from reformdata.curation import rules
from reformdata.curation.checks.digests import references
from reformdata.curation.checks.entries import (
    LISTS,
    REFERENCES,
    Node,
    broken,
    broken_records,
    finding,
    nodes,
    source_of,
)
from reformdata.curation.reading.checkout import Checkout
from reformdata.findings import Finding
from reformdata.messages import Message
from reformdata.models import Initiative, Kind, Proposal, Relation, RelationType, Statement
from reformdata.models.fields import follow

# ---- the tables

TABLE_NAMES: Mapping[str, Message] = MappingProxyType(
    {
        "actors": Message("aktørerne i records/actors/", "actors in records/actors/"),
        "reforms": Message("reformerne i records/reforms/", "reforms in records/reforms/"),
        "laws": Message("lovene i records/laws/", "laws in records/laws/"),
        "documents": Message("dokumenterne i records/documents/", "documents in records/documents/"),
        "areas": Message("områderne i records/areas.yaml", "areas in records/areas.yaml"),
        "themes": Message("temaerne i records/themes.yaml", "themes in records/themes.yaml"),
        "target_groups": Message(
            "målgrupperne i records/target-groups.yaml", "target groups in records/target-groups.yaml"
        ),
    }
)


def unknown_references(checkout: Checkout) -> Iterator[Finding]:
    """Every actor, reform, law, document, area, theme and target group that is referred to is in its table.

    References to records have checks of their own, below.
    """
    known = {table: getattr(checkout.corpus, table).keys() | broken(checkout, table) for table in TABLE_NAMES}
    for table, key, node in nodes(checkout.corpus):
        if all(other == "records" or found in known[other] for other, found in _references(checkout, table, node)):
            continue
        for path, other in REFERENCES[type(node)]:
            for loc, found in follow(node, path):
                if other != "records" and found not in known[other]:
                    yield finding(
                        checkout, rules.UNKNOWN_REFERENCE, table, key, loc,
                        found=found, expected=sorted(known[other]), table=TABLE_NAMES[other],
                    )  # fmt: skip


def _references(checkout: Checkout, table: str, node: Node) -> Iterable[tuple[str, str]]:
    """What `node` refers to: table and id."""
    known = checkout.digests.get(node.id) if table == "records" else None
    return known.references if known else references(node)


def unused_entries(checkout: Checkout) -> Iterator[Finding]:
    """Every entry of a table that records or entries point to is referred to.

    Nothing is reported while any file cannot be read, since it may use the entry.
    """
    if any(checkout.broken.values()):
        return
    used: set[tuple[str, str]] = set()
    for table, key, node in nodes(checkout.corpus):
        used.update(one for one in _references(checkout, table, node) if one != (table, key))
    for table, key, _ in nodes(checkout.corpus):
        if table in TABLE_NAMES and (table, key) not in used:
            yield finding(checkout, rules.UNUSED_ENTRY, table, key, ("id",), found=key)


def repeated_values(checkout: Checkout) -> Iterator[Finding]:
    """A list of ids, numbers or names has each of them once; quantities and relations may repeat."""
    for table, key, node in nodes(checkout.corpus):
        for path in LISTS[type(node)]:
            for loc, values in follow(node, path):
                if len(values) < 2 or not isinstance(values[0], (str, int)) or len(set(values)) == len(values):
                    continue
                for place, value in enumerate(values):
                    if value in values[:place]:
                        yield finding(checkout, rules.REPEATED_VALUE, table, key, (*loc, place), found=str(value))


# ---- relations

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
            others = sorted(known - {record.id})
            same_source = [id_ for id_ in others if source_of(id_) == relation.to.source]
            yield finding(
                checkout, rules.DANGLING_RELATION, "records", record.id, ("relations", place, "to"),
                found=relation.to, expected=same_source or others,
            )  # fmt: skip


def unknown_successors(checkout: Checkout) -> Iterator[Finding]:
    """The successor of a withdrawn record is a record or another withdrawn record."""
    corpus = checkout.corpus
    known = corpus.records.keys() | corpus.retired.keys() | broken_records(checkout)
    for id_, retired in corpus.retired.items():
        if retired.replaced_by is not None and retired.replaced_by not in known:
            yield finding(
                checkout, rules.DANGLING_RELATION, "retired", id_, ("replaced_by",),
                found=retired.replaced_by, expected=sorted(known - {id_}),
            )  # fmt: skip


def relations_to_retired(checkout: Checkout) -> Iterator[Finding]:
    """No relation leads to a withdrawn record; its successor, if any, is suggested."""
    retired = checkout.corpus.retired
    for record, place, relation in _relations(checkout):
        if relation.to in retired:
            successor = retired[relation.to].replaced_by
            yield finding(
                checkout, rules.RELATION_TO_RETIRED, "records", record.id, ("relations", place, "to"),
                found=relation.to, advice=Message(f"skriv `{successor}`", f"write `{successor}`") if successor else None,
            )  # fmt: skip


def relation_kind_mismatches(checkout: Checkout) -> Iterator[Finding]:
    """Every relation goes from and to kinds of records for which its type is defined."""
    records = checkout.corpus.records
    for record, place, relation in _relations(checkout):
        other = records.get(relation.to)
        if other is None or other is record or other.kind in KINDS[relation.type].get(record.kind, ()):
            continue
        fitting = [type_ for type_, kinds in KINDS.items() if other.kind in kinds.get(record.kind, ())]
        yield finding(
            checkout, rules.RELATION_KIND_MISMATCH, "records", record.id, ("relations", place, "type"),
            found=relation.type, type=_types([relation.type]), expected=fitting, advice=_advice_on_type(fitting),
            from_da=record.kind.label.da, from_en=record.kind.label.en,
            to_da=other.kind.label.da, to_en=other.kind.label.en,
        )  # fmt: skip


def _types(types: Iterable[RelationType]) -> Message:
    """The types as they are written, in Danish with their names."""
    return Message(", ".join(f"`{each}` ({each.label.da})" for each in types), ", ".join(f"`{each}`" for each in types))


def _advice_on_type(fitting: Sequence[RelationType]) -> Message:
    known = _types(fitting)
    return Message(
        "vælg en anden type, eller flyt forbindelsen til den anden post; den læses fra denne post til den anden. "
        f"Typer, der passer: {known.da}",
        "choose another type, or move the relation to the other record: it is read from this record to the other. "
        f"Types that fit: {known.en}",
    )


def self_relations(checkout: Checkout) -> Iterator[Finding]:
    """No record is related to itself."""
    for record, place, relation in _relations(checkout):
        if relation.to == record.id:
            yield finding(
                checkout, rules.SELF_RELATION, "records", record.id, ("relations", place, "to"), found=relation.to
            )


def repeated_relations(checkout: Checkout) -> Iterator[Finding]:
    """A relation is written once, a mutual relation in one of the two records only."""
    seen = set()
    for record, place, relation in _relations(checkout):
        ends = (record.id, relation.to)
        key = (relation.type, min(ends), max(ends)) if relation.type in MUTUAL else (relation.type, *ends)
        if key in seen:
            yield finding(
                checkout, rules.REPEATED_RELATION, "records", record.id, ("relations", place),
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
                checkout, rules.RELATION_CYCLE, "records", circle[0], ("relations", graph[circle[0]][circle[1]], "to"),
                found=circle[1], type=type_, cycle=" → ".join((*circle, circle[0])),
            )  # fmt: skip


def pairs_across_sources(checkout: Checkout) -> Iterator[Finding]:
    """Only records of the same source are paired."""
    for record, place, relation in _relations(checkout):
        if relation.type is RelationType.PAIRED_WITH and relation.to.source != record.id.source:
            yield finding(
                checkout, rules.PAIR_ACROSS_SOURCES, "records", record.id, ("relations", place, "to"), found=relation.to
            )


# ---- circles

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
                checkout, rules.CIRCULAR_PARENT, table, circle[0], (field,),
                found=parents[circle[0]], field=field, cycle=" → ".join((*circle, circle[0])),
            )  # fmt: skip


def cycles(edges: Mapping[str, Iterable[str]]) -> Iterator[tuple[str, ...]]:
    """Circles of `edges`, each from its smallest id: `{a: [b], b: [a]}` gives `(a, b)`.

    After each, its first edge is removed, until no circle is left. An edge from an id to itself is not counted.
    """
    # Sorted, so that findings do not depend on the order of the edges.
    left = {start: sorted({*ends} - {start}) for start, ends in sorted(edges.items())}
    while True:
        try:
            TopologicalSorter(left).prepare()
            return
        except CycleError as error:
            _, *backwards = error.args[1]  # first and last are the same; each comes *before* its predecessor
        circle = backwards[::-1]
        first = circle.index(min(circle))
        circle = [*circle[first:], *circle[:first]]
        left[circle[0]].remove(circle[1])
        yield tuple(circle)
