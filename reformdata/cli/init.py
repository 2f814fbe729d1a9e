"""Start a repository of your own data: the same layout, vocabularies and checks as the published data, and no records.

The folder must be new, or empty but for .git. Exit code 0; 2: it is not empty, or wrong use.
"""

import argparse
import os
from pathlib import Path

from reformdata.cli import fail
from reformdata.cli.language import add_language
from reformdata.cli.layout import say
from reformdata.dataset.dataset import load
from reformdata.files import create_folder
from reformdata.findings import LONGEST_SHOWN, Message, visible
from reformdata.repository.starter import FOLDERS, starter_files


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Give `parser` the arguments of this command."""
    parser.add_argument("folder", metavar="DIR", type=Path, help="the folder to make, or an empty one")
    parser.add_argument("--name", help="what the repository is called (default: the name of the folder)")
    add_language(parser)


def run(args: argparse.Namespace) -> int:
    """Fill `args.folder`."""
    name = args.folder.resolve().name if args.name is None else args.name
    problem = _problem(args.folder, name)
    if problem:
        return fail(problem)
    files = starter_files(name, load())
    create_folder(args.folder, files, FOLDERS)
    print(say(_done(args.folder, len(files)), args.lang))
    return 0


def _problem(folder: Path, name: str) -> Message | None:
    """Why there can be no repository called `name` in `folder`."""
    shown = visible(str(folder))
    if not name.strip() or visible(name) != name:
        return Message(
            f"`{visible(name)}` kan ikke være et navn; giv et på én linje, højst {LONGEST_SHOWN} tegn: --name NAVN",
            f"`{visible(name)}` cannot be a name; give one on one line, at most {LONGEST_SHOWN} characters: --name NAME",
        )
    if not os.path.lexists(folder):
        return None
    if not folder.is_dir():
        return Message(f"{shown} er ikke en mappe; vælg en anden", f"{shown} is no folder; choose another")
    held = sorted(child.name for child in folder.iterdir() if child.name != ".git")
    if held:
        return Message(
            f"{shown} er ikke tom: {visible(held[0])} ligger der; vælg en anden mappe",
            f"{shown} is not empty: it holds {visible(held[0])}; choose another folder",
        )
    return None


def _done(folder: Path, count: int) -> Message:
    shown = visible(str(folder))
    return Message(
        f"{shown}: {count} filer. Videre: læg en kilde i records/sources/, og kør i mappen: reformdata validate --with-package",
        f"{shown}: {count} files. Next: put a source in records/sources/, and run in the folder: reformdata validate --with-package",
    )
