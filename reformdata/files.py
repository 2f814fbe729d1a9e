"""Reading files of unknown origin, and writing so that nobody sees a half-written one.

New content is written beside its target under a hidden name, flushed to the disk and renamed: within one file
system a rename is a single step. If anything fails, the targets are as they were and nothing is left beside them.
A process that is killed leaves its hidden files; a later one that writes the same target deletes them.
"""

import errno
import os
import re
import stat
from _thread import get_ident  # as `threading` has it, whose import takes a millisecond
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

# A FIFO is opened without waiting for its writer; a link is refused.
_FLAGS = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)

_SECRET = 32

_ABANDONED = 3600
"""After so many seconds without a change, a hidden file is taken to be that of a process that was killed."""


class NotRegularFileError(OSError):
    """The path is a link, a folder, a pipe, a socket or a device.

    Attributes:
        mode: its mode, as `os.lstat` gives it.
    """

    def __init__(self, path: Path | str, mode: int) -> None:
        self.mode = mode
        super().__init__(errno.EINVAL, "not a regular file", str(path))


class FileTooLargeError(OSError):
    """The file has more bytes than the reader accepts."""

    def __init__(self, path: Path | str) -> None:
        super().__init__(errno.EFBIG, os.strerror(errno.EFBIG), str(path))


def read_file(path: Path | str, limit: int) -> bytes:
    """The content of the regular file at `path`, of at most `limit` bytes; a link is not followed.

    Raises:
        NotRegularFileError: if it is not a regular file.
        FileTooLargeError: if it has more than `limit` bytes.
        OSError: if it cannot be read.
    """
    _require_regular(path, os.lstat(path).st_mode)
    with os.fdopen(os.open(path, _FLAGS), "rb") as file:
        # Checked again on the open file: `path` may have been replaced in the meantime.
        _require_regular(path, os.fstat(file.fileno()).st_mode)
        content = file.read(limit + 1)
    if len(content) > limit:
        raise FileTooLargeError(path)
    return content


def _require_regular(path: Path | str, mode: int) -> None:
    if not stat.S_ISREG(mode):
        raise NotRegularFileError(path, mode)


def write_file(path: Path, content: bytes) -> None:
    """Write `content` to `path`, replacing the old file in one step and keeping its mode.

    Raises:
        OSError: if it cannot be written, or the old file is read-only.
    """
    if path.exists() and not os.access(path, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
    with _errors_name(path), ExitStack() as cleanup:
        _write_aside(path, content, cleanup).replace(path)
        _delete_abandoned(path)
        _flush_folder(path.parent)


def write_files(contents: Mapping[Path, bytes], renames: Mapping[Path, Path]) -> None:
    """Replace the content of several files, then rename files or folders: all of it, or nothing if a step fails.

    A full disk is noticed while the new files are written aside. For some microseconds a reader can see some files new
    and some old; only a power cut in that time leaves them so, with the old files beside them.

    Args:
        contents: the new content of each file, under its present name.
        renames: the new name of each file or folder that gets one.

    Raises:
        FileExistsError: if a new name is taken.
        OSError: if a file cannot be written or renamed.
    """
    for name in renames.values():
        if os.path.lexists(name):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(name))
    with ExitStack() as cleanup:
        new = {path: _write_aside(path, content, cleanup) for path, content in contents.items()}
        old = [_aside(path, "old") for path in contents]
        with ExitStack() as undo:
            for (path, written), kept in zip(new.items(), old, strict=True):
                _rename(path, kept, undo)
                _rename(written, path, undo)
            for before, after in renames.items():
                _rename(before, after, undo)
                old = [after / kept.relative_to(before) if kept.is_relative_to(before) else kept for kept in old]
            undo.pop_all()  # nothing failed, so nothing is undone
        for kept in old:
            kept.unlink(missing_ok=True)


def user_secret(path: Path) -> bytes:
    """The random bytes at `path`, which are made if they are not there and which other users cannot read.

    Raises:
        OSError: if they can be neither read nor made.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = _aside(path, "new")
    if not path.exists():
        with os.fdopen(os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(os.urandom(_SECRET))
        with suppress(FileExistsError):
            os.link(aside, path)  # another process may have made them in the meantime
        aside.unlink()
    secret = path.read_bytes()
    if len(secret) != _SECRET:
        raise OSError(errno.EINVAL, "not a secret", str(path))
    return secret


def write_folder(path: Path, files: Mapping[str, bytes], *, durable: bool = True) -> None:
    """Write `files` to a folder that replaces the one at `path`, if there is one, with everything in it.

    Whether that may be deleted is for the caller to check. Missing parents are made.

    Args:
        path: the folder; a link stays a link, and the folder it points to is replaced.
        files: the content by name; a name may lead into a folder, as in `records/year=2018/part-0.parquet`.
        durable: whether each file is flushed to the disk. Of thousands of files that takes many seconds, which what
            can be made again need not wait for.

    Raises:
        OSError: if it cannot be written.
    """
    target = path.resolve()
    target.parent.mkdir(parents=True, exist_ok=True)
    old = _aside(target, "old")
    with _errors_name(path), _new_folder(target, files, durable=durable) as new:
        while not _is_swapped(new, target, old):
            _clear(old)
    _clear(old)
    _delete_abandoned(target)
    _flush_folder(target.parent)


def create_folder(path: Path, files: Mapping[str, bytes], folders: Sequence[str] = ()) -> None:
    """Write `files` and empty `folders` to a new folder, or add them to an existing one: all, or none if a step fails.

    Nothing that exists is replaced. Missing parents are made.

    Raises:
        FileExistsError: if a file that exists would be replaced.
        OSError: if it cannot be written, or another process has made the folder in the meantime.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    exists = path.exists()
    with _errors_name(path), _new_folder(path / "new" if exists else path, files, folders) as new:
        if not exists:
            new.rename(path)
            return
        with ExitStack() as undo:
            # Folders first: where two processes do this at once, the later one fails before it has moved anything.
            for child in sorted(new.iterdir(), key=lambda one: (one.is_file(), one.name)):
                if (path / child.name).is_file():
                    raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST))
                child.rename(path / child.name)
                undo.callback(_delete, path / child.name)  # a full disk may refuse to rename it back
            undo.pop_all()


