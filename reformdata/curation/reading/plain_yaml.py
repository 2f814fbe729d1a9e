"""The simple YAML that almost every file is written in, read without a parser of YAML, in about a third of the time.

`read_plain` knows keys with a text, a block or a list of words, one below the other, and gives up at everything else,
which is left to `strict_yaml.parse`. What it reads, `parse` reads in the same way; the tests compare them.
"""

import re
from typing import Any, NamedTuple

from reformdata.curation.reading.strict_yaml import KEY, MAX_DEPTH, MAX_NODES, Tree

_WORD = r"(?:[^\W_][\w.-]*|\"[^\"\\,]*\")"
_LINE = re.compile(
    rf"(?P<indent>(?:  )*)(?P<dash>- )?(?:(?P<key>{KEY}):(?: |$))?"
    # After a colon, and before a number sign, a space would start a value or a comment.
    r"(?:(?P<plain>[^\W_][^:#]*(?:(?::(?=\S)|(?<=[^ ])#)[^:#]*)*(?<! ))|(?P<quoted>\"[^\"\\]*\"|'[^']*')"
    rf"|(?P<words>\[(?:{_WORD}(?:, {_WORD})*)?\])|(?P<pairs>\{{{KEY}: {_WORD}(?:, {KEY}: {_WORD})*\}})|(?P<block>\|-))?"
)
_NODES_OF_A_LINE = 4
"""The most: a mapping, its first key, and a list, apart from what has a comma before it."""


class _Line(NamedTuple):
    """What is written on a line."""

    depth: int
    """The spaces before it, in twos."""
    is_item: bool
    """Whether it starts with the dash of a list."""
    key: str | None
    value: str | tuple[str, ...] | dict[str, str] | None
    """None if it starts on the next line."""
    is_block: bool
    """Whether that is a text of its own."""


class _Lines(dict[str, _Line | None]):
    """What is written on each line, None if only a parser can read it; short lines are kept, since most files share them.

    A mapping is not: each file has its own.
    """

    def __missing__(self, line: str) -> _Line | None:
        found = _LINE.fullmatch(line)
        said = _line_of(found) if found else None
        if len(line) <= _SHORT and len(self) < _MANY and not (said and type(said.value) is dict):
            self[line] = said
        return said


_SHORT = 60
"""Longer lines, such as titles, are in one file only."""
_MANY = 1 << 13
"""The most lines that are kept."""
_lines = _Lines()


def _line_of(line: re.Match[str]) -> _Line | None:
    value: str | tuple[str, ...] | dict[str, str] | None = None
    match line.lastgroup:
        case "plain":
            value = line["plain"]
        case "quoted":
            value = line["quoted"][1:-1]
        case "words":
            value = tuple(word.strip('"') for word in line["words"][1:-1].split(", ")) if line["words"] != "[]" else ()
        case "pairs":
            pairs = [pair.partition(": ") for pair in line["pairs"][1:-1].split(", ")]
            value = {key: word.strip('"') for key, _, word in pairs}
            if len(value) < len(pairs):
                return None
        case "block" if line["dash"]:
            return None
    if line["key"] is None and (value is None or not line["dash"]):
        return None
    return _Line(len(line["indent"]) // 2, bool(line["dash"]), line["key"], value, line.lastgroup == "block")


def read_plain(text: str) -> Tree | None:
    """The value of `text`, as `strict_yaml.parse` gives it; None if it is not as simple as this reader needs it.

    Args:
        text: the text of a file without a finding for its characters.
    """
    if text.count("\n") * _NODES_OF_A_LINE + 2 * text.count(",") > MAX_NODES:
        return None
    lines = text.removesuffix("\n").split("\n")
    document: dict[str, Any] = {}
    parent: dict[str, Any] = document
    name: str | None = ""
    """The key of `parent` whose value starts on the next line; None if the value of the last one is there."""
    around: list[Any] = []
    """The lists and mappings that the next line may belong to, outermost first, by their depths."""
    lists: list[tuple[dict[str, Any], str]] = []
    """Where lists are, which become tuples when they are complete."""
    number = 0
    while number < len(lines) and lines[number].startswith("#"):
        number += 1
    while number < len(lines):
        said = _lines[lines[number]]
        number += 1
        if said is None:
            return None
        depth, is_item, key, value, is_block = said
        if name is not None:
            if depth != len(around) or depth > MAX_DEPTH - 3:
                return None
            if is_item:
                lists.append((parent, name))
            items: Any = [] if is_item else {}
            parent[name] = items
            around.append(items)
            name = None
        elif depth < len(around):
            del around[depth + 1 :]
            items = around[depth]
        else:
            return None
        if is_item:
            if type(items) is not list:
                return None
            if key is None:
                items.append(value)
                continue
            items.append({})
            items = items[-1]
            around.append(items)
        if type(items) is not dict or key in items:
            return None
        if value is not None:
            items[key] = value
        elif is_block:
            start, indent = number, "  " * (depth + 1)
            while number < len(lines) and lines[number].startswith(indent):
                number += 1
            block = [line[len(indent) :] for line in lines[start:number]]
            if not block or any(not line or line[0] == " " for line in block):
                return None
            items[key] = "\n".join(block)
        else:
            parent, name = items, key
    for parent, key in lists:
        parent[key] = tuple(parent[key])
    return document.get("") if name is None else None
