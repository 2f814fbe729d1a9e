"""docs/other-tools.md: its two recipes read every table as the library has it."""

import json
import subprocess
from datetime import date

import pytest

from reformdata.exports.contents import contents
from reformdata.tables import TABLES
from tests import ROOT
from tests.docs.blocks import blocks
from tests.docs.running import missing_for_r

pandas = pytest.importorskip("pandas")

PAGE = (ROOT / "docs/other-tools.md").read_text("utf-8")
DTYPES = {"string": "string", "integer": "Int64", "number": "Float64", "boolean": "boolean", "date": "datetime64", "array": "object"}  # fmt: skip
CLASSES = {"string": "character", "integer": "integer", "number": "numeric", "boolean": "logical", "date": "Date", "array": "list"}  # fmt: skip

MISSING = missing_for_r("library(jsonlite)\n")


def _recipe(language, end):
    """The first block of a language that defines `read_table`, up to `end`."""
    (block, *_) = (one.text for one in blocks(PAGE) if one.language == language and "read_table" in one.text)
    recipe, found, _ = block.partition(end)
    assert found
    return recipe


@pytest.fixture(scope="module")
def folder(ds, tmp_path_factory):
    """A Data Package of the shared corpus."""
    path = tmp_path_factory.mktemp("package") / "out"
    ds.export("datapackage", path)
    return path


def test_pandas_reads_every_table_with_its_types(store, folder):
    """Types, order and values are those of the library's frames; only unordered vocabularies are plain text."""
    names = {}
    exec(_recipe("python", '\n\nrecords = read_table("out"'), names)  # noqa: S102 - the page's own code

    for content in contents(store):
        frame = names["read_table"](folder, content.table.name)
        for column in content.table.columns:
            dtype = frame[column.name].dtype
            assert str(dtype).startswith("category" if column.ascending else DTYPES[column.type]), column.name
            assert not column.ascending or (dtype.ordered and tuple(dtype.categories) == column.ascending)
        assert [tuple(map(_pandas_cell, row)) for row in frame.itertuples(index=False)] == [
            tuple(map(_as_csv, row)) for row in content.rows
        ]
    assert names["read_table"](folder, "records")["codebook"].tolist() == ["1.1"] * 4


def _pandas_cell(cell):
    if isinstance(cell, list):
        return cell
    return None if pandas.isna(cell) else cell.date() if isinstance(cell, pandas.Timestamp) else cell


def _as_csv(cell):
    """What CSV keeps of a cell: no difference between an empty text and none."""
    return [*cell] if isinstance(cell, tuple) else None if cell == "" else cell


@pytest.mark.slow
@pytest.mark.skipif(bool(MISSING), reason=MISSING)
def test_r_reads_every_table_with_its_types(store, folder):
    """The class of every column, the order of factors, and every value."""
    script = _recipe("r", '\nrecords <- read_table("out"') + f"""
      tables <- lapply(c({", ".join(f'"{table.name}"' for table in TABLES)}), function(name) {{
        frame <- read_table("{folder}", name)
        list(classes = lapply(frame, class), levels = lapply(frame, levels),
             columns = lapply(frame, function(cells) if (inherits(cells, "Date")) format(cells) else cells))
      }})
      cat(toJSON(tables, na = "null", null = "null", digits = NA))
    """  # fmt: skip

    done = subprocess.run(["Rscript", "-"], input=script, check=True, capture_output=True, text=True)  # noqa: S607

    for content, found in zip(contents(store), json.loads(done.stdout), strict=True):
        for at, column in enumerate(content.table.columns):
            wanted = ["ordered", "factor"] if column.ascending else [CLASSES[column.type]]
            assert found["classes"][column.name] == wanted, column.name
            assert tuple(found["levels"][column.name] or ()) == column.ascending
            assert found["columns"][column.name] == [_as_json(row[at], column) for row in content.rows]


def _as_json(cell, column):
    cell = _as_csv(cell)
    if column.type == "array":
        return [None] if cell is None else cell
    return cell.isoformat() if isinstance(cell, date) else cell
