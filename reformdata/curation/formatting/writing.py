"""Writing values and their comments: the same values always give the same text."""

import re
from collections.abc import Iterator

from reformdata.curation.formatting.commented import Branch, CommentedValue, Value, comments
from reformdata.curation.formatting.layout import Layout, is_number

_STEP = 2
"""Columns by which a level is indented."""

_NOT_PLAIN = re.compile(r"[\s\-?:,\[\]{}#&*!|>'\"%@`]|.*(: | #|[:\s]$)")
"""What no reader of YAML reads as a text."""
_MISTAKEN = re.compile(r"[~0-9.+<=]")
"""What some readers of YAML read as a number or a date."""
_WORDS = frozenset({"null", "true", "false", "yes", "no", "on", "off", "y", "n"})
_FLOW = re.compile(r"[,\[\]{}:]")
_TOKEN = re.compile(r"[a-z0-9.-]+")


def write(root: CommentedValue, layout: Layout) -> str:
    """The text of a file with the value `root`, its keys put in order."""
    _arrange(root.value, layout)
    return "".join(f"{line}\n" for line in _file_lines(root, layout))


def _file_lines(root: CommentedValue, layout: Layout) -> Iterator[str]:
    yield from (*root.above, *filter(None, [root.trailing]))
    if isinstance(root.value, Branch) and root.value.entries:
        yield from _branch(root.value, layout, 0)
    elif isinstance(root.value, Branch):
        yield _flow(root.value, layout)
    elif root.value:
        yield from _scalar(root.value, layout, 0, commented=False)


def _arrange(value: Value, layout: Layout) -> None:
    """Put the keys in `value` in order, at every level."""
    if isinstance(value, str):
        return
    for entry in value.entries:
        _arrange(entry.value, layout.item if value.is_list else layout.field(entry.key))
        if value.is_list and isinstance(entry.value, Branch) and entry.value.entries:
            # The comments above the first field of an item go above its dash.
            first = entry.value.entries[0]
            entry.above += first.above
            first.above = []
    if not value.is_list:
        value.entries = _in_order(value.entries, layout.keys)


def _in_order(entries: list[CommentedValue], keys: tuple[str, ...]) -> list[CommentedValue]:
    """`entries` in the order of `keys`; an unknown key stays after the one before it."""
    ranks: list[int] = []
    for entry in entries:
        ranks.append(keys.index(entry.key) if entry.key in keys else ranks[-1] if ranks else -1)
    return [entry for _, entry in sorted(zip(ranks, entries, strict=True), key=lambda pair: pair[0])]


def _branch(branch: Branch, layout: Layout, indent: int) -> Iterator[str]:
    """The lines of a list or mapping, one entry after the other."""
    for entry in branch.entries:
        if branch.is_list:
            yield from _item(entry, layout.item, indent)
        else:
            yield from _field(entry, layout.field(entry.key), indent)
    yield from _indent(branch.below, indent)


def _field(entry: CommentedValue, layout: Layout, indent: int) -> Iterator[str]:
    yield from _indent(entry.above, indent)
    head, *body = _value(entry, layout, indent)
    yield f"{' ' * indent}{entry.key}:{' ' * bool(head)}{_with_comment(head, entry.trailing)}"
    yield from body


def _item(entry: CommentedValue, layout: Layout, indent: int) -> Iterator[str]:
    yield from _indent(entry.above, indent)
    value = entry.value
    if isinstance(value, str) or _on_one_line(value, layout):
        head, *body = _value(entry, layout, indent)
        yield f"{' ' * indent}-{' ' * bool(head)}{_with_comment(head, entry.trailing)}"
        yield from body
        return
    yield from _indent([entry.trailing] * bool(entry.trailing), indent)
    head, *body = _branch(value, layout, indent + _STEP)
    yield f"{' ' * indent}- {head.lstrip()}"
    yield from body


def _value(entry: CommentedValue, layout: Layout, indent: int) -> Iterator[str]:
    """The text after the key or the dash, then the lines below it."""
    value = entry.value
    if isinstance(value, str):
        yield from _scalar(value, layout, indent, commented=bool(entry.trailing))
    elif _on_one_line(value, layout):
        yield _flow(value, layout)
    else:
        yield ""
        yield from _branch(value, layout, indent + _STEP)


def _with_comment(head: str, comment: str) -> str:
    return f"{head}  {comment}" if comment else head


def _indent(lines: list[str], indent: int) -> Iterator[str]:
    for line in lines:
        yield f"{' ' * indent}{line}"


# ---- lists and mappings on one line


def _on_one_line(branch: Branch, layout: Layout) -> bool:
    """Whether `branch` is written in brackets: a list of ids or numbers, or an act of a reading."""
    if any(comments(branch)):
        return False
    if not branch.entries or layout.in_braces:
        return True
    if not branch.is_list or not all(isinstance(entry.value, str) for entry in branch.entries):
        return False
    if layout.item.style == "unknown" or layout.is_list_of_lines:
        return layout.item.style == "unknown" and all(_TOKEN.fullmatch(str(entry.value)) for entry in branch.entries)
    return True


def _flow(value: Value, layout: Layout) -> str:
    if isinstance(value, str):
        return value if value and _is_plain(value, layout) and not _FLOW.search(value) else in_quotes(value)
    if value.is_list:
        return f"[{', '.join(_flow(entry.value, layout.item) for entry in value.entries)}]"
    parts = (
        f"{entry.key}: {_flow(entry.value, layout.field(entry.key))}" for entry in _in_order(value.entries, layout.keys)
    )
    return f"{{{', '.join(parts)}}}"


# ---- scalars


def _scalar(value: str, layout: Layout, indent: int, *, commented: bool) -> Iterator[str]:
    """A text: the rest of the line with its key, then the lines of its block if it has one."""
    if not value and layout.style == "block":
        yield "|-"  # the text is still to be written below it
        return
    if _fits_block(value) and (layout.style == "block" or "\n" in value):
        yield "|-"
        yield from (f"{' ' * (indent + _STEP)}{line}" if line else "" for line in value.split("\n"))
        return
    if layout.style == "quoted":
        yield in_quotes(value)
    elif not value:
        yield ""
    elif _is_plain(value, layout) and not (commented and " " in value):
        yield value
    else:
        yield in_quotes(value)


def _fits_block(value: str) -> bool:
    """Whether a block shows all of `value`: no invisible blanks at its ends or at the end of a line.

    It may begin with empty lines: the first line with a text says how far a block is indented.
    """
    text = value.lstrip("\n")
    return bool(text) and text == text.strip() and all(line == line.rstrip() for line in text.split("\n"))


def _is_plain(value: str, layout: Layout) -> bool:
    if layout.style == "boolean" and value in ("true", "false"):
        return True
    if is_number(value):
        return layout.style in ("number", "unknown")
    if layout.style != "number" and _MISTAKEN.match(value):
        return False  # quotation marks would not make `24/9 2020` a date
    return not _NOT_PLAIN.match(value) and value.lower() not in _WORDS and "\n" not in value


def in_quotes(value: str) -> str:
    """`value` on one line: in `"`, or in `'` if it has a `"` or a backslash; line breaks are escaped."""
    if "\n" in value:
        escaped = value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
        return f'"{escaped}"'
    if '"' in value or "\\" in value:
        doubled = value.replace("'", "''")
        return f"'{doubled}'"
    return f'"{value}"'
