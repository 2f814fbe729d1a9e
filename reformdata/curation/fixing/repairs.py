"""The fixes themselves: in the text of a file that cannot be read, then in the values of one that can."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any
from unicodedata import category, normalize

import yaml
from yaml.events import ScalarEvent

from reformdata.curation.formatting.commented import Branch, CommentedValue, from_tree, read, tree_of
from reformdata.curation.formatting.layout import layout_of
from reformdata.curation.formatting.writing import in_quotes, write
from reformdata.curation.reading.files import character_findings, is_clean, max_bytes
from reformdata.curation.reading.strict_yaml import Tree, parse
from reformdata.curation.reading.syntax import holds_entries
from reformdata.curation.rules import (
    BAD_VALUE,
    FOLDED_TEXT,
    FORBIDDEN_CHARACTER,
    NOT_NFC,
    REPEATED_VALUE,
    TAB,
    TRAILING_LINE_BREAK,
    UNKNOWN_FIELD,
    UNKNOWN_REFERENCE,
    UNKNOWN_TERM,
    UNQUOTED_COLON,
)
from reformdata.findings import Finding, Fix, Loc, Span
from reformdata.messages import likely_correction


def fix_bytes(
    data: bytes, file: str, findings: Collection[Finding], *, unsafe: bool
) -> tuple[bytes, tuple[Finding, ...]]:
    """The fixed content of a file in the canonical form, and the findings that are fixed in it.

    A file that cannot be read even so is returned as it is, and so is one with findings of which none can be fixed.

    Args:
        data: the content of the file.
        file: what findings call it.
        findings: the findings for its values, at their places in `data`.
        unsafe: whether near misses are fixed too.
    """
    try:
        text = data.decode("utf-8").replace("\r\n", "\n")
    except UnicodeDecodeError:
        return data, ()
    text, fixed, wrong = _fix_text(text, file)
    if wrong:
        return data, ()
    root = read(text)
    fixed += _fix_values(root, findings, unsafe=unsafe)
    if findings and not fixed:
        return data, ()
    new = write(root, layout_of(text, tree_of(root.value))).encode()
    return (new, tuple(fixed)) if len(new) <= max_bytes(file) else (data, ())


def fix_of(finding: Finding) -> Fix | None:
    """The value to write instead, from the rule or from a near miss; None if there is not one answer."""
    if finding.fix or finding.found is None or finding.rule not in _SUGGESTED:
        return finding.fix
    likely = likely_correction(finding.found, finding.expected)
    return Fix(likely) if likely else None


def may_fix(finding: Finding) -> bool:
    """Whether a finding of this kind can be fixed, as far as is known without its file."""
    return finding.fix is not None or finding.rule in _OFTEN_FIXED or finding.rule.code in _REPAIRS


_SUGGESTED = (UNKNOWN_FIELD, UNKNOWN_TERM, UNKNOWN_REFERENCE)
"""The rules whose findings are fixed by a near miss."""
_OFTEN_FIXED = (*_SUGGESTED, REPEATED_VALUE, BAD_VALUE, TAB)

# ---- in a text that cannot be read


def _fix_text(text: str, file: str) -> tuple[str, list[Finding], list[Finding]]:
    """`text` with its characters and its YAML fixed, what was fixed, and what still makes it unreadable."""
    fixed: list[Finding] = []
    while True:
        # Every round but the last fixes something, which is then in quotes or gone and not found again.
        wrong = character_findings(text, file) or parse(text, file)[1]
        text, now = _fix_round(text, file, wrong)
        if not now:
            return text, fixed, wrong
        fixed += now


def _fix_round(text: str, file: str, wrong: list[Finding]) -> tuple[str, list[Finding]]:
    tabs = [finding for finding in wrong if finding.rule is TAB]
    spaced = _without_tabs(text, file) if tabs else None
    if spaced is not None:
        return spaced, tabs
    fixed: list[Finding] = []
    for finding in reversed(wrong):  # from the end, so that the other places stay the same
        repair = _REPAIRS.get(finding.rule.code)
        new = repair(text, finding.span) if repair and finding.span else None
        if new is not None and new != text:  # a loose mark that is written as an escape stays as it is
            text = new
            fixed.insert(0, finding)
    return text, fixed


_TABBED = re.compile(r"^ *\t[ \t]*", re.MULTILINE)


def _without_tabs(text: str, file: str) -> str | None:
    """`text` indented by spaces; None if its values depend on the width of a tab."""
    readable: list[tuple[str, Tree | None]] = []
    for spaced in (_with_spaces(text, width, stops=stops) for width in (2, 4, 8) for stops in (False, True)):
        fixed, _, wrong = _fix_text(spaced, file)
        if not wrong:
            readable.append((spaced, parse(fixed, file)[0]))
    if not readable or any(tree != readable[0][1] for _, tree in readable):
        return None
    return readable[0][0]


def _with_spaces(text: str, width: int, *, stops: bool) -> str:
    """`text` with each tab as `width` spaces, or as spaces up to the next tab stop."""
    return _TABBED.sub(lambda tab: tab[0].expandtabs(width) if stops else tab[0].replace("\t", " " * width), text)


def _index(text: str, line: int, column: int) -> int:
    """The index in `text` of a place counted from 1."""
    return sum(len(each) + 1 for each in text.split("\n")[: line - 1]) + column - 1


def _fix_character(text: str, span: Span) -> str | None:
    """Replace an unusual blank by a space, or remove a byte order mark."""
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
    """Put the prose with a colon in it in quotes, to the end of its line."""
    lines = text.split("\n")
    found = _PROSE.fullmatch(lines[span.line - 1])
    if not found or not found["head"].strip() or span.column <= found.start("prose"):
        return None
    # Only the writer knows whether ` #` starts a comment, and where the text with a single `"` starts or ends.
    if " #" in found["prose"] or found["prose"].count('"') % 2:
        return None
    lines[span.line - 1] = found["head"] + in_quotes(found["prose"])
    return "\n".join(lines)


def _put_on_one_line(text: str, span: Span) -> str | None:
    """Put a text over several lines in quotes on one line, as it is read; it is then written as a block."""
    start = _index(text, span.line, span.column)
    events: Iterator[Any] = yaml.parse(text, Loader=yaml.CSafeLoader)
    event: Any = next(each for each in events if each.start_mark.index == start and isinstance(each, ScalarEvent))
    value = event.value.rstrip("\n")
    is_block = event.style in ("|", ">")
    # A line in it that looks like an entry of a list probably is one.
    if not is_clean(value) or (not is_block and holds_entries(start, event.end_mark.index, text)):
        return None
    header = text[start:].partition("\n")[0].partition("#")
    comment = f"  #{header[2]}" if is_block and header[1] else ""
    line_end = "\n" if is_block else ""
    return f"{text[:start]}{in_quotes(value)}{comment}{line_end}{text[event.end_mark.index :]}"


_REPAIRS: Mapping[str, Callable[[str, Span], str | None]] = MappingProxyType(
    {
        FORBIDDEN_CHARACTER.code: _fix_character,
        NOT_NFC.code: _compose,
        UNQUOTED_COLON.code: _quote,
        FOLDED_TEXT.code: _put_on_one_line,
        TRAILING_LINE_BREAK.code: _put_on_one_line,
    }
)


# ---- in the values of a file


def _fix_values(root: CommentedValue, findings: Iterable[Finding], *, unsafe: bool) -> list[Finding]:
    """Fix values under `root` in place; return the `findings` that this fixes."""
    # All are looked up before the first is fixed, which can move the others.
    located = [(finding, _entry_at(root, finding.loc)) for finding in findings]
    return [finding for finding, place in located if place and _fix_value(finding, *place, unsafe=unsafe)]


def _entry_at(root: CommentedValue, loc: Loc) -> tuple[Branch, CommentedValue] | None:
    """The entry at `loc`, after the list or mapping that it is in."""
    holder, entry = None, root
    for step in loc:
        holder = entry.value if isinstance(entry.value, Branch) else None
        found = _child(holder, step) if holder else None
        if found is None:
            return None
        entry = found
    return (holder, entry) if holder else None


def _child(holder: Branch, step: str | int) -> CommentedValue | None:
    if isinstance(step, int):
        return holder.entries[step] if holder.is_list and step < len(holder.entries) else None
    return next((entry for entry in holder.entries if entry.key == step), None)


def _fix_value(finding: Finding, holder: Branch, entry: CommentedValue, *, unsafe: bool) -> bool:
    """Fix one value, if that is safe or `unsafe` is set; whether it was fixed."""
    if finding.rule is REPEATED_VALUE:
        return _remove_repeat(holder, entry)
    if finding.rule is BAD_VALUE and _strip(entry):
        return True
    fix = fix_of(finding)
    if fix is None or not (fix.safe or unsafe):
        return False
    if finding.rule is not UNKNOWN_FIELD:
        entry.value = from_tree(fix.value)
    elif any(other.key == fix.value for other in holder.entries):
        return False
    else:
        entry.key = str(fix.value)
    return True


def _remove_repeat(holder: Branch, entry: CommentedValue) -> bool:
    place = next(index for index, other in enumerate(holder.entries) if other is entry)
    if all(other.value != entry.value for other in holder.entries[:place]):
        return False  # the other one is in another list: only a reader of the source knows which is right
    del holder.entries[place]
    holder.below += [*entry.above, *[entry.trailing] * bool(entry.trailing)]
    return True


def _strip(entry: CommentedValue) -> bool:
    """Remove the blanks at the ends of a text; whether there were any."""
    value = entry.value
    if not isinstance(value, str) or value.strip() in ("", value):
        return False
    entry.value = value.strip()
    return True
