"""The chart of the network of actors: they lie on an oval, and every line runs within it, so that none crosses a name."""

import math
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from types import MappingProxyType
from typing import Any

from reformdata.dataset.network import EdgeType, NetworkEdge, NetworkNode, network
from reformdata.dataset.plotting.arrows import Arrow, Point, arrow_layers
from reformdata.dataset.plotting.canvas import INK, Canvas, text_width, tooltips
from reformdata.dataset.plotting.chart import Chart
from reformdata.dataset.plotting.layout import legend
from reformdata.dataset.plotting.pixels import drawing, points, texts
from reformdata.models import ActorKind, Kind, Label, Language

LINES: Mapping[EdgeType, tuple[str, Sequence[float]]] = MappingProxyType(
    {
        EdgeType.SPEAKS_FOR: ("#8c8c8c", (1, 0)),
        EdgeType.ASKS: ("#D55E00", (9, 3)),
        EdgeType.ANSWERS: ("#0072B2", (2, 2)),
        EdgeType.REPORTS: ("#CC79A7", (9, 3, 2, 3)),
        EdgeType.PRESENTS: ("#009E73", (5, 3)),
        EdgeType.WORKS_WITH: ("#E69F00", (9, 3, 2, 3, 2, 3)),
    }
)
"""The colour and the dashes of each type of edge. Mentions are not drawn: there are as many as of all others together."""
MARKS: Mapping[ActorKind, tuple[str, str]] = MappingProxyType(
    {
        ActorKind.PERSON: ("#222222", "circle"),
        ActorKind.GOVERNMENT: ("#0072B2", "square"),
        ActorKind.AUTHORITY: ("#56B4E9", "square"),
        ActorKind.PARTY: ("#D55E00", "diamond"),
        ActorKind.ASSOCIATION: ("#009E73", "triangle-up"),
        ActorKind.GROUP: ("#E69F00", "cross"),
        ActorKind.COMPANY: ("#CC79A7", "triangle-right"),
        ActorKind.CENTRE: ("#CC79A7", "triangle-left"),
        ActorKind.RESEARCH: ("#56B4E9", "triangle-down"),
        ActorKind.COMMISSION: ("#0072B2", "diamond"),
        ActorKind.MEDIA: ("#F0E442", "triangle-down"),
    }
)
"""The colour and the shape of each kind of actor."""

_LOWEST = 0.15
"""The least height, as a part of the width."""
_LABELS, _WIDEST = 0.3, 0.36
"""The part of the width that the names take on each side at most, and that a long word may take."""
_SAME_SIDE, _BACKWARD = 2.0, 0.4
"""How many rows an arrow between two actors on one side, and one that runs to the left, counts longer than it is."""
_STARTS = 12
"""From how many orders of the actors the best is sought."""
_BEND = 0.35
"""How far an arrow is bent towards the middle: 0 is not at all."""
_THINNEST, _THICKEST, _WIDE = 1.5, 7.0, 10
"""Pixels; and the least number of records for which an arrow is as wide as that."""
_LINE = 1.15
"""The height of a line, as a part of the size of its letters."""
_NODE = 7.0
"""About the radius of the mark of an actor, in pixels."""

_TITLE = Label("Hvem der har med hvem at gøre", "Who has to do with whom")
_NOTHING = Label(
    "Ingen aktør i disse poster beder, besvarer eller gengiver en anden, taler for en anden eller omtaler en andens initiativ",
    "No actor in these records asks, answers or reports another, speaks for another or presents another's initiative",
)
_FROM, _TO, _TYPE = Label("Fra", "From"), Label("Til", "To"), Label("Forhold", "Tie")
_RECORDS = Label("Poster", "Records")


@dataclass(frozen=True, slots=True)
class _Place:
    """Where an actor lies, and its name beside it, in lines."""

    at: Point
    lines: Sequence[str]
    left: bool


def draw(canvas: Canvas, most: int) -> Chart:
    """The strongest actors, at most `most`, and what they have to do with each other."""
    whole = network(canvas.store, canvas.ids, "actors")
    drawn = [edge for edge in whole.edges if edge.type in LINES]
    chosen = _strongest(drawn, most)
    edges = [edge for edge in drawn if edge.from_ in chosen and edge.to in chosen]
    if not edges:
        return canvas.empty(_TITLE, _NOTHING)
    sides = [[whole.nodes[id_] for id_ in side] for side in _sides(sorted(chosen), edges)]
    left_out = len({id_ for edge in drawn for id_ in (edge.from_, edge.to)} - chosen)
    subtitle = _subtitle(edges, left_out)
    lang = canvas.lang
    table: list[dict[str, str | int]] = [
        {
            _FROM.in_(lang): whole.nodes[edge.from_].name.in_(lang),
            _TYPE.in_(lang): edge.type.label.in_(lang),
            _TO.in_(lang): whole.nodes[edge.to].name.in_(lang),
            _RECORDS.in_(lang): edge.weight,
        }
        for edge in edges
    ]
    return canvas.frame(
        _chart(canvas, sides, edges), _TITLE, subtitle, table, {record for edge in edges for record in edge.records}
    )


