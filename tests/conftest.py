"""What tests of several packages stand on: English, and the shared corpus, compiled and opened."""

import pytest
from hypothesis import settings

import reformdata as rd
from reformdata.compiled import write
from tests.fixtures.corpus import CORPUS

# How long an example takes says more about the machine and what else it runs than about the code.
settings.register_profile("tests", deadline=None)
settings.load_profile("tests")


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
def ds(compiled_file):
    """The shared corpus as a data set."""
    return rd.load(compiled_file)
