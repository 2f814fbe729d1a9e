"""A file is read only if it is a plain one, of bounded size, and text."""

import os
import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from reformdata.curation.reading.files import MAX_BYTES, MAX_SIDECAR_BYTES, MOST_FINDINGS, read_text
from reformdata.messages import Message

FILE = "records/actors/a.yaml"


def test_a_text_is_read_unchanged_except_its_line_ends(tmp_path: Path):
    """Danish letters and emoji stay; CR LF is read as LF, so that a record reads the same wherever it was saved."""
    (tmp_path / "a.yaml").write_bytes("name: Ærø og Øland 🙂\r\nc: d\n".encode())
    assert read_text(tmp_path / "a.yaml", FILE) == ("name: Ærø og Øland 🙂\nc: d\n", [])


@pytest.mark.parametrize(
    ("file", "limit"), [(FILE, MAX_BYTES), ("records/sources/a/fingerprints.yaml", MAX_SIDECAR_BYTES)]
)
def test_a_file_may_be_as_large_as_its_limit(tmp_path: Path, file: str, limit: int):
    """A file of just the limit is read, one of a byte more is not."""
    path = tmp_path / "a.yaml"
    path.write_bytes(b"#" * limit)
    assert read_text(path, file) == ("#" * limit, [])

    path.write_bytes(b"#" * (limit + 1))
    text, findings = read_text(path, file)
    assert text is None
    assert [finding.message.en for finding in findings] == [f"the file is larger than {limit} bytes"]


def _link(path: Path) -> None:
    path.symlink_to("/etc/passwd")


def _socket(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as bound:
        bound.bind(str(path))


@pytest.mark.parametrize(
    ("make", "da", "en"),
    [
        pytest.param(_link, "et link er ikke en almindelig fil", "a link is not a regular file", id="a link"),
        pytest.param(
            os.mkfifo,
            "en navngivet pipe (FIFO) er ikke en almindelig fil",
            "a named pipe (FIFO) is not a regular file",
            id="a FIFO",
        ),
        pytest.param(_socket, "en socket er ikke en almindelig fil", "a socket is not a regular file", id="a socket"),
        pytest.param(Path.mkdir, "en mappe er ikke en almindelig fil", "a folder is not a regular file", id="a folder"),
    ],
)
def test_only_a_regular_file_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, make: Callable[[Path], None], da: str, en: str
):
    """A link is not followed, and nobody waits for the other end of a FIFO."""
    monkeypatch.chdir(tmp_path)  # the path of a socket may have 108 characters at most
    make(Path("a.yaml"))
    text, findings = read_text(Path("a.yaml"), FILE)
    assert text is None
    assert [(finding.rule.code, finding.message) for finding in findings] == [("RD001", Message(da, en))]


def test_a_device_is_not_read():
    """A device, which may never end, is reported by its kind."""
    text, findings = read_text(Path("/dev/zero"), FILE)
    assert (text, [finding.message.en for finding in findings]) == (None, ["a device is not a regular file"])


def test_a_missing_file_is_reported(tmp_path: Path):
    """A file that vanished since the folder was listed is a finding with the system's reason."""
    text, findings = read_text(tmp_path / "gone.yaml", FILE)
    assert text is None
    assert [(finding.rule.code, finding.message) for finding in findings] == [
        (
            "RD010",
            Message(
                "filen kan ikke læses: filen eller mappen findes ikke",
                "the file cannot be read: there is no such file or folder",
            ),
        )
    ]


@pytest.mark.parametrize(
    ("data", "places"),
    [
        pytest.param(b"name: \xc5b\n", [("RD003", 1, 7)], id="Latin-1 at its first Danish letter"),
        pytest.param("a: b\r\næøå: ".encode() + b"\xff\n", [("RD003", 2, 6)], id="columns count characters"),
        pytest.param("a: b\n".encode("utf-16"), [("RD003", 1, 1)], id="UTF-16"),
        pytest.param(
            "a: x\u00a0y\n\t\tb: x\n\n  c: A\u030a\n".encode(),
            [("RD004", 1, 5), ("RD112", 2, 1), ("RD005", 4, 6)],
            id="all bad characters, a tab that indents only once a line",
        ),
    ],
)
def test_bytes_and_characters_that_are_not_allowed_are_reported_at_their_places(
    tmp_path: Path, data: bytes, places: list[tuple[str, int, int]]
):
    """Lines and columns are those that an editor shows."""
    (tmp_path / "a.yaml").write_bytes(data)
    findings = read_text(tmp_path / "a.yaml", FILE)[1]
    assert [(one.rule.code, one.span.line, one.span.column) for one in findings if one.span] == places


def test_a_file_full_of_bad_characters_gives_few_findings(tmp_path: Path):
    """Of 60,000 bad characters only the first are reported."""
    (tmp_path / "a.yaml").write_bytes(b"\x00" * 60_000)
    assert len(read_text(tmp_path / "a.yaml", FILE)[1]) == MOST_FINDINGS
