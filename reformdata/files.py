"""Writing so that nobody ever sees half of it: aside, flushed to the disk, then swapped in.

What is written aside is hidden and stands in the same folder as its target, since only within one file
system is a rename a single step. If anything fails, the target is as it was and nothing lies beside it.
"""

import os
import shutil
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path


def write_file(path: Path, content: bytes) -> None:
    """Write `content` to `path`, in whose place the old file stays until the new one is whole; its mode is kept.

    Raises:
        OSError: if it cannot be written.
    """
    aside = _aside(path, "new")
    with told_of(path):
        try:
            _write_through(aside, content)
            if path.exists():
                shutil.copymode(path, aside)
            aside.replace(path)
        finally:
            aside.unlink(missing_ok=True)
        _flush_folder(path.parent)


def write_folder(path: Path, files: Mapping[str, bytes]) -> None:
    """Write `files` by name to a folder that takes the place of `path`, if there is one, with all that is in it.

    A name may lead into a folder: `records/year=2018/part-0.parquet`. Whether what is in `path` may go is
    the caller's to know.

    Raises:
        OSError: if it cannot be written.
    """
    # A link stays a link: what it points to is swapped.
    target = path.resolve()
    target.parent.mkdir(parents=True, exist_ok=True)
    with told_of(path), _new_folder(target) as aside:
        for name, content in files.items():
            (aside / name).parent.mkdir(parents=True, exist_ok=True)
            _write_through(aside / name, content)
        for folder in sorted({aside, *((aside / name).parent for name in files)}):
            _flush_folder(folder)
        _swap(aside, target)
    _flush_folder(target.parent)


def _swap(aside: Path, target: Path) -> None:
    """Put `aside` in the place of `target`: between two renames, for some microseconds, there is none."""
    if not target.exists():
        aside.rename(target)
        return
    old = _aside(target, "old")
    target.rename(old)
    try:
        aside.rename(target)
    except OSError:
        old.rename(target)
        raise
    shutil.rmtree(old)


@contextmanager
def _new_folder(target: Path) -> Iterator[Path]:
    aside = _aside(target, "new")
    aside.mkdir()
    try:
        yield aside
    finally:
        shutil.rmtree(aside, ignore_errors=True)


@contextmanager
def told_of(path: Path) -> Iterator[None]:
    """Let an error name `path`: the name of what is written aside says nothing to a user."""
    try:
        yield
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(path)) from error


def _aside(path: Path, what: str) -> Path:
    # The numbers keep two processes, or two threads of one, that write at the same time apart.
    return path.with_name(f".{path.name}.{os.getpid()}-{threading.get_ident()}.{what}")


def _write_through(path: Path, content: bytes) -> None:
    with path.open("xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _flush_folder(path: Path) -> None:
    """Make the names in a folder last; Windows has no such thing."""
    if os.name == "nt":
        return
    folder = os.open(path, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
