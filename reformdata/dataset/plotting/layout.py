"""Where the rows of a chart, their labels and the entries of its legend are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil
from typing import Any

from reformdata.dataset.plotting.canvas import GRID, Canvas, text_width
from reformdata.dataset.plotting.pixels import lines, points, texts

SHARE = 0.42
"""The part of the width that the labels of the rows take at most."""
_LINE = 1.15
"""The height of a line, as a part of the size of its letters."""


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of a chart from top to bottom, by their keys; a row is as high as the lines of its label need."""

    size: float
    """Of the letters."""
    lines: Mapping[str, Sequence[str]]
    """The lines of each label."""
    indents: Mapping[str, float]
    tops: Mapping[str, float]
    width: float
    """Of the labels, with the space after them."""
    bottom: float

    @property
    def thickness(self) -> float:
        """The height of a bar."""
        return self.size * 1.3

    @property
    def ends(self) -> Mapping[str, float]:
        """Where each row ends."""
        return dict(zip(self.tops, (*list(self.tops.values())[1:], self.bottom), strict=True))

    def middle(self, key: str) -> float:
        """Where the middle of a row is."""
        return self.tops[key] + _height(self.lines[key], self.size) / 2

    def bar(self, key: str) -> dict[str, float]:
        """The upper and the lower edge of a bar."""
        middle = self.middle(key)
        return {"y": middle - self.thickness / 2, "y2": middle + self.thickness / 2}

    def labels(self) -> Any:
        """The layer of the labels."""
        rows = [
            {"x": self.indents[key], "y": self.middle(key) - (len(lines) - 1) / 2 * self.size * _LINE, "text": lines}
            for key, lines in self.lines.items()
        ]
        return texts(rows, align="left", fontSize=self.size, lineHeight=self.size * _LINE)


def rows(
    canvas: Canvas,
    names: Mapping[str, str],
    top: float,
    *,
    depths: Mapping[str, int] | None = None,
    share: float = SHARE,
) -> Rows:
    """The rows with `names`, from `top` on.

    Args:
        canvas: of the chart.
        names: by the keys of the rows.
        top: where the first begins.
        depths: how many steps each name is indented.
        share: the part of the width that labels take at most.
    """
    size = canvas.letters.label
    indents = {key: (depths or {}).get(key, 0) * size for key in names}
    lines = {key: canvas.wrap(name, canvas.room * share - indents[key]) for key, name in names.items()}
    tops, bottom = {}, top
    for key, each in lines.items():
        tops[key] = bottom
        bottom += _height(each, size)
    width = max((indents[key] + text_width(line, size) for key, each in lines.items() for line in each), default=0)
    return Rows(size, lines, indents, tops, width + size, bottom)


def _height(lines: Sequence[str], size: float) -> float:
    return size * (_LINE * len(lines) + 0.6)


def legend(canvas: Canvas, entries: Sequence[tuple[str, str, str]]) -> tuple[list[Any], float]:
    """The layers of a legend at the top of a chart, and its height; an entry is a text, a colour and a shape."""
    size = canvas.letters.label
    x, y, marks, words = 0.0, size * 0.6, [], []
    for text, colour, shape in entries:
        width = text_width(text, size) + size * 1.2
        if x and x + width > canvas.room:
            x, y = 0.0, y + size * 1.5
        marks.append({"x": x + size * 0.5, "y": y, "colour": colour, "shape": shape})
        words.append({"x": x + size * 1.2, "y": y, "text": text})
        x += width + size * 1.2
    look = {"stroke": "#555555", "strokeWidth": 0.5}
    return [points(marks, size, **look), texts(words, align="left", fontSize=size)], y + size * 1.4


@dataclass(frozen=True, slots=True)
class Years:
    """The years of some days, as an axis from left to right: whole years, to scale, also those without anything."""

    days: Sequence[date]
    left: float
    right: float
    size: float
    """Of the letters."""

    @property
    def _years(self) -> range:
        return range(min(self.days).year, max(self.days).year + 2)

    def at(self, day: date) -> float:
        """Where a day is, in pixels."""
        first, last = date(self._years[0], 1, 1).toordinal(), date(self._years[-1], 1, 1).toordinal()
        return round(self.left + (day.toordinal() - first) / (last - first) * (self.right - self.left), 1)

    def layers(self, y: float, bottom: float) -> list[Any]:
        """A line at the start of each year, down to `bottom`, and at `y` the numbers of as many years as there is room for."""
        starts = {year: self.at(date(year, 1, 1)) for year in self._years}
        every = ceil(len(starts) * self.size * 3.2 / (self.right - self.left))
        numbers = [{"x": x, "y": y, "text": str(year)} for year, x in list(starts.items())[::every]]
        grid = [{"x": x, "x2": x, "y": y + self.size * 0.8, "y2": bottom} for x in starts.values()]
        return [lines(grid, color=GRID), texts(numbers, fontSize=self.size)]
