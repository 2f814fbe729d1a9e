"""What led to a record and what came of it: the relations that `steps` follows, as a tree and as a table."""

import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from reformdata.dataset.records import Records
from reformdata.dataset.steps import DEPTH, WAYS, Direction, Edge, Node, Step, Way, edges_at, follow, nodes
from reformdata.errors import library
from reformdata.models import LANGUAGES, Initiative, Label, Language, Proposal, RecordId, Statement, markup
from reformdata.models.ids import id_sort_key
from reformdata.models.languages import check_language
from reformdata.store.file import Store

if TYPE_CHECKING:
    import networkx
    import pandas
    import polars

WAY_LABELS: Mapping[Way, Label] = MappingProxyType(
    {
        "backward": Label("Hvad der kom før", "What came before"),
        "forward": Label("Hvad der kom af det", "What came of it"),
    }
)
BECAME = Label("hvad der blev af det", "what became of it")
"""What the outcome of a record is called below it."""
_NOTHING = Label("intet i data", "nothing in the data")
_ELSEWHERE = Label("vist et andet sted her", "shown elsewhere here")
_WIDTH = 96
"""Of a line of text, in characters."""
_OF_A_RECORD = ("kind", "date", "voice_da", "voice_en", "title_da", "title_en", "verdict", "outcome_da", "outcome_en")
_COLUMNS = (
    *("record", "type", "to", "reason_da", "reason_en"),
    *(f"record_{name}" for name in _OF_A_RECORD),
    *(f"to_{name}" for name in _OF_A_RECORD),
)


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
class Branch:
    """A step in the tree of a trace, with those that go on from its end."""

    step: Step
    branches: tuple["Branch", ...]


class Trace:
    """What led to a record and what came of it. Immutable."""

    def __init__(self, store: Store, root: RecordId, steps: Iterable[Step], direction: Direction = "both") -> None:
        self._store = store
        self.direction = direction
        """Which way it goes: "backward", "forward" or "both"."""
        self.root = root
        """The record that it is of."""
        self.steps = tuple(steps)
        """The relations followed: first backward, then forward, the nearest first."""
        ids = dict.fromkeys((root, *(step.end for step in self.steps)))
        self.nodes: Mapping[str, Node] = MappingProxyType(nodes(store, ids))
        """The records by id, the oldest first."""

    @property
    def records(self) -> Records[Proposal | Statement | Initiative]:
        """The record itself and all that the trace reached, the oldest first."""
        return Records(self._store, tuple(self.nodes), query=f"trace={self.root}")

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

    def to_text(self, lang: Language = "en") -> str:
        """The record and below it a tree for each way, as `reformdata trace` prints it; `print` shows it in English.

        Raises:
            ConditionValueError: a ValueError, for an unsupported language.
        """
        check_language(lang)
        return "\n".join(_lines(self, lang))

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
        return Trace, (self._store, self.root, self.steps, self.direction)

    def __len__(self) -> int:
        return len(self.steps)

    def __repr__(self) -> str:
        before, after = (len({step.end for step in self.steps if step.way == way}) for way in WAYS)
        return f"<Trace of {self.root}: {before} before, {after} after>"

    def __str__(self) -> str:
        return self.to_text()

    def _repr_html_(self) -> str:
        lists = (
            f'<div style="margin-top:.6em">{markup.inline(label)}</div>{_branches_html(self, self.tree(way))}'
            for way, label in WAY_LABELS.items()
            if any(step.way == way for step in self.steps)
        )
        return f"<div>{_node_html(self.nodes[self.root])}{_outcome_html(self.nodes[self.root])}{''.join(lists)}</div>"


def trace(store: Store, id_: RecordId, *, direction: Direction = "both", depth: int | None = DEPTH) -> Trace:
    """What led to the record `id_` and what came of it; arguments and errors are those of `Dataset.trace`."""
    return Trace(store, id_, follow(store, id_, direction, depth), direction)


def related(store: Store, id_: RecordId) -> Related:
    """The relations of the record `id_`, in the order of the ids of the records at their other ends."""
    edges = [edge for edge, _ in edges_at(store, (id_,))]
    return Related(
        tuple(sorted((edge for edge in edges if edge.record == id_), key=lambda edge: id_sort_key(edge.to))),
        tuple(sorted((edge for edge in edges if edge.to == id_), key=lambda edge: id_sort_key(edge.record))),
    )


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


def _lines(trace: Trace, lang: Language) -> Iterator[str]:
    root = trace.nodes[trace.root]
    yield from _about(root, "", lang)
    yield from _outcome(root, "", lang)
    for way in WAYS if trace.direction == "both" else (trace.direction,):
        yield from ("", WAY_LABELS[way].in_(lang))
        branches = trace.tree(way)
        yield from _branches(trace, branches, "", lang) if branches else (f"  {_NOTHING.in_(lang)}",)


def _branches(trace: Trace, branches: Sequence[Branch], indent: str, lang: Language) -> Iterator[str]:
    for branch in branches:
        last = branch is branches[-1]
        step = branch.step
        under = f"{indent}{'   ' if last else '│  '}"
        relation = step.edge.seen_from(step.start)[1].in_(lang)
        again = "" if step.first else f" ({_ELSEWHERE.in_(lang)})"
        yield f"{indent}{'└─' if last else '├─'} {relation} {step.end}{again}"
        if step.first:
            beyond = f"{under}{'│  ' if branch.branches else '   '}"
            node = trace.nodes[step.end]
            yield from _about(node, beyond, lang, named=False)
            yield from _wrap(f"– {step.edge.reason.in_(lang)}", beyond)
            yield from _outcome(node, beyond, lang)
        yield from _branches(trace, branch.branches, under, lang)


def _about(node: Node, indent: str, lang: Language, *, named: bool = True) -> Iterator[str]:
    facts = (node.kind.label.in_(lang), node.date.isoformat(), node.voice.in_(lang))
    yield f"{indent}{f'{node.id} · ' if named else ''}{' · '.join(facts)}"
    yield from _wrap(node.title.in_(lang), indent)


def _outcome(node: Node, indent: str, lang: Language) -> Iterator[str]:
    if node.outcome:
        yield from _wrap(f"→ {BECAME.in_(lang)}: {node.outcome.in_(lang)}", indent)


def _wrap(text: str, indent: str) -> list[str]:
    width = max(_WIDTH - len(indent), 30)  # however deep the tree goes, some words go on a line
    lines = textwrap.wrap(text, width, subsequent_indent="  " if text.startswith(("–", "→")) else "")
    return [f"{indent}{line}" for line in lines]


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
