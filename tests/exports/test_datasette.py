"""Datasette on the folder of a Data Package: descriptions, facets, labels and search."""

import json
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from reformdata.tables import TABLES
from tests.fixtures.corpus import CORPUS

DATASETTE = Path(sys.executable).parent / "datasette"


@pytest.fixture(scope="module")
def folder(exported):
    """The folder of the export."""
    return exported / "datapackage"


@pytest.fixture(scope="module")
def described(folder):
    """What its metadata say of each table and view."""
    return json.loads((folder / "metadata.json").read_text("utf-8"))["databases"]["reformdata"]["tables"]


def test_every_table_and_every_column_is_described(described):
    """In English and in Danish."""
    for table in TABLES:
        about = described[table.name]
        assert about["title"] == f"{table.title.en} · {table.title.da}"
        assert about["description"] == f"{table.doc.en} · {table.doc.da}"
        assert about["columns"] == {one.name: f"{one.doc.en} · {one.doc.da}" for one in table.columns}
    assert "Every relation" in described["related_records"]["description"]


def test_what_the_metadata_name_is_there(ds, described):
    """Facets and labels are columns of their tables; every table of entries has a label."""
    for table in TABLES:
        facets = [one["array"] if isinstance(one, dict) else one for one in described[table.name]["facets"]]
        names = {column.name for column in table.columns}
        assert names.issuperset(facets)
        assert names & {"name_en", "title_en"} == {*[described[table.name].get("label_column")]} - {None}
    assert described["records"]["facets"] == [
        "kind", "source", {"array": "areas"}, {"array": "themes"}, "strength", "tone", "status",
    ]  # fmt: skip
    labels = {name: about["label_column"] for name, about in described.items() if "label_column" in about}
    assert labels.keys() >= {"records", "sources", "actors", "areas", "themes", "target_groups", "reforms", "laws"}
    assert (labels["records"], labels["actors"]) == ("title_en", "name_en")
    with closing(ds.connect()) as connection:
        existing = {name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type <> 'index'")}
    assert set(described) <= existing


def test_the_rows_of_records_are_numbered_as_those_of_the_index(ds):
    """Datasette takes the rowid of a record for that of its row in the full-text index."""
    with closing(ds.connect()) as connection:
        numbered = connection.execute(
            "SELECT records.id, bodies.id FROM records JOIN bodies ON bodies.key = records.rowid ORDER BY 1"
        ).fetchall()

    assert numbered == [(id_, id_) for id_ in CORPUS.records]


def _get(folder, question):
    done = subprocess.run(  # noqa: S603 - our own arguments
        [DATASETTE, folder, "--get", question], check=True, capture_output=True, text=True
    )
    return done.stdout


@pytest.mark.slow
@pytest.mark.skipif(not DATASETTE.exists(), reason="datasette is not installed")
def test_datasette_uses_them(folder):
    """Started on the folder, it finds the file and its metadata: search, facets, labels, descriptions."""
    found = json.loads(_get(folder, "/reformdata/records.json?_search=skemaet&_labels=on"))
    page = _get(folder, "/reformdata/records")
    top = _get(folder, "/")
    (count,) = json.loads(_get(folder, "/reformdata.json?_shape=array&sql=select+count(*)+as+n+from+related_records"))

    assert [row["id"] for row in found["rows"]] == ["landsforum-2019-nyhed.01", "nordby-2018-blog.02"]
    assert found["rows"][0]["voice"] == {"value": "anna-holm", "label": "Anna Holm"}
    assert set(found["facet_results"]) == {"kind", "source", "areas", "themes", "strength", "tone", "status"}
    assert "How strongly the source puts it. · Hvor stærkt kilden udtrykker det." in page
    assert "CC-BY-4.0" in top
    assert count["n"] > 0
