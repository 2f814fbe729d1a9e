"""Finds the command, runs it, and turns errors into a sentence and an exit code."""

import argparse
import gc
import sys
import warnings
from collections.abc import Sequence
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Any

from reformdata.cli import ACTIONS, COMMANDS, FINDINGS, USAGE, WRONG_USE
from reformdata.cli.options import add_language, chosen_language
from reformdata.cli.parser import Parser, argparse_in, parser_in
from reformdata.cli.terminal import print_error, printable, unknown_name
from reformdata.errors import InvalidCheckoutError, ReformdataError, ReformdataWarning, system_reason
from reformdata.messages import Message

if TYPE_CHECKING:  # the models import Pydantic
    from reformdata.models import Language

_EXTRA = frozenset({"yaml", "frictionless"})
"""What the extra `curate` installs."""


def run(argv: Sequence[str], language: "Language") -> int:
    """Run the command that `argv` names, and return the exit code."""
    with argparse_in(language):
        return _run(_top_parser(language).parse_args(argv), language)


def _top_parser(language: "Language") -> Parser:
    """The parser of what stands before the name of a command, but `--help` and `--version`."""
    parser = parser_in(language, "reformdata", usage=USAGE.in_(language), add_help=False)
    add_language(parser)
    parser.add_argument("command", metavar=parser.text("KOMMANDO", "COMMAND"))
    rest = parser.add_argument("arguments", metavar="…", nargs=argparse.REMAINDER)
    rest.required = False  # Python 3.11 would name it with the command, if that is missing
    return parser


def _run(top: argparse.Namespace, language: "Language") -> int:
    name, argv = top.command, top.arguments
    try:
        if name not in COMMANDS:
            raise unknown_name("der er ingen kommando", "there is no command", name, COMMANDS, "reformdata --help")
        if argv and argv[0] in ACTIONS.get(name, ()):
            name, argv = f"{name} {argv[0]}", argv[1:]
        command, parser = load_command(name, language)
        args = parser.parse_args(argv)
        args.lang = args.lang or top.lang
        args.lang = language = chosen_language(args)
        gc.enable()
        gc.freeze()
        with warnings.catch_warnings():
            warnings.showwarning = partial(_print_warning, language)
            code: int = command.run(args)
    except BrokenPipeError:
        raise
    except (ReformdataError, ModuleNotFoundError, OSError) as error:
        if isinstance(error, ModuleNotFoundError) and error.name not in _EXTRA:
            raise
        print_error(_reason(error, name), language)
        return FINDINGS if isinstance(error, InvalidCheckoutError) else WRONG_USE
    return code


def load_command(name: str, language: "Language") -> tuple[Any, Parser]:
    """The module of the command `name`, or of a command and one of its `ACTIONS`, and its parser in `language`."""
    module = import_module(f"reformdata.cli.{name.replace('-', '_').replace(' ', '_')}")
    parser = parser_in(language, f"reformdata {name}")
    parser.description = parser.text(module.DANISH, module.__doc__ or "")
    module.add_arguments(parser)
    return module, parser


def _reason(error: ReformdataError | ModuleNotFoundError | OSError, name: str) -> Message:
    if isinstance(error, ReformdataError):
        return error.message
    if isinstance(error, ModuleNotFoundError):
        install = 'pip install "reformdata[curate]"'
        return Message(f"`{name}` kræver et tilvalg: {install}", f"`{name}` needs an optional extra: {install}")
    path, reason = f"{printable(error.filename)}: " if error.filename else "", system_reason(error)
    return Message(f"{path}{reason.da}", f"{path}{reason.en}")


def _print_warning(language: "Language", warning: Warning | str, *_: object, **__: object) -> None:
    """Print a warning like any other sentence, without the line of code that gave it."""
    said = warning.message.in_(language) if isinstance(warning, ReformdataWarning) else str(warning)
    print(f"reformdata: {printable(said)}", file=sys.stderr)
