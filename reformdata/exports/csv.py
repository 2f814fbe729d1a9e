"""CSV in two editions: exact, for programs, and in the folder `spreadsheet`, for spreadsheets.

The exact edition is that of the Data Package. The other opens in a Danish spreadsheet by a double click: UTF-8 with a
byte order mark, semicolons, decimal commas, and an apostrophe before a text that a spreadsheet would take for a formula.
The descriptor, `datapackage.json`, says which is which.
"""

from decimal import Decimal
from pathlib import Path
from typing import Any

from reformdata.about import READERS_DA, READERS_EN, TITLE_DA, TITLE_EN
from reformdata.exports.contents import Content, contents
from reformdata.exports.datapackage import cell, csv_files, resource, table_csv
from reformdata.exports.targets import export_folder
from reformdata.models import Doc
from reformdata.store.file import Store

_FOLDER = "spreadsheet"

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # noqa: RUF001 - the wide signs are intended
"""The characters that start a formula in a spreadsheet, as OWASP lists them under CSV injection."""

_ABOUT = Doc(
    f"{TITLE_DA}, som CSV i to udgaver. Filerne her i mappen er nøjagtige og er til programmer: en celle, der begynder"
    " med =, +, - eller @, er ikke ændret. Filerne i mappen spreadsheet er til regneark på dansk: de har semikolon og"
    " decimalkomma, og en tekst, som regnearket ville tage for en formel, har fået en apostrof foran."
    f" {READERS_DA}",
    f"{TITLE_EN}, as CSV in two editions. The files in this folder are exact, and for programs: a cell that begins with"
    " =, +, - or @ is not altered. The files in the folder spreadsheet are for spreadsheets in Danish: they have"
    " semicolons and decimal commas, and a text that a spreadsheet would take for a formula has an apostrophe before it."
    f" {READERS_EN}",
)
_EDITION = Doc("Udgave til regneark; den er ændret.", "An edition for spreadsheets; it is altered.")


def write(store: Store, path: Path) -> None:
    """Write every table of `store` to the folder `path`, in both editions."""
    tables = contents(store)
    exact = csv_files(tables)
    altered = {
        f"{_FOLDER}/{one.table.name}.csv": table_csv(one, _spreadsheet_cell, "utf-8-sig", ";", "\r\n") for one in tables
    }
    resources = [*map(resource, tables), *map(_altered_resource, tables)]
    export_folder(path, store, _ABOUT, resources, exact | altered)


def _spreadsheet_cell(value: Any) -> str:
    """`value` for a spreadsheet: a number with a decimal comma, and no text that is a formula."""
    text = cell(value)
    if isinstance(value, Decimal):
        return text.replace(".", ",")
    return f"'{text}" if isinstance(value, str) and text.startswith(FORMULA_STARTS) else text


def _altered_resource(content: Content) -> dict[str, Any]:
    """The resource of a table in the altered edition: its types, but no keys and no constraints."""
    exact = resource(content)
    fields = [_field(field) for field in exact["schema"]["fields"]]
    return exact | {
        "name": f"{content.table.name}-{_FOLDER}",
        "path": f"{_FOLDER}/{content.table.name}.csv",
        "description": f"{exact['description']} {_EDITION.en}",
        "description_da": f"{exact['description_da']} {_EDITION.da}",
        "encoding": "utf-8-sig",
        "dialect": {"delimiter": ";", "lineTerminator": "\r\n"},
        "schema": {"$schema": exact["schema"]["$schema"], "fields": fields, "missingValues": [""]},
    }


def _field(field: dict[str, Any]) -> dict[str, Any]:
    kept = {key: value for key, value in field.items() if key != "constraints"}
    return kept | {"decimalChar": ","} if field["type"] == "number" else kept
