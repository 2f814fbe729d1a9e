"""Croissant 1.1: `croissant.json`, by which machine-learning tools find and load the tables, beside them as exact CSV.

A field has its type and its meaning in Danish and English. An array is a text that holds JSON. What a field
refers to is in `datapackage.json` only: mlcroissant joins everything that `references` names, and fails if there
are two of them or a tree.
"""

from pathlib import Path
from typing import Any

from reformdata.about import LICENCE_URL, NAME, PUBLISHER, READERS_DA, READERS_EN, TITLE_DA, TITLE_EN
from reformdata.exports.contents import Content, contents, newest_day
from reformdata.exports.datapackage import csv_files, resource
from reformdata.exports.targets import export_folder, file_digest, json_bytes
from reformdata.models import Doc
from reformdata.store.file import Store
from reformdata.tables import Column, ColumnType, Table

_FILE = "croissant.json"
_ABOUT = Doc(
    f"{TITLE_DA}. Tabellen records er flad og bred og er for de fleste nok; de andre tabeller er normalformen."
    f" {READERS_DA}",
    f"{TITLE_EN}. The table records is flat and wide and enough for most; the other tables are the normal form."
    f" {READERS_EN}",
)

#: The context that Croissant 1.1 prescribes.
_CONTEXT: dict[str, Any] = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "cr": "http://mlcommons.org/croissant/",
    "dct": "http://purl.org/dc/terms/",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "sc": "https://schema.org/",
    "conformsTo": "dct:conformsTo",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "description": {"@container": "@language"},
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "name": {"@container": "@language"},
    **{
        key: f"cr:{key}"
        for key in (
            "arrayShape", "citeAs", "column", "containedIn", "equivalentProperty", "extract", "field", "fileObject",
            "fileProperty", "fileSet", "format", "includes", "isArray", "isLiveDataset", "jsonPath", "key", "md5",
            "parentField", "path", "recordSet", "references", "regex", "repeated", "replace", "samplingRate",
            "separator", "source", "subField", "transform",
        )
    },
}  # fmt: skip

_TYPES: dict[ColumnType, str] = {
    "string": "Text", "integer": "Integer", "number": "Float", "boolean": "Boolean", "date": "Date", "array": "Text",
}  # fmt: skip


def write(store: Store, path: Path) -> None:
    """Write `croissant.json` and every table of `store` as exact CSV to the folder `path`."""
    tables = contents(store)
    files = csv_files(tables)
    files[_FILE] = json_bytes(_document(store, tables, files))
    document = {"name": "croissant", "path": _FILE, "mediatype": "application/ld+json"}
    export_folder(path, store, _ABOUT, [*map(resource, tables), document], files)


def _document(store: Store, tables: tuple[Content, ...], files: dict[str, bytes]) -> dict[str, Any]:
    newest = newest_day(tables)
    return {
        "@context": _CONTEXT,
        "@type": "sc:Dataset",
        "conformsTo": "http://mlcommons.org/croissant/1.1",
        "name": {"en": NAME},
        "description": {"da": _ABOUT.da, "en": _ABOUT.en},
        "version": store.version,
        "license": LICENCE_URL,
        "creator": {"@type": "sc:Organization", "name": {"en": PUBLISHER}},
        "citeAs": store.citation,
        "datePublished": newest.isoformat() if newest else None,
        "inLanguage": ["da", "en"],
        "distribution": [_file(one, files[f"{one.table.name}.csv"]) for one in tables],
        "recordSet": [_record_set(one.table) for one in tables],
    }


def _file(content: Content, data: bytes) -> dict[str, Any]:
    name = f"{content.table.name}.csv"
    return {
        "@type": "cr:FileObject",
        "@id": name,
        "name": {"en": name},
        "description": {"da": content.table.doc.da, "en": content.table.doc.en},
        "contentUrl": name,
        "contentSize": f"{len(data)} B",
        "encodingFormat": "text/csv",
        "sha256": file_digest(data)["hash"].removeprefix("sha256:"),
    }


def _record_set(table: Table) -> dict[str, Any]:
    return {
        "@type": "cr:RecordSet",
        "@id": table.name,
        "name": {"da": table.title.da, "en": table.title.en},
        "description": {"da": table.doc.da, "en": table.doc.en},
        "key": [{"@id": f"{table.name}/{column}"} for column in table.primary_key],
        "field": [_field(table, column) for column in table.columns],
    }


def _field(table: Table, column: Column) -> dict[str, Any]:
    return {
        "@type": "cr:Field",
        "@id": f"{table.name}/{column.name}",
        "name": {"en": column.name},
        "description": {"da": column.doc.da, "en": column.doc.en},
        "dataType": f"sc:{_TYPES[column.type]}",
        "source": {"fileObject": {"@id": f"{table.name}.csv"}, "extract": {"column": column.name}},
    }
