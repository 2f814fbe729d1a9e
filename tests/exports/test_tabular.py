"""CSV in two editions, JSON Lines, SQLite and Excel, read back by other programs."""

import csv
import io
import json
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import datetime

import frictionless
import openpyxl
import pandas
import pytest

from reformdata.exports import export
from reformdata.exports.contents import contents
from reformdata.exports.csv import FORMULA_STARTS
from reformdata.models import Text
from reformdata.tables import TABLES
from tests.exports.opening import opened
from tests.fixtures.corpus import CORPUS, STATEMENT, by_id


@pytest.mark.slow
@pytest.mark.parametrize("format_", ["csv", "croissant"])  # the Data Package has a test of its own
def test_frictionless_accepts_the_folder(exported, format_):
    """Every file is as its descriptor says, by types, keys, constraints, size and digest."""
    report = frictionless.validate(str(exported / format_ / "datapackage.json"))
    assert report.flatten(["type", "title", "message"]) == []


@pytest.mark.parametrize("format_", ["jsonl", "parquet"])
def test_the_descriptor_lists_every_file_with_its_digest(exported, format_):
    """A file that was cut short or altered can be found."""
    package = json.loads((exported / format_ / "datapackage.json").read_text("utf-8"))

    files = [one for one in (exported / format_).rglob("*.*") if one.is_file() and one.name != "datapackage.json"]
    assert {one["path"]: one["bytes"] for one in package["resources"]} == {
        one.relative_to(exported / format_).as_posix(): one.stat().st_size for one in files
    }


def test_exact_csv_is_that_of_the_data_package(exported):
    """For programs there is one CSV, whichever export it came from."""
    for folder in ("csv", "croissant"):
        for table in TABLES:
            name = f"{table.name}.csv"
            assert (exported / folder / name).read_bytes() == (exported / "datapackage" / name).read_bytes()


def test_the_spreadsheet_edition_has_no_formula(exported):
    """A text that starts like one has an apostrophe before it; a number is a number, with a decimal comma."""
    text = (exported / "csv" / "spreadsheet" / "records.csv").read_bytes().decode("utf-8-sig")
    rows = {row["id"]: row for row in csv.DictReader(text.splitlines(keepends=True), delimiter=";")}
    figures = (exported / "csv" / "spreadsheet" / "quantities.csv").read_text("utf-8-sig")

    assert rows["nordby-2018-blog.02"]["text_en"] == "'=Paperwork takes up more than teaching."
    assert rows["landsforum-2019-nyhed.01"]["text_da"] == CORPUS.records["landsforum-2019-nyhed.01"].text.da
    assert [line.split(";")[2] for line in figures.splitlines()] == ["value", "7", "2,5", "40", "-3"]


def test_every_start_of_a_formula_is_known(tmp_path):
    """A text that a spreadsheet would calculate is text in both editions for spreadsheets, and unchanged in exact CSV."""
    # A carriage return is refused when records are read.
    texts = [f"{start}cmd|' /C calc'!A0" for start in FORMULA_STARTS if start != "\r"]
    records = []
    for number, text in enumerate(texts, 11):
        english = Text("x", "x")
        object.__setattr__(english, "en", text)
        id_ = f"{STATEMENT.id.rpartition('.')[0]}.{number}"
        records.append(replace(STATEMENT, id=id_, relations=()))
        object.__setattr__(records[-1], "text", english)
    store = opened(replace(CORPUS, records=by_id(records), retired={}, readings={}, outcomes={}))

    export(store, "csv", tmp_path / "csv")
    export(store, "xlsx", tmp_path / "out.xlsx")

    with (tmp_path / "csv" / "records.csv").open(encoding="utf-8", newline="") as file:
        assert [row["text_en"] for row in csv.DictReader(file)] == texts
    with (tmp_path / "csv" / "spreadsheet" / "records.csv").open(encoding="utf-8-sig", newline="") as file:
        assert [row["text_en"] for row in csv.DictReader(file, delimiter=";")] == [f"'{text}" for text in texts]
    cells = [cell for row in openpyxl.load_workbook(tmp_path / "out.xlsx")["records"] for cell in row]
    assert "f" not in {cell.data_type for cell in cells}


