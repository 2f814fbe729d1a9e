"""The network: records, the relations between them, and where they lie."""

import math
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypeAlias

from reformdata.dataset.plotting.style import FAINT, GREY, INK, KIND, NOTHING, colours, finished, tooltips
from reformdata.errors import library
from reformdata.models import Kind, Label, Language, RelationType
from reformdata.store.file import Store

if TYPE_CHECKING:
    import altair

Point: TypeAlias = tuple[float, float]

_SEED = 20150204
_SCIPY = 500
"""From how many on NetworkX lays springs with SciPy, which would be much to bring for a picture of a hair ball."""
_ROOM = 17.0
"""Pixels from a record to its neighbour, about."""
_GAP = 40.0
"""Pixels between two clouds."""
_WIDTH = 900.0
"""Pixels that a row of clouds has, about."""
_NAME = 150.0
"""Pixels that the name of a source has at least."""
_HEADING = 64.0
"""Pixels above a cloud for the name of its source."""

_SHAPES = MappingProxyType({Kind.STATEMENT: "circle", Kind.PROPOSAL: "square", Kind.INITIATIVE: "triangle-up"})
_ID, _DATE, _VOICE = Label("Id", "Id"), Label("Dato", "Date"), Label("Stemme", "Voice")
_TITLE, _FROM, _TO = Label("Titel", "Title"), Label("Fra", "From"), Label("Til", "To")
_RELATION, _REASON = Label("Forbindelse", "Relation"), Label("Grund", "Reason")

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
    """The records of one source and where they lie, from its left and its top on."""

    title: str
    date: str
    places: Mapping[str, Point]

    @property
    def width(self) -> float:
        """Of the cloud and of the name above it."""
        return max(_ROOM / 2 + max(x for x, _ in self.places.values()), _NAME)

    @property
    def height(self) -> float:
        """Of the cloud without the name."""
        return _ROOM / 2 + max(y for _, y in self.places.values())


def network(store: Store, ids: str, lang: Language) -> "altair.LayerChart":
    """Clouds of records, one for each source, and the relations as lines."""
    records = _records(store, ids, lang)
    relations = store.rows(_EDGES.format(lang=lang), {"ids": ids})
    laid = _laid(_clouds(records, [(record, to) for record, to, *_ in relations]))
    places = {
        id_: (round(x + dx, 1), round(y + dy, 1)) for cloud, (x, y) in laid for id_, (dx, dy) in cloud.places.items()
    }
    nodes = {record["id"]: {**record, **dict(zip("xy", places[record["id"]], strict=True))} for record in records}
    lines = [_line(relation, nodes, lang) for relation in relations]
    title = Label("Hvad der hænger sammen", "What hangs together")
    subtitle = Label(
        "Poster med forbindelser, en sky for hver kilde; mørke streger går fra kilde til kilde",
        "Records with relations, a cloud for each source; dark lines run from source to source",
    )
    return finished(
        _chart(list(nodes.values()), lines, _headings(laid), lang), title, subtitle if nodes else NOTHING, lang
    )


def _records(store: Store, ids: str, lang: Language) -> list[dict[str, Any]]:
    names = ("id", "kind", "date", "source", "title", "voice", "source_title")
    rows = [dict(zip(names, row, strict=True)) for row in store.rows(_NODES.format(lang=lang), {"ids": ids})]
    kinds = {kind.value: kind.label.in_(lang) for kind in Kind}
    return [{**row, "kind": kinds[row["kind"]]} for row in rows]


def _clouds(nodes: Sequence[Mapping[str, Any]], edges: Sequence[tuple[str, str]]) -> list[_Cloud]:
    """The clouds, in the order of `nodes`."""
    sources: dict[str, list[Mapping[str, Any]]] = {}
    for node in nodes:
        sources.setdefault(node["source"], []).append(node)
    return [_cloud(members, edges) for members in sources.values()]


def _cloud(members: Sequence[Mapping[str, Any]], edges: Sequence[tuple[str, str]]) -> _Cloud:
    """The records of one source, each near those that it bears on."""
    networkx = library("networkx", extra="plot", purpose="a network")
    library("numpy", extra="plot", purpose="a network")  # which NetworkX needs for a layout and does not bring
    graph = networkx.Graph()
    graph.add_nodes_from(node["id"] for node in members)
    graph.add_edges_from(edge for edge in edges if edge[0] in graph and edge[1] in graph)
    groups = sorted(networkx.connected_components(graph), key=lambda group: (-len(group), min(group)))
    radii = [_ROOM * math.sqrt(len(group)) for group in groups]
    places = {}
    for group, radius, (x, y) in zip(groups, radii, _packed(radii), strict=True):
        for id_, (dx, dy) in _spread(networkx, graph.subgraph(group), radius - _ROOM / 2).items():
            places[id_] = (x + dx, y + dy)
    left, top = (min(place[axis] for place in places.values()) - _ROOM / 2 for axis in (0, 1))
    shifted = {id_: (x - left, y - top) for id_, (x, y) in places.items()}
    return _Cloud(members[0]["source_title"], max(node["date"] for node in members), shifted)


