"""Fixtures for the tests of several packages: English, and the shared corpus, compiled and opened."""

import os
import shutil
import sys
from pathlib import Path

import pytest
from hypothesis import settings

import reformdata as rd
from reformdata.cli import main
from reformdata.store.compiling import write
from reformdata.store.file import Store
from tests.fixtures.corpus import CORPUS

# How long an example takes says more about the machine and what else it runs than about the code.
settings.register_profile("tests", deadline=None)
settings.register_profile("quick", deadline=None, max_examples=20)  # for `make check`
settings.load_profile("tests")

_SHIPPED = str(Path(__file__).parents[1] / "records") + os.sep
_unmarked = []
"""The test that runs, unless it is marked `shipped`."""


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item):
    """Know whether the test that runs is marked `shipped`."""
    _unmarked[:] = [] if item.get_closest_marker("shipped") else [item.nodeid]
    try:
        return (yield)
    finally:
        _unmarked.clear()


def _refuse_shipped_data(event, args):
    """Keep unmarked tests from reading the shipped data: they would not be run with a contribution."""
    if event == "open" and _unmarked and isinstance(args[0], str | os.PathLike):
        path = os.path.abspath(args[0])  # noqa: PTH100 - a Path for every file opened is slow
        if path.startswith(_SHIPPED):
            raise AssertionError(f"{_unmarked[0]} reads {path} and is not marked `shipped`")


sys.addaudithook(_refuse_shipped_data)


@pytest.fixture(autouse=True)
def _english(monkeypatch):
    """The environment of the tests speaks English, whatever that of the machine does."""
    monkeypatch.setenv("LC_ALL", "C.UTF-8")


@pytest.fixture(autouse=True)
def _without_cache(monkeypatch):
    """No test writes a cache into a checkout that others read: there is no place for the secret."""
    monkeypatch.setenv("XDG_CACHE_HOME", os.devnull)


@pytest.fixture
def command(capsys):
    """Run the command line: its exit code, what it printed, and what it printed as an error."""

    def run(*arguments):
        code = main([str(argument) for argument in arguments])
        return code, *capsys.readouterr()

    return run


@pytest.fixture(scope="session")
def compiled_file(tmp_path_factory):
    """A compiled file of the shared corpus; not to be changed."""
    path = tmp_path_factory.mktemp("compiled") / "reformdata.sqlite"
    write(CORPUS, path)
    return path


@pytest.fixture(scope="session")
def store(compiled_file):
    """The shared corpus as an open store."""
    return Store.of_file(compiled_file)


@pytest.fixture(scope="session")
def ds(compiled_file):
    """The shared corpus as a data set."""
    return rd.load(compiled_file)


@pytest.fixture(scope="session")
def source_texts(tmp_path_factory):
    """A folder with the texts of the sources, which are not part of the project.

    `REFORMDATA_TEXTS` names the folders that hold them, separated as in `PATH`.
    """
    folders = [Path(folder) for folder in os.environ.get("REFORMDATA_TEXTS", "").split(os.pathsep) if folder]
    if not folders:
        pytest.skip("the texts of the sources are not part of the project: set REFORMDATA_TEXTS to their folders")
    together = tmp_path_factory.mktemp("texts")
    for folder in folders:
        for path in folder.glob("*.txt"):
            shutil.copy(path, together)
    return together
