"""The shared corpus, compiled to a file, and opened."""

import pytest

import reformdata as rd
from reformdata.compiled import write
from tests.fixtures.corpus import CORPUS


@pytest.fixture(scope="session")
def compiled_file(tmp_path_factory):
    """A compiled file of the shared corpus."""
    path = tmp_path_factory.mktemp("compiled") / "reformdata.sqlite"
    write(CORPUS, path)
    return path


@pytest.fixture(scope="session")
def ds(compiled_file):
    """The shared corpus as a data set."""
    return rd.load(compiled_file)
