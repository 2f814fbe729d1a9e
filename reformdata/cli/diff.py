"""Show what changed between two versions of the data: added, withdrawn, merged, moved, and changed by field.

A version is a checkout, a built package, a compiled file, a wheel, or a git revision of this folder; a name that
exists as a file or a folder is taken as that.

Exit code 0, with or without changes; 1: the records of a version have errors; 2: no such version, or wrong use.
"""

import argparse
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

from reformdata.cli.git import commit, export_commit
from reformdata.cli.options import add_format, add_language
from reformdata.cli.parser import Parser
from reformdata.cli.terminal import printable
from reformdata.dataset.comparison.comparing import diff
from reformdata.dataset.comparison.comparison import Comparison
from reformdata.dataset.dataset import Dataset, load
from reformdata.errors import InvalidCheckoutError, RefusedError, refusal
from reformdata.models import Language

DANISH = """Vis, hvad der er ændret mellem to versioner af data: nye, udtagne, sammenlagte, flyttede og ændrede poster, felt for felt.

En version er en mappe med poster, en bygget pakke, en kompileret fil, en pakke til installation (.whl) eller en version af denne
mappe i git (en gren, et mærke eller en commit). Findes der en fil eller en mappe med navnet, gælder den.

Afslutningskode 0, med eller uden ændringer; 1: posterne i en version har fejl; 2: versionen findes ikke, eller forkert
brug.
"""

_FORMATS: Mapping[str, Callable[[Comparison, Language], str]] = MappingProxyType(
    {
        "text": Comparison.to_text,
        "markdown": Comparison.to_markdown,
        "json": lambda comparison, _language: f"{comparison.to_json()}\n",
    }
)


def add_arguments(parser: Parser) -> None:
    """Add the arguments of this command to `parser`."""
    parser.add_argument(
        "old", metavar=parser.text("GAMMEL", "OLD"), help=parser.text("den ældre version", "the earlier version")
    )
    parser.add_argument(
        "new",
        metavar=parser.text("NY", "NEW"),
        nargs="?",
        default=".",
        help=parser.text("den nyere (ellers denne mappe)", "the later one (default: this folder)"),
    )
    add_format(parser, "markdown")
    add_language(parser)


def run(args: argparse.Namespace) -> int:
    """Compare the two and print the changes."""
    comparison = diff(_version(args.old), _version(args.new))
    if comparison.before == comparison.after:  # between releases; the names given tell them apart
        comparison = replace(comparison, before=args.old, after=args.new)
    for line in _FORMATS[args.format](comparison, args.lang).removesuffix("\n").split("\n"):
        print(printable(line))
    return 0


def _version(name: str) -> Dataset | Path:
    """The version `name`: a path if it exists, else a git revision, whose records are read."""
    if Path(name).exists():
        return Path(name)
    try:
        revision = commit(Path(), name)
    except RefusedError as error:
        shown, message = printable(name), error.message
        raise refusal(
            f"`{shown}` er hverken en fil, en mappe eller en version i git: {message.da}",
            f"`{shown}` is neither a file nor a folder nor a revision: {message.en}",
        ) from error
    with export_commit(Path(), revision) as folder:
        try:
            return load(folder)
        except InvalidCheckoutError as error:
            # With the name given: the temporary folder is gone when the message is read.
            raise InvalidCheckoutError(Path(name), error.findings, problem=error.problem) from error
