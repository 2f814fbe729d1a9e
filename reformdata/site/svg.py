"""Charts as plain figures for the templates: where bars, dots and lines are."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from reformdata.dataset.steps import Edge


class Segment(NamedTuple):
    """A part of a stacked bar, in tenths of a percent of its whole width."""

    key: str
    x: float
    width: float
    n: int


def stack(counts: Mapping[str, int], whole: int, width: float = 1000) -> tuple[Segment, ...]:
    """`counts` as segments that together are as wide as their share of `whole`."""
    segments, x = [], 0.0
    for key, count in counts.items():
        if count:
            part = round(width * count / max(whole, 1), 1)
            segments.append(Segment(key, round(x, 1), part, count))
            x += part
    return tuple(segments)


class Dot(NamedTuple):
    """A record in a network."""

    id: str
    x: float
    y: float


class Network(NamedTuple):
    """Records as dots in columns by day, and their relations as lines."""

    width: int
    height: int
    dots: tuple[Dot, ...]
    paths: tuple[str, ...]
    days: tuple[tuple[float, date], ...]


_STEP_X, _STEP_Y, _MARGIN, _HEAD = 110, 20, 24, 34
_ROWS = 16


def network(ids: Sequence[str], dates: Mapping[str, date], edges: Iterable[Edge]) -> Network:
    """The records `ids` from left to right in time, those of one day one below the other in columns of sixteen."""
    columns: list[tuple[date, list[str]]] = []
    for id_ in sorted(ids, key=lambda one: (dates[one], one)):
        if not columns or columns[-1][0] != dates[id_] or len(columns[-1][1]) == _ROWS:
            columns.append((dates[id_], []))
        columns[-1][1].append(id_)
    place = {}
    for column, (_, members) in enumerate(columns):
        for row, id_ in enumerate(members):
            place[id_] = (_MARGIN + column * _STEP_X, _HEAD + row * _STEP_Y)
    paths = []
    for edge in edges:
        if edge.record in place and edge.to in place:
            (x1, y1), (x2, y2) = place[edge.record], place[edge.to]
            bend = 36 if x1 == x2 else (x2 - x1) / 2
            paths.append(f"M{x1} {y1}C{x1 + bend:g} {y1} {(x2 + 36 if x1 == x2 else x2 - bend):g} {y2} {x2} {y2}")
    seen: dict[date, float] = {}
    for column, (day, _) in enumerate(columns):
        seen.setdefault(day, _MARGIN + column * _STEP_X)
    tallest = max((len(members) for _, members in columns), default=1)
    return Network(
        _MARGIN * 2 + max(len(columns) - 1, 0) * _STEP_X + 60,
        _HEAD + tallest * _STEP_Y,
        tuple(Dot(id_, *xy) for id_, xy in place.items()),
        tuple(paths),
        tuple((x, day) for day, x in seen.items()),
    )
