"""A strict subset of YAML: mappings, lists and texts, and nothing that is read differently from how it looks.

The parser walks over the events of libyaml, stops at the first error, and builds the value itself: PyYAML's own
constructor crashes on 100,000 `[`, reads `no` as false and `12:09` as 729, and keeps the last of two equal keys.
Here every scalar is a text until its field gives it a type.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from itertools import takewhile
from typing import Any, NoReturn, TypeAlias
from unicodedata import is_normalized, normalize

import yaml
from yaml._yaml import CParser
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from reformdata.curation import rules
from reformdata.curation.reading import syntax
from reformdata.curation.reading.files import MARK, bullet_advice, is_sidecar, value_finding
from reformdata.findings import Finding, Loc, Span
from reformdata.messages import Message

Tree: TypeAlias = str | tuple["Tree", ...] | dict[str, "Tree"]
"""The content of a file: texts, lists and mappings, before a model gives them types."""

MAX_DEPTH = 8
MAX_NODES = 5_000
MAX_SIDECAR_NODES = 40_000
"""The number in the largest allowed fingerprints, at nine nodes and 300 bytes a paragraph."""

# No `_` at the end: `for` is `for_` in Python, and there is only one way to write a key.
KEY = r"[a-z](?:[a-z0-9_]{0,62}[a-z0-9])?"
_KEY = re.compile(KEY)
_COMMENT = re.compile(r"(?P<set_off>  +#(?= ))| +#")


@lru_cache(maxsize=1 << 10)
def _is_key(key: str) -> bool:
    return _KEY.fullmatch(key) is not None


class _BreachError(Exception):
    """Ends the walk at the first thing that is not allowed."""

    def __init__(self, finding: Finding) -> None:
        self.finding = finding


def parse(text: str, file: str) -> tuple[Tree | None, list[Finding]]:
    """The value of `text`, or the finding for its first error; the value of an empty file is the empty text.

    Args:
        text: the text of a file, from `files.read_text`.
        file: the name of the file in findings; sidecars may have more nodes than other files.
    """
    plain = text.removeprefix(MARK)
    try:
        return _Walk(plain, file).build(_events(plain)), []
    except _BreachError as breach:
        finding = breach.finding
    except yaml.YAMLError as error:
        finding = _breach_before(error, plain, file) or syntax.syntax_error(error, plain, file)
    finding = syntax.code_fence(plain, file) or finding
    lines = plain.split("\n")[finding.span.line - 1 :] if finding.span else []
    advice = bullet_advice(lines[0]) if lines else None  # an error can be after the last line
    finding = replace(finding, advice=advice or finding.advice)
    if finding.span and plain != text:
        finding = finding.with_span(_after_byte_order_mark(finding.span))
    return None, [finding]


def _events(text: str) -> Iterator[Any]:
    # As yaml.parse does, but faster: it asks before each event whether there is one.
    return iter(CParser(text).get_event, None)


def _breach_before(error: yaml.YAMLError, text: str, file: str) -> Finding | None:
    """The finding for what is not allowed before the place of `error`, if the walk did not reach it.

    On one line libyaml scans up to 1,024 characters before it gives the event of a `[` or `{`, and PyYAML 6.0.4
    and later refuse a thousand of them. The text before the error is walked all the same.
    """
    mark = (error.context_mark or error.problem_mark) if isinstance(error, yaml.MarkedYAMLError) else None
    if mark is None:
        return None
    before = text[: mark.index]
    end = len(before.rstrip())  # later events, such as an empty key, exist only because the text was cut
    events: Iterator[Any] = takewhile(lambda event: event.start_mark.index < end, _events(before))
    try:
        _Walk(text, file).build(events)
    except _BreachError as breach:
        return breach.finding
    except yaml.YAMLError:  # because the text was cut
        pass
    return None


def to_nfc(tree: Tree) -> Tree:
    """`tree` with its texts in the normal form NFC."""
    if isinstance(tree, str):
        return normalize("NFC", tree)
    if isinstance(tree, tuple):
        return tuple(map(to_nfc, tree))
    return {key: to_nfc(value) for key, value in tree.items()}


class _Walk:
    """One walk over the events of one text."""

    def __init__(self, text: str, file: str) -> None:
        self.text = text
        self.file = file
        self.limit = MAX_SIDECAR_NODES if is_sidecar(file) else MAX_NODES
        self.has_comments = " #" in text
        self.nodes = 0
        """How many nodes have been walked over."""

    def build(self, events: Iterator[Any]) -> Tree:
        """The value of the document; what is open while it is walked over is in local variables, which is much faster."""
        document: list[Tree] = []
        items: Any = document
        """The innermost open list or mapping; at first that which the document is put in."""
        key: str | None = None
        """The key that the next value belongs to; None in a list, and in a mapping where a key is next."""
        lines: dict[str, int] = {}
        """The lines of the keys of `items`."""
        flow_start: Any = None
        """The place of the `[` or `{` of `items`, if it has one."""
        around: list[Any] = []
        """Those four of each list and mapping around `items`, outermost first."""
        has_document = False
        for event in events:
            kind = type(event)
            if kind is ScalarEvent:
                self.count(event)
                value: str = event.value
                if key is not None:
                    # Most values are plain, on one line, and need no closer look.
                    if event.style or self.has_comments or event.start_mark.line != event.end_mark.line:
                        self.value(event, flow_start)
                    items[key] = value
                    key = None
                elif type(items) is dict:
                    if value in items or not _is_key(value):
                        self.refuse_key(event, value, lines)
                    lines[value] = event.start_mark.line + 1
                    key = value
                else:
                    self.value(event, flow_start)
                    items.append(value)
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                closed = items if kind is MappingEndEvent else tuple(items)
                items, key, lines, flow_start = around.pop()
                if key is None:
                    items.append(closed)
                else:
                    items[key] = closed
                    key = None
            elif kind is MappingStartEvent or kind is SequenceStartEvent:
                self.count(event)
                self.start(event, is_key=key is None and type(items) is dict, depth=len(around))
                around.append((items, key, lines, flow_start))
                items, key, lines = {} if kind is MappingStartEvent else [], None, {}
                flow_start = event.start_mark if event.flow_style else None
            elif kind is AliasEvent:
                self.refuse(rules.ALIAS.finding(self.file, span=_span(event)))
            elif kind is DocumentStartEvent:
                self.start_document(event, has_document=has_document)
                has_document = True
        return document[0] if document else ""

    def refuse(self, finding: Finding) -> NoReturn:
        raise _BreachError(finding)

    def start_document(self, event: Any, *, has_document: bool) -> None:
        if event.version or event.tags:
            self.refuse(rules.DIRECTIVE.finding(self.file, span=syntax.span_at(event.start_mark)))
        if has_document:
            self.refuse(rules.SECOND_DOCUMENT.finding(self.file, span=_span(event)))

    def count(self, event: Any) -> None:
        self.nodes += 1
        if self.nodes > self.limit:
            self.refuse(
                rules.TOO_MANY_NODES.finding(self.file, limit=self.limit, span=syntax.span_at(event.start_mark))
            )
        if event.anchor is not None:
            self.refuse(rules.ALIAS.finding(self.file, span=syntax.span_at(event.start_mark)))
        if event.tag is not None:
            self.refuse(
                rules.TAG.finding(self.file, found=self.word(event.start_mark), span=syntax.span_at(event.start_mark))
            )

    def start(self, event: Any, *, is_key: bool, depth: int) -> None:
        """Refuse a list or mapping that is a key, or is in too many others."""
        if is_key:
            self.refuse(
                rules.BAD_KEY.finding(
                    self.file, found=self.word(event.start_mark), span=syntax.span_at(event.start_mark)
                )
            )
        if depth >= MAX_DEPTH:
            self.refuse(rules.TOO_DEEP.finding(self.file, limit=MAX_DEPTH, span=syntax.span_at(event.start_mark)))

    def refuse_key(self, event: Any, key: str, lines: Mapping[str, int]) -> NoReturn:
        if key in lines:
            self.refuse(rules.DUPLICATE_KEY.finding(self.file, found=key, line=lines[key], span=_span(event)))
        self.quote(event)
        # The parser takes `da: Husk: …` on a line of its own for a key with spaces; its writer meant prose.
        rule, span = (
            (rules.UNQUOTED_COLON, syntax.span_at(event.end_mark))
            if " " in key and not event.style
            else (rules.BAD_KEY, _span(event))
        )
        self.refuse(rule.finding(self.file, found=key, span=span, advice=_key_advice(key)))

    def value(self, event: Any, flow_start: Any) -> None:
        style = event.style
        if style == "|":
            if event.value.endswith("\n"):
                self.refuse(rules.TRAILING_LINE_BREAK.finding(self.file, span=syntax.span_at(event.start_mark)))
            return
        if style == ">" or event.start_mark.line != event.end_mark.line:
            self.quote(event)
            self.refuse(self.folded(event, flow_start))
        if style == '"':
            self.escapes(event)
        elif not style:
            self.comment(event)

    def quote(self, event: Any) -> None:
        """Refuse a quoted text over several lines that is closed by the quotation mark of another text."""
        start, end = event.start_mark, event.end_mark
        if (
            event.style in ("'", '"')
            and start.line != end.line
            and syntax.is_unclosed_quote(start.index, end.index, self.text)
        ):
            self.refuse(syntax.unclosed_quote(start, self.text, self.file))

    def escapes(self, event: Any) -> None:
        """Refuse a character that is written as an escape, which only a text in `"` can have."""
        fault = value_finding(event.value, self.file, _span(event))
        # If the file itself is not in NFC, that is reported at the letter already.
        if fault and (fault.rule is not rules.NOT_NFC or is_normalized("NFC", self.text)):
            self.refuse(fault)

    def folded(self, event: Any, flow_start: Any) -> Finding:
        """The finding for a text over several lines, which may include the key of the next line."""
        if event.style or self.text[event.end_mark.index : event.end_mark.index + 1] != ":":
            return rules.FOLDED_TEXT.finding(self.file, span=syntax.span_at(event.start_mark))
        if flow_start:
            return syntax.unclosed_bracket(flow_start, self.text, self.file)
        return syntax.stray_colon(event.end_mark, self.text, self.file)

    def comment(self, event: Any) -> None:
        """Refuse a comment that may be prose: after several words, or without two spaces before and one after the #."""
        found = _COMMENT.match(self.text, event.end_mark.index)
        if found and event.value and (" " in event.value or not found["set_off"]):
            line, column = event.end_mark.line + 1, event.end_mark.column + len(found[0].rstrip())
            self.refuse(rules.COMMENT_IN_TEXT.finding(self.file, span=Span(line, column, line, column + 1)))

    def word(self, mark: Any) -> str:
        """The text at `mark`, up to the next space."""
        return self.text[mark.index : mark.index + 200].split(maxsplit=1)[0]


