"""The data as of a day, in objects, frames, SQL and search."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date

import pytest

import reformdata as rd
from reformdata.store.compiling import compile_corpus
from reformdata.store.file import Store
from reformdata.tables import TABLES
from tests.fixtures.corpus import ACTORS, BARE, CORPUS, INITIATIVE, PROPOSAL, STATEMENT

# The dates of the fixture's records: INITIATIVE 2018-09-28, STATEMENT 2018-09-29, BARE 2018-09-30 (that of their source),
# PROPOSAL 2019-05-03, whose source is of the day after.
_FIRST = "2018-09-28"


@pytest.fixture(params=["file", "memory"])
def opened(request, compiled_file):
    """Opens the corpus as of a day, from a file or in memory."""
    if request.param == "file":
        return lambda day: rd.load(compiled_file, as_of=day)
    return lambda day: rd.Dataset(Store.of_bytes(compile_corpus(CORPUS), date.fromisoformat(day)))


@pytest.mark.parametrize(
    ("day", "ids"),
    [
        ("2018-09-27", []),
        (_FIRST, [INITIATIVE.id]),
        ("2018-09-29", [STATEMENT.id, INITIATIVE.id]),
        ("2018-09-30", [STATEMENT.id, INITIATIVE.id, BARE.id]),
        ("2019-05-02", [STATEMENT.id, INITIATIVE.id, BARE.id]),
        ("2019-05-03", [PROPOSAL.id, STATEMENT.id, INITIATIVE.id, BARE.id]),
    ],
)
def test_records_by_their_own_date(opened, day, ids):
    """A record is there from its own date on."""
    ds = opened(day)

    assert list(ds.records.ids) == ids
    assert [id_ in ds for id_ in ids] == [True] * len(ids)
    assert ds.as_of == date.fromisoformat(day)


def test_relations_to_later_records_are_hidden(opened):
    """A record has only relations to records of that day, and all else: in the object, the frame and SQL."""
    early, later, whole = opened(_FIRST), opened("2018-09-29"), opened("2018-09-30")

    assert (early[INITIATIVE.id], whole[INITIATIVE.id]) == (replace(INITIATIVE, relations=()), INITIATIVE)
    assert later[STATEMENT.id] == STATEMENT
    assert [len(ds.tables["relations"].to_dicts()) for ds in (early, later, whole)] == [0, 1, 2]
    with closing(early.connect()) as connection:
        with pytest.raises(sqlite3.OperationalError, match="readonly"):
            connection.execute("DELETE FROM main.records")
        assert connection.execute("SELECT count(*) FROM relations").fetchone() == (0,)
        assert connection.execute("SELECT count(*) FROM related_records").fetchone() == (0,)
    with closing(later.connect()) as connection:
        assert connection.execute('SELECT record, "to" FROM related_records').fetchall() == [
            (STATEMENT.id, INITIATIVE.id)
        ]


def test_sources(opened):
    """A later source is hidden, unless an older record rests on it."""
    assert list(opened("2018-09-27").sources) == []
    assert list(opened(_FIRST).sources) == ["nordby-2018-blog"]
    assert list(opened("2019-05-02").sources) == ["nordby-2018-blog"]
    assert list(opened("2019-05-03").sources) == ["landsforum-2019-nyhed", "nordby-2018-blog"]
    assert list(opened("2019-05-02").fingerprints) == []
    assert list(opened("2019-05-03").fingerprints) == ["landsforum-2019-nyhed"]


def test_foreign_keys(opened):
    """On no day does a foreign key of any table lead to a hidden row."""
    for day in (
        "2018-09-27",
        _FIRST,
        "2018-09-29",
        "2018-09-30",
        "2019-05-03",
        "2019-06-30",
        "2020-01-01",
        "2021-01-01",
    ):
        ds = opened(day)
        rows = {table.name: ds.tables[table.name].to_dicts() for table in TABLES}
        for table in TABLES:
            for key in table.foreign_keys:
                there = {tuple(row[name] for name in key.references) for row in rows[key.table]}
                led = {tuple(row[name] for name in key.columns) for row in rows[table.name]}
                assert {one for one in led if None not in one} <= there, (day, table.name, key)


def test_tables_of_what_is_hidden(opened):
    """Only the rows of hidden records and sources are hidden, in every table."""
    ds = opened("2018-09-29")
    counts = {name: len(table) for name, table in ds.tables.items()}

    kept = {table.name: len(list(table.rows(CORPUS))) for table in TABLES}
    assert counts == kept | {
        "records": 2, "sources": 1, "source_authors": 0, "source_paragraphs": 6, "readings": 0, "record_paragraphs": 3,
        "record_areas": 2, "record_themes": 3, "record_target_groups": 2, "record_reforms": 3, "record_laws": 2,
        "record_mentions": 3, "record_addressees": 0, "quantities": 2, "relations": 1,
        "documents": 0, "outcomes": 1, "assessments": 0, "evidence": 0, "searches": 0,
    }  # fmt: skip
    assert len(ds.actors) == len(ACTORS)


@pytest.mark.parametrize(
    ("day", "verdicts", "documents"),
    [
        ("2018-09-29", [None], []),
        ("2019-05-03", [None, None, None], []),
        ("2019-06-30", [None, "under-way", None], ["skolernes-blad-2019"]),
        ("2020-12-31", ["no-trace", "under-way", None], ["skolernes-blad-2019"]),
        ("2021-01-01", ["done", "under-way", None], ["skoleloven-2020", "skolernes-blad-2019"]),
    ],
)
def test_an_outcome_has_the_latest_verdict_of_the_day(opened, day, verdicts, documents):
    """It is there from the day of its record on, at first without a verdict; a document, once evidence rests on it."""
    ds = opened(day)

    assert [row["verdict"] for row in ds.tables["outcomes"].to_dicts()] == verdicts
    assert list(ds.documents) == documents == [row["id"] for row in ds.tables["documents"].to_dicts()]


def test_what_was_assessed_later_was_not_looked_into_by_then(opened):
    """As the help of `load` says."""
    for day, verdict in (("2019-12-30", "not-looked"), ("2019-12-31", "no-trace")):
        counts = opened(day).proposals.stats("verdict")
        assert dict(counts) == {verdict: 1}


def test_all_of_an_assessment_is_that_of_the_day(opened):
    """The columns of the table, the rows of its evidence and searches, and the object."""
    early, later = opened("2020-12-31"), opened("2021-01-01")
    whole = CORPUS.outcomes[PROPOSAL.id]

    first, last = (ds.tables["outcomes"].to_dicts()[0] for ds in (early, later))
    assert [first[name] for name in ("as_of", "scope", "since", "since_latest", "text_en")] == [
        date(2019, 12, 31), None, None, None, "Nothing was found on \"the form\".",
    ]  # fmt: skip
    assert [last[name] for name in ("as_of", "scope", "since", "since_latest", "text_en")] == [
        date(2021, 1, 1), "country", "2020-08", date(2020, 8, 31), "An act has abolished the form.",
    ]  # fmt: skip
    assert first["test_en"] == last["test_en"] == whole.test.en
    assert [len(early.tables[name]) for name in ("assessments", "evidence", "searches")] == [2, 1, 2]
    first_day = replace(whole, assessments=whole.assessments[:1])
    assert [ds.outcome(PROPOSAL.id) for ds in (early, later)] == [first_day, whole]
    assert [ds.outcomes[PROPOSAL.id].latest.as_of for ds in (early, later)] == [date(2019, 12, 31), date(2021, 1, 1)]
    assert opened("2019-12-30").outcome(PROPOSAL.id) == replace(whole, assessments=())
    rows = [ds.proposals.to_dicts(columns=["assessable", "verdict"])[0] for ds in (opened("2019-12-30"), early, later)]
    assert [tuple(row.values()) for row in rows] == [("action", None), ("action", "no-trace"), ("action", "done")]


def test_data_of_an_older_version_has_no_outcomes():
    """It is opened as of a day all the same."""
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(compile_corpus(CORPUS))
        for table in ("searches", "evidence", "assessments", "outcomes", "documents"):
            connection.execute(f'DROP TABLE "{table}"')
            connection.execute("DELETE FROM documentation WHERE table_name = ?", (table,))
            connection.execute("DELETE FROM bodies WHERE table_name = ?", (table,))
        for column in ("assessable", "verdict"):
            connection.execute(f"ALTER TABLE records DROP COLUMN {column}")
            connection.execute("DELETE FROM documentation WHERE table_name = 'records' AND column_name = ?", (column,))
        connection.commit()
        content = connection.serialize()

    ds = rd.Dataset(Store.of_bytes(content, date(2018, 9, 28)))
    assert (list(ds.records.ids), list(ds.documents)) == ([INITIATIVE.id], [])
    assert ds.trace(INITIATIVE.id).nodes[INITIATIVE.id].verdict is None


def test_readings_name_no_later_record():
    """The ids of hidden records are left out of the readings."""
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(compile_corpus(CORPUS))
        connection.execute(
            "UPDATE readings SET source = 'nordby-2018-blog', records = ?", (f'["{INITIATIVE.id}", "{BARE.id}"]',)
        )
        connection.commit()
        content = connection.serialize()

    ds = rd.Dataset(Store.of_bytes(content, date(2018, 9, 28)))
    assert [row["records"] for row in ds.tables["readings"].to_dicts()] == [[INITIATIVE.id]] * 3


def test_withdrawn_records(opened):
    """The id of a withdrawn record leads to its successor only if that is shown."""
    with pytest.warns(rd.RetiredRecordWarning):
        assert opened("2018-09-29")["nordby-2018-blog.01"] == STATEMENT
    with pytest.raises(rd.UnknownIdError):
        opened(_FIRST)["nordby-2018-blog.01"]
    assert [row["id"] for row in opened(_FIRST).tables["retired"].to_dicts()] == ["nordby-2018-blog.05"]


def test_search_and_filter(opened):
    """Neither search, filter nor full text by SQL finds later records."""
    ds = opened("2018-09-29")

    assert list(ds.search("skemaet").ids) == [STATEMENT.id, INITIATIVE.id]
    assert list(ds.records.filter(text="skemaet").ids) == [STATEMENT.id, INITIATIVE.id]
    assert list(ds.records.filter(since=2019)) == []
    with closing(ds.connect()) as connection:
        found = connection.execute(
            "SELECT bodies.id FROM search JOIN bodies ON bodies.key = search.rowid WHERE search MATCH 'skemaet'"
        )
        assert found.fetchall() == [(STATEMENT.id,)]  # SQL searches for the words themselves, not for stems


def test_the_day_is_named(opened, ds):
    """In the data set, its citation and the file."""
    limited = opened("2018-09-29")

    assert repr(limited) == f"<Dataset: reformdata {rd.__version__}, 2 records from 1 source, 2018, as of 2018-09-29>"
    assert limited.citation == f"{ds.citation} Data as of 2018-09-29."
    with closing(limited.connect()) as connection:
        assert connection.execute("SELECT value FROM meta WHERE name = 'as_of'").fetchall() == [("2018-09-29",)]
    assert ds.as_of is None


def test_a_year_or_a_month_ends_with_its_last_day(compiled_file):
    """`as_of` takes what `until` takes."""
    days = [rd.load(compiled_file, as_of=asked).as_of for asked in (2018, "2018-09", date(2018, 9, 28), "2020-02")]

    assert days == [date(2018, 12, 31), date(2018, 9, 30), date(2018, 9, 28), date(2020, 2, 29)]


@pytest.mark.parametrize("asked", ["yesterday", "2018-13", "..", "2018-09-28'; DROP TABLE records; --"])
def test_no_day(compiled_file, asked):
    """It is refused before anything is opened."""
    with pytest.raises(rd.ConditionValueError, match="as_of=") as caught:
        rd.load(compiled_file, as_of=asked)

    assert caught.value.name == "as_of"
