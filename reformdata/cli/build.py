"""Check a checkout and write its data as a Data Package: CSV files with a description, and one SQLite file.

The folder appears complete or not at all. It may replace an earlier build; a folder that holds anything else is
refused.

Exit code 0: written; 1: the data has errors, nothing is written; 2: wrong use.
"""

import argparse
from dataclasses import replace
from pathlib import Path

from reformdata.cli.options import add_language, require_folder
from reformdata.cli.output import FORMATS, View
from reformdata.cli.terminal import print_lines, printable
from reformdata.curation.checks import validate
from reformdata.curation.reading.checkout import read_checkout
from reformdata.errors import RefusedError
from reformdata.exports import datapackage
from reformdata.exports.targets import DESCRIPTOR, ForeignFolderError
from reformdata.findings import Message, visible
from reformdata.store.compiling import compile_corpus
from reformdata.store.file import Store
from reformdata.tables import TABLES


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of this command to `parser`."""
    parser.add_argument("directory", type=Path, help="the folder to write: a new or empty one, or an earlier build")
    parser.add_argument(
        "--from", dest="root", type=Path, default=Path(), help="the folder that holds records/ (default: this one)"
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
    except ForeignFolderError as error:
        raise RefusedError(_foreign(error)) from error
    except NotADirectoryError as error:
        path = printable(str(args.directory))
        raise RefusedError(
            Message(f"{path} er en fil eller ligger i en", f"{path} is a file or lies inside one")
        ) from error
    path, records = printable(str(args.directory)), len(corpus.records)
    written = Message(
        f"{path}: {records} poster i {len(TABLES)} tabeller; se {DESCRIPTOR}",
        f"{path}: {records} records in {len(TABLES)} tables; see {DESCRIPTOR}",
    )
    print(written.in_(args.lang))
    return 0


def _foreign(error: ForeignFolderError) -> Message:
    path, first = printable(str(error.path)), visible(error.foreign[0])
    return Message(
        f"{path} indeholder noget, som build ikke har skrevet, fx `{first}`; angiv en ny eller tom mappe",
        f"{path} holds something that build did not write, such as `{first}`; give a new or an empty folder",
    )
