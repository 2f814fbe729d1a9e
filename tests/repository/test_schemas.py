"""The JSON Schemas: for editors, in two languages, and as strict as the models."""

import pytest
import yaml
from jsonschema import Draft7Validator
from pydantic import TypeAdapter
from referencing import Registry
from referencing.jsonschema import DRAFT7

from reformdata.about import CODEBOOK_EDITION
from reformdata.models import Corpus, RecordFile
from reformdata.repository.schemas import IDS, ids_schema, json_schemas
from reformdata.tables import TABLES
from reformdata.tables.datapackage import table_schemas
from tests import ROOT
from tests.fixtures.corpus import (
    BARE,
    CORPUS,
    FINGERPRINTS,
    INITIATIVE,
    PROPOSAL,
    READINGS,
    RETIRED,
    SOURCES,
    STATEMENT,
)

pytestmark = pytest.mark.shipped
SCHEMAS = json_schemas(Corpus())
REGISTRY = Registry().with_resource(IDS, DRAFT7.create_resource(SCHEMAS[IDS]))


def as_file(value):
    """`value` as it would stand in a file: without what is left out."""
    return TypeAdapter(type(value)).dump_python(value, mode="json", by_alias=True, exclude_defaults=True)


def numbered(value):
    """`value` with the figures of quantities as numbers: Pydantic dumps a decimal as text."""
    for quantity in value.get("quantities", ()):
        quantity["value"] = float(quantity["value"])
    return value


def nodes(schema):
    """Every part of `schema`, it included."""
    yield schema
    for value in schema.values() if isinstance(schema, dict) else schema:
        if isinstance(value, dict | list):
            yield from nodes(value)


def problems(name, value):
    """What the schema finds wrong with `value`."""
    return [error.message for error in _validator(name).iter_errors(value)]


def _validator(name):
    return Draft7Validator(SCHEMAS[f"{name}.schema.json"], registry=REGISTRY)


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_schema_is_itself_valid(name):
    """Every schema is one of draft 7."""
    Draft7Validator.check_schema(SCHEMAS[name])
    assert next(iter(SCHEMAS[name].items())) == ("$schema", "http://json-schema.org/draft-07/schema#")


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("record", [PROPOSAL, STATEMENT, INITIATIVE, BARE, *RETIRED]),
        ("source", SOURCES),
        ("fingerprints", [FINGERPRINTS]),
        ("readings", [READINGS]),
        ("actor", CORPUS.actors.values()),
        ("reform", CORPUS.reforms.values()),
        ("law", CORPUS.laws.values()),
        ("document", CORPUS.documents.values()),
        ("outcome", CORPUS.outcomes.values()),
    ],
)
def test_what_the_models_take_the_schema_takes(name, values):
    """Every record and entry of the fixture is valid."""
    for value in values:
        assert problems(name, numbered(as_file(value))) == []


@pytest.mark.parametrize("name", ["areas", "themes", "target-groups"])
def test_a_list_file_is_valid(name):
    """The lists of areas, themes and target groups are valid as lists."""
    entries = [as_file(entry) for entry in getattr(CORPUS, name.replace("-", "_")).values()]

    assert problems(name, entries) == []
    assert problems(name, entries[0]) != []


@pytest.mark.parametrize(
    "change",
    [
        {"tilt": 1},
        {"title": {"da": "Kun dansk"}},
        {"action": "abolich"},
        {"kind": "petition"},
        {"paragraphs": []},
        {"paragraphs": [0]},
        {"id": "Uden Nummer"},
        {"areas": ["Folkeskole"]},
        {"relations": [{"type": "answers", "to": "uden-nummer", "reason": {"da": "Fordi", "en": "Because"}}]},
        {"claim": "diagnosis"},
        {"status": "running"},
    ],
    ids=str,
)
def test_what_the_models_refuse_the_schema_refuses(change):
    """Unknown fields and values, gaps, and fields of another kind are errors in the editor as well."""
    value = numbered(as_file(PROPOSAL)) | change

    with pytest.raises(ValueError, match="validation error"):
        TypeAdapter(RecordFile).validate_python(value)
    assert problems("record", value) != []


@pytest.mark.parametrize("change", [{"reported_by": None}, {"voice": {"actor": "x", "for_": "y"}}], ids=str)
def test_the_schema_refuses_what_only_python_may_say(change):
    """`None` and `for_` are Python's words for what a file leaves out and calls `for`."""
    assert problems("record", numbered(as_file(PROPOSAL)) | change) != []


def test_a_bare_year_is_a_period_in_the_editor():
    """`period: 2018` needs no quotation marks: a YAML editor reads a number, the reader a year."""
    assert problems("record", as_file(BARE) | {"period": 2018}) == []
    assert problems("record", as_file(BARE) | {"period": "foråret 2018"}) != []
    assert problems("document", as_file(CORPUS.documents["skoleloven-2020"]) | {"date": 2020}) == []


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_schema_for_people_has_nothing_of_python(name):
    """No `null`, no default; every field has a title, and is described in Danish and in English."""
    for node in nodes(SCHEMAS[name]):
        assert "default" not in node
        assert node != {"type": "null"}
        for field, of in node.get("properties", {}).items() if isinstance(node, dict) else ():
            assert of["title"] == field.replace("_", " ").capitalize()
            danish, english = of["markdownDescription"].split("\n\n")
            assert english == f"*{of['description']}*"
            assert danish not in ("", of["description"])


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_value_of_a_vocabulary_is_explained(name):
    """Where an editor offers values, it tells what each of them means, in both languages."""
    for node in nodes(SCHEMAS[name]):
        if "enum" in node:
            assert len(node["enum"]) == len(node["enumDescriptions"]) == len(node["markdownEnumDescriptions"])


