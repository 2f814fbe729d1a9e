"""The parser of a command, whose help and errors are in Danish or in English."""

import argparse
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING, NoReturn

from reformdata.cli.terminal import printable

if TYPE_CHECKING:  # the models import Pydantic, which `reformdata --help` does without
    from reformdata.models import Language

DANISH: Mapping[str, str] = MappingProxyType(
    {
        "usage: ": "brug: ",
        "positional arguments": "argumenter",
        "options": "valgmuligheder",
        "show this help message and exit": "vis denne hjælp",
        "%(prog)s: error: %(message)s\n": "%(prog)s: fejl: %(message)s\n",
        "argument %(argument_name)s: %(message)s": "%(argument_name)s: %(message)s",
        "the following arguments are required: %s": "der mangler: %s",
        "one of the arguments %s is required": "angiv ét af disse: %s",
        "unrecognized arguments: %s": "ukendte argumenter: %s",
        "ambiguous option: %(option)s could match %(matches)s": "%(option)s kan betyde flere ting: %(matches)s",
        "invalid choice: %(value)r (choose from %(choices)s)": "værdien %(value)r findes ikke (vælg mellem %(choices)s)",
        "invalid choice: %(value)r, maybe you meant %(closest)r? (choose from %(choices)s)": (
            "værdien %(value)r findes ikke; mente du %(closest)r? (vælg mellem %(choices)s)"
        ),
        "invalid %(type)s value: %(value)r": "%(value)r er ikke et helt tal",
        "expected one argument": "der skal angives én værdi",
        "expected at most one argument": "der kan højst angives én værdi",
        "expected at least one argument": "der skal angives mindst én værdi",
        "expected %s argument": "der skal angives %s værdi",
        "expected %s arguments": "der skal angives %s værdier",
        "not allowed with argument %s": "kan ikke bruges sammen med %s",
        "ignored explicit argument %r": "kan ikke have en værdi: %r",
        "unexpected option string: %s": "ukendt valgmulighed: %s",
    }
)
"""The Danish for each sentence of argparse that a user of this command line can get to see.

The only type whose conversion argparse reports is `int`."""


@contextmanager
def argparse_in(language: "Language") -> Iterator[None]:
    """Let argparse speak `language`: it asks `gettext`, whose catalogues would have to be compiled and installed."""
    own = {name: getattr(argparse, name) for name in ("_", "ngettext")}
    danish = {
        "_": lambda text: DANISH.get(text, text),
        "ngettext": lambda one, many, count: DANISH.get(one if count == 1 else many, many),
    }
    # gettext would look for catalogues, which there are none of, in a third of the time that argparse takes.
    english = {"_": str, "ngettext": lambda one, many, count: one if count == 1 else many}
    vars(argparse).update(danish if language == "da" else english)
    try:
        yield
    finally:
        vars(argparse).update(own)


class _Manual(argparse.HelpFormatter):
    """Help in which the paragraphs of the description stay apart; as wide as the terminal if the width is None."""

    def __init__(self, prog: str, width: int | None = 80) -> None:
        super().__init__(prog, width=width)

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        from textwrap import TextWrapper  # here, since only a page of help needs it

        filler = TextWrapper(width, initial_indent=indent, subsequent_indent=indent, break_on_hyphens=False)
        return "\n\n".join(filler.fill(" ".join(part.split())) for part in text.split("\n\n"))


class Parser(argparse.ArgumentParser):
    """A parser that speaks English. The parser of an action, such as `source add`, is of the class of its command.

    Its errors repeat no argument that would control the terminal or not be seen.
    """

    language: "Language" = "en"

    def format_usage(self) -> str:
        """How the command is called, as wide as the terminal."""
        self._fit_to_terminal()
        return super().format_usage()

    def format_help(self) -> str:
        """All of the help, as wide as the terminal."""
        self._fit_to_terminal()
        return super().format_help()

    def _fit_to_terminal(self) -> None:
        # Only now: argparse makes a formatter for each argument, and to ask for the width takes an import.
        self.formatter_class = partial(_Manual, width=None)

    def text(self, da: str, en: str) -> str:
        """The one of the two texts that is in the language of this parser."""
        return da if self.language == "da" else en

    def error(self, message: str) -> NoReturn:
        """Print `message`, or all of the help if the action is missing, and end the process with the exit code 2."""
        actions = self._subparsers._group_actions[0].metavar if self._subparsers else None
        if actions and message.endswith(f": {actions}"):
            self.print_help(sys.stderr)
            self.exit(2)
        super().error(printable(message))


class _DanishParser(Parser):
    """A parser that speaks Danish."""

    language = "da"


def parser_in(language: "Language", prog: str, *, usage: str | None = None, add_help: bool = True) -> Parser:
    """A parser of the command `prog` that speaks `language`; the usage is what its arguments are by default."""
    made = _DanishParser if language == "da" else Parser
    return made(prog, usage, formatter_class=_Manual, add_help=add_help)
