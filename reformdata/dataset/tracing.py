"""What led to a record and what came of it: relations, followed from record to record.

A relation leads *forward* from what comes first in the argument to what comes of it: from a statement to
the proposal that it motivates, from a proposal to its answer, its elaboration, its pieces and the initiative
that implements it. Backward is the other way. What is paired, contrasted or the same leads forward to the later
of the two; of two that were said on one day, from each to the other.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, TypeVar

from reformdata.dataset.conditions import check_language
from reformdata.dataset.records import Records
from reformdata.errors import ConditionValueError, library
from reformdata.models import (
    LANGUAGES,
    Initiative,
    Kind,
    Label,
    Language,
    Proposal,
    RecordId,
    RelationType,
    Statement,
    markup,
)
from reformdata.models.outcomes import summarise_outcome
from reformdata.models.scalars import id_sort_key
from reformdata.models.terms import Link, Scope, Term, Verdict, WhyNot
from reformdata.store.file import Store

if TYPE_CHECKING:
    import networkx
    import pandas
    import polars

Way: TypeAlias = Literal["backward", "forward"]
Direction: TypeAlias = Literal["both", "backward", "forward"]

_Term = TypeVar("_Term", bound=Term)

WAYS: tuple[Way, ...] = ("backward", "forward")
DIRECTIONS: tuple[Direction, ...] = ("both", *WAYS)
WAY_LABELS: Mapping[Way, Label] = MappingProxyType(
    {
        "backward": Label("Hvad der kom før", "What came before"),
        "forward": Label("Hvad der kom af det", "What came of it"),
    }
)
BECAME = Label("hvad der blev af det", "what became of it")
"""What the outcome of a record is called below it."""
_ELSEWHERE = Label("vist et andet sted her", "shown elsewhere here")
DEPTH = 3
"""How many relations a trace follows one after the other by default."""

PASSIVE: Mapping[RelationType, Label] = MappingProxyType(
    {
        RelationType.MOTIVATES: Label("begrundes af", "is motivated by"),
        RelationType.SUPPORTS: Label("understøttes af", "is supported by"),
        RelationType.ANSWERS: Label("besvares af", "is answered by"),
        RelationType.IMPLEMENTS: Label("gennemføres af", "is implemented by"),
        RelationType.PART_OF: Label("har som del", "has as a part"),
        RelationType.ELABORATES: Label("uddybes af", "is elaborated by"),
        RelationType.PAIRED_WITH: Label("hører sammen med", "is paired with"),
        RelationType.CONTRASTS: Label("står i modsætning til", "contrasts with"),
        RelationType.SAME_AS: Label("er det samme som", "is the same as"),
    }
)
"""How a relation is read from its other end."""

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
_OF_A_RECORD = ("kind", "date", "voice_da", "voice_en", "title_da", "title_en", "verdict", "outcome_da", "outcome_en")
_COLUMNS = (
    *("record", "type", "to", "reason_da", "reason_en"),
    *(f"record_{name}" for name in _OF_A_RECORD),
    *(f"to_{name}" for name in _OF_A_RECORD),
)
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


@dataclass(frozen=True, slots=True, repr=False)
class Related:
    """The relations of one record."""

    outgoing: tuple[Edge, ...]
    """From the record to others."""
    incoming: tuple[Edge, ...]
    """From others to the record."""

    def __repr__(self) -> str:
        return f"<Related: {len(self.outgoing)} outgoing, {len(self.incoming)} incoming>"

    def _repr_html_(self) -> str:
        edges = [*((edge.record, edge) for edge in self.outgoing), *((edge.to, edge) for edge in self.incoming)]
        cells = (
            (f"<em>{markup.inline(relation)}</em>", markup.keep_on_one_line(other), markup.stack(edge.reason))
            for (other, relation), edge in ((edge.seen_from(this), edge) for this, edge in edges)
        )
        return f"{markup.heading(repr(self))}{markup.table(cells, ('relation', 'record', 'reason')) if edges else ''}"


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


@dataclass(frozen=True, slots=True)
class Branch:
    """A step in the tree of a trace, with those that go on from its end."""

    step: Step
    branches: tuple["Branch", ...]


class Trace:
    """What led to a record and what came of it. Immutable."""

    def __init__(self, store: Store, root: RecordId, steps: Iterable[Step]) -> None:
        self._store = store
        self.root = root
        """The record that it is of."""
        self.steps = tuple(steps)
        """The relations followed: first backward, then forward, the nearest first."""
        ids = dict.fromkeys((root, *(step.end for step in self.steps)))
        rows = store.rows(_NODES, (json.dumps(list(ids)),))
        self.nodes: Mapping[str, Node] = MappingProxyType({row[0]: _node(row) for row in rows})
        """The records by id, the oldest first."""

    @property
    def records(self) -> Records[Proposal | Statement | Initiative]:
        """The record itself and all that the trace reached, the oldest first."""
        return Records(self._store, tuple(self.nodes))

    @property
    def edges(self) -> tuple[Edge, ...]:
        """The relations, each once, in the order of the steps."""
        return tuple(dict.fromkeys(step.edge for step in self.steps))

    def tree(self, way: Way) -> tuple[Branch, ...]:
        """The steps in one direction as a tree, in which a record that is reached again is a leaf."""
        following: dict[str, list[Step]] = {}
        for step in self.steps:
            if step.way == way:
                following.setdefault(step.start, []).append(step)

        def branches(start: str) -> tuple[Branch, ...]:
            return tuple(Branch(step, branches(step.end) if step.first else ()) for step in following.get(start, ()))

        return branches(self.root)

    def to_dicts(self, lang: Language | None = None) -> list[dict[str, Any]]:
        """The edges as a table: a row each, with kind, date, voice, title, verdict and outcome of both records.

        `verdict` is the latest on what became of a record. `outcome` is the same in words, with since when, or says
        why there is no verdict; it is None of a statement.

        Args:
            lang: the language whose columns are kept, without their suffix; both languages if None.

        Raises:
            ConditionValueError: a ValueError, for an unsupported language.
        """
        shown = _column_names(lang)
        rows = (
            (
                *(str(edge.record), edge.type.value, str(edge.to), edge.reason.da, edge.reason.en),
                *_values(self.nodes[edge.record]),
                *_values(self.nodes[edge.to]),
            )
            for edge in self.edges
        )
        return [
            {shown[name]: value for name, value in zip(_COLUMNS, row, strict=True) if name in shown} for row in rows
        ]

    def to_pandas(self, lang: Language | None = None) -> "pandas.DataFrame":
        """The edges as a pandas frame, in the columns of `to_dicts`; dates are dates, all else is text.

        Raises:
            ConditionValueError: a ValueError, for an unsupported language.
            MissingExtraError: an ImportError, without the extra `pandas`.
        """
        made_by = library("pandas", extra="pandas", purpose="a pandas frame")
        types = {name: "datetime64[s]" if name.endswith("_date") else "string" for name in _column_names(lang).values()}
        frame: pandas.DataFrame = made_by.DataFrame(self.to_dicts(lang), columns=list(types)).astype(types)
        return frame

    def to_polars(self, lang: Language | None = None) -> "polars.DataFrame":
        """The edges as a Polars frame, in the columns of `to_dicts`; dates are dates, all else is text.

        Raises:
            ConditionValueError: a ValueError, for an unsupported language.
            MissingExtraError: an ImportError, without the extra `polars`.
        """
        made_by = library("polars", extra="polars", purpose="a Polars frame")
        schema = {
            name: made_by.Date if name.endswith("_date") else made_by.String for name in _column_names(lang).values()
        }
        frame: polars.DataFrame = made_by.DataFrame(self.to_dicts(lang), schema=schema)
        return frame

    def to_networkx(self) -> "networkx.MultiDiGraph[str]":
        """The records as nodes and the relations as edges, each with its type as its key.

        Nodes have `kind`, `date` (ISO 8601), and `voice` and `title` in both languages (`title_da`, …), proposals and
        initiatives also `outcome` in both and, where there is one, the latest `verdict`; edges have `reason_da` and
        `reason_en`: plain strings, so that every format of NetworkX can write them.

        Raises:
            MissingExtraError: an ImportError, without the extra `graph`.
        """
        made_by = library("networkx", extra="graph", purpose="a graph")
        graph: networkx.MultiDiGraph[str] = made_by.MultiDiGraph(root=str(self.root))
        for node in self.nodes.values():
            values = zip(_OF_A_RECORD, _values(node), strict=True)
            graph.add_node(str(node.id), **{name: str(value) for name, value in values if value is not None})
        for edge in self.edges:
            reasons = {"reason_da": edge.reason.da, "reason_en": edge.reason.en}
            graph.add_edge(str(edge.record), str(edge.to), key=str(edge.type), **reasons)
        return graph

    def __reduce__(self) -> tuple[object, ...]:
        # A read-only mapping, such as `nodes`, cannot be pickled.
        return Trace, (self._store, self.root, self.steps)

    def __len__(self) -> int:
        return len(self.steps)

    def __repr__(self) -> str:
        before, after = (len({step.end for step in self.steps if step.way == way}) for way in WAYS)
        return f"<Trace of {self.root}: {before} before, {after} after>"

    def _repr_html_(self) -> str:
        lists = (
            f'<div style="margin-top:.6em">{markup.inline(label)}</div>{_branches_html(self, self.tree(way))}'
            for way, label in WAY_LABELS.items()
            if any(step.way == way for step in self.steps)
        )
        return f"<div>{_node_html(self.nodes[self.root])}{_outcome_html(self.nodes[self.root])}{''.join(lists)}</div>"


def trace(store: Store, id_: RecordId, *, direction: Direction = "both", depth: int | None = DEPTH) -> Trace:
    """What led to the record `id_` and what came of it; arguments and errors are those of `Dataset.trace`."""
    if direction not in DIRECTIONS:
        raise ConditionValueError("direction", direction, expected=DIRECTIONS)
    if depth is not None and depth < 0:
        raise ConditionValueError("depth", depth, hint="give the number of relations to follow, or None for all")
    ways = WAYS if direction == "both" else (direction,)
    return Trace(store, id_, (step for way in ways for step in _walk(store, id_, way, depth)))


def related(store: Store, id_: RecordId) -> Related:
    """The relations of the record `id_`, in the order of the ids of the records at their other ends."""
    edges = [edge for edge, _ in _edges_at(store, (id_,))]
    return Related(
        tuple(sorted((edge for edge in edges if edge.record == id_), key=lambda edge: id_sort_key(edge.to))),
        tuple(sorted((edge for edge in edges if edge.to == id_), key=lambda edge: id_sort_key(edge.record))),
    )


def _walk(store: Store, root: RecordId, way: Way, depth: int | None) -> Iterator[Step]:
    """The steps of one way, the nearest first; the next ones are looked up in one go."""
    seen = {root}
    followed: set[Edge] = set()
    starts, distance = [root], 0
    while starts and distance != depth:
        distance += 1
        reached = []
        for start, end, edge in _next_edges(store, starts, way):
            if edge not in followed:
                followed.add(edge)
                yield Step(way, distance, start, end, edge, first=end not in seen)
                if end not in seen:
                    seen.add(end)
                    reached.append(end)
        starts = reached


def _next_edges(store: Store, starts: Sequence[RecordId], way: Way) -> Iterator[tuple[RecordId, RecordId, Edge]]:
    """The relations that lead on from `starts`, as start, end and edge: in the order of the starts, then of the ends."""
    ends: dict[str, list[tuple[RecordId, Edge]]] = {}
    for edge, days in _edges_at(store, starts):
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


def _edges_at(store: Store, ids: Sequence[str]) -> list[tuple[Edge, tuple[str, str]]]:
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


def _values(node: Node) -> tuple[str | date | None, ...]:
    """The values of `_OF_A_RECORD`."""
    outcome = (node.outcome.da, node.outcome.en) if node.outcome else (None, None)
    names = (node.voice.da, node.voice.en, node.title.da, node.title.en)
    return (node.kind.value, node.date, *names, node.verdict and node.verdict.value, *outcome)


def _column_names(lang: Language | None) -> dict[str, str]:
    """The columns of the table of edges, with the names that they get."""
    if lang is None:
        return {column: column for column in _COLUMNS}
    check_language(lang)
    other = "_en" if lang == "da" else "_da"
    return {column: column.removesuffix(f"_{lang}") for column in _COLUMNS if not column.endswith(other)}


def _branches_html(trace: Trace, branches: Sequence[Branch]) -> str:
    items = "".join(f"<li>{_branch_html(trace, branch)}</li>" for branch in branches)
    return f"<ul>{items}</ul>" if items else ""


def _branch_html(trace: Trace, branch: Branch) -> str:
    step = branch.step
    relation = markup.inline(step.edge.seen_from(step.start)[1])
    if not step.first:
        return f"<em>{relation}</em> {markup.escape(step.end)} ({markup.inline(_ELSEWHERE)})"
    reason = f'<div style="{markup.SMALL}">– {markup.inline(step.edge.reason)}</div>'
    node = trace.nodes[step.end]
    beyond = _branches_html(trace, branch.branches)
    return f"<em>{relation}</em> {_node_html(node)}{reason}{_outcome_html(node)}{beyond}"


def _node_html(node: Node) -> str:
    facts = f"{markup.escape(node.id)} · {markup.inline(node.kind.label)} · {node.date} · {markup.inline(node.voice)}"
    return f'<span style="{markup.SMALL}">{facts}</span><strong>{markup.stack(node.title)}</strong>'


def _outcome_html(node: Node) -> str:
    if not node.outcome:
        return ""
    both = Label(*(f"{BECAME.in_(one)}: {node.outcome.in_(one)}" for one in LANGUAGES))
    return f'<div style="{markup.SMALL}">→ {markup.inline(both)}</div>'
