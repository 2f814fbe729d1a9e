"""The tables described for other programs: Table Schema and the descriptor of a Data Package.

Both are for Frictionless and for R: version 2 of Data Package, and of version 1 what R's `frictionless` needs:
`profile`, missing values as plain strings, `array` and never `list`. Frictionless does not enforce `uniqueKeys` and
ignores `categories`: what must be unique is a primary key, allowed values stand in `enum`, and `categories` give the
order of an ordered vocabulary, lowest first.
"""

from typing import Any

from reformdata.about import (
    LICENCE,
    LICENCE_URL,
    NAME,
    PUBLISHER,
    READERS_DA,
    READERS_EN,
    TITLE_DA,
    TITLE_EN,
    __version__,
)
from reformdata.models import Doc
from reformdata.tables import TABLES
from reformdata.tables.columns import Column, ForeignKey, Table

_PROFILES = "https://datapackage.org/profiles/2.0"

_ABOUT = Doc(
    f"{TITLE_DA}. Tabellen `records` er flad"
    " og bred og er for de fleste nok; de andre tabeller er normalformen. CSV-filerne gengiver data nøjagtigt: en celle,"
    " der begynder med =, +, - eller @, er ikke ændret, så et regneark skal læse dem som tekst. Filen reformdata.sqlite"
    f" har de samme tabeller. {READERS_DA}",
    f"{TITLE_EN}. The table `records` is flat"
    " and wide and enough for most; the other tables are the normal form. The CSV files hold the data exactly: a cell"
    " that begins with =, +, - or @ is not altered, so a spreadsheet must read them as text. The file reformdata.sqlite"
    f" has the same tables. {READERS_EN}",
)


def table_schemas() -> dict[str, dict[str, Any]]:
    """The Table Schema of every table, by the name of the schema's file."""
    return {f"{table.name}.schema.json": table_schema(table) for table in TABLES}


def table_schema(table: Table) -> dict[str, Any]:
    """The Table Schema of `table`, as its CSV file is written."""
    schema: dict[str, Any] = {
        "$schema": f"{_PROFILES}/tableschema.json",
        "fields": [_field(column) for column in table.columns],
        "missingValues": [""],
        "primaryKey": list(table.primary_key),
    }
    if table.foreign_keys:
        schema["foreignKeys"] = [_foreign_key(key, table) for key in table.foreign_keys]
    return schema


def _field(column: Column) -> dict[str, Any]:
    constraints = {
        "required": column.required or None,
        "enum": list(column.enum) or None,
        "pattern": column.pattern,
        "minimum": column.minimum,
    }
    stated = {name: value for name, value in constraints.items() if value is not None}
    field = {"name": column.name, "type": column.type, "description": column.doc.en, "description_da": column.doc.da}
    order = {"categories": list(column.ascending), "categoriesOrdered": True} if column.ascending else {}
    return field | order | ({"constraints": stated} if stated else {})


def _foreign_key(key: ForeignKey, table: Table) -> dict[str, Any]:
    # A table that points to itself is called "" there, in version 1 and in version 2.
    resource = "" if key.table == table.name else key.table
    return {"fields": list(key.columns), "reference": {"resource": resource, "fields": list(key.references)}}


def descriptor() -> dict[str, Any]:
    """The Data Package descriptor of the built tables; it holds nothing that changes with a record."""
    return {
        "$schema": f"{_PROFILES}/datapackage.json",
        "name": NAME,
        "title": NAME,
        "description": _ABOUT.en,
        "description_da": _ABOUT.da,
        "version": __version__,
        "licenses": [{"name": LICENCE, "title": "Creative Commons Attribution 4.0 International", "path": LICENCE_URL}],
        "contributors": [{"title": PUBLISHER, "roles": ["creator"]}],
        "keywords": ["Denmark", "public sector", "reform", "municipalities", "public administration"],
        "resources": [table_resource(table) for table in TABLES],
    }


def table_resource(table: Table) -> dict[str, Any]:
    """The resource of a table in exact CSV."""
    return {
        "name": table.name,
        "type": "table",
        "profile": "tabular-data-resource",
        "path": f"{table.name}.csv",
        "title": table.title.en,
        "title_da": table.title.da,
        "description": table.doc.en,
        "description_da": table.doc.da,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"lineTerminator": "\n"},
        "schema": table_schema(table),
    }
