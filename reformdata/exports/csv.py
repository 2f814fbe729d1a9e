"""CSV twice over: exact, for programs, and in the folder `spreadsheet` for those who open it in a spreadsheet.

The exact edition is that of the Data Package. The other is what a spreadsheet in Danish opens by a
double click: UTF-8 with a mark, semicolons, decimal commas; and a text that a spreadsheet would take for a
formula has an apostrophe before it. Which is which stands in the descriptor, `datapackage.json`.
"""

import csv
import io
from decimal import Decimal
from pathlib import Path
from typing import Any

from reformdata.exports.contents import Content, contents
from reformdata.exports.datapackage import cell, csv_files, resource
from reformdata.exports.targets import digest, package_of, write_folder
from reformdata.models import Doc
from reformdata.store.file import Store

_FOLDER = "spreadsheet"

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # noqa: RUF001 - the wide signs are meant
"""What a cell of a spreadsheet starts a formula with, as OWASP lists it under CSV injection."""

_ABOUT = Doc(
    "Hvad der er foreslået, sagt og sat i værk i reformen af den danske offentlige sektor, som CSV i to udgaver. Filerne"
    " her i mappen er nøjagtige og er til programmer: en celle, der begynder med =, +, - eller @, er ikke ændret. Filerne"
    " i mappen spreadsheet er til regneark på dansk: de har semikolon og decimalkomma, og en tekst, som regnearket ville"
    " tage for en formel, har fået en apostrof foran.",
    "What has been proposed, said and undertaken in the reform of the Danish public sector, as CSV in two editions. The"
    " files in this folder are exact, and for programs: a cell that begins with =, +, - or @ is not altered. The files"
    " in the folder spreadsheet are for spreadsheets in Danish: they have semicolons and decimal commas, and a text that"
    " a spreadsheet would take for a formula has an apostrophe before it.",
)
_EDITION = Doc("Udgave til regneark; den er ændret.", "An edition for spreadsheets; it is altered.")


def write(store: Store, path: Path) -> None:
    """Write every table of `store` to the folder `path`, in both editions.

    Raises:
        ForeignFolderError: if the folder holds anything that no export wrote.
        OSError: if it cannot be written.
    """
    tables = contents(store)
    exact = csv_files(tables)
    altered = {f"{_FOLDER}/{one.table.name}.csv": _for_spreadsheets(one) for one in tables}
    resources = [resource(one) | digest(exact[f"{one.table.name}.csv"]) for one in tables]
    resources += [_altered(one) | digest(altered[f"{_FOLDER}/{one.table.name}.csv"]) for one in tables]
    write_folder(path, package_of(store, _ABOUT, resources), exact | altered)


def _for_spreadsheets(content: Content) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(column.name for column in content.table.columns)
    writer.writerows(map(_harmless, row) for row in content.rows)
    return text.getvalue().encode("utf-8-sig")


def _harmless(value: Any) -> str:
    """`value` as a spreadsheet takes it: a number as a number, and no text as a formula."""
    text = cell(value)
    if isinstance(value, Decimal):
        return text.replace(".", ",")
    return f"'{text}" if isinstance(value, str) and text.startswith(FORMULA_STARTS) else text


def _altered(content: Content) -> dict[str, Any]:
    """What the descriptor says of a table in the altered edition: its types, but no keys and no constraints."""
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
    told = {key: value for key, value in field.items() if key != "constraints"}
    return told | {"decimalChar": ","} if field["type"] == "number" else told
