"""An ordered vocabulary gives the same records in every tool, when it is compared as docs/analysis.md says."""

import csv
from contextlib import closing
from dataclasses import replace

import pytest

import reformdata as rd
from reformdata.models import ORDERED_VOCABULARIES, RecordId
from reformdata.tables import TABLES
from tests.exports.opening import opened
from tests.fixtures.corpus import CORPUS, INITIATIVE, PROPOSAL, STATEMENT, by_id

duckdb = pytest.importorskip("duckdb")
pandas = pytest.importorskip("pandas")
polars = pytest.importorskip("polars")
arrow = pytest.importorskip("pyarrow")

COLUMNS = {column.name: column for table in TABLES for column in table.columns if column.ascending}
"""The columns of ordered vocabularies."""
_WITH = {"strength": PROPOSAL, "tone": STATEMENT, "status": INITIATIVE}


def _records():
    """The records of the shared corpus, and one for each value of each ordered vocabulary."""
    yield from CORPUS.records.values()
    number = 20
    for name, record in _WITH.items():
        for term in COLUMNS[name].vocabulary:
            number += 1
            new = replace(record, id=RecordId(f"{record.id.source}.{number}"), relations=())
            yield replace(new, **{name: term})


@pytest.fixture(scope="module")
def ds():
    """The shared corpus with a record for each value."""
    return rd.Dataset(opened(replace(CORPUS, records=by_id(_records()))))


@pytest.fixture(scope="module")
def folder(ds, tmp_path_factory):
    """Its exports to CSV and Parquet."""
    root = tmp_path_factory.mktemp("exported")
    ds.export("csv", root / "csv")
    ds.export("parquet", root / "parquet")
    return root


@pytest.fixture
def tools(ds, folder):
    """For each tool, a function that gets the ids of the records whose value in a column is at least a given one."""
    ranks = {(row["vocabulary"], row["value"]): row["rank"] for row in ds.tables["terms"].to_dicts()}
    in_arrow = ds.records.to_arrow()

    def from_objects(name, value):
        held = ((record.id, getattr(record, name, None)) for record in ds.records)
        return [id_ for id_, own in held if own is not None and own >= value]

    def from_csv(name, value):
        with (folder / "csv/records.csv").open(encoding="utf-8", newline="") as file:
            return [row["id"] for row in csv.DictReader(file) if int(row[f"{name}_rank"] or 0) >= ranks[name, value]]

    def from_sqlite(name, value):
        question = (
            f"SELECT id FROM records WHERE {name}_rank >="  # noqa: S608 - our own names
            " (SELECT rank FROM terms WHERE vocabulary = ? AND value = ?)"
        )
        with closing(ds.connect()) as connection:
            return [id_ for (id_,) in connection.execute(question, (name, value))]

    def from_duckdb(table):
        def found(name, value):
            question = f"SELECT id FROM {table} WHERE {name}_rank >= ?"  # noqa: S608 - our own names
            with duckdb.connect() as connection:
                connection.register("in_arrow", in_arrow)
                return [id_ for (id_,) in connection.execute(question, [ranks[name, value]]).fetchall()]

        return found

    def from_pandas(frame):
        return lambda name, value: frame.loc[frame[name] >= value, "id"]

    def from_polars_rank(frame):
        return lambda name, value: frame.filter(polars.col(f"{name}_rank") >= ranks[name, value])["id"]

    in_polars = ds.records.to_polars()
    return {
        "objects": from_objects,
        "pandas": from_pandas(ds.records.to_pandas()),
        "pandas over Parquet": from_pandas(pandas.read_parquet(folder / "parquet/records.parquet")),
        "pandas over Parquet by year": from_pandas(pandas.read_parquet(folder / "parquet/records")),
        "Polars": lambda name, value: in_polars.filter(polars.col(name) >= value)["id"],
        "Polars by rank": from_polars_rank(in_polars),
        "Polars over Parquet by rank": from_polars_rank(polars.read_parquet(folder / "parquet/records.parquet")),
        "Arrow by rank": lambda name, value: in_arrow.filter(arrow.compute.field(f"{name}_rank") >= ranks[name, value])[
            "id"
        ].to_pylist(),
        "DuckDB over Arrow by rank": from_duckdb("in_arrow"),
        "DuckDB over Parquet by rank": from_duckdb(f"'{folder}/parquet/records.parquet'"),
        "SQLite by rank": from_sqlite,
        "CSV by rank": from_csv,
    }


def test_every_ordered_vocabulary_is_a_column():
    """Of the records alone, and each is compared below."""
    assert {column.vocabulary for column in COLUMNS.values()} == set(ORDERED_VOCABULARIES)
    assert set(COLUMNS) == set(_WITH)
    assert [table.name for table in TABLES if COLUMNS.keys() & {column.name for column in table.columns}] == ["records"]


@pytest.mark.parametrize("name", _WITH)
def test_every_tool_finds_the_same_records(ds, tools, name):
    """At least each value in turn; the order is that of the vocabulary."""
    for place, value in enumerate(COLUMNS[name].ascending):
        wanted = {row["id"] for row in ds.records.to_dicts() if row[name] in COLUMNS[name].ascending[place:]}
        assert wanted

        assert {tool: set(found(name, value)) for tool, found in tools.items()} == dict.fromkeys(tools, wanted)


def test_ranks_follow_the_vocabulary(ds):
    """From 1 for the lowest, beside the value and in the table of terms; none where there is no value or no order."""
    rows = ds.records.to_dicts()
    terms = ds.tables["terms"].to_dicts()

    assert {(row["strength"], row["strength_rank"]) for row in rows} == {
        ("may", 1),
        ("ought", 2),
        ("must", 3),
        (None, None),
    }
    for name, column in COLUMNS.items():
        in_order = sorted((row for row in terms if row["vocabulary"] == name), key=lambda row: row["rank"])
        assert [(row["rank"], row["value"]) for row in in_order] == [*enumerate(column.ascending, start=1)]
    assert {row["rank"] for row in terms if row["vocabulary"] not in COLUMNS} == {None}


def test_where_the_values_compare_by_the_alphabet(ds, folder):
    """The page says so of these tools: in them `must` is not at least `ought`."""
    in_arrow = ds.records.to_arrow()
    in_parquet = polars.read_parquet(folder / "parquet/records.parquet")
    with closing(ds.connect()) as connection, duckdb.connect() as duck:
        duck.register("in_arrow", in_arrow)
        found = {
            "SQLite": connection.execute("SELECT DISTINCT strength FROM records WHERE strength >= 'ought'").fetchall(),
            "DuckDB": duck.sql("SELECT DISTINCT strength FROM in_arrow WHERE strength >= 'ought'").fetchall(),
        }

    assert found == {"SQLite": [("ought",)], "DuckDB": [("ought",)]}
    assert set(in_arrow.filter(arrow.compute.field("strength") >= "ought")["strength"].to_pylist()) == {"ought"}
    assert set(in_parquet.filter(polars.col("strength") >= "ought")["strength"].to_list()) == {"ought"}


def test_pandas_refuses_what_has_no_order(ds):
    """Instead of comparing by the alphabet."""
    frame = ds.records.to_pandas()

    with pytest.raises(TypeError, match="Unordered Categoricals"):
        frame["action"] >= "abolish"  # noqa: B015 - the error is what is tested
