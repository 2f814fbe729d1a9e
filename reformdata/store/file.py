"""An open compiled file: rows by SQL, objects by id. What `compiled` writes, this reads.

Nothing is kept in memory that was not asked for, and no record is validated again: a file is
held against its checksum when it is opened, unless it is large; a record is read when it is fetched.
"""

import json
import os
import sqlite3
import threading
import warnings
import weakref
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeAlias

from reformdata.errors import DamagedDataError, MissingDataError, NewerDataWarning
from reformdata.models import TABLES, Fingerprints, Initiative, Kind, Proposal, Retired, Statement
from reformdata.store.as_of import hide_later
from reformdata.store.decoding import decode

FORMAT = 1
"""Number of the layout of a compiled file; raised when an older reader could not read it."""

_MARK = b"rfd"
APPLICATION_ID = int.from_bytes(_MARK) << 8 | FORMAT
"""What marks an SQLite file as ours, of this layout: the letters `rfd` and `FORMAT`."""

MODELS = MappingProxyType(
    {model.__name__: model for model in (Proposal, Statement, Initiative, Retired, Fingerprints, *TABLES.values())}
)
"""What the bodies of a compiled file describe, by the name that stands beside each."""

# Where in the header, of a hundred bytes, is what; see sqlite.org/fileformat.html. Numbers are big-endian.
_HEADER = 100
_PAGE_SIZE = slice(16, 18)
_CHANGES = slice(24, 28)
_PAGES = slice(28, 32)
_CHECKSUM = slice(60, 64)
"""The `user_version`, which SQLite leaves to the application."""
_APPLICATION = slice(68, 72)
_CHECKED = 16 * 2**20
"""Bytes of the largest file whose checksum is looked at: a MiB takes a third of a millisecond, and opening is to take few."""
_BATCH = 500
_KINDS = frozenset(kind.value for kind in Kind)
_UNREADABLE = "SQLite cannot read it"
_Row: TypeAlias = tuple[Any, ...]
_Parameters: TypeAlias = Sequence[object] | Mapping[str, object]
"""A sequence for the placeholders `?`, a mapping for `:name`; Python 3.14 refuses any other pairing."""


