"""Writing: whole or not at all, with nothing left beside the target."""

import os
import resource
import tempfile
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest

from reformdata import files as atomic


@contextmanager
def limited_to(size):
    """No file may grow beyond `size` bytes, as on a disk that is full."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@contextmanager
def as_nobody():
    """Without the rights of root, whom no permission stops."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def readonly(tmp_path):
    """A folder that lets everybody in and nobody write."""
    folder, temporary = tmp_path / "readonly", Path(tempfile.gettempdir()).resolve()
    folder.mkdir()
    (folder / "old.txt").write_text("old", "utf-8")
    for parent in (tmp_path, *tmp_path.parents):
        if temporary in parent.parents:
            parent.chmod(0o755)
    folder.chmod(0o555)
    yield folder
    folder.chmod(0o755)


def names(folder):
    """What stands in a folder, hidden files too."""
    return sorted(path.name for path in folder.iterdir())


def test_a_file_takes_the_place_of_the_old_one(tmp_path):
    """The new content stands there, and nothing else."""
    (tmp_path / "a.txt").write_text("old", "utf-8")

    atomic.write_file(tmp_path / "a.txt", b"new")

    assert (tmp_path / "a.txt").read_bytes() == b"new"
    assert names(tmp_path) == ["a.txt"]


def test_a_file_that_cannot_be_written_whole_leaves_the_old_one(tmp_path):
    """On a full disk the old content stays, and no remains lie beside it."""
    (tmp_path / "a.txt").write_text("old", "utf-8")

    with limited_to(10), pytest.raises(OSError, match="File too large"):
        atomic.write_file(tmp_path / "a.txt", b"x" * 11)

    assert (tmp_path / "a.txt").read_text("utf-8") == "old"
    assert names(tmp_path) == ["a.txt"]


def test_many_threads_may_write_one_file(tmp_path):
    """Each writes aside on its own, so that the file is always one that somebody wrote, and whole."""
    contents = [bytes([number]) * 100_000 for number in range(8)]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(atomic.write_file, [tmp_path / "a.txt"] * 24, contents * 3))

    assert (tmp_path / "a.txt").read_bytes() in contents
    assert names(tmp_path) == ["a.txt"]


def test_a_folder_takes_the_place_of_the_old_one(tmp_path):
    """The new files stand there, the old ones are gone, and parents are made."""
    target = tmp_path / "deep" / "out"
    atomic.write_folder(target, {"a": b"1", "b": b"2"})
    atomic.write_folder(target, {"c": b"3"})

    assert {path.name: path.read_bytes() for path in target.iterdir()} == {"c": b"3"}
    assert names(target.parent) == ["out"]


def test_new_files_and_folders_can_be_read_by_all(tmp_path):
    """Permissions are those that the mask of the process gives, as for any other file."""
    old = os.umask(0o022)
    try:
        atomic.write_folder(tmp_path / "out", {"a": b""})
        atomic.write_file(tmp_path / "b", b"")
    finally:
        os.umask(old)

    modes = [path.stat().st_mode & 0o777 for path in (tmp_path / "out", tmp_path / "out" / "a", tmp_path / "b")]
    assert modes == [0o755, 0o644, 0o644]


def test_a_folder_that_cannot_be_written_whole_leaves_the_old_one(tmp_path):
    """On a full disk the old folder stays as it was."""
    atomic.write_folder(tmp_path / "out", {"a": b"old"})

    with limited_to(10), pytest.raises(OSError, match="File too large"):
        atomic.write_folder(tmp_path / "out", {"a": b"new", "b": b"x" * 11})

    assert (tmp_path / "out" / "a").read_bytes() == b"old"
    assert (names(tmp_path), names(tmp_path / "out")) == (["out"], ["a"])


def test_nothing_is_written_where_one_may_not(readonly):
    """A folder without the right to write in it is an error and stays as it was."""
    with as_nobody():
        with pytest.raises(PermissionError):
            atomic.write_file(readonly / "old.txt", b"new")
        with pytest.raises(PermissionError):
            atomic.write_folder(readonly / "out", {"a": b""})

    assert names(readonly) == ["old.txt"]
    assert (readonly / "old.txt").read_text("utf-8") == "old"


def test_a_swap_that_fails_half_way_is_undone(tmp_path, monkeypatch):
    """If the new folder cannot take its place after the old one has left it, the old one comes back."""
    atomic.write_folder(tmp_path / "out", {"a": b"old"})
    rename = type(tmp_path).rename

    def fail_for_the_new(path, target):
        if path.name.endswith(".new"):
            raise OSError("no")
        return rename(path, target)

    monkeypatch.setattr(type(tmp_path), "rename", fail_for_the_new)
    with pytest.raises(OSError, match="no"):
        atomic.write_folder(tmp_path / "out", {"a": b"new"})

    assert (tmp_path / "out" / "a").read_bytes() == b"old"
    assert names(tmp_path) == ["out"]


@pytest.mark.parametrize(
    "write", [lambda path: atomic.write_file(path, b"new"), lambda path: atomic.write_folder(path, {"a": b""})]
)
def test_an_error_names_what_was_to_be_written(readonly, write):
    """And not the name under which it was written aside."""
    with as_nobody(), pytest.raises(PermissionError) as told:
        write(readonly / "new.txt")

    assert told.value.filename == str(readonly / "new.txt")
