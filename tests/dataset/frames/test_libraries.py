"""The same frame in pandas, Polars and Arrow: types, categories, emptiness, what is attached."""

import sqlite3
import sys
from contextlib import closing
from datetime import date
from decimal import Decimal

import pytest

import reformdata as rd
from reformdata.models import LANGUAGES
from reformdata.store.compiling import compile_corpus
from reformdata.store.file import Store
from reformdata.tables import TABLES
from tests.fixtures.corpus import CORPUS, PROPOSAL

pandas = pytest.importorskip("pandas")
polars = pytest.importorskip("polars")
arrow = pytest.importorskip("pyarrow")

_WANTED = ("id", "number", "date", "areas", "paragraphs", "strength", "strength_label_da", "period_latest")


def test_pandas_types(ds):
    """Types are nullable, dates are dates, terms are categories, several values are lists."""
    frame = ds.records.to_pandas()

    assert [str(frame[name].dtype) for name in _WANTED] == [
        "string", "Int64", "datetime64[s]", "object", "object", "category", "category", "datetime64[s]",
    ]  # fmt: skip
    assert frame["areas"][0] == ["schools", "primary-schools"]
    assert frame["date"].dt.year.tolist() == [2019, 2018, 2018, 2018]
    assert frame["number"].sum() == 10
    assert frame["period_latest"].isna().tolist() == [True, True, False, True]
    assert str(ds.tables["quantities"].to_pandas()["value"].dtype) == "Float64"


def test_pandas_compares_what_has_an_order(ds):
    """Strength and status can be compared: at least a recommendation, at most decided."""
    frame = ds.records.to_pandas()

    assert frame["strength"].cat.categories.tolist() == ["may", "ought", "must"]
    assert frame["strength_label_da"].cat.categories.tolist() == ["kan", "bør", "skal"]
    assert frame.loc[frame["strength"] >= "ought", "id"].tolist() == [PROPOSAL.id]
    assert frame.loc[frame["status"] <= "decided", "number"].tolist() == [4]
    assert not frame["action"].cat.ordered


def test_polars_types(ds):
    """Types are Polars' own, and terms an Enum in their order."""
    frame = ds.records.to_polars()

    assert [frame.schema[name] for name in _WANTED] == [
        polars.String, polars.Int64, polars.Date, polars.List(polars.String), polars.List(polars.Int64),
        polars.Enum(["may", "ought", "must"]), polars.Enum(["kan", "bør", "skal"]), polars.Date,
    ]  # fmt: skip
    assert frame.filter(polars.col("strength") >= "ought")["id"].to_list() == [PROPOSAL.id]
    values = ds.tables["quantities"].to_polars()["value"].to_list()
    assert values == [Decimal(7), Decimal("2.5"), Decimal(40), Decimal(-3)]


def test_arrow_types(ds):
    """Types are Arrow's own; the schema tells the citation and what every column means."""
    table = ds.records.to_arrow()

    term = "dictionary<values=string, indices=int32, ordered=1>"
    assert [str(table.schema.field(name).type) for name in _WANTED] == [
        "string", "int64", "date32[day]", "list<item: string>", "list<item: int64>", term, term, "date32[day]",
    ]  # fmt: skip
    assert table.schema.metadata == {b"citation": ds.citation.encode()}
    assert table.schema.field("kind").metadata == {b"description": b"The kind of the record."}
    assert table["date"].to_pylist()[0] == date(2019, 5, 3)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
@pytest.mark.parametrize("lang", [None, *LANGUAGES])
def test_every_library_holds_the_same(ds, table, lang):
    """Names, order and values are the same whichever library is asked."""
    part = ds.tables[table.name]

    rows = part.to_dicts(lang)
    assert part.to_polars(lang).to_dicts() == rows
    assert part.to_arrow(lang).to_pylist() == rows
    assert _plain(part.to_pandas(lang)) == rows


def _plain(frame):
    """The rows of a pandas frame as Python's own values."""
    columns = {name: [_value(cell) for cell in frame[name]] for name in frame}
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def _value(cell):
    if isinstance(cell, list):
        return cell
    if pandas.isna(cell):
        return None
    return cell.date() if isinstance(cell, pandas.Timestamp) else cell


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_no_rows_have_all_columns_and_types(ds, table):
    """A frame of an empty selection has the columns of a full one, of the same types."""
    empty = rd.Dataset(Store.of_bytes(_emptied(table.name)))
    full = ds.tables[table.name]
    none = empty.tables[table.name]

    assert len(none) == 0
    assert none.to_pandas().dtypes.to_dict() == full.to_pandas().dtypes.to_dict()
    assert none.to_polars().schema == full.to_polars().schema
    assert none.to_arrow().schema == full.to_arrow().schema