def _is_swapped(new: Path, target: Path, old: Path) -> bool:
    """Move `target`, if it is there, to `old` and `new` to `target`; False if another process put a folder there first.

    Between the two renames, for some microseconds, there is no folder.
    """
    with suppress(FileNotFoundError):
        target.rename(old)
    try:
        new.rename(target)
    except OSError as error:
        if error.errno in (errno.ENOTEMPTY, errno.EEXIST):
            return False
        if old.exists():
            old.rename(target)
        raise
    return True


@contextmanager
def _new_folder(
    target: Path, files: Mapping[str, bytes], folders: Sequence[str] = (), *, durable: bool = True
) -> Iterator[Path]:
    """A folder beside `target` with `files` and `folders`; what is left of it at the end is deleted."""
    aside = _aside(target, "new")
    aside.mkdir()
    try:
        for name in folders:
            (aside / name).mkdir(parents=True, exist_ok=True)
        used = sorted(aside / folder for folder in {"", *(name.rpartition("/")[0] for name in files)})
        for folder in used:
            folder.mkdir(parents=True, exist_ok=True)
        for name, content in files.items():
            if durable:
                _write_through(aside / name, content)
            else:
                with open(f"{aside}/{name}", "wb") as file:  # noqa: PTH123 - a `Path` takes as long as writing
                    file.write(content)
        if durable:
            for folder in used:
                _flush_folder(folder)
        yield aside
    finally:
        _clear(aside)


@contextmanager
def _errors_name(path: Path) -> Iterator[None]:
    """Let an error name `path`: the hidden name beside it means nothing to a user."""
    try:
        yield
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(path)) from error


def _aside(path: Path, what: str) -> Path:
    # The numbers separate two processes, or two threads of one, that write at the same time.
    return path.with_name(f".{path.name}.{os.getpid()}-{get_ident()}.{what}")


def _delete_abandoned(path: Path) -> None:
    """Delete the hidden files beside the new file at `path`, or the folders beside a folder, that nobody writes to.

    An old file is kept: `write_files` may have been killed before the new one was in its place. That of a folder is not
    needed, since `write_folder` replaces all of it.
    """
    with suppress(OSError):  # the folder cannot be listed, another process deletes the same, or only its owner may
        kind, now = stat.S_IFMT(path.lstat().st_mode), _changed(path)  # by the clock of the file system
        ends = "new|old" if stat.S_ISDIR(kind) else "new"
        hidden = re.compile(rf"\.{re.escape(path.name)}\.[0-9]+-[0-9]+\.({ends})")
        for one in path.parent.iterdir():
            if (
                hidden.fullmatch(one.name)
                and stat.S_IFMT(one.lstat().st_mode) == kind
                and _changed(one) < now - _ABANDONED
            ):
                _delete(one)


def _changed(path: Path) -> float:
    """When the content or the name of `path` last changed, in seconds."""
    state = path.lstat()
    return max(state.st_mtime, state.st_ctime)


def _write_aside(path: Path, content: bytes, cleanup: ExitStack) -> Path:
    """Write the new content of `path` beside it, with the mode of the old file; `cleanup` deletes what is left of it."""
    aside = _aside(path, "new")
    cleanup.callback(aside.unlink, missing_ok=True)
    _write_through(aside, content)
    if path.exists():
        aside.chmod(stat.S_IMODE(path.stat().st_mode))
    return aside


def _rename(before: Path, after: Path, undo: ExitStack) -> None:
    before.rename(after)
    undo.callback(after.rename, before)


def _delete(path: Path) -> None:
    if path.is_dir():
        from shutil import rmtree

        rmtree(path)
    else:
        path.unlink()


def _clear(folder: Path) -> None:
    from shutil import rmtree  # imported here, so that a check without changes starts faster

    rmtree(folder, ignore_errors=True)


def _write_through(path: Path, content: bytes) -> None:
    with path.open("xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _flush_folder(path: Path) -> None:
    """Make the names in a folder last through a power cut; Windows has no such call."""
    if os.name == "nt":
        return
    folder = os.open(path, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
