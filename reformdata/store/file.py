"""An open compiled file: rows by SQL, objects by id.

The checksum of a file is verified when it is opened, unless it is large. Nothing is read in advance, and no record is
checked again: a record becomes an object when it is fetched.
"""

import json
import sqlite3
import warnings
import zlib
from _thread import allocate_lock  # as `threading.Lock`, whose import takes a millisecond
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, TypeAlias

from reformdata.errors import DamagedDataError, MissingDataError, NewerDataWarning, system_reason
from reformdata.messages import Message
from reformdata.models.outline import KINDS
from reformdata.store.as_of import limit_to_day

if TYPE_CHECKING:  # rows are read without the models, which import Pydantic
    from reformdata.models.cards import Surroundings
    from reformdata.models.ids import RecordId

FORMAT = 1
"""Number of the layout of a compiled file; raised when an older reader could not read it."""

_MARK = b"rfd"
APPLICATION_ID = int.from_bytes(_MARK) << 8 | FORMAT
"""What marks an SQLite file as ours, of this layout: the letters `rfd` and `FORMAT`."""

# The parts of the header of a hundred bytes; see sqlite.org/fileformat.html. Numbers are big-endian.
_HEADER = 100
_WRITES = slice(24, 28)
"""The number of times that SQLite wrote to the file: 0 in a file that is as it was compiled."""
_CHECKSUM = slice(60, 64)
"""The `user_version`, which SQLite leaves to the application."""
_APPLICATION = slice(68, 72)
_MAX_CHECKED = 16 * 2**20
"""The size in bytes up to which the checksum of a file is verified: a MiB takes a third of a millisecond."""
_BLOCK = 2**16
_BATCH = 500
_UNREADABLE = Message("SQLite kan ikke læse den", "SQLite cannot read it")
_Row: TypeAlias = tuple[Any, ...]
_Parameters: TypeAlias = Sequence[object] | Mapping[str, object]
"""A sequence for the placeholders `?`, a mapping for `:name`: Python 3.14 refuses any other combination."""


class _Connection(sqlite3.Connection):
    """A connection that is closed when nothing uses it: from Python 3.13 on one that is left open gives a warning."""

    def __del__(self) -> None:
        self.close()


