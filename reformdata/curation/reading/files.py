"""From a path to the text of a file, whoever wrote it: a plain file of bounded size, strict UTF-8, clean characters."""

import stat
from pathlib import Path

from reformdata.curation.reading.characters import is_legible, refused
from reformdata.curation.rules import FILE_TOO_LARGE, NOT_A_REGULAR_FILE, NOT_UTF8, UNREADABLE_FILE
from reformdata.files import FileTooLargeError, NotRegularFileError, read_file
from reformdata.findings import Finding, Span

SIDECARS = frozenset({"fingerprints.yaml", "readings.yaml"})
"""What a tool writes beside a source; it grows with the source."""
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

    It is None if it cannot be read; where its normal form or a byte order mark alone is wrong it is given as it stands.

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
    findings = refused(text, file)
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
        return None, [FILE_TOO_LARGE.at(file, limit=limit)]
    except OSError as error:
        return None, [UNREADABLE_FILE.at(file, reason=error.strerror)]


def not_regular(mode: int, file: str) -> Finding:
    """The finding that `file`, which has the file mode `mode`, is something else than a plain file."""
    named = _LINK if stat.S_ISLNK(mode) else next((what for test, what in _OTHER if test(mode)), _DEVICE)
    return NOT_A_REGULAR_FILE.at(file, what_da=named[0], what_en=named[1])


def _not_utf8(error: UnicodeDecodeError, file: str) -> Finding:
    before = error.object[: error.start].decode("utf-8").replace("\r\n", "\n").split("\n")
    line, column = len(before), len(before[-1]) + 1
    byte = f"0x{error.object[error.start]:02X}"
    return NOT_UTF8.at(file, byte=byte, span=Span(line, column, line, column + 1))
