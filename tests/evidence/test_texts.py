"""Reading a folder of any files."""

import os

import pytest

from reformdata.evidence.fingerprint import triples
from reformdata.evidence.texts import Unread, copy_of, files, lines, read_copy


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
def test_a_file_that_is_not_a_text_has_a_reason(content, reason):
    """Each has one reason; UTF-8 with or without a byte order mark is a text."""
    found = copy_of("a.txt", content, frozenset())
    assert (found.reason if isinstance(found, Unread) else None) == reason


def test_only_regular_files_up_to_the_limit_are_read(tmp_path, monkeypatch):
    """Links, pipes, files of 100 MB and files without the right to read are listed with their reason."""
    (tmp_path / "real.txt").write_text("Hej")
    (tmp_path / "link.txt").symlink_to("real.txt")
    os.mkfifo(tmp_path / "pipe.txt")
    with (tmp_path / "large.txt").open("wb") as file:
        file.truncate(100_000_000)
    (tmp_path / "secret.txt").touch()
    opened = os.open

    def refuse(path, *arguments):
        if "secret" in str(path):
            raise PermissionError(13, "Permission denied")
        return opened(path, *arguments)

    monkeypatch.setattr("reformdata.files.os.open", refuse)
    found = [read_copy(name, path, frozenset()) for name, path in files(tmp_path)]
    assert [one if isinstance(one, Unread) else one.name for one in found] == [
        Unread("large.txt", "too-large"),
        Unread("link.txt", "not-regular"),
        Unread("pipe.txt", "not-regular"),
        "real.txt",
        Unread("secret.txt", "not-opened"),
    ]


def test_folder_is_walked_in_order_and_links_to_folders_are_not_followed(tmp_path):
    """Hidden files are left out; a byte of a name that is not UTF-8 is replaced, so that it can be printed."""
    not_utf8 = os.fsdecode(b"\xe5.txt")
    for name in ("b/2.txt", "b/1.txt", "a.txt", not_utf8, ".git/config", "b/.hidden"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("Hej")
    (tmp_path / "loop").symlink_to(tmp_path)
    assert [name for name, _ in files(tmp_path)] == ["a.txt", "\ufffd.txt", "b/1.txt", "b/2.txt"]


def test_one_file_is_accepted_in_place_of_a_folder(tmp_path):
    """If it is a link, it is followed."""
    (tmp_path / "real.txt").write_text("Hej")
    (tmp_path / "link.txt").symlink_to("real.txt")
    assert list(files(tmp_path / "link.txt")) == [("link.txt", (tmp_path / "real.txt").resolve())]


def test_a_missing_path_is_an_error(tmp_path):
    """The error names the path."""
    with pytest.raises(FileNotFoundError, match="there is no such file or folder") as caught:
        list(files(tmp_path / "none"))
    assert caught.value.filename == str(tmp_path / "none")


def test_triple_counts_for_the_line_that_it_starts_in():
    """A line that is broken loses no triple."""
    wanted = frozenset(triples(["en", "to", "tre", "fire", "fem"]))
    found = lines(["en to", "tre", "fire fem"], wanted)
    one, two, three = triples(["en", "to", "tre", "fire", "fem"])
    assert [line.hashes for line in found] == [{one, two}, {three}, set()]
