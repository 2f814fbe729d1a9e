"""The data in the formats of other programs: each format is a module with `write(store, path)`, all of them in `FORMATS`."""

from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType

from reformdata.errors import UnknownFormatError
from reformdata.exports import croissant, csv, datapackage, jsonl, jsonld, parquet, sqlite, turtle, xlsx
from reformdata.store.file import Store

FORMATS: Mapping[str, Callable[[Store, Path], None]] = MappingProxyType(
    {
        "csv": csv.write,
        "jsonl": jsonl.write,
        "parquet": parquet.write,
        "sqlite": sqlite.write,
        "xlsx": xlsx.write,
        "jsonld": jsonld.write,
        "turtle": turtle.write,
        "croissant": croissant.write,
        "datapackage": datapackage.write,
    }
)
"""What writes each format: the same data gives the same bytes, and nobody ever sees half of them."""


def export(store: Store, format: str, path: str | Path) -> None:  # noqa: A002 - the field's word
    """Write `store` in `format` to `path`; see `Dataset.export`."""
    write = FORMATS.get(format)
    if write is None:
        raise UnknownFormatError(format, FORMATS)
    write(store, Path(path))
