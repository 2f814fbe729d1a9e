"""Reading regular files only; writing whole files or none, with nothing left beside the target."""

import os
import resource
import stat
import tempfile
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest

from reformdata import files
from reformdata.files import (
    FileTooLargeError,
    NotRegularFileError,
    create_folder,
    read_file,
    write_file,
    write_files,
    write_folder,
)


@contextmanager
def limited_to(size):
    """Limit files to `size` bytes, as on a full disk."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@contextmanager
def as_nobody():
    """Give up the rights of root, which ignore permissions."""
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
    """A folder that everybody can read and nobody can write to."""
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
    """The names in a folder, hidden files too."""
    return sorted(path.name for path in folder.iterdir())


def test_a_regular_file_is_read_up_to_the_limit(tmp_path):
    """One byte more is an error."""
    (tmp_path / "a").write_bytes(b"1234")

    assert read_file(tmp_path / "a", 4) == b"1234"
    with pytest.raises(FileTooLargeError):
        read_file(tmp_path / "a", 3)


def test_only_a_regular_file_is_read(tmp_path):
    """Not a link, a folder, a pipe that nobody writes to, or a device that never ends."""
    (tmp_path / "file").touch()
    (tmp_path / "link").symlink_to("file")
    os.mkfifo(tmp_path / "pipe")
    cases = [(tmp_path / "link", stat.S_ISLNK), (tmp_path, stat.S_ISDIR), (tmp_path / "pipe", stat.S_ISFIFO)]

    for path, is_kind in [*cases, (Path("/dev/zero"), stat.S_ISCHR)]:
        with pytest.raises(NotRegularFileError) as refused:
            read_file(path, 10)
        assert is_kind(refused.value.mode)


def test_a_file_that_is_replaced_while_it_is_opened_is_not_read(tmp_path, monkeypatch):
    """It was regular when it was checked, and then became a link or a pipe."""
    (tmp_path / "plain").touch()
    seen = (tmp_path / "plain").lstat()
    monkeypatch.setattr(os, "lstat", lambda _: seen)
    (tmp_path / "link").symlink_to("/etc/passwd")
    os.mkfifo(tmp_path / "pipe")

    with pytest.raises(OSError, match="symbolic links"):
        read_file(tmp_path / "link", 10)
    with pytest.raises(NotRegularFileError):
        read_file(tmp_path / "pipe", 10)


def test_a_file_is_replaced_whole_or_not_at_all(tmp_path):
    """On a full disk the old content stays, and no other file is left beside it."""
    (tmp_path / "a.txt").write_text("old", "utf-8")

    write_file(tmp_path / "a.txt", b"new")
    with limited_to(10), pytest.raises(OSError, match="File too large"):
        write_file(tmp_path / "a.txt", b"x" * 11)

    assert (tmp_path / "a.txt").read_bytes() == b"new"
    assert names(tmp_path) == ["a.txt"]


def test_many_threads_may_write_one_file(tmp_path):
    """Each writes its own temporary file, so the result is always the whole content of one thread."""
    contents = [bytes([number]) * 100_000 for number in range(8)]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(write_file, [tmp_path / "a.txt"] * 24, contents * 3))

    assert (tmp_path / "a.txt").read_bytes() in contents
    assert names(tmp_path) == ["a.txt"]


def test_a_folder_is_replaced_whole_or_not_at_all(tmp_path):
    """Only the new files are in it, and parents are made; on a full disk the old folder stays as it was."""
    target = tmp_path / "deep" / "out"
    write_folder(target, {"a": b"1", "b": b"2"})
    write_folder(target, {"c": b"3"})
    with limited_to(10), pytest.raises(OSError, match="File too large"):
        write_folder(target, {"c": b"new", "d": b"x" * 11})

    assert {path.name: path.read_bytes() for path in target.iterdir()} == {"c": b"3"}
    assert names(target.parent) == ["out"]


def test_many_processes_may_replace_one_folder(tmp_path):
    """At once: each ends well, and what is left is the whole folder of one of them."""
    children = []
    for number in range(4):
        if not (child := os.fork()):
            try:
                for _ in range(100):
                    write_folder(tmp_path / "out", dict.fromkeys("ab", b"%d" % number), durable=False)
                os._exit(0)
            finally:
                os._exit(1)
        children.append(child)

    assert [os.waitpid(child, 0)[1] for child in children] == [0, 0, 0, 0]
    assert names(tmp_path) == ["out"]
    assert (tmp_path / "out" / "a").read_bytes() == (tmp_path / "out" / "b").read_bytes()


def test_new_files_and_folders_can_be_read_by_all(tmp_path):
    """The umask of the process sets their permissions, as for any other file."""
    old = os.umask(0o022)
    try:
        write_folder(tmp_path / "out", {"a": b""})
        write_file(tmp_path / "b", b"")
    finally:
        os.umask(old)

    modes = [path.stat().st_mode & 0o777 for path in (tmp_path / "out", tmp_path / "out" / "a", tmp_path / "b")]
    assert modes == [0o755, 0o644, 0o644]


def test_several_files_are_written_and_renamed_at_once(tmp_path):
    """The contents are by the present names; modes are kept."""
    (tmp_path / "old").mkdir()
    (tmp_path / "old" / "a").write_text("1", "utf-8")
    (tmp_path / "old" / "a").chmod(0o755)
    (tmp_path / "b").write_text("2", "utf-8")

    write_files({tmp_path / "old" / "a": b"3", tmp_path / "b": b"4"}, {tmp_path / "old": tmp_path / "new"})

    assert names(tmp_path) == ["b", "new"]
    assert names(tmp_path / "new") == ["a"]
    assert ((tmp_path / "new" / "a").read_bytes(), (tmp_path / "b").read_bytes()) == (b"3", b"4")
    assert (tmp_path / "new" / "a").stat().st_mode & 0o777 == 0o755


def test_none_of_several_files_is_written_if_a_step_fails(tmp_path):
    """A new name is taken, or a file does not fit on the disk."""
    for name in ("a", "b", "c"):
        (tmp_path / name).write_text("old", "utf-8")
    contents = {tmp_path / "a": b"new", tmp_path / "b": b"x" * 11}

    with pytest.raises(FileExistsError):
        write_files(contents, {tmp_path / "b": tmp_path / "c"})
    with limited_to(10), pytest.raises(OSError, match="File too large"):
        write_files(contents, {})

    assert {path.name: path.read_text("utf-8") for path in tmp_path.iterdir()} == dict.fromkeys("abc", "old")


def test_a_new_folder_replaces_nothing(tmp_path):
    """Files are added to a folder that exists, but not over one of its own."""
    create_folder(tmp_path / "new", {"a": b"mine", "d/x": b""}, folders=("empty",))
    with pytest.raises(FileExistsError):
        create_folder(tmp_path / "new", {"b/x": b"", "a": b"theirs"})
    create_folder(tmp_path / "new", {"c": b""})

    assert names(tmp_path / "new") == ["a", "c", "d", "empty"]
    assert (tmp_path / "new" / "a").read_bytes() == b"mine"


def test_a_folder_that_another_process_makes_in_the_meantime_is_kept(tmp_path, monkeypatch):
    """Another process makes it between the check and the writing."""
    create_folder(tmp_path / "new", {"a": b"theirs"})
    monkeypatch.setattr(Path, "exists", lambda _: False)

    with pytest.raises(OSError, match="not empty"):
        create_folder(tmp_path / "new", {"a": b"mine"})

    assert (names(tmp_path), (tmp_path / "new" / "a").read_bytes()) == (["new"], b"theirs")


def test_a_swap_that_fails_half_way_is_undone(tmp_path, monkeypatch):
    """If the new folder cannot be moved to the place of the old one, the old one comes back."""
    write_folder(tmp_path / "out", {"a": b"old"})
    rename = type(tmp_path).rename

    def fail_for_the_new(path, target):
        if path.name.endswith(".new"):
            raise OSError("no")
        return rename(path, target)

    monkeypatch.setattr(type(tmp_path), "rename", fail_for_the_new)
    with pytest.raises(OSError, match="no"):
        write_folder(tmp_path / "out", {"a": b"new"})

    assert (tmp_path / "out" / "a").read_bytes() == b"old"
    assert names(tmp_path) == ["out"]


@pytest.mark.parametrize("write", [lambda path: write_file(path, b"new"), lambda path: write_folder(path, {"a": b""})])
def test_nothing_is_written_without_permission(readonly, write):
    """The error names the target, and not a temporary file; the folder stays as it was."""
    for name in ("new.txt", "old.txt"):
        with as_nobody(), pytest.raises(PermissionError) as raised:
            write(readonly / name)
        assert raised.value.filename == str(readonly / name)

    assert names(readonly) == ["old.txt"]
    assert (readonly / "old.txt").read_text("utf-8") == "old"


@pytest.fixture
def abandoned(monkeypatch):
    """Take what was written up to now for abandoned."""
    monkeypatch.setattr(files, "_ABANDONED", -60)


@pytest.mark.usefixtures("abandoned")
def test_what_a_killed_process_left_of_a_folder_is_deleted(tmp_path):
    """Its new folder and the old one; nothing else, however like it the name is."""
    for name in (".out.7-8.new/sub", ".out.7-8.old", *FOREIGN):
        (tmp_path / name).mkdir(parents=True)
    (tmp_path / ".out.7-9.new").write_text("a file")
    (tmp_path / ".out.7-10.old").symlink_to("out")

    write_folder(tmp_path / "out", {"a": b"1"})

    assert names(tmp_path) == sorted(["out", ".out.7-9.new", ".out.7-10.old", *FOREIGN])
    assert names(tmp_path / "out") == ["a"]


@pytest.mark.usefixtures("abandoned")
def test_what_a_killed_process_left_of_a_file_is_deleted(tmp_path):
    """The new file; an old one may be all that is left of the content."""
    for name in (".out.7-8.new", ".out.7-8.old", *FOREIGN):
        (tmp_path / name).touch()
    (tmp_path / ".out.7-9.new").mkdir()

    write_file(tmp_path / "out", b"1")

    assert names(tmp_path) == sorted(["out", ".out.7-8.old", ".out.7-9.new", *FOREIGN])


FOREIGN = (".out.new", ".out.7-8.newer", ".out.7-8", "out.7-8.new", ".other.7-8.new", ".out.x.7-8.new", ".out.7.new")


def test_what_is_not_an_hour_old_is_kept(tmp_path):
    """Another process may be writing it, or have moved it there a moment ago: the day of its content does not count."""
    for name in (".out.7-8.new", ".out.7-8.old"):
        (tmp_path / name).mkdir()
        os.utime(tmp_path / name, (0, 0))

    write_folder(tmp_path / "out", {"a": b"1"})

    assert names(tmp_path) == [".out.7-8.new", ".out.7-8.old", "out"]


@pytest.mark.usefixtures("abandoned")
def test_what_only_another_may_delete_is_kept(tmp_path, monkeypatch):
    """The new file is in its place all the same."""
    (tmp_path / ".out.7-8.new").touch()

    def refuse(_):
        raise PermissionError

    monkeypatch.setattr(files, "_delete", refuse)
    write_file(tmp_path / "out", b"1")

    assert names(tmp_path) == [".out.7-8.new", "out"]
