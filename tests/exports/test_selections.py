"""A selection in every format, and as a sheet to be read: read back with other programs."""

import io
import json
import sys
from dataclasses import replace
from datetime import datetime

import openpyxl
import pandas
import pytest
import rdflib

import reformdata as rd
from reformdata.errors import MissingExtraError
from reformdata.exports import FORMATS
from reformdata.exports.contents import PartialExportError
from reformdata.exports.csv import FORMULA_STARTS
from reformdata.exports.targets import EndingError, ExistingFileError, ForeignFolderError
from reformdata.models import Label, Text
from reformdata.models.labels import COLUMN_LABELS
from reformdata.store.compiling import write
from reformdata.tables import TABLES
from tests.fixtures.corpus import BARE, CORPUS, INITIATIVE, PROPOSAL, STATEMENT, by_id

WHOLE = ("sqlite", "datapackage")
PARTIAL = tuple(name for name in FORMATS if name not in WHOLE)


@pytest.fixture
def sheets(tmp_path):
    """Write a selection with `to_excel` and read the sheets: the rows of each, in their order."""

    def written(records, lang="da"):
        path = records.to_excel(tmp_path / "out.xlsx", lang, overwrite=True)
        return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in openpyxl.load_workbook(path)}

    return written


@pytest.mark.parametrize("format_", PARTIAL)
@pytest.mark.parametrize("select", [lambda ds: ds.search("skemaet"), lambda ds: ds.records[:0], lambda ds: ds.records])
def test_every_format_takes_a_selection(ds, tmp_path, format_, select):
    """From a search, of none, of all; the path is returned, and the citation is in it."""
    path = select(ds).export(format_, tmp_path / "out")

    assert path == tmp_path / "out"
    digest = json.loads(select(ds).cite("json"))["sha256"]
    files = [path] if path.is_file() else [one for one in path.rglob("*") if one.is_file()]
    assert any(digest.encode() in plain(one) for one in files)


def plain(path):
    """The bytes of a file; of a workbook, those of its cells."""
    if path.read_bytes()[:2] != b"PK":
        return path.read_bytes()
    return repr(
        [row for sheet in openpyxl.load_workbook(io.BytesIO(path.read_bytes())) for row in sheet.values]
    ).encode()


@pytest.mark.parametrize("format_", WHOLE)
def test_a_compiled_file_holds_all_of_the_data(ds, tmp_path, format_):
    """So a selection is refused, with what to do instead."""
    with pytest.raises(PartialExportError, match=r"a selection of records cannot be .* such as csv$"):
        ds.proposals.export(format_, tmp_path / "out")
    assert list(tmp_path.iterdir()) == []


def test_the_errors_are_those_of_the_data_set(ds, tmp_path):
    """An ending that does not fit, a file that exists, a folder of somebody else."""
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "thesis.docx").touch()
    (tmp_path / "old.xlsx").touch()

    for expected, attempt in (
        (EndingError, lambda: ds.proposals.export("xlsx", tmp_path / "out.csv")),
        (EndingError, lambda: ds.proposals.to_excel(tmp_path / "out.csv")),
        (ExistingFileError, lambda: ds.proposals.to_excel(tmp_path / "old.xlsx")),
        (ForeignFolderError, lambda: ds.proposals.export("csv", tmp_path / "mine")),
        (rd.UnknownFormatError, lambda: ds.proposals.export("excel", tmp_path / "out")),
        (rd.ConditionValueError, lambda: ds.proposals.to_excel(tmp_path / "out.xlsx", "de")),
    ):
        with pytest.raises(expected):
            attempt()
    assert (tmp_path / "old.xlsx").stat().st_size == 0


def test_a_missing_extra_is_named(ds, tmp_path, monkeypatch):
    """`to_excel` needs XlsxWriter."""
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)

    with pytest.raises(MissingExtraError, match=r'pip install "reformdata\[xlsx\]"'):
        ds.records.to_excel(tmp_path / "out.xlsx")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.slow
def test_frictionless_accepts_a_selection(ds, tmp_path):
    """All keys hold, and the citations are listed with their digests."""
    frictionless = pytest.importorskip("frictionless")
    path = ds.records.filter(theme="documentation").export("csv", tmp_path / "out")

    assert frictionless.validate(str(path / "datapackage.json")).flatten(["type", "title", "message"]) == []


