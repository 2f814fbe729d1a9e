"""How collections, a data set, a trace and a comparison look in a notebook, as `models.html` shows what they hold."""

from collections.abc import Mapping, Sequence
from html import escape
from typing import TYPE_CHECKING, Any

from reformdata.models import Kind, Label
from reformdata.models.html import SMALL, inline, stacked, table

if TYPE_CHECKING:
    from reformdata.dataset.comparison import Comparison
    from reformdata.dataset.tracing import Branch, Node, Related, Trace, Way

ROWS = 10
"""How many rows of a collection are shown."""

_WAYS: Mapping["Way", Label] = {
    "backward": Label("Hvad der kom før", "What came before"),
    "forward": Label("Hvad der kom af det", "What came of it"),
}
_ELSEWHERE = Label("vist et andet sted her", "shown elsewhere here")
_SORTS = {kind.value: kind.label for kind in Kind}

RECORD_COLUMNS = ("id", "kind", "date", "voice_name_da", "voice_name_en", "title_da", "title_en")
"""What is asked of the records that are shown."""


def records(heading: str, rows: Sequence[Mapping[str, Any]], total: int) -> str:
    """The first of the records, as `RECORD_COLUMNS` of each, and how many more there are."""
    cells = (
        (
            _unbroken(row["id"]),
            inline(_SORTS.get(row["kind"]) or Label(row["kind"], row["kind"])),
            _unbroken(row["date"]),
            inline(Label(row["voice_name_da"], row["voice_name_en"])),
            stacked(Label(row["title_da"], row["title_en"])),
        )
        for row in rows
    )
    shown = table(cells, ("id", "kind", "date", "voice", "title")) if rows else ""
    return f"{_heading(heading)}{shown}{_more(total - len(rows))}"


def entries(heading: str, first: Mapping[str, Any], total: int) -> str:
    """The first of the entries by their ids, with what each is called, and how many more there are."""
    cells = ((_unbroken(id_), _called(entry)) for id_, entry in first.items())
    return f"{_heading(heading)}{table(cells, ('id', 'name'))}{_more(total - len(first))}"


def dataset(heading: str, sizes: Mapping[str, int], citation: str) -> str:
    """How much there is of what, each under the name that it is got by, and how to cite it."""
    cells = ((f"<code>.{escape(name)}</code>", str(size)) for name, size in sizes.items())
    return f'{_heading(heading)}{table(cells)}<div style="{SMALL}">{escape(citation)}</div>'


def trace(of: "Trace") -> str:
    """The record, and a nested list for each way."""
    lists = (
        f'<div style="margin-top:.6em">{inline(label)}</div>{_branches(of, of.tree(way))}'
        for way, label in _WAYS.items()
        if any(step.way == way for step in of.steps)
    )
    return f"<div>{_node(of.nodes[of.root])}{''.join(lists)}</div>"


def related(of: "Related") -> str:
    """A row for each relation, read from the record that it is of."""
    edges = [*((edge.record, edge) for edge in of.outgoing), *((edge.to, edge) for edge in of.incoming)]
    cells = (
        (f"<em>{inline(relation)}</em>", _unbroken(other), stacked(edge.reason))
        for (other, relation), edge in ((edge.seen_from(this), edge) for this, edge in edges)
    )
    return f"{_heading(repr(of))}{table(cells, ('relation', 'record', 'reason')) if edges else ''}"


def comparison(of: "Comparison") -> str:
    """The first of the changes, with the fields that each is of, and how many more there are."""
    cells = (
        (
            escape(change.what),
            _unbroken(change.id if change.to is None else f"{change.id} → {change.to}"),
            stacked(change.name) if change.name else "",
            escape(", ".join(field.field for field in change.fields)),
        )
        for change in of.changes[:ROWS]
    )
    shown = table(cells, ("what", "id", "title or name", "fields")) if of.changes else ""
    return f"{_heading(repr(of))}{shown}{_more(len(of) - ROWS)}"


def _branches(of: "Trace", branches: Sequence["Branch"]) -> str:
    items = "".join(f"<li>{_branch(of, branch)}</li>" for branch in branches)
    return f"<ul>{items}</ul>" if items else ""


def _branch(of: "Trace", branch: "Branch") -> str:
    step = branch.step
    relation = inline(step.edge.seen_from(step.start)[1])
    if not step.first:
        return f"<em>{relation}</em> {escape(step.end)} ({inline(_ELSEWHERE)})"
    reason = f'<div style="{SMALL}">– {inline(step.edge.reason)}</div>'
    return f"<em>{relation}</em> {_node(of.nodes[step.end])}{reason}{_branches(of, branch.branches)}"


def _node(node: "Node") -> str:
    facts = f"{escape(node.id)} · {inline(node.kind.label)} · {node.date} · {inline(node.voice)}"
    return f'<span style="{SMALL}">{facts}</span><strong>{stacked(node.title)}</strong>'


def _called(entry: Any) -> str:
    label = getattr(entry, "title", None) or getattr(entry, "name", None)
    return inline(label) if label else ""


def _unbroken(value: object) -> str:
    return f'<span style="white-space:nowrap">{escape(str(value))}</span>'


def _heading(text: str) -> str:
    return f"<div><strong>{escape(text.strip('<>'))}</strong></div>"


def _more(count: int) -> str:
    return f'<div style="{SMALL}">… {count} more</div>' if count > 0 else ""
