"""The chart of records and their relations: a row for each record, and the relations beside the titles."""

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from reformdata.dataset.plotting.arrows import Arrow, Point, arrow_layers
from reformdata.dataset.plotting.canvas import GREY, Canvas
from reformdata.dataset.plotting.chart import Chart
from reformdata.dataset.plotting.kinds import COLOURS, SHAPES
from reformdata.dataset.plotting.layout import legend
from reformdata.dataset.plotting.pixels import drawing, points, texts
from reformdata.dataset.steps import Edge, Node, edges_at, nodes
from reformdata.errors import TooManyRecordsError
from reformdata.models import Label, Language, RecordId

_ARROWS = 0.17
"""The part of the width that the arrows take at most."""
_NODE = 6.0
"""About the radius of the mark of a record, in pixels."""
_LINE = 1.22
"""The height of a line, as a part of the size of its letters."""
_BETWEEN, _APART = 10.0, 16.0
"""Pixels between two records, and further pixels between two groups."""

_TITLE = Label("Poster og deres forbindelser", "Records and their relations")
_NOTHING = Label("Ingen af posterne er forbundet med hinanden", "None of the records are related to each other")
_FROM, _TO, _RELATION = Label("Fra", "From"), Label("Til", "To"), Label("Forbindelse", "Relation")


def draw(canvas: Canvas, most: int) -> Chart:
    """The records that are related to each other, in groups that no relation connects, the largest first.

    Raises:
        TooManyRecordsError: if they are more than `most`.
    """
    found = nodes(canvas.store, [RecordId(id_) for id_ in canvas.ids])
    edges = [edge for edge, _ in edges_at(canvas.store, canvas.ids) if {edge.record, edge.to} <= found.keys()]
    edges.sort(key=lambda edge: (edge.record, edge.to, edge.type.value))
    groups = _groups(found, edges)
    number = sum(map(len, groups))
    if number > most:
        raise TooManyRecordsError(number, most)
    if not groups:
        return canvas.empty(_TITLE, _NOTHING)
    lang = canvas.lang
    left_out = len(found) - number
    subtitle_da = "En pil læses som en sætning; den står med gråt under den post, den begynder ved. Det ældste står øverst i hver gruppe."
    subtitle_en = "An arrow reads as a sentence, written in grey below the record that it starts at. The oldest stands first in each group."
    if left_out:
        subtitle_da += (
            f" Udeladt: {left_out} {'post' if left_out == 1 else 'poster'}, som ikke er forbundet med de andre."
        )
        subtitle_en += (
            f" Left out: {left_out} {'record' if left_out == 1 else 'records'} with no relation to the others."
        )
    table: list[dict[str, str | int]] = [
        {
            _FROM.in_(lang): f"{edge.record}: {found[edge.record].title.in_(lang)}",
            _RELATION.in_(lang): edge.type.label.in_(lang),
            _TO.in_(lang): f"{edge.to}: {found[edge.to].title.in_(lang)}",
        }
        for edge in edges
    ]
    return canvas.frame(
        _chart(canvas, groups, edges),
        _TITLE,
        Label(subtitle_da, subtitle_en),
        table,
        [node.id for group in groups for node in group],
    )


def _groups(found: Mapping[str, Node], edges: Sequence[Edge]) -> list[list[Node]]:
    """The records that are related, directly or through others; each group in the order of `found`."""
    group = {end: {end} for edge in edges for end in (edge.record, edge.to)}
    for edge in edges:
        joined = group[edge.record] | group[edge.to]
        group.update(dict.fromkeys(joined, joined))
    distinct = {id(members): members for members in group.values()}.values()
    place = {id_: number for number, id_ in enumerate(found)}
    ordered = [sorted(members, key=place.__getitem__) for members in distinct]
    ordered.sort(key=lambda members: (-len(members), place[members[0]]))
    return [[found[id_] for id_ in members] for members in ordered]


def _chart(canvas: Canvas, groups: Sequence[Sequence[Node]], edges: Sequence[Edge]) -> Any:
    import altair as alt

    lang, letters = canvas.lang, canvas.letters
    left = min(canvas.room * _ARROWS, 30 + 5 * sum(map(len, groups)))
    beside = left + 2 * _NODE + 4
    shown = [kind for kind in COLOURS if any(node.kind is kind for members in groups for node in members)]
    of_kinds, top = legend(canvas, [(kind.label.in_(lang), COLOURS[kind], SHAPES[kind]) for kind in shown])
    top += letters.label
    at: dict[str, Point] = {}
    marks, titles, facts = [], [], []
    for members in groups:
        for node in members:
            at[node.id] = (round(left, 1), round(top, 1))
            marks.append({"x": left, "y": top, "colour": COLOURS[node.kind], "shape": SHAPES[node.kind]})
            title = canvas.wrap(node.title.in_(lang), canvas.room - beside)
            titles.append({"x": beside, "y": top, "text": title})
            top += (len(title) - 0.5) * letters.label * _LINE + letters.small * 0.8
            said = canvas.wrap(_facts(node, edges, lang), canvas.room - beside, letters.small)
            facts.append({"x": beside, "y": top, "text": said})
            top += (len(said) - 0.5) * letters.small * _LINE + _BETWEEN + letters.label * 0.6
        top += _APART
    layers = [
        *of_kinds,
        *arrow_layers(_arrows(edges, at), {"stroke": alt.value(GREY)}, {"fill": alt.value(GREY)}),
        points(marks, 2 * _NODE),
        texts(titles, align="left", fontSize=letters.label, lineHeight=letters.label * _LINE),
        texts(facts, align="left", fontSize=letters.small, lineHeight=letters.small * _LINE, color=GREY),
    ]
    return drawing(canvas, layers, top - _APART - _BETWEEN - letters.label * 0.6)


def _facts(node: Node, edges: Sequence[Edge], lang: Language) -> str:
    """`kl-2020-temaside.07 · KL · 2020-03-01 · elaborates .03`, wrapped at its dots alone."""
    facts = [node.id, node.voice.in_(lang), node.date.isoformat()]
    for edge in edges:
        if edge.record == node.id:
            to = f".{edge.to.number:02}" if edge.to.source == node.id.source else edge.to
            facts.append(f"{edge.type.label.in_(lang)} {to}")
    return " · ".join(fact.replace(" ", "\N{NO-BREAK SPACE}") for fact in facts)


def _arrows(edges: Sequence[Edge], at: Mapping[str, Point]) -> Iterator[Arrow]:
    """The relations as arrows that are bent to the left, the further the longer they are."""
    longest = max(abs(at[edge.record][1] - at[edge.to][1]) for edge in edges)
    for edge in edges:
        (x, y), (_, y2) = start, end = at[edge.record], at[edge.to]
        # The middle of the curve is half as far out as the point that it is bent towards.
        control = (x - 2 * (x - _NODE) * math.sqrt(abs(y - y2) / longest), (y + y2) / 2)
        yield Arrow(start=start, control=control, end=end, gap=_NODE, width=1.3, words={})
