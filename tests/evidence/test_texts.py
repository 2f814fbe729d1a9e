"""Folders of anything, from anybody."""

import os

import pytest

from reformdata.evidence import texts
from reformdata.evidence.fingerprint import triples
from reformdata.evidence.texts import LARGEST, Unread, copy_of, files, lines, read_bytes, read_copy


def _reason(content):
    found = copy_of("a.txt", content, frozenset())
    return found.reason if isinstance(found, Unread) else None


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "blank"),
        (b"\n \n\xc2\xa0", "blank"),
        (b"PK\x03\x04\0\0", "binary"),
        ("åben".encode("latin-1"), "not-utf-8"),
        ("åben".encode("utf-16"), "utf-16"),
        ("åben".encode(), None),
        (b"\xef\xbb\xbfopen", None),
        (b"a\n" * 50_001, "too-large"),
    ],
)
def test_each_file_that_is_no_text_is_told_apart(content, reason):
    """What cannot be read has one reason."""
    assert _reason(content) == reason


def test_large_file_is_not_read(tmp_path):
    """A file of 100 MB is refused by its size."""
    path = tmp_path / "large.txt"
    with path.open("wb") as file:
        file.truncate(100_000_000)
    assert read_copy("large.txt", path, frozenset()) == Unread("large.txt", "too-large")


def test_file_that_grows_while_it_is_read_is_refused(tmp_path, monkeypatch):
    """Not more than the limit is held, whatever the file said of its size."""
    path = tmp_path / "growing.txt"
    path.write_bytes(b"a" * (LARGEST + 1))

    class Shrunk:
        st_mode = path.stat().st_mode
        st_size = 1

    monkeypatch.setattr(texts.os, "fstat", lambda _: Shrunk)
    assert read_bytes(path) == "too-large"


def test_links_pipes_and_devices_are_not_opened(tmp_path):
    """A pipe would wait for ever, a device never end, a link leads elsewhere."""
    (tmp_path / "real.txt").write_text("Hej")
    (tmp_path / "link.txt").symlink_to("real.txt")
    os.mkfifo(tmp_path / "pipe.txt")
    found = [read_copy(name, path, frozenset()) for name, path in files(tmp_path)]
    assert [one if isinstance(one, Unread) else one.name for one in found] == [
        Unread("link.txt", "not-regular"),
        Unread("pipe.txt", "not-regular"),
        "real.txt",
    ]


def test_file_that_the_system_refuses_is_accounted_for(tmp_path, monkeypatch):
    """No right to read is a reason, not a crash."""
    path = tmp_path / "secret.txt"
    path.write_text("Hej")

    def refuse(*_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(texts.os, "open", refuse)
    assert read_bytes(path) == "not-opened"


def test_folder_is_walked_in_order_and_links_to_folders_are_not_followed(tmp_path):
    """The same folder gives the same list; hidden names are passed over."""
    for name in ("b/2.txt", "b/1.txt", "a.txt", ".git/config", "b/.hidden"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("Hej")
    (tmp_path / "loop").symlink_to(tmp_path)
    assert [name for name, _ in files(tmp_path)] == ["a.txt", "b/1.txt", "b/2.txt"]


def test_one_file_may_be_given_in_place_of_a_folder(tmp_path):
    """A link that somebody names is meant."""
    (tmp_path / "real.txt").write_text("Hej")
    (tmp_path / "link.txt").symlink_to("real.txt")
    assert list(files(tmp_path / "link.txt")) == [("link.txt", (tmp_path / "real.txt").resolve())]


def test_nothing_at_the_path_is_the_callers_mistake(tmp_path):
    """The error names the path."""
    with pytest.raises(FileNotFoundError) as caught:
        list(files(tmp_path / "none"))
    assert (caught.value.filename, caught.value.strerror) == (
        str(tmp_path / "none"),
        "there is no such file or folder",
    )


def test_file_name_that_is_no_text_can_be_shown(tmp_path):
    """A byte of the name that is not UTF-8 is replaced."""
    (tmp_path / os.fsdecode(b"\xe5.txt")).write_text("Hej")
    assert [name for name, _ in files(tmp_path)] == ["\ufffd.txt"]


def test_triple_counts_for_the_line_that_it_starts_in():
    """A line that is broken loses no triple."""
    wanted = frozenset(triples(["en", "to", "tre", "fire", "fem"]))
    found = lines(["en to", "tre", "fire fem"], wanted)
    one, two, three = triples(["en", "to", "tre", "fire", "fem"])
    assert [line.hashes for line in found] == [{one, two}, {three}, set()]
