"""Optional libraries, imported where they are used and not before."""

from importlib import import_module
from typing import Any

from reformdata.errors import MissingExtraError


def library(name: str, *, extra: str, purpose: str) -> Any:
    """The module `name`.

    Raises:
        MissingExtraError: an ImportError that says what to install, if it is not there.
    """
    try:
        return import_module(name)
    except ModuleNotFoundError as error:
        # One that is there and lacks something of its own is another matter.
        if error.name != name.partition(".")[0]:
            raise
        raise MissingExtraError(extra, purpose) from error
