"""The rows of exports are those that the data was compiled from, for data of other versions too."""

import sqlite3
from contextlib import closing

import pytest

from reformdata.curation.reading.checkout import read_checkout
from reformdata.errors import DamagedDataError
from reformdata.exports.contents import compiled_bytes, contents
from reformdata.store.compiling import compile_corpus, write
from reformdata.store.file import Store
from reformdata.tables import TABLES
from tests import ROOT
from tests.fixtures.corpus import CORPUS

pytestmark = pytest.mark.shipped


@pytest.mark.parametrize("corpus", [CORPUS, read_checkout(ROOT).corpus], ids=["the fixture", "the shipped data"])
def test_rows_are_read_as_they_were_written(corpus):
    """Every table, every row and every value comes back, in the same order and of the same type."""
    expected = [(table.name, [*table.rows(corpus)]) for table in TABLES]

    assert [(table.name, [*rows]) for table, rows in contents(Store.of_bytes(compile_corpus(corpus)))] == expected


@pytest.fixture
def compiled_file(tmp_path):
    """A compiled file of the shared corpus that may be changed."""
    write(CORPUS, tmp_path / "old.sqlite")
    return tmp_path / "old.sqlite"


def test_an_older_file_is_exported_without_what_it_lacks(compiled_file):
    """Missing tables and columns are left out, with the keys of those columns."""
    with closing(sqlite3.connect(compiled_file)) as connection:
        connection.executescript(
            "DROP TABLE readings; DELETE FROM documentation WHERE table_name = 'readings';"
            "DROP INDEX by_actors_part_of; CREATE TABLE other AS SELECT id, kind, name_da, name_en FROM actors;"
            "DROP TABLE actors; ALTER TABLE other RENAME TO actors;"
            "DELETE FROM documentation WHERE table_name = 'actors' AND column_name NOT IN ('id', 'kind', 'name_da', 'name_en');"
        )

    tables = {content.table.name: content for content in contents(Store.of_file(compiled_file))}

    assert "readings" not in tables
    assert [column.name for column in tables["actors"].table.columns] == ["id", "kind", "name_da", "name_en"]
    assert tables["actors"].table.foreign_keys == ()
    assert tables["actors"].rows[0] == ("anna-holm", "person", "Anna Holm", "Anna Holm")


def test_a_damaged_file_raises(compiled_file):
    """An overwritten page raises when it is read."""
    store = Store.of_file(compiled_file)
    size = compiled_file.stat().st_size
    with compiled_file.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xff" * (size - 4096))

    with pytest.raises(DamagedDataError, match=r"old\.sqlite"):
        contents(store)


def test_the_compiled_file_is_exported_unchanged(compiled_file):
    """The bytes are those of the file."""
    assert compiled_bytes(Store.of_file(compiled_file)) == compiled_file.read_bytes()
