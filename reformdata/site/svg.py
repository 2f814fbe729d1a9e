"""Charts as plain figures for the templates: where bars, dots and lines are."""

from collections.abc import Iterable, Mapping
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


class Network(NamedTuple):
    """Records as rows one below the other, those that hang together side by side, and their relations as arcs."""

    groups: tuple[tuple[str, ...], ...]
    """The rows: records that lead to each other by relations, the earliest first; the largest group first."""
    arcs: tuple[str, ...]
    """The relations as paths; a row is `ROW` high, and its dot is at `DOT` from the left."""
    left_out: int
    """How many records with a relation have no row."""

    @property
    def rows(self) -> tuple[str, ...]:
        """The records of all groups."""
        return tuple(id_ for group in self.groups for id_ in group)


ROW, DOT = 40, 68
_MOST_ROWS = 60


def network(dates: Mapping[str, date], edges: Iterable[Edge]) -> Network:
    """The records that `edges` connect, at most sixty of them."""
    pairs = [(str(edge.record), str(edge.to)) for edge in edges]
    groups: dict[str, list[str]] = {}
    for pair in pairs:
        merged = list(dict.fromkeys(id_ for one in pair for id_ in groups.get(one, [one])))
        groups |= dict.fromkeys(merged, merged)
    distinct = {id(group): sorted(group, key=lambda one: (dates[one], one)) for group in groups.values()}.values()
    ordered = sorted(distinct, key=lambda group: (-len(group), dates[group[0]], group[0]))
    rows = [id_ for group in ordered for id_ in group][:_MOST_ROWS]
    place = {id_: row for row, id_ in enumerate(rows)}
    shown = (tuple(id_ for id_ in group if id_ in place) for group in ordered)
    drawn = ({place[one], place[other]} for one, other in pairs if one in place and other in place)
    spans = dict.fromkeys((min(one), max(one)) for one in drawn)
    longest = max((below - above for above, below in spans), default=1)
    return Network(
        tuple(filter(None, shown)),
        tuple(_arc(*span, longest) for span in spans),
        len(groups) - len(rows),
    )


def _arc(above: int, below: int, longest: int) -> str:
    start, end = (ROW * (row + 0.5) for row in (above, below))
    width = 12 + (DOT - 18) * ((below - above) / longest) ** 0.8
    return f"M{DOT} {start:g}C{DOT - width:.4g} {start:g} {DOT - width:.4g} {end:g} {DOT} {end:g}"