def _emptied(table):
    """The compiled corpus without the rows of a table."""
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(compile_corpus(CORPUS))
        connection.execute(f'DELETE FROM "{table}"')  # noqa: S608 - our own names
        connection.commit()
        return connection.serialize()


def test_a_term_that_a_newer_version_brings():
    """A value without an entry in the vocabulary is kept, as its own label and as the last category."""
    connection = sqlite3.connect(":memory:", check_same_thread=False)
    connection.deserialize(compile_corpus(CORPUS))
    connection.execute("UPDATE records SET strength = 'dream' WHERE strength = 'ought'")
    connection.commit()
    part = rd.Dataset(Store.of_bytes(connection.serialize())).tables["records"]
    connection.close()

    frame = part.to_pandas("da", columns=["strength", "strength_label"])
    assert (frame["strength"].dropna().tolist(), frame["strength_label"].dropna().tolist()) == (["dream"], ["dream"])
    assert frame["strength"].cat.categories.tolist() == ["may", "ought", "must", "dream"]
    assert part.to_polars(columns=["strength"])["strength"].drop_nulls().to_list() == ["dream"]
    assert part.to_arrow(columns=["strength"])["strength"].to_pylist()[0] == "dream"


_FRAMES = {
    "dicts": lambda part: part.to_dicts(),
    "pandas": lambda part: _plain(part.to_pandas()),
    "polars": lambda part: part.to_polars().to_dicts(),
    "arrow": lambda part: part.to_arrow().to_pylist(),
}


def _changed(sql, *parameters):
    """The records of the compiled corpus, changed by SQL."""
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(compile_corpus(CORPUS))
        connection.execute(sql, parameters)
        connection.commit()
        return rd.Dataset(Store.of_bytes(connection.serialize())).tables["records"]


@pytest.mark.parametrize("name", _FRAMES)
def test_tables_are_read_in_parts(ds, monkeypatch, name):
    """A frame is the same if it takes several texts to read a column, or one for each row."""
    for part in (ds.records[::-1], ds.tables["records"], ds.tables["terms"]):
        whole = _FRAMES[name](part)
        for size in (1, 3):
            with monkeypatch.context() as patch:
                patch.setattr("reformdata.dataset.frames._PART", size)
                assert _FRAMES[name](part) == whole


@pytest.mark.parametrize("name", _FRAMES)
def test_an_empty_text_is_not_missing(name):
    """A text without letters stays one, beside those that are missing."""
    rows = _FRAMES[name](_changed("UPDATE records SET voice_office_da = '' WHERE number = 4"))

    assert [row["voice_office_da"] for row in rows if row["number"] == 4] == [""]
    assert None in [row["voice_office_da"] for row in rows]


@pytest.mark.parametrize("name", _FRAMES)
@pytest.mark.parametrize("text", [b"one\x1ftwo", b"\xff"])
def test_a_text_that_the_reader_would_refuse(name, text):
    """A control character between cells, or bytes that are no text, are damage and nothing else."""
    part = _changed("UPDATE records SET title_da = CAST(? AS TEXT) WHERE number = 1", text)

    with pytest.raises(rd.DamagedDataError, match="a text in it is not UTF-8, or has a control character"):
        _FRAMES[name](part)


@pytest.mark.parametrize(
    ("library", "extra", "make"),
    [
        ("pandas", "pandas", lambda ds: ds.records.to_pandas()),
        ("polars", "polars", lambda ds: ds.records.to_polars()),
        ("pyarrow", "arrow", lambda ds: ds.records.to_arrow()),
        ("pandas", "pandas", lambda ds: ds.trace(PROPOSAL.id).to_pandas()),
        ("polars", "polars", lambda ds: ds.trace(PROPOSAL.id).to_polars()),
        ("networkx", "graph", lambda ds: ds.trace(PROPOSAL.id).to_networkx()),
        ("pandas", "pandas", lambda ds: rd.diff(ds, ds).to_pandas()),
    ],
)
def test_a_library_that_is_missing(ds, monkeypatch, library, extra, make):
    """The error says what to install."""
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(
        rd.MissingExtraError, match=rf'^an? .+ needs an optional extra: pip install "reformdata\[{extra}\]"$'
    ):
        make(ds)


def test_frames_make_no_objects(ds, monkeypatch):
    """A frame is made of rows of SQL: no record is decoded."""
    made = []
    monkeypatch.setattr("reformdata.store.objects.decode", lambda *body: made.append(body))

    assert (len(ds.records.to_pandas()), len(ds.records.to_polars()), len(ds.records.to_arrow()), made) == (4, 4, 4, [])