def _subtitle(edges: Sequence[NetworkEdge], left_out: int) -> Label:
    most = max(edge.weight for edge in edges)
    da, en = ("1 post", "1 record") if most == 1 else (f"1–{most} poster", f"1–{most} records")
    subtitle_da = (
        f"Pile fra den ene til den anden, jo bredere jo flere poster ({da}). I parentes antallet af poster, som aktøren "
        "er med i. Rene omtaler er ikke tegnet."
    )
    subtitle_en = (
        f"Arrows from one to the other, the wider the more records ({en}). In brackets the number of records that "
        "the actor has a part in. Mere mentions are not drawn."
    )
    if left_out:
        subtitle_da += (
            f" Udeladt: {left_out} {'aktør' if left_out == 1 else 'aktører'}, der har mindre med de andre at gøre."
        )
        subtitle_en += (
            f" Left out: {left_out} {'actor' if left_out == 1 else 'actors'} with less to do with the others."
        )
    return Label(subtitle_da, subtitle_en)


def _strongest(edges: Sequence[NetworkEdge], most: int) -> frozenset[str]:
    """The actors that are left when, one after the other, the one with the least to do with the others is removed."""
    left = {id_ for edge in edges for id_ in (edge.from_, edge.to)}
    while True:
        strength = dict.fromkeys(sorted(left), 0)
        for edge in edges:
            if edge.from_ in left and edge.to in left:
                strength[edge.from_] += edge.weight
                strength[edge.to] += edge.weight
        weakest = min(strength, key=lambda id_: (strength[id_], id_), default="")
        if not left or (len(left) <= most and strength[weakest]):
            return frozenset(left)
        left.remove(weakest)


