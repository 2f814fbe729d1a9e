"""The tables of a data set as rows of typed values: what every tabular export is made of."""

import json
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from reformdata.errors import ReformdataError
from reformdata.store.file import Store, read_connection
from reformdata.tables import TABLES, ColumnType, Table


class CutDataError(ReformdataError, ValueError):
    """A data set as of a day was to be written as a compiled file, which holds all days.

    Attributes:
        as_of: the day.
    """

    def __init__(self, as_of: date) -> None:
        self.as_of = as_of
        super().__init__(
            f"the data as of {as_of} cannot be written as a compiled file, which holds all days;"
            " choose a format without one, such as csv"
        )


class Content(NamedTuple):
    """A table and its rows.

    A cell is a `str`, an `int`, a `Decimal`, a `date`, a tuple of `str` or of `int`, or None.
    """

    table: Table
    rows: tuple[tuple[Any, ...], ...]

    def dicts(self) -> Iterator[dict[str, Any]]:
        """The rows by the names of the columns."""
        names = [column.name for column in self.table.columns]
        return (dict(zip(names, row, strict=True)) for row in self.rows)


def contents(store: Store) -> tuple[Content, ...]:
    """Every table that `store` holds, in the order of `tables.TABLES`, its rows in their own order.

    Data of another version may lack a table or a column of this one, which is then left out, as is
    what this one does not know.

    Raises:
        DamagedDataError: an OSError, if the file of `store` cannot be read on.
    """
    with read_connection(store.connect()) as connection:
        return tuple(_read(connection, table) for table in _as_held(_held(connection)))


def rows_of(store: Store, table: str) -> Iterator[dict[str, Any]]:
    """The rows of one table that `store` holds, by the names of the columns; none if it lacks the table.

    Raises:
        DamagedDataError: an OSError, if the file of `store` cannot be read on.
    """
    with read_connection(store.connect()) as connection:
        found = [_read(connection, one) for one in _as_held(_held(connection)) if one.name == table]
    return (row for content in found for row in content.dicts())


def compiled_bytes(store: Store) -> bytes:
    """The compiled file that `store` was opened from, byte for byte.

    Raises:
        CutDataError: a ValueError, if `store` shows less than the file holds.
        DamagedDataError: an OSError, if the file cannot be read on.
    """
    if store.as_of:
        raise CutDataError(store.as_of)
    with read_connection(store.connect()) as connection:
        return connection.serialize()


def _held(connection: sqlite3.Connection) -> frozenset[tuple[str, str | None]]:
    """The tables and columns that stand in the file."""
    return frozenset(connection.execute("SELECT table_name, column_name FROM documentation"))


def _as_held(held: frozenset[tuple[str, str | None]]) -> Iterator[Table]:
    """The tables that stand in a file, with those of their columns and keys that do."""
    for table in TABLES:
        columns = tuple(column for column in table.columns if (table.name, column.name) in held)
        if columns == table.columns:
            yield table
        elif columns:
            names = {column.name for column in columns}
            keys = tuple(key for key in table.foreign_keys if names.issuperset(key.columns))
            yield replace(table, columns=columns, foreign_keys=keys)


def _read(connection: sqlite3.Connection, table: Table) -> Content:
    names = ", ".join(f'"{column.name}"' for column in table.columns)
    kinds = tuple(column.type for column in table.columns)
    # In the order of writing. Not sorted by rowid: of a data set as of a day, the tables are views and have none.
    rows = connection.execute(f'SELECT {names} FROM "{table.name}"')  # noqa: S608 - our own names
    return Content(table, tuple(tuple(map(_typed, kinds, row)) for row in rows))


def _typed(kind: ColumnType, value: Any) -> Any:
    """`value` as SQLite stored it, as what it was before."""
    return value if value is None or kind not in _TYPED else _TYPED[kind](value)


def _decimal(value: float) -> Decimal:
    return Decimal(int(value)) if value.is_integer() else Decimal(repr(value))


_TYPED: Mapping[ColumnType, Callable[[Any], Any]] = {
    "array": lambda value: tuple(json.loads(value)),
    "date": date.fromisoformat,
    "number": _decimal,
}