class Store:
    """A compiled file opened for reading; may be used from several threads at once."""

    def __init__(self, connection: sqlite3.Connection, path: Path | None, as_of: date | None = None) -> None:
        self.path = path
        self.as_of = as_of
        """The last day of what it shows; None if it shows everything."""
        self._connection = connection
        # One statement at a time: SQLite may have been built without locks of its own.
        self._lock = allocate_lock()
        self._warned = False

    @classmethod
    def of_file(cls, path: Path, as_of: date | None = None) -> "Store":
        """Open the compiled file at `path`; with `as_of`, only what had been said by that day.

        Raises:
            MissingDataError: if there is no such file.
            DamagedDataError: if it is damaged or not a compiled file of this package.
        """
        check_file(path)
        return cls(_open_file(path, as_of), path.absolute(), as_of)  # absolute: the working directory may change

    @classmethod
    def of_bytes(cls, content: bytes, as_of: date | None = None) -> "Store":
        """Open the content of a compiled file in memory; `as_of` as in `of_file`."""
        return cls(_open_bytes(content, as_of), None, as_of)

    def __reduce__(self) -> tuple[object, ...]:
        # A copy, or another process, opens the file again; data in memory is copied.
        if self.path is None:
            return Store.of_bytes, (self._content(), self.as_of)
        return Store.of_file, (self.path, self.as_of)

    def connect(self) -> sqlite3.Connection:
        """Another read-only connection; the caller closes it."""
        if self.path is not None:
            return _open_file(self.path, self.as_of)
        return _open_bytes(self._content(), self.as_of)

    def _content(self) -> bytes:
        with self._lock:
            return self._connection.serialize()

    def rows(self, sql: str, parameters: _Parameters = ()) -> list[_Row]:
        """All rows that `sql` selects.

        Raises:
            DamagedDataError: if the file cannot be read.
        """
        with self._lock:
            try:
                return self._connection.execute(sql, parameters).fetchall()
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

    @property
    def selection(self) -> dict[str, str]:
        """What a selection of records says of itself: its citations, by style; empty for all of the data."""
        prefix = "selection."
        rows = self.rows("SELECT name, value FROM meta WHERE name LIKE ?", (f"{prefix}%",))
        return {name.removeprefix(prefix): value for name, value in rows}

    def has_same_records(self, other: "Store") -> bool:
        """Whether `other` shows the same records, each with the same content."""
        sql = "SELECT id, json FROM bodies WHERE table_name = 'records' ORDER BY id"
        return self is other or self.rows(sql) == other.rows(sql)

    def describe(self) -> str:
        """The version of the data, and the last day if it is limited to one."""
        return f"{self.version} as of {self.as_of}" if self.as_of else self.version

    def meta(self, name: str) -> str:
        """The value of the table `meta` under `name`, such as "version" or "citation"."""
        return str(self.column("SELECT value FROM meta WHERE name = ?", (name,))[0])

    def ids(self, table: str) -> tuple[str, ...]:
        """The ids of `table`, sorted."""
        return self.column("SELECT id FROM bodies WHERE table_name = ? ORDER BY id", (table,))

    def record_ids(self) -> tuple[str, ...]:
        """The ids of the records, in their order, except those of a kind that only a newer version knows."""
        rows = self.rows("SELECT kind, id FROM records ORDER BY source, number")
        newer = dict.fromkeys(f"kind={kind}" for kind, _ in rows if kind not in KINDS)
        if newer:
            self.warn_of_newer(newer)
        return tuple(id_ for kind, id_ in rows if kind in KINDS)

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

    def body(self, table: str, id: str) -> dict[str, Any]:  # noqa: A002 - the column's name
        """What the file holds of `id` in `table`, by the keys that a file of the records has; no object is made of it.

        Raises:
            DamagedDataError: if it is missing or cannot be read.
        """
        found = self._bodies(table, (id,)).get(id)
        if found is None:
            raise self._missing(id)
        try:
            body: dict[str, Any] = json.loads(found[1])
        except ValueError as error:
            raise DamagedDataError(self.path, _UNREADABLE) from error
        return body

    def objects(self, table: str, ids: Sequence[str]) -> Iterator[Any]:
        """The objects of `table` with `ids`, in that order, read in batches.

        Raises:
            DamagedDataError: if one is missing.
        """
        for start in range(0, len(ids), _BATCH):
            batch = ids[start : start + _BATCH]
            found = self._bodies(table, batch)
            for id_ in batch:
                if id_ not in found:
                    raise self._missing(id_)
                yield self._object(id_, *found[id_])

    def _missing(self, id_: str) -> DamagedDataError:
        return DamagedDataError(self.path, Message(f"{id_} mangler i den", f"{id_} is missing from it"))

    def _bodies(self, table: str, ids: Sequence[str]) -> dict[str, tuple[str, str, str | None]]:
        """The type, the JSON and, of a record, the day of each of `ids` that `table` has."""
        try:
            listed = json.dumps(ids)
        except TypeError as error:  # an id that is not a text
            raise DamagedDataError(self.path, _UNREADABLE) from error
        rows = self.rows(
            "SELECT id, type, json,"
            " CASE table_name WHEN 'records' THEN (SELECT date FROM records WHERE records.id = bodies.id) END"
            " FROM bodies WHERE table_name = ? AND id IN (SELECT value FROM json_each(?))",
            (table, listed),
        )
        return {id_: (type_, body, day) for id_, type_, body, day in rows}

    def _object(self, id_: str, type_: str, body: str, day: str | None) -> Any:
        from reformdata.models.records import set_date
        from reformdata.store.objects import MODELS, decode

        try:
            value, unknown = decode(MODELS[type_], body)
            if day:
                set_date(value, date.fromisoformat(day), self)
        except (LookupError, TypeError, ValueError) as error:
            problem = Message(
                f"denne version kan ikke læse {id_} som {type_}", f"{id_} cannot be read as a {type_} by this version"
            )
            raise DamagedDataError(self.path, problem) from error
        if unknown:
            self.warn_of_newer(unknown)
        return value

    def surroundings(self, record: Any) -> "Surroundings":
        """What the file says of `record` elsewhere: names, what became of it, relations."""
        from reformdata.store.surroundings import surroundings

        return surroundings(self, record)

    def answers(self, proposal: str) -> "tuple[RecordId, ...]":
        """The ids of the records that answer `proposal` or carry it out."""
        from reformdata.store.surroundings import answers

        return answers(self, proposal)

    def warn_of_newer(self, unknown: Iterable[str]) -> None:
        """Warn once that the data holds fields or values that this version does not know."""
        if self._warned:
            return
        self._warned = True
        listed, update = ", ".join(unknown), "pip install --upgrade reformdata"
        message = Message(
            f"data er nyere end denne version af reformdata, som ikke kender: {listed}."
            f" Ukendte værdier beholdes som tekst, og ukendte felter udelades. Opdatér med: {update}",
            f"the data is newer than this version of reformdata, which does not know: {listed}."
            f" Unknown values are kept as text, unknown fields are left out. To update: {update}",
        )
        warnings.warn(NewerDataWarning(message), stacklevel=2)