def test_a_folder_holds_the_records_in_their_order_and_their_citation(ds, compiled_file, tmp_path):
    """The rows of others are not there; both citations can be verified against all of the data."""
    path = ds.initiatives.sort_by("date", descending=True).export("csv", tmp_path / "out")
    package = json.loads((path / "datapackage.json").read_text("utf-8"))

    assert list(pandas.read_csv(path / "records.csv")["id"]) == [BARE.id, INITIATIVE.id]
    assert set(pandas.read_csv(path / "sources.csv")["id"]) == {"nordby-2018-blog"}
    assert "anna-holm" not in (path / "actors.csv").read_text("utf-8")
    assert {"proposal", "must"} <= set(pandas.read_csv(path / "terms.csv")["value"])  # the codebook is whole
    assert ("a selection of records" in package["description"], "et udvalg af poster" in package["description_da"]) == (
        True,
        True,
    )
    for name in ("citation.txt", "citation.json"):
        verification = rd.verify_citation((path / name).read_text("utf-8"), compiled_file)
        assert (verification.same, verification.found.count) == (True, 2)
    assert ds.export("csv", path) == path  # an export of all replaces it
    assert not (path / "citation.txt").exists()


def test_a_selection_as_of_a_day(compiled_file, tmp_path):
    """What was said later is not there, and the citation says the day."""
    path = rd.load(compiled_file, as_of=2018).records.export("jsonl", tmp_path / "out")

    assert PROPOSAL.id not in (path / "records.jsonl").read_text("utf-8")
    verification = rd.verify_citation((path / "citation.json").read_text("utf-8"), compiled_file)
    assert (verification.same, str(verification.cited.as_of)) == (True, "2018-12-31")


def test_types_survive_in_parquet(ds, tmp_path):
    """Lists are lists, and days are days."""
    path = ds.proposals.export("parquet", tmp_path / "out")
    frame = pandas.read_parquet(path / "records.parquet")

    assert [list(cell) for cell in frame["areas"]] == [["schools", "primary-schools"]]
    assert str(frame["date"][0]) == "2019-05-03"


def test_linked_data_has_the_selected_records(ds, tmp_path):
    """And cites the selection."""
    graph = rdflib.Graph().parse(ds.statements.export("turtle", tmp_path / "out.ttl"))
    identifiers = {str(one) for one in graph.objects(None, rdflib.URIRef("https://schema.org/identifier"))}

    assert STATEMENT.id in identifiers
    assert PROPOSAL.id not in identifiers
    (credit,) = graph.objects(None, rdflib.URIRef("https://schema.org/creditText"))
    assert str(credit) == ds.statements.cite()


def test_the_workbook_of_tables_cites_the_selection_in_both_languages(ds, tmp_path):
    """On its first sheet."""
    book = openpyxl.load_workbook(ds.statements.export("xlsx", tmp_path / "out.xlsx"))
    about = {row[0]: row[1:] for row in book["about"].values}

    assert about["citation"] == (ds.statements.cite(lang="da"), ds.statements.cite())
    assert book["records"].max_row == 2


# ---- to_excel


def test_the_sheet_in_danish(ds, sheets):
    """Headings, labels, names and dates; the order of the selection; lists joined by `; `; no ids beside names."""
    found = sheets(ds.proposals)
    assert list(found) == ["Poster", "Kodebog", "Henvisning"]
    head, only = found["Poster"]
    row = dict(zip(head, only, strict=True))

    expected = {
        "Id": PROPOSAL.id,
        "Art": "forslag",
        "Dato": datetime(2019, 5, 3),
        "Titel": PROPOSAL.title.da,
        "Tekst": PROPOSAL.text.da,
        "Stemme": "Anna Holm",
        "Taler for": "Landsforum for Skoler",
        "Embede": "formand",
        "Politikområder": "skole; folkeskole",
        "Afsnit i kilden": "2; 4",
        "Styrke": "bør",
        "Kildens titel": "Mindre papir, mere skole",
    }
    assert {name: row[name] for name in expected} == expected
    assert {"Påstand", "Tone", "Status", "Ejere"}.isdisjoint(row)  # which no proposal has


def test_the_sheet_in_english(ds, sheets):
    """The same in English."""
    found = sheets(ds.records[::-1], "en")
    assert list(found) == ["Records", "Codebook", "Citation"]
    frame = pandas.DataFrame(found["Records"][1:], columns=found["Records"][0])

    assert list(frame["Id"]) == [BARE.id, INITIATIVE.id, STATEMENT.id, PROPOSAL.id]
    assert list(frame["Text"]) == [one.text.en for one in (BARE, INITIATIVE, STATEMENT, PROPOSAL)]
    assert list(frame["Status"].dropna()) == ["announced", "running"]
    assert list(frame["Owners"].dropna()) == ["Nordby Municipality"]


