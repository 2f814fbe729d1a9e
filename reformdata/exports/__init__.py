"""The data in the formats of other programs.

A format that is a folder is a module with a function `write`, whose errors are those of `Dataset.export`; a format that
is a single file is a function that returns its content.
"""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

from reformdata.errors import UnknownFormatError
from reformdata.exports import croissant, csv, datapackage, jsonl, jsonld, parquet, sheet, turtle, xlsx
from reformdata.exports.contents import compiled_bytes
from reformdata.exports.targets import check_ending, export_file
from reformdata.models import Language
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

ENDINGS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "sqlite": (".sqlite", ".sqlite3", ".db"),
        "xlsx": (".xlsx",),
        "jsonld": (".jsonld", ".json"),
        "turtle": (".ttl", ".turtle"),
    }
)
"""The endings that fit each format that is a single file, the usual one first."""

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


def export(store: Store, format: str, path: str | Path, *, overwrite: bool = False) -> Path:  # noqa: A002 - the field's word
    """Write `store` in `format` to `path`, and return the path; see `Dataset.export`."""
    if format not in FORMATS:
        raise UnknownFormatError(format, FORMATS, suggestions=_OTHER_NAMES.get(str(format).lower(), ()))
    target = Path(path)
    check_ending(target, format, ENDINGS.get(format, ()))
    if format in FOLDERS:
        FOLDERS[format](store, target)
    else:
        export_file(target, FILES[format](store), overwrite=overwrite)
    return target


def export_sheet(
    store: Store,
    path: str | Path,
    language: Language,
    columns: Sequence[str] | None = None,
    *,
    overwrite: bool = False,
) -> Path:
    """Write the records of `store` as one sheet for a reader of `language`; see `Records.to_excel`."""
    target = Path(path)
    check_ending(target, "xlsx", ENDINGS["xlsx"])
    export_file(target, sheet.workbook(store, language, columns), overwrite=overwrite)
    return target
