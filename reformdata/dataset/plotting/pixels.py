"""The layers of which charts are made: Altair charts of marks that are placed in pixels.

A row of a layer holds the place of a mark: `x` and `y`, and `x2` and `y2` where it has an extent; y grows downwards.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from reformdata.dataset.plotting.canvas import INK, Canvas

_DARK = 0.2
"""The luminance below which white letters have more contrast than dark ones."""


def texts(rows: Iterable[Mapping[str, Any]], **look: Any) -> Any:
    """A layer of texts: `text`, a string or a list of lines, the middle of the first of which is at `y`."""
    return (
        _layer(rows)
        .mark_text(**{"baseline": "middle", "color": INK, **look})
        .encode(**_places("x", "y"), text="text:N")
    )


def texts_in(rows: Iterable[Mapping[str, Any]], **look: Any) -> Any:
    """A layer of texts in the middle of boxes, white on dark colours."""
    middles = [
        {
            "x": (row["x"] + row["x2"]) / 2, "y": (row["y"] + row["y2"]) / 2, "text": row["text"],
            "colour": "white" if _luminance(row["colour"]) < _DARK else INK,
        }
        for row in rows
    ]  # fmt: skip
    return (
        _layer(middles)
        .mark_text(baseline="middle", **look)
        .encode(**_places("x", "y"), **_looks("color"), text="text:N")
    )


def boxes(rows: Iterable[Mapping[str, Any]], **look: Any) -> Any:
    """A layer of boxes, each in its own `colour`."""
    return _layer(rows).mark_rect(**look).encode(**_places("x", "y", "x2", "y2"), **_looks("fill"))


def lines(rows: Iterable[Mapping[str, Any]], **look: Any) -> Any:
    """A layer of straight lines."""
    return _layer(rows).mark_rule(**look).encode(**_places("x", "y", "x2", "y2"))


def points(rows: Iterable[Mapping[str, Any]], size: float, **look: Any) -> Any:
    """A layer of points, about `size` pixels across, each of its own `colour` and `shape`."""
    marks = _layer(rows).mark_point(filled=True, opacity=1, size=size**2 * 0.8, **look)
    return marks.encode(**_places("x", "y"), **_looks("color", "shape"))


def curves(rows: Iterable[Mapping[str, Any]], **look: Any) -> Any:
    """A layer of curves, each through the points of its number `line`, in the order of `point`."""
    return _layer(rows).mark_line(**look).encode(**_places("x", "y"), detail="line:N", order="point:Q")


def drawing(canvas: Canvas, layers: Sequence[Any], height: float) -> Any:
    """The layers as a drawing of that height, as wide as the canvas has room."""
    import altair

    return altair.LayerChart(layer=list(layers)).properties(width=canvas.room, height=height)


def _luminance(colour: str) -> float:
    """How light a colour is, from 0 to 1, as the Web Content Accessibility Guidelines define it, about."""
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return sum(weight * float(part**2.2) for weight, part in zip((0.2126, 0.7152, 0.0722), parts, strict=True))


def _layer(rows: Iterable[Mapping[str, Any]]) -> Any:
    import altair

    short = (
        {name: round(value, 1) if isinstance(value, float) else value for name, value in row.items()} for row in rows
    )
    return altair.Chart(altair.InlineData(values=list(short)))


def _places(*names: str) -> dict[str, Any]:
    import altair

    scaled = {"x": altair.X, "y": altair.Y}
    return {name: scaled[name](f"{name}:Q", scale=None, axis=None) if name in scaled else f"{name}:Q" for name in names}


def _looks(*names: str) -> dict[str, Any]:
    """Channels that take the colour or shape as it stands in the field."""
    import altair

    channels = {"color": (altair.Color, "colour"), "fill": (altair.Fill, "colour"), "shape": (altair.Shape, "shape")}
    return {name: channel(f"{field}:N", scale=None) for name in names for channel, field in (channels[name],)}
