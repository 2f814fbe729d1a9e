"""Write the files of a checkout that are made from the models and the code: schemas/, datapackage.json, the issue forms and most of docs/.

Only those that differ are written, and schemas that no model makes any more are deleted.

With `--local` it writes only schemas/ids.schema.json, with the ids of this checkout, so that the editor offers them
with their Danish names; git is told to ignore changes to that file (`git update-index --skip-worktree`). Run it again
when there are new ids. Without `--local` the file is restored as committed, and git watches it again.
"""

import argparse
import subprocess
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from reformdata import files as atomic
from reformdata.cli import fail, reference
from reformdata.curation.reading.checkout import read_checkout
from reformdata.findings import Message, visible
from reformdata.repository import generated
from reformdata.repository.codebook import MissingPlaceError


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Give `parser` the arguments of this command."""
    parser.add_argument("path", nargs="?", type=Path, default=Path(), help="the checkout (default: this folder)")
    parser.add_argument("--local", action="store_true", help="let the editor offer the ids of this checkout")


def run(args: argparse.Namespace) -> int:
    """Bring the generated files under `args.path` up to date, and name those that were not."""
    return _write_local(args.path) if args.local else _write_all(args.path)


def _write_local(root: Path) -> int:
    if not (root / "records").is_dir():
        shown = visible(str(root))
        raise RefusedError(Message(f"{shown}: her er ingen mappe records/", f"{shown}: there is no folder records/ here"))
    _write(root, generated.local(read_checkout(root).corpus))
    _overlook(root, generated.IDS, "--skip-worktree")
    return 0


def _write_all(root: Path) -> int:
    try:
        made = generated.files(root)
    except MissingPlaceError as error:
        raise RefusedError(
            Message(
                f"{generated.CODEBOOK} skal have stedet {error.place} netop én gang",
                f"{generated.CODEBOOK} needs the place {error.place} just once",
            )
        )
    _write(root, {**made, reference.PAGE: reference.page()})
    for name in generated.left_over(root):
        (root / name).unlink()
        print(f"- {visible(name)}")
    _overlook(root, generated.IDS, "--no-skip-worktree")
    return 0


def _write(root: Path, made: Mapping[str, str]) -> None:
    for name, content in made.items():
        if _bring_up_to_date(root / name, content.encode()):
            print(name)


def _bring_up_to_date(path: Path, content: bytes) -> bool:
    """Write `content` to `path` if it holds something else, and say whether it did."""
    if path.is_file() and path.read_bytes() == content:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    atomic.write_file(path, content)
    return True


def _overlook(root: Path, name: str, flag: str) -> None:
    """Set the flag of git by which it overlooks the file `name` under `root`, or minds it; without git nothing is amiss."""
    with suppress(FileNotFoundError):
        subprocess.run(["git", "-C", root, "update-index", flag, "--", name], capture_output=True, check=False)  # noqa: S603, S607 - the user's git, on a fixed file
