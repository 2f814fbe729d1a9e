"""Values with their comments, which the strict reader drops and the writer keeps."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, TypeAlias

import yaml
from yaml.events import MappingEndEvent, MappingStartEvent, ScalarEvent, SequenceEndEvent, SequenceStartEvent

from reformdata.curation.reading.strict_yaml import Tree

Value: TypeAlias = "str | Branch"


@dataclass(slots=True)
class CommentedValue:
    """A value under a key, in a list, or of a whole file, with its comments."""

    value: Value = ""
    key: str = ""
    """Empty in a list and for a whole file."""
    above: list[str] = field(default_factory=list)
    """The comments on the lines above it, each from its `#`."""
    trailing: str = ""
    """The comment at the end of its line."""


@dataclass(slots=True)
class Branch:
    """A list or a mapping."""

    is_list: bool
    entries: list[CommentedValue] = field(default_factory=list)
    below: list[str] = field(default_factory=list)
    """The comments below its last entry; none if it has no entry."""


def from_tree(tree: object) -> Value:
    """`tree` as a value without comments; None and empty values are left out."""
    if isinstance(tree, Mapping):
        return Branch(
            is_list=False,
            entries=[CommentedValue(from_tree(value), key) for key, value in tree.items() if _has_content(value)],
        )
    if isinstance(tree, Sequence) and not isinstance(tree, str):
        return Branch(is_list=True, entries=[CommentedValue(from_tree(value)) for value in tree])
    if isinstance(tree, bool):
        return str(tree).lower()
    return format(tree, "f") if isinstance(tree, Decimal) else str(tree)


def _has_content(value: object) -> bool:
    return value is not None and value != () and value != [] and value != {}


def tree_of(value: Value) -> Tree:
    """The tree that the strict reader returns for `value`."""
    if isinstance(value, str):
        return value
    if value.is_list:
        return tuple(tree_of(entry.value) for entry in value.entries)
    return {entry.key: tree_of(entry.value) for entry in value.entries}


def read(text: str) -> CommentedValue:
    """The value of `text`, which libyaml can read, with its comments."""
    return _Reader(text).whole()


# ---- from libyaml's events, and the comments in the gaps between them

_COMMENT = re.compile(r"#[^\n]*")
_HEADER = re.compile(r"[|>][^\n#]*(?P<comment>#[^\n]*)?")


@dataclass(slots=True)
class _Open:
    """A list or mapping that has not ended."""

    branch: Branch
    column: int
    """Of its entries; -1 in `[…]` and `{…}`, where indentation means nothing."""
    wants_key: bool


@dataclass(slots=True)
class _Comment:
    text: str
    column: int


class _Reader:
    """Reads one text from the events of libyaml and the gaps between them."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.root = CommentedValue()
        self.open: list[_Open] = []
        self.closed: list[_Open] = []
        """The branches that have ended since the last entry began, the innermost first."""
        self.pending: list[_Comment] = []
        """Comments on lines of their own that belong to no entry yet."""
        self.position = 0
        """Where the last event ended."""
        self.last: CommentedValue | None = None
        """The entry on whose line a comment may follow; None after a block, which ends on the next line."""

    def whole(self) -> CommentedValue:
        for event in yaml.parse(self.text, Loader=yaml.CSafeLoader):
            if isinstance(event, ScalarEvent):
                self.scalar(event)
            elif isinstance(event, MappingStartEvent | SequenceStartEvent):
                self.start(event)
            elif isinstance(event, MappingEndEvent | SequenceEndEvent):
                self.end(event)
        self.gap(len(self.text))
        self.finish()
        return self.root

    def gap(self, end: int) -> None:
        """Read the comments between the last event and `end`."""
        for found in _COMMENT.finditer(self.text, self.position, max(end, self.position)):
            line_start = self.text.rfind("\n", 0, found.start()) + 1
            comment = found[0].rstrip()
            if self.last and line_start <= self.position and not self.last.trailing:
                self.last.trailing = _trailing_comment(comment)
            else:
                self.pending.append(_Comment(comment, found.start() - line_start))
        self.position = max(end, self.position)

    def scalar(self, event: Any) -> None:
        self.gap(event.start_mark.index)
        holder = self.open[-1] if self.open else None
        if holder and holder.wants_key:
            self.last = self.entry(holder, event.start_mark.column, event.value)
            holder.wants_key = False
        else:
            self.last = self.value(event.value)
            if event.style in ("|", ">"):
                self.header(event, self.last)
                self.last = None
        self.position = max(self.position, event.end_mark.index)

    def header(self, event: Any, entry: CommentedValue) -> None:
        """Read the comment after the `|-` of a block."""
        comment = _HEADER.match(self.text, event.start_mark.index)
        if comment and comment["comment"]:
            entry.trailing = _trailing_comment(comment["comment"].rstrip())

    def start(self, event: Any) -> None:
        self.gap(event.start_mark.index)
        is_list = isinstance(event, SequenceStartEvent)
        branch = Branch(is_list)
        entry = self.value(branch)
        column = -1 if event.flow_style else event.start_mark.column
        self.open.append(_Open(branch, column, wants_key=not is_list))
        # A block starts with the first character of its first entry.
        self.last = entry if event.flow_style else None
        self.position = event.end_mark.index if event.flow_style else self.position

    def end(self, event: Any) -> None:
        self.gap(event.start_mark.index)
        ended = self.open.pop()
        if ended.column >= 0:
            self.closed.append(ended)
            return
        self.last = self.open[-1].branch.entries[-1] if self.open else self.root
        if ended.branch.entries:
            ended.branch.below += self.take_pending()
        else:
            self.last.above += self.take_pending()
        self.position = max(self.position, event.end_mark.index)

    def take_pending(self) -> list[str]:
        """The comments that belong to no entry yet; from now on they belong to the caller's."""
        texts = [comment.text for comment in self.pending]
        self.pending = []
        return texts

    def value(self, value: Value) -> CommentedValue:
        """Add `value` to the open branch, or as that of the whole file."""
        if not self.open:
            # The comments at the start of a file stay there, whichever key comes first.
            entry = self.root
            entry.above += self.take_pending()
        elif self.open[-1].branch.is_list:
            entry = self.entry(self.open[-1], self.open[-1].column, "")
        else:
            entry = self.open[-1].branch.entries[-1]
            self.open[-1].wants_key = True
            if isinstance(value, str):
                entry.above += self.take_pending()
        entry.value = value
        return entry

    def entry(self, holder: _Open, column: int, key: str) -> CommentedValue:
        """A new entry of `holder`, with the comments above it."""
        self.below_closed(column)
        entry = CommentedValue(key=key, above=self.take_pending())
        holder.branch.entries.append(entry)
        return entry

    def below_closed(self, column: int) -> None:
        """Give ended branches the comments that are indented further than the next entry, at `column`."""
        for ended in self.closed:
            while self.pending and self.pending[0].column >= ended.column > column:
                ended.branch.below.append(self.pending.pop(0).text)
        self.closed = []

    def finish(self) -> None:
        """Give the remaining comments to the whole file."""
        self.below_closed(-1 if self.pending and self.pending[-1].column else 0)
        if isinstance(self.root.value, Branch) and self.root.value.entries:
            self.root.value.below += self.take_pending()
        else:
            self.root.above += self.take_pending()


def _trailing_comment(comment: str) -> str:
    """A comment at the end of a line, with the blank that the strict reader requires; empty if it has no text."""
    text = comment[1:].strip()
    return f"# {text}" if text else ""


def comments(value: Value) -> Iterator[str]:
    """The comments inside `value`, in their order."""
    if isinstance(value, str):
        return
    for entry in value.entries:
        yield from entry.above
        if entry.trailing:
            yield entry.trailing
        yield from comments(entry.value)
    yield from value.below
