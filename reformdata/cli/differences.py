"""What would be written to a file, as a unified diff."""

from collections.abc import Iterator
from difflib import unified_diff

from reformdata.findings import visible_character


def differences(old: bytes, new: bytes, file: str) -> Iterator[str]:
    """The lines of the diff from `old` to `new`; nothing in them acts on a terminal."""
    before, after = (content.decode("utf-8", errors="replace").split("\n") for content in (old, new))
    for line in unified_diff(before, after, file, file, lineterm=""):
        yield "".join(map(visible_character, line))
