"""Check a checkout and write its data as a Data Package: a CSV file for each table, a description of them, and one SQLite file.

The folder appears complete or not at all. It may replace an earlier build; one that holds anything
else is refused. Exit code 0: written; 1: the data has errors, nothing is written; 2: wrong use.
"""

import argparse
from dataclasses import replace
from pathlib import Path

from reformdata.cli import fail
from reformdata.cli.options import add_language
from reformdata.cli.output import FORMATS, View
from reformdata.curation.checks import validate
from reformdata.curation.reading.checkout import read_checkout
from reformdata.exports import datapackage
from reformdata.exports.targets import DESCRIPTOR, ForeignFolderError
from reformdata.findings import Message, visible
from reformdata.store.compiling import compile_corpus
from reformdata.store.file import Store
from reformdata.tables import TABLES


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Give `parser` the arguments of this command."""
    parser.add_argument("directory", type=Path, help="the folder to write: a new or empty one, or an earlier build")
    parser.add_argument(
        "--from", dest="root", type=Path, default=Path(), help="the folder that holds records/ (default: this one)"
    )
    add_language(parser)


def run(args: argparse.Namespace) -> int:
    """Build `args.root` into `args.directory`, and say what was written."""
    if not args.root.is_dir():
        path = visible(str(args.root))
        raise RefusedError(Message(f"{path}: der er ingen mappe af det navn", f"{path}: there is no folder of that name"))
    report = validate(args.root)
    if report.errors:
        report = replace(report, findings=tuple(one for one in report.findings if one.rule.severity == "error"))
        for line in FORMATS["text"](report, View(root=args.root, language=args.lang)):
            print(line)
        return 1
    corpus = read_checkout(args.root).corpus
    try:
        datapackage.write(Store.of_bytes(compile_corpus(corpus)), args.directory)
    except ForeignFolderError as error:
        raise RefusedError(_foreign(error))
    except NotADirectoryError:
        path = visible(str(args.directory))
        raise RefusedError(Message(f"{path} er en fil eller ligger under en", f"{path} is a file or lies under one"))
    print(_written(args.directory, len(corpus.records), args.lang))
    return 0


def _foreign(error: ForeignFolderError) -> Message:
    path, first = visible(str(error.path)), visible(error.strange[0])
    return Message(
        f"{path} indeholder noget, som ingen tidligere build har skrevet, fx `{first}`; angiv en ny eller tom mappe",
        f"{path} holds something that no earlier build wrote, such as `{first}`; name a new or an empty folder",
    )


def _written(directory: Path, records: int, language: str) -> str:
    path = visible(str(directory))
    if language == "da":
        return f"{path}: {records} poster i {len(TABLES)} tabeller; se {DESCRIPTOR}"
    return f"{path}: {records} records in {len(TABLES)} tables; see {DESCRIPTOR}"
