"""The shared corpus, compiled and opened."""

import pytest

import reformdata as rd
from reformdata.compiled import compile_corpus
from reformdata.store import Store
from tests.fixtures.corpus import CORPUS


@pytest.fixture(scope="session")
def ds():
    """The shared corpus as a data set."""
    return rd.Dataset(Store.of_bytes(compile_corpus(CORPUS)))
