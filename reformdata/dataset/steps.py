"""Relations, followed from record to record.

A relation leads *forward* from what comes first in the argument to what comes of it: from a statement to
the proposal that it motivates, from a proposal to its answer, its elaboration, its pieces and the initiative
that implements it. Backward is the other way. What is paired, contrasted or the same leads forward to the later
of the two; of two that were said on one day, from each to the other.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any, Literal, TypeAlias, TypeVar

from reformdata.errors import ConditionValueError
from reformdata.models import Kind, Label, RecordId, RelationType
from reformdata.models.cards import PASSIVE
from reformdata.models.ids import id_sort_key
from reformdata.models.outcomes import summarise_outcome
from reformdata.models.terms import Link, Scope, Term, Verdict, WhyNot
from reformdata.store.file import Store

Way: TypeAlias = Literal["backward", "forward"]
Direction: TypeAlias = Literal["both", "backward", "forward"]

_Term = TypeVar("_Term", bound=Term)

WAYS: tuple[Way, ...] = ("backward", "forward")
DIRECTIONS: tuple[Direction, ...] = ("both", *WAYS)
DEPTH = 3
"""How many relations a trace follows one after the other by default."""

_FORWARD = frozenset({RelationType.MOTIVATES, RelationType.SUPPORTS})
_SIDEWAYS = frozenset({RelationType.PAIRED_WITH, RelationType.CONTRASTS, RelationType.SAME_AS})
# All other types lead from the later record to the earlier, as will, we suppose, one that is newer than this version.

_TYPES: Mapping[str, RelationType] = {type_.value: type_ for type_ in RelationType}
_KINDS: Mapping[str, Kind] = {kind.value: kind for kind in Kind}
_KNOWN_KINDS = ", ".join(f"'{kind.value}'" for kind in Kind)
_TOUCHING = f"""
SELECT relations.record, relations.type, relations."to", reason_da, reason_en, this.date, other.date
FROM relations JOIN records AS this ON this.id = relations.record JOIN records AS other ON other.id = relations."to"
WHERE (relations.record IN (SELECT value FROM json_each(:ids)) OR relations."to" IN (SELECT value FROM json_each(:ids)))
AND this.kind IN ({_KNOWN_KINDS}) AND other.kind IN ({_KNOWN_KINDS})
"""  # noqa: S608 - our own names
# Data of an older version has no table of outcomes; the bodies need none.
_NODES = """
WITH latest AS (
  SELECT id, json_extract(json, '$.why_not') AS why_not, json_extract(json, '$.assessments[#-1]') AS assessment
  FROM bodies WHERE table_name = 'outcomes'
)
SELECT records.id, kind, date, voice_name_da, voice_name_en, title_da, title_en, why_not,
  json_extract(assessment, '$.verdict'), json_extract(assessment, '$.scope'), json_extract(assessment, '$.link'),
  json_extract(assessment, '$.since')
