"""Reads a file as text: a regular file of limited size, in UTF-8, with allowed characters only.

Allowed are visible characters in the normal form NFC. Others can hide, reorder or forge text: control, bidirectional,
zero-width, private and unassigned characters, every space but the plain one, and the mark of lost text, U+FFFD.
"""

import stat
from bisect import bisect_left
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from unicodedata import category, combining, is_normalized, name, normalize

from reformdata.curation.rules import (
    FILE_TOO_LARGE,
    FORBIDDEN_CHARACTER,
    NOT_A_REGULAR_FILE,
    NOT_NFC,
    NOT_UTF8,
    TAB,
    UNREADABLE_FILE,
)
from reformdata.files import FileTooLargeError, NotRegularFileError, read_file
from reformdata.findings import Finding, Message, Span

SIDECARS = frozenset({"fingerprints.yaml", "readings.yaml"})
"""Files that a tool writes beside a source, which grow with it."""
MAX_BYTES = 64 * 1024
MAX_SIDECAR_BYTES = 1024 * 1024
"""Fingerprints take about 300 bytes a paragraph: 64 KiB would end at a source of some 200."""

_LINK = ("et link", "a link")
_OTHER = (
    (stat.S_ISDIR, ("en mappe", "a folder")),
    (stat.S_ISFIFO, ("et navngivet rør (FIFO)", "a named pipe (FIFO)")),
    (stat.S_ISSOCK, ("en sokkel", "a socket")),
)
_DEVICE = ("en enhed", "a device")


def max_bytes(file: str) -> int:
    """How many bytes `file` may have."""
    return MAX_SIDECAR_BYTES if is_sidecar(file) else MAX_BYTES


def is_sidecar(file: str) -> bool:
    """Whether `file` is one that a tool writes beside a source."""
    return file.rpartition("/")[2] in SIDECARS


def read_text(path: Path, file: str, content: bytes | None = None) -> tuple[str | None, list[Finding]]:
    """The text of the file at `path`, with LF as its line end, and what is wrong with its characters.

    The text is None if the file cannot be read, but not if only its normal form or a byte order mark is wrong.

    Args:
        path: where the file is; a link is not followed.
        file: what findings call it.
        content: what to read instead of the file.
    """
    data, findings = read_bytes(path, file, content)
    return (None, findings) if data is None else text_of(data, file)


def text_of(data: bytes, file: str) -> tuple[str | None, list[Finding]]:
    """The text of a file that holds `data`, as in `read_text`."""
    try:
        text = data.decode("utf-8").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        return None, [_not_utf8(error, file)]
    findings = character_findings(text, file)
    return (text if not findings or is_legible(text) else None), findings


def read_bytes(path: Path, file: str, content: bytes | None = None) -> tuple[bytes | None, list[Finding]]:
    """The bytes of the regular file at `path`, at most `max_bytes` of them, or `content`; None if there is a finding."""
    if content is not None:
        return content, []
    limit = max_bytes(file)
    try:
        return read_file(path, limit), []
    except NotRegularFileError as error:
        return None, [not_regular(error.mode, file)]
    except FileTooLargeError:
        return None, [FILE_TOO_LARGE.finding(file, limit=limit)]
    except OSError as error:
        return None, [UNREADABLE_FILE.finding(file, reason=error.strerror)]


def not_regular(mode: int, file: str) -> Finding:
    """The finding that `file`, which has the file mode `mode`, is something else than a plain file."""
    named = _LINK if stat.S_ISLNK(mode) else next((what for test, what in _OTHER if test(mode)), _DEVICE)
    return NOT_A_REGULAR_FILE.finding(file, what_da=named[0], what_en=named[1])


def _not_utf8(error: UnicodeDecodeError, file: str) -> Finding:
    before = error.object[: error.start].decode("utf-8").replace("\r\n", "\n").split("\n")
    line, column = len(before), len(before[-1]) + 1
    byte = f"0x{error.object[error.start]:02X}"
    return NOT_UTF8.finding(file, byte=byte, span=Span(line, column, line, column + 1))


# ---- characters

LOST = "\ufffd"
MARK = "\ufeff"
"""The byte order mark, which some editors write at the start of a file."""
MOST_FINDINGS = 20
"""So many places in one file are reported; more would not help."""

_PLAIN_SPACE = Message("skriv et almindeligt mellemrum", "write a plain space")
_BYTE_ORDER_MARK = Message("gem filen som UTF-8 uden BOM", "save the file as UTF-8 without a byte order mark")
_LOST_TEXT = Message(
    "tegnet gik tabt, da filen blev gemt; skriv det igen",
    "the character was lost when the file was saved: write it again",
)


def is_clean(text: str) -> bool:
    """Whether every character of `text` is allowed in a file, line breaks included."""
    # isprintable() is false for just the categories Cc, Cf, Cs, Co, Cn, Zl, Zp and, but for the plain space, Zs.
    return text.replace("\n", "").isprintable() and LOST not in text and is_normalized("NFC", text)


def is_legible(text: str) -> bool:
    """Whether nothing is wrong with the characters of `text` except the normal form or a byte order mark.

    Neither can hide text, so the file can be checked for other faults.
    """
    return is_clean(normalize("NFC", text.removeprefix(MARK)))


def character_findings(text: str, file: str) -> list[Finding]:
    """A finding for each place in `text` that is not allowed in a file, at most `MOST_FINDINGS`."""
    if is_clean(text):
        return []
    lines = enumerate(text.split("\n"), start=1)
    return list(islice((finding for number, line in lines for finding in _of_line(line, number, file)), MOST_FINDINGS))


def value_finding(value: str, file: str, span: Span) -> Finding | None:
    """The first finding in a value at `span`, which may have escapes for characters that its file does not have."""
    if is_clean(value):
        return None
    flat = value.replace("\n", " ")
    return next((finding.with_span(span) for finding in _of_text(flat, 1, file)), None)


def _of_line(line: str, number: int, file: str) -> Iterator[Finding]:
    indent = len(line) - len(line.lstrip(" ")) + 1
    if line[indent - 1 : indent] != "\t":
        yield from _of_text(line, number, file)
        return
    yield TAB.finding(file, span=Span(number, indent, number, indent + 1))  # the rest may be right once it is indented


def _of_text(line: str, number: int, file: str) -> Iterator[Finding]:
    if line.isprintable() and LOST not in line:
        yield from _not_in_nfc(line, number, file)
        return
    for column, character in enumerate(line, start=1):
        if not character.isprintable() or character == LOST:
            span = Span(number, column, number, column + 1)
            yield FORBIDDEN_CHARACTER.finding(
                file, character=_code_and_name(character), advice=_advice(character), span=span
            )


def _not_in_nfc(line: str, number: int, file: str) -> Iterator[Finding]:
    if is_normalized("NFC", line):
        return
    end = bisect_left(range(len(line) + 1), True, key=lambda length: not is_normalized("NFC", line[:length]))
    start = end - 1
    while start > 0 and combining(line[start]):
        start -= 1
    yield NOT_NFC.finding(file, found=line[start:end], span=Span(number, start + 1, number, end + 1))


def _code_and_name(character: str) -> str:
    code = f"U+{ord(character):04X}"
    known = name(character, "TAB" if character == "\t" else "")
    return f"{code} ({known})" if known else code


def _advice(character: str) -> Message | None:
    if character == MARK:
        return _BYTE_ORDER_MARK
    if character == LOST:
        return _LOST_TEXT
    return _PLAIN_SPACE if character == "\t" or category(character) == "Zs" else None
