"""The network: records, the relations between them, and their positions."""

import json
import math
import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

from reformdata.dataset.plotting.canvas import FAINT, GREY, INK, Canvas, tooltips
from reformdata.dataset.plotting.chart import Chart
from reformdata.dataset.plotting.kinds import KIND, colours, shapes
from reformdata.errors import library
from reformdata.models import Kind, Label, Language, RelationType
from reformdata.store.file import Store

if TYPE_CHECKING:
    import altair

Point: TypeAlias = tuple[float, float]

_SPACING = 17.0
"""The distance in pixels between neighbouring records, about."""
_GAP = 40.0
"""Pixels between two clouds."""
_ROW_WIDTH = 900.0
_HEADING_WIDTH = 150.0
"""The least width of the name of a source."""
_HEADING_HEIGHT = 64.0

_ID, _DATE, _VOICE = Label("Id", "Id"), Label("Dato", "Date"), Label("Stemme", "Voice")
_TITLE, _FROM, _TO = Label("Titel", "Title"), Label("Fra", "From"), Label("Til", "To")
_RELATION, _REASON = Label("Forbindelse", "Relation"), Label("Grund", "Reason")
_NOTHING = Label("Ingen poster med forbindelser at vise", "No records with relations to show")

_NODES = """
SELECT id, kind, date, source, title_{lang}, voice_name_{lang}, source_title_{lang} FROM records AS this
WHERE id IN (SELECT value FROM json_each(:ids)) AND EXISTS (
  SELECT 1 FROM relations WHERE (record = this.id AND "to" IN (SELECT value FROM json_each(:ids)))
  OR ("to" = this.id AND record IN (SELECT value FROM json_each(:ids)))
) ORDER BY source_date, source, number
"""
_EDGES = """
SELECT record, "to", type, reason_{lang} FROM relations
WHERE record IN (SELECT value FROM json_each(:ids)) AND "to" IN (SELECT value FROM json_each(:ids))
ORDER BY record, "to", type
"""


@dataclass(frozen=True, slots=True)
class _Cloud:
    """The records of one source, and the position of each from the top left corner of the cloud."""

    title: str
    date: str
    positions: Mapping[str, Point]

    @property
    def width(self) -> float:
        return max(_SPACING / 2 + max(x for x, _ in self.positions.values()), _HEADING_WIDTH)

    @property
    def height(self) -> float:
        return _SPACING / 2 + max(y for _, y in self.positions.values())


def network(canvas: Canvas) -> Chart:
    """Clouds of records, one for each source, and the relations as lines."""
    store, ids, lang = canvas.store, json.dumps(canvas.ids), canvas.lang
    records = _records(store, ids, lang)
    relations = store.rows(_EDGES.format(lang=lang), {"ids": ids})
    edges = [(record, to) for record, to, *_ in relations]
    sources: dict[str, list[Mapping[str, Any]]] = {}
    for record in records:
        sources.setdefault(record["source"], []).append(record)
    clouds = _place_clouds([_cloud(members, edges) for members in sources.values()])
    positions = {
        id_: {"x": round(x + dx, 1), "y": round(y + dy, 1)}
        for cloud, (x, y) in clouds
        for id_, (dx, dy) in cloud.positions.items()
    }
    nodes = {record["id"]: {**record, **positions[record["id"]]} for record in records}
    lines = [_line(relation, nodes, lang) for relation in relations]
    title = Label("Poster og deres forbindelser", "Records and their relations")
    subtitle = Label(
        "Poster med forbindelser, en sky for hver kilde; mørke streger går fra kilde til kilde",
        "Records with relations, a cloud for each source; dark lines run from source to source",
    )
    if not nodes:
        return canvas.empty(title, _NOTHING)
    table = [
        {_FROM.in_(lang): row["from"], _RELATION.in_(lang): row["relation"], _TO.in_(lang): row["to"]} for row in lines
    ]
    chart = _chart(list(nodes.values()), lines, _headings(clouds), lang)
    return canvas.frame(chart, title, subtitle, table)


def _records(store: Store, ids: str, lang: Language) -> list[dict[str, Any]]:
    names = ("id", "kind", "date", "source", "title", "voice", "source_title")
    rows = [dict(zip(names, row, strict=True)) for row in store.rows(_NODES.format(lang=lang), {"ids": ids})]
    kinds = {kind.value: kind.label.in_(lang) for kind in Kind}
    return [{**row, "kind": kinds[row["kind"]]} for row in rows]


