"""Several files of a checkout changed as one: which, how they differ, and writing them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from difflib import unified_diff
from pathlib import Path

from reformdata.files import write_files


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
    texts = {root / file: text.encode() for file, text in changes.texts.items()}
    write_files(texts, {root / name: root / other for name, other in changes.names.items()})


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
