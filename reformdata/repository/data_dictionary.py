"""The page that says what every column of every table holds, and which type it has in a frame."""

from collections.abc import Iterator

from reformdata.about import READERS_EN
from reformdata.dataset.frames import LABEL_DOCS
from reformdata.models import ORDERED_VOCABULARIES, VOCABULARIES
from reformdata.models.markup import markdown_table
from reformdata.models.terms import vocabulary_name
from reformdata.store.compiling import VIEWS
from reformdata.tables import TABLES, Column, Table

_INTRODUCTION = """# Data dictionary

Every table of the data, column by column, made from the models by `reformdata schema`. The CSV files, the SQLite
file and the frames of the library have the same tables under the same names; [analysis.md](analysis.md) shows
how to use them, [codebook.md](codebook.md) says what the values of the vocabularies mean.

[`records`](#records) is flat and wide, with names beside ids, and the only table that most uses need. The others hold the same
data normalised, and what the records point to.

**Who made it.** @READERS@ [Quality](quality.md) has what was measured.

## Types

| here | CSV | SQLite | pandas | Polars | Arrow | `to_dicts()` |
| --- | --- | --- | --- | --- | --- | --- |
| string | text | `TEXT` | `string` | `String` | `string` | `str` |
| a vocabulary | text | `TEXT` | `category` | `Enum` | `dictionary` | `str` |
| integer | text | `INTEGER` | `Int64` | `Int64` | `int64` | `int` |
| number | text | `REAL` | `Float64` | `Decimal(38, 6)` | `decimal128(38, 6)` | `decimal.Decimal` |
| boolean | `true`, `false` | `INTEGER`, 1 or 0 | `boolean` | `Boolean` | `bool` | `bool` |
| date | ISO 8601 | `TEXT`, ISO 8601 | `datetime64[s]` | `Date` | `date32` | `datetime.date` |
| array | JSON | `TEXT`, JSON | `object`: lists | `List` | `list` | `list` |

Types do not depend on the rows: a frame of no records has the same columns of the same types. A missing value is `NA` or `NaT` in pandas
and null elsewhere. An array with nothing in it is an empty list; it is missing where the kind of record does not have the field.

## What a frame adds
"""

_FRAME_LANGUAGE = """
With `lang="da"` or `lang="en"` a frame keeps the columns of that language and drops their suffix: `title` for `title_da`,
`strength_label` for `strength_label_da`, and `areas_names` for `areas_da`, since `areas` holds the ids."""


def page() -> str:
    """The whole page."""
    parts = [_INTRODUCTION.rstrip("\n").replace("@READERS@", READERS_EN), *_frame_columns(), "## Tables"]
    parts.append("\n".join(f"- [`{table.name}`](#{table.name}): {table.title.en}" for table in TABLES))
    parts += (part for table in TABLES for part in _table(table))
    parts += _views()
    return "\n\n".join(parts) + "\n"


def _frame_columns() -> Iterator[str]:
    ordered = ", ".join(
        f"`{vocabulary_name(one)}` ({' < '.join(one.ascending())})"
        for one in VOCABULARIES
        if one in ORDERED_VOCABULARIES
    )
    rows = (
        (f"`<column>_label_{language}`", doc.da.format("<column>"), doc.en.format("<column>"))
        for language, doc in LABEL_DOCS.items()
    )
    yield "Beside every vocabulary column are its labels, as columns of the same type."
    yield markdown_table("column|dansk|English", rows)
    yield (
        f"These have an order, lowest first, so that they can be compared: {ordered}. Beside each of their columns the"
        " tables have its rank, such as `strength_rank`, since"
        " [most other programs compare the values by the alphabet](analysis.md#values-with-an-order)."
    )
    yield _FRAME_LANGUAGE.strip("\n")


def _table(table: Table) -> Iterator[str]:
    yield f"### {table.name}"
    yield f"**{table.title.da}.** {table.doc.da}"
    yield f"**{table.title.en}.** {table.doc.en}"
    yield f"Primary key: {', '.join(f'`{column}`' for column in table.primary_key)}."
    yield markdown_table("column|type|needed|dansk|English", map(_row, table.columns))


def _row(column: Column) -> tuple[str, ...]:
    return f"`{column.name}`", _type(column), "yes" if column.required else "", column.doc.da, column.doc.en


def _type(column: Column) -> str:
    if column.table:
        return f"id in [`{column.table}`](#{column.table})"
    if column.vocabulary:
        name = vocabulary_name(column.vocabulary)
        return f"[`{name}`](codebook.md#{name})"
    return f"array of {column.items}s" if column.items else column.type


def _views() -> Iterator[str]:
    yield "## Views"
    yield "For users of SQL, in the SQLite file only; their columns are those of the tables that they are made of."
    yield markdown_table("view|dansk|English", ((f"`{name}`", doc.da, doc.en) for name, (_, doc) in VIEWS.items()))
