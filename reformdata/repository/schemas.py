"""What describes the data to other programs, all of it made from the models: JSON Schema, Table Schema, Data Package.

JSON Schema is for editors and for the people who write records: draft 7, which every editor reads;
without the `null` that a field may hold in Python and a record may not; described in Danish and English.
What an id looks like stands in a schema of its own, `ids.schema.json`, to which the others refer: so a checkout
can have its editor offer the ids that there are without a change to anything else (`reformdata.repository.completion`).

Table Schema and the descriptor are for Frictionless and for R: version 2 of Data Package, and of version 1
what R's `frictionless` asks for: `profile`, missing values as plain strings, `array` and never `list`.
Frictionless does not enforce `uniqueKeys` and ignores `categories`, so neither is used: what must be
unique is a primary key, and what is allowed stands in `enum`.
"""

from collections.abc import Mapping, Sequence
from itertools import count
from typing import Any

from pydantic import TypeAdapter

from reformdata.about import CODEBOOK_EDITION, __version__
from reformdata.models import (
    Actor,
    Area,
    Doc,
    Fingerprints,
    Kind,
    Law,
    Readings,
    RecordFile,
    RecordId,
    Reform,
    Source,
    TargetGroup,
    Theme,
)
from reformdata.models.ids import EntryId
from reformdata.tables import TABLES, Column, ForeignKey, Table

_DRAFT = "http://json-schema.org/draft-07/schema#"
_PROFILES = "https://datapackage.org/profiles/2.0"

#: The schemas for editors: the name, what a file holds, and what that is to those who write it.
_FILES: tuple[tuple[str, Any, Doc], ...] = (
    (
        "record",
        RecordFile,
        Doc(
            "En post: én handling af én stemme; eller det, der er tilbage af en post, der er taget ud.",
            "A record: one act by one voice; or what is left of a record that was withdrawn.",
        ),
    ),
    (
        "source",
        Source,
        Doc(
            "En kilde: et dokument, som poster hviler på. Dens tekst er ikke en del af data.",
            "A source: a document that records rest on. Its text is not part of the data.",
        ),
    ),
    (
        "fingerprints",
        Fingerprints,
        Doc(
            "En kildes fingeraftryk. Filen skrives af et program og rettes ikke i hånden.",
            "The fingerprints of a source. A program writes the file; it is not edited by hand.",
        ),
    ),
    (
        "readings",
        Readings,
        Doc(
            "To læsninger af en kilde, foretaget uafhængigt af hinanden, før listerne blev afstemt.",
            "Two readings of a source, made blind of each other, before the lists were settled.",
        ),
    ),
    (
        "actor",
        Actor,
        Doc(
            "En aktør: en person, en organisation eller en gruppe, der taler, handler eller tiltales.",
            "An actor: a person, an organisation or a group that speaks, acts or is addressed.",
        ),
    ),
    (
        "reform",
        Reform,
        Doc(
            "En reform, en aftale, et udspil, et program eller et forsøg med et navn.",
            "A named reform, agreement, policy package, programme or trial.",
        ),
    ),
    ("law", Law, Doc("En lov, som poster peger på.", "A law that records point to.")),
    ("areas", list[Area], Doc("Alle politikområder.", "All policy areas.")),
    ("themes", list[Theme], Doc("Alle reformtemaer.", "All themes of reform.")),
    ("target-groups", list[TargetGroup], Doc("Alle målgrupper.", "All target groups.")),
)

IDS = "ids.schema.json"
NEXT = "next_records"
"""The name, in `ids.schema.json`, of the ids that the next record of each source would have."""

_POINTED_TO = ("actors", "reforms", "laws", "areas", "themes", "target_groups")
_IDS_DOC = Doc(
    "Hvordan et id ser ud. `reformdata schema --local` lader editoren foreslå dem, der er.",
    "What an id looks like. `reformdata schema --local` lets the editor offer those that there are.",
)

_RETIRED = Doc(
    "Det, der er tilbage af en post, der er taget ud: dens id gives aldrig igen.",
    "What is left of a record that was withdrawn: its id is never given again.",
)

_ABOUT = Doc(
    "Hvad der er foreslået, sagt og sat i værk i reformen af den danske offentlige sektor. Tabellen `records` er flad"
    " og bred og er for de fleste nok; de andre tabeller er normalformen. CSV-filerne gengiver data nøjagtigt: en celle,"
    " der begynder med =, +, - eller @, er ikke ændret, så et regneark skal læse dem som tekst. Filen reformdata.sqlite"
    " har de samme tabeller.",
    "What has been proposed, said and undertaken in the reform of the Danish public sector. The table `records` is flat"
    " and wide and enough for most; the other tables are the normal form. The CSV files hold the data exactly: a cell"
    " that begins with =, +, - or @ is not altered, so a spreadsheet must read them as text. The file reformdata.sqlite"
    " has the same tables.",
)


def json_schemas() -> dict[str, dict[str, Any]]:
    """The JSON Schema of every sort of file in `records/` and that of the ids, by the name of the schema's file."""
    return {IDS: ids_schema({}), **{f"{name}.schema.json": _json_schema(name, held, doc) for name, held, doc in _FILES}}


