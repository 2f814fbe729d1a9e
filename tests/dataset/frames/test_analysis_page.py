"""docs/analysis.md: every block of it runs on the data of this repository."""

import json
import re
from contextlib import closing

import pytest

import reformdata as rd
from reformdata.cli import main
from reformdata.curation.reading.checkout import read_checkout
from reformdata.dataset.conditions import Conditions
from reformdata.dataset.network import EdgeType
from reformdata.store.compiling import VIEWS, write
from tests import ROOT

pytestmark = pytest.mark.shipped
PAGE = (ROOT / "docs" / "analysis.md").read_text("utf-8")


def _blocks(language):
    return re.findall(rf"^```{language}\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    """The data of this repository as a compiled file."""
    path = tmp_path_factory.mktemp("out") / "reformdata.sqlite"
    write(read_checkout(ROOT).corpus, path)
    return path


def test_every_block_is_of_a_sort_that_is_run():
    """None is plain text."""
    sorts = re.findall(r"^```(\w*)$", PAGE, re.MULTILINE)

    assert set(sorts) == {"python", "sql", "console", ""}
    assert len(sorts) == 2 * sum(len(_blocks(sort)) for sort in ("python", "sql", "console"))


def test_python_blocks(data, monkeypatch, capsys, tmp_path):
    """The Python of the page runs from top to bottom and finds what it says."""
    for library in ("pandas", "polars", "pyarrow", "duckdb", "networkx"):
        pytest.importorskip(library)
    monkeypatch.chdir(tmp_path)  # it writes a file
    load = rd.load
    monkeypatch.setattr(rd, "load", lambda path=data, **options: load(path, **options))

    names = {}
    exec("\n".join(_blocks("python")), names)  # noqa: S102 - the page's own code

    assert "»plejehjemmene«" in capsys.readouterr().out
    assert names["df"].attrs == {"citation": names["ds"].citation}
    assert names["df"].sort_values("date")[["id"]].attrs == names["df"].attrs
    assert len(names["figures"]) == len(names["ds"].tables["quantities"])
    assert set(names["demands"]["strength"]) == {"ought", "must"}
    assert {record.id for record in names["advised"]} == set(names["demands"]["id"])
    assert len(names["then"].records) < len(names["ds"].records)


@pytest.mark.parametrize("sql", _blocks("sql"))
def test_sql_blocks(data, sql):
    """Each statement of the page gives rows."""
    with closing(rd.load(data).connect()) as connection:
        assert connection.execute(sql).fetchall() != []


@pytest.mark.parametrize("condition", Conditions.__annotations__)
def test_every_condition_of_filter_is_on_the_page(condition):
    """In the table of filters, with what its value may be."""
    table, _, _ = PAGE.partition("## Frames")
    assert any(f"`{condition}`" in line.split("|")[1] for line in table.splitlines() if line.startswith("| "))


@pytest.mark.parametrize("type_", EdgeType)
def test_every_type_of_edge_is_on_the_page(type_):
    """In the table of the network of actors."""
    assert f"\n| `{type_}` | " in PAGE


def test_what_the_page_says_there_is(data):
    """Each table and view that the file has besides those of the data dictionary is on the page."""
    with closing(rd.load(data).connect()) as connection:
        there = {
            name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type IN ('table', 'view')")
        }

    besides = {name for name in there - set(rd.load(data).tables) if not name.startswith("search_")}
    assert besides == {"bodies", "compounds", "documentation", "meta", "search", *VIEWS}
    assert [name for name in besides if f"| `{name}` |" not in PAGE] == []


def _commands(program):
    return [line.removeprefix("$ ") for block in _blocks("console") for line in block.splitlines() if program in line]


@pytest.mark.parametrize("command", _commands("reformdata search"))
def test_search_blocks(data, command, capsys):
    """The searches of the page find something."""
    words = [quoted or plain for quoted, plain in re.findall(r'"([^"]*)"|(\S+)', command)]

    assert main([*words[1:], "--data", str(data)]) == 0
    said = capsys.readouterr().out
    assert json.loads(said) if "--json" in words else "lejehjem" in said
