"""Which characters may stand in a file: those that one sees, in the normal form NFC.

What is left out can hide, reorder or forge text: control, bidirectional, zero-width, private
and unassigned characters, every space but the plain one, and the mark of lost text, U+FFFD.
"""

from bisect import bisect_left
from collections.abc import Iterator
from itertools import islice
from unicodedata import category, combining, is_normalized, name, normalize

from reformdata.curation.rules import FORBIDDEN_CHARACTER, NOT_NFC, TAB
from reformdata.findings import Finding, Message, Span

LOST = "\ufffd"
MARK = "\ufeff"
"""What some editors put before a file."""
MOST_FINDINGS = 20
"""So many places of one file are told; more of one fault help nobody."""

_PLAIN_SPACE = Message("skriv et almindeligt mellemrum", "write a plain space")
_BYTE_ORDER_MARK = Message("gem filen som UTF-8 uden BOM", "save the file as UTF-8 without a byte order mark")
_LOST_TEXT = Message(
    "tegnet gik tabt, da filen blev gemt; skriv det igen",
    "the character was lost when the file was saved: write it again",
)


def is_clean(text: str) -> bool:
    """Whether every character of `text` may stand in a file; line breaks may."""
    # isprintable() refuses just the categories Cc, Cf, Cs, Co, Cn, Zl, Zp and, but for the plain space, Zs.
    return text.replace("\n", "").isprintable() and LOST not in text and is_normalized("NFC", text)


def is_legible(text: str) -> bool:
    """Whether nothing is wrong with the characters of `text` but their normal form and a byte order mark before it.

    Neither hides anything: the file can be read for what else is wrong. Whatever else is refused could.
    """
    return is_clean(normalize("NFC", text.removeprefix(MARK)))


def refused(text: str, file: str) -> list[Finding]:
    """What of `text` may not stand in a file, place by place, at most `MOST_FINDINGS` of them."""
    if is_clean(text):
        return []
    lines = enumerate(text.split("\n"), start=1)
    return list(islice((finding for number, line in lines for finding in _of_line(line, number, file)), MOST_FINDINGS))


def refused_in_value(value: str, file: str, span: Span) -> Finding | None:
    """The first fault of a value that stands at `span`: an escape can hold what the file itself does not."""
    if is_clean(value):
        return None
    flat = value.replace("\n", " ")
    return next((finding.at(span) for finding in _of_text(flat, 1, file)), None)


def _of_line(line: str, number: int, file: str) -> Iterator[Finding]:
    indent = len(line) - len(line.lstrip(" ")) + 1
    if line[indent - 1 : indent] != "\t":
        yield from _of_text(line, number, file)
        return
    yield TAB.at(file, span=Span(number, indent, number, indent + 1))  # the rest may be right once it is indented


def _of_text(line: str, number: int, file: str) -> Iterator[Finding]:
    if line.isprintable() and LOST not in line:
        yield from _not_composed(line, number, file)
        return
    for column, character in enumerate(line, start=1):
        if not character.isprintable() or character == LOST:
            span = Span(number, column, number, column + 1)
            yield FORBIDDEN_CHARACTER.at(file, character=_named(character), advice=_advice(character), span=span)


def _not_composed(line: str, number: int, file: str) -> Iterator[Finding]:
    if is_normalized("NFC", line):
        return
    end = bisect_left(range(len(line) + 1), True, key=lambda length: not is_normalized("NFC", line[:length]))
    start = end - 1
    while start > 0 and combining(line[start]):
        start -= 1
    yield NOT_NFC.at(file, found=line[start:end], span=Span(number, start + 1, number, end + 1))


def _named(character: str) -> str:
    code = f"U+{ord(character):04X}"
    known = name(character, "TAB" if character == "\t" else "")
    return f"{code} ({known})" if known else code


def _advice(character: str) -> Message | None:
    if character == MARK:
        return _BYTE_ORDER_MARK
    if character == LOST:
        return _LOST_TEXT
    return _PLAIN_SPACE if character == "\t" or category(character) == "Zs" else None
