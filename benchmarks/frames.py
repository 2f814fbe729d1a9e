"""What a frame costs beside what pandas alone takes for the same table, and what compiling for search and searching cost.

Run from the root of the checkout: `python -m benchmarks.frames`. The data is this checkout's and copies of it
(`copies.py`), 10,000 records. What counts is the time that the processors worked, in all threads; each step is done in
turn with the others, and the least of some rounds counts. Exit code 1 if a ratio misses its target.
"""

import gc
import io
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from contextlib import closing
from pathlib import Path

import pandas
import pyarrow.parquet

import reformdata as rd
from benchmarks.copies import write_copies
from benchmarks.timing import report
from reformdata.curation.reading.checkout import read_checkout
from reformdata.store.compiling import write

COUNT = 10_000
ROUNDS = 7
_FEW = ["id", "kind", "date", "title_da", "strength"]


def _least(steps: Mapping[str, Callable[[], object]]) -> dict[str, float]:
    """The least seconds of each step."""
    taken: dict[str, list[float]] = {name: [] for name in steps}
    for _ in range(ROUNDS):
        for name, step in steps.items():
            gc.collect()
            start = time.process_time()
            step()
            taken[name].append(time.process_time() - start)
    return {name: min(seconds) for name, seconds in taken.items()}


def main() -> int:
    """Make the file, time, and print."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "data.sqlite")
        write_copies(Path(folder, "copies"), COUNT)
        write(read_checkout(Path(folder, "copies")).corpus, path)
        ds = rd.load(path)
        records = ds.records
        parquet = io.BytesIO()
        pyarrow.parquet.write_table(records.to_arrow(), parquet)
        with closing(sqlite3.connect(path)) as connection:
            took = _least(
                {
                    "pandas.read_sql": lambda: pandas.read_sql("SELECT * FROM records", connection),
                    "five columns": lambda: pandas.read_sql(f"SELECT {', '.join(_FEW)} FROM records", connection),  # noqa: S608 - our own names
                    "Parquet to Arrow": lambda: pyarrow.parquet.read_table(parquet),
                    "to_pandas": records.to_pandas,
                    "to_pandas of five": lambda: records.to_pandas(columns=_FEW),
                    "to_polars": records.to_polars,
                    "to_arrow": records.to_arrow,
                    "objects": lambda: list(records),
                    "as of a day": lambda: rd.load(path, as_of=2020).records.to_pandas(),
                    "a search that finds many": lambda: ds.search("skole"),
                }
            )
        count = len(records)

    print(f"{count:,} records: {', '.join(f'{name} {seconds * 1000:.0f} ms' for name, seconds in took.items())}")
    held = [
        report("to_pandas / pandas.read_sql", took["to_pandas"] / took["pandas.read_sql"], 1.2),
        report("to_polars / pandas.read_sql", took["to_polars"] / took["pandas.read_sql"], 0.6),
        report("to_arrow / reading it from Parquet", took["to_arrow"] / took["Parquet to Arrow"], 3),
        report("to_pandas of five columns / pandas.read_sql", took["to_pandas of five"] / took["five columns"], 2),
        report("to_pandas / the records as objects", took["to_pandas"] / took["objects"], 1.5),
        report("loading as of a day and to_pandas / to_pandas", took["as of a day"] / took["to_pandas"], 1.5),
    ]
    return 0 if all(held) else 1


if __name__ == "__main__":
    sys.exit(main())
