"""The shared corpus as a data set, and later versions of it."""

from dataclasses import replace

import pytest

import reformdata as rd
from reformdata.compiled import write
from tests.fixtures.corpus import CORPUS, by_id


@pytest.fixture(scope="session")
def file(tmp_path_factory):
    """A compiled file of the shared corpus."""
    path = tmp_path_factory.mktemp("citing") / "reformdata.sqlite"
    write(CORPUS, path)
    return path


@pytest.fixture(scope="session")
def ds(file):
    """The shared corpus."""
    return rd.load(file)


@pytest.fixture
def later(tmp_path):
    """A function that writes the corpus with other records (and tombstones) and gives the path."""

    def write_later(records, retired=()):
        path = tmp_path / "later.sqlite"
        write(replace(CORPUS, records=by_id(records), retired=by_id((*CORPUS.retired.values(), *retired))), path)
        return path

    return write_later
