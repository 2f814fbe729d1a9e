"""The data in the formats of other programs: each format is a module with a function `write`."""

from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Protocol

from reformdata.errors import UnknownFormatError
from reformdata.exports import croissant, csv, datapackage, jsonl, jsonld, parquet, sqlite, turtle, xlsx
from reformdata.store.file import Store


class WriteFile(Protocol):
    """Writes a format that is a single file."""

    def __call__(self, store: Store, path: Path, *, overwrite: bool) -> None:
        """Write `store` to `path`, replacing an existing file only if `overwrite` is true."""


FOLDERS: Mapping[str, Callable[[Store, Path], None]] = MappingProxyType(
    {
        "csv": csv.write,
        "jsonl": jsonl.write,
        "parquet": parquet.write,
        "croissant": croissant.write,
        "datapackage": datapackage.write,
    }
)
"""The writer of each format that is a folder."""

FILES: Mapping[str, WriteFile] = MappingProxyType(
    {"sqlite": sqlite.write, "xlsx": xlsx.write, "jsonld": jsonld.write, "turtle": turtle.write}
)
"""The writer of each format that is a single file."""

FORMATS: tuple[str, ...] = (*FOLDERS, *FILES)
"""The names of the formats. The same data gives the same bytes, and an export is never half written."""


def export(store: Store, format: str, path: str | Path, *, overwrite: bool = False) -> None:  # noqa: A002 - the field's word
    """Write `store` in `format` to `path`; see `Dataset.export`."""
    if format in FOLDERS:
        FOLDERS[format](store, Path(path))
    elif format in FILES:
        FILES[format](store, Path(path), overwrite=overwrite)
    else:
        raise UnknownFormatError(format, FORMATS)
