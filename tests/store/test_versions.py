"""Files of earlier versions, which every later library reads, and of later ones, which this library reads with a warning."""

import json
import sqlite3
import warnings
from contextlib import closing

import pytest

import reformdata as rd
from reformdata.about import __version__
from reformdata.exports import ENDINGS, FORMATS
from tests.fixtures.corpus import CORPUS, PROPOSAL, STATEMENT
from tests.fixtures.packages import PACKAGES, answers, unpack

KEPT = sorted(folder for folder in PACKAGES.iterdir() if (folder / "answers.json").exists())


def test_there_is_a_package_of_this_version():
    """`make release` adds it."""
    assert __version__.rpartition(".")[0] in {folder.name for folder in KEPT}


@pytest.mark.parametrize("folder", KEPT, ids=lambda folder: folder.name)
def test_every_package_answers_as_it_did(folder, tmp_path):
    """Each row of then, without a warning; a later library may add tables and columns."""
    then = json.loads((folder / "answers.json").read_text("utf-8"))
    now = answers(unpack(folder, tmp_path))
    assert (now["titles"], now["found"]) == (then["titles"], then["found"])
    for table, rows in then["tables"].items():
        assert [{name: row[name] for name in old} for old, row in zip(rows, now["tables"][table], strict=True)] == rows


@pytest.mark.parametrize("folder", KEPT, ids=lambda folder: folder.name)
@pytest.mark.parametrize("format_", FORMATS)
def test_every_package_is_exported(folder, format_, tmp_path):
    """In every format."""
    ds = rd.load(unpack(folder, tmp_path))
    assert ds.export(format_, tmp_path / f"made{ENDINGS.get(format_, ('',))[0]}").exists()


def _changed(compiled_file, tmp_path, script):
    """A copy of the compiled file, changed by SQL."""
    path = tmp_path / "changed.sqlite"
    path.write_bytes(compiled_file.read_bytes())
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(script)
    return path


OLDER = """
ALTER TABLE records DROP COLUMN strength_rank;
DROP TABLE searches;
DELETE FROM documentation WHERE table_name = 'searches' OR column_name = 'strength_rank';
"""
NEWER = """
CREATE TABLE meetings (id TEXT PRIMARY KEY, place TEXT) STRICT;
INSERT INTO meetings VALUES ('m1', 'Nordby');
INSERT INTO bodies (table_name, id, type, json) VALUES ('meetings', 'm1', 'Meeting', '{"place": "Nordby"}');
ALTER TABLE records ADD COLUMN budget INTEGER;
INSERT INTO documentation VALUES
  ('meetings', NULL, NULL, NULL, NULL, 'Møder.', 'Meetings.'),
  ('meetings', 'id', 'string', NULL, NULL, 'Id.', 'Id.'),
  ('meetings', 'place', 'string', NULL, NULL, 'Sted.', 'Place.'),
  ('records', 'budget', 'integer', NULL, NULL, 'Budget.', 'Budget.');
UPDATE records SET budget = 12, action = 'nationalise' WHERE kind = 'proposal';
UPDATE bodies SET json = json_set(json, '$.budget', 12, '$.action', 'nationalise') WHERE type = 'Proposal';
UPDATE bodies SET json = json_set(json, '$.mood', 'glad') WHERE type = 'Statement';
"""


@pytest.fixture
def older(compiled_file, tmp_path):
    """A file of a version that did not know a column and a table that this one has."""
    return _changed(compiled_file, tmp_path, OLDER)


@pytest.fixture
def newer(compiled_file, tmp_path):
    """A file of a version that has another table, another column, and records with an unknown field and value."""
    return _changed(compiled_file, tmp_path, NEWER)


def test_an_older_file_lacks_a_table_and_a_column(older, tmp_path):
    """The rest is as ever, without a warning."""
    ds = rd.load(older)
    assert list(ds.records) == list(CORPUS.records.values())
    assert "searches" not in ds.tables
    assert "strength_rank" not in ds.records.to_dicts()[0]
    assert ds.export("csv", tmp_path / "csv").exists()
    assert rd.diff(older, older).changes == ()


def test_a_newer_file_is_read_with_one_warning(newer, tmp_path):
    """Its records, with its new table and column in the tables; an export has what this version knows."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        ds = rd.load(newer)
        records = {record.id: record for record in ds.records}
        assert ds.tables["meetings"].to_dicts() == [{"id": "m1", "place": "Nordby"}]
        assert {row["id"]: row["budget"] for row in ds.tables["records"].to_dicts()}[PROPOSAL.id] == 12
        for format_ in FORMATS:
            ds.export(format_, tmp_path / f"made{ENDINGS.get(format_, ('',))[0]}")

    assert records.keys() == CORPUS.records.keys()
    assert (records[PROPOSAL.id].action, records[STATEMENT.id]) == ("nationalise", STATEMENT)
    assert [one.category for one in caught] == [rd.NewerDataWarning]
    assert str(caught[0].message).startswith("the data is newer than this version of reformdata, which does not know: ")


def test_a_newer_file_is_compared(newer, compiled_file):
    """What this version does not know is a change like any other."""
    comparison = rd.diff(compiled_file, newer)
    assert {(one.table, one.what, one.id) for one in comparison} == {
        ("records", "changed", PROPOSAL.id),
        ("records", "changed", STATEMENT.id),
        ("meetings", "added", "m1"),
    }
