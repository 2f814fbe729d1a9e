"""A value in Markdown, as GitHub shows it: visible, with no markup in effect."""

import re

_ACTS = re.compile(r"[\\`*_\[\]~$|&<>]")
_LINKED = re.compile(r"(?<=@)|(?<=#)|(?<=www)(?=\.)|(?<=:)(?=//)", re.IGNORECASE)
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}


def escape_markdown(text: str) -> str:
    """`text` for the middle of a line or for a cell of a table.

    An empty comment keeps GitHub from making a link of an address, or of a name or a number that is called by one.
    """
    parts = _LINKED.split(" ".join(text.split()))
    return "<!-- -->".join(_ACTS.sub(lambda found: _ENTITIES.get(found[0], f"\\{found[0]}"), part) for part in parts)
