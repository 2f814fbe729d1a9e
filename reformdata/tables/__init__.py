"""The data as tables: one flat and wide, `records`; around it the normal form, with keys.

A table knows its columns, its keys and how its rows are made of a corpus, and nothing of any format.
"""

from reformdata.tables.columns import Column, ColumnType, ForeignKey, Table
from reformdata.tables.entries import ENTRIES
from reformdata.tables.outcomes import OUTCOMES
from reformdata.tables.records import MEMBERS_OF_RECORDS, RECORDS, RETIRED

__all__ = ["TABLES", "Column", "ColumnType", "ForeignKey", "Table"]

TABLES: tuple[Table, ...] = (*ENTRIES, RECORDS, *MEMBERS_OF_RECORDS, RETIRED, *OUTCOMES)
"""Every table, each after those that it points to."""
