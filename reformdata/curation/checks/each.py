"""Records checked by themselves as they are read, in several processes where that pays.

What is left of a record then is its fields without the texts, a digest of them, and the findings. The files of actors,
reforms, laws and the glossary are read first: the texts are compared with the names and terms in them.
"""

import gc
import os
import signal
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from dataclasses import replace
from itertools import groupby
from multiprocessing import parent_process
from operator import itemgetter
from pathlib import Path
from threading import Thread
from typing import NamedTuple, Protocol, TypeAlias

from reformdata.curation.checks.digests import Record, digest, without_texts
from reformdata.curation.reading.checkout import (
    Checkout,
    ReadEntry,
    Reader,
    ReadFile,
    Spans,
    checkout_of,
    locate,
    locate_words,
    read_file,
)
from reformdata.curation.reading.files import DataFile, content_digest, read_bytes, value_digest
from reformdata.findings import Finding
from reformdata.models import Corpus

Check: TypeAlias = Callable[[Checkout], Iterator[Finding]]
Checks: TypeAlias = Sequence[tuple[int, Check]]
"""The checks of a record by itself, each with its number among all."""


class Progress(Protocol):
    """Is called as files are read."""

    def __call__(self, done: int, total: int, /) -> None:
        """Take how many files have been read, and how many there are."""


class Memory(Protocol):
    """Remembers what was read of files, by their content and by what else decides about it."""

    def recall(self, files: Sequence[DataFile], decided_by: bytes) -> list[ReadFile | None]:
        """What was read of each of `files`, as far as that is known."""

    def keep(self, files: Sequence[DataFile], read: Sequence["Reading"], decided_by: bytes) -> None:
        """Remember what was `read` of `files`."""

    def recall_across(self, facts: bytes) -> Mapping[int, Sequence[Finding]] | None:
        """What the checks across records found when they saw the same `facts`, by the numbers of the checks."""

    def keep_across(self, facts: bytes, found: Mapping[int, Sequence[Finding]]) -> None:
        """Remember what they `found`."""


class Reading(NamedTuple):
    """What was read of a file, and the digest of the content that it was read from; None if that could not be read."""

    read: ReadFile
    content: bytes | None


_AT_ONCE = 16
"""So many files are given to a process at once; a second is enough for it to read them a few times over."""
_WORTHWHILE = 256
"""From so many files on, starting processes pays."""


def reader(
    checks: Checks, processes: int = 1, progress: Progress | None = None, memory: Memory | None = None
) -> Reader:
    """What reads a checkout and runs `checks` on each record by itself.

    Args:
        checks: the checks of a record by itself.
        processes: how many processes may read.
        progress: is called with how many files have been read, and how many there are.
        memory: what is known from earlier checks.
    """

    def read(root: Path, files: Sequence[DataFile]) -> Iterator[ReadFile]:
        named: dict[str, ReadFile] = {}
        naming: list[tuple[str, bytes | None]] = []
        for file in files:
            if file.table in NAMED:
                content = read_bytes(file.path, file.file, file.content)[0]
                named[file.file] = read_file(file._replace(content=content))
                naming.append((file.file, content))
        decided_by = content_digest(repr(naming).encode())
        tables = [entry for entries, _ in named.values() for entry in entries]
        others = [file for file in files if file.table not in NAMED]
        known = memory.recall(others, decided_by) if memory else [None] * len(others)
        left = [file for file, one in zip(others, known, strict=True) if one is None]
        new: list[Reading] = []
        for one in _examine(Examiner(root, tables, checks), left, processes):
            new.append(one)
            if progress and len(new) % _AT_ONCE == 0:
                progress(len(files) - len(left) + len(new), len(files))
        if memory:
            memory.keep(left, new, decided_by)
        fresh = iter(new)
        of_others = iter([one or next(fresh).read for one in known])
        return (named.get(file.file) or next(of_others) for file in files)

    return read


NAMED = frozenset({"actors", "reforms", "laws", "glossary"})
"""The tables whose names and terms the texts of records are compared with."""


