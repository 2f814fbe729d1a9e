"""The tables of a data set as rows of typed values, for every tabular export."""

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from reformdata.errors import ReformdataError
from reformdata.messages import Message
from reformdata.store.file import Store, read_connection
from reformdata.tables import TABLES, ColumnType, Table


class PartialExportError(ReformdataError, ValueError):
    """A part of the data cannot be written as a compiled file, which always has all of it.

    Attributes:
        part: what the part is: "the data as of 2018-12-31", "a selection of records".
    """

    def __init__(self, part: str) -> None:
        self.part = part
        self.message = Message(
            f"{part} kan ikke skrives som en kompileret fil, som altid har alle data; vælg et format uden, fx csv",
            f"{part} cannot be written as a compiled file, which always has all of the data;"
            " choose a format without one, such as csv",
        )
        super().__init__(self.message.en)


class Content(NamedTuple):
    """A table and its rows.

    A cell is a `str`, an `int`, a `bool`, a `Decimal`, a `date`, a tuple of `str` or of `int`, or None.
    """

    table: Table
    rows: tuple[tuple[Any, ...], ...]

    def dicts(self) -> Iterator[dict[str, Any]]:
        """The rows by the names of the columns."""
        names = [column.name for column in self.table.columns]
        return (dict(zip(names, row, strict=True)) for row in self.rows)


def contents(store: Store) -> tuple[Content, ...]:
    """Every table of `store`, in the order of `tables.TABLES`, with its rows in their own order.

    Data of another version may lack a table or a column of this one; it is left out. Tables and columns that only
    the other version has are left out too.

    Raises:
        DamagedDataError: an OSError, if the file of `store` cannot be read.
    """
    with read_connection(store.connect()) as connection:
        return tuple(_read(connection, table) for table in _tables(connection))


def rows_of(store: Store, table: str) -> Iterator[dict[str, Any]]:
    """The rows of one table of `store`, by the names of the columns; none if it lacks the table."""
    with read_connection(store.connect()) as connection:
        found = [_read(connection, one) for one in _tables(connection) if one.name == table]
    return (row for content in found for row in content.dicts())


def compiled_bytes(store: Store) -> bytes:
    """The compiled file that `store` was opened from, byte for byte: `load` opens it again.

    Raises:
        PartialExportError: a ValueError, if `store` is as of a day, or a selection of records.
        DamagedDataError: an OSError, if the file cannot be read.
    """
    if store.as_of or store.selection:
        raise PartialExportError("a selection of records" if store.selection else f"the data as of {store.as_of}")
    with read_connection(store.connect()) as connection:
        return connection.serialize()


def table_of(tables: Iterable[Content], name: str) -> Content:
    """The one of `tables` that is called `name`."""
    return next(one for one in tables if one.table.name == name)


def newest_day(tables: Iterable[Content]) -> date | None:
    """The day on which the newest record was added; None without records."""
    return max((row["added"] for row in table_of(tables, "records").dicts()), default=None)


def _tables(connection: sqlite3.Connection) -> Iterator[Table]:
    """The tables in the file, with those of their columns and keys that it has."""
    existing = frozenset(connection.execute("SELECT table_name, column_name FROM documentation"))
    for table in TABLES:
        columns = tuple(column for column in table.columns if (table.name, column.name) in existing)
        if columns == table.columns:
            yield table
        elif columns:
            names = {column.name for column in columns}
            keys = tuple(key for key in table.foreign_keys if names.issuperset(key.columns))
            yield replace(table, columns=columns, foreign_keys=keys)


def _read(connection: sqlite3.Connection, table: Table) -> Content:
    names = ", ".join(f'"{column.name}"' for column in table.columns)
    kinds = tuple(column.type for column in table.columns)
    # In the order of writing. Not sorted by rowid: as of a day, the tables are views without one.
    rows = connection.execute(f'SELECT {names} FROM "{table.name}"')  # noqa: S608 - our own names
    return Content(table, tuple(tuple(map(_cell, kinds, row)) for row in rows))


def _cell(kind: ColumnType, stored: Any) -> Any:
    return stored if stored is None or kind not in _CONVERTERS else _CONVERTERS[kind](stored)


def _decimal(value: float) -> Decimal:
    return Decimal(int(value)) if value.is_integer() else Decimal(repr(value))


_CONVERTERS: Mapping[ColumnType, Callable[[Any], Any]] = {
    "array": lambda value: tuple(json.loads(value)),
    "boolean": bool,
    "date": date.fromisoformat,
    "number": _decimal,
}
