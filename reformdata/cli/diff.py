"""Say what changed between two versions of the data: added, withdrawn, merged, moved, and changed field by field.

A version is a checkout, a built package, a compiled file, a wheel, or a git revision of the folder in which one
stands; a name that exists as a file or a folder is taken as that. Exit code 0, whether there are changes or none;
1: the records of a version have errors; 2: no such version, or wrong use.
"""

import argparse
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

from reformdata.cli import fail
from reformdata.cli.git import GitError, commit, exported
from reformdata.cli.options import add_language
from reformdata.dataset.comparison.comparing import diff
from reformdata.dataset.comparison.comparison import Comparison
from reformdata.dataset.dataset import Dataset, load
from reformdata.errors import InvalidCheckoutError
from reformdata.findings import Message, visible, visible_character
from reformdata.models import Language

_FORMATS: Mapping[str, Callable[[Comparison, Language], str]] = MappingProxyType(
    {
        "text": Comparison.to_text,
        "markdown": Comparison.to_markdown,
        "json": lambda comparison, _language: f"{comparison.to_json()}\n",
    }
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Give `parser` the arguments of this command."""
    parser.add_argument("old", metavar="OLD", help="the earlier version")
    parser.add_argument("new", metavar="NEW", nargs="?", default=".", help="the later one (default: this folder)")
    parser.add_argument(
        "--format",
        choices=_FORMATS,
        default="text",
        help="how changes are shown: text, markdown or json (default: text)",
    )
    add_language(parser)


def run(args: argparse.Namespace) -> int:
    """Compare the two and print what changed."""
    try:
        comparison = diff(_version(args.old), _version(args.new))
    except GitError as error:
        raise RefusedError(error.message)
    if comparison.before == comparison.after:  # versions between releases: what they were called tells them apart
        comparison = replace(comparison, before=args.old, after=args.new)
    for line in _FORMATS[args.format](comparison, args.lang).removesuffix("\n").split("\n"):
        print("".join(map(visible_character, line)))
    return 0


def _version(named: str) -> Dataset | Path:
    """What `named` names: a path that there is, else a revision, whose records are read."""
    if Path(named).exists():
        return Path(named)
    with exported(Path(), _commit(named)) as folder:
        try:
            return load(folder)
        except InvalidCheckoutError as error:
            # By its name: the folder is gone when the message is read.
            raise InvalidCheckoutError(Path(named), error.findings, problem=error.problem) from error


def _commit(named: str) -> str:
    try:
        return commit(Path(), named)
    except GitError as error:
        shown, message = visible(named), error.message
        raise GitError(
            Message(
                f"`{shown}` er hverken en fil, en mappe eller en revision: {message.da}",
                f"`{shown}` is neither a file nor a folder nor a revision: {message.en}",
            )
        ) from error
