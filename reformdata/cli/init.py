"""Start a repository of your own data: the same layout, vocabularies and checks as the published data, and no records.

The folder must be new, or empty but for .git. Exit code 0; 2: it is not empty, or wrong use.
"""

import argparse
import os
import shutil
from collections.abc import Mapping
from pathlib import Path

from reformdata.cli import fail
from reformdata.cli.options import add_language
from reformdata.dataset.dataset import load
from reformdata.files import write_folder
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
        raise RefusedError(problem)
    files = starter_files(name, load())
    _fill(args.folder, files)
    print(_done(args.folder, len(files)).in_(args.lang))
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


def _fill(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write `files` to `folder`, all of them or none.

    Raises:
        OSError: if they cannot be written.
    """
    made = not folder.exists()
    folder.mkdir(parents=True, exist_ok=True)
    aside = folder / f".reformdata-init-{os.getpid()}"
    moved: list[Path] = []
    try:
        write_folder(aside, files)
        for name in FOLDERS:
            (aside / name).mkdir()
        # Folders first: of two that start at once, the second fails at a folder and has moved nothing.
        for child in sorted(aside.iterdir(), key=lambda one: (one.is_file(), one.name)):
            child.rename(folder / child.name)
            moved.append(folder / child.name)
    except BaseException:
        _remove(moved)
        raise
    finally:
        shutil.rmtree(aside, ignore_errors=True)
        if made and not any(folder.iterdir()):
            folder.rmdir()


def _remove(paths: list[Path]) -> None:
    for path in paths:
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)


def _done(folder: Path, count: int) -> Message:
    shown = visible(str(folder))
    return Message(
        f"{shown}: {count} filer. Videre: læg en kilde i records/sources/, og kør i mappen: reformdata validate --with-package",
        f"{shown}: {count} files. Next: put a source in records/sources/, and run in the folder: reformdata validate --with-package",
    )