def ids_schema(offers: Mapping[str, Sequence[dict[str, str]]]) -> dict[str, Any]:
    """The schema of the ids of each table, with what an editor is to offer for them: its snippets, by table.

    An offer is no constraint: an id that is newer than the offers is not marked.
    """
    forms: dict[str, Any] = {**dict.fromkeys(_POINTED_TO, EntryId), "records": RecordId, NEXT: RecordId}
    return {
        "$schema": _DRAFT,
        "title": "Ids",
        **_described(_IDS_DOC),
        "$defs": {
            name: TypeAdapter(form).json_schema() | ({"defaultSnippets": [*offers[name]]} if name in offers else {})
            for name, form in forms.items()
        },
    }


def _json_schema(name: str, held: Any, doc: Doc) -> dict[str, Any]:
    schema = _for_people(TypeAdapter(held).json_schema())
    if name == "record":
        _describe_kinds(schema)
    return {"$schema": _DRAFT, **schema, "title": name.replace("-", " ").capitalize(), **_described(doc)}


def _described(doc: Doc) -> dict[str, str]:
    """`doc` as editors show it: in Markdown in both languages, and where they know none, in English."""
    return {"description": doc.en, "markdownDescription": f"{doc.da}\n\n*{doc.en}*"}


def _describe_kinds(schema: dict[str, Any]) -> None:
    """Let the schema of a record tell the kinds apart, and offer a skeleton of each."""
    models = schema["$defs"]
    # A bare year is a number to a YAML editor, and a period to the reader.
    models["Initiative"]["properties"]["period"]["type"] = ["string", "integer"]
    schema["defaultSnippets"] = []
    for kind in Kind:
        model = models[kind.capitalize()]
        described = _described(Doc(kind.definition.da, kind.definition.en))
        model |= {"title": f"{kind.label.da} · {kind.label.en}", **described}
        properties = model["properties"]
        properties["kind"] |= described
        properties["id"] = _pointing(properties["id"], NEXT)
        model["properties"] = {"id": properties.pop("id"), "kind": properties.pop("kind"), **properties}
        body = _skeleton(model, models, count(1))
        body["curation"]["codebook"] = f'"{CODEBOOK_EDITION}"'
        schema["defaultSnippets"].append({"label": model["title"], **described, "body": body})
    models["Retired"] |= {"title": "taget ud · retired", **_described(_RETIRED)}


def _skeleton(schema: dict[str, Any], models: dict[str, Any], stops: "count[int]") -> Any:
    """The required fields of `schema`, with a numbered stop for the cursor where something is to be written."""
    if schema.get("$ref", "").startswith("#"):
        return _skeleton(models[schema["$ref"].rpartition("/")[2]], models, stops)
    if "const" in schema:
        return schema["const"]
    if schema.get("type") == "array":
        return f"[{_skeleton(schema['items'], models, stops)}]"
    if schema.get("type") == "object":
        required = schema["required"]
        return {name: _skeleton(of, models, stops) for name, of in schema["properties"].items() if name in required}
    return f"${next(stops)}"


def _for_people(node: Any, name: str | None = None) -> Any:
    """`node` of Pydantic's schema, as the value of the field `name`, without what is Python's alone."""
    if isinstance(node, list):
        return [_for_people(part) for part in node]
    if not isinstance(node, dict):
        return node
    node = _one_branch(node)
    node.pop("default", None)
    if "x-table" in node:
        node = _pointing(node, node["x-table"])
    if name:
        node["title"] = name.replace("_", " ").capitalize()
    return {
        key: {field: _for_people(of, field) for field, of in value.items()}
        if key == "properties"
        else {model: _for_people(of) for model, of in value.items()}
        if key == "$defs"
        else _for_people(value)
        for key, value in node.items()
    }


def _pointing(node: dict[str, Any], ids: str) -> dict[str, Any]:
    """`node` of an id, with a reference to the schema of the ids of `ids` in place of its form."""
    described = {key: node[key] for key in ("title", *_described(_IDS_DOC)) if key in node}
    return {**described, "$ref": f"{IDS}#/$defs/{ids}"}


def _one_branch(node: dict[str, Any]) -> dict[str, Any]:
    """`node` without the branches that no file has: `null`, and a number written as text."""
    if "anyOf" not in node:
        return dict(node)
    branch = next(branch for branch in node["anyOf"] if branch != {"type": "null"})
    return {**branch, **{key: value for key, value in node.items() if key != "anyOf"}}


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
    return field | ({"constraints": stated} if stated else {})


def _foreign_key(key: ForeignKey, table: Table) -> dict[str, Any]:
    # A table that points to itself is called "" there, in version 1 and in version 2.
    resource = "" if key.table == table.name else key.table
    return {"fields": list(key.columns), "reference": {"resource": resource, "fields": list(key.references)}}


def descriptor() -> dict[str, Any]:
    """The Data Package descriptor of the built tables; it holds nothing that changes with a record."""
    return {
        "$schema": f"{_PROFILES}/datapackage.json",
        "name": "reformdata",
        "title": "reformdata",
        "description": _ABOUT.en,
        "description_da": _ABOUT.da,
        "version": __version__,
        "licenses": [
            {
                "name": "CC-BY-4.0",
                "title": "Creative Commons Attribution 4.0 International",
                "path": "https://creativecommons.org/licenses/by/4.0/",
            }
        ],
        "contributors": [{"title": "The reformdata contributors", "roles": ["creator"]}],
        "keywords": ["Denmark", "public sector", "reform", "municipalities", "public administration"],
        "resources": [_resource(table) for table in TABLES],
    }


def _resource(table: Table) -> dict[str, Any]:
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
