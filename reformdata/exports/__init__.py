"""The data in the formats of other programs.

A format that is a folder is a module with a function `write`, whose errors are those of `Dataset.export`; a format that
is a single file is a function that returns its content.
"""

from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType

from reformdata.errors import UnknownFormatError
from reformdata.exports import croissant, csv, datapackage, jsonl, jsonld, parquet, turtle, xlsx
from reformdata.exports.contents import compiled_bytes
from reformdata.exports.targets import export_file
from reformdata.store.file import Store

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

FILES: Mapping[str, Callable[[Store], bytes]] = MappingProxyType(
    {"sqlite": compiled_bytes, "xlsx": xlsx.workbook, "jsonld": jsonld.document_bytes, "turtle": turtle.document_bytes}
)
"""The content of each format that is a single file."""

FORMATS: tuple[str, ...] = (*FOLDERS, *FILES)
"""The names of the formats. The same data gives the same bytes, and an export is never half written."""

_OTHER_NAMES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "excel": ("xlsx",),
        "frictionless": ("datapackage",),
        "rdf": ("turtle", "jsonld"),
        "ttl": ("turtle",),
    }
)
"""The formats that users may look for under another name."""


def export(store: Store, format: str, path: str | Path, *, overwrite: bool = False) -> None:  # noqa: A002 - the field's word
    """Write `store` in `format` to `path`; see `Dataset.export`."""
    if format in FOLDERS:
        FOLDERS[format](store, Path(path))
    elif format in FILES:
        export_file(Path(path), FILES[format](store), overwrite=overwrite)
    else:
        raise UnknownFormatError(format, FORMATS, suggestions=_OTHER_NAMES.get(str(format).lower(), ()))
