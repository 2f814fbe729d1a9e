"""Check a checkout and write its data as a Data Package: CSV files with a description, and one SQLite file.

The folder appears complete or not at all. It may replace an earlier build; a folder that holds anything else is
refused.

Exit code 0: written; 1: the data has errors, nothing is written; 2: wrong use.
"""

import argparse
from dataclasses import replace
from pathlib import Path

from reformdata.cli.export import why_not_written
from reformdata.cli.options import add_language, require_folder
from reformdata.cli.output import FORMATS
from reformdata.cli.output.text import View
from reformdata.cli.parser import Parser
from reformdata.cli.terminal import print_lines, printable
from reformdata.curation.checks import validate
from reformdata.curation.reading.checkout import read_checkout
from reformdata.errors import RefusedError
from reformdata.exports import datapackage
from reformdata.exports.targets import DESCRIPTOR, ForeignFolderError
from reformdata.messages import Message
from reformdata.store.compiling import compile_corpus
from reformdata.store.file import Store
from reformdata.tables import TABLES

DANISH = """Kontrollér en mappe med poster, og skriv dens data som en datapakke (Data Package): CSV-filer med en beskrivelse og én SQLite-fil.

Mappen bliver skrevet helt eller slet ikke. Den kan erstatte en tidligere pakke; en mappe med noget andet i bliver afvist.

Afslutningskode 0: skrevet; 1: data har fejl, og intet er skrevet; 2: forkert brug.
"""


def add_arguments(parser: Parser) -> None:
    """Add the arguments of this command to `parser`."""
    parser.add_argument(
        "directory",
        type=Path,
        metavar=parser.text("MAPPE", "DIRECTORY"),
        help=parser.text(
            "den mappe, der skrives: en ny, en tom eller en tidligere pakke",
            "the folder to write: a new or empty one, or an earlier build",
        ),
    )
    parser.add_argument(
        "--from",
        dest="root",
        metavar=parser.text("MAPPE", "ROOT"),
        type=Path,
        default=Path(),
        help=parser.text(
            "den mappe, der indeholder records/ (ellers denne)", "the folder that holds records/ (default: this one)"
        ),
    )
    add_language(parser)


def run(args: argparse.Namespace) -> int:
    """Build `args.root` into `args.directory`, and report what was written."""
    require_folder(args.root)
    report = validate(args.root)
    if report.errors:
        report = replace(report, findings=tuple(one for one in report.findings if one.rule.severity == "error"))
        print_lines(FORMATS["text"](report, View(root=args.root, language=args.lang)))
        return 1
    corpus = read_checkout(args.root).corpus
    try:
        datapackage.write(Store.of_bytes(compile_corpus(corpus)), args.directory)
    except (ForeignFolderError, NotADirectoryError) as error:
        raise RefusedError(why_not_written(args.directory, error)) from error
    path, records = printable(args.directory), len(corpus.records)
    written = Message(
        f"{path}: {records} poster i {len(TABLES)} tabeller; se {DESCRIPTOR}",
        f"{path}: {records} records in {len(TABLES)} tables; see {DESCRIPTOR}",
    )
    print(written.in_(args.lang))
    return 0
