"""How long it takes to find texts, and how much is found in copies that have changed.

`python -m benchmarks.hydrating [FOLDER OF TEXTS]`: measures on the texts in the folder, else on an invented article.
"""

import sys
import tracemalloc
from collections import Counter
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from time import perf_counter

from reformdata.evidence.fingerprint import fingerprint_text, paragraphs, sketch_hashes
from reformdata.evidence.hydration import hydrate
from reformdata.evidence.resolve import resolve
from reformdata.evidence.texts import LARGEST, Unread, lines
from tests.evidence.perturbing import PUBLISHED, perturb

COPIES = 200
SIZES = (LARGEST - 1, 100_000_000)


def main() -> None:
    """Print the measurements."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else None
    contents = (
        [path.read_bytes() for path in sorted(folder.glob("*.txt"))] if folder else ["\n".join(PUBLISHED).encode()]
    )
    copies(contents)
    large(contents)


def copies(contents: list[bytes]) -> None:
    """What becomes of the paragraphs of copies with changed words, and dropped, shifted and added lines."""
    counts: Counter[str] = Counter()
    started = perf_counter()
    for content in contents:
        texts = paragraphs(content.decode())
        fingerprints = fingerprint_text(content).paragraphs
        wanted = frozenset(each for one in fingerprints for each in sketch_hashes(one))
        for seed in range(COPIES):
            copy = perturb(texts, Random(seed))  # noqa: S311 - the same copies every time
            there = {origin for line in copy for origin in line.origins}
            matches = resolve(fingerprints, lines([line.text for line in copy], wanted))
            for one, match in zip(fingerprints, matches, strict=True):
                length = "short" if one.guessable else "long"
                dropped = "" if match.paragraph in there else "dropped, "
                counts[f"{length}, {dropped}{match.state}"] += 1
    seconds = perf_counter() - started
    print(f"{len(contents) * COPIES} copies in {seconds:.1f} s")
    for what, count in sorted(counts.items()):
        print(f"{count:8,}  {what}")


def large(contents: list[bytes]) -> None:
    """Time and memory of a file as large as is read, and of one of 100 MB."""
    sources = {str(number): fingerprint_text(content) for number, content in enumerate(contents)}
    text = b"\n".join(contents)
    for size in SIZES:
        with TemporaryDirectory() as folder:
            Path(folder, "large.txt").write_bytes((text * (size // len(text) + 1))[:size].rpartition(b"\n")[0])
            started = perf_counter()
            account = hydrate(sources, Path(folder)).files[0]
            seconds = perf_counter() - started
            tracemalloc.start()
            hydrate(sources, Path(folder))
            peak = tracemalloc.get_traced_memory()[1]
            tracemalloc.stop()
        what = account.reason if isinstance(account, Unread) else account.role
        print(f"{size:,} bytes: {seconds:.2f} s, {peak / 1e6:.0f} MB at most: {what}")


if __name__ == "__main__":
    main()
