"""Parquet, read back by Arrow, Polars, DuckDB, pandas and, where there is one, Spark."""

import json
import shutil
from datetime import date
from decimal import Decimal

import duckdb
import pandas
import polars
import pyarrow
import pytest
from pyarrow import parquet

from reformdata.exports.contents import contents
from reformdata.tables import TABLES

YEARS = {
    2018: ["nordby-2018-blog.02", "nordby-2018-blog.03", "nordby-2018-blog.04"],
    2019: ["landsforum-2019-nyhed.01"],
}


@pytest.fixture(scope="module")
def folder(exported):
    """The folder of the export."""
    return exported / "parquet"


def test_arrow_reads_every_value(store, folder):
    """Every table comes back as it was, row by row; an array as a list."""
    for table, rows in contents(store):
        found = parquet.read_table(folder / f"{table.name}.parquet").to_pylist()
        expected = [
            {
                column.name: list(cell) if isinstance(cell, tuple) else cell
                for column, cell in zip(table.columns, row, strict=True)
            }
            for row in rows
        ]
        assert found == expected


def test_types_are_kept(folder):
    """Days, lists of numbers, lists of texts and decimal numbers are what they are; what is required is marked so."""
    records = parquet.read_schema(folder / "records.parquet")
    quantities = parquet.read_schema(folder / "quantities.parquet")

    assert records.field("date").type == pyarrow.date32()
    assert records.field("paragraphs").type == pyarrow.list_(pyarrow.int64())
    assert records.field("areas").type == pyarrow.list_(pyarrow.string())
    assert quantities.field("value").type == pyarrow.decimal128(38, 6)
    assert (records.field("id").nullable, records.field("period").nullable) == (False, True)


def test_every_column_is_described(folder):
    """The metadata of each file explain it, for those who read an Arrow schema and for those who do not."""
    for table in TABLES:
        schema = parquet.read_schema(folder / f"{table.name}.parquet")
        about = json.loads(schema.metadata[b"reformdata"])
        for column in table.columns:
            described = schema.field(column.name).metadata
            assert described[b"description_da"].decode() == column.doc.da == about["columns"][column.name]["da"]
            assert described[b"description"].decode() == column.doc.en == about["columns"][column.name]["en"]
        assert (about["table"], about["license"]) == (table.name, "CC-BY-4.0")


def test_duckdb_reads_the_description_and_the_years(folder):
    """The description is a key of the file itself; the year is a column."""
    rows = duckdb.execute("SELECT key, value FROM parquet_kv_metadata(?)", [f"{folder}/records.parquet"]).fetchall()
    found = duckdb.execute(
        "SELECT year, list(id ORDER BY id) FROM read_parquet(?, hive_partitioning = true) GROUP BY year ORDER BY year",
        [f"{folder}/records/*/*.parquet"],
    ).fetchall()

    assert json.loads(dict(rows)[b"reformdata"])["title"] == {"da": "Poster", "en": "Records"}
    assert found == list(YEARS.items())


def test_polars_reads_the_years(folder):
    """A lazy scan of the folder knows the year."""
    frame = polars.scan_parquet(folder / "records", hive_partitioning=True).filter(polars.col("year") == 2018).collect()

    assert frame["id"].to_list() == YEARS[2018]
    assert frame["date"].to_list() == [date(2018, 9, 29), date(2018, 9, 28), date(2018, 9, 30)]
    assert frame["areas"].to_list() == [["primary-schools"], ["primary-schools"], []]


def test_pandas_reads_the_years(folder):
    """The folder is one frame, and numbers are exact."""
    frame = pandas.read_parquet(folder / "records")
    figures = pandas.read_parquet(folder / "quantities.parquet")

    assert {year: ids.to_list() for year, ids in frame.groupby(frame["year"].astype(int))["id"]} == YEARS
    assert figures["value"].to_list() == [Decimal(7), Decimal("2.5"), Decimal(40), Decimal(-3)]


def test_the_parts_are_the_whole(folder):
    """The records by year are those of the one file, column by column."""
    parts = polars.read_parquet(folder / "records", hive_partitioning=True)
    whole = polars.read_parquet(folder / "records.parquet")

    assert parts.sort("id").select(whole.columns).equals(whole.sort("id"))
    assert whole["id"].to_list() == sorted(whole["id"])


@pytest.mark.heavy
@pytest.mark.filterwarnings("ignore")  # Spark's own, on every start
def test_spark_reads_the_years(folder):
    """Spark in local mode finds the years as a column."""
    sql = pytest.importorskip("pyspark.sql", reason="pyspark is not installed: run make heavy")
    if shutil.which("java") is None:
        pytest.skip("Spark needs Java")
    builder = sql.SparkSession.builder.master("local[1]").config("spark.ui.enabled", "false")
    spark = builder.config("spark.sql.shuffle.partitions", "1").getOrCreate()
    try:
        rows = spark.read.parquet(f"{folder}/records").select("year", "id", "areas").orderBy("id").collect()
    finally:
        spark.stop()

    assert [(row.year, row.id) for row in rows if row.year == 2018] == [(2018, id_) for id_ in YEARS[2018]]
    assert [row.areas for row in rows] == [["schools", "primary-schools"], ["primary-schools"], ["primary-schools"], []]