def test_the_descriptor_says_which_edition_is_which(exported):
    """The package describes both folders in both languages, and each altered table says that it is altered."""
    package = json.loads((exported / "csv" / "datapackage.json").read_text("utf-8"))
    altered = [one for one in package["resources"] if one["path"].startswith("spreadsheet/")]

    assert "exact" in package["description"]
    assert "nøjagtige" in package["description_da"]
    assert [one["name"] for one in altered] == [f"{table.name}-spreadsheet" for table in TABLES]
    assert all("altered" in one["description"] and "ændret" in one["description_da"] for one in altered)


def test_json_lines_hold_typed_values(exported):
    """Lists are lists, days ISO 8601, numbers numbers, and none is null."""
    lines = (exported / "jsonl" / "records.jsonl").read_text("utf-8").splitlines()
    figures = (exported / "jsonl" / "quantities.jsonl").read_text("utf-8").splitlines()
    first = json.loads(lines[0])
    expected = {"areas": ["schools", "primary-schools"], "paragraphs": [2, 4], "date": "2019-05-03", "claim": None}

    assert {name: first[name] for name in expected} == expected
    assert [json.loads(line)["value"] for line in figures] == [7, 2.5, 40, -3]


def test_json_lines_are_documented(exported):
    """Every table and every column of it has a line in both languages, and pandas reads it."""
    documentation = pandas.read_json(exported / "jsonl" / "documentation.jsonl", lines=True)

    columns = documentation.dropna(subset="column")
    assert [*zip(columns["table"], columns["column"], strict=True)] == [
        (table.name, column.name) for table in TABLES for column in table.columns
    ]
    assert not documentation[["description_da", "description_en"]].isna().to_numpy().any()


def test_sqlite_has_the_codebook_inside(exported):
    """The tables `documentation` and `terms` explain every column and every value, and all keys hold."""
    with closing(sqlite3.connect(exported / "sqlite")) as connection:
        count = "SELECT count(*) FROM documentation WHERE column_name IS NOT NULL"
        (documented,) = connection.execute(count).fetchone()
        proposal = "SELECT label_da FROM terms WHERE vocabulary = 'kind' AND value = 'proposal'"
        label = connection.execute(proposal).fetchone()
        broken = connection.execute("PRAGMA foreign_key_check").fetchall()

    assert documented >= sum(len(table.columns) for table in TABLES)
    assert (label, broken) == (("forslag",), [])


@pytest.fixture(scope="module")
def workbook(exported):
    """The workbook as openpyxl reads it."""
    return openpyxl.load_workbook(io.BytesIO((exported / "xlsx").read_bytes()))


def test_the_workbook_has_a_sheet_for_each_table_and_the_codebook(workbook):
    """First what it is, then the codebook, the records and the values."""
    names = [table.name for table in TABLES]

    assert workbook.sheetnames[:4] == ["about", "codebook", "records", "terms"]
    assert sorted(workbook.sheetnames[2:]) == sorted(names)
    assert workbook["codebook"].max_row == 1 + sum(1 + len(table.columns) for table in TABLES)
    assert (workbook["records"].freeze_panes, workbook["records"].auto_filter.ref[:2]) == ("B2", "A1")


def test_the_workbook_holds_the_rows(store, workbook):
    """Every cell of every table is there: days as days, numbers as numbers, true and false as such, all else as text, none as nothing."""
    for table, rows in contents(store):
        head, *found = workbook[table.name].iter_rows(values_only=True)
        assert head == tuple(column.name for column in table.columns)
        assert found == [tuple(map(in_excel, row)) for row in rows]


def in_excel(value):
    """`value` as openpyxl gives it back."""
    if isinstance(value, tuple):
        return "; ".join(map(str, value)) or None
    if isinstance(value, bool):
        return value
    if value is None or isinstance(value, str | int):
        return value or None
    if hasattr(value, "as_tuple"):
        return float(value)
    return datetime(value.year, value.month, value.day)


def test_no_cell_of_the_workbook_is_a_formula_or_a_link(workbook):
    """A text that starts with = or http is text."""
    cells = [cell for sheet in workbook for row in sheet.iter_rows() for cell in row]

    assert "=Paperwork takes up more than teaching." in {cell.value for cell in cells}
    assert {cell.data_type for cell in cells} <= {"s", "n", "d", "b"}
    assert [cell.coordinate for cell in cells if cell.hyperlink] == []


def test_a_workbook_does_not_depend_on_the_clock(workbook):
    """Its day of creation is that of the newest record."""
    assert workbook.properties.created == datetime(2026, 11, 23)
