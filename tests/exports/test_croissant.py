"""Croissant: what the document says of the tables, and that mlcroissant finds and loads them."""

import json

import pytest

from reformdata.tables import TABLES


@pytest.fixture(scope="module")
def document(exported):
    """The Croissant document of the shared corpus."""
    return json.loads((exported / "croissant" / "croissant.json").read_text("utf-8"))


def test_every_table_is_a_file_and_a_record_set(document, exported):
    """Each has its size and digest, each column its type and its meaning in both languages."""
    package = json.loads((exported / "croissant" / "datapackage.json").read_text("utf-8"))
    digests = {one["path"]: one["hash"].removeprefix("sha256:") for one in package["resources"]}
    del digests["croissant.json"]

    assert {one["contentUrl"]: one["sha256"] for one in document["distribution"]} == digests
    assert [(field["@id"], field["description"]) for one in document["recordSet"] for field in one["field"]] == [
        (f"{table.name}/{column.name}", {"da": column.doc.da, "en": column.doc.en})
        for table in TABLES
        for column in table.columns
    ]


def test_the_document_says_what_it_is(document):
    """Version of the format, licence, citation and the day of the newest record, not of the clock."""
    assert document["conformsTo"] == "http://mlcommons.org/croissant/1.1"
    assert document["license"] == "https://creativecommons.org/licenses/by/4.0/"
    assert document["datePublished"] == "2026-11-23"
    assert "CC BY 4.0" in document["citeAs"]


@pytest.mark.heavy
@pytest.mark.filterwarnings("ignore")  # those of mlcroissant's own libraries
def test_mlcroissant_accepts_and_loads_every_table(exported):
    """The validator finds no error and no warning, and each record set has the rows of its table."""
    mlcroissant = pytest.importorskip("mlcroissant", reason="mlcroissant is not installed: run make heavy")
    lines = {
        one["name"]: len((exported / "jsonl" / one["path"]).read_text("utf-8").splitlines())
        for one in json.loads((exported / "jsonl" / "datapackage.json").read_text("utf-8"))["resources"]
    }

    dataset = mlcroissant.Dataset(jsonld=str(exported / "croissant" / "croissant.json"))

    assert (list(dataset.metadata.issues.errors), list(dataset.metadata.issues.warnings)) == ([], [])
    for table in TABLES:
        assert len(list(dataset.records(table.name))) == lines[table.name]