FROM records LEFT JOIN latest ON latest.id = records.id
WHERE records.id IN (SELECT value FROM json_each(?)) ORDER BY date, source, number
"""


@dataclass(frozen=True, slots=True)
class Edge:
    """A relation between two records; read as a sentence: `record` `type` `to`."""

    record: RecordId
    type: RelationType
    to: RecordId
    reason: Label

    def __str__(self) -> str:
        return f"{self.record} {self.type.label.en} {self.to}: {self.reason.en}"

    def seen_from(self, id_: str) -> tuple[RecordId, Label]:
        """The record at the other end, and how the relation is called from this one."""
        if id_ == self.record:
            return self.to, self.type.label
        return self.record, PASSIVE.get(self.type, self.type.label)


@dataclass(frozen=True, slots=True)
class Node:
    """A record in a trace."""

    id: RecordId
    kind: Kind
    date: date
    voice: Label
    title: Label
    verdict: Verdict | None
    """The latest verdict on what became of it; None where there is none."""
    outcome: Label | None
    """What became of a proposal or an initiative in a line, or why that is not known; None of a statement."""


@dataclass(frozen=True, slots=True)
class Step:
    """A relation as it was followed."""

    way: Way
    distance: int
    """How many relations lie between the record that the trace is of and the end of this one; at least 1."""
    start: RecordId
    end: RecordId
    edge: Edge
    first: bool
    """Whether the trace reached `end` for the first time; otherwise it ends there."""


Lookup: TypeAlias = Callable[[Sequence[str]], Iterable[tuple[Edge, tuple[str, str]]]]
"""Gives the relations that start or end at some records, each with the days of its two records."""


def follow(
    store: Store, root: RecordId, direction: Direction, depth: int | None, lookup: Lookup | None = None
) -> Iterator[Step]:
    """The relations followed from `root`: first backward, then forward, the nearest first.

    Args:
        store: the data.
        root: the record to start from.
        direction: both ways or one.
        depth: how many relations to follow one after the other; None for no limit.
        lookup: gives the relations of records, for a caller that has them at hand; `edges_at` by default.

    Raises:
        ConditionValueError: a ValueError, for another direction, or a depth that is not a whole number of relations.
    """
    if direction not in DIRECTIONS:
        raise ConditionValueError("direction", direction, expected=DIRECTIONS)
    if depth is not None and depth < 0:
        raise ConditionValueError("depth", depth, hint="give the number of relations to follow, or None for all")
    for way in WAYS if direction == "both" else (direction,):
        yield from _walk(lookup or partial(edges_at, store), root, way, depth)


def nodes(store: Store, ids: Iterable[RecordId]) -> dict[str, Node]:
    """The records with the ids, the oldest first."""
    return {row[0]: _node(row) for row in store.rows(_NODES, (json.dumps(list(ids)),))}


def _walk(lookup: Lookup, root: RecordId, way: Way, depth: int | None) -> Iterator[Step]:
    """The steps of one way, the nearest first; the next ones are looked up in one go."""
    seen = {root}
    followed: set[Edge] = set()
    starts, distance = [root], 0
    while starts and distance != depth:
        distance += 1
        reached = []
        for start, end, edge in _next_edges(lookup, starts, way):
            if edge not in followed:
                followed.add(edge)
                yield Step(way, distance, start, end, edge, first=end not in seen)
                if end not in seen:
                    seen.add(end)
                    reached.append(end)
        starts = reached


def _next_edges(lookup: Lookup, starts: Sequence[RecordId], way: Way) -> Iterator[tuple[RecordId, RecordId, Edge]]:
    """The relations that lead on from `starts`, as start, end and edge: in the order of the starts, then of the ends."""
    ends: dict[str, list[tuple[RecordId, Edge]]] = {}
    for edge, days in lookup(starts):
        for start, end in _steps_of_edge(edge, days, way):
            ends.setdefault(start, []).append((end, edge))
    for start in starts:
        for end, edge in sorted(ends.get(start, ()), key=lambda pair: id_sort_key(pair[0])):
            yield start, end, edge


def _steps_of_edge(edge: Edge, days: tuple[str, str], way: Way) -> Iterator[tuple[RecordId, RecordId]]:
    """From where to where `edge` leads on `way`; `days` are those of its record and of the other, in ISO 8601."""
    along, against = (edge.record, edge.to), (edge.to, edge.record)
    forward = way == "forward"
    if edge.type not in _SIDEWAYS:
        yield along if (edge.type in _FORWARD) == forward else against
    elif days[0] != days[1]:
        yield along if (days[0] < days[1]) == forward else against
    elif forward:
        yield along
        yield against


def edges_at(store: Store, ids: Sequence[str]) -> list[tuple[Edge, tuple[str, str]]]:
    """The relations that start or end at one of `ids`, each with the days of its two records."""
    edges = []
    for record, value, to, da, en, day, other in store.rows(_TOUCHING, {"ids": json.dumps(ids)}):
        type_ = _TYPES.get(value) or RelationType.unknown(value)  # newer data may use more types
        edges.append((Edge(RecordId(record), type_, RecordId(to), Label(da, en)), (day, other)))
    return edges


def _node(row: Sequence[Any]) -> Node:
    id_, kind, day, voice_da, voice_en, title_da, title_en, why_not, verdict, scope, link, since = row
    labels = Label(voice_da, voice_en), Label(title_da, title_en)
    latest = _term(Verdict, verdict)
    outcome = summarise_outcome(_term(WhyNot, why_not), latest, _term(Scope, scope), _term(Link, link), since)
    what = _KINDS[kind]
    return Node(
        RecordId(id_), what, date.fromisoformat(day), *labels, latest, None if what is Kind.STATEMENT else outcome
    )


def _term(vocabulary: type[_Term], value: str | None) -> _Term | None:
    """The term of `value`, which newer data may have and this version not; None of None."""
    if value is None:
        return None
    return next((term for term in vocabulary if term.value == value), None) or vocabulary.unknown(value)
