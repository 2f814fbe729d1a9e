"""What tests of several packages stand on: English, and the shared corpus, compiled and opened."""

import pytest

import reformdata as rd
from reformdata.store.compiling import write
from reformdata.store.file import Store
from tests.fixtures.corpus import CORPUS


@pytest.fixture(autouse=True)
def _english(monkeypatch):
    """The environment of the tests speaks English, whatever that of the machine does."""
    monkeypatch.setenv("LC_ALL", "C.UTF-8")


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
