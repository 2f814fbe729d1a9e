"""Start a repository for your own data: the same layout, vocabularies and checks, and no records.

The folder must be new, or empty but for .git.

Exit code 0; 2: it is not empty, or wrong use.
"""

import argparse
from pathlib import Path

from reformdata.cli.options import add_language
from reformdata.cli.parser import Parser
from reformdata.cli.terminal import printable
from reformdata.dataset.opening import open_store
from reformdata.errors import refusal
from reformdata.files import create_folder
from reformdata.messages import LONGEST_SHOWN, Message, visible
from reformdata.models import LANGUAGES
from reformdata.repository.starter import FOLDERS, starter_files
from reformdata.store.compiling import corpus_of

DANISH = """Opret en samling til dine egne data: med samme opbygning, vokabularer og kontrol, men uden poster.

Mappen skal være ny, eller tom bortset fra .git.

Afslutningskode 0; 2: den er ikke tom, eller forkert brug.
"""


def add_arguments(parser: Parser) -> None:
    """Add the arguments of this command to `parser`."""
    parser.add_argument(
        "folder",
        metavar=parser.text("MAPPE", "DIR"),
        type=Path,
        help=parser.text("den mappe, der oprettes, eller en tom mappe", "the folder to make, or an empty one"),
    )
    parser.add_argument(
        "--name",
        metavar=parser.text("NAVN", "NAME"),
        help=parser.text(
            "samlingens navn (ellers mappens navn)", "the name of the repository (default: the name of the folder)"
        ),
    )
    parser.add_argument(
        "--language",
        metavar=parser.text("SPROG", "LANGUAGE"),
        choices=LANGUAGES,
        default="da",
        help=parser.text(
            "sproget i fund, anmærkninger på GitHub og spørgsmål dér, da eller en (ellers da)",
            "the language of findings, annotations and questions there, da or en (default: da)",
        ),
    )
    add_language(parser)


def run(args: argparse.Namespace) -> int:
    """Fill `args.folder`."""
    name = args.folder.resolve().name if args.name is None else args.name
    _require_new(args.folder, name)
    files = starter_files(name, corpus_of(open_store()), language=args.language)
    create_folder(args.folder, files, FOLDERS)
    shown, count = printable(args.folder), len(files)
    done = Message(
        f"{shown}: {count} filer. Næste trin: gå ind i mappen, og tilføj en kilde; se: reformdata source add --help",
        f"{shown}: {count} files. Next: go into the folder and add a source; see: reformdata source add --help",
    )
    print(done.in_(args.lang))
    return 0


def _require_new(folder: Path, name: str) -> None:
    shown = printable(folder)
    if not name.strip() or visible(name) != name:
        raise refusal(
            f"`{visible(name)}` kan ikke bruges som navn; angiv ét på én linje, højst {LONGEST_SHOWN} tegn: "
            "--name NAVN",
            f"`{visible(name)}` cannot be a name; give one on one line, at most {LONGEST_SHOWN} characters: "
            "--name NAME",
        )
    if not folder.exists() and not folder.is_symlink():
        return
    if not folder.is_dir():
        raise refusal(f"{shown} er ikke en mappe; vælg en anden", f"{shown} is not a folder; choose another")
    held = sorted(child.name for child in folder.iterdir() if child.name != ".git")
    if held:
        raise refusal(
            f"{shown} er ikke tom: den indeholder {visible(held[0])}; vælg en anden mappe",
            f"{shown} is not empty: it holds {visible(held[0])}; choose another folder",
        )
