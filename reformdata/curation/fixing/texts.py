"""What keeps a file from being read, mended in its text: characters, tabs, a colon, a text that goes on over lines."""

import re
from collections.abc import Callable, Iterator, Mapping
from itertools import repeat
from types import MappingProxyType
from typing import Any
from unicodedata import category, normalize

import yaml
from yaml.events import ScalarEvent

from reformdata.curation.formatting.writing import quoted
from reformdata.curation.reading.characters import is_clean, refused
from reformdata.curation.reading.strict_yaml import Tree, parse
from reformdata.curation.reading.syntax import holds_entries
from reformdata.curation.rules import (
    FOLDED_TEXT,
    FORBIDDEN_CHARACTER,
    NOT_NFC,
    TAB,
    TRAILING_LINE_BREAK,
    UNQUOTED_COLON,
)
from reformdata.findings import Finding, Span


def mend_text(text: str, file: str) -> tuple[str, list[Finding], list[Finding]]:
    """`text` with its characters and its YAML mended, what was mended, and what still keeps it from being read."""
    mended: list[Finding] = []
    while True:
        # Every round mends something or is the last: what is mended is in quotes or gone, and is not found again.
        wrong = refused(text, file) or parse(text, file)[1]
        text, now = _mend_round(text, file, wrong)
        if not now:
            return text, mended, wrong
        mended += now


def _mend_round(text: str, file: str, wrong: list[Finding]) -> tuple[str, list[Finding]]:
    tabs = [finding for finding in wrong if finding.rule is TAB]
    spaced = _without_tabs(text, file) if tabs else None
    if spaced is not None:
        return spaced, tabs
    mended: list[Finding] = []
    for finding in reversed(wrong):  # from the end, so that the places of the others stay where they are
        way = _WAYS.get(finding.rule.code)
        new = way(text, finding.span) if way and finding.span else None
        if new is not None:
            text = new
            mended.insert(0, finding)
    return text, mended


_TABBED = re.compile(r"^ *\t[ \t]*", re.MULTILINE)


def _without_tabs(text: str, file: str) -> str | None:
    """`text` indented by spaces, if it says the same however wide a tab is taken to be."""
    readable: list[tuple[str, Tree | None]] = []
    for spaced in map(_TABBED.sub, _TAB_WIDTHS, repeat(text)):
        mended, _, wrong = mend_text(spaced, file)
        if not wrong:
            readable.append((spaced, parse(mended, file)[0]))
    if not readable or any(tree != readable[0][1] for _, tree in readable):
        return None
    return readable[0][0]


def _as_blanks(width: int) -> Callable[[re.Match[str]], str]:
    return lambda found: found[0].replace("\t", " " * width)


def _to_stops(width: int) -> Callable[[re.Match[str]], str]:
    return lambda found: found[0].expandtabs(width)


_TAB_WIDTHS = tuple(reading(width) for width in (2, 4, 8) for reading in (_as_blanks, _to_stops))


def _index(text: str, line: int, column: int) -> int:
    """The index in `text` of a place counted from 1."""
    return sum(len(each) + 1 for each in text.split("\n")[: line - 1]) + column - 1


def _mend_character(text: str, span: Span) -> str | None:
    """A blank of another sort becomes a plain one, and the mark that some editors put before a file goes."""
    index = _index(text, span.line, span.column)
    character = text[index]
    if character == "\ufeff" and index == 0:
        return text[1:]
    if character != "\t" and category(character) != "Zs":
        return None
    return f"{text[:index]} {text[index + 1 :]}"


def _compose(text: str, span: Span) -> str:
    lines = text.split("\n")
    lines[span.line - 1] = normalize("NFC", lines[span.line - 1])
    return "\n".join(lines)


_PROSE = re.compile(r"(?P<head> *(?:- +)*(?:[a-z][a-z0-9_]*: +)?)(?P<prose>[^\s\"'|>&*!%@`#?,:-][^\[\]{}]*?(?<!,)) *")


def _quote(text: str, span: Span) -> str | None:
    """The prose in which a colon stands, to the end of its line, in quotes."""
    lines = text.split("\n")
    found = _PROSE.fullmatch(lines[span.line - 1])
    if not found or not found["head"].strip() or span.column <= found.start("prose"):
        return None
    # Whether ` #` starts a comment, and where the text of a lone `"` starts or ends, only its writer can say.
    if " #" in found["prose"] or found["prose"].count('"') % 2:
        return None
    lines[span.line - 1] = found["head"] + quoted(found["prose"])
    return "\n".join(lines)


def _put_on_one_line(text: str, span: Span) -> str | None:
    """A text that goes on over line ends, as it is read, in quotes; the writer makes a block of it."""
    start = _index(text, span.line, span.column)
    event = _scalar_at(text, start)
    value = event.value.rstrip("\n")
    is_block = event.style in ("|", ">")
    # A line in it that looks like an entry of a list is most likely one.
    if not is_clean(value) or (not is_block and holds_entries(start, event.end_mark.index, text)):
        return None
    header = text[start:].partition("\n")[0].partition("#")
    comment = f"  #{header[2]}" if is_block and header[1] else ""
    line_end = "\n" if is_block else ""
    return f"{text[:start]}{quoted(value)}{comment}{line_end}{text[event.end_mark.index :]}"


def _scalar_at(text: str, start: int) -> Any:
    """The event of the scalar that starts at the index `start`."""
    events: Iterator[Any] = yaml.parse(text, Loader=yaml.CSafeLoader)
    for event in events:
        if event.start_mark.index == start and isinstance(event, ScalarEvent):
            return event
    raise LookupError(start)


_WAYS: Mapping[str, Callable[[str, Span], str | None]] = MappingProxyType(
    {
        FORBIDDEN_CHARACTER.code: _mend_character,
        NOT_NFC.code: _compose,
        UNQUOTED_COLON.code: _quote,
        FOLDED_TEXT.code: _put_on_one_line,
        TRAILING_LINE_BREAK.code: _put_on_one_line,
    }
)
