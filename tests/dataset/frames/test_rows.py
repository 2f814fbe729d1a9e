"""What a frame consists of, shown with plain rows: they need no library."""

import re
from datetime import date
from decimal import Decimal

import pytest

import reformdata as rd
from reformdata.models import LANGUAGES, Action, Form, Kind, SourceKind, Strength
from reformdata.tables import TABLES
from tests.fixtures.corpus import BARE, INITIATIVE, PROPOSAL, STATEMENT


def _columns(table):
    """The names that a frame of the table has by the data dictionary."""
    for column in table.columns:
        yield column.name
        if column.enum:
            yield from (f"{column.name}_label_{language}" for language in LANGUAGES)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_columns_and_rows_of_a_table(ds, table):
    """Each table has its columns in their order, the labels of a term beside it, and as many rows as in SQL."""
    rows = ds.tables[table.name].to_dicts()

    assert len(rows) == len(ds.tables[table.name])
    assert [list(row) for row in rows] == [list(_columns(table))] * len(rows)


def test_rows_of_outcomes_and_documents(ds):
    """In one language the terms have their labels beside them; a verdict that is not there has none."""
    done, under_way, none = ds.outcomes.to_dicts("en")
    columns = ("record", "verdict", "verdict_label", "scope_label", "why_not_label", "text")

    assert [tuple(row[name] for name in columns) for row in (done, under_way, none)] == [
        (PROPOSAL.id, "done", "done", "the whole country", None, "An act has abolished the form."),
        (INITIATIVE.id, "under-way", "under way", "trial", None, "The trial goes on."),
        (BARE.id, None, None, None, "too vague", None),
    ]
    assert [(row["id"], row["kind_label"]) for row in ds.documents.to_dicts("da")] == [
        ("skoleloven-2020", "lov"),
        ("skolernes-blad-2019", "presse"),
    ]


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_two_columns_get_the_same_name_in_one_language(ds, table, lang):
    """In one language the other's columns are gone and no column of its own is lost to another's name."""
    rows = ds.tables[table.name].to_dicts(lang)

    other = "_en" if lang == "da" else "_da"
    kept = [name for name in _columns(table) if not name.endswith(other)]
    assert [len(row) for row in rows] == [len(kept)] * len(rows)
    assert [name for row in rows for name in row if name.endswith(("_da", "_en"))] == []


def test_a_row_in_both_languages(ds):
    """Ids, names and labels are side by side, and values are Python's own."""
    row = ds.proposals.to_dicts()[0]

    assert row == row | {
        "id": PROPOSAL.id,
        "kind": "proposal",
        "kind_label_da": Kind.PROPOSAL.label.da,
        "date": date(2019, 5, 3),
        "title_da": PROPOSAL.title.da,
        "areas": ["schools", "primary-schools"],
        "areas_da": "skole; folkeskole",
        "voice": "anna-holm",
        "voice_name_en": "Anna Holm",
        "strength": "ought",
        "strength_label_da": Strength.OUGHT.label.da,
        "strength_label_en": Strength.OUGHT.label.en,
        "form_label_da": None,
        "owners_da": None,
        "source_kind_label_en": SourceKind.NEWS.label.en,
        "source_date": date(2019, 5, 4),
        "period_earliest": None,
    }


def test_a_row_in_one_language(ds):
    """In one language the columns have no suffix; `areas_da`, beside `areas`, is `areas_names`."""
    danish, english = (ds.records[1:2].to_dicts(lang)[0] for lang in LANGUAGES)

    wanted = ("title", "kind_label", "voice_name", "areas", "areas_names", "source_title")
    assert [danish[name] for name in wanted] == [
        STATEMENT.title.da, "udsagn", "Nordby Kommune", ["primary-schools"], "folkeskole", "Om at måle, hvad der tæller",
    ]  # fmt: skip
    assert [english[name] for name in wanted] == [
        STATEMENT.title.en, "statement", "Nordby Municipality", ["primary-schools"], "primary schools", "On measuring what counts",
    ]  # fmt: skip
    assert list(danish) == list(english)


