"""A Data Package: every table as CSV, the descriptor `datapackage.json`, and the compiled file `reformdata.sqlite`.

The CSV is RFC 4180 with a line feed at the end of a line, UTF-8 without a mark. It is exact: nothing is
escaped for spreadsheets. What it loses: an empty text cannot be told from none (the sketch of a paragraph
too short to have one).
"""

import csv
import hashlib
import io
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

from reformdata import atomic, compiled
from reformdata.errors import ReformdataError
from reformdata.models import Corpus
from reformdata.schemas import descriptor
from reformdata.tables import TABLES, Table

DESCRIPTOR = "datapackage.json"
COMPILED = "reformdata.sqlite"


class ForeignFolderError(ReformdataError, FileExistsError):
    """The folder to be written holds what is not of an earlier build, and what a new build would delete.

    Attributes:
        path: the folder.
        strange: the names in it that no build wrote.
    """

    def __init__(self, path: Path, strange: tuple[str, ...]) -> None:
        self.path = path
        self.strange = strange
        named = ", ".join(map(repr, strange[:3])) + (f" and {len(strange) - 3} more" if len(strange) > 3 else "")
        super().__init__(f"{path} holds what no build wrote: {named}; name a new or an empty folder")


def write(corpus: Corpus, directory: Path) -> None:
    """Write `corpus` as a Data Package to `directory`, in place of an earlier one if there is one.

    Raises:
        ForeignFolderError: if the folder holds anything that no build wrote.
        NotADirectoryError: if it is a file, or lies under one.
        DanglingReferenceError: if a reference of `corpus` does not resolve.
        OSError: if it cannot be written; then the folder is as it was.
    """
    _refuse_foreign(directory)
    atomic.write_folder(directory, package_files(corpus))


def package_files(corpus: Corpus) -> dict[str, bytes]:
    """The files of the package by name; the same corpus gives the same bytes."""
    files = {COMPILED: compiled.compile_corpus(corpus)}
    package = descriptor()
    for table, resource in zip(TABLES, package["resources"], strict=True):
        content = table_csv(table, corpus)
        files[resource["path"]] = content
        # So that a file cut short or altered is found by whoever validates the package.
        resource["bytes"] = len(content)
        resource["hash"] = f"sha256:{hashlib.sha256(content).hexdigest()}"
    files[DESCRIPTOR] = (json.dumps(package, ensure_ascii=False, indent=2) + "\n").encode()
    return files


def table_csv(table: Table, corpus: Corpus) -> bytes:
    """`table` as CSV."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(column.name for column in table.columns)
    writer.writerows(map(_cell, row) for row in table.rows(corpus))
    return text.getvalue().encode()


def _cell(value: Any) -> str:
    """`value` of a table as text; an array as JSON, none as nothing."""
    if value is None:
        return ""
    if isinstance(value, tuple):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, Decimal):
        return f"{value:f}"  # never 1E+2
    return str(value)


def _refuse_foreign(directory: Path) -> None:
    there = next(path for path in (directory, *directory.absolute().parents) if path.exists())
    if not there.is_dir():
        raise NotADirectoryError(f"{there} is a file; name a folder")
    if there != directory:
        return
    names = sorted(entry.name for entry in directory.iterdir())
    written = _written_by_a_build(directory / DESCRIPTOR)
    strange = tuple(name for name in names if name not in written)
    if strange:
        raise ForeignFolderError(directory, strange)


def _written_by_a_build(path: Path) -> frozenset[str]:
    """The names that the build of the descriptor at `path` wrote; none if it is no descriptor of ours.

    Its own list is read, since another version may have had other tables.
    """
    try:
        package = json.loads(path.read_text("utf-8"))
        if package["name"] != "reformdata":
            return frozenset()
        return frozenset({DESCRIPTOR, COMPILED, *(str(resource["path"]) for resource in package["resources"])})
    except (OSError, ValueError, LookupError, TypeError):
        return frozenset()
