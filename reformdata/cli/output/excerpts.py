"""The line of a file that a finding is about, and where under it the carets stand."""

from collections.abc import Sequence
from dataclasses import dataclass
from unicodedata import category, east_asian_width

from reformdata.findings import Span, visible_character

WIDTH = 100
"""Columns of a terminal that an excerpt fills at most; a record's text may be longer."""

_BEFORE = 30
"""Columns kept in front of the value where the line is cut."""


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A line as it is shown, and the carets under it, in columns of the terminal."""

    line: str
    indent: int
    width: int


def excerpt(lines: Sequence[str], span: Span) -> Excerpt | None:
    """The line of `lines` at which `span` starts, cut around it; None if the file has no such line."""
    if span.line > len(lines):
        return None
    line = lines[span.line - 1]
    start = min(span.column - 1, len(line))
    end = span.end_column - 1 if span.end_line == span.line else len(line)
    end = max(min(end, len(line)), start)
    first, last = _window(line, start, end)
    head = "…" if first > 0 else ""
    tail = "…" if last < len(line) else ""
    marked = columns(line[start : min(end, last)])
    return Excerpt(
        line=f"{head}{_shown(line[first:last])}{tail}",
        indent=len(head) + columns(line[first:start]),
        width=max(marked, 1),  # the end of a line, where something is missing, has a caret too
    )


def columns(text: str) -> int:
    """The columns of a terminal that `text` takes as it is shown: æ one, 漢 two, a combining accent none."""
    return sum(map(_columns, map(_cell, text)))


def _columns(cell: str) -> int:
    if len(cell) > 1:
        return len(cell)
    if category(cell) in ("Mn", "Me"):
        return 0
    return 2 if east_asian_width(cell) in "WF" else 1


def _cell(character: str) -> str:
    return "\\t" if character == "\t" else visible_character(character)


def _shown(text: str) -> str:
    return "".join(map(_cell, text))


def _window(line: str, start: int, end: int) -> tuple[int, int]:
    """The part of `line` to be shown: all of it if that fits, else as much around the value as does."""
    if columns(line) <= WIDTH:
        return 0, len(line)
    first = start if columns(line[:end]) > WIDTH else 0
    while first > 0 and columns(line[first - 1 : start]) <= _BEFORE:
        first -= 1
    last = first
    while last < len(line) and columns(line[first : last + 1]) <= WIDTH:
        last += 1
    return first, last
