"""What had been said by a day: views over a compiled file that hide what came later.

The views are temporary, so that nothing is written to the file, and bear the names of its tables, which
SQLite then looks up in their place: whatever asks of `records` or `relations` sees the cut and need not know of it.

- A record counts by its own date.
- A source stays if it is no younger, or if a record that stays rests on it: a speech is older than the news of it.
- Of every other table a row stays if all rows that its foreign keys lead to stay; so a relation to a later
  record is hidden, and so is the tombstone of a record whose successor is later.
- Actors, reforms, laws, areas, themes and groups have no date and all stay.

The full-text index has no texts and is not cut; joined to `bodies` or `records`, as it has to be, it shows no later record.
"""

import sqlite3
from datetime import date

_DATED = {
    "records": "date <= '{day}'",
    "sources": "date <= '{day}' OR EXISTS (SELECT 1 FROM main.records WHERE source = this.id AND date <= '{day}')",
}
_CUT = frozenset({*_DATED, "source_paragraphs"})
"""The tables that other tables point to and that are cut themselves."""

# The bodies of records name other records, which no foreign key tells.
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
SELECT name, CASE name WHEN 'citation' THEN value || ' Cut to what had been said by {day}.' ELSE value END AS value
FROM main.meta UNION ALL SELECT 'as_of', '{day}'
"""
_READ_RECORDS = """(
  SELECT json_group_array(value) FROM json_each(this.records) WHERE EXISTS (SELECT 1 FROM records WHERE id = value)
) AS records"""


def hide_later(connection: sqlite3.Connection, day: date) -> None:
    """Let `connection` see only what had been said by `day`, that day included."""
    tables = [name for (name,) in connection.execute("SELECT DISTINCT table_name FROM main.documentation")]
    views = dict(connection.execute("SELECT name, sql FROM main.sqlite_schema WHERE type = 'view'"))
    for table in tables:
        if table not in views:
            _hide(connection, table, _condition(connection, table, day))
    for name, select in (("bodies", _BODIES), ("meta", _META.format(day=day.isoformat()))):
        connection.execute(f"CREATE TEMP VIEW {name} AS {select}")
    for sql in views.values():
        # A view of the file would go on seeing the tables of the file.
        connection.execute(sql.replace("CREATE VIEW", "CREATE TEMP VIEW", 1))


def _condition(connection: sqlite3.Connection, table: str, day: date) -> str | None:
    """What is true of a row of `table` that stays; None if every one does."""
    if table in _DATED:
        return _DATED[table].format(day=day.isoformat())
    keys: dict[int, list[tuple[str, str, str]]] = {}
    for number, _, other, column, reference, *_ in connection.execute(f'PRAGMA main.foreign_key_list("{table}")'):
        if other in _CUT:
            keys.setdefault(number, []).append((other, column, reference))
    return " AND ".join(map(_leads_to_what_stays, keys.values())) or None


def _leads_to_what_stays(key: list[tuple[str, str, str]]) -> str:
    other = key[0][0]
    empty = " OR ".join(f'this."{column}" IS NULL' for _, column, _ in key)
    met = " AND ".join(f'"{other}"."{reference}" = this."{column}"' for _, column, reference in key)
    return f'({empty} OR EXISTS (SELECT 1 FROM "{other}" WHERE {met}))'  # noqa: S608 - names of our own file


def _hide(connection: sqlite3.Connection, table: str, condition: str | None) -> None:
    if condition is None:
        return
    columns = [row[1] for row in connection.execute(f'PRAGMA main.table_info("{table}")')]
    named = [_READ_RECORDS if (table, one) == ("readings", "records") else f'this."{one}"' for one in columns]
    connection.execute(
        f'CREATE TEMP VIEW "{table}" AS SELECT {", ".join(named)} FROM main."{table}" AS this WHERE {condition}'  # noqa: S608 - names of our own file
    )