@contextmanager
def read_connection(connection: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
    """Give `connection`, and close it at the end.

    Raises:
        DamagedDataError: if the file cannot be read.
    """
    with closing(connection):
        try:
            yield connection
        except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
            name = connection.execute("PRAGMA database_list").fetchone()[2]
            raise DamagedDataError(Path(name) if name else None, _UNREADABLE) from error


def _open_file(path: Path, as_of: date | None) -> sqlite3.Connection:
    # immutable: no lock file and no journal beside an installed file, which may be on a read-only disk.
    uri = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
    try:
        connection = sqlite3.connect(uri, uri=True, check_same_thread=False, factory=_Connection)
    except sqlite3.Error as error:
        raise DamagedDataError(path, _UNREADABLE) from error
    return _limit(connection, path, as_of)


def _open_bytes(content: bytes, as_of: date | None) -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:", check_same_thread=False, factory=_Connection)
    connection.deserialize(content)
    _limit(connection, None, as_of).execute("PRAGMA query_only = ON")
    return connection


def _limit(connection: sqlite3.Connection, path: Path | None, as_of: date | None) -> sqlite3.Connection:
    try:
        if as_of:
            limit_to_day(connection, as_of)
    except sqlite3.Error as error:
        connection.close()
        raise DamagedDataError(path, _UNREADABLE) from error
    return connection


def add_checksum(content: bytes) -> bytes:
    """`content`, a compiled file, with its checksum in the header."""
    checksum = _checksum(content[:_HEADER], BytesIO(content[_HEADER:]))
    return content[: _CHECKSUM.start] + checksum + content[_CHECKSUM.stop :]


def _checksum(header: bytes, rest: BinaryIO) -> bytes:
    """The CRC-32 of a compiled file without the bytes that hold it."""
    checksum = zlib.crc32(header[_CHECKSUM.stop :], zlib.crc32(header[: _CHECKSUM.start]))
    while block := rest.read(_BLOCK):  # in blocks, which takes half as long as all at once
        checksum = zlib.crc32(block, checksum)
    return checksum.to_bytes(4)


def check_file(path: Path) -> None:
    """Raise an error unless `path` is a compiled file whose checksum is right.

    The checksum of a large file, or of a copy to which SQLite has written since, is not verified.

    Raises:
        MissingDataError: if there is no such file, or it cannot be opened.
        DamagedDataError: if it is damaged or not a compiled file of this package.
    """
    if not path.is_file():
        raise MissingDataError(path, Message("filen findes ikke", "there is no such file"))
    try:
        with path.open("rb") as file:
            header = file.read(_HEADER)
            checksum = _checksum(header, file) if path.stat().st_size <= _MAX_CHECKED else None
    except OSError as error:
        raise MissingDataError(path, system_reason(error)) from error
    if not header.startswith(b"SQLite format 3\0"):
        not_sqlite = Message("den er ikke en SQLite-fil", "it is not an SQLite file")
        raise DamagedDataError(path, not_sqlite if header else Message("den er tom", "it is empty"))
    mark, layout = header[_APPLICATION][:-1], header[_APPLICATION][-1:]
    if mark != _MARK:
        foreign = Message(
            "den er en SQLite-fil, men ikke fra reformdata", "it is an SQLite file, but not one of reformdata"
        )
        raise DamagedDataError(path, foreign)
    if layout != bytes([FORMAT]):
        other = Message(
            f"den har opbygning nummer {layout[0]}, og denne version af reformdata læser {FORMAT}",
            f"its layout is number {layout[0]}, and this version of reformdata reads {FORMAT}",
        )
        raise DamagedDataError(path, other)
    if checksum and not any(header[_WRITES]) and checksum != header[_CHECKSUM]:
        altered = Message(
            "den er ufuldstændig eller ændret: dens kontrolsum er forkert",
            "it is incomplete or was altered: its checksum is wrong",
        )
        raise DamagedDataError(path, altered)