class Store:
    """A compiled file opened for reading; may be used from several threads at once."""

    def __init__(self, connection: sqlite3.Connection, path: Path | None, as_of: date | None = None) -> None:
        self.path = path
        self.as_of = as_of
        """The last day of what it shows; None if it shows everything."""
        self._connection = connection
        # One statement at a time, whatever way the SQLite at hand was built.
        self._lock = threading.Lock()
        self._warned = False
        weakref.finalize(self, connection.close)

    @classmethod
    def of_file(cls, path: Path, as_of: date | None = None) -> "Store":
        """Open the compiled file at `path`, cut to what had been said by the day `as_of` if one is given.

        Raises:
            MissingDataError: if there is no such file.
            DamagedDataError: if it is cut short or not a compiled file of this package.
        """
        _look_at(path)
        return cls(_open_file(path, as_of), path.absolute(), as_of)  # also for who moves to another folder since

    @classmethod
    def of_bytes(cls, content: bytes, as_of: date | None = None) -> "Store":
        """Open what would be the content of a compiled file, in memory, cut likewise."""
        return cls(_open_bytes(content, as_of), None, as_of)

    def __reduce__(self) -> tuple[object, ...]:
        # A copy, or another process, opens the file anew; what lies in memory goes along.
        if self.path is None:
            return Store.of_bytes, (self._content(), self.as_of)
        return Store.of_file, (self.path, self.as_of)

    def connect(self) -> sqlite3.Connection:
        """A connection of its own, for reading; whoever asks for it closes it."""
        if self.path is not None:
            return _open_file(self.path, self.as_of)
        return _open_bytes(self._content(), self.as_of)

    def _content(self) -> bytes:
        """The compiled file, byte for byte."""
        with self._lock:
            return self._connection.serialize()

    def rows(self, sql: str, parameters: _Parameters = ()) -> list[_Row]:
        """All rows that `sql` selects.

        Raises:
            DamagedDataError: if the file cannot be read on.
        """
        return self.named_rows(sql, parameters)[1]

    def named_rows(self, sql: str, parameters: _Parameters = ()) -> tuple[tuple[str, ...], list[_Row]]:
        """The names of the columns that `sql` selects, and all its rows."""
        with self._lock:
            try:
                cursor = self._connection.execute(sql, parameters)
                return tuple(column[0] for column in cursor.description), cursor.fetchall()
            except (sqlite3.DatabaseError, OverflowError, UnicodeDecodeError) as error:
                raise DamagedDataError(self.path, _UNREADABLE) from error

    def column(self, sql: str, parameters: _Parameters = ()) -> tuple[Any, ...]:
        """The first column of what `sql` selects."""
        return tuple(row[0] for row in self.rows(sql, parameters))

    @property
    def version(self) -> str:
        """The version of the data."""
        return self.meta("version")

    @property
    def citation(self) -> str:
        """How to cite the data, as one line."""
        return self.meta("citation")

    def meta(self, name: str) -> str:
        """What the file says of itself under `name`, such as its "version" or "citation"."""
        return str(self.column("SELECT value FROM meta WHERE name = ?", (name,))[0])

    def ids(self, table: str) -> tuple[str, ...]:
        """The ids of `table`, sorted."""
        return self.column("SELECT id FROM bodies WHERE table_name = ? ORDER BY id", (table,))

    def record_ids(self) -> tuple[str, ...]:
        """The ids of the records, in their order; without those of a kind that only a newer version knows."""
        rows = self.rows("SELECT kind, id FROM records ORDER BY source, number")
        newer = dict.fromkeys(f"kind={kind}" for kind, _ in rows if kind not in _KINDS)
        if newer:
            self.warn_of_newer(newer)
        return tuple(id_ for kind, id_ in rows if kind in _KINDS)

    def entries(self, table: str) -> Iterator[Any]:
        """Every object of `table`, in the order of the ids."""
        return self.objects(table, self.record_ids() if table == "records" else self.ids(table))

    def has(self, table: str, id: str) -> bool:  # noqa: A002 - the column's name
        """Whether `table` has `id`."""
        return id in self._bodies(table, (id,))

    def get(self, table: str, id: str) -> Any:  # noqa: A002 - the column's name
        """The object of `table` with `id`; None if there is none."""
        found = self._bodies(table, (id,)).get(id)
        return self._object(id, *found) if found else None

    def objects(self, table: str, ids: Sequence[str]) -> Iterator[Any]:
        """The objects of `table` with `ids`, in their order, read in batches while they are asked for.

        Raises:
            DamagedDataError: if one is missing: the file has promised to hold it.
        """
        for start in range(0, len(ids), _BATCH):
            batch = ids[start : start + _BATCH]
            found = self._bodies(table, batch)
            for id_ in batch:
                if id_ not in found:
                    raise DamagedDataError(self.path, f"{id_} is missing from it")
                yield self._object(id_, *found[id_])

    def _bodies(self, table: str, ids: Sequence[str]) -> dict[str, tuple[str, str]]:
        """Of those of `ids` that `table` has, the type and the JSON."""
        rows = self.rows(
            "SELECT id, type, json FROM bodies WHERE table_name = ? AND id IN (SELECT value FROM json_each(?))",
            (table, json.dumps(ids)),
        )
        return {id_: (type_, body) for id_, type_, body in rows}

    def _object(self, id_: str, type_: str, body: str) -> Any:
        try:
            value, unknown = decode(MODELS[type_], body)
        except (KeyError, ValueError) as error:
            problem = f"{id_} in it is no {type_} that this version of reformdata can read"
            raise DamagedDataError(self.path, problem) from error
        if unknown:
            self.warn_of_newer(unknown)
        return value

    def warn_of_newer(self, unknown: Iterable[str]) -> None:
        """Say once that the data holds what this version does not know."""
        if self._warned:
            return
        self._warned = True
        warnings.warn(
            f"the data is newer than this version of reformdata and holds what it does not know ({', '.join(unknown)}):"
            " unknown values are kept as they stand, unknown fields are left out;"
            " pip install --upgrade reformdata",
            NewerDataWarning,
            stacklevel=2,
        )


