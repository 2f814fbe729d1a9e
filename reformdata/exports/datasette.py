"""`metadata.json`, with which Datasette describes the tables of the compiled file, in English and then in Danish.

It also says which columns to list values of (facets), what to call a row that others point to (labels), and that records
have a full-text index. Units are left out: Datasette gives up on them in version 1, and no column has one unit.
"""

from collections.abc import Iterable
from pathlib import PurePath
from types import MappingProxyType
from typing import Any

from reformdata.about import LICENCE, LICENCE_URL, NAME, TITLE_DA, TITLE_EN
from reformdata.exports.targets import COMPILED
from reformdata.messages import Message
from reformdata.models import Doc
from reformdata.store.compiling import VIEWS
from reformdata.tables import Column, Table

_FACETS = MappingProxyType({"records": ("kind", "source", "areas", "themes", "strength", "tone", "status")})
"""The facets of the tables with many terms; the others have one for each vocabulary."""

_LABELS = ("name_en", "title_en")
"""The columns that name a row; a table has at most one of them."""

#: The rows of `records` and those of the index are numbered alike.
_SEARCH = MappingProxyType({"records": {"fts_table": "search", "fts_pk": "rowid"}})


def metadata(tables: Iterable[Table], citation: str) -> dict[str, Any]:
    """The metadata of a compiled file that has `tables`."""
    described: dict[str, Any] = {table.name: _table(table) for table in tables}
    described |= {view: {"description": _both(doc)} for view, (_, doc) in VIEWS.items()}
    described["bodies"] = {"hidden": True}
    return {
        "title": NAME,
        "description": _both(Doc(f"{TITLE_DA}.", f"{TITLE_EN}.")),
        "about": citation,
        "license": LICENCE,
        "license_url": LICENCE_URL,
        "databases": {PurePath(COMPILED).stem: {"tables": described}},
    }


def _table(table: Table) -> dict[str, Any]:
    labels = [column.name for column in table.columns if column.name in _LABELS]
    return {
        "title": _both(table.title),
        "description": _both(table.doc),
        "columns": {column.name: _both(column.doc) for column in table.columns},
        "facets": [_facet(column) for column in table.columns if _is_facet(table, column)],
        **({"label_column": labels[0]} if labels else {}),
        **_SEARCH.get(table.name, {}),
    }


def _is_facet(table: Table, column: Column) -> bool:
    return column.name in _FACETS[table.name] if table.name in _FACETS else column.vocabulary is not None


def _facet(column: Column) -> str | dict[str, str]:
    return {"array": column.name} if column.type == "array" else column.name


def _both(text: Doc | Message) -> str:
    return f"{text.en} · {text.da}"
