"""What a frame costs beside what pandas alone takes for the same table, and what compiling for search and searching cost.

Run from the root of the checkout: `python -m benchmarks.frames`. 10,000 records; ratios are of one run; exit
code 1 if one misses its target.
"""

import io
import sqlite3
import sys
import tempfile
from contextlib import closing
from pathlib import Path

import pandas
import pyarrow.parquet

import reformdata as rd
from benchmarks.loading import _corpus, _seconds
from benchmarks.timing import report
from reformdata.store.compiling import write

COUNT = 10_000


def main() -> int:
    """Make the file, time, and print."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "data.sqlite")
        write(_corpus(COUNT), path)
        ds = rd.load(path)
        records = ds.records
        columns = ["id", "kind", "date", "title_da", "strength"]
        with closing(sqlite3.connect(path)) as connection:
            bare = _seconds(lambda: pandas.read_sql("SELECT * FROM records", connection))
            few = _seconds(lambda: pandas.read_sql(f"SELECT {', '.join(columns)} FROM records", connection))  # noqa: S608 - our own names
        whole = _seconds(records.to_pandas)
        some = _seconds(lambda: records.to_pandas(columns=columns))
        objects = _seconds(lambda: list(records))
        arrow = _seconds(records.to_arrow)
        polars = _seconds(records.to_polars)
        parquet = io.BytesIO()
        pyarrow.parquet.write_table(records.to_arrow(), parquet)
        read = _seconds(lambda: pyarrow.parquet.read_table(parquet))
        cut = _seconds(lambda: rd.load(path, as_of=2020).records.to_pandas())
        found = _seconds(lambda: ds.search("skemaer"))

    print(f"pandas.read_sql of {COUNT:,} records: {bare * 1000:.0f} ms; of five columns: {few * 1000:.0f} ms")
    print(f"bare Parquet to Arrow: {read * 1000:.0f} ms; a search that finds all: {found * 1000:.0f} ms")
    held = [
        report("to_pandas / pandas.read_sql (27 columns fewer, lists as text)", whole / bare, 2.5),
        report("to_pandas of five columns / pandas.read_sql of them", some / few, 3.0),
        report("to_polars / pandas.read_sql", polars / bare, 2.5),
        report("to_arrow / pandas.read_sql", arrow / bare, 2.5),
        report("to_arrow / reading it from Parquet", arrow / read, 40),
        report("to_pandas / the records as objects", whole / objects, 1.5),
        report("loading as of a day and to_pandas / to_pandas", cut / whole, 1.5),
    ]
    return 0 if all(held) else 1


if __name__ == "__main__":
    sys.exit(main())
