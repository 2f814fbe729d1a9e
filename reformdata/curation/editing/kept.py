"""The answers to the questions of a command, kept in the checkout until they are taken up again.

They lie in `.reformdata/`, which tells git to ignore it: one file for each command.
"""

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeAlias

from pydantic import TypeAdapter, ValidationError

from reformdata.curation.editing.fields import Answers, Loc
from reformdata.errors import refusal
from reformdata.files import read_file, write_file

_LARGEST = 256 * 1024
_Value: TypeAlias = str | tuple[str, ...] | tuple[dict[str, str | dict[str, str]], ...]
_CONTENT = TypeAdapter(dict[str, _Value])
_NOTHING: Answers = MappingProxyType({})


def _file(root: Path, name: str) -> Path:
    return root / ".reformdata" / f"{name}.json"


def keep(root: Path, name: str, answers: Answers) -> None:
    """Write `answers` to the file of the checkout `root` for the command `name`, over those that were there.

    Raises:
        OSError: if it cannot be written.
    """
    path = _file(root, name)
    path.parent.mkdir(exist_ok=True)
    write_file(path.parent / ".gitignore", b"*\n")
    content = {".".join(loc): value for loc, value in answers.items()}
    write_file(path, _CONTENT.dump_json(content, indent=1))


def kept(root: Path, name: str) -> Mapping[Loc, Any]:
    """The answers that the checkout `root` keeps for the command `name`; empty if there are none.

    Raises:
        RefusedError: if its file holds something else.
        OSError: if it cannot be read.
    """
    path = _file(root, name)
    if not path.is_file():
        return _NOTHING
    try:
        content = _CONTENT.validate_json(read_file(path, _LARGEST))
    except ValidationError as error:
        shown = f".reformdata/{name}.json"
        raise refusal(
            f"{shown} indeholder ikke svar fra sidst; slet filen",
            f"{shown} does not hold answers from last time: delete the file",
        ) from error
    return {tuple(place.split(".")): value for place, value in content.items()}


def forget(root: Path, name: str) -> None:
    """Delete the answers that the checkout `root` keeps for the command `name`, if there are any."""
    _file(root, name).unlink(missing_ok=True)
