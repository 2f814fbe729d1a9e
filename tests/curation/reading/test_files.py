"""A file is read only if it is a plain one, of bounded size, and text."""

import os
import socket
import stat
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from reformdata.curation.reading.characters import MOST_FINDINGS
from reformdata.curation.reading.checkout import read_checkout
from reformdata.curation.reading.files import MAX_BYTES, MAX_SIDECAR_BYTES, read_text
from tests.curation.reading.good import FILES, RECORD
from tests.curation.reading.telling import Told, told

FILE = "records/actors/a.yaml"


def test_text_is_read_as_it_stands(tmp_path: Path):
    """The text of a good file comes back whole, Danish letters and emoji included."""
    text = "name: Ærø, Ålborg og Øland 🙂\n"
    (tmp_path / "a.yaml").write_text(text, encoding="utf-8")
    assert read_text(tmp_path / "a.yaml", FILE) == (text, [])


def test_windows_line_ends_become_line_feeds(tmp_path: Path):
    """CR LF is read as one line end, so that a record reads the same wherever it was saved."""
    (tmp_path / "a.yaml").write_bytes(b"a: b\r\nc: d\r\n")
    assert read_text(tmp_path / "a.yaml", FILE) == ("a: b\nc: d\n", [])


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
            "et navngivet rør (FIFO) er ikke en almindelig fil",
            "a named pipe (FIFO) is not a regular file",
            id="a FIFO",
        ),
        pytest.param(_socket, "en sokkel er ikke en almindelig fil", "a socket is not a regular file", id="a socket"),
        pytest.param(Path.mkdir, "en mappe er ikke en almindelig fil", "a folder is not a regular file", id="a folder"),
    ],
)
def test_what_is_no_plain_file_is_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, make: Callable[[Path], None], da: str, en: str
):
    """A link is not followed, and nobody waits for the other end of a FIFO."""
    monkeypatch.chdir(tmp_path)  # the path of a socket may have 108 characters at most
    make(Path("a.yaml"))
    started = time.process_time()
    text, findings = read_text(Path("a.yaml"), FILE)
    assert text is None
    assert told(findings) == [
        Told(
            "RD001", None, None, da, en,
            "læg en almindelig fil i stedet for et link, en mappe eller en enhed",
            "put a plain file in place of a link, a folder or a device",
        )
    ]  # fmt: skip
    assert time.process_time() - started < 1


def test_a_device_is_not_read():
    """A device, which may never end, is told by its sort."""
    text, findings = read_text(Path("/dev/zero"), FILE)
    assert (text, [finding.message.en for finding in findings]) == (None, ["a device is not a regular file"])


@pytest.fixture
def looks_regular(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A path that was a plain file when it was looked at, and may be something else when it is opened."""
    plain = tmp_path / "plain"
    plain.touch()
    seen = plain.lstat()
    assert stat.S_ISREG(seen.st_mode)
    monkeypatch.setattr(Path, "lstat", lambda _: seen)
    return tmp_path / "a.yaml"


def test_a_link_that_comes_after_the_look_is_not_followed(looks_regular: Path):
    """A file that is exchanged for a link while it is read is refused by the system."""
    looks_regular.symlink_to("/etc/passwd")
    text, findings = read_text(looks_regular, FILE)
    assert (text, [finding.rule.code for finding in findings]) == (None, ["RD010"])


def test_a_fifo_that_comes_after_the_look_is_not_read(looks_regular: Path):
    """A file that is exchanged for a FIFO while it is read is refused once it is open."""
    os.mkfifo(looks_regular)
    text, findings = read_text(looks_regular, FILE)
    assert (text, [finding.rule.code for finding in findings]) == (None, ["RD001"])


def test_a_file_that_is_gone_is_told(tmp_path: Path):
    """A file that vanished since the folder was listed is a finding with the system's reason."""
    text, findings = read_text(tmp_path / "gone.yaml", FILE)
    assert text is None
    assert told(findings) == [
        Told("RD010", None, None, "filen kan ikke læses: No such file or directory",
             "the file cannot be read: No such file or directory")
    ]  # fmt: skip


def test_latin_1_is_told_at_its_first_letter(root: Path):
    """A file saved as Latin-1 is refused at the first byte that is no UTF-8, which is a Danish letter."""
    (root / RECORD).write_bytes(FILES[RECORD].encode("latin-1"))
    assert told(read_checkout(root).findings) == [
        Told("RD003", 5, 7, "byten 0xC5 kan ikke læses som UTF-8", "the byte 0xC5 cannot be read as UTF-8",
             "gem filen igen som UTF-8", "save the file again as UTF-8")
    ]  # fmt: skip


def test_columns_are_counted_in_characters(tmp_path: Path):
    """A bad byte after Danish letters stands at the column that an editor shows."""
    (tmp_path / "a.yaml").write_bytes("a: b\r\næøå: ".encode() + b"\xff\n")
    assert [(item.line, item.column) for item in told(read_text(tmp_path / "a.yaml", FILE)[1])] == [(2, 6)]


def test_utf_16_is_refused(tmp_path: Path):
    """A file saved as UTF-16 is refused at its first byte."""
    (tmp_path / "a.yaml").write_bytes("a: b\n".encode("utf-16"))
    assert [(item.code, item.line, item.column) for item in told(read_text(tmp_path / "a.yaml", FILE)[1])] == [
        ("RD003", 1, 1)
    ]


def test_every_line_with_a_bad_character_is_told(tmp_path: Path):
    """All bad characters of a file are told at once, a tab that indents only once a line."""
    (tmp_path / "a.yaml").write_text("a: x\u00a0y\n\t\tb: x\n\n  c: A\u030a\n", encoding="utf-8")
    places = [(item.code, item.line, item.column) for item in told(read_text(tmp_path / "a.yaml", FILE)[1])]
    assert places == [("RD004", 1, 5), ("RD112", 2, 1), ("RD005", 4, 6)]


def test_a_file_full_of_bad_characters_is_told_in_short(tmp_path: Path):
    """Of 60,000 bad characters only so many are told as help somebody."""
    (tmp_path / "a.yaml").write_bytes(b"\x00" * 60_000)
    started = time.process_time()
    assert len(read_text(tmp_path / "a.yaml", FILE)[1]) == MOST_FINDINGS
    assert time.process_time() - started < 1


@pytest.mark.parametrize("file", [RECORD, "records/areas.yaml"])
def test_two_megabytes_are_refused_at_once(root: Path, file: str):
    """A file of 2 MB is refused by its size, within a second."""
    (root / file).write_bytes(b"a: " + b"x" * 2_000_000)
    started = time.process_time()
    findings = read_checkout(root).findings
    assert time.process_time() - started < 1
    assert told(findings) == [
        Told("RD002", None, None, "filen er større end 65536 bytes", "the file is larger than 65536 bytes",
             "en post er én handling; del den, eller forkort dens tekst",
             "a record is one act: split it, or shorten its text")
    ]  # fmt: skip
