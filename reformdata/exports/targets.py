"""Writing an export: one file, or a folder with a descriptor, each complete or not at all.

A folder is replaced only if an earlier export or build wrote everything in it, as its descriptor, `datapackage.json`,
lists. Who wrote a single file cannot be known, so it is replaced only on request.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePosixPath
from typing import Any

from reformdata.about import NAME
from reformdata.errors import ReformdataError
from reformdata.files import write_file, write_folder
from reformdata.messages import Message
from reformdata.models import Doc
from reformdata.store.file import Store
from reformdata.tables.datapackage import descriptor

DESCRIPTOR = "datapackage.json"
COMPILED = "reformdata.sqlite"
DATASETTE = "metadata.json"
"""The file in which Datasette looks for what describes `COMPILED`."""


_OF_SELECTION = {
    "description": "This is a selection of records; citation.txt says which. It has the entries that these refer to. Relations"
    " to other records are left out, and evidence that is another record.",
    "description_da": "Dette er et udvalg af poster; citation.txt siger hvilke. Det har de opslag, som posterne henviser til."
    " Forbindelser til andre poster er udeladt, og belæg, der er en anden post.",
}
_CITATIONS: tuple[dict[str, str], ...] = (
    {
        "name": "citation",
        "path": "citation.txt",
        "mediatype": "text/plain",
        "encoding": "utf-8",
        "description": "How to cite the selection, in Danish and in English.",
        "description_da": "Sådan henviser du til udvalget, på dansk og på engelsk.",
    },
    {
        "name": "citation-digests",
        "path": "citation.json",
        "mediatype": "application/json",
        "encoding": "utf-8",
        "description": "The citation for a program, with a digest of each record: `reformdata verify-citation` reads it.",
        "description_da": "Henvisningen til et program, med en kontrolsum for hver post: `reformdata verify-citation` læser den.",
    },
)
"""What the descriptor of a selection says of its two citations."""


class ForeignFolderError(ReformdataError, FileExistsError):
    """The folder has files that no export wrote and that a new export would delete.

    Attributes:
        path: the folder.
        foreign: the files and folders in it that no export wrote.
    """

    def __init__(self, path: Path, foreign: tuple[str, ...]) -> None:
        self.path = path
        self.foreign = foreign
        named, more = ", ".join(map(repr, foreign[:3])), len(foreign) - 3
        da, en = (f" og {more} andre", f" and {more} more") if more > 0 else ("", "")
        self.message = Message(
            f"{path} indeholder filer, som en eksport ikke har skrevet: {named}{da}; angiv en ny eller tom mappe",
            f"{path} contains files that no export wrote: {named}{en}; name a new or an empty folder",
        )
        super().__init__(self.message.en)


class ExistingFileError(ReformdataError, FileExistsError):
    """The file exists, and `overwrite` is false.

    Attributes:
        path: the file.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.message = Message(
            f"{path} findes allerede; skriv overwrite=True for at erstatte den, eller angiv en anden fil",
            f"{path} already exists; pass overwrite=True to replace it, or name another file",
        )
        super().__init__(self.message.en)