@contextmanager
def reading(connection: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
    """`connection`, closed when done; what cannot be read is told as by `Store`.

    Raises:
        DamagedDataError: if the file cannot be read on.
    """
    with closing(connection):
        try:
            yield connection
        except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
            raise DamagedDataError(_file_of(connection), _UNREADABLE) from error


def _file_of(connection: sqlite3.Connection) -> Path | None:
    name = connection.execute("PRAGMA database_list").fetchone()[2]
    return Path(name) if name else None


def _open_file(path: Path, as_of: date | None) -> sqlite3.Connection:
    # immutable: no lock file and no journal beside an installed file, which may be on a read-only disk.
    uri = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
    try:
        connection = sqlite3.connect(uri, uri=True, check_same_thread=False)
    except sqlite3.Error as error:
        raise DamagedDataError(path, _UNREADABLE) from error
    return _cut(connection, path, as_of)


def _open_bytes(content: bytes, as_of: date | None) -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:", check_same_thread=False)
    connection.deserialize(content)
    _cut(connection, None, as_of).execute("PRAGMA query_only = ON")
    return connection


def _cut(connection: sqlite3.Connection, path: Path | None, as_of: date | None) -> sqlite3.Connection:
    """`connection`, to which nothing later than the day `as_of` is shown if one is given."""
    if as_of is None:
        return connection
    try:
        hide_later(connection, as_of)
    except sqlite3.Error as error:
        connection.close()
        raise DamagedDataError(path, _UNREADABLE) from error
    return connection


def sealed(content: bytes) -> bytes:
    """`content`, a compiled file, with its checksum in the header."""
    return content[: _CHECKSUM.start] + _checksum(content) + content[_CHECKSUM.stop :]


def _checksum(content: bytes) -> bytes:
    """The CRC-32 of a compiled file without the bytes that hold it."""
    before = zlib.crc32(content[: _CHECKSUM.start])
    return zlib.crc32(memoryview(content)[_CHECKSUM.stop :], before).to_bytes(4)


def _look_at(path: Path) -> None:
    """Raise unless `path` is a whole compiled file."""
    if not path.is_file():
        raise MissingDataError(path, "there is no such file")
    try:
        with path.open("rb") as file:
            header = file.read(_HEADER)
            size = os.fstat(file.fileno()).st_size
            problem = _problem(header, size)
            if not problem and size <= _CHECKED and _as_written(header):
                problem = _changed(header + file.read())
    except OSError as error:
        raise MissingDataError(path, error.strerror or str(error)) from error
    if problem:
        raise DamagedDataError(path, problem)


def _problem(header: bytes, size: int) -> str | None:
    """What is wrong with a file of `size` bytes that starts with `header`."""
    if not header:
        return "it is empty"
    if not header.startswith(b"SQLite format 3\0"):
        return "it is not an SQLite file"
    if len(header) < _HEADER:
        return "it is cut short"
    mark, layout = header[_APPLICATION][:-1], header[_APPLICATION][-1]
    if mark != _MARK:
        return "it is an SQLite file, but not one of reformdata"
    if layout != FORMAT:
        return f"its layout has the number {layout}, and this version of reformdata reads {FORMAT}"
    page_size = int.from_bytes(header[_PAGE_SIZE])
    whole = (65536 if page_size == 1 else page_size) * int.from_bytes(header[_PAGES])
    if size < whole:
        return f"it is cut short: {size:,} of {whole:,} bytes"
    return None


def _as_written(header: bytes) -> bool:
    """Whether no SQLite has written to the file since; whoever changes a copy by SQL may open it."""
    return not any(header[_CHANGES])


def _changed(content: bytes) -> str | None:
    return None if _checksum(content) == content[_CHECKSUM] else "its bytes are not those that were written"