def test_an_editor_offers_a_skeleton_of_each_kind():
    """A skeleton has just the required fields, and a stop for the cursor at each text."""
    proposal, statement, initiative = SCHEMAS["record.schema.json"]["defaultSnippets"]

    assert [one["label"] for one in (proposal, statement, initiative)] == [
        "forslag · proposal",
        "udsagn · statement",
        "initiativ · initiative",
    ]
    assert statement["body"] == {
        "id": "$1",
        "kind": "statement",
        "title": {"da": "$2", "en": "$3"},
        "text": {"da": "$4", "en": "$5"},
        "paragraphs": "[$6]",
        "voice": {"actor": "$7"},
        "curation": {"added": "$8", "codebook": f'"{CODEBOOK_EDITION}"', "review": "$10"},
        "claim": "$11",
        "tone": "$12",
    }


def test_the_form_of_ids_is_defined_in_one_schema():
    """A field that holds an id of a table points to the schema of the ids, and no table is left out there."""
    references = {
        node["$ref"] for name in SCHEMAS for node in nodes(SCHEMAS[name]) if "$ref" in node and node["$ref"][0] != "#"
    }

    assert references == {f"{IDS}#/$defs/{name}" for name in SCHEMAS[IDS]["$defs"]}
    assert "x-table" not in str(SCHEMAS)


def test_an_offer_is_no_constraint():
    """Of a table that grows with the records; without offers the schema takes the same."""
    offer = {"label": "kl · KL", "body": "kl"}
    filled = ids_schema({"actors": [offer]})

    assert "defaultSnippets" not in str(SCHEMAS[IDS])
    assert filled["$defs"]["actors"].pop("defaultSnippets") == [offer]
    assert filled == SCHEMAS[IDS]


@pytest.mark.parametrize(
    ("table", "known", "unknown"),
    [("areas", "schools", "school"), ("themes", "deregulation", "welfair"), ("target_groups", "pupils", "pupils-x")],
)
def test_a_vocabulary_is_closed(table, known, unknown):
    """Its schema takes the ids of the data and no other; no other table is in the committed schema."""
    committed = json_schemas(CORPUS)[IDS]["$defs"]
    schema = Draft7Validator(committed[table])

    assert [schema.is_valid(value) for value in (known, unknown, "", 1)] == [True, False, False, False]
    assert {name for name, form in committed.items() if "defaultSnippets" in form} == {
        "areas", "themes", "target_groups"
    }  # fmt: skip


def test_a_table_schema_is_made_of_columns_and_keys():
    """A Table Schema has the columns, the constraints and the keys of its table."""
    schema = table_schemas()["record_areas.schema.json"]

    assert [field["name"] for field in schema["fields"]] == ["record", "position", "area"]
    assert schema["fields"][2] == {
        "name": "area",
        "type": "string",
        "description": "An id of the table `areas`.",
        "description_da": "Id i tabellen `areas`.",
        "constraints": {"required": True, "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"},
    }
    assert (schema["missingValues"], schema["primaryKey"]) == ([""], ["record", "area"])
    assert schema["foreignKeys"] == [
        {"fields": ["record"], "reference": {"resource": "records", "fields": ["id"]}},
        {"fields": ["area"], "reference": {"resource": "areas", "fields": ["id"]}},
    ]


def test_a_table_that_points_to_itself_says_so_without_its_name():
    """In Table Schema the own table is called by an empty name."""
    assert table_schemas()["areas.schema.json"]["foreignKeys"] == [
        {"fields": ["parent"], "reference": {"resource": "", "fields": ["id"]}}
    ]
    assert len(table_schemas()) == len(TABLES)


class _Editor(yaml.SafeLoader):
    """Reads YAML as an editor does: numbers are numbers, a date is a text."""


_Editor.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith(":timestamp")]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def _schema_of(path):
    """The name of the schema of a file of `records/`."""
    if path.parent.name == "records":
        return path.stem
    if path.parent.name in ("actors", "reforms", "laws", "documents", "outcomes"):
        return path.parent.name.removesuffix("s")
    return path.stem if path.stem in ("source", "fingerprints", "readings") else "record"


@pytest.mark.parametrize("folder", ["actors", "reforms", "laws", "sources", "", "documents", "outcomes"])
def test_the_schemas_take_every_file_of_the_data(folder):
    """No editor marks a file of `records/` that validates."""
    paths = sorted((ROOT / "records" / folder).glob("*.yaml" if folder != "sources" else "*/*.yaml"))
    found = {
        path.relative_to(ROOT).as_posix(): problems(
            _schema_of(path),
            yaml.load(path.read_text("utf-8"), Loader=_Editor),  # noqa: S506 - a SafeLoader
        )
        for path in paths
    }

    assert found or folder in ("documents", "outcomes")  # there need be none
    assert {path: wrong for path, wrong in found.items() if wrong} == {}