def _key_advice(key: str) -> Message | None:
    """How to write a key that has capitals, quotation marks or the dash of a list."""
    plain = key.lower().strip("-*_\u201c\u201d\u201e\xab\xbb\u2018\u2019")
    if not _KEY.fullmatch(plain):
        return None
    written = f"- {plain}:" if key.startswith("-") else f"{plain}:"
    return Message(f"skriv {written}", f"write {written}")


def _span(event: Any) -> Span:
    start, end = event.start_mark, event.end_mark
    return Span(start.line + 1, start.column + 1, end.line + 1, end.column + 1)


def spans(text: str) -> dict[tuple[Loc, bool], Span]:
    """The span of each value of `text`, by its `loc` and False, and of each key, by its `loc` and True.

    `text` must be one that `parse` or `read_plain` has accepted: their limits make this second walk safe. A value ends at its last
    character; an empty value is where it would start.
    """
    if text.startswith(MARK):
        return {place: _after_byte_order_mark(span) for place, span in spans(text[1:]).items()}
    places: dict[tuple[Loc, bool], Span] = {}
    starts = [0, *(index + 1 for index, character in enumerate(text) if character == "\n")]
    todo: list[tuple[Loc, Any]] = [((), yaml.compose(text, Loader=yaml.CSafeLoader))]
    while todo:
        loc, node = todo.pop()
        if node is None:
            continue
        places[loc, False] = _node_span(node, text, starts)
        if isinstance(node, yaml.SequenceNode):
            todo += [((*loc, index), value) for index, value in enumerate(node.value)]
        elif isinstance(node, yaml.MappingNode):
            places |= {((*loc, key.value), True): _node_span(key, text, starts) for key, _ in node.value}
            todo += [((*loc, key.value), value) for key, value in node.value]
    return places


def _after_byte_order_mark(span: Span) -> Span:
    """`span` of a text as a span of its file, which starts with a byte order mark."""
    first, last = span.line == 1, span.end_line == 1
    return Span(span.line, span.column + first, span.end_line, span.end_column + last)


def _node_span(node: Any, text: str, starts: list[int]) -> Span:
    """The span of `node`; for libyaml a block ends where the next one starts, here at its last character."""
    end = node.end_mark.index
    while end > node.start_mark.index and text[end - 1] in " \n":
        end -= 1
    line = bisect_right(starts, end)
    return Span(node.start_mark.line + 1, node.start_mark.column + 1, line, end - starts[line - 1] + 1)