def _spread(networkx: Any, graph: Any, radius: float) -> dict[str, Point]:
    """Records that all hang together, around a centre, within `radius`."""
    # A subgraph is in no fixed order, and the layout starts from places that it gives in that order.
    ordered = networkx.Graph()
    ordered.add_nodes_from(sorted(graph))
    ordered.add_edges_from(sorted(map(sorted, graph.edges)))
    if len(ordered) < _SCIPY:
        laid = networkx.spring_layout(ordered, seed=_SEED, iterations=200)
    else:
        laid = networkx.circular_layout(ordered)
    furthest = max(math.hypot(x, y) for x, y in laid.values()) or 1.0
    return {id_: (float(x) / furthest * radius, float(y) / furthest * radius) for id_, (x, y) in laid.items()}


def _packed(radii: Sequence[float]) -> list[Point]:
    """Centres of discs of `radii`, of which none covers another: each as near to the middle as there is room."""
    centres: list[Point] = []
    for radius in radii:
        centres.append(
            next(
                (x, y)
                for x, y in _spiral()
                if all(
                    math.hypot(x - at[0], y - at[1]) >= radius + other
                    for at, other in zip(centres, radii, strict=False)
                )
            )
        )
    return centres


def _spiral() -> Iterator[Point]:
    """Points ever further from the middle, about as far from each other everywhere."""
    golden = math.pi * (3 - math.sqrt(5))
    polar = ((4 * math.sqrt(step), golden * step) for step in count())
    return ((far * math.cos(turn), far * math.sin(turn)) for far, turn in polar)


def _laid(clouds: Sequence[_Cloud]) -> list[tuple[_Cloud, Point]]:
    """Each cloud with its left and its top: from left to right, in rows."""
    laid = []
    top = 0.0
    for row in _in_rows(clouds):
        left = 0.0
        for cloud in row:
            laid.append((cloud, (left, top + _HEADING)))
            left += cloud.width + _GAP
        top += _HEADING + max(cloud.height for cloud in row) + _GAP
    return laid


def _in_rows(clouds: Sequence[_Cloud]) -> list[list[_Cloud]]:
    """The clouds in as few rows as there is room for, which are about as long as each other."""
    total = sum(cloud.width + _GAP for cloud in clouds)
    share = total / math.ceil(total / _WIDTH) if clouds else 0
    rows: list[list[_Cloud]] = []
    done = 0.0
    for cloud in clouds:
        if not rows or done + cloud.width / 2 > share * len(rows):
            rows.append([])
        rows[-1].append(cloud)
        done += cloud.width + _GAP
    return rows


def _line(edge: Sequence[str], nodes: Mapping[str, Mapping[str, Any]], lang: Language) -> dict[str, Any]:
    """A relation as it is drawn, and what is told of it."""
    record, to, type_, reason = edge
    one, other = nodes[record], nodes[to]
    return {
        "x": one["x"],
        "y": one["y"],
        "x2": other["x"],
        "y2": other["y"],
        "across": one["source"] != other["source"],
        "from": f"{record}: {one['title']}",
        "relation": _relation(type_, lang),
        "to": f"{to}: {other['title']}",
        "reason": reason,
    }


def _relation(value: str, lang: Language) -> str:
    """What a type of relation is called; one that is newer than this version, by its value."""
    return next((type_.label.in_(lang) for type_ in RelationType if type_ == value), value)


def _headings(laid: Sequence[tuple[_Cloud, Point]]) -> list[dict[str, Any]]:
    """The names of the sources, above their clouds."""
    return [
        {
            "x": x,
            "right": x + cloud.width,
            "y": y - _HEADING,
            "text": [cloud.date, *textwrap.wrap(cloud.title, int(cloud.width / 6.2))],
        }
        for cloud, (x, y) in laid
    ]


def _chart(
    nodes: Sequence[Mapping[str, Any]],
    lines: Sequence[Mapping[str, Any]],
    headings: Sequence[Mapping[str, Any]],
    lang: Language,
) -> "altair.LayerChart":
    import altair as alt

    x, y = alt.X("x:Q", scale=None, axis=None), alt.Y("y:Q", scale=None, axis=None)
    shapes = alt.Scale(domain=[kind.label.in_(lang) for kind in _SHAPES], range=list(_SHAPES.values()))
    within, across = (
        alt.Chart(alt.InlineData(values=[line for line in lines if line["across"] == crossing]))
        .mark_rule(aria=False, color=colour, strokeWidth=width, opacity=opacity)
        .encode(
            x=x,
            y=y,
            x2="x2:Q",
            y2="y2:Q",
            tooltip=tooltips({"from": _FROM, "relation": _RELATION, "to": _TO, "reason": _REASON}, lang),
        )
        for crossing, colour, width, opacity in ((False, FAINT, 1.1, 0.9), (True, GREY, 1.2, 0.55))
    )
    records = (
        alt.Chart(alt.InlineData(values=list(nodes)))
        .mark_point(filled=True, size=70, opacity=1, stroke="white", strokeWidth=0.8)
        .encode(
            x=x,
            y=y,
            color=colours(lang),
            shape=alt.Shape("kind:N", scale=shapes, title=KIND.in_(lang)),
            tooltip=tooltips({"id": _ID, "kind": KIND, "title": _TITLE, "voice": _VOICE, "date": _DATE}, lang),
        )
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
