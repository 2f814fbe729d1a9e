"""Several files changed as one: all written aside first, then swapped in one by one, and put back if one fails.

A disk that is full shows while the new files are written aside, when nothing has changed yet. Between the first
and the last rename, some microseconds, a reader could see some files new and some old; only a loss of power there
leaves them so, with the old files beside them under names that `reformdata validate` reports.
"""

import errno
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from difflib import unified_diff
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What is to be changed in a checkout; paths are from its root, with `/`."""

    texts: Mapping[str, str] = field(default_factory=dict)
    """The new text of each file, under its present name."""
    names: Mapping[str, str] = field(default_factory=dict)
    """The new name of each file or folder that gets one."""


def apply(changes: Changes, root: Path) -> None:
    """Make `changes` in the checkout at `root`: all of them or, if one fails, none.

    Raises:
        FileExistsError: if something is in the way of a new name.
        OSError: if a file cannot be written or renamed.
    """
    for name in changes.names.values():
        if os.path.lexists(root / name):
            raise FileExistsError(errno.EEXIST, "it is there already", str(root / name))
    with _written_aside(changes.texts, root) as aside, _undoing() as done:
        for path, new in aside.items():
            done.rename(path, _beside(path, "old"))
            done.rename(new, path)
            done.outdated.append(_beside(path, "old"))
        for name, other in changes.names.items():
            done.rename(root / name, root / other)
            done.outdated = [_moved(old, root / name, root / other) for old in done.outdated]


def diff(changes: Changes, root: Path) -> Iterator[str]:
    """`changes` as lines of a unified diff; a file that only gets another name is a line of its own."""
    for file, text in changes.texts.items():
        before = (root / file).read_text("utf-8").splitlines()
        yield from unified_diff(before, text.splitlines(), f"a/{file}", f"b/{_renamed(file, changes)}", lineterm="")
    for name, other in changes.names.items():
        yield f"rename {name} -> {other}"


def _renamed(file: str, changes: Changes) -> str:
    """What `file` will be called."""
    for name, other in changes.names.items():
        if file == name or file.startswith(f"{name}/"):
            return other + file.removeprefix(name)
    return file


class _Steps:
    """The renames made so far, so that they can be taken back."""

    def __init__(self) -> None:
        self.made: list[tuple[Path, Path]] = []
        self.outdated: list[Path] = []
        """Old files that go once all is done."""

    def rename(self, before: Path, after: Path) -> None:
        before.rename(after)
        self.made.append((before, after))


@contextmanager
def _undoing() -> Iterator[_Steps]:
    """Take back every rename if one fails, or if the user stops; else delete the old files."""
    done = _Steps()
    try:
        yield done
    except BaseException:
        for before, after in reversed(done.made):
            after.rename(before)
        raise
    for path in done.outdated:
        path.unlink(missing_ok=True)


@contextmanager
def _written_aside(texts: Mapping[str, str], root: Path) -> Iterator[Mapping[Path, Path]]:
    """The new files, each beside the one whose place it is to take; what is left of them at the end is deleted."""
    aside = {root / file: _beside(root / file, "new") for file in texts}
    try:
        for file, text in texts.items():
            with aside[root / file].open("xb") as opened:
                opened.write(text.encode())
                opened.flush()
                os.fsync(opened.fileno())
        yield aside
    finally:
        for path in aside.values():
            path.unlink(missing_ok=True)


def _beside(path: Path, what: str) -> Path:
    return path.with_name(f".{path.name}.{os.getpid()}.{what}")


def _moved(path: Path, before: Path, after: Path) -> Path:
    return after / path.relative_to(before) if path.is_relative_to(before) else path
