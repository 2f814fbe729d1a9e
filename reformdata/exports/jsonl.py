"""JSON Lines: a file for each table, a row a line, with lists as lists and none as null.

The codebook is `documentation.jsonl` (every column, in Danish and English) and `terms.jsonl` (every value of
the vocabularies). Loses nothing; numbers are written as they are, days in ISO 8601.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from reformdata.about import READERS_DA, READERS_EN, TITLE_DA, TITLE_EN
from reformdata.exports.contents import Content, contents
from reformdata.exports.targets import export_folder
from reformdata.models import Doc
from reformdata.store.file import Store
from reformdata.tables.datapackage import table_schema

_ABOUT = Doc(
    f"{TITLE_DA}, som JSON Lines: én fil for hver tabel, én række på hver linje."
    " Filen documentation.jsonl siger, hvad hver kolonne indeholder."
    f" {READERS_DA}",
    f"{TITLE_EN}, as JSON Lines: a file for each table, a row a line."
    " The file documentation.jsonl says what every column holds."
    f" {READERS_EN}",
)
_DOCUMENTATION = Doc("Hvad hver tabel og hver kolonne indeholder.", "What every table and every column holds.")


def write(store: Store, path: Path) -> None:
    """Write every table of `store` as JSON Lines to the folder `path`."""
    tables = contents(store)
    resources = [_table_resource(one) for one in tables]
    resources.append(_resource("documentation", _DOCUMENTATION) | {"type": "table"})
    export_folder(path, store, _ABOUT, resources, jsonl_files(tables))


def jsonl_files(tables: Sequence[Content]) -> dict[str, bytes]:
    """Each of `tables` as JSON Lines, and the description of their columns, by the name of the file."""
    files = {f"{one.table.name}.jsonl": _lines(one.dicts()) for one in tables}
    return files | {"documentation.jsonl": _lines(documentation(tables))}


def documentation(tables: Iterable[Content]) -> Iterator[dict[str, str | None]]:
    """The description of every table and every column of `tables`; the row of a table has no column."""
    for table, _ in tables:
        columns = ((column.name, column.type, column.doc) for column in table.columns)
        for name, kind, doc in ((None, None, table.doc), *columns):
            yield {
                "table": table.name, "column": name, "type": kind, "description_da": doc.da, "description_en": doc.en,
            }  # fmt: skip


def _lines(rows: Iterable[Mapping[str, Any]]) -> bytes:
    encode = json.JSONEncoder(ensure_ascii=False, default=_plain).encode
    return "".join(f"{encode(row)}\n" for row in rows).encode()


def _plain(value: object) -> object:
    """A day or a decimal number as a type of JSON."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"a cell cannot be a {type(value).__name__}")


def _table_resource(content: Content) -> dict[str, Any]:
    # To Frictionless an empty file is a damaged table.
    kind = "table" if content.rows else "file"
    return _resource(content.table.name, content.table.doc) | {"type": kind, "schema": table_schema(content.table)}


def _resource(name: str, doc: Doc) -> dict[str, Any]:
    return {
        "name": name,
        "path": f"{name}.jsonl",
        "description": doc.en,
        "description_da": doc.da,
        "format": "jsonl",
        "mediatype": "application/jsonl",
        "encoding": "utf-8",
    }
