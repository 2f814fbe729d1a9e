"""The notebook that answers questions from the data, and the gallery of charts.

They show the data of a release, so their outputs are not compared: a changed record must not break a pull request.
"""

import os
import re
import runpy
import shutil
import sys
from types import SimpleNamespace

import pytest

from reformdata.dataset.plotting import CHARTS
from reformdata.models import LANGUAGES
from tests.docs.running import ROOT

pytestmark = pytest.mark.shipped

nbformat = pytest.importorskip("nbformat", reason="the tour needs nbformat and nbclient")
for _needed in ("nbclient", "ipykernel", "altair", "vl_convert", "pandas", "networkx"):
    pytest.importorskip(_needed, reason="the tour and the gallery need libraries that draw and run them")

TOUR = ROOT / "docs" / "tour.ipynb"
REFRESH = runpy.run_path(str(ROOT / "docs" / "refresh.py"))


@pytest.fixture
def kernel(monkeypatch, tmp_path):
    """The path of the package and folders for the files of a notebook kernel."""
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(ROOT), *filter(None, sys.path)]))
    monkeypatch.setenv("JUPYTER_RUNTIME_DIR", str(tmp_path / "runtime"))
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path / "ipython"))


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # from the client of the kernel
@pytest.mark.usefixtures("kernel")
def test_the_tour_runs(tmp_path):
    """From top to bottom, without an error or a warning, and each cell has an output."""
    copy = tmp_path / "tour.ipynb"
    shutil.copy(TOUR, copy)
    REFRESH["run"](copy)
    cells = [cell for cell in nbformat.read(copy, as_version=4).cells if cell.cell_type == "code"]

    assert [cell.source for cell in cells if not cell.outputs] == []
    assert [one.text for cell in cells for one in cell.outputs if one.get("name") == "stderr"] == []


def test_the_tour_is_stored_with_the_outputs_of_one_run():
    """In the order of the cells, and without paths of somebody's machine."""
    notebook = nbformat.read(TOUR, as_version=4)
    nbformat.validate(notebook)
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]

    assert [cell.execution_count for cell in cells] == list(range(1, len(cells) + 1))
    assert [cell.source for cell in cells if not cell.outputs] == []
    assert re.search(r"/home/|/Users/|[A-Z]:\\\\", TOUR.read_text("utf-8")) is None


def test_the_tour_answers_five_questions():
    """Each is a heading that ends in a question mark, with prose and cells below it."""
    prose = "\n".join(cell.source for cell in nbformat.read(TOUR, as_version=4).cells if cell.cell_type == "markdown")
    assert re.findall(r"^## (\d)\. .*\?$", prose, flags=re.MULTILINE) == list("12345")


def test_the_gallery_shows_every_chart():
    """By its name and in both languages; the folder has these pictures and no others."""
    page = (ROOT / "docs" / "gallery.md").read_text("utf-8")
    pictures = [f"{name}-{language}.svg" for name in CHARTS for language in LANGUAGES]

    assert re.findall(r"^## `(\w+)`", page, flags=re.MULTILINE) == list(CHARTS)
    assert re.findall(r"!\[.+\]\(gallery/(.+)\)", page) == pictures
    assert sorted(path.name for path in (ROOT / "docs" / "gallery").iterdir()) == sorted(pictures)


def test_the_gallery_has_the_numbers_of_every_chart():
    """In a table below its pictures."""
    page = (ROOT / "docs" / "gallery.md").read_text("utf-8")
    assert re.findall(r"<!-- numbers of (\w+) -->\n\n\| \w.*\|\n\| -", page) == list(CHARTS)


def test_a_table_in_markdown():
    """A row for each row; a bar in a word is escaped, and zero is empty."""
    chart = SimpleNamespace(table=[{"Voice": "a|b", "Total": 0}, {"Voice": "c", "Total": 2}])
    assert REFRESH["table"](chart).splitlines() == ["| Voice | Total |", "| --- | ---: |", r"| a\|b |  |", "| c | 2 |"]


@pytest.mark.slow
def test_the_tables_can_be_made(tmp_path):
    """Again and again, and nothing else on the page changes."""
    page = tmp_path / "gallery.md"
    shutil.copy(ROOT / "docs" / "gallery.md", page)
    REFRESH["fill_tables"](page)
    filled = page.read_text("utf-8")
    lines = [line for line in filled.splitlines() if not line.startswith("|")]

    assert lines == [
        line for line in (ROOT / "docs" / "gallery.md").read_text("utf-8").splitlines() if not line.startswith("|")
    ]
    assert not re.search(r"\| 0 \|", filled)


@pytest.mark.slow
def test_the_pictures_can_be_made(tmp_path):
    """Each is an SVG file without scripts or links to other files."""
    REFRESH["draw"](tmp_path)
    pictures = {path.name: path.read_text("utf-8") for path in tmp_path.iterdir()}

    assert sorted(pictures) == sorted(f"{name}-{language}.svg" for name in CHARTS for language in LANGUAGES)
    for content in pictures.values():
        assert content.startswith("<svg role=")
        assert not re.search(r"<script|<image|@import|(?:href|src)=", content.replace("xmlns:xlink=", ""))
