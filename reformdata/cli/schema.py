"""Write the generated files of a checkout: schemas/, datapackage.json, the issue forms and most of docs/.

Only files that differ are written, and schemas that no model makes any more are deleted.

With `--local` only schemas/ids.schema.json is written, with the ids of this checkout, so that the editor suggests them
with their Danish names; git is told to ignore changes to that file (`git update-index --skip-worktree`). Run it again
when there are new ids. Without `--local` the file is restored as committed, and git tracks it again.

Exit code 0; 2: wrong use.
"""

import argparse
import subprocess
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from reformdata.cli import reference
from reformdata.cli.checkouts import open_checkout
from reformdata.cli.options import add_checkout_path, add_language, require_records
from reformdata.cli.parser import Parser
from reformdata.files import write_file
from reformdata.messages import visible
from reformdata.models import Language
from reformdata.repository import generated

DANISH = """Skriv de filer i en mappe, der bliver dannet automatisk: schemas/, datapackage.json, formularerne og det meste af docs/.

Kun filer, der er anderledes, bliver skrevet, og skemaer, der ikke længere dannes, bliver slettet.

Med `--local` skrives kun schemas/ids.schema.json med id'erne i denne mappe, så editoren foreslår dem med deres danske
navne; git får besked på at se bort fra ændringer i den fil (`git update-index --skip-worktree`). Kør det igen, når der
er nye id'er. Uden `--local` bliver filen gendannet, og git følger den igen.

Afslutningskode 0; 2: forkert brug.
"""


def add_arguments(parser: Parser) -> None:
    """Add the arguments of this command to `parser`."""
    add_checkout_path(parser)
    parser.add_argument(
        "--local",
        action="store_true",
        help=parser.text("lad editoren foreslå id'erne i denne mappe", "let the editor offer the ids of this checkout"),
    )
    add_language(parser)


def run(args: argparse.Namespace) -> int:
    """Update the generated files under `args.path`, and list those that have changed."""
    return _write_local(args.path, args.lang) if args.local else _write_all(args.path)


def _write_local(root: Path, language: Language) -> int:
    require_records(root)
    checkout = open_checkout(root, language)
    own = [source for source in checkout.corpus.sources if checkout.owns("sources", source)]
    _write(root, generated.local_files(checkout.corpus, own))
    _set_git_flag(root, generated.IDS, "--skip-worktree")
    return 0


def _write_all(root: Path) -> int:
    made = generated.files(root)
    _write(root, made | reference.pages())
    for name in generated.obsolete_schemas(root):
        (root / name).unlink()
        print(f"- {visible(name)}")
    _set_git_flag(root, generated.IDS, "--no-skip-worktree")
    return 0


def _write(root: Path, made: Mapping[str, str]) -> None:
    for name, content in made.items():
        path = root / name
        if not path.is_file() or path.read_bytes() != content.encode():
            path.parent.mkdir(parents=True, exist_ok=True)
            write_file(path, content.encode())
            print(name)


def _set_git_flag(root: Path, name: str, flag: str) -> None:
    """Set the flag by which git ignores changes to the file `name` under `root`, or no longer; without git do nothing."""
    with suppress(FileNotFoundError):
        subprocess.run(["git", "-C", root, "update-index", flag, "--", name], capture_output=True, check=False)  # noqa: S603, S607 - the user's git, on a fixed file
