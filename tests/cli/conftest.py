"""The command line, to be run on compiled files."""

from dataclasses import replace

import pytest

from reformdata.store.compiling import write
from tests.dataset.tracing.conftest import web, web_file  # noqa: F401 - fixtures are found by their names
from tests.evidence.conftest import tiny_checkout  # noqa: F401
from tests.fixtures.corpus import CORPUS


@pytest.fixture
def empty_file(tmp_path):
    """A compiled file without a record."""
    path = tmp_path / "empty.sqlite"
    write(replace(CORPUS, records={}, retired={}, readings={}, outcomes={}), path)
    return path
