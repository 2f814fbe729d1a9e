"""Markdown as GitHub shows it: values without effect as markup, and tables."""

import re
from collections.abc import Iterable

_ACTS = re.compile(r"[\\`*_\[\]~$|&<>]")
_LINKED = re.compile(r"(?<=@)|(?<=#)|(?<=www)(?=\.)|(?<=:)(?=//)", re.IGNORECASE)
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}


def escape_markdown(text: str) -> str:
    """`text` for the middle of a line or for a cell of a table.

    An empty comment keeps GitHub from making a link of an address, or of a name or a number that is called by one.
    """
    parts = _LINKED.split(" ".join(text.split()))
    return "<!-- -->".join(_ACTS.sub(lambda found: _ENTITIES.get(found[0], f"\\{found[0]}"), part) for part in parts)


def markdown_table(heading: str, rows: Iterable[Iterable[str]]) -> str:
    """A table of cells that are Markdown; the names of its columns are separated by `|`."""
    names = heading.split("|")
    lines = (names, ["---"] * len(names), *rows)
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)
