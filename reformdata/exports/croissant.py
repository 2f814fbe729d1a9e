"""Croissant 1.1: `croissant.json`, by which machine-learning tools find and load the tables, beside them as exact CSV.

A field has its type and its meaning in Danish and English. An array is a text that holds JSON. What a field
refers to stands in `datapackage.json` alone: mlcroissant joins whatever `references` names, and fails where there
are two of them or a tree.
"""

from pathlib import Path
from typing import Any

from reformdata.about import PUBLISHER
from reformdata.exports.contents import Content, contents
from reformdata.exports.datapackage import csv_files, resource
from reformdata.exports.targets import digest, json_bytes, package_of, write_folder
from reformdata.models import Doc
from reformdata.store.file import Store
from reformdata.tables import Column, ColumnType, Table

_FILE = "croissant.json"
_ABOUT = Doc(
    "Hvad der er foreslået, sagt og sat i værk i reformen af den danske offentlige sektor. Tabellen records er flad og"
    " bred og er for de fleste nok; de andre tabeller er normalformen.",
    "What has been proposed, said and undertaken in the reform of the Danish public sector. The table records is flat"
    " and wide and enough for most; the other tables are the normal form.",
)

#: What Croissant 1.1 expects every document to say of its keys.
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
    "string": "sc:Text",
    "integer": "sc:Integer",
    "number": "sc:Float",
    "boolean": "sc:Boolean",
    "date": "sc:Date",
    "array": "sc:Text",
}


def write(store: Store, path: Path) -> None:
    """Write `croissant.json` and every table of `store` as exact CSV to the folder `path`.

    Raises:
        ForeignFolderError: if the folder holds anything that no export wrote.
        OSError: if it cannot be written.
    """
    tables = contents(store)
    files = csv_files(tables)
    files[_FILE] = json_bytes(_document(store, tables, files))
    resources = [resource(one) | digest(files[f"{one.table.name}.csv"]) for one in tables]
    resources.append({"name": "croissant", "path": _FILE, "mediatype": "application/ld+json", **digest(files[_FILE])})
    write_folder(path, package_of(store, _ABOUT, resources), files)


def _document(store: Store, tables: tuple[Content, ...], files: dict[str, bytes]) -> dict[str, Any]:
    return {
        "@context": _CONTEXT,
        "@type": "sc:Dataset",
        "conformsTo": "http://mlcommons.org/croissant/1.1",
        "name": {"en": "reformdata"},
        "description": {"da": _ABOUT.da, "en": _ABOUT.en},
        "version": store.version,
        "license": "https://creativecommons.org/licenses/by/4.0/",
        "creator": {"@type": "sc:Organization", "name": {"en": PUBLISHER}},
        "citeAs": store.citation,
        "datePublished": _published(tables),
        "inLanguage": ["da", "en"],
        "distribution": [_file(one, files[f"{one.table.name}.csv"]) for one in tables],
        "recordSet": [_record_set(one.table) for one in tables],
    }


def _published(tables: tuple[Content, ...]) -> str | None:
    """The day of the youngest record."""
    records = next(one for one in tables if one.table.name == "records")
    return max((row["added"].isoformat() for row in records.dicts()), default=None)


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
        "sha256": digest(data)["hash"].removeprefix("sha256:"),
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
        "dataType": _TYPES[column.type],
        "source": {"fileObject": {"@id": f"{table.name}.csv"}, "extract": {"column": column.name}},
    }
