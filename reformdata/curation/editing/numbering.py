"""The number of a new record: the next one of its source, given once, whoever else writes at the same time."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from reformdata.curation.editing.errors import CuratingError
from reformdata.files import write_file
from reformdata.findings import Message

LAST = 999
_NAME = re.compile(r"([0-9]{2,3})-.*\.yaml")


def next_number(folder: Path, *, after: int = 0) -> int:
    """One more than the highest number of the files in `folder`, those of withdrawn records among them, and than `after`.

    A gap is not filled: it may be that of a record somebody has cited and then deleted by mistake.

    Raises:
        CuratingError: if an id cannot hold it.
    """
    last = max(after, *_taken(folder), 0)
    if last >= LAST:
        source = folder.name
        raise CuratingError(
            Message(
                f"kilden `{source}` har allerede en post {LAST}; del kilden i to",
                f"the source `{source}` has a record {LAST} already: split the source in two",
            )
        )
    return last + 1


def write_numbered(folder: Path, slug: str, text: str, number: int) -> Path | None:
    """Write `text` as the record `number` of the source in `folder`; None if the number has been given to another.

    Raises:
        OSError: if it cannot be written; nothing is left of it then.
    """
    with _claimed(folder, number) as free:
        if not free:
            return None
        path = folder / f"{number:02}-{slug}.yaml"
        write_file(path, text.encode())
        return path


@contextmanager
def _claimed(folder: Path, number: int) -> Iterator[bool]:
    """Keep `number` from everybody else; whether it is free.

    The name of a record's file holds a slug too, so that two of one number could both be created anew. The
    claim is a file that has the number alone; it is made with O_EXCL, and only then is the folder looked at.
    """
    claim = folder / f".{number:02}.claim"
    try:
        claim.open("xb").close()
    except FileExistsError:
        yield False
        return
    try:
        yield number not in _taken(folder)
    finally:
        claim.unlink(missing_ok=True)


def _taken(folder: Path) -> set[int]:
    found = (_NAME.fullmatch(path.name) for path in folder.iterdir())
    return {int(name[1]) for name in found if name}
