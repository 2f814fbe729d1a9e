"""Check a checkout and say what is wrong, where, and how to mend it.

Exit code 0: no errors (there may be warnings); 1: errors; 2: wrong use. Nothing is fetched and
nothing depends on the date: the same files give the same answer.
"""

import argparse
import os
import sys
from pathlib import Path

from reformdata.checks import validate
from reformdata.cli import fail
from reformdata.cli.language import add_language
from reformdata.cli.output import FORMATS, View
from reformdata.findings import Message, visible


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Give `parser` the arguments of this command."""
    parser.add_argument(
        "path", nargs="?", type=Path, default=Path(), help="the folder that holds records/ (default: this one)"
    )
    parser.add_argument("--format", choices=FORMATS, default="full", help="how findings are shown (default: full)")
    parser.add_argument(
        "--texts", type=Path, metavar="DIR", help="also compare the wording with the texts of the sources in DIR"
    )
    add_language(parser)


def run(args: argparse.Namespace) -> int:
    """Check `args.path` and print what was found."""
    if not args.path.is_dir():
        path = visible(str(args.path))
        return fail(Message(f"{path}: der er ingen mappe af det navn", f"{path}: there is no folder of that name"))
    report = validate(args.path, texts=args.texts)
    view = View(root=report.root, language=args.lang, color=_color())
    for line in FORMATS[args.format](report, view):
        print(line)
    return 1 if report.errors else 0


def _color() -> bool:
    """Whether to colour: on a terminal only, and not where NO_COLOR (no-color.org) asks for none."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
