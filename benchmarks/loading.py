"""What it costs to load the data: the first record, all records, memory; at 10,000 and 100,000 records.

The records are those of the tests' corpus over again under other ids. Run from the root of the checkout:
`python -m benchmarks.loading`. Ratios are of one run; exit code 1 if one misses its target.
"""

import dataclasses
import gc
import json
import statistics
import sys
import tempfile
import time
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from types import MappingProxyType

import reformdata as rd
from benchmarks.timing import medians, report
from reformdata.models import TABLES, Corpus, RecordId
from reformdata.store.compiling import write
from tests.fixtures.corpus import CORPUS, PROPOSAL

ROUNDS = 11
COUNTS = (10_000, 100_000)
_FIRST = "import sys, reformdata as rd; rd.load(sys.argv[1])[sys.argv[2]]"
_PYDANTIC = "from pydantic import BaseModel"
# Whoever makes one model pays for Pydantic's dataclasses, and for its look for plug-ins through importlib.metadata:
# by itself about 1.6 times what importing BaseModel costs, and nothing that we could do without.
_ONE_MODEL = "from pydantic.dataclasses import dataclass; dataclass(type('Model', (), {'__annotations__': {'x': int}}))"


def _corpus(count: int) -> Corpus:
    """`count` proposals, 900 a source."""
    source = CORPUS.sources[PROPOSAL.id.source]
    sources = {f"copy-{n:03}": dataclasses.replace(source, id=f"copy-{n:03}") for n in range(count // 900 + 1)}
    ids = (RecordId(f"copy-{n // 900:03}.{n % 900 + 100}") for n in range(count))
    records = {id_: dataclasses.replace(PROPOSAL, id=id_, relations=()) for id_ in ids}
    shared = {table: getattr(CORPUS, table) for table in TABLES if table != "sources"}
    return Corpus(records=MappingProxyType(records), sources=MappingProxyType(sources), **shared)


def _seconds(work: Callable[[], object], *, rounds: int = 3) -> float:
    taken = []
    for _ in range(rounds):
        gc.collect()
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


def _peak(work: Callable[[], object]) -> int:
    """The most memory, in bytes, that Python held at once for `work`."""
    tracemalloc.start()
    kept = work()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    del kept
    return peak


def main() -> int:
    """Make the files, time, and print."""
    with tempfile.TemporaryDirectory() as folder:
        few, many = (f"{count:,}" for count in COUNTS)
        small, large = Path(folder, "small.sqlite"), Path(folder, "large.sqlite")
        write(_corpus(COUNTS[0]), small)
        write(_corpus(COUNTS[1]), large)
        id_ = "copy-000.123"
        taken = medians(
            {
                "pydantic": (_PYDANTIC,),
                "one model": (_ONE_MODEL,),
                "small": (_FIRST, str(small), id_),
                "large": (_FIRST, str(large), id_),
            },
            rounds=ROUNDS,
        )
        bodies = [
            json_ for (json_,) in rd.load(small).connect().execute("SELECT json FROM bodies WHERE type = 'Proposal'")
        ]
        plain = _seconds(lambda: [json.loads(body) for body in bodies])
        objects = _seconds(lambda: list(rd.load(small).records))
        opened = _peak(lambda: rd.load(large))
        held = _peak(lambda: list(rd.load(small).records))
        size = sum(len(body.encode()) for body in bodies)

    print(f"{_PYDANTIC}: {taken['pydantic'] * 1000:.0f} ms; memory to open {many} records: {opened / 1024:.0f} KiB")
    held_all = all(
        [
            report(f"first record of {few} / {_PYDANTIC}", taken["small"] / taken["pydantic"], 2.8),
            report(f"first record of {few} / one Pydantic dataclass", taken["small"] / taken["one model"], 1.8),
            report(f"first record of {many} / first record of {few}", taken["large"] / taken["small"], 1.25),
            report(f"{few} records as objects / json.loads of them", objects / plain, 3),
            report("peak memory of that / size of the JSON", held / size, 2.5),
        ]
    )
    return 0 if held_all else 1


if __name__ == "__main__":
    sys.exit(main())
