"""What a folder of data says of itself in its `reformdata.toml`, and how it is found from a folder below it."""

import re
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Literal, NamedTuple

from reformdata.errors import refusal
from reformdata.messages import Message, suggestion_message, visible
from reformdata.models.languages import Language

FILE = "reformdata.toml"
"""The name of the file, in the folder that holds `records/`."""
PUBLISHED = "published"
"""The value of `base` in a folder of own data."""

_MOST_BYTES = 64 * 1024
_VALUES: Mapping[str, tuple[str, ...]] = MappingProxyType({"base": (PUBLISHED,), "language": ("da", "en")})
"""The settings, each with the values that it can have."""


class Settings(NamedTuple):
    """The settings of a folder of data."""

    base: Literal["published"] | None = None
    """`published` if the folder adds to the published data; None if it stands alone."""
    language: Language | None = None
    """The language of findings, annotations and prompts; None for that of the user."""


def read_settings(root: Path) -> Settings:
    """The settings in the `reformdata.toml` of the folder `root`; those of the default if it has none.

    Raises:
        RefusedError: if the file is not TOML, or has a setting or a value that does not exist.
        OSError: if it cannot be read.
    """
    path = root / FILE
    if not path.is_file():
        return Settings()
    import tomllib  # here, as below, since most folders have no such file

    from reformdata.files import read_file

    try:
        found = tomllib.loads(read_file(path, _MOST_BYTES).decode())
    except UnicodeDecodeError as error:
        raise refusal(f"{FILE} er ikke UTF-8; gem filen som UTF-8", f"{FILE} is not UTF-8; save it as UTF-8") from error
    except tomllib.TOMLDecodeError as error:
        da, en = _place(str(error))
        raise refusal(
            f'{FILE}{da} er ikke TOML; en indstilling skrives sådan: language = "da"',
            f'{FILE}{en} is not TOML; a setting is written like this: language = "da"',
        ) from error
    for name, value in found.items():
        _require_setting(name, value)
    return Settings(**found)


def _place(error: str) -> tuple[str, str]:
    line = re.search(r"at line ([0-9]+)", error)
    return (f", linje {line[1]},", f", line {line[1]},") if line else ("", "")


def _require_setting(name: str, value: object) -> None:
    listed = ", ".join(_VALUES)
    if name not in _VALUES:
        advice = suggestion_message(name, _VALUES) or Message(f"der er: {listed}", f"there are: {listed}")
        raise refusal(
            f"{FILE}: der er ingen indstilling `{visible(name)}`; {advice.da}",
            f"{FILE}: there is no setting `{visible(name)}`; {advice.en}",
        )
    if value not in _VALUES[name]:
        values = [f'"{each}"' for each in _VALUES[name]]
        raise refusal(
            f"{FILE}: `{name}` kan ikke være `{visible(str(value))}`; skriv {' eller '.join(values)}",
            f"{FILE}: `{name}` cannot be `{visible(str(value))}`; write {' or '.join(values)}",
        )


def find_root(folder: Path) -> Path:
    """The folder of data that `folder` means: the one that holds `records/`.

    That is `folder` itself, or the folder around it if `folder` is `records/`. If `folder` is the current folder and no
    folder of data, it is the nearest one above that has `reformdata.toml` or `records/sources/`. If there is none, it is
    `folder` as it was given.
    """
    if (folder / "records").is_dir() or not folder.is_dir():
        return folder
    whole = folder.resolve()
    if whole.name == "records":
        return whole.parent
    if whole != Path.cwd():
        return folder
    above = (each for each in whole.parents if (each / FILE).is_file() or (each / "records" / "sources").is_dir())
    return next(above, folder)


def marked_root() -> Path | None:
    """The folder of data in which the current folder lies, if it has a `reformdata.toml`; else None."""
    root = find_root(Path())
    return root if (root / FILE).is_file() else None