def test_rows_keep_the_order(ds):
    """The rows are those of the records, in their order."""
    assert [row["id"] for row in ds.records[::-1].to_dicts()] == [BARE.id, INITIATIVE.id, STATEMENT.id, PROPOSAL.id]
    assert [row["id"] for row in ds.search("skemaet").to_dicts()] == [STATEMENT.id, PROPOSAL.id, INITIATIVE.id]
    assert ds.records[:0].to_dicts() == []


def test_numbers_are_exact(ds):
    """A number is the decimal of the record."""
    rows = ds.tables["quantities"].to_dicts("en", columns=["value", "of", "qualifier_label"])

    assert rows == [
        {"value": Decimal(7), "of": "municipalities", "qualifier_label": None},
        {"value": Decimal("2.5"), "of": "hours a week", "qualifier_label": "at least"},
        {"value": Decimal(40), "of": "pages", "qualifier_label": "over"},
        {"value": Decimal(-3), "of": "per cent in expenses", "qualifier_label": "over"},
    ]


def test_reference_tables(ds):
    """A reference table gives its own rows; fingerprints are those of paragraphs."""
    assert ds.areas.to_dicts("da", columns=["id", "name", "parent"]) == [
        {"id": "primary-schools", "name": "folkeskole", "parent": "schools"},
        {"id": "schools", "name": "skole", "parent": None},
    ]
    assert ds.fingerprints.to_dicts() == ds.tables["source_paragraphs"].to_dicts()


def test_chosen_columns_come_in_the_order_in_which_they_were_chosen(ds):
    """`columns` chooses and orders; labels can be chosen without their terms."""
    assert ds.proposals.to_dicts(columns=["action_label_en", "id"]) == [
        {"action_label_en": Action.ABOLISH.label.en, "id": PROPOSAL.id}
    ]
    assert ds.initiatives.to_dicts("da", columns=["form_label"])[0] == {"form_label": Form.TRIAL.label.da}


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_chosen_columns_keep_the_order_of_the_rows(ds, table):
    """Also a column that has an index."""
    part = ds.tables[table.name]

    for name in _columns(table):
        assert [row[name] for row in part.to_dicts(columns=[name])] == [row[name] for row in part.to_dicts()]


def test_unknown_column(ds):
    """An unknown column is a ValueError that suggests the nearest."""
    with pytest.raises(
        ValueError, match="columns='titel_da': no such value; did you mean one of these: 'title_da'"
    ) as caught:
        ds.records.to_dicts(columns=["id", "titel_da"])

    assert (type(caught.value), caught.value.value) == (rd.ConditionValueError, "titel_da")
    with pytest.raises(
        rd.ConditionValueError, match="columns='title_da': no such value; did you mean one of these: 'title'"
    ):
        ds.records.to_dicts("da", columns=["title_da"])


@pytest.mark.parametrize("columns", ["title_da", []])
def test_no_list_of_columns(ds, columns):
    """A single name is not taken for a list of its letters; an empty list is refused."""
    with pytest.raises(rd.ConditionValueError) as caught:
        ds.records.to_dicts(columns=columns)
    assert str(caught.value) == f"columns={columns!r}: no such value; give a list of names"


@pytest.mark.parametrize(("lang", "suggestion"), [("de", ""), ("", ""), ("DA", "; did you mean 'da'?")])
def test_unknown_language(ds, lang, suggestion):
    """Only the languages of the data can be asked for, also of no records at all."""
    for part in (ds.records, ds.records[:0], ds.actors, ds.tables["relations"]):
        with pytest.raises(
            ValueError, match=rf"lang={lang!r}: no such value{re.escape(suggestion)} \(there are: da, en\)"
        ):
            part.to_dicts(lang)


def test_tables_are_a_mapping(ds):
    """Every table has its name; for an unknown name the error suggests the nearest."""
    assert list(ds.tables) == [table.name for table in TABLES]
    assert (len(ds.tables), repr(ds.tables["relations"])) == (len(TABLES), "<Table relations: 3 rows>")
    with pytest.raises(KeyError, match="'quantity' is not among the tables; did you mean 'quantities'"):
        ds.tables["quantity"]
    with pytest.raises(rd.UnknownIdError):
        ds.tables["search"]
