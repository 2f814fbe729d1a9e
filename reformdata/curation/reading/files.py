"""The files of `records/`: which belong there, what the name of each means, and their text.

A file is read only if it is a regular file of limited size, in UTF-8, with allowed characters: visible ones in the
normal form NFC. Others can hide, reorder or forge text: control, bidirectional, zero-width, private, unassigned and
other invisible characters, every space but the plain one, and U+FFFD, which replaces text that was lost.
"""

import marshal
import os
import re
import stat
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from hashlib import blake2b
from itertools import islice
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple
from unicodedata import is_normalized

from reformdata.curation import rules
from reformdata.errors import system_reason
from reformdata.files import FileTooLargeError, NotRegularFileError, read_file
from reformdata.findings import Finding, Span
from reformdata.messages import Message, is_visible, visible
from reformdata.models import Fingerprints, Readings
from reformdata.models.ids import ENTRY_ID, RECORD_ID

SIDECARS: Mapping[str, type[Any]] = MappingProxyType({"fingerprints": Fingerprints, "readings": Readings})
"""The models of the files that a tool writes beside a source, by their tables, which are also their names."""

_LISTS = MappingProxyType(
    {
        "areas.yaml": "areas", "themes.yaml": "themes", "target-groups.yaml": "target_groups",
        "glossary.yaml": "glossary",
    }
)  # fmt: skip
_FOLDERS = frozenset({"sources", "outcomes", "actors", "reforms", "laws", "documents"})
_NAME = re.compile(r"(?P<stem>[a-z0-9][a-z0-9-]{0,63})\.yaml")
_RECORD_NAME = re.compile(r"(?P<number>0[1-9]|[1-9][0-9]{1,2})-[a-z0-9-]+")
_OUTCOME_NAME = re.compile(rf"(?P<record>{RECORD_ID.strip('^$')})\.yaml")
_DEVICES = frozenset({"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))})


class DataFile(NamedTuple):
    """A file of `records/`, and what its name says of its content."""

    path: str
    """Where it is; of so many files a `Path` each would take long to make."""
    file: str
    """Path from the root of the checkout, with `/`, as findings show it."""
    table: str
    """The table of its entries; "records" for a record or a tombstone."""
    id: str | None
    """The id that its entry must have; None for a list of entries."""
    content: bytes | None = None
    """What to read instead of the file."""


class Stray(NamedTuple):
    """A file or a folder of `records/` whose name says nothing of its content."""

    path: Path
    parts: tuple[str, ...]
    """Its way from `records/`."""
    is_folder: bool = False
    advice: Message | None = None
    """What to do about its name."""

    @property
    def file(self) -> str:
        """What findings call it."""
        return _shown(self.parts)


def list_files(root: Path) -> tuple[list[DataFile], list[Stray], list[Finding]]:
    """The files of `records/` in the folder `root`, those that do not belong there, and what cannot be listed."""
    found = list(_in_folder(root / "records", ()))
    files = [one for one in found if isinstance(one, DataFile)]
    strays = [one for one in found if isinstance(one, Stray)]
    return files, strays, [one for one in found if isinstance(one, Finding)]


def table_of(file: str) -> str | None:
    """The table of the entries in `file`, "records" also for tombstones; None if its name is not that of a data file."""
    means = meaning(tuple(file.split("/")[1:]))
    return means[0] if means else None


def _in_folder(folder: Path, parts: tuple[str, ...]) -> Iterator[DataFile | Stray | Finding]:
    """The files in `folder` and below it, and findings for what is no file; no link is followed."""
    if folder.is_symlink():
        yield not_regular(stat.S_IFLNK, _shown(parts))
        return
    try:
        with os.scandir(folder) as found:
            entries = sorted(found, key=lambda entry: entry.name)
    except FileNotFoundError:
        return
    except OSError as error:
        yield rules.UNREADABLE_FILE.finding(_shown(parts), reason=system_reason(error))
        return
    shown = _shown(parts)
    for entry in entries:
        below = (*parts, entry.name)
        if entry.is_dir(follow_symlinks=False):
            path = Path(entry.path)
            yield from _in_folder(path, below) if may_hold_files(below) else [Stray(path, below, is_folder=True)]
        elif entry.is_symlink():
            yield not_regular(stat.S_IFLNK, _shown(below))
        elif means := meaning(below):
            yield DataFile(entry.path, f"{shown}/{entry.name}", *means)
        else:
            yield Stray(Path(entry.path), below, advice=_name_advice(below))


def _name_advice(parts: tuple[str, ...]) -> Message | None:
    """What is wrong with the name of a file in its folder, whatever the file contains."""
    if _is_device(parts[-1]):
        return Message("Windows tillader ikke en fil med dette navn", "Windows does not allow a file of this name")
    if parts[0] == "outcomes":
        return Message(
            "et udfald hedder som posten: outcomes/eksempel-2020.06.yaml",
            "an outcome is named like its record: outcomes/eksempel-2020.06.yaml",
        )
    return None


def _is_device(name: str) -> bool:
    """Whether Windows has a device of this name, with any ending."""
    return name.partition(".")[0].lower() in _DEVICES


def may_hold_files(parts: tuple[str, ...]) -> bool:
    """Whether the folder at `parts` from `records/` has files."""
    if len(parts) == 1:
        return parts[0] in _FOLDERS
    return len(parts) == 2 and parts[0] == "sources" and bool(re.fullmatch(ENTRY_ID, parts[1])) and len(parts[1]) <= 64


def meaning(parts: tuple[str, ...]) -> tuple[str, str | None] | None:
    """The table and the id that the path of a file means; None for an unknown file."""
    if len(parts) == 2 and parts[0] == "outcomes":
        outcome = _OUTCOME_NAME.fullmatch(parts[1])
        return ("outcomes", outcome["record"]) if outcome and not _is_device(parts[1]) else None
    name = _NAME.fullmatch(parts[-1]) if parts else None
    if not name or _is_device(parts[-1]):
        return None
    match parts:
        case (list_file,) if list_file in _LISTS:
            return _LISTS[list_file], None
        case ("actors" | "reforms" | "laws" | "documents" as table, _):
            return table, name["stem"]
        case ("sources", source, "source.yaml"):
            return "sources", source
        case ("sources", source, _) if name["stem"] in SIDECARS:
            return name["stem"], source
        case ("sources", source, _):
            record = _RECORD_NAME.fullmatch(name["stem"])
            return ("records", f"{source}.{record['number']}") if record else None
    return None


def missing_sources(root: Path, files: list[DataFile]) -> list[DataFile]:
    """The `source.yaml` of each folder in `sources/` that has none; one that is a link has its own finding."""
    names = {f"{one.file.rpartition('/')[0]}/source.yaml" for one in files if one.file.startswith("records/sources/")}
    names -= {one.file for one in files}
    return [
        DataFile(str(root / name), name, "sources", name.split("/")[2])
        for name in sorted(names)
        if not (root / name).is_symlink()
    ]


def _shown(parts: tuple[str, ...]) -> str:
    """The path in the checkout, safe to show: a name may have line breaks, escapes, or bytes that are not text."""
    return "/".join(("records", *(part if is_visible(part) else visible(part) for part in parts)))


# ---- the text of a file

MAX_BYTES = 64 * 1024
MAX_SIDECAR_BYTES = 1024 * 1024
"""Fingerprints take about 300 bytes a paragraph: 64 KiB would end at a source of some 200."""

_FILE_TYPES = {
    stat.S_IFLNK: ("et link", "a link"),
    stat.S_IFDIR: ("en mappe", "a folder"),
    stat.S_IFIFO: ("en navngivet pipe (FIFO)", "a named pipe (FIFO)"),
    stat.S_IFSOCK: ("en socket", "a socket"),
}


def max_bytes(file: str) -> int:
    """How many bytes `file` may have."""
    return MAX_SIDECAR_BYTES if is_sidecar(file) else MAX_BYTES


def is_sidecar(file: str) -> bool:
    """Whether `file` is one that a tool writes beside a source."""
    return file.rpartition("/")[2].removesuffix(".yaml") in SIDECARS


def read_text(path: Path | str, file: str, content: bytes | None = None) -> tuple[str | None, list[Finding]]:
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


def read_bytes(path: Path | str, file: str, content: bytes | None = None) -> tuple[bytes | None, list[Finding]]:
    """The bytes of the regular file at `path`, at most `max_bytes` of them, or `content`; None if there is a finding."""
    if content is not None:
        return content, []
    limit = max_bytes(file)
    try:
        return read_file(path, limit), []
    except NotRegularFileError as error:
        return None, [not_regular(error.mode, file)]
    except FileTooLargeError:
        return None, [rules.FILE_TOO_LARGE.finding(file, limit=limit)]
    except OSError as error:
        return None, [rules.UNREADABLE_FILE.finding(file, reason=system_reason(error))]


def content_digest(content: bytes) -> bytes:
    """What is equal for files of equal content."""
    return blake2b(content, digest_size=16).digest()


def value_digest(value: Any) -> bytes:
    """What is equal for equal texts, numbers, truth values, bytes, and tuples, lists and mappings of them."""
    # In version 0 of the format, equal values give the same bytes, whatever objects they are.
    return content_digest(marshal.dumps(value, 0))


def not_regular(mode: int, file: str) -> Finding:
    """The finding that `file`, which has the file mode `mode`, is not a regular file."""
    da, en = _FILE_TYPES.get(stat.S_IFMT(mode), ("en enhed", "a device"))
    return rules.NOT_A_REGULAR_FILE.finding(file, what_da=da, what_en=en)


def _not_utf8(error: UnicodeDecodeError, file: str) -> Finding:
    before = error.object[: error.start].decode("utf-8").replace("\r\n", "\n").split("\n")
    line, column = len(before), len(before[-1]) + 1
    byte = f"0x{error.object[error.start]:02X}"
    return rules.NOT_UTF8.finding(file, byte=byte, span=Span(line, column, line, column + 1))


# ---- characters

LOST = "\ufffd"
MARK = "\ufeff"
"""The byte order mark, which some editors write at the start of a file."""
MOST_FINDINGS = 20
"""So many places in one file are reported; more would not help."""


def is_clean(text: str) -> bool:
    """Whether every character of `text` is allowed in a file, line breaks included."""
    return is_visible(text.replace("\n", "")) and LOST not in text and is_normalized("NFC", text)


def is_legible(text: str) -> bool:
    """Whether nothing is wrong with the characters of `text` except the normal form or a byte order mark.

    Neither can hide text, so the file can be checked for other faults.
    """
    return is_clean(unicodedata.normalize("NFC", text.removeprefix(MARK)))


def character_findings(text: str, file: str) -> list[Finding]:
    """A finding for each place in `text` that is not allowed in a file, at most `MOST_FINDINGS`."""
    if is_clean(text):
        return []
    if "\r" in text:  # where lines end so, one place is as good as all
        text = text[: text.index("\r") + 1]
    lines = enumerate(text.split("\n"), start=1)
    return list(
        islice((finding for number, line in lines for finding in _line_findings(line, number, file)), MOST_FINDINGS)
    )


def value_finding(value: str, file: str, span: Span) -> Finding | None:
    """The first finding in a value at `span`, which may have escapes for characters that its file does not have."""
    if is_clean(value):
        return None
    flat = value.replace("\n", " ")
    return next((finding.with_span(span) for finding in _text_findings(flat, 1, file)), None)


def _line_findings(line: str, number: int, file: str) -> Iterator[Finding]:
    indent = len(line) - len(line.lstrip(" ")) + 1
    if line[indent - 1 : indent] != "\t":
        yield from _text_findings(line, number, file)
        return
    yield rules.TAB.finding(file, span=Span(number, indent, number, indent + 1))  # the rest may be right then


def _text_findings(line: str, number: int, file: str) -> Iterator[Finding]:
    if is_visible(line) and LOST not in line:
        if not is_normalized("NFC", line):
            yield _not_nfc(line, number, file)
        return
    for column, character in enumerate(line, start=1):
        if not is_visible(character) or character == LOST:
            span = Span(number, column, number, column + 1)
            yield rules.FORBIDDEN_CHARACTER.finding(
                file, character=_code_and_name(character), advice=bullet_advice(line) or _advice(character), span=span
            )


def _not_nfc(line: str, number: int, file: str) -> Finding:
    end = bisect_left(range(len(line) + 1), True, key=lambda length: not is_normalized("NFC", line[:length]))
    start = end - 1
    while start > 0 and unicodedata.combining(line[start]):
        start -= 1
    return rules.NOT_NFC.finding(file, found=line[start:end], span=Span(number, start + 1, number, end + 1))


def _code_and_name(character: str) -> str:
    code = f"U+{ord(character):04X}"
    known = unicodedata.name(character, "TAB" if character == "\t" else "")
    return f"{code} ({known})" if known else code


_BULLET = re.compile(r"\s*(?P<sign>[\u2022\xb7\u25aa\u25cf\u25e6\uf0b7\u2013\u2014*])\s")


def bullet_advice(line: str) -> Message | None:
    """How to start an item of a list, if `line` starts with a sign that word processors and Markdown have for that."""
    found = _BULLET.match(line)
    if not found:
        return None
    sign = visible(found["sign"])
    return Message(
        f"begynd hvert punkt i en liste med en bindestreg og et mellemrum i stedet for {sign}",
        f"start each item of a list with a hyphen and a space in place of {sign}",
    )


def _advice(character: str) -> Message | None:
    if character == MARK:
        return Message("gem filen som UTF-8 uden BOM", "save the file as UTF-8 without a byte order mark")
    if character == "\r":
        return Message(
            "gem filen med linjeslut LF eller CRLF; CR alene er fra en gammel Mac",
            "save the file with the line ends LF or CRLF: CR alone is from an old Mac",
        )
    if character == LOST:
        return Message(
            "tegnet gik tabt, da filen blev gemt; skriv det igen",
            "the character was lost when the file was saved: write it again",
        )
    if character == "\t" or unicodedata.category(character) == "Zs":
        return Message("skriv et almindeligt mellemrum", "write a plain space")
    return None
