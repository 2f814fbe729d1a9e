"""The benchmarks run, in small: what they then print says nothing of speed."""

import importlib
import re

import pytest

from tests import ROOT

pytest.importorskip("resource", reason="the time of processes is taken as Unix gives it")

pytestmark = pytest.mark.shipped
SMALL = {
    "importing": {"ROUNDS": 1},
    "validating": {"ROUNDS": 1},
    "loading": {"ROUNDS": 1, "COUNTS": (100, 200)},
    "frames": {"COUNT": 100},
    "reading": {"ROUNDS": 1},
    "hydrating": {"COPIES": 2, "SIZES": (10_000,)},
    "models": {"ROUNDS": 1, "COUNT": 100},
}
NEEDED = {"frames": ("pandas", "polars", "pyarrow")}


@pytest.mark.slow
@pytest.mark.parametrize("name", SMALL)
def test_it_runs(name, monkeypatch, capsys):
    """To its end, with figures to show; a target may be missed, on so few records."""
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
    """The page that says how to run them names each, and the test above runs each."""
    there = {path.stem for path in ROOT.glob("benchmarks/*.py")} - {"timing"}

    assert there == set(SMALL)
    assert there == set(
        re.findall(
            r"^\| `python -m benchmarks\.(\w+)", ROOT.joinpath("benchmarks/README.md").read_text("utf-8"), re.MULTILINE
        )
    )
