"""A Data Package: every table as CSV, the descriptor `datapackage.json`, and the compiled file `reformdata.sqlite`.

`metadata.json` describes the compiled file to Datasette, which finds both when it is started on the folder.

The CSV is RFC 4180 with a line feed at the end of a line, UTF-8 without a byte order mark. It is exact: nothing
is escaped for spreadsheets. Loses: the difference between an empty text and none (the sketch of a short paragraph).
"""

import csv
import io
import json
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

from reformdata.exports import datasette
from reformdata.exports.contents import Content, compiled_bytes, contents
from reformdata.exports.targets import COMPILED, DATASETTE, export_folder, json_bytes
from reformdata.store.file import Store
from reformdata.tables.datapackage import table_resource


def write(store: Store, path: Path) -> None:
    """Write `store` as a Data Package to the folder `path`, replacing an earlier one."""
    tables = contents(store)
    described = datasette.metadata((content.table for content in tables), store.citation)
    files = {COMPILED: compiled_bytes(store), DATASETTE: json_bytes(described), **csv_files(tables)}
    export_folder(path, store, None, map(resource, tables), files)


def csv_files(tables: tuple[Content, ...]) -> dict[str, bytes]:
    """Every table as exact CSV, by the name of its file."""
    return {f"{content.table.name}.csv": table_csv(content, cell, "utf-8") for content in tables}


def table_csv(
    content: Content, cell: Callable[[Any], str], encoding: str, delimiter: str = ",", end: str = "\n"
) -> bytes:
    """A table as CSV, with its cells as the function `cell` writes them."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=delimiter, lineterminator=end)
    writer.writerow(column.name for column in content.table.columns)
    writer.writerows(map(cell, row) for row in content.rows)
    return text.getvalue().encode(encoding)


def cell(value: Any) -> str:
    """`value` of a table as text; an array as JSON, None as nothing."""
    if value is None:
        return ""
    if isinstance(value, tuple):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, Decimal):
        return f"{value:f}"  # never 1E+2
    return str(value)


def resource(content: Content) -> dict[str, Any]:
    """The resource of a table in exact CSV."""
    return table_resource(content.table)
