"""What it costs to make the site and write it to the disk, as a multiple of loading every record as an object; its size.

Today's data, and proposals of the tests' corpus. Processor time, since what the disk takes varies. Run from the root of
the checkout: `python -m benchmarks.site`. There is no target; docs/site.md has the table, which is printed as it is there.
"""

import time
from pathlib import Path
from tempfile import TemporaryDirectory

import reformdata as rd
from benchmarks.loading import _corpus
from reformdata.site.building import write_site
from reformdata.site.pages import Place
from reformdata.store.compiling import compile_corpus, corpus_of
from reformdata.store.file import Store

COUNTS = (1_000, 10_000)


def measure(store: Store, name: str = "") -> str:
    """The row of `store` in the table."""
    with TemporaryDirectory() as folder:
        site = Path(folder) / "site"
        start = time.process_time()
        records = list(corpus_of(store).records)
        loaded = time.process_time()
        count = write_site(store, site, Place(repository="https://github.com/example/reformdata"), Path("docs"))
        cost, floor = time.process_time() - loaded, loaded - start
        size = sum(path.stat().st_size for path in site.rglob("*") if path.is_file())
        pages = sorted((site / f"da/records/{id_}.html").stat().st_size for id_ in records)
    cells = (
        f"{len(records):,}{name}", f"{count:,}", f"{size / 1e6:.0f} MB", f"{cost:.1f} s",
        f"{1000 * cost / len(records):.1f} ms", f"{cost / floor:.0f}",
        f"{pages[len(pages) // 2] / 1000:.0f} KB", f"{pages[-1] / 1000:.0f} KB",
    )  # fmt: skip
    return f"| {' | '.join(cells)} |"


def main() -> None:
    """Print a table with a row for each data set."""
    print("| records | files | size | time | of a record | multiple | page of a record, median | largest |")
    print("| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |")
    print(measure(rd.load()._store, ", today"))
    for count in COUNTS:
        print(measure(Store.of_bytes(compile_corpus(_corpus(count)))))


if __name__ == "__main__":
    main()