def _sides(ids: Sequence[str], edges: Sequence[NetworkEdge]) -> tuple[list[str], list[str]]:
    """The actors on the left and on the right, from top to bottom, so that most lines are short and run to the right."""
    rows = -(-len(ids) // 2)
    pulls: dict[tuple[str, str], float] = {}
    for edge in edges:
        pair = edge.from_, edge.to
        pulls[pair] = pulls.get(pair, 0) + 1 + math.log(edge.weight)

    def cost(seats: Sequence[str]) -> float:
        place = {id_: divmod(number, rows) for number, id_ in enumerate(seats)}
        total = 0.0
        for (one, other), pull in pulls.items():
            (side, row), (side_2, row_2) = place[one], place[other]
            total += pull * (abs(row - row_2) + (_SAME_SIDE if side == side_2 else _BACKWARD * (side > side_2)))
        return total

    def settle(start: int) -> tuple[float, list[str]]:
        """Exchange two actors as long as that makes the lines shorter."""
        seats = list(ids)
        random.Random(start).shuffle(seats)  # noqa: S311 - the same each time
        best, better = cost(seats), True
        while better:
            better = False
            for one, other in combinations(range(len(seats)), 2):
                seats[one], seats[other] = seats[other], seats[one]
                new = cost(seats)
                if new < best - 1e-9:
                    best, better = new, True
                else:
                    seats[one], seats[other] = seats[other], seats[one]
        return best, seats

    _, seats = min(map(settle, range(_STARTS)))
    return seats[:rows], seats[rows:]


def _places(canvas: Canvas, sides: Sequence[Sequence[NetworkNode]], top: float) -> tuple[dict[str, _Place], float]:
    """Where the actors on the left and on the right lie, from `top` downwards, and where the lowest ends."""
    size = canvas.letters.label
    gap = 10 + size / 2
    full = {node.id: f"{node.name.in_(canvas.lang)} ({node.weight})" for side in sides for node in side}
    longest = max(text_width(word, size) for name in full.values() for word in name.split())
    room = min(max(canvas.room * _LABELS, longest), canvas.room * _WIDEST)
    names = {id_: canvas.wrap(name, room) for id_, name in full.items()}
    widths = [
        max((text_width(line, size) for node in side for line in names[node.id]), default=0) + 2 * _NODE
        for side in sides
    ]
    heights = [sum(_height(names[node.id], size) + gap for node in side) for side in sides]
    height = max(*heights, canvas.room * _LOWEST)
    across = (canvas.room - sum(widths) - 2 * _NODE) / 2
    middle = widths[0] + _NODE + across
    places = {}
    for side, total, left in zip(sides, heights, (True, False), strict=True):
        extra = (height - total) / (len(side) or 1)
        down = 0.0
        for node in side:
            tall = _height(names[node.id], size) + gap + extra
            y = down + tall / 2
            # The oval is a little higher than the drawing, so that nobody lies at its tip, where names would meet.
            out = math.sqrt(1 - ((y / height * 2 - 1) / 1.12) ** 2) * across
            places[node.id] = _Place(
                (round(middle - out if left else middle + out, 1), round(top + y, 1)), names[node.id], left
            )
            down += tall
    return places, top + height


def _height(lines: Sequence[str], size: float) -> float:
    return len(lines) * size * _LINE


def _arrows(
    edges: Sequence[NetworkEdge], places: Mapping[str, _Place], names: Mapping[str, str], lang: Language
) -> Iterator[Arrow]:
    """The edges as arrows, bent towards the middle of the oval; several between two actors lie apart."""
    xs, ys = zip(*(place.at for place in places.values()), strict=True)
    middle = (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2
    heaviest = max(_WIDE, *(edge.weight for edge in edges))
    between: dict[frozenset[str], list[NetworkEdge]] = {}
    for edge in edges:
        between.setdefault(frozenset((edge.from_, edge.to)), []).append(edge)
    for edge in edges:
        several = between[frozenset((edge.from_, edge.to))]
        (x, y), (x2, y2) = (places[id_].at for id_ in sorted((edge.from_, edge.to)))
        long = math.hypot(x2 - x, y2 - y)
        aside = (several.index(edge) - (len(several) - 1) / 2) * min(26, long * 0.3) / long
        control = (
            (x + x2) / 2 * (1 - _BEND) + middle[0] * _BEND + (y2 - y) * aside,
            (y + y2) / 2 * (1 - _BEND) + middle[1] * _BEND - (x2 - x) * aside,
        )
        yield Arrow(
            start=places[edge.from_].at,
            control=control,
            end=places[edge.to].at,
            gap=_NODE + 1,
            width=_THINNEST + (_THICKEST - _THINNEST) * math.sqrt((edge.weight - 1) / (heaviest - 1)),
            words={
                "from": names[edge.from_],
                "type": edge.type.label.in_(lang),
                "to": names[edge.to],
                "records": edge.weight,
            },
        )


def _chart(canvas: Canvas, sides: Sequence[Sequence[NetworkNode]], edges: Sequence[NetworkEdge]) -> Any:
    import altair as alt

    lang, size = canvas.lang, canvas.letters.label
    nodes = {node.id: node for side in sides for node in side}
    types = [one for one in LINES if any(edge.type is one for edge in edges)]
    kinds = [one for one in MARKS if any(node.kind is one for node in nodes.values())]
    of_kinds, top = legend(canvas, [(one.label.in_(lang), *MARKS[one]) for one in kinds])
    places, height = _places(canvas, sides, top)
    marks = [
        {"x": place.at[0], "y": place.at[1], **dict(zip(("colour", "shape"), _look(nodes[id_].kind), strict=True))}
        for id_, place in places.items()
    ]
    names = [
        {"x": place.at[0] + (-1 if place.left else 1) * (_NODE + 4), "y": place.at[1] - _height(place.lines[1:], size) / 2, "text": place.lines, "left": place.left}
        for place in places.values()
    ]  # fmt: skip

    def by(channel: Any, values: Sequence[Any], of_types: Any = None) -> Any:
        scale = alt.Scale(domain=[one.label.in_(lang) for one in types], range=list(values))
        return channel("type:N", scale=scale, legend=of_types)

    of_types = canvas.legend(
        [one.label.in_(lang) for one in types], canvas.room, symbolType="stroke", symbolSize=500, symbolStrokeWidth=2.5
    )
    hues, dashes = [LINES[one][0] for one in types], [list(LINES[one][1]) for one in types]
    hints = tooltips({"from": _FROM, "type": _TYPE, "to": _TO, "records": _RECORDS}, lang)
    line = {
        "stroke": by(alt.Stroke, hues, of_types),
        "strokeDash": by(alt.StrokeDash, dashes, of_types),
        "tooltip": hints,
    }
    arrows = _arrows(edges, places, {id_: node.name.in_(lang) for id_, node in nodes.items()}, lang)
    layers = [
        *arrow_layers(arrows, line, {"fill": by(alt.Fill, hues), "tooltip": hints}),
        points(marks, 2 * _NODE),
        *of_kinds,
        *(
            texts([row for row in names if row["left"] is left], align=align, fontSize=size, lineHeight=size * _LINE)
            for left, align in ((True, "right"), (False, "left"))
        ),
    ]
    return drawing(canvas, layers, height)


def _look(kind: ActorKind | Kind) -> tuple[str, str]:
    # Newer data may use more kinds.
    return next((look for one, look in MARKS.items() if one is kind), (INK, "circle"))
