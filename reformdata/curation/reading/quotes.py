"""Values in curly quotes, which word processors write and YAML takes for a part of the text."""

import re
from collections.abc import Iterator

from reformdata.curation.reading.strict_yaml import Tree
from reformdata.curation.rules import CURLY_QUOTES
from reformdata.findings import Finding, Fix, Loc

_QUOTED = re.compile(
    '[\u201c-\u201f\xab\xbb](?P<double>[^\u201c-\u201f\xab\xbb"]+)[\u201c-\u201f\xab\xbb"]'
    # An apostrophe within a word does not end a text in single quotes.
    r"|[\u2018-\u201b](?P<single>(?:[^\u2018-\u201b]|(?<=\w)\u2019(?=\w))+)[\u2018-\u201b']"
)
"""A text in “…”, „…“ or »…«, or in single ones, without other such quotes inside; the second may be a straight one."""


_OPENING = re.compile(r"[\u2018-\u201f\xab\xbb\\]")


def may_have_curly_quotes(text: str) -> bool:
    """Whether a file of this text may have a value in curly quotes, which can be written as escapes."""
    return _OPENING.search(text) is not None


def without_curly_quotes(tree: Tree, file: str) -> tuple[Tree, list[Finding]]:
    """`tree` without curly quotes around whole values, and a finding for each such value.

    Args:
        tree: the content of a file.
        file: what findings call it.
    """
    found = dict(_quoted(tree, ()))
    findings = [
        CURLY_QUOTES.finding(file, loc, found=value, fix=Fix(inner, safe=True)) for loc, (value, inner) in found.items()
    ]
    return (_stripped(tree) if found else tree), findings


def unquoted(value: str) -> str | None:
    """`value` without the curly quotes around it; None if it has none, or others inside."""
    match = _QUOTED.fullmatch(value)
    return (match["double"] or match["single"]).strip() or None if match else None


def _quoted(tree: Tree, loc: Loc) -> Iterator[tuple[Loc, tuple[str, str]]]:
    if isinstance(tree, str):
        if inner := unquoted(tree):
            yield loc, (tree, inner)
    elif isinstance(tree, tuple):
        for index, item in enumerate(tree):
            yield from _quoted(item, (*loc, index))
    else:
        for key, value in tree.items():
            yield from _quoted(value, (*loc, key))


def _stripped(tree: Tree) -> Tree:
    if isinstance(tree, str):
        return unquoted(tree) or tree
    if isinstance(tree, tuple):
        return tuple(map(_stripped, tree))
    return {key: _stripped(value) for key, value in tree.items()}
