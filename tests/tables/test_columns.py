"""What a column is, is read from the field of a model."""

import re

import pytest
from pydantic import TypeAdapter

from reformdata.models import VOCABULARIES, Action, Area, Doc, Initiative, Period, Proposal, Quantity, Relation, Voice
from reformdata.tables import TABLES, ForeignKey
from reformdata.tables.columns import bilingual, column
from tests.fixtures.corpus import CORPUS

BY_NAME = {table.name: table for table in TABLES}


@pytest.mark.parametrize(
    ("model", "field", "expected"),
    [
        (Voice, "actor", {"type": "string", "required": True, "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$", "table": "actors"}),
        (Proposal, "action", {"type": "string", "required": True, "enum": tuple(Action), "ascending": ()}),
        (Quantity, "value", {"type": "number", "required": True, "doc": Doc("Tallet.", "The figure.")}),
        (Area, "cap", {"type": "array", "required": True, "items": "integer"}),
        (Relation, "to", {"pattern": r"^[a-z0-9]+(-[a-z0-9]+)*\.[0-9]{2,3}$", "doc": Doc("Den anden post.", "The other record.")}),
        (Initiative, "period", {"type": "string", "required": False, "pattern": TypeAdapter(Period).json_schema()["pattern"]}),
    ],
)  # fmt: skip
def test_column_properties_come_from_the_field(model, field, expected):
    """Type, values, pattern, description, and whether it may be empty."""
    made = column(model, field)

    assert made.name == field
    assert {name: getattr(made, name) for name in expected} == expected


def test_a_bilingual_text_is_two_columns():
    """A text has one column for each language, and its description says which."""
    danish, english = bilingual(Quantity, "of")

    assert (danish.name, danish.doc.da) == ("of_da", "Det, der tælles eller måles, i flertal. Her på dansk.")
    assert (english.name, english.doc.en) == ("of_en", "What is counted or measured, in the plural. Here in English.")


def test_tables_come_after_those_they_point_to():
    """Each foreign key leads to columns of the same table or of one before it."""
    before = set()
    for table in TABLES:
        before.add(table.name)
        for key in table.foreign_keys:
            assert key.table in before, f"{table.name} points to {key.table}, which comes later"
            assert set(key.columns) <= {column.name for column in table.columns}
            assert set(key.references) <= {column.name for column in BY_NAME[key.table].columns}


def test_names_of_tables_and_columns_are_unique_and_plain():
    """Every program can take the names as they are: lower case, digits and underscores, none twice."""
    names = [table.name for table in TABLES]
    assert len(names) == len(set(names))
    for table in TABLES:
        columns = [column.name for column in table.columns]
        assert len(columns) == len(set(columns)), table.name
        assert all(re.fullmatch("[a-z][a-z0-9_]*", name) for name in (table.name, *columns))


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_row_keeps_what_its_columns_promise(table):
    """Of the fixture each table has rows; each cell has the type, the values and the pattern of its column."""
    python = {"string": str, "integer": int, "array": tuple}
    rows = list(table.rows(CORPUS))
    assert rows
    for row in rows:
        for each, cell in zip(table.columns, row, strict=True):
            if cell is None:
                assert not each.required, each.name
                continue
            assert type(cell) is python.get(each.type, type(cell)), each.name
            assert not each.enum or cell in each.enum
            assert each.pattern is None or re.fullmatch(each.pattern, cell)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_keys_hold_in_the_fixture(table):
    """Primary keys are unique, and every foreign key refers to a row."""

    def values(of, columns):
        places = [[column.name for column in of.columns].index(name) for name in columns]
        return [tuple(row[place] for place in places) for row in of.rows(CORPUS)]

    own = values(table, table.primary_key)
    assert len(own) == len(set(own))
    for key in table.foreign_keys:
        known = {*values(BY_NAME[key.table], key.references), (None,)}
        assert set(values(table, key.columns)) <= known


def test_references_of_records_become_foreign_keys():
    """The foreign keys of a child table follow from the marks of its field."""
    assert BY_NAME["record_addressees"].foreign_keys == (
        ForeignKey(("record",), "records", ("id",)),
        ForeignKey(("actor",), "actors", ("id",)),
    )
    assert BY_NAME["record_paragraphs"].foreign_keys == (
        ForeignKey(("record",), "records", ("id",)),
        ForeignKey(("source",), "sources", ("id",)),
        ForeignKey(("source", "paragraph"), "source_paragraphs", ("source", "paragraph")),
    )


def test_the_terms_are_those_of_all_vocabularies():
    """The table of terms has each value of each vocabulary, in its order."""
    column = [name.name for name in BY_NAME["terms"].columns].index("value")

    values = [row[column] for row in BY_NAME["terms"].rows(CORPUS)]

    assert values == [term.value for vocabulary in VOCABULARIES for term in vocabulary]