def _cloud(members: Sequence[Mapping[str, Any]], edges: Sequence[tuple[str, str]]) -> _Cloud:
    """The records of one source, each near those that it is related to."""
    networkx = library("networkx", extra="plot", purpose="a network")
    library("numpy", extra="plot", purpose="a network")  # NetworkX needs it for a layout and does not install it
    ids = [node["id"] for node in members]
    graph = networkx.Graph()
    graph.add_nodes_from(ids)
    graph.add_edges_from(sorted(edge for edge in edges if {*edge} <= {*ids}))
    # Strong gravity holds the parts of a cloud together that no relation connects. From a circle, and with little
    # tolerance of jitter, the layout settles; from random positions some records stay on top of each other.
    circle = networkx.circular_layout(graph, scale=2 * math.sqrt(len(ids)))
    layout = networkx.forceatlas2_layout(graph, circle, seed=0, max_iter=200, jitter_tolerance=0.3, strong_gravity=True)
    left, top = (min(point[axis] for point in layout.values()) for axis in (0, 1))
    extent = max(max(point[0] - left, point[1] - top) for point in layout.values()) or 1.0
    scale = 2 * _SPACING * math.sqrt(len(ids)) / float(extent)
    positions = {
        id_: (float(x - left) * scale + _SPACING / 2, float(y - top) * scale + _SPACING / 2)
        for id_, (x, y) in layout.items()
    }
    return _Cloud(members[0]["source_title"], max(node["date"] for node in members), positions)


def _place_clouds(clouds: Sequence[_Cloud]) -> list[tuple[_Cloud, Point]]:
    """Each cloud with its top left corner: from left to right, in rows of about the same length."""
    total = sum(cloud.width + _GAP for cloud in clouds)
    row_width = total / math.ceil(total / _ROW_WIDTH) if clouds else 0
    placed = []
    left = top = height = done = 0.0
    for cloud in clouds:
        if left and done + cloud.width / 2 > row_width:
            top += _HEADING_HEIGHT + height + _GAP
            left, height, done = 0.0, 0.0, done - row_width
        placed.append((cloud, (left, top + _HEADING_HEIGHT)))
        left += cloud.width + _GAP
        done += cloud.width + _GAP
        height = max(height, cloud.height)
    return placed


def _line(edge: Sequence[str], nodes: Mapping[str, Mapping[str, Any]], lang: Language) -> dict[str, Any]:
    record, to, type_, reason = edge
    one, other = nodes[record], nodes[to]
    return {
        "x": one["x"],
        "y": one["y"],
        "x2": other["x"],
        "y2": other["y"],
        "across": one["source"] != other["source"],
        "from": f"{record}: {one['title']}",
        # Newer data may use more types.
        "relation": next((one.label.in_(lang) for one in RelationType if one == type_), type_),
        "to": f"{to}: {other['title']}",
        "reason": reason,
    }


def _headings(clouds: Sequence[tuple[_Cloud, Point]]) -> list[dict[str, Any]]:
    """The names of the sources, above their clouds."""
    return [
        {
            "x": x,
            "y": y - _HEADING_HEIGHT,
            "right": x + cloud.width,
            "text": [cloud.date, *textwrap.wrap(cloud.title, int(cloud.width / 6.2))],
        }
        for cloud, (x, y) in clouds
    ]


def _chart(
    nodes: Sequence[Mapping[str, Any]],
    lines: Sequence[Mapping[str, Any]],
    headings: Sequence[Mapping[str, Any]],
    lang: Language,
) -> "altair.LayerChart":
    import altair as alt

    x, y = alt.X("x:Q", scale=None, axis=None), alt.Y("y:Q", scale=None, axis=None)
    of_relation = tooltips({"from": _FROM, "relation": _RELATION, "to": _TO, "reason": _REASON}, lang)
    of_record = tooltips({"id": _ID, "kind": KIND, "title": _TITLE, "voice": _VOICE, "date": _DATE}, lang)
    within, across = (
        alt.Chart(alt.InlineData(values=[line for line in lines if line["across"] == crossing]))
        .mark_rule(aria=False, color=colour, strokeWidth=width, opacity=opacity)
        .encode(x=x, y=y, x2="x2:Q", y2="y2:Q", tooltip=of_relation)
        for crossing, colour, width, opacity in ((False, FAINT, 1.1, 0.9), (True, GREY, 1.2, 0.55))
    )
    records = (
        alt.Chart(alt.InlineData(values=list(nodes)))
        .mark_point(filled=True, size=70, opacity=1, stroke="white", strokeWidth=0.8)
        .encode(x=x, y=y, color=colours(lang), shape=shapes(lang), tooltip=of_record)
    )
    text = alt.Chart(alt.InlineData(values=list(headings))).encode(x=x, y=y, text="text:N")
    behind, before = (
        text.mark_text(align="left", baseline="top", fontSize=12, lineHeight=15, **look)
        for look in ({"stroke": "white", "strokeWidth": 5, "strokeJoin": "round"}, {"color": INK})
    )
    right = max((mark["right"] for mark in headings), default=0.0)
    bottom = max((mark["y"] for mark in nodes), default=0.0)
    chart: altair.LayerChart = within + across + records + behind + before
    return chart.properties(width=right + 10, height=bottom + 10)
