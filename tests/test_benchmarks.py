"""The benchmarks run with small sizes, which say nothing about speed."""

import importlib
import re

import pytest

from tests import ROOT

pytest.importorskip("resource", reason="the time of a process is measured with a module of Unix")

pytestmark = pytest.mark.shipped
SMALL = {
    "importing": {"ROUNDS": 1},
    "starting": {"ROUNDS": 1},
    "validating": {"ROUNDS": 1, "COUNT": 1},
    "loading": {"ROUNDS": 1, "COUNTS": (100, 200)},
    "frames": {"ROUNDS": 1, "COUNT": 1},
    "scaling": {"COUNT": 1_000},
    "reading": {"ROUNDS": 1},
    "hydrating": {"COPIES": 2, "SIZES": (10_000,)},
    "site": {"COUNTS": (100,)},
    "models": {"ROUNDS": 1, "COUNT": 100},
}
NEEDED = {
    "frames": ("pandas", "polars", "pyarrow"),
    "scaling": ("duckdb", "pandas", "polars", "pyarrow"),
    "site": ("jinja2", "markdown_it"),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", SMALL)
def test_it_runs(name, monkeypatch, capsys):
    """It prints figures; with so few records it may miss a target."""
    for library in NEEDED.get(name, ()):
        pytest.importorskip(library)
    benchmark = importlib.import_module(f"benchmarks.{name}")
    for constant, value in SMALL[name].items():
        assert hasattr(benchmark, constant)
        monkeypatch.setattr(benchmark, constant, value)
    monkeypatch.setattr("gc.collect", int)  # it takes long in a process that holds all the tests
    monkeypatch.chdir(ROOT)
    monkeypatch.setattr("sys.argv", [name])

    assert benchmark.main() in (None, 0, 1)
    assert re.search("[0-9]", capsys.readouterr().out)


def test_all_are_listed():
    """The page of the benchmarks names each, and the test above runs each."""
    page = (ROOT / "benchmarks/README.md").read_text("utf-8")
    listed = set(re.findall(r"^\| `python -m benchmarks\.(\w+)", page, re.MULTILINE))

    assert listed == set(SMALL) == {path.stem for path in ROOT.glob("benchmarks/*.py")} - {"timing", "copies"}
