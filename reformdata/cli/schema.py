"""Write the files of a checkout that are made from the models: schemas/, datapackage.json, docs/codebook.md.

Only those that differ are written, and schemas that no model makes any more are deleted.
"""

import argparse
from pathlib import Path

from reformdata import atomic, generated
from reformdata.cli import fail
from reformdata.codebook import MissingPlaceError
from reformdata.findings import Message, visible


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Give `parser` the arguments of this command."""
    parser.add_argument("path", nargs="?", type=Path, default=Path(), help="the checkout (default: this folder)")


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
    for name, content in made.items():
        if _bring_up_to_date(args.path / name, content.encode()):
            print(name)
    for name in generated.left_over(args.path):
        (args.path / name).unlink()
        print(f"- {visible(name)}")
    return 0


def _bring_up_to_date(path: Path, content: bytes) -> bool:
    """Write `content` to `path` if it holds something else, and say whether it did."""
    if path.is_file() and path.read_bytes() == content:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    atomic.write_file(path, content)
    return True
