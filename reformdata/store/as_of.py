"""The data as of a day: views over a compiled file that hide what was said later.

The views are temporary, so that nothing is written to the file. They have the names of its tables, and SQLite looks
them up first: a query of `records` or `relations` sees the views and need not know of them.

- A record is shown by its own date.
- A source is shown by its date, or if a record that is shown rests on it: a speech is older than the news of it.
- An assessment is shown by its day. An outcome is shown with its record, and with the latest assessment of that day;
  without one, its verdict is empty.
- A document is shown if evidence that is shown points to it.
- A proposal is answered by the records of that day, and the verdict on a record is the latest of that day.
- A row of any other table is shown if all rows that its foreign keys point to are shown. So a relation to a later
  record is hidden, and so is a retired record whose successor is later.
- Actors, reforms, laws, areas, themes, target groups and terms have no date and are all shown.

The full-text index is not limited; it has no texts, and joined to `bodies` or `records` it shows no later record.
"""

import sqlite3
from datetime import date

_DATED = {
    "records": "date <= '{day}'",
    "assessments": "as_of <= '{day}' AND EXISTS (SELECT 1 FROM outcomes WHERE outcomes.record = this.record)",
    "documents": "EXISTS (SELECT 1 FROM evidence WHERE document = this.id)",
    "sources": "date <= '{day}' OR EXISTS (SELECT 1 FROM main.records WHERE source = this.id AND date <= '{day}')",
}
_LIMITED = frozenset({"records", "sources", "source_paragraphs", "outcomes", "assessments"})
"""The tables with hidden rows that other tables point to."""

# The bodies of records name other records without a foreign key.
_BODIES = """
SELECT key, table_name, id, type, CASE
  WHEN table_name = 'records' AND json_type(json, '$.relations') NOT NULL THEN json_replace(json, '$.relations', (
    SELECT json_group_array(json(value)) FROM json_each(this.json, '$.relations')
    WHERE EXISTS (SELECT 1 FROM records WHERE id = json_extract(value, '$.to'))
  ))
  WHEN table_name = 'outcomes' AND json_type(json, '$.assessments') NOT NULL THEN json_replace(json, '$.assessments', (
    SELECT json_group_array(json(value)) FROM json_each(this.json, '$.assessments')
    WHERE json_extract(value, '$.as_of') <= '{day}'
  ))
  ELSE json END AS json
FROM main.bodies AS this
WHERE CASE table_name
  {conditions}
  ELSE TRUE END
"""
_IDS_OF_BODIES = {
    "records": ("records", "id"),
    "retired": ("retired", "id"),
    "outcomes": ("outcomes", "record"),
    "documents": ("documents", "id"),
    "sources": ("sources", "id"),
    "fingerprints": ("sources", "id"),
}
"""The column whose shown values are the ids of the bodies that are shown, for each table with hidden bodies."""
_META = """
SELECT name, CASE name WHEN 'citation' THEN value || ' Data as of {day}.' ELSE value END AS value
FROM main.meta UNION ALL SELECT 'as_of', '{day}'
"""
_READ_RECORDS = """(
  SELECT json_group_array(value) FROM json_each(this.records) WHERE EXISTS (SELECT 1 FROM records WHERE id = value)
) AS records"""
_ANSWERED_BY = """(
  SELECT json_group_array(value) FROM json_each(this.answered_by)
  WHERE EXISTS (SELECT 1 FROM main.records WHERE id = value AND date <= '{day}')
)"""
_OF_THAT_DAY = {
    "answered": f"CASE WHEN this.answered_by NOT NULL THEN {_ANSWERED_BY} <> '[]' END AS answered",
    "answered_by": f"CASE WHEN this.answered_by NOT NULL THEN {_ANSWERED_BY} END AS answered_by",
    "verdict": """(
  SELECT verdict FROM main.assessments WHERE record = this.id AND as_of <= '{day}' ORDER BY as_of DESC LIMIT 1
) AS verdict""",
}
"""The columns of `records` that depend on the day."""

_LATEST = """
LEFT JOIN main.assessments AS latest ON latest.record = this.record AND latest.as_of = (
  SELECT max(as_of) FROM main.assessments WHERE record = this.record AND as_of <= '{day}'
)"""


def limit_to_day(connection: sqlite3.Connection, day: date) -> None:
    """Let `connection` see only what had been said by `day`, that day included."""
    tables = [name for (name,) in connection.execute("SELECT DISTINCT table_name FROM main.documentation")]
    views = dict(connection.execute("SELECT name, sql FROM main.sqlite_schema WHERE type = 'view'"))
    for table in tables:
        if table not in views and (condition := _condition(connection, table, day)):
            _create_view(connection, table, condition, day)
    # Data of an older version lacks some of the tables.
    conditions = "\n  ".join(
        f"WHEN '{table}' THEN EXISTS (SELECT 1 FROM {other} WHERE {other}.{column} = this.id)"  # noqa: S608 - our own names
        for table, (other, column) in _IDS_OF_BODIES.items()
        if other in tables
    )
    for name, select in (("bodies", _BODIES), ("meta", _META)):
        connection.execute(f"CREATE TEMP VIEW {name} AS {select.format(day=day.isoformat(), conditions=conditions)}")
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


def _create_view(connection: sqlite3.Connection, table: str, condition: str, day: date) -> None:
    columns = _columns(connection, table)
    named, latest = [f'this."{one}"' for one in columns], ""
    if table == "readings":
        named[columns.index("records")] = _READ_RECORDS
    elif table == "records":
        that_day = {one: sql.format(day=day.isoformat()) for one, sql in _OF_THAT_DAY.items()}
        named = [that_day.get(one, f'this."{one}"') for one in columns]
    elif table == "outcomes":
        of_latest = {*_columns(connection, "assessments")} - {"record"}
        named = [f'latest."{one}"' if one in of_latest else f'this."{one}"' for one in columns]
        latest = _LATEST.format(day=day.isoformat())
    connection.execute(
        f'CREATE TEMP VIEW "{table}" AS SELECT {", ".join(named)} FROM main."{table}" AS this {latest} WHERE {condition}'  # noqa: S608 - names of our own file
    )


def _columns(connection: sqlite3.Connection, table: str) -> list[str]:
    return [row[1] for row in connection.execute(f'PRAGMA main.table_info("{table}")')]
