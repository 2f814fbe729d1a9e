"""Write the files of a checkout that are made from the models and the code: schemas/, datapackage.json, the issue forms and most of docs/.

Only those that differ are written, and schemas that no model makes any more are deleted.

With `--local` the editor also learns the ids that there are, and offers them with their Danish names: they go into
schemas/ids.schema.json, and git is told to overlook that file (`git update-index --skip-worktree`). Run it again when
there are new ones. Without `--local` the file is as it was committed, and git minds it again.
"""

import argparse
import subprocess
from contextlib import suppress
from pathlib import Path

from reformdata import atomic, generated
from reformdata.cli import fail, reference
from reformdata.codebook import MissingPlaceError
from reformdata.findings import Message, visible
from reformdata.reading.checkout import read_checkout


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Give `parser` the arguments of this command."""
    parser.add_argument("path", nargs="?", type=Path, default=Path(), help="the checkout (default: this folder)")
    parser.add_argument("--local", action="store_true", help="let the editor offer the ids of this checkout")


def run(args: argparse.Namespace) -> int:
    """Bring the generated files under `args.path` up to date, and name those that were not."""
    try:
        made = generated.files(args.path)
    except MissingPlaceError as error:
        return fail(
            Message(
                f"{generated.CODEBOOK} skal have stedet {error.place} netop én gang",
                f"{generated.CODEBOOK} needs the place {error.place} just once",
            )
        )
    made[reference.PAGE] = reference.page()
    if args.local:
        made |= generated.local(read_checkout(args.path).corpus)
    for name, content in made.items():
        if _bring_up_to_date(args.path / name, content.encode()):
            print(name)
    for name in generated.left_over(args.path):
        (args.path / name).unlink()
        print(f"- {visible(name)}")
    _overlook(args.path, generated.IDS, args.local)
    return 0


def _bring_up_to_date(path: Path, content: bytes) -> bool:
    """Write `content` to `path` if it holds something else, and say whether it did."""
    if path.is_file() and path.read_bytes() == content:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    atomic.write_file(path, content)
    return True


def _overlook(root: Path, name: str, overlooked: bool) -> None:
    """Have git overlook the file `name` under `root`, or mind it; where there is no git, or it has no such file, nothing is amiss."""
    flag = "--skip-worktree" if overlooked else "--no-skip-worktree"
    with suppress(FileNotFoundError):
        subprocess.run(["git", "-C", root, "update-index", flag, "--", name], capture_output=True, check=False)  # noqa: S603, S607 - the user's git, on a fixed file
