"""The command line: finds the command, runs it, and turns what can go wrong into a sentence.

A command is a module of this package with `add_arguments(parser)` and `run(args) -> int`. It is
imported when it is called for and not before: `reformdata --version` needs neither Pydantic nor PyYAML.
"""

import argparse
import io
import os
import sys
import warnings
from collections.abc import Mapping, Sequence
from importlib import import_module
from types import MappingProxyType

from reformdata.about import __version__
from reformdata.cli.language import from_environment
from reformdata.findings import Message, nearest, visible, visible_character

COMMANDS: Mapping[str, str] = MappingProxyType(
    {
        "validate": "Check a checkout and say what is wrong, where, and how to fix it.",
        "fmt": "Bring files into the canonical form: order of keys, quoting, blocks, line ends; comments and values stay.",
        "explain": "Say what a rule asks for, and why.",
        "new": "Write a new record: ask for what it says, show the records that are like it, and give it the next number.",
        "from-form": "Turn a filled issue form of GitHub into a record: print its file, or write it.",
        "retire": "Withdraw a record: leave a tombstone in its place, and point what refers to it to its successor.",
        "rename": "Give an entry another id: its file gets the new name, and everything that points to it the new id.",
        "source": "Prepare the text of a source: write the fingerprints by which its paragraphs are found again.",
        "build": "Check a checkout and write its data as a Data Package: a CSV file for each table, a description of them, and one SQLite file.",
        "export": "Write the data in a format of other programs: csv, jsonl, parquet, croissant, datapackage, sqlite, xlsx, jsonld or turtle.",
        "schema": "Write the files of a checkout that are made from the models and the code: schemas/, datapackage.json, the issue forms and most of docs/.",
        "show": "Show records in full: what each says, who answers for it, what it rests on and what it is related to.",
        "search": "Search the records, in Danish and in English; the best match comes first.",
        "stats": "Count the records: by kind, source, year, area, theme, voice and more.",
        "diff": "Say what changed between two versions of the data: added, withdrawn, merged, moved, and changed field by field.",
        "trace": "Follow the relations of a record: what came before it, what came of it, within and across sources.",
        "coverage": "Say for each source how many paragraphs it has, how many records cite, and how many were skipped and why.",
        "agreement": "Say how far the two blind readings of each source agreed before they were settled.",
        "hydrate": "Find the passages that records rest on in a folder of texts that you have.",
        "init": "Start a repository of your own data: the same layout, vocabularies and checks as the published data, and no records.",
        "cite": "Say how to cite the data, or records with the source that each rests on, as text, BibTeX, RIS or CSL-JSON.",
        "verify-citation": "Say whether the selection of records that a citation describes is still the same in the current data.",
        "demo": "Give a tour of the data: what there is, one record in full with its relations, and where to go from here.",
    }
)
"""The commands, each with the first line of its module's docstring: to read it there would import them all."""

_EXTRA = frozenset({"yaml", "frictionless"})
"""What the extra `curate` brings."""

WRONG_USE = 2
INTERRUPTED = 130
CLOSED_PIPE = 141
"""Exit codes: the first is argparse's, the others those that a shell gives for SIGINT and SIGPIPE."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line `argv` (else that of the process) and give its exit code: 0 clean, 1 findings, 2 wrong use."""
    _never_fail_to_print()
    try:
        code = _run(sys.argv[1:] if argv is None else argv)
        sys.stdout.flush()  # here, where a pipe that was closed can still be answered for
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # Python flushes once more at its end, and would complain of the same pipe.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return CLOSED_PIPE
    return code


def _never_fail_to_print() -> None:
    """A terminal that has no å, or no UTF-8, gets an escape in its place."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _run(argv: Sequence[str]) -> int:
    name, rest = _command(argv)
    if name not in COMMANDS:
        return fail(_unknown(name))
    try:
        return _run_command(name, rest)
    except ModuleNotFoundError as error:
        if error.name not in _EXTRA:
            raise
        return fail(
            Message(
                f'`{name}` kræver et tilvalg: pip install "reformdata[curate]"',
                f'`{name}` needs an optional extra: pip install "reformdata[curate]"',
            )
        )
    except BrokenPipeError:
        raise
    except OSError as error:
        path = f"{''.join(map(visible_character, str(error.filename)))}: " if error.filename else ""
        return fail(Message(f"{path}{error.strerror or error}", f"{path}{error.strerror or error}"))


def _command(argv: Sequence[str]) -> tuple[str, list[str]]:
    """The name of the command and its own arguments; `--help` and `--version` are answered here."""
    width = max(map(len, COMMANDS))
    listed = "\n".join(f"  {name:{width}}  {line}" for name, line in COMMANDS.items())
    parser = argparse.ArgumentParser(
        prog="reformdata",
        description="Open data on the reform of the Danish public sector.",
        epilog=f"commands:\n{listed}\n\nreformdata COMMAND --help says more of each.",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"reformdata {__version__}")
    parser.add_argument("command", metavar="COMMAND", help="what to do")
    parser.add_argument("arguments", metavar="…", nargs=argparse.REMAINDER, help="what to do it with")
    args = parser.parse_args(argv)
    return args.command, args.arguments


def _run_command(name: str, argv: Sequence[str]) -> int:
    from reformdata.errors import InvalidCheckoutError, ReformdataError

    try:
        command = import_module(f"reformdata.cli.{name.replace('-', '_')}")
        parser = argparse.ArgumentParser(prog=f"reformdata {name}", description=command.__doc__)
        command.add_arguments(parser)
        with warnings.catch_warnings():
            warnings.showwarning = _warn
            code: int = command.run(parser.parse_args(argv))
    except ReformdataError as error:
        fail(Message(str(error), str(error)))
        return 1 if isinstance(error, InvalidCheckoutError) else WRONG_USE
    return code


def _warn(message: Warning | str, *_: object, **__: object) -> None:
    """Print a warning as every other sentence, without the line of code that gave it."""
    print(f"reformdata: {''.join(map(visible_character, str(message)))}", file=sys.stderr)


def _unknown(name: str) -> Message:
    offer = nearest(name, COMMANDS) or Message(
        "se dem alle med: reformdata --help", "to see them all: reformdata --help"
    )
    return Message(
        f"der er ingen kommando `{visible(name)}`; {offer.da}", f"there is no command `{visible(name)}`; {offer.en}"
    )


def fail(message: Message) -> int:
    """Print what is wrong with the use of the command line, in the user's language, and give the exit code for it."""
    language = from_environment(os.environ)
    print(f"reformdata: {message.da if language == 'da' else message.en}", file=sys.stderr)
    return WRONG_USE
