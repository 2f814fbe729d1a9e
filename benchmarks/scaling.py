"""One count over ten million synthetic records in Polars, DuckDB, Spark, pandas and SQLite: time, and memory at its peak.

The rows are those of today's Parquet export, drawn with a seed and given new ids, parted by year as the export is:
the columns that say who, when, about what and how strongly, without the texts. Counted are the records of each
year, area and verdict. Each tool runs in a process of its own; Spark in local mode, if it and Java are there.

Run from the root of the checkout: `python -m benchmarks.scaling [FOLDER]`, with Spark in the environment of `make
heavy`. It takes some twenty minutes and 3 GB of disk, most of both for SQLite. Exit code 1 if two tools count differently.
"""

import hashlib
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from contextlib import closing
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import polars as pl

import reformdata as rd

COUNT = 10_000_000
SEED = 1
_PART = 1_000_000
_COLUMNS = ["kind", "source", "date", "year", "voice", "organisation", "areas", "themes", "strength", "verdict"]
_Row = tuple[int, str, str | None, int]


def write_rows(folder: Path, count: int) -> None:
    """Write `count` records to `folder`, by year; the same count gives the same rows."""
    with tempfile.TemporaryDirectory() as made:
        rd.load().export("parquet", Path(made, "export"))
        today = pl.read_parquet(Path(made, "export/records.parquet"), columns=_COLUMNS)
    for start in range(0, count, _PART):
        drawn = today.sample(min(_PART, count - start), with_replacement=True, seed=SEED + start)
        drawn = drawn.with_row_index("id", start).with_columns(
            pl.format("{}-{}.01", "source", "id").alias("id"), pl.col("strength").cast(pl.String)
        )
        for (year,), rows in drawn.partition_by("year", as_dict=True, include_key=False).items():
            path = folder / f"year={year}" / f"part-{start // _PART}.parquet"
            path.parent.mkdir(parents=True, exist_ok=True)
            rows.write_parquet(path)


def with_polars(folder: Path) -> Iterable[_Row]:
    """A lazy scan, which reads three columns of the files, a part at a time."""
    rows = pl.scan_parquet(folder, hive_partitioning=True).explode("areas").drop_nulls("areas")
    return rows.group_by("year", "areas", "verdict").len().collect(engine="streaming").rows()


def with_duckdb(folder: Path) -> Iterable[_Row]:
    """SQL over the files."""
    import duckdb

    sql = """SELECT year, area, verdict, count(*) FROM (
      SELECT year, unnest(areas) AS area, verdict FROM read_parquet(?, hive_partitioning = true)) GROUP BY ALL"""
    return duckdb.execute(sql, [f"{folder}/*/*.parquet"]).fetchall()


def with_spark(folder: Path) -> Iterable[_Row]:
    """Spark SQL over the files, on the cores of this machine."""
    from pyspark.sql import SparkSession

    # As many parts of what is exchanged as there may be cores; the default is for a cluster.
    settings = {"spark.ui.enabled": "false", "spark.sql.shuffle.partitions": "4"}
    spark = SparkSession.builder.master("local[*]").config(map=settings).getOrCreate()
    spark.read.parquet(str(folder)).createOrReplaceTempView("records")
    sql = "SELECT year, area, verdict, count(*) FROM records LATERAL VIEW explode(areas) AS area GROUP BY 1, 2, 3"
    return [tuple(row) for row in spark.sql(sql).collect()]


def with_pandas(folder: Path) -> Iterable[_Row]:
    """Three columns of the files in memory, then a row for each area."""
    import pandas

    frame = pandas.read_parquet(folder, columns=["year", "areas", "verdict"]).explode("areas")
    counts = frame.groupby(["year", "areas", "verdict"], dropna=False, observed=True).size()
    return [
        (int(year), area, None if pandas.isna(verdict) else verdict, int(count))
        for (year, area, verdict), count in counts.items()
        if not pandas.isna(area)
    ]


def with_sqlite(folder: Path) -> Iterable[_Row]:
    """The tables of the compiled file, `records` and `record_areas`, which are filled first."""
    sql = """SELECT year, area, verdict, count(*) FROM record_areas JOIN records ON records.id = record
      GROUP BY year, area, verdict"""
    with closing(sqlite3.connect(folder / "../records.sqlite")) as connection:
        return connection.execute(sql).fetchall()


