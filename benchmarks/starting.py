"""What a short command costs as a whole process, beside a Python that does nothing, and the first record as an object.

P is `python -c pass`, and B is `from pydantic import BaseModel` in place of that. The data is that of this checkout in a
compiled file. Run from the root of the checkout: `python -m benchmarks.starting`. Ratios are of one run; exit code 1 if
one misses its target.
"""

import sys
import tempfile
from pathlib import Path

from benchmarks.timing import medians, report
from reformdata.curation.reading.checkout import read_checkout
from reformdata.store.compiling import write

ROUNDS = 11
_COMMAND = "import sys; from reformdata.cli import main; sys.exit(main(sys.argv[1:]))"
_FIRST = "import sys, reformdata as rd; rd.load(sys.argv[1])[sys.argv[2]]"
_START, _ROWS, _RECORD = 1.6, 4.0, 1.6
"""The targets, in P, in P and in B."""


def main() -> int:
    """Make the file, time, and print."""
    corpus = read_checkout(Path()).corpus
    id_ = next(iter(corpus.records))
    with tempfile.TemporaryDirectory() as folder:
        file = str(Path(folder, "data.sqlite"))
        write(corpus, Path(file))
        starts = {"--version": ("--version",), "--help": ("--help",), "--lang da --help": ("--lang", "da", "--help")}
        rows = {
            "show ID --json": ("show", id_, "--json", "--data", file),
            "search --json": ("search", "kvalitetsrapport", "--json", "--data", file),
            "search": ("search", "kvalitetsrapport", "--data", file),
            "stats --by theme": ("stats", "--by", "theme", file),
            "stats": ("stats", file),
            "coverage": ("coverage", file),
            "cite": ("cite", "--data", file),
            "cite ID": ("cite", id_, "--data", file),
        }
        taken = medians(
            {
                "P": ("pass",),
                "argparse": ("import argparse",),
                "B": ("from pydantic import BaseModel",),
                "first": (_FIRST, file, id_),
                **{name: (_COMMAND, *arguments) for name, arguments in (starts | rows).items()},
            },
            rounds=ROUNDS,
        )

    p = taken["P"]
    print(f"P: {p * 1000:.0f} ms; import argparse: {taken['argparse'] / p:.2f} P; B: {taken['B'] / p:.2f} P")
    held = [
        *(report(f"{name} / P", taken[name] / p, _START) for name in starts),
        *(report(f"{name} / P", taken[name] / p, _ROWS) for name in rows),
        report("load and the first record as an object / B", taken["first"] / taken["B"], _RECORD),
    ]
    return 0 if all(held) else 1


if __name__ == "__main__":
    sys.exit(main())
