"""The shared corpus as a compiled file, and the command line that is run on it."""

from dataclasses import replace

import pytest

from reformdata.cli import main
from reformdata.compiled import write
from tests.dataset.conftest import compiled_file, ds  # noqa: F401 - fixtures are found by their names
from tests.fixtures.corpus import CORPUS
from tests.tracing.conftest import web, web_file  # noqa: F401 - likewise


@pytest.fixture
def command(capsys, monkeypatch):
    """Run the command line in an English environment: its exit code, what it printed, and what it printed as an error."""
    monkeypatch.setenv("LC_ALL", "C.UTF-8")

    def run(*arguments):
        code = main([str(argument) for argument in arguments])
        return code, *capsys.readouterr()

    return run


@pytest.fixture
def empty_file(tmp_path):
    """A compiled file without a record."""
    path = tmp_path / "empty.sqlite"
    write(replace(CORPUS, records={}, retired={}, readings={}), path)
    return path
