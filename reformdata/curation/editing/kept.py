"""The answers of a record that is not finished, kept in the checkout until they are taken up again.

They lie in `.reformdata/`, which tells git to ignore it, one unfinished record for each checkout.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

from pydantic import TypeAdapter, ValidationError

from reformdata.curation.editing.fields import SOURCE, Answers, Loc, fields_of_kind
from reformdata.errors import refusal
from reformdata.files import read_file, write_file
from reformdata.models import Kind

_FILE = Path(".reformdata", "new.json")
_LARGEST = 256 * 1024
_Value: TypeAlias = str | tuple[str, ...] | tuple[dict[str, str | dict[str, str]], ...]


@dataclass(frozen=True, slots=True)
class Kept:
    """The answers of an unfinished record, and its kind."""

    kind: Kind
    answers: Mapping[Loc, Any]


@dataclass(frozen=True, slots=True)
class _Content:
    """What the file holds; the place of an answer is written with dots."""

    kind: Kind
    answers: dict[str, _Value]


_CONTENT = TypeAdapter(_Content)


def keep(root: Path, kind: Kind, answers: Answers) -> None:
    """Write the `answers` to the file of the checkout `root`, over those that were there.

    Raises:
        OSError: if it cannot be written.
    """
    path = root / _FILE
    path.parent.mkdir(exist_ok=True)
    write_file(path.parent / ".gitignore", b"*\n")
    content = _Content(kind, {".".join(loc): value for loc, value in answers.items()})
    write_file(path, _CONTENT.dump_json(content, indent=1))


def kept(root: Path) -> Kept | None:
    """The unfinished record of the checkout `root`; None if there is none.

    Raises:
        RefusedError: if its file holds something else.
        OSError: if it cannot be read.
    """
    path = root / _FILE
    if not path.is_file():
        return None
    try:
        content = _CONTENT.validate_json(read_file(path, _LARGEST))
    except ValidationError as error:
        name = _FILE.as_posix()
        raise refusal(
            f"{name} indeholder ikke en påbegyndt post; slet filen",
            f"{name} does not hold an unfinished record: delete the file",
        ) from error
    known = {field.loc for field in (SOURCE, *fields_of_kind(content.kind))}
    answers = {tuple(place.split(".")): value for place, value in content.answers.items()}
    return Kept(content.kind, {loc: value for loc, value in answers.items() if loc in known})


def forget(root: Path) -> None:
    """Delete the unfinished record of the checkout `root`, if there is one."""
    (root / _FILE).unlink(missing_ok=True)