def test_the_sheet_of_some_columns(ds, tmp_path):
    """In their order, by names of the data with or without the language, or by headings; the codebook has no others."""
    path = ds.proposals.to_excel(tmp_path / "out.xlsx", columns=["id", "title_da", "Tekst", "voice", "tone"])
    book = openpyxl.load_workbook(path)

    assert [cell.value for cell in book["Poster"][1]] == ["Id", "Titel", "Tekst", "Stemme", "Tone"]
    assert {row[0] for row in book["Kodebog"].iter_rows(min_row=2, values_only=True)} == {
        "Id",
        "Titel",
        "Tekst",
        "Stemme",
        "Tone",
    }
    for columns, message in (
        (["titel"], "columns='titel': no such value; did you mean 'title'"),
        ([], "give a list"),
        ("id", "give a list"),
    ):
        with pytest.raises(rd.ConditionValueError, match=message):
            ds.proposals.to_excel(tmp_path / "other.xlsx", columns=columns)


def test_the_sheet_is_ready_to_be_read(ds, tmp_path):
    """Wrapped text, frozen headings, a filter over all rows, days as days of the language."""
    book = openpyxl.load_workbook(ds.records.to_excel(tmp_path / "out.xlsx"))
    sheet = book["Poster"]
    names = [cell.value for cell in sheet[1]]

    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("B2", sheet.dimensions)
    assert sheet.cell(2, names.index("Tekst") + 1).alignment.wrap_text
    day = sheet.cell(2, names.index("Dato") + 1)
    assert (day.is_date, day.number_format) == (True, "dd-mm-yyyy")
    assert pandas.read_excel(tmp_path / "out.xlsx")["Dato"].dtype.kind == "M"


def test_the_codebook_explains_every_column_and_the_values_that_occur(ds, sheets):
    """Columns with their names in the data, terms and entries with their definitions; nothing of what does not occur."""
    found = sheets(ds.statements)
    head, *rows = found["Kodebog"]

    assert head == ("Kolonne", "Navn i data", "Værdi", "Betydning")
    assert [row[0] for row in rows if row[2] is None] == list(found["Poster"][0])
    assert all(row[3] for row in rows)
    assert ("Temaer", "themes_da", "dokumentation", "Kravet om at skrive ned.") in rows
    assert ("Tone", "tone", "kritisk", STATEMENT.tone.definition.da) in rows
    assert not {"Styrke", "Status"} & {row[0] for row in rows}


def test_the_citation_is_in_the_workbook(ds, sheets, compiled_file):
    """In the language of the workbook, with the query; it can be verified."""
    found = ds.search("skemaet")
    for lang, sheet in (("da", "Henvisning"), ("en", "Citation")):
        rows = dict(sheets(found, lang)[sheet][1:])
        assert rows[sheet] == found.cite(lang=lang)
        assert rd.verify_citation(rows[sheet], compiled_file).same
    assert rows["Query"] == "text=skemaet"


@pytest.mark.parametrize("lang", ["da", "en"])
def test_an_empty_selection_has_its_headings(ds, sheets, lang):
    """All of them, and no row."""
    records = next(iter(sheets(ds.records[:0], lang).values()))

    assert len(records) == 1
    assert len(records[0]) == len(set(records[0])) > 30


def test_every_column_has_a_heading():
    """In both languages: a new column needs one in `COLUMN_LABELS`; a rank is in no sheet for readers."""
    records = next(one for one in TABLES if one.name == "records")
    stems = {one.name.removesuffix("_da").removesuffix("_en").removesuffix("_name") for one in records.columns}

    assert {stem for stem in stems - COLUMN_LABELS.keys() if not stem.endswith("_rank")} == set()


def test_no_text_is_a_formula(tmp_path):
    """Whatever a text begins with, and in every sheet; no text of a record begins with a blank."""
    made = [
        replace(
            STATEMENT,
            id=rd.RecordId(f"nordby-2018-blog.{number}"),
            title=Label(f"{start}1+1", "x"),
            text=Text(f"{start}cmd|' /C calc'!A0", "x"),
            relations=(),
        )
        for number, start in enumerate(filter(str.strip, FORMULA_STARTS), 11)
    ]
    write(replace(CORPUS, records=by_id(made), retired={}, readings={}, outcomes={}), tmp_path / "data.sqlite")
    records = rd.load(tmp_path / "data.sqlite").records

    for path in (records.to_excel(tmp_path / "sheet.xlsx"), records.export("xlsx", tmp_path / "tables.xlsx")):
        cells = [cell for sheet in openpyxl.load_workbook(path) for row in sheet.iter_rows() for cell in row]
        assert {one.text.da for one in made} <= {cell.value for cell in cells}
        assert {cell.data_type for cell in cells} <= {"s", "n", "d", "b"}


def test_the_same_selection_gives_the_same_bytes(ds, tmp_path):
    """As with all of the data."""
    first, second = (ds.records.to_excel(tmp_path / f"{n}.xlsx").read_bytes() for n in "12")

    assert first == second
