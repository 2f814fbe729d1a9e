"""Parquet: a file for each table, and the records once more, a folder for each year (`records/year=2018/`).

Types are kept: days are days, arrays are lists, an ordered vocabulary is an ordered dictionary, a column that is never
empty is marked so. The
description of every table and column is in the metadata: of the schema for Arrow, as JSON under `reformdata` for others.
Loses nothing. The same data gives the same bytes with the same version of pyarrow.
"""

import io
import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path, PurePath
from typing import Any

from reformdata.about import LICENCE, READERS_DA, READERS_EN, TITLE_DA, TITLE_EN
from reformdata.errors import MissingExtraError
from reformdata.exports.contents import Content, contents, table_of
from reformdata.exports.targets import export_folder
from reformdata.messages import Message
from reformdata.models import Doc
from reformdata.store.file import Store
from reformdata.tables import Column, Table

_ABOUT = Doc(
    f"{TITLE_DA}, som Parquet: én fil for hver tabel."
    " Mappen records har de samme rækker som records.parquet, delt efter år."
    f" {READERS_DA}",
    f"{TITLE_EN}, as Parquet: a file for each table."
    " The folder records holds the same rows as records.parquet, parted by year."
    f" {READERS_EN}",
)
_BY_YEAR = Doc("Posterne, delt efter år.", "The records, parted by year.")

_DIGITS, _DECIMALS = 38, 6
"""Of a decimal number: the most that fit, and the most that the data has."""


def write(store: Store, path: Path) -> None:
    """Write every table of `store` as Parquet to the folder `path`."""
    if find_spec("pyarrow") is None:
        raise MissingExtraError("parquet", Message("at skrive Parquet", "writing Parquet"))
    tables = contents(store)
    files = {f"{one.table.name}.parquet": _file(one, store) for one in tables}
    resources = [_resource(one.table.name, f"{one.table.name}.parquet", one.table.doc) for one in tables]
    records = table_of(tables, "records")
    years = {f"records/year={year}/part-0.parquet": _file(one, store) for year, one in _by_year(records).items()}
    resources += [_resource(f"records-{PurePath(name).parent.name[-4:]}", name, _BY_YEAR) for name in years]
    export_folder(path, store, _ABOUT, resources, files | years)


def _by_year(content: Content) -> dict[int, Content]:
    """The rows of each year, in their order, without the column `year`: readers take it from the name of the folder."""
    columns = content.table.columns
    at = [column.name for column in columns].index("year")
    years: dict[int, list[tuple[Any, ...]]] = defaultdict(list)
    for row in content.rows:
        years[row[at]].append((*row[:at], *row[at + 1 :]))
    table = replace(content.table, columns=(*columns[:at], *columns[at + 1 :]))
    return {year: Content(table, tuple(rows)) for year, rows in sorted(years.items())}


def _file(content: Content, store: Store) -> bytes:
    import pyarrow as pa
    from pyarrow import parquet

    schema = pa.schema([_field(column) for column in content.table.columns], metadata=_about(content.table, store))
    columns = zip(*content.rows, strict=True) if content.rows else [()] * len(schema)
    arrays = [
        _ordered(of, cells) if of.ascending else pa.array(cells, type=field.type)
        for of, cells, field in zip(content.table.columns, columns, schema, strict=True)
    ]
    sink = io.BytesIO()
    parquet.write_table(pa.Table.from_arrays(arrays, schema=schema), sink, compression="zstd")
    return sink.getvalue()


def _ordered(column: Column, cells: Sequence[str | None]) -> Any:
    """The cells of an ordered vocabulary: of all its terms, the lowest first, also those that do not occur."""
    import pyarrow as pa

    # A term that only newer data has comes last; its rank says where it belongs.
    terms = tuple(dict.fromkeys((*column.ascending, *filter(None, cells))))
    codes = pa.array([None if cell is None else terms.index(cell) for cell in cells], type=pa.int32())
    return pa.DictionaryArray.from_arrays(codes, pa.array(terms, type=pa.string()), ordered=True)


def _field(column: Column) -> Any:
    """The column as a field of an Arrow schema."""
    import pyarrow as pa

    plain = {
        "string": pa.string(),
        "integer": pa.int64(),
        "number": pa.decimal128(_DIGITS, _DECIMALS),
        "boolean": pa.bool_(),
        "date": pa.date32(),
    }
    kind = pa.list_(plain[column.items or "string"]) if column.type == "array" else plain[column.type]
    if column.ascending:
        kind = pa.dictionary(pa.int32(), pa.string(), ordered=True)
    described = {"description": column.doc.en, "description_da": column.doc.da}
    return pa.field(column.name, kind, nullable=not column.required, metadata=described)


def _about(table: Table, store: Store) -> dict[str, str]:
    """The metadata of a file for programs that do not read the Arrow schema."""
    columns = {column.name: {"da": column.doc.da, "en": column.doc.en} for column in table.columns}
    about = {
        "table": table.name,
        "title": {"da": table.title.da, "en": table.title.en},
        "description": {"da": table.doc.da, "en": table.doc.en},
        "version": store.version,
        "license": LICENCE,
        "citation": store.citation,
        "columns": columns,
    }
    return {"reformdata": json.dumps(about, ensure_ascii=False)}


def _resource(name: str, path: str, doc: Doc) -> dict[str, str]:
    return {
        "name": name,
        "type": "file",
        "path": path,
        "description": doc.en,
        "description_da": doc.da,
        "format": "parquet",
        "mediatype": "application/vnd.apache.parquet",
    }
