"""The data in the formats of other programs: each format is a module with a function `write`."""

from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Protocol

from reformdata.errors import UnknownFormatError
from reformdata.exports import croissant, csv, datapackage, jsonl, jsonld, parquet, sqlite, turtle, xlsx

if TYPE_CHECKING:
    from reformdata.dataset import Dataset


class WriteFile(Protocol):
    """What writes a format that is a single file."""

    def __call__(self, ds: "Dataset", path: Path, *, overwrite: bool) -> None:
        """Write `ds` to `path`, in place of an existing file only if `overwrite` is true."""


FOLDERS: Mapping[str, Callable[["Dataset", Path], None]] = MappingProxyType(
    {
        "csv": csv.write,
        "jsonl": jsonl.write,
        "parquet": parquet.write,
        "croissant": croissant.write,
        "datapackage": datapackage.write,
    }
)
"""What writes each format that is a folder."""

FILES: Mapping[str, WriteFile] = MappingProxyType(
    {"sqlite": sqlite.write, "xlsx": xlsx.write, "jsonld": jsonld.write, "turtle": turtle.write}
)
"""What writes each format that is a single file."""

FORMATS: tuple[str, ...] = (*FOLDERS, *FILES)
"""The names of the formats. The same data gives the same bytes, and an export is never half written."""


def export(ds: "Dataset", format: str, path: str | Path, *, overwrite: bool = False) -> None:  # noqa: A002 - the field's word
    """Write `ds` in `format` to `path`; see `Dataset.export`."""
    if format in FOLDERS:
        FOLDERS[format](ds, Path(path))
    elif format in FILES:
        FILES[format](ds, Path(path), overwrite=overwrite)
    else:
        raise UnknownFormatError(format, FORMATS)
