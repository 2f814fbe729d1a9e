"""Later versions of the shared corpus."""

from dataclasses import replace

import pytest

from reformdata.store.compiling import write
from tests.fixtures.corpus import CORPUS, by_id


@pytest.fixture
def later(tmp_path):
    """A function that writes the corpus with other records (and tombstones) and gives the path."""

    def write_later(records, retired=()):
        path = tmp_path / "later.sqlite"
        tombstones = by_id((*CORPUS.retired.values(), *retired))
        write(replace(CORPUS, records=by_id(records), retired=tombstones, outcomes={}), path)
        return path

    return write_later
