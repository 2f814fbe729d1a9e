"""Bent arrows between points, in pixels."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

Point: TypeAlias = tuple[float, float]

_POINTS, _KEPT = 240, 8
"""Into how many pieces a curve is divided to find its ends, and how many it is drawn of, about; Vega rounds the corners."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrow:
    """A curve from `start` to `end`, bent towards `control`, that keeps `gap` pixels away from both."""

    start: Point
    control: Point
    end: Point
    gap: float
    width: float
    words: Mapping[str, str | int]
    """What the chart says of it, by field."""

    @property
    def _head(self) -> float:
        """The length of the head."""
        return 5 + self.width * 1.1

    def line(self) -> list[Point]:
        """The points of the line, which ends in the head."""
        points = [self._at(step / _POINTS) for step in range(_POINTS + 1)]
        reach = self.gap + self._head * 0.8
        kept = [one for one in points if math.dist(one, self.start) >= self.gap and math.dist(one, self.end) >= reach]
        return kept[:: max(1, len(kept) // _KEPT)] + kept[-1:]

    def head(self) -> dict[str, float]:
        """Where the middle of the head lies, its angle in degrees and its area."""
        before = (self.line() or [self.control])[-1]
        part = (self.gap + self._head / 2) / (math.dist(self.end, before) or 1.0)
        x, y = (end + (start - end) * part for start, end in zip(before, self.end, strict=True))
        angle = math.degrees(math.atan2(self.end[1] - before[1], self.end[0] - before[0]))
        return {"x": round(x, 1), "y": round(y, 1), "angle": round(angle, 1), "area": round(self._head**2, 1)}

    def _at(self, t: float) -> Point:
        weights = (1 - t) ** 2, 2 * t * (1 - t), t**2
        three = (self.start, self.control, self.end)
        x, y = (sum(weight * point[axis] for weight, point in zip(weights, three, strict=True)) for axis in (0, 1))
        return x, y


def arrow_layers(arrows: Iterable[Arrow], line: Mapping[str, Any], head: Mapping[str, Any]) -> list[Any]:
    """The layers of the lines and of the heads, with the further channels `line` and `head`."""
    import altair as alt

    arrows = list(arrows)
    points = [
        {"x": round(x, 1), "y": round(y, 1), "line": number, "point": point, "width": round(arrow.width, 2), **arrow.words}
        for number, arrow in enumerate(arrows)
        for point, (x, y) in enumerate(arrow.line())
    ]  # fmt: skip
    heads = [{**arrow.head(), **arrow.words} for arrow in arrows]
    of_points, of_heads = (alt.Chart(alt.InlineData(values=rows)) for rows in (points, heads))
    places = {"x": alt.X("x:Q", scale=None, axis=None), "y": alt.Y("y:Q", scale=None, axis=None)}
    width, size, angle = alt.StrokeWidth("width:Q", scale=None), alt.Size("area:Q", scale=None), alt.Angle("angle:Q", scale=None)  # fmt: skip
    lined = of_points.mark_line(strokeCap="butt", interpolate="natural")
    pointed = of_heads.mark_point(shape="triangle-right", opacity=1, strokeWidth=0)
    return [
        lined.encode(**places, detail="line:N", order="point:Q", strokeWidth=width, **line),
        pointed.encode(**places, size=size, angle=angle, **head),
    ]