class Examiner:
    """Reads files, and checks each record by itself."""

    def __init__(self, root: Path, tables: Sequence[ReadEntry], checks: Checks) -> None:
        self.start = (root, tables, checks)
        """The arguments of another one like this."""
        self.root = root
        self.checks = checks
        others = checkout_of(root, tables)
        self.record: dict[str, Record] = {}
        """The record that is being checked, by its id."""
        self.places = dict(others.places)
        self.checkout = replace(
            others, corpus=Corpus(records=self.record), places=self.places, broken={}, named=others.corpus
        )
        """With that record alone, beside the names and terms of all the data."""

    def read(self, file: DataFile) -> Reading:
        """Read `file`, and check the record in it."""
        content = read_bytes(file.path, file.file, file.content)[0]
        if content is None:
            return Reading(read_file(file), None)
        entries, findings = read_file(file._replace(content=content))
        contents = {file.file: content}
        read = [self.examined(entry, contents) for entry in entries], list(locate(self.root, findings, contents))
        return Reading(read, content_digest(content))

    def examined(self, entry: ReadEntry, contents: Mapping[str, bytes]) -> ReadEntry:
        """`entry` without its texts, with what is wrong with it by itself; a tombstone and a broken record stay as they are."""
        if not isinstance(entry.value, Record):
            return entry
        self.record.clear()
        self.record[entry.id] = entry.value
        self.places["records", entry.id] = entry.place
        found = [(number, finding) for number, check in self.checks for finding in check(self.checkout)]
        del self.places["records", entry.id]
        checked = tuple(self.located(found, contents)) if found else ()
        made = digest(entry.value)
        facts = entry.facts._replace(texts=value_digest([one.tobytes() for one in (made.texts, *made.triples)]))
        return entry._replace(value=without_texts(entry.value), digest=made, checked=checked, facts=facts)

    def located(
        self, found: Iterable[tuple[int, Finding]], contents: Mapping[str, bytes]
    ) -> Iterator[tuple[int, Finding]]:
        """The findings of each check with their lines and columns."""
        known: dict[str, Spans] = {}
        for number, findings in groupby(found, key=itemgetter(0)):
            within = locate(self.root, [finding for _, finding in findings], contents, known)
            yield from ((number, finding) for finding in locate_words(self.root, within, contents))


def _examine(examiner: Examiner, files: Sequence[DataFile], processes: int) -> Iterator[Reading]:
    """What `examiner` reads of `files`, in their order; in one process if others cannot be started or end early."""
    done = 0
    if processes > 1 and len(files) >= _WORTHWHILE:
        with suppress(OSError, ImportError, BrokenProcessPool):
            for one in _in_processes(examiner, files, processes):
                yield one
                done += 1
    yield from map(examiner.read, files[done:])


def _in_processes(examiner: Examiner, files: Sequence[DataFile], processes: int) -> Iterator[Reading]:
    batches = [files[start : start + _AT_ONCE] for start in range(0, len(files), _AT_ONCE)]
    with ProcessPoolExecutor(processes, initializer=start_process, initargs=examiner.start) as pool:
        try:
            for batch in pool.map(read_batch, batches):
                yield from batch
        finally:
            pool.shutdown(cancel_futures=True)


_examiners: list[Examiner] = []
"""That of this process, if it was started to read."""


def start_process(root: Path, tables: Sequence[ReadEntry], checks: Checks) -> None:
    """Prepare a process for `read_batch`. It ends with the one that started it, and leaves Ctrl-C to that."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=end_with_parent, daemon=True).start()
    gc.disable()  # what is read has no circles, and looking for them takes a fifth of the time
    _examiners[:] = [Examiner(root, tables, checks)]


def end_with_parent() -> None:
    """Wait until the process that started this one has ended, and end this one."""
    parent = parent_process()
    if parent:
        parent.join()
        os._exit(1)


def read_batch(files: Sequence[DataFile]) -> list[Reading]:
    """What the examiner of this process reads of `files`."""
    return [_examiners[0].read(file) for file in files]
