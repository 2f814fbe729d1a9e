"""What commands print: messages, columns, bars and diffs, with nothing in them that controls the terminal."""

import os
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from reformdata.errors import RefusedError, refusal
from reformdata.messages import Message, is_visible, suggestion_message, visible, visible_character

if TYPE_CHECKING:  # the models import Pydantic, which `reformdata --version` does without
    from reformdata.models import Language


def printable(text: str | Path) -> str:
    """`text` in full, with an escape for each character that is invisible or controls the terminal."""
    return "".join(map(visible_character, str(text)))


def print_lines(lines: Iterable[str], stream: TextIO | None = None) -> None:
    """Print each of `lines` to `stream`, or to the standard output."""
    for line in lines:
        print(line, file=stream)


def wrapped(text: str) -> str:
    """`text` for a terminal: its lines broken between words and indented as they begin, after a number; else unchanged."""
    if not sys.stdout.isatty():
        return text
    from shutil import get_terminal_size
    from textwrap import fill  # both here, since most commands need neither

    width = get_terminal_size().columns
    begins = ((line, len(line) - len(line.lstrip(" 0123456789"))) for line in text.split("\n"))
    return "\n".join(
        fill(line, width, subsequent_indent=" " * begin, break_long_words=False, break_on_hyphens=False)
        for line, begin in begins
    )


def say(text: str) -> None:
    """Print `text` as it is `wrapped`."""
    print(wrapped(text))


def print_json(value: object) -> None:
    """Print `value` as JSON; days and decimal numbers are text in it."""
    import json  # imported here, so that a check without changes starts faster

    lines = json.dumps(value, ensure_ascii=False, indent=2, default=str).split("\n")
    print("\n".join(line if is_visible(line) else _in_json(line) for line in lines))


def _in_json(line: str) -> str:
    """`line` of JSON with the escapes of JSON for the characters that `printable` escapes."""
    import json

    return "".join(one if visible_character(one) == one else json.dumps(one)[1:-1] for one in line)


def print_error(message: Message, language: "Language") -> None:
    """Print to the standard error why a command did not do what was asked."""
    print(f"reformdata: {message.in_(language)}", file=sys.stderr)


def unknown_name(da: str, en: str, name: str, known: Iterable[str], listing: str) -> RefusedError:
    """The refusal of `name`, with the most similar of `known`, or else the command `listing` that lists them."""
    advice = suggestion_message(name, known) or Message(f"se dem alle: {listing}", f"to list them: {listing}")
    return refusal(f"{da} `{visible(name)}`; {advice.da}", f"{en} `{visible(name)}`; {advice.en}")


def headings(messages: Iterable[Message], language: "Language") -> tuple[str, ...]:
    """The first row of a table, in `language`."""
    return tuple(message.in_(language) for message in messages)


class Progress:
    """Says on a terminal how far the reading of files has come, once it takes longer than a second, and clears that."""

    def __init__(self, language: "Language") -> None:
        self.language = language
        self.next = time.monotonic() + 1
        self.shown = False

    def __call__(self, done: int, total: int) -> None:
        """Say that `done` of `total` files have been read."""
        if sys.stderr.isatty() and time.monotonic() >= self.next:
            self.shown, self.next = True, time.monotonic() + 0.2
            said = Message(f"{done:,} af {total:,} filer læst", f"{done:,} of {total:,} files read")
            print(f"\r\x1b[K{said.in_(self.language)}", end="", file=sys.stderr, flush=True)

    def __enter__(self) -> "Progress":
        return self

    def __exit__(self, *_: object) -> None:
        if self.shown:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)


def use_color() -> bool:
    """Whether to colour: on a terminal only, and not if NO_COLOR (no-color.org) is set."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def diff_lines(old: bytes, new: bytes, file: str) -> Iterator[str]:
    """The lines of the unified diff from `old` to `new`, two contents of `file`."""
    from difflib import unified_diff

    before, after = (content.decode("utf-8", errors="replace").split("\n") for content in (old, new))
    yield from map(printable, unified_diff(before, after, file, file, lineterm=""))
