"""The texts in a folder of any files, read one at a time.

Only regular files up to a size limit are opened; links are not followed. A file that cannot be read as text has a reason.
"""

import errno
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Literal, TypeAlias

from reformdata.evidence.fingerprint import digest_of, normalise, paragraphs, triples, words
from reformdata.files import FileTooLargeError, NotRegularFileError, read_file

LARGEST = 4 * 1024 * 1024
"""Bytes; a source has some tens of thousands, a book has a million."""

MOST_LINES = 50_000
"""Paragraphs; each takes some hundred bytes however short it is."""

Unreadable: TypeAlias = Literal["too-large", "not-regular", "not-opened", "utf-16", "binary", "not-utf-8", "blank"]
"""Why a file is not a text: larger than `LARGEST`, or longer than `MOST_LINES`; a link, a pipe or a device; refused by
the system; in UTF-16; with a NUL byte; in another encoding than UTF-8, such as Latin-1; without a paragraph."""


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph of a copy."""

    number: int
    text: str
    words: int
    digest: str
    hashes: frozenset[str]
    """Of the hashes asked for, those of the triples that start in this line; a triple may end in the next."""


@dataclass(frozen=True, slots=True)
class Copy:
    """A text that may be a copy of a source."""

    name: str
    """The path from the folder of texts, with `/`."""
    sha256: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Unread:
    """A file that cannot be a copy of a source."""

    name: str
    reason: Unreadable


def files(folder: Path) -> Iterator[tuple[str, Path]]:
    """The files in and under `folder`, sorted, each with its path from there; `folder` may also be one file.

    Links to folders are not followed; hidden files and folders are left out, and so are
    folders that cannot be opened.

    Raises:
        FileNotFoundError: if there is nothing at `folder`.
    """
    if not folder.exists():
        raise FileNotFoundError(errno.ENOENT, "there is no such file or folder", str(folder))
    if not folder.is_dir():
        yield _printable(Path(folder.name)), folder.resolve()  # the user named it, so a link is followed
        return
    for here, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith("."):
                path = Path(here, name)
                yield _printable(path.relative_to(folder)), path


def _printable(path: Path) -> str:
    """The path as text that can be printed: a name need not be UTF-8."""
    return os.fsencode(path.as_posix()).decode("utf-8", "replace")


def read_bytes(path: Path) -> bytes | Unreadable:
    """The content of the regular file at `path`, or why there is none."""
    try:
        return read_file(path, LARGEST)
    except NotRegularFileError:
        return "not-regular"
    except FileTooLargeError:
        return "too-large"
    except OSError:
        return "not-opened"


def decode(content: bytes) -> tuple[str, Unreadable | None]:
    """The text that `content` holds in UTF-8, without a byte order mark; or no text, and why."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "", "utf-16"
    if b"\0" in content:
        return "", "binary"
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return "", "not-utf-8"
    return (text, None) if text.strip() else ("", "blank")


def read_copy(name: str, path: Path, wanted: frozenset[str]) -> Copy | Unread:
    """The file at `path` as a copy of a source, keeping of its hashes those that are `wanted`."""
    content = read_bytes(path)
    return Unread(name, content) if isinstance(content, str) else copy_of(name, content, wanted)


def copy_of(name: str, content: bytes, wanted: frozenset[str]) -> Copy | Unread:
    """The content of a file as a copy of a source, keeping of its hashes those that are `wanted`."""
    text, reason = decode(content)
    if reason:
        return Unread(name, reason)
    found = paragraphs(text)
    if len(found) > MOST_LINES:
        return Unread(name, "too-large")
    return Copy(name, sha256(content).hexdigest(), lines(found, wanted))


def lines(found: Sequence[str], wanted: frozenset[str]) -> tuple[Line, ...]:
    """The paragraphs of a copy.

    A triple may run on into the next line and counts for the line that it starts in, so that a
    copy whose lines are broken elsewhere than the source's keeps all of its triples.
    """
    made = []
    following: list[str] = []
    for number in range(len(found), 0, -1):
        plain = normalise(found[number - 1])
        run = words(plain)
        hashes = wanted.intersection(triples(run + following))
        made.append(Line(number, found[number - 1], len(run), digest_of(plain), hashes))
        following = [*run[:2], *following][:2]
    return tuple(reversed(made))