class MissingFolderError(ReformdataError, FileNotFoundError):
    """The folder of the file does not exist.

    Attributes:
        path: the folder.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.message = Message(
            f"mappen {path} findes ikke; opret den først", f"the folder {path} does not exist; create it first"
        )
        super().__init__(self.message.en)


class EndingError(ReformdataError, ValueError):
    """The ending of the path is that of another format.

    Attributes:
        path: the file or the folder.
        format: the format that was asked for.
        endings: those that fit, the usual one first; empty if the format is a folder.
    """

    def __init__(self, path: Path, format: str, endings: tuple[str, ...]) -> None:  # noqa: A002 - the field's word
        self.path = path
        self.format = format
        self.endings = endings
        if endings:
            written = Message(f"en fil, der ender på {endings[0]}", f"a file that ends in {endings[0]}")
        else:
            written = Message("en mappe med filer", "a folder of files")
        ending, fitting = path.suffix, path.with_suffix(endings[0] if endings else "")
        self.message = Message(
            f"{path} ender på {ending}, men formatet {format} er {written.da}; kald det {fitting}",
            f"{path} ends in {ending}, but the format {format} is {written.en}; name it {fitting}",
        )
        super().__init__(self.message.en)


_ENDINGS_OF_FILES = frozenset(
    {
        ".csv", ".db", ".json", ".jsonl", ".jsonld", ".ndjson", ".ods", ".parquet", ".sqlite", ".sqlite3", ".tsv", ".ttl",
        ".turtle", ".txt", ".xls", ".xlsx", ".zip",
    }
)  # fmt: skip
"""The endings by which the name of a folder would pass for a file."""


def check_ending(path: Path, format: str, endings: tuple[str, ...]) -> None:  # noqa: A002 - the field's word
    """Refuse a path whose ending does not fit `format`; a path without an ending fits any.

    Args:
        path: the file or the folder to write.
        format: the name of the format.
        endings: those of its file; empty if it is a folder, whose name may have a full stop, as in `reform-0.1`.

    Raises:
        EndingError: if the ending is another one, or, for a folder, that of a file.
    """
    ending = path.suffix.lower()
    if ending in _ENDINGS_OF_FILES if not endings else ending and ending not in endings:
        raise EndingError(path, format, endings)


def export_file(path: Path, content: bytes, *, overwrite: bool) -> None:
    """Write `content` to `path`, replacing an existing file only if `overwrite` is true.

    Raises:
        ExistingFileError: if the file exists and `overwrite` is false.
        MissingFolderError: if its folder does not exist.
        IsADirectoryError: if it is a folder.
        FileExistsError: if it is neither a file nor a folder, such as a device.
        NotADirectoryError: if it is inside a file.
        OSError: if it cannot be written; then the old file, if there was one, is as it was.
    """
    target = path.resolve()  # a link stays a link: the file it points to is replaced
    if target.is_dir():
        raise IsADirectoryError(f"{path} is a folder; name a file")
    if target.exists() and not target.is_file():
        raise FileExistsError(f"{path} is not a regular file; name a file")
    if target.exists() and not overwrite:
        raise ExistingFileError(path)
    if not _nearest_existing(target.parent).is_dir():
        raise NotADirectoryError(f"{path} is inside a file")
    if not target.parent.exists():
        raise MissingFolderError(path.parent)
    write_file(target, content)


def export_folder(
    directory: Path, store: Store, about: Doc | None, resources: Iterable[dict[str, Any]], files: Mapping[str, bytes]
) -> None:
    """Write `files` by name and their descriptor to `directory`, replacing an earlier export.

    Args:
        directory: the folder.
        store: the data that was exported.
        about: the description of the folder, if it is not that of the data set.
        resources: what the descriptor says of each file; its size and hash are added.
        files: the content of each file.

    Raises:
        ForeignFolderError: if the folder holds anything that no export wrote.
        NotADirectoryError: if it is a file, or inside one.
        OSError: if it cannot be written; then the folder is as it was.
    """
    _refuse_foreign(directory)
    described = {"description": about.en, "description_da": about.da} if about else {}
    if cited := store.selection:
        described = {language: f"{text} {_OF_SELECTION[language]}" for language, text in described.items()}
        resources = [*resources, *_CITATIONS]
        texts = f"{cited['da']}\n\n{cited['en']}\n".encode()
        files = {**files, "citation.txt": texts, "citation.json": f"{cited['json']}\n".encode()}
    listed = [one | file_digest(files[one["path"]]) for one in resources]
    package = {**descriptor(), **described, "version": store.version, "resources": listed}
    write_folder(directory, {**files, DESCRIPTOR: json_bytes(package)})


def file_digest(content: bytes) -> dict[str, Any]:
    """The size and the hash of a file, by which a damaged or altered file is found."""
    return {"bytes": len(content), "hash": f"sha256:{hashlib.sha256(content).hexdigest()}"}


def json_bytes(value: Mapping[str, Any]) -> bytes:
    """`value` as an indented JSON document."""
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode()


def _refuse_foreign(directory: Path) -> None:
    existing = _nearest_existing(directory)
    if not existing.is_dir():
        raise NotADirectoryError(f"{existing} is a file; name a folder")
    if existing != directory:
        return
    written = _written_by_an_export(directory / DESCRIPTOR)
    names = sorted(path.relative_to(directory).as_posix() for path in directory.rglob("*"))
    foreign = tuple(name for name in names if name not in written)
    if foreign:
        raise ForeignFolderError(directory, foreign)


def _nearest_existing(path: Path) -> Path:
    """`path`, or the nearest folder above it that exists."""
    return next(one for one in (path, *path.absolute().parents) if one.exists())


def _written_by_an_export(path: Path) -> frozenset[str]:
    """The files that the export of the descriptor at `path` wrote, with their folders; none if it is not ours.

    The list in the descriptor is used, since another version may have had other tables.
    """
    try:
        package = json.loads(path.read_text("utf-8"))
        if package["name"] != NAME:
            return frozenset()
        listed = [resource["path"] for resource in package["resources"]]
        paths = [name for path in listed for name in ([path] if isinstance(path, str) else map(str, path))]
    except (OSError, ValueError, LookupError, TypeError):
        return frozenset()
    folders = {parent.as_posix() for name in paths for parent in PurePosixPath(name).parents}
    return frozenset({DESCRIPTOR, COMPILED, DATASETTE, *paths, *folders})
