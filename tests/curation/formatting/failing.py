"""What a disk can do to a writer."""

from typing import Any, NoReturn


def no_space(*_: Any) -> NoReturn:
    """A call for which there is no room."""
    raise OSError(28, "No space left on device")
