"""What it costs to make the site, as a multiple of loading every record as an object; and how large it is.

Today's data, and proposals of the tests' corpus. Processor time, since little of the work is reading and writing. Run
from the root of the checkout: `python -m benchmarks.site`. There is no target; docs/site.md has the figures.
"""

import time
from pathlib import Path

import reformdata as rd
from benchmarks.loading import _corpus
from reformdata.site.building import site_files
from reformdata.site.pages import Place
from reformdata.store.compiling import compile_corpus, corpus_of
from reformdata.store.file import Store

COUNTS = (1_000, 4_000)


def measure(store: Store) -> str:
    """A line on the site of `store`."""
    start = time.process_time()
    records = list(corpus_of(store).records)
    loaded = time.process_time()
    made = site_files(store, Place(repository="https://github.com/example/reformdata"), Path("docs"))
    cost, floor = time.process_time() - loaded, loaded - start
    pages = sorted(len(made[f"da/records/{id_}.html"]) for id_ in records)
    return (
        f"{len(records)} records: {len(made)} files, {sum(map(len, made.values())) / 1e6:.0f} MB, {cost:.1f} s,"
        f" {cost / floor:.0f} times loading them; page of a record: median {pages[len(pages) // 2] / 1000:.0f} KB,"
        f" largest {pages[-1] / 1000:.0f} KB"
    )


def main() -> None:
    """Print a line for each data set."""
    print(measure(rd.load()._store))
    for count in COUNTS:
        print(measure(Store.of_bytes(compile_corpus(_corpus(count)))))


if __name__ == "__main__":
    main()
