"""The language in which the command line speaks."""

from __future__ import annotations

import os
from itertools import takewhile

TYPE_CHECKING = False  # importing `typing` would take longer than this module
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from reformdata.models import Language

LANGUAGES = ("da", "en")
_SETTINGS = "reformdata.toml"


def language_of(environ: Mapping[str, str]) -> Language:
    """Danish if the locale is Danish, else English.

    The first variable in `environ` that is set decides; if none is, as on Windows, the settings of the system do.
    """
    variables = (environ[name] for name in ("REFORMDATA_LANG", "LC_ALL", "LC_MESSAGES", "LANG") if environ.get(name))
    name = next(variables, None) or _system_locale()
    return "da" if "".join(takewhile(str.isalpha, name.lower())) in ("da", "danish") else "en"


def _system_locale() -> str:
    import locale  # here, since a variable nearly always names it

    return locale.getlocale()[0] or ""


def first_language(argv: Sequence[str]) -> Language:
    """The language in which to read `argv`: what the last `--lang` in it says, or that of the folder, or of the environment."""
    asked = None
    for one, following in zip(argv, (*argv[1:], ""), strict=False):
        if one == "--lang" or one.startswith("--lang="):
            asked = one.partition("=")[2] or following
    if asked in LANGUAGES:
        return "da" if asked == "da" else "en"
    return _language_here() or language_of(os.environ)


def _language_here() -> Language | None:
    """The language that is set for the current folder; None if there is none, or it cannot be read."""
    folder = os.path.abspath("")  # noqa: PTH100 - importing pathlib takes longer than all of this
    while not os.path.isfile(os.path.join(folder, _SETTINGS)):  # noqa: PTH113, PTH118
        folder, below = os.path.dirname(folder), folder  # noqa: PTH120
        if folder == below:
            return None
    from pathlib import Path

    from reformdata.errors import RefusedError
    from reformdata.store.settings import find_root, read_settings

    try:
        return read_settings(find_root(Path())).language
    except (RefusedError, OSError):  # the command says what is wrong, if it reads the folder
        return None
