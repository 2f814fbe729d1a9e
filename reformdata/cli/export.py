"""Write the data in another format: csv, jsonl, parquet, croissant, datapackage, sqlite, xlsx, jsonld or turtle.

csv, jsonl, parquet, croissant and datapackage are folders that describe themselves. They replace an earlier export and
nothing else, with or without `--force`. The others are single files in an existing folder, which must be new unless
`--force` is given. A path whose ending is that of another format is refused, such as `out.csv` for `xlsx`.

Exit code 0: written; 2: wrong use.
"""

import argparse
from pathlib import Path

from reformdata.cli.options import add_data, add_language
from reformdata.cli.parser import Parser
from reformdata.cli.terminal import printable
from reformdata.dataset.opening import open_store
from reformdata.errors import MissingExtraError, ReformdataError, RefusedError, UnknownFormatError, system_reason
from reformdata.exports import FORMATS, export
from reformdata.exports.targets import ExistingFileError, ForeignFolderError
from reformdata.messages import Message, suggestion_message, visible

DANISH = """Skriv data i et andet format: csv, jsonl, parquet, croissant, datapackage, sqlite, xlsx, jsonld eller turtle.

csv, jsonl, parquet, croissant og datapackage er mapper, der beskriver sig selv. De erstatter en tidligere eksport og
intet andet, med eller uden `--force`. De andre er enkelte filer i en mappe, som findes i forvejen; filen skal være ny,
medmindre `--force` er angivet. En sti, hvis endelse hører til et andet format, bliver afvist, fx `out.csv` til `xlsx`.

Afslutningskode 0: skrevet; 2: forkert brug.
"""


def add_arguments(parser: Parser) -> None:
    """Add the arguments of this command to `parser`."""
    parser.add_argument("format", metavar="FORMAT", help=" | ".join(FORMATS))
    parser.add_argument(
        "path",
        type=Path,
        metavar=parser.text("STI", "PATH"),
        help=parser.text("den fil eller mappe, der skrives", "the file or the folder to write"),
    )
    parser.add_argument(
        "--force",
        action="store_true",
        help=parser.text(
            "erstat en fil, der findes; gælder ikke mapper", "replace an existing file; does not apply to folders"
        ),
    )
    add_data(parser)
    add_language(parser)


def run(args: argparse.Namespace) -> int:
    """Write the data to `args.path` in `args.format`, and report it."""
    store = open_store(args.data)
    path = printable(args.path)
    try:
        export(store, args.format, args.path, overwrite=args.force)
    except (ReformdataError, OSError) as error:
        raise RefusedError(why_not_written(args.path, error)) from error
    records = len(store.record_ids())
    print(Message(f"{path}: {records} poster", f"{path}: {records} records").in_(args.lang))
    return 0


def why_not_written(target: Path, error: ReformdataError | OSError) -> Message:
    """Why an export to `target` failed with `error`, and what to do instead."""
    path = printable(target)
    if isinstance(error, MissingExtraError):
        install = f'pip install "reformdata[{error.extra}]"'
        return Message(f"formatet kræver et tilvalg: {install}", f"the format needs an optional extra: {install}")
    if isinstance(error, UnknownFormatError):
        name, known = visible(error.format), ", ".join(error.known)
        if advice := suggestion_message(error.format, error.known):
            return Message(
                f"der er intet format `{name}`; {advice.da} (der er: {known})",
                f"there is no format `{name}`; {advice.en} (there are: {known})",
            )
        return Message(
            f"der er intet format `{name}`; der er: {known}", f"there is no format `{name}`; there are: {known}"
        )
    if isinstance(error, ForeignFolderError):
        first = visible(error.foreign[0])
        return Message(
            f"{path} indeholder noget, som en eksport ikke har skrevet, fx `{first}`; angiv en ny eller tom mappe",
            f"{path} holds something that an export did not write, such as `{first}`; give a new or an empty folder",
        )
    if isinstance(error, ExistingFileError):
        return Message(
            f"{path} findes allerede; erstat filen med --force, eller angiv en anden fil",
            f"{path} already exists; replace it with --force, or give another file",
        )
    if isinstance(error, ReformdataError):
        return error.message
    if isinstance(error, NotADirectoryError):
        return Message(f"{path} er en fil eller ligger i en", f"{path} is a file or lies inside one")
    if isinstance(error, IsADirectoryError):
        return Message(f"{path} er en mappe; angiv en fil", f"{path} is a folder; give a file")
    if not error.strerror:
        return Message(f"{path} er ikke en almindelig fil; angiv en fil", f"{path} is not a regular file; give a file")
    # The message of the system would name the temporary file.
    reason = system_reason(error)
    return Message(f"{path} kan ikke skrives: {reason.da}", f"{path} cannot be written: {reason.en}")
