"""The content of a compiled file, and how it is written."""

import dataclasses
import sqlite3
import zlib
from contextlib import closing
from types import MappingProxyType

import pytest

import reformdata as rd
from reformdata.models import Corpus, RelationType
from reformdata.models.terms import vocabulary_name
from reformdata.store.compiling import VIEWS, compile_corpus, danish_texts, write
from reformdata.store.file import APPLICATION_ID, FORMAT
from reformdata.tables import TABLES
from tests.fixtures.corpus import CORPUS, PROPOSAL, STATEMENT


@pytest.fixture
def sql(ds):
    """A connection to the compiled corpus."""
    with closing(ds.connect()) as connection:
        yield connection


def test_same_corpus_same_bytes():
    """The header names application and layout, no count of writes or version of SQLite, and the CRC-32 of the rest."""
    content = compile_corpus(CORPUS)

    assert compile_corpus(CORPUS) == content
    numbers = {at: int.from_bytes(content[at : at + 4], "big") for at in (24, 60, 68, 92, 96)}
    assert numbers == {24: 0, 60: zlib.crc32(content[:60] + content[64:]), 68: APPLICATION_ID, 92: 0, 96: 0}


def test_rows(sql):
    """Every table holds as many rows as `tables` makes."""
    counts = {table.name: sql.execute(f'SELECT count(*) FROM "{table.name}"').fetchone()[0] for table in TABLES}  # noqa: S608 - our own names

    assert counts == {table.name: len(list(table.rows(CORPUS))) for table in TABLES}


def test_cells(sql):
    """A day is stored as ISO 8601, several values as JSON, a number as REAL."""
    record = sql.execute("SELECT date, areas FROM records WHERE id = ?", (PROPOSAL.id,)).fetchone()
    figures = sql.execute("SELECT value FROM quantities WHERE record = ?", (PROPOSAL.id,)).fetchall()

    assert record == ("2019-05-03", '["schools", "primary-schools"]')
    assert figures == [(7.0,), (2.5,)]


def test_every_foreign_key_has_an_index(sql):
    """Of its own, or the first columns of the primary key."""
    for table in TABLES:
        indexes = [
            tuple(column for _, _, column in sql.execute(f'PRAGMA index_info("{name}")'))
            for _, name, *_ in sql.execute(f'PRAGMA index_list("{table.name}")')
        ]
        for key in table.foreign_keys:
            assert any(index[: len(key.columns)] == key.columns for index in indexes), (table.name, key.columns)


def test_tables_are_strict_and_consistent(sql):
    """Every table is STRICT, every foreign key resolves, and the integrity check of SQLite passes."""
    strict = dict(sql.execute("SELECT name, strict FROM pragma_table_list"))

    assert {table.name: strict[table.name] for table in TABLES} == {table.name: 1 for table in TABLES}
    assert sql.execute("PRAGMA foreign_key_check").fetchall() == []
    assert sql.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def test_foreign_keys_are_those_of_the_tables(sql):
    """SQLite has the foreign keys of the tables."""
    known = {
        (table.name, row[2], row[3], row[4])
        for table in TABLES
        for row in sql.execute(f'PRAGMA foreign_key_list("{table.name}")')
    }

    assert known == {
        (table.name, key.table, column, reference)
        for table in TABLES
        for key in table.foreign_keys
        for column, reference in zip(key.columns, key.references, strict=True)
    }


def test_documentation_describes_every_column(sql):
    """Of each table, column and view in both languages, with the vocabulary of a column."""
    found = sql.execute(
        "SELECT table_name, column_name, type, items, vocabulary, description_da, description_en FROM documentation"
    )

    expected = []
    for table in TABLES:
        expected.append((table.name, None, None, None, None, table.doc.da, table.doc.en))
        expected += [
            (table.name, one.name, one.type, one.items, _vocabulary(one), one.doc.da, one.doc.en)
            for one in table.columns
        ]
    expected += [(view, None, None, None, None, doc.da, doc.en) for view, (_, doc) in VIEWS.items()]
    assert found.fetchall() == expected


def _vocabulary(column):
    """The name of the vocabulary whose values the column may have."""
    return vocabulary_name(column.vocabulary) if column.vocabulary else None


def test_related_records(sql):
    """The view of related records has date, kind and title of both, and the relation in words."""
    sql.row_factory = sqlite3.Row
    (row,) = map(dict, sql.execute("SELECT * FROM related_records WHERE record = ?", (PROPOSAL.id,)))

    assert row == row | {
        "kind": "proposal", "date": "2019-05-03", "title_en": PROPOSAL.title.en,
        "type": "answers", "type_da": RelationType.ANSWERS.label.da,
        "to": STATEMENT.id, "to_kind": "statement", "to_date": "2018-09-29", "to_title_da": STATEMENT.title.da,
        "reason_en": PROPOSAL.relations[0].reason.en,
    }  # fmt: skip
    assert len(row) == 15