def fill_sqlite(folder: Path) -> None:
    """Write the records to an SQLite file beside `folder`."""
    with closing(sqlite3.connect(folder / "../records.sqlite")) as connection:
        connection.execute("PRAGMA synchronous = off")
        connection.execute("CREATE TABLE records (id TEXT PRIMARY KEY, year INTEGER, verdict TEXT) STRICT")
        connection.execute("CREATE TABLE record_areas (record TEXT, area TEXT, PRIMARY KEY (record, area)) STRICT")
        for path in sorted(folder.glob("*/*.parquet")):
            year = int(path.parent.name.removeprefix("year="))
            rows = pl.read_parquet(path, columns=["id", "verdict", "areas"])
            listed = rows.select(pl.col("id"), pl.lit(year), pl.col("verdict")).iter_rows()
            connection.executemany("INSERT INTO records VALUES (?, ?, ?)", listed)
            areas = rows.select("id", "areas").explode("areas").drop_nulls().iter_rows()
            connection.executemany("INSERT INTO record_areas VALUES (?, ?)", areas)
        connection.commit()


TOOLS: dict[str, Callable[[Path], Iterable[_Row]]] = {
    "polars": with_polars,
    "duckdb": with_duckdb,
    "pyspark": with_spark,
    "pandas": with_pandas,
    "sqlite3": with_sqlite,
}


def run(tool: str, folder: str, answer: str) -> None:
    """Count with `tool`, and write what came out to the file `answer`."""
    start = time.perf_counter()
    counts = sorted(TOOLS[tool](Path(folder)), key=str)
    seconds = time.perf_counter() - start
    worked, most = _used()
    found = {
        "seconds": seconds,
        "worked": worked,
        "most": most,
        "groups": len(counts),
        "total": sum(row[-1] for row in counts),
    }
    digest = hashlib.sha256(json.dumps(counts).encode()).hexdigest()
    Path(answer).write_text(json.dumps(found | {"digest": digest}), "utf-8")


def _used() -> tuple[float, int]:
    """The processor's seconds of this process and those that it started, and the most KiB of each, as Linux has them."""
    worked, most = 0, 0
    children = " ".join(path.read_text() for path in Path("/proc/self/task").glob("*/children"))
    for process in ("self", *children.split()):
        numbers = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
        worked += int(numbers[11]) + int(numbers[12])
        status = Path(f"/proc/{process}/status").read_text().splitlines()
        most += sum(int(line.split()[1]) for line in status if line.startswith("VmHWM:"))
    return worked / os.sysconf("SC_CLK_TCK"), most


def _missing(tool: str) -> str:
    """Why `tool` cannot run here; empty if it can."""
    if find_spec(tool) is None:
        return f"{tool} is not installed"
    return "Spark needs Java" if tool == "pyspark" and shutil.which("java") is None else ""


def main() -> int:
    """Make the rows, let each tool count, and print."""
    code = "import sys; from benchmarks.scaling import run; run(*sys.argv[1:])"
    answers: list[dict[str, Any]] = []
    with tempfile.TemporaryDirectory(dir=sys.argv[1] if sys.argv[1:] else None) as made:
        folder, answer = Path(made, "records"), Path(made, "answer.json")
        start = time.perf_counter()
        write_rows(folder, COUNT)
        size = sum(path.stat().st_size for path in folder.glob("*/*.parquet"))
        print(f"{COUNT:,} records, {size / 1e6:,.0f} MB of Parquet, written in {time.perf_counter() - start:.0f} s")
        start = time.perf_counter()
        fill_sqlite(folder)
        size = Path(made, "records.sqlite").stat().st_size
        print(f"the same as SQLite: {size / 1e6:,.0f} MB, written in {time.perf_counter() - start:.0f} s")
        for tool in TOOLS:
            if reason := _missing(tool):
                print(f"{tool:8} not run: {reason}")
                continue
            answer.unlink(missing_ok=True)
            start = time.perf_counter()
            statement = [sys.executable, "-c", code, tool, str(folder), str(answer)]
            # Spark and DuckDB show their progress.
            subprocess.run(statement, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            whole = time.perf_counter() - start
            found = json.loads(answer.read_text("utf-8"))
            answers.append(found)
            name = sqlite3.sqlite_version if tool == "sqlite3" else version(tool)
            print(
                f"{tool:8} {name:8} {whole:6.1f} s by the clock, {found['seconds']:6.1f} s of them the count;"
                f" {found['worked']:6.1f} s of the processors; {found['most'] / 1024:6,.0f} MiB at most;"
                f" {found['groups']} groups of {found['total']:,}"
            )
    same = len({found["digest"] for found in answers}) == 1
    print("all count the same" if same else "the counts differ")
    return 0 if same else 1


if __name__ == "__main__":
    sys.exit(main())
