"""The data as of a day: views over a compiled file that hide what was said later.

The views are temporary, so that nothing is written to the file. They have the names of its tables, and SQLite looks
them up first: a query of `records` or `relations` sees the views and need not know of them.

- A record is shown by its own date.
- A source is shown by its date, or if a record that is shown rests on it: a speech is older than the news of it.
- A row of any other table is shown if all rows that its foreign keys point to are shown. So a relation to a later
  record is hidden, and so is a retired record whose successor is later.
- Actors, reforms, laws, areas, themes, target groups and terms have no date and are all shown.

The full-text index is not limited; it has no texts, and joined to `bodies` or `records` it shows no later record.
"""

import sqlite3
from datetime import date

_DATED = {
    "records": "date <= '{day}'",
    "sources": "date <= '{day}' OR EXISTS (SELECT 1 FROM main.records WHERE source = this.id AND date <= '{day}')",
}
_LIMITED = frozenset({*_DATED, "source_paragraphs"})
"""The tables with hidden rows that other tables point to."""

# The bodies of records name other records without a foreign key.
_BODIES = """
SELECT key, table_name, id, type,
  CASE WHEN table_name <> 'records' OR json_type(json, '$.relations') IS NULL THEN json
  ELSE json_replace(json, '$.relations', (
    SELECT json_group_array(json(value)) FROM json_each(this.json, '$.relations')
    WHERE EXISTS (SELECT 1 FROM records WHERE id = json_extract(value, '$.to'))
  )) END AS json
FROM main.bodies AS this
WHERE CASE table_name
  WHEN 'records' THEN EXISTS (SELECT 1 FROM records WHERE id = this.id)
  WHEN 'retired' THEN EXISTS (SELECT 1 FROM retired WHERE id = this.id)
  WHEN 'sources' THEN EXISTS (SELECT 1 FROM sources WHERE id = this.id)
  WHEN 'fingerprints' THEN EXISTS (SELECT 1 FROM sources WHERE id = this.id)
  ELSE TRUE END
"""
_META = """
SELECT name, CASE name WHEN 'citation' THEN value || ' Data as of {day}.' ELSE value END AS value
FROM main.meta UNION ALL SELECT 'as_of', '{day}'
"""
_READ_RECORDS = """(
  SELECT json_group_array(value) FROM json_each(this.records) WHERE EXISTS (SELECT 1 FROM records WHERE id = value)
) AS records"""


def limit_to_day(connection: sqlite3.Connection, day: date) -> None:
    """Let `connection` see only what had been said by `day`, that day included."""
    tables = [name for (name,) in connection.execute("SELECT DISTINCT table_name FROM main.documentation")]
    views = dict(connection.execute("SELECT name, sql FROM main.sqlite_schema WHERE type = 'view'"))
    for table in tables:
        if table not in views and (condition := _condition(connection, table, day)):
            _create_view(connection, table, condition)
    for name, select in (("bodies", _BODIES), ("meta", _META.format(day=day.isoformat()))):
        connection.execute(f"CREATE TEMP VIEW {name} AS {select}")
    for sql in views.values():
        # A view of the file would still see the tables of the file.
        connection.execute(sql.replace("CREATE VIEW", "CREATE TEMP VIEW", 1))


def _condition(connection: sqlite3.Connection, table: str, day: date) -> str | None:
    """The SQL condition of the rows of `table` that are shown; None if all are."""
    if table in _DATED:
        return _DATED[table].format(day=day.isoformat())
    keys: dict[int, list[tuple[str, str, str]]] = {}
    for number, _, other, column, reference, *_ in connection.execute(f'PRAGMA main.foreign_key_list("{table}")'):
        if other in _LIMITED:
            keys.setdefault(number, []).append((other, column, reference))
    return " AND ".join(map(_points_to_shown_row, keys.values())) or None


def _points_to_shown_row(key: list[tuple[str, str, str]]) -> str:
    other = key[0][0]
    empty = " OR ".join(f'this."{column}" IS NULL' for _, column, _ in key)
    equal = " AND ".join(f'"{other}"."{reference}" = this."{column}"' for _, column, reference in key)
    return f'({empty} OR EXISTS (SELECT 1 FROM "{other}" WHERE {equal}))'  # noqa: S608 - names of our own file


def _create_view(connection: sqlite3.Connection, table: str, condition: str) -> None:
    columns = [row[1] for row in connection.execute(f'PRAGMA main.table_info("{table}")')]
    named = [_READ_RECORDS if (table, one) == ("readings", "records") else f'this."{one}"' for one in columns]
    connection.execute(
        f'CREATE TEMP VIEW "{table}" AS SELECT {", ".join(named)} FROM main."{table}" AS this WHERE {condition}'  # noqa: S608 - names of our own file
    )
