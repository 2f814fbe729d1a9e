"""A chart, as a notebook shows it and as it is saved."""

import re
from collections.abc import Mapping, Sequence
from functools import cached_property
from html import escape
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from reformdata.dataset.hints import Hinting
from reformdata.errors import ConditionValueError, library
from reformdata.exports.targets import export_file

if TYPE_CHECKING:
    import altair

Row: TypeAlias = Mapping[str, str | int]
"""A row of the table of a chart: the words at the head of the columns are in the language of the chart."""

_TAG = re.compile(r"<[^>]+>")
_INNER = re.compile(r' (?:class|role|aria-[a-z]+|pointer-events|font-family)="[^"]*"')
"""What only a picture with parts that can be pointed at needs, and the font, which is the same everywhere."""
FONT = "Helvetica Neue, Arial, Liberation Sans, sans-serif"
_SIZE = re.compile(r'(?<=\s)(width|height)="([0-9.]+)"')


class Chart(Hinting):
    """A chart, which a notebook shows without a network: as an SVG picture, also when it is exported to HTML.

    Attributes:
        altair: the Altair chart, to be changed further; Altair's own `save` and `show` belong to it.
        table: the numbers in the chart, a dictionary for each row; its keys are in the language of the chart.
        description: what the picture says to those who cannot see it: its title, how it counts, and of what.
    """

    def __init__(self, altair: "altair.VConcatChart", table: Sequence[Row], description: str) -> None:
        self.altair = altair
        self.table = tuple(table)
        self.description = description

    @cached_property
    def svg(self) -> str:
        """The chart as an SVG picture, without scripts or links to other files.

        Raises:
            MissingExtraError: an ImportError, without the extra `plot`.
        """
        drawn: str = _converter().vegalite_to_svg(self.altair.to_dict())
        plain = _TAG.sub(lambda tag: _INNER.sub("", tag[0]), drawn)
        root = f'<svg role="img" aria-label="{escape(self.description)}" font-family="{FONT}" '
        return plain.replace("<svg ", root, 1)

    def save(self, path: str | PathLike[str], *, scale: float = 3, overwrite: bool = False) -> Path:
        """Write the chart as SVG, PDF or PNG, by the ending of the path.

        Args:
            path: the file, such as `timeline.svg`.
            scale: of a PNG: 1 gives 96 pixels to the inch, 3 gives 288.
            overwrite: replace an existing file.

        Raises:
            ConditionValueError: a ValueError, for another ending.
            ExistingFileError: an OSError, if the file exists and `overwrite` is false.
            MissingFolderError: an OSError, if the folder of the file does not exist.
            OSError: if the file cannot be written.
            MissingExtraError: an ImportError, without the extra `plot`.
        """
        path = Path(path)
        formats: Mapping[str, Any] = {
            ".svg": lambda: self.svg.encode(),
            ".pdf": lambda: _converter().svg_to_pdf(self._in_points()),
            ".png": lambda: _converter().svg_to_png(self.svg, scale=scale),
        }
        if path.suffix.lower() not in formats:
            raise ConditionValueError("path", str(path), hint="end it in .svg, .pdf or .png")
        export_file(path, formats[path.suffix.lower()](), overwrite=overwrite)
        return path

    def _in_points(self) -> str:
        """The picture for a PDF: as large on paper, in points, of which there are 72 to the inch and not 96."""
        return _SIZE.sub(lambda size: f'{size[1]}="{float(size[2]) * 0.75}"', self.svg, count=2)

    def _repr_svg_(self) -> str:
        return self.svg

    def __repr__(self) -> str:
        return f"<Chart: {self.description}>"


def _converter() -> Any:
    return library("vl_convert", extra="plot", purpose="a picture of a chart")