def test_meta(sql):
    """The file says what it is, of which version, and how it may be used and cited."""
    assert dict(sql.execute("SELECT name, value FROM meta")) == {
        "name": "reformdata",
        "title": "What has been proposed, said and undertaken in the reform of the Danish public sector.",
        "version": rd.__version__,
        "format": str(FORMAT),
        "licence": "CC-BY-4.0",
        "citation": (
            "The reformdata contributors (2026). reformdata: What has been proposed, said and undertaken in the reform"
            f" of the Danish public sector (version {rd.__version__}) [Data set]. CC BY 4.0."
        ),
    }


def test_bodies_leave_out_empty_fields(sql):
    """The JSON of a record has the names of the record file."""
    body = sql.execute("SELECT type, json FROM bodies WHERE id = 'nordby-2018-blog.04'").fetchone()

    assert body == (
        "Initiative",
        '{"id":"nordby-2018-blog.04","title":{"da":"Nordby udgiver en vejledning","en":"Nordby publishes a guide"},'
        '"text":{"da":"Vejledningen er for skoleledere.","en":"The guide is for heads of schools."},"paragraphs":[6],'
        '"voice":{"actor":"nordby"},"curation":{"added":"2026-11-22","codebook":"1.1","review":"second-reader"},'
        '"kind":"initiative","form":"publication","status":"announced"}',
    )


def test_full_text_keeps_danish_letters_apart(sql):
    """The index does not take å for a: `lærerne` is found, `larerne` is not."""

    def hits(word):
        return sql.execute("SELECT count(*) FROM search WHERE search MATCH ?", (word,)).fetchone()[0]

    assert (hits("lærerne"), hits("LÆRERNE"), hits("larerne")) == (1, 1, 0)


def test_dangling_reference():
    """A corpus with a reference to a missing entry is not compiled."""
    laws = MappingProxyType({})

    with pytest.raises(rd.DanglingReferenceError, match=r"^unresolved reference: 'skoleloven'$"):
        compile_corpus(dataclasses.replace(CORPUS, laws=laws))


def test_dangling_relation():
    """A relation to a missing record is found by its foreign key."""
    records = MappingProxyType({PROPOSAL.id: PROPOSAL})

    with pytest.raises(rd.DanglingReferenceError, match=r"^unresolved reference: a row of relations to records$"):
        compile_corpus(dataclasses.replace(CORPUS, records=records, retired={}, outcomes={}))


def test_the_words_of_descriptions_are_known():
    """As those of titles, texts and reasons are: a word in any of them shows the parts of longer ones."""
    texts = set(danish_texts(CORPUS))
    record = PROPOSAL
    written = {entry.description.da for entry in CORPUS.actors.values()} | {record.title.da, record.text.da}
    assert written | {relation.reason.da for relation in record.relations} <= texts


def test_empty_corpus(tmp_path):
    """A corpus without records compiles and opens, and is cited without a year; only the checks refuse it."""
    write(Corpus(), tmp_path / "empty.sqlite")

    ds = rd.load(tmp_path / "empty.sqlite")
    assert (list(ds.records), repr(ds)) == ([], f"<Dataset: reformdata {rd.__version__}, 0 records from 0 sources>")
    with closing(ds.connect()) as connection:
        (citation,) = connection.execute("SELECT value FROM meta WHERE name = 'citation'").fetchone()
    assert citation.startswith("The reformdata contributors. reformdata: What")


def test_the_old_file_is_replaced(tmp_path):
    """The new file can be read by all, and no other file is left."""
    path = tmp_path / "data.sqlite"
    path.write_bytes(b"old")

    write(CORPUS, path)

    assert [file.name for file in tmp_path.iterdir()] == ["data.sqlite"]
    assert path.read_bytes() == compile_corpus(CORPUS)
    assert path.stat().st_mode & 0o777 == 0o644


def test_the_old_file_stays_if_writing_fails(tmp_path, monkeypatch):
    """On a full disk the old file is unchanged, and no other file is left."""
    path = tmp_path / "data.sqlite"
    path.write_bytes(b"old")

    def full(_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="No space left on device"):
        write(CORPUS, path)

    assert {file.name: file.read_bytes() for file in tmp_path.iterdir()} == {"data.sqlite": b"old"}
