"""The command line: finds the command, runs it, and turns errors into a sentence and an exit code.

A command is a module of this package with `add_arguments(parser)` and `run(args) -> int`. It is imported only when it
is called: `reformdata --version` needs neither Pydantic nor PyYAML.
"""

import argparse
import io
import os
import sys
import warnings
from collections.abc import Mapping, Sequence
from importlib import import_module
from types import MappingProxyType
from typing import Any

from reformdata.about import __version__
from reformdata.cli.options import Manual, Parser, chosen_language, language_of
from reformdata.cli.terminal import print_error, printable, unknown_name
from reformdata.errors import InvalidCheckoutError, ReformdataError, RefusedError
from reformdata.findings import Message

COMMANDS: Mapping[str, str] = MappingProxyType(
    {
        "validate": "Check the records and report what is wrong, where, and how to fix it.",
        "fmt": "Rewrite files in the canonical form: order of keys, quoting, blocks and line ends.",
        "explain": "Explain a rule: what it asks for, and why.",
        "new": "Write a new record: ask for its fields, show similar records, and give it the next number.",
        "from-form": "Turn a completed issue form from GitHub into a record.",
        "retire": "Withdraw a record: leave a tombstone, and point references to its successor.",
        "rename": "Give an entry another id, and update everything that refers to it.",
        "source": "Add a source, or renew the fingerprints of its text.",
        "actor": "Add an actor, after a search for those that have a name like it.",
        "reform": "Add a reform, after a search for those that have a name like it.",
        "law": "Add a law, after a search for those that have a name like it.",
        "build": "Check a checkout and write its data as a Data Package: CSV files with a description, and one SQLite file.",
        "export": "Write the data in another format: csv, jsonl, parquet, croissant, datapackage, sqlite, xlsx, jsonld or turtle.",
        "site": "Write the data as a static site in Danish and English: pages, search, feeds and JSON, for any web server or none.",
        "schema": "Write the generated files of a checkout: schemas/, datapackage.json, the issue forms and most of docs/.",
        "show": "Show records in full: what each says, who says it, where it is stated and what it is related to.",
        "search": "Search the records, in Danish and in English; the best match comes first.",
        "stats": "Count the records: by kind, source, year, area, theme, voice and more.",
        "diff": "Show what changed between two versions of the data: added, withdrawn, merged, moved, and changed by field.",
        "trace": "Follow the relations of a record: what came before it and what came of it, within and across sources.",
        "outcome": "Show what became of proposals and initiatives: the verdict, since when, and on what evidence.",
        "coverage": "Show for each source how many paragraphs records cite, and how many were skipped and why.",
        "agreement": "Show how far the two independent readings of each source agreed before they were settled.",
        "sample": "Draw records at random, for an audit: as a list, as the form of a reader, or in full with check boxes.",
        "hydrate": "Find the passages that records cite in your own copies of the sources.",
        "init": "Start a repository for your own data: the same layout, vocabularies and checks, and no records.",
        "cite": "Cite the data, or records with their sources, as text, BibTeX, RIS or CSL-JSON.",
        "verify-citation": "Check whether a cited selection of records is unchanged in the current data.",
        "demo": "Take a tour of the data: counts, one record in full with its relations, and where to go next.",
    }
)
"""The commands, each with the first line of its module's docstring: to read it there would import them all."""

ACTIONS: Mapping[str, tuple[str, ...]] = MappingProxyType({"outcome": ("due", "add")})
"""The commands with actions that are modules of their own; any other first argument is an id."""

_EXTRA = frozenset({"yaml", "frictionless"})
"""What the extra `curate` installs."""

FINDINGS = 1
WRONG_USE = 2
INTERRUPTED = 130
CLOSED_PIPE = 141
"""Exit codes: argparse also gives 2; the last two are those that a shell gives for SIGINT and SIGPIPE."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code: 0 all is well, 1 findings, 2 wrong use.

    Args:
        argv: the command and its arguments; those of the process by default.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a terminal without æ, ø and å shows escapes
            stream.reconfigure(errors="backslashreplace")
    try:
        code = _run(*_command(sys.argv[1:] if argv is None else argv))
        sys.stdout.flush()  # here, where a closed pipe can still be caught
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # Python flushes once more at exit and would report the same pipe again.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return CLOSED_PIPE
    return code


def _command(argv: Sequence[str]) -> tuple[str, list[str]]:
    """The name of the command and its own arguments; `--help` and `--version` are answered here."""
    width = max(map(len, COMMANDS))
    listed = "\n".join(f"  {name:{width}}  {line}" for name, line in COMMANDS.items())
    parser = Parser(
        prog="reformdata",
        description="Open data on the reform of the Danish public sector.",
        epilog=f"commands:\n{listed}\n\nFor more on a command: reformdata COMMAND --help",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"reformdata {__version__}")
    parser.add_argument("command", metavar="COMMAND", help="one of the commands below")
    parser.add_argument("arguments", metavar="…", nargs=argparse.REMAINDER, help="its arguments")
    args = parser.parse_args(argv)
    return args.command, args.arguments


def _run(name: str, argv: Sequence[str]) -> int:
    language = language_of(os.environ)
    try:
        if name not in COMMANDS:
            raise unknown_name("der er ingen kommando", "there is no command", name, COMMANDS, "reformdata --help")
        if argv and argv[0] in ACTIONS.get(name, ()):
            name, argv = f"{name} {argv[0]}", argv[1:]
        command, parser = load_command(name)
        args = parser.parse_args(argv)
        args.lang = language = chosen_language(args)
        with warnings.catch_warnings():
            warnings.showwarning = _print_warning
            code: int = command.run(args)
    except BrokenPipeError:
        raise
    except (ReformdataError, ModuleNotFoundError, OSError) as error:
        if isinstance(error, ModuleNotFoundError) and error.name not in _EXTRA:
            raise
        print_error(_reason(error, name), language)
        return FINDINGS if isinstance(error, InvalidCheckoutError) else WRONG_USE
    return code


def load_command(name: str) -> tuple[Any, argparse.ArgumentParser]:
    """The module of the command `name`, or of a command and one of its `ACTIONS`, and its parser."""
    module = import_module(f"reformdata.cli.{name.replace('-', '_').replace(' ', '_')}")
    parser = Parser(prog=f"reformdata {name}", description=module.__doc__, formatter_class=Manual)
    module.add_arguments(parser)
    return module, parser


def _reason(error: Exception, name: str) -> Message:
    if isinstance(error, RefusedError):
        return error.message
    if isinstance(error, ModuleNotFoundError):
        install = 'pip install "reformdata[curate]"'
        return Message(f"`{name}` kræver et tilvalg: {install}", f"`{name}` needs an optional extra: {install}")
    if isinstance(error, OSError) and not isinstance(error, ReformdataError):
        path = f"{printable(error.filename)}: " if error.filename else ""
        reason = f"{path}{error.strerror or error}"
        return Message(reason, reason)
    reason = "\n".join(map(printable, str(error).split("\n")))
    return Message(reason, reason)


def _print_warning(message: Warning | str, *_: object, **__: object) -> None:
    """Print a warning like any other sentence, without the line of code that gave it."""
    print(f"reformdata: {printable(str(message))}", file=sys.stderr)
