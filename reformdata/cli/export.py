"""Write the data in another format: csv, jsonl, parquet, croissant, datapackage, sqlite, xlsx, jsonld or turtle.

csv, jsonl, parquet, croissant and datapackage are folders that describe themselves. They replace an earlier export and
nothing else, with or without `--force`. The others are single files in an existing folder, which must be new unless
`--force` is given. A path whose ending is that of another format is refused, such as `out.csv` for `xlsx`.

Exit code 0: written; 2: wrong use.
"""

import argparse
from pathlib import Path

from reformdata.cli.options import add_data, add_language
from reformdata.cli.terminal import printable
from reformdata.dataset.opening import open_store
from reformdata.errors import MissingExtraError, ReformdataError, RefusedError, UnknownFormatError
from reformdata.exports import FORMATS, export
from reformdata.exports.targets import EndingError, ExistingFileError, ForeignFolderError, MissingFolderError
from reformdata.findings import Message, suggestion_message, visible


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of this command to `parser`."""
    parser.add_argument("format", metavar="FORMAT", help=" | ".join(FORMATS))
    parser.add_argument("path", type=Path, metavar="PATH", help="the file or the folder to write")
    parser.add_argument("--force", action="store_true", help="replace an existing file; does not apply to folders")
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
    if isinstance(error, EndingError):
        written = _written_as(error)
        ending, name, fitting = visible(error.path.suffix), error.format, printable(error.fitting)
        return Message(
            f"{path} ender på {ending}, men formatet {name} er {written.da}; kald det {fitting}",
            f"{path} ends in {ending}, but the format {name} is {written.en}; name it {fitting}",
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
    if isinstance(error, MissingFolderError):
        folder = printable(error.path)
        return Message(
            f"mappen {folder} findes ikke; opret den først", f"the folder {folder} does not exist; create it first"
        )
    if isinstance(error, ReformdataError):
        return Message(str(error), str(error))
    if isinstance(error, NotADirectoryError):
        return Message(f"{path} er en fil eller ligger i en", f"{path} is a file or lies inside one")
    if isinstance(error, IsADirectoryError):
        return Message(f"{path} er en mappe; angiv en fil", f"{path} is a folder; give a file")
    if not error.strerror:
        return Message(f"{path} er ikke en almindelig fil; angiv en fil", f"{path} is not a regular file; give a file")
    # The message of the system would name the temporary file.
    return Message(f"{path} kan ikke skrives: {error.strerror}", f"{path} cannot be written: {error.strerror}")


def _written_as(error: EndingError) -> Message:
    """What the format is written as."""
    if not error.endings:
        return Message("en mappe med filer", "a folder of files")
    return Message(f"en fil, der ender på {error.endings[0]}", f"a file that ends in {error.endings[0]}")
